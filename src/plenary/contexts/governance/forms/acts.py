"""Forms of what people do to a task beside working on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.lists import GroundForm
from plenary.contexts.governance.forms.records import RecordForm, choose_from, long_text
from plenary.contexts.governance.forms.tasks import (
    KeyChoice,
    NamedChoice,
    NamedChoices,
    PostChoice,
    in_language,
)
from plenary.contexts.governance.models import Task, TaskList
from plenary.contexts.governance.selectors import list_changes
from plenary.contexts.governance.selectors.acts import endings
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput

REASON = 500


def reason_field(label: Any) -> forms.CharField:
    """Make a field for a reason of a sentence or two."""
    return forms.CharField(label=label, max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}))


def units_in_being(actor: Actor) -> Any:
    """Give the units that exist today."""
    return organisations.in_being(organisations.units(actor), clock.today())


class DeclineForm(RecordForm):
    """Why a duty is not the unit's."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = reason_field(_("Why this is not your unit's"))


class TransferForm(RecordForm):
    """Which unit should have a duty, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("unit",), ("reason",))

    unit = NamedChoice(
        label=_("Which unit should have it"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("the office decides"),
    )
    reason = reason_field(_("Why another unit should have it"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", units_in_being(actor))


class SettleForm(GroundForm):
    """The office's answer to what a unit asks of a duty, and on what ground where a list changes with it."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("unit",), ("answer",), *GroundForm.rows)

    unit = NamedChoice(
        label=_("The unit that has it from now on"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    answer = forms.CharField(
        label=_("Answer to the unit"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the duty stays where it is."),
    )

    def __init__(
        self, *args: Any, actor: Actor, adopted: Sequence[TaskList], **kwargs: Any
    ) -> None:
        super().__init__(*args, actor=actor, of=adopted, **kwargs)
        choose_from(self, "unit", units_in_being(actor))
        if not adopted:
            for (name,) in GroundForm.rows:
                del self.fields[name]

    def ground(self) -> GroundGiven:
        """Give what was named; nothing where no adopted list changes."""
        return super().ground() if "decision" in self.fields else GroundGiven()


class ExtensionForm(RecordForm):
    """Which date should move, to when, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("milestone",), ("wanted_on",), ("reason",))

    milestone = KeyChoice(
        label=_("Which date"), help_text=_("The task's own, or that of one milestone.")
    )
    wanted_on = DayField(label=_("New date"), widget=DateInput)
    reason = reason_field(_("Why it takes longer"))

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = task.milestones.filter(done_on=None)
        own = [("", _("The task itself (%(day)s)") % {"day": task.due_on})]
        of_steps = [(step.pk, f"{in_language(step, 'title')} ({step.due_on})") for step in steps]
        if isinstance(field := self.fields["milestone"], forms.ChoiceField):
            field.choices = [*own, *of_steps]


class PartExtensionForm(RecordForm):
    """To when a part's own date should move, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("wanted_on",), ("reason",))

    wanted_on = DayField(label=_("New date"), widget=DateInput)
    reason = reason_field(_("Why it takes longer"))


class PartForm(RecordForm):
    """Why a part that was reported done is given back."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = forms.CharField(
        label=_("What is missing"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the part is sent back; the unit reads it."),
    )


class StepForm(RecordForm):
    """A word to go with a step of an approval."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer = forms.CharField(
        label=_("Answer to the unit"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is refused."),
    )


class UnitsForm(RecordForm):
    """Which of a task's units answer an instruction."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("units",),)

    units = NamedChoices(
        label=_("Units that answer"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Units with a part in the task."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "units", units)


class InstructionForm(UnitsForm):
    """A leader's word on a task, who answers it, and by when."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("post",),
        ("text_zh", "text_en"),
        ("units",),
        ("answer_by",),
    )

    post = PostChoice(
        label=_("Whose instruction it is"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("my own"),
    )
    text_zh = long_text(_("Instruction, in Chinese"))
    text_en = long_text(_("Instruction, in English"))
    answer_by = DayField(label=_("Answer by"), required=False, widget=DateInput)

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "post", posts)


class WordForm(RecordForm):
    """A unit's answer to an instruction."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("text_zh", "text_en"),)

    text_zh = long_text(_("Answer, in Chinese"))
    text_en = long_text(_("Answer, in English"))


class RemarkForm(RecordForm):
    """A leader's remark to an answer."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("remark",),)

    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed unless all have answered and you are content."),
    )


class SlipForm(RecordForm):
    """Whom a slip goes to, why, and by when an answer is asked for."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("unit",),
        ("reason",),
        ("reason_other",),
        ("answer_by",),
    )

    unit = NamedChoice(
        label=_("Unit"), queryset=Organisation.objects.none(), empty_label=_("choose")
    )
    reason = reason_field(_("Why the unit is reminded"))
    reason_other = forms.CharField(
        label=_("The same in the other language"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The slip is printed in Chinese and in English."),
    )
    answer_by = DayField(label=_("Answer by"), required=False, widget=DateInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", units)


class ExtraReportForm(RecordForm):
    """What a unit is to report on beyond the rhythm, why, and by when."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("unit",),
        ("question",),
        ("reason",),
        ("due_on",),
    )

    unit = NamedChoice(
        label=_("Unit"), queryset=Organisation.objects.none(), empty_label=_("choose")
    )
    question = reason_field(_("What the unit is to report on"))
    reason = reason_field(_("Why the rhythm of the lists is not enough"))
    due_on = DayField(label=_("Report by"), widget=DateInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", units)


class ExtraAnswerForm(RecordForm):
    """The second person's word on a report beyond the rhythm."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer = forms.CharField(
        label=_("Why the unit is not asked"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you do not agree."),
    )


class ExtraWithdrawalForm(RecordForm):
    """Why a report beyond the rhythm is asked for no more."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer = reason_field(_("Why it is asked for no more"))


class HelpAnswerForm(RecordForm):
    """What a unit that needs help is answered."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer = forms.CharField(
        label=_("Answer"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class CircularForm(RecordForm):
    """Which list a circular is about."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("task_list",),)

    task_list = NamedChoice(
        label=_("List"), queryset=TaskList.objects.none(), empty_label=_("choose")
    )

    def __init__(self, *args: Any, lists: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "task_list", lists)


class SuccessionForm(GroundForm):
    """Why one task continues another, and on what where an adopted list changes with it."""

    reason = reason_field(_("Reason"))

    def __init__(self, *args: Any, actor: Actor, task: Task, **kwargs: Any) -> None:
        adopted = list_changes.adopted_with(actor, task)
        super().__init__(*args, actor=actor, of=adopted, **kwargs)
        if not adopted:
            choose_from(self, "decision", endings.grounds(actor), empty=_("none"))
            self.fields["decision"].help_text = _("Needed where the work is to end later.")


class EndingForm(GroundForm):
    """Why a task ends without being done, or goes on after that, and on what ground."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",), *GroundForm.rows)

    reason = reason_field(_("Reason"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, of=(), **kwargs)
        choose_from(self, "decision", endings.grounds(actor), empty=_("none"))
        self.fields["decision"].help_text = _("Of any body, the latest meetings first.")


class EndingAnswerForm(RecordForm):
    """The second person's word on the end of a task."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",),)

    answer = forms.CharField(
        label=_("Why it is sent back"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you do not agree."),
    )


class MergeForm(SuccessionForm):
    """The task that is to continue another one."""

    task = forms.IntegerField(
        label=_("Task"), error_messages={"required": _("Choose one of the tasks found.")}
    )


class SupersedeForm(SuccessionForm):
    """What the task that replaces another one is to be."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title_zh", "title_en"),
        ("success_zh", "success_en"),
        ("lead_unit", "due_on"),
        ("reason",),
        *GroundForm.rows,
    )

    title_zh = forms.CharField(label=_("Title, in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title, in English"), required=False, max_length=500)
    success_zh = long_text(_("Counts as done when, in Chinese"), rows=2)
    success_en = long_text(_("Counts as done when, in English"), rows=2)
    lead_unit = NamedChoice(
        label=_("Lead unit"), queryset=Organisation.objects.none(), empty_label=_("choose")
    )
    due_on = DayField(label=_("Due date"), widget=DateInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        choose_from(self, "lead_unit", units_in_being(actor))


class UnitHandoverForm(RecordForm):
    """Who takes over what a dissolved unit still has to do, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("unit",), ("reason",))

    unit = NamedChoice(
        label=_("The unit that takes over"),
        queryset=Organisation.objects.none(),
        empty_label=_("choose"),
    )
    reason = reason_field(_("Reason"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", units_in_being(actor))
