"""Forms of the task lists, and of choosing a task for something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import Cadence
from plenary.contexts.governance.forms.records import RecordForm, choose_from, id_of
from plenary.contexts.governance.forms.tasks import NamedChoice, NamedChoices, PostChoice
from plenary.contexts.governance.models import Decision, Meeting, TaskList
from plenary.contexts.governance.selectors import adopting, list_changes
from plenary.contexts.governance.selectors.leaders import leader_posts
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import side
from plenary.shared.web.widgets import DateInput

LONGEST_LABEL = 160


class ListFieldsForm(RecordForm):
    """What a list is called, and its year and rhythm."""

    one_side_of = frozenset({"name"})

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("starts_on", "ends_on", "cadence"),
    )

    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(label=_("Last day"), widget=DateInput)
    cadence = forms.ChoiceField(label=_("Reported on"), choices=Cadence.choices)


class TaskListForm(ListFieldsForm):
    """A draft list's own fields, and of which body it is while it is made."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("body",), *ListFieldsForm.rows)

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))
        if "seen_version" in self.fields:
            del self.fields["body"]


class ChooseTaskForm(forms.Form):
    """A task chosen for a clause or a list."""

    task = forms.IntegerField(
        label=_("Task"), error_messages={"required": _("Choose one of the tasks found.")}
    )


class DecisionChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when it runs
    """A choice among decisions under their meeting's day, number and words."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the day, the number and the first words."""
        day = obj.meeting.held_on or obj.meeting.year or ""
        return f"{day} {obj.number}. {side(obj, 'text')}"[:LONGEST_LABEL]


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # likewise
    """A choice among meetings under their day and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the day and the title."""
        return f"{obj.held_on or obj.year or ''} {side(obj, 'title')}"[:LONGEST_LABEL]


class AdoptionForm(RecordForm):
    """By what a list was adopted."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("decision",), ("meeting",))

    decision = DecisionChoice(
        Decision.objects.none(), label=_("Adopted by the decision"), required=False
    )
    meeting = MeetingChoice(Meeting.objects.none(), label=_("Or at the meeting"), required=False)

    def __init__(self, *args: Any, actor: Actor, of: TaskList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "decision", adopting.decisions(actor, of), empty=_("none"))
        choose_from(self, "meeting", adopting.meetings(actor, of), empty=_("none"))


class AdoptForm(AdoptionForm):
    """The same, with the day of the adoption."""

    owed = forms.CharField(
        label=_("Or not recorded yet, because"),
        required=False,
        max_length=300,
        help_text=_("It then stands on the list that this is owed."),
    )
    adopted_on = DayField(label=_("Adopted on"), widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """Let the meeting that was only proposed yield to another's decision and to a reason why none is named."""
        data = super().clean()
        decision, meeting = data.get("decision"), data.get("meeting")
        says_otherwise = data.get("owed") and not decision
        says_otherwise = says_otherwise or (decision and decision.meeting_id != id_of(meeting))
        if meeting and meeting.pk == self.initial.get("meeting") and says_otherwise:
            data["meeting"] = None
        return data


class GroundForm(RecordForm):
    """What a change of an adopted list rests on."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("decision",),
        ("instruction",),
        ("instructed_on",),
    )

    decision = DecisionChoice(
        Decision.objects.none(),
        label=_("Decision"),
        required=False,
        help_text=_("Of a meeting of the list's body."),
    )
    instruction = forms.CharField(
        label=_("Or an instruction"),
        required=False,
        max_length=500,
        help_text=_("Whose, and what it says."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    instructed_on = DayField(label=_("Instruction given on"), required=False, widget=DateInput)

    def __init__(self, *args: Any, actor: Actor, of: Sequence[TaskList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "decision", list_changes.grounds(actor, *of), empty=_("none"))

    def ground(self) -> GroundGiven:
        """Give what was named."""
        data = self.cleaned_data
        return GroundGiven(id_of(data["decision"]), data["instruction"], data["instructed_on"])


class AdoptedListForm(GroundForm, ListFieldsForm):
    """An adopted list's own fields, and by which decision they change."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (*ListFieldsForm.rows, *GroundForm.rows)


class AddedForm(GroundForm):
    """A task chosen for an adopted list, and by which decision."""

    task = forms.IntegerField(
        label=_("Task"), error_messages={"required": _("Choose one of the tasks found.")}
    )


class ItemForm(GroundForm):
    """Other words, units, leader or measure of success, or an earlier date for an item, and by which decision."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title_zh", "title_en"),
        ("lead_unit", "due_on"),
        ("accountable_post",),
        ("responsible_units",),
        ("success_zh", "success_en"),
        *GroundForm.rows,
    )

    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=500)
    lead_unit = NamedChoice(Organisation.objects.none(), label=_("Lead unit"), required=False)
    due_on = DayField(
        label=_("Due date"),
        required=False,
        widget=DateInput,
        help_text=_("An earlier one. A later one is asked for as an extension."),
    )
    accountable_post = PostChoice(
        Post.objects.none(), label=_("Accountable leader"), required=False
    )
    responsible_units = NamedChoices(
        Organisation.objects.none(), label=_("Responsible units"), required=False
    )
    success_zh = forms.CharField(
        label=_("Counts as done when (Chinese)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    success_en = forms.CharField(
        label=_("Counts as done when (English)"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, held: Post | None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        units = organisations.in_being(organisations.units(actor), clock.today())
        choose_from(self, "lead_unit", units, empty=_("as it is"))
        choose_from(self, "accountable_post", leader_posts(actor, held), empty=_("as it is"))
        held_units = Q(pk__in=self.initial.get("responsible_units", ()))
        choose_from(
            self, "responsible_units", units | organisations.units(actor).filter(held_units)
        )
