"""The form by which the office opens what a paper's class holds back."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.acts import reason_field
from plenary.contexts.governance.forms.records import RecordForm


class OpeningForm(RecordForm):
    """Why more people may read it."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = reason_field(_("Why more people may read it than the papers"))
