"""Refuses what presumes that a meeting takes place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.selectors import meetings
from plenary.shared.errors import Refused


def need_coming(meeting: Meeting) -> None:
    """Refuse where the meeting is called off."""
    if meetings.is_called_off(meeting):
        raise Refused(_("The meeting is called off. Convene it again before changing it."))
