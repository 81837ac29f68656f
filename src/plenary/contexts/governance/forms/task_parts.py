"""Forms with which a task is made and changed, and given its parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.forms.records import RecordForm, choose_from
from plenary.contexts.governance.forms.tasks import (
    NamedChoice,
    NamedChoices,
    PostChoice,
    named,
)
from plenary.contexts.governance.forms.themes import ThemeChoice
from plenary.contexts.governance.models import TaskList
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.leaders import leader_posts
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput

GIVEN = (
    DutyRole.RESPONSIBLE,
    DutyRole.SUPPORTING,
    DutyRole.SUPERVISING,
    DutyRole.ACCOUNTABLE,
)
"""The parts that are given on a form of their own; the lead is handed over."""


def accountable() -> PostChoice:
    """Make a field for the leader's post that is accountable for a task."""
    return PostChoice(Post.objects.none(), label=_("Accountable leader"), required=False)


def release_class(**options: Any) -> forms.ChoiceField:
    """Make a field for who may read a task; left out, it stays as it is."""
    return forms.ChoiceField(label=_("Release"), choices=Release.choices, required=False, **options)


class TaskForm(forms.Form):
    """A task's own fields."""

    one_side_of = frozenset({"title"})

    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=500)
    theme = ThemeChoice(label=_("Theme"), required=False)
    lead_unit = NamedChoice(Organisation.objects.none(), label=_("Lead unit"), required=False)
    responsible_units = NamedChoices(
        Organisation.objects.none(), label=_("Responsible units"), required=False
    )
    supporting_units = NamedChoices(
        Organisation.objects.none(), label=_("Supporting units"), required=False
    )
    accountable_post = accountable()
    due_on = DayField(label=_("Due date"), required=False, widget=DateInput)
    success_zh = forms.CharField(
        label=_("Counts as done when (Chinese)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    success_en = forms.CharField(
        label=_("Counts as done when (English)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    release = release_class(initial=Release.INTERNAL)
    task_list = NamedChoice(
        TaskList.objects.none(), label=_("Put into the draft list"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("lead_unit", "responsible_units", "supporting_units")
        choose_unit([self.fields[name] for name in names], actor)
        choose_from(self, "accountable_post", leader_posts(actor))
        choose_from(self, "task_list", lists.visible_to(actor).filter(state="draft"))


class EditTaskForm(RecordForm):
    """What may be changed of a task, with the reason where it is in force."""

    rows = (
        ("title_zh", "title_en"),
        ("theme", "due_on"),
        ("accountable_post", "release"),
        ("success_zh", "success_en"),
        ("reason",),
    )

    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=500)
    theme = ThemeChoice(label=_("Theme"), required=False)
    due_on = DayField(label=_("Due date"), required=False, widget=DateInput)
    accountable_post = accountable()
    release = release_class()
    success_zh = forms.CharField(
        label=_("Counts as done when (Chinese)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    success_en = forms.CharField(
        label=_("Counts as done when (English)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("Needed once the task is in force; it is kept with the change."),
    )

    def __init__(self, *args: Any, actor: Actor, held: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "accountable_post", leader_posts(actor, held))


class MilestoneForm(RecordForm):
    """A step on the way."""

    rows = (("title_zh", "title_en"), ("due_on", "reason"))

    title_zh = forms.CharField(label=_("Milestone in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Milestone in English"), required=False, max_length=400)
    due_on = DayField(label=_("Due date"), widget=DateInput)
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=300)


class MilestoneDoneForm(RecordForm):
    """On which day a step was done, and by what that can be seen."""

    rows = (("done_on",), ("proof",))

    done_on = DayField(label=_("Done on"), required=False, widget=DateInput)
    proof = forms.CharField(
        label=_("By what it can be seen"),
        required=False,
        max_length=500,
        help_text=_("Name the document or page. Needed for a day that is past."),
    )


class DutyForm(RecordForm):
    """A unit's or a leader's part in a task."""

    rows = (
        ("role",),
        ("unit", "accountable_post"),
        ("deliverable_zh", "deliverable_en"),
        ("due_on", "reason"),
    )

    role = forms.ChoiceField(label=_("Part"), choices=[])
    unit = NamedChoice(Organisation.objects.none(), label=_("Unit"), required=False)
    accountable_post = accountable()
    deliverable_zh = forms.CharField(
        label=_("Deliverable in Chinese"), required=False, max_length=300
    )
    deliverable_en = forms.CharField(
        label=_("Deliverable in English"), required=False, max_length=400
    )
    due_on = DayField(label=_("Own due date"), required=False, widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Needed where the task stands in an adopted list; it is kept with the part."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(one.value, one.label) for one in GIVEN]
        choose_unit([self.fields["unit"]], actor)
        choose_from(self, "accountable_post", leader_posts(actor))
        self.fields["unit"].help_text = _("For every part but the accountable leader's.")
        self.fields["accountable_post"].help_text = _("For the accountable leader's part alone.")


def choose_unit(fields: Sequence[forms.Field], actor: Actor) -> None:
    """Let fields choose from the units in being, whose names are read only where they are shown."""
    units = organisations.units(actor).filter(dissolved_on=None)
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            empty = [] if field.empty_label is None else [("", field.empty_label)]
            field.queryset = units
            field.choices = partial(_with_empty, empty, units)


def _with_empty(empty: list[tuple[Any, Any]], records: QuerySet[Any]) -> list[tuple[Any, Any]]:
    return [*empty, *named(records)]
