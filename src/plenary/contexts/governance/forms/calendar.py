"""Forms of the calendar: its filters, and the making of a feed's link."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import FeedScope
from plenary.contexts.governance.forms.records import RecordForm, choose_from
from plenary.contexts.governance.forms.tasks import NamedChoice
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor

KINDS = (("", _("all")), ("meetings", _("Meetings")), ("dates", _("Due dates")))


class CalendarFilterForm(forms.Form):
    """Whose meetings and dates the calendar shows; each filter stands in the address."""

    unit = NamedChoice(Organisation.objects.none(), label=_("Unit"), required=False)
    body = NamedChoice(Organisation.objects.none(), label=_("Body"), required=False)
    kind = forms.ChoiceField(label=_("Shows"), required=False, choices=KINDS)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        choose_from(self, "unit", organisations.units(actor), _("any"))
        choose_from(self, "body", organisations.bodies(actor), _("any"))

    def chosen(self) -> dict[str, Any]:
        """Give what the address asks for; a value that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        unit, body, kind = data.get("unit"), data.get("body"), data.get("kind")
        scope, organisation = FeedScope.ACCOUNT, None
        if unit:
            scope, organisation = FeedScope.UNIT, unit
        elif body:
            scope, organisation = FeedScope.BODY, body
        return {
            "scope": scope,
            "organisation": organisation,
            "has_meetings": kind != "dates",
            "has_dates": kind != "meetings",
        }


class FeedForm(RecordForm):
    """What a feed's link shows, in which language and for how long."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("scope",),
        ("unit", "body"),
        ("language", "months"),
    )

    scope = forms.ChoiceField(
        label=_("Whose dates"),
        choices=FeedScope.choices,
        initial=FeedScope.ACCOUNT,
        widget=forms.RadioSelect,
    )
    unit = NamedChoice(Organisation.objects.none(), label=_("Unit"), required=False)
    body = NamedChoice(Organisation.objects.none(), label=_("Body"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    months = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(3, _("3 months")), (6, _("6 months")), (12, _("12 months"))],
        initial=6,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", organisations.units(actor))
        choose_from(self, "body", organisations.bodies(actor))

    def wanted(self) -> dict[str, Any]:
        """Give the form's values as the service takes them."""
        data = self.cleaned_data
        organisation = data.get(data["scope"])
        return {
            "scope": data["scope"],
            "organisation_id": organisation.pk if organisation else None,
            "language": data["language"],
            "months": data["months"],
        }
