"""Forms with which the office leads a task through its life."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.audit_words import RECORDS
from plenary.contexts.governance.enums import ExtensionKind
from plenary.contexts.governance.forms.acts import reason_field
from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.forms.task_parts import choose_unit
from plenary.contexts.governance.forms.tasks import NamedChoice
from plenary.contexts.governance.models import Basis
from plenary.contexts.governance.selectors.grounds import KINDS
from plenary.contexts.governance.services.parts import BasisGiven
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.widgets import DateInput

LONGEST_LABEL = 160


class ForceForm(RecordForm):
    """By what a draft comes into force."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("basis",),)

    basis = forms.TypedChoiceField(
        label=_("It comes into force by"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Kept in the history. From then on dates and words change only for a reason."),
    )

    def __init__(self, *args: Any, carrying: Sequence[Basis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["basis"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(basis.pk, _said(basis)) for basis in carrying]
        if len(carrying) == 1:
            self.fields["basis"].initial = carrying[0].pk


def _said(basis: Basis) -> str:
    kind = next(kind for kind in KINDS if getattr(basis, f"{kind}_id"))
    record = getattr(basis, kind)
    words = side(record, "reference") if kind == "requirement" else side(record, "text")
    number = f" {record.number}" if kind != "requirement" else ""
    return f"{RECORDS[kind]}{number} · {words}"[:LONGEST_LABEL]


class BasisField(forms.CharField):
    """A record of a kind that a task may rest on, sent as its kind and key."""

    def to_python(self, value: Any) -> Any:
        """Read the kind and the key; anything else is no choice."""
        if not value:
            return None
        kind, _dash, key = str(value).partition("-")
        pk = whole(key, 0)
        if kind not in KINDS or not pk:
            raise forms.ValidationError(_("This is none of the choices."))
        return BasisGiven(kind, pk)  # type: ignore[arg-type] # one of KINDS

    def run_validators(self, value: Any) -> None:
        """Leave what has been read as it is: it is no text."""


class BasisForm(RecordForm):
    """What a task is to rest on as well."""

    basis = BasisField(
        label=_("Basis"), error_messages={"required": _("Choose one of the records found.")}
    )


def change_reason() -> forms.CharField:
    """Make a field for why something of a task in force changes."""
    return forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("Needed once the task is in force; it is kept with the change."),
    )


class EditDutyForm(RecordForm):
    """What a part delivers, and by when."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("deliverable_zh", "deliverable_en"),
        ("due_on",),
        ("reason",),
    )

    deliverable_zh = forms.CharField(
        label=_("Deliverable in Chinese"), required=False, max_length=300
    )
    deliverable_en = forms.CharField(
        label=_("Deliverable in English"), required=False, max_length=400
    )
    due_on = DayField(label=_("Own due date"), required=False, widget=DateInput)
    reason = change_reason()


class RemoveForm(RecordForm):
    """Why a part of a task is taken away."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = change_reason()


class UndoForm(RecordForm):
    """Why a milestone that was done is open again."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = forms.CharField(
        label=_("Why the milestone is open again"),
        max_length=300,
        help_text=_("The lead unit reads it; the history keeps what was said before."),
    )


class HandOverForm(RemoveForm):
    """Which unit leads from now on, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("unit",), ("reason",))

    unit = NamedChoice(Organisation.objects.none(), label=_("The unit that leads from now on"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit([self.fields["unit"]], actor)


class MilestoneAskForm(RecordForm):
    """What is asked of a milestone: other words, an earlier date, or that it go."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("kind",),
        ("title_zh", "title_en"),
        ("wanted_on",),
        ("reason",),
    )

    kind = forms.ChoiceField(
        label=_("What is asked for"),
        choices=[
            (one.value, one.label)
            for one in (ExtensionKind.REWORD, ExtensionKind.SOONER, ExtensionKind.REMOVE)
        ],
        initial=ExtensionKind.REWORD,
        widget=forms.RadioSelect,
        help_text=_("A later date is asked for as an extension."),
    )
    title_zh = forms.CharField(label=_("Milestone in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Milestone in English"), required=False, max_length=400)
    wanted_on = DayField(label=_("Earlier date"), required=False, widget=DateInput)
    reason = reason_field(_("Reason"))


class MilestoneAskNewForm(RecordForm):
    """Which further milestone is asked for, and why."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title_zh", "title_en"),
        ("wanted_on",),
        ("reason",),
    )

    title_zh = forms.CharField(label=_("Milestone in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Milestone in English"), required=False, max_length=400)
    wanted_on = DayField(label=_("Due date"), widget=DateInput)
    reason = reason_field(_("Reason"))
