"""What the record of a meeting says, against its page: the page tells it and is never retyped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.communications import keys
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import Page
from plenary.contexts.governance import api as governance
from plenary.kernel.audit.recording import snapshot
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import NotFound, Refused

WORDS = (*(f"{name}_{lang}" for name in ("title", "body") for lang in Lang.values), "held_on")
"""What a page takes from the record, where the record has it."""


def record_of(page: Page) -> governance.ReleasedMeeting | None:
    """Give the record of a readout as it may be told to everybody; none while it may not be."""
    if page.meeting_id is None:
        return None
    try:
        return governance.released_meeting(SYSTEM, page.meeting_id)
    except (NotFound, Refused):
        return None


def words_of(meeting: governance.ReleasedMeeting) -> dict[str, Any]:
    """Give the page's fields as the record says them, tidied as a page is; what it lacks is not there."""
    said = {
        **{f"title_{lang}": keys.tidy_line(getattr(meeting, f"title_{lang}")) for lang in Lang},
        **{f"body_{lang}": keys.tidy_text(getattr(meeting, f"text_{lang}")) for lang in Lang},
        "held_on": meeting.held_on,
    }
    return {name: value for name, value in said.items() if value}


def differs(page: Page, meeting: governance.ReleasedMeeting) -> bool:
    """Say whether a page says something else than its record, or was made from an earlier state of it."""
    said = words_of(meeting)
    return meeting.digest != page.record_digest or any(
        getattr(page, name) != value for name, value in said.items()
    )


def kept_of(page: Page) -> dict[str, Any]:
    """Give the fields of a page that nobody types, as they stand: those that its record has.

    While the record may not be told, all that was taken from it.
    """
    meeting = record_of(page)
    names = (
        [name for name in WORDS if getattr(page, name)] if meeting is None else words_of(meeting)
    )
    return {name: getattr(page, name) for name in names}


def retyped(page: Page, before: Mapping[str, Any]) -> list[str]:
    """Give the fields of a readout that are to say neither what they said nor what the record says."""
    now = snapshot(page)
    changed = [name for name in WORDS if now[name] != before[name]]
    if page.kind != PageKind.READOUT or not changed:
        return []
    meeting = record_of(page)
    if meeting is None:
        return [name for name in changed if before[name]]
    said = words_of(meeting)
    return [name for name in changed if name in said and getattr(page, name) != said[name]]


def faults(page: Page) -> dict[str, Any]:
    """Give what keeps a readout back: its record is not to be told, or says something else by now."""
    if page.kind != PageKind.READOUT:
        return {}
    meeting = record_of(page)
    if meeting is None:
        return {
            "record": _("The meeting's public text is not out: its page does not go out either.")
        }
    if differs(page, meeting):
        return {"record": _("The meeting's record says something else: take it over anew first.")}
    return {}
