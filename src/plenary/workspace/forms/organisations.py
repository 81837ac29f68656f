"""What people type about bodies and units."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.kernel.organisations.enums import Level, OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.shared.web.record_form import RecordForm
from plenary.workspace.forms.fields import ORDER_HELP, OrganisationChoice, day, line, long_text

CODE = RegexValidator(r"^[A-Za-z0-9._-]+$", _("Only letters, digits, and the signs . _ -"))


class OrganisationForm(RecordForm):
    """A body's or unit's own fields."""

    texts_of = "organisations.organisation"
    dated_by = "dissolved_on"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("kind", "code"),
        ("parent",),
        ("name_zh", "name_en"),
        ("short_zh", "short_en"),
        ("duties_zh", "duties_en"),
        ("level", "order"),
        ("founded_on", "dissolved_on"),
    )

    name_zh = line(_("Name in Chinese"), 200)
    name_en = line(_("Name in English"), 300)
    short_zh = line(_("Short name in Chinese"), 60)
    short_en = line(_("Short name in English"), 120)
    duties_zh = long_text(
        _("Duties in Chinese"),
        help_text=_("What it answers for: a task's lead unit is suggested by these words."),
    )
    duties_en = long_text(
        _("Duties in English"),
        help_text=_("What it answers for: a task's lead unit is suggested by these words."),
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.OWN)
    order = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=999_999, initial=0, help_text=ORDER_HELP
    )
    founded_on = day(_("Founded on"))
    dissolved_on = day(_("Dissolved on"))


class NewOrganisationForm(OrganisationForm):
    """A new body or unit: also what it is, its code and what it hangs from."""

    kind = forms.ChoiceField(label=_("What it is"), choices=OrganisationKind.choices)
    code = forms.CharField(
        label=_("Directory code"),
        max_length=40,
        required=False,
        validators=[CODE],
        help_text=_("A short key for spreadsheets; made from the English name where left empty."),
    )
    parent = OrganisationChoice(label=_("Stands below"), required=False)

    def __init__(self, *args: Any, parents: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class MoveForm(RecordForm):
    """Where a body or unit hangs."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("parent",),)

    parent = OrganisationChoice(
        label=_("Stands below"),
        required=False,
        empty_label=_("nothing: it stands at the top"),
        help_text=_("All that hangs below it moves with it."),
    )

    def __init__(self, *args: Any, parents: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class FormerNameForm(RecordForm):
    """Another name, in use or no more."""

    texts_of = "organisations.organisation"
    dated_by = "until_on"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name_zh", "name_en"), ("until_on",))

    name_zh = line(_("Name in Chinese"), 200)
    name_en = line(_("Name in English"), 300)
    until_on = day(
        _("Last day of this name"), help_text=_("Leave empty for another name still in use.")
    )


class TermForm(RecordForm):
    """A term of a body."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("starts_on", "ends_on"),
    )

    name_zh = line(_("Name in Chinese"), 100, help_text=_("For example: 第十四届"))
    name_en = line(_("Name in English"), 150, help_text=_("For example: Fourteenth term"))
    starts_on = day(_("Begins on"), is_required=True)
    ends_on = day(_("Ends on"))


class SeatForm(RecordForm):
    """A unit that becomes a member of a body."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("unit",), ("since_on", "order"))

    unit = OrganisationChoice(label=_("Unit"))
    since_on = day(_("Since"))
    order = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=999_999, initial=0, help_text=ORDER_HELP
    )

    def __init__(self, *args: Any, units: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class EndForm(RecordForm):
    """The day on which a seat or a time in a post ends."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("until_on",),)

    until_on = day(_("Ends on"), is_required=True)
