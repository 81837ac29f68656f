"""The form that says when a page is looked at again, and how long a notice stands on the front page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.enums import PageKind
from plenary.shared.web.days import DayField
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput


class DatesForm(RecordForm):
    """Two days, either of which may be left to the kind of page."""

    rows = (("review_on", "shown_until"),)

    review_on = DayField(
        label=_("To be looked at again on"),
        required=False,
        widget=DateInput,
        help_text=_(
            "Whoever answers for the page is then told. Empty: a standing page, a hub and a body’s"
            " page a year after they went out last, all others never."
        ),
    )
    shown_until = DayField(
        label=_("Last day on the front page"),
        required=False,
        widget=DateInput,
        help_text=_("Empty: 90 days after the notice went out. It stays in the archive."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != PageKind.NOTICE:
            del self.fields["shown_until"]

    def said(self) -> dict[str, Any]:
        """Give the days."""
        data = self.cleaned_data
        return {"review_on": data["review_on"], "shown_until": data.get("shown_until")}
