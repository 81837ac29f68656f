"""The notice of a meeting as each addressee reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.convening import Called, draft_notice, is_drafted
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.services.convening.places import place_of


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says, in both languages."""

    notice_zh: str
    notice_en: str


def called(convening: Convening) -> Called:
    """Give what the notice of a meeting says, with its whole agenda."""
    meeting = convening.meeting
    return Called(
        title=Pair(meeting.title_zh, meeting.title_en),
        body=Pair(meeting.body.name_zh, meeting.body.name_en),
        starts_at=timezone.localtime(convening.starts_at),
        ends_at=timezone.localtime(convening.ends_at),
        place=place_of(convening),
        agenda=tuple(Pair(item.text_zh, item.text_en) for item in meeting.items.all()),
        reply_by_on=convening.reply_by_on,
    )


def is_of_another_agenda(convening: Convening) -> bool:
    """Say whether a drafted notice names the agenda as it was once."""
    now = called(convening)
    drafted = draft_notice(now)
    kept = {"zh": convening.notice_zh, "en": convening.notice_en}
    return any(
        text and text != drafted.either(lang) and is_drafted(text, now, lang)
        for lang, text in kept.items()
    )


def notice_of(invitation: Invitation) -> Notice:
    """Give the notice that the addressee reads.

    Whoever is asked to single items learns of no other: time, place and how to answer, as drafted,
    because what the office wrote itself may speak of the whole agenda.
    """
    convening = invitation.convening
    if not invitation.items.exists():
        return Notice(convening.notice_zh, convening.notice_en)
    drafted = draft_notice(replace(called(convening), agenda=(), may_send_another=False))
    return Notice(drafted.zh, drafted.en)
