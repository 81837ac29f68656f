"""Draws up the calling of a meeting, and changes it; those invited hear of it when it is sent."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.drafting.convening import Called, draft_notice, is_drafted
from plenary.contexts.governance.enums import MeetingState, ReplyKind
from plenary.contexts.governance.models import Convening, Meeting
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.convening.given import ConveningGiven
from plenary.contexts.governance.services.convening.inviting import gather
from plenary.contexts.governance.services.convening.locking import lock_convening
from plenary.contexts.governance.services.convening.notices import called
from plenary.contexts.governance.services.meetings import keep_convened
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.places.models import Place
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.sender import sender_host

LONGEST = dt.timedelta(days=1)
TEXTS = ("room_zh", "room_en", "notice_zh", "notice_en")
FIELDS = ("starts_at", "ends_at", *TEXTS, "reply_by_on")


@transaction.atomic
def draw_up_convening(*, actor: Actor, meeting_id: int, given: ConveningGiven) -> Convening:
    """Draw up the notice of a planned meeting and the list of those whom its body's membership asks.

    Nobody is told yet. The meeting's record gets the day and the place. Refused for a meeting that was
    held, that is being convened already, and for a time that is past or ends before it begins.
    """
    meeting = lock(meetings.visible_to(actor).select_related("body"), pk=meeting_id)
    authorise(actor, policies.can_convene, meeting)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("The meeting has been held."))
    if Convening.objects.filter(meeting=meeting).exists():
        raise Refused(_("The meeting is being convened already."))
    _check(given)
    meeting = _keep_in_meeting(actor, meeting, given)

    convening = Convening(meeting=meeting, uid=f"{uuid.uuid4().hex}@{sender_host()}")
    _fill(convening, given)
    convening.save()

    record(actor=actor, action="governance.convening.drawn_up", subject=convening)
    keep_sides(actor, convening, "notice")
    gather(actor, convening)
    return convening


@transaction.atomic
def change_convening(
    *, actor: Actor, convening_id: int, seen_version: int | None, given: ConveningGiven
) -> Convening:
    """Change time, place or notice. Those who were told before hear of it when it is sent again.

    A new time asks everybody anew: their answers were to the old one. A notice that was drafted and is
    left as it was is drafted anew, with the time, place and agenda of now. Refused as drawing up is.
    """
    convening = lock_convening(actor, convening_id, seen_version)
    _check(given)
    before, as_it_was = snapshot(convening), called(convening)
    has_new_place = convening.meeting.place_id != given.place_id
    given = _to_be_drafted(convening, as_it_was, given)
    convening.meeting = _keep_in_meeting(actor, convening.meeting, given)
    _fill(convening, given)
    after = snapshot(convening)
    has_new_time = (before["starts_at"], before["ends_at"]) != (
        after["starts_at"],
        after["ends_at"],
    )
    if has_new_place or before != after:
        raise_sequence(convening)
    if has_new_time:
        ask_anew(convening)
    save(convening, fields=[*FIELDS, "sequence"])

    record(actor=actor, action="governance.convening.changed", subject=convening, before=before)
    keep_sides(actor, convening, "notice")
    return convening


def raise_sequence(convening: Convening) -> None:
    """Count the sequence up where somebody has been told of the one in force."""
    if convening.invitations.filter(sent_sequence=convening.sequence).exists():
        convening.sequence += 1


def ask_anew(convening: Convening) -> None:
    """Forget the answers; a substitute stays named, and is asked anew as well."""
    answered = convening.invitations.filter(reply__in=[ReplyKind.COMING, ReplyKind.NOT_COMING])
    answered.update(
        reply=ReplyKind.NONE,
        reason="",
        replied_at=None,
        replied_by="",
        replied_sequence=None,
        reminded_at=None,
    )


def _to_be_drafted(convening: Convening, was: Called, given: ConveningGiven) -> ConveningGiven:
    """Leave empty the sides of the notice that nobody has written or changed."""
    empty = {
        f"notice_{lang}": ""
        for lang in ("zh", "en")
        if (kept := getattr(convening, f"notice_{lang}"))
        and getattr(given, f"notice_{lang}").strip() == kept
        and is_drafted(kept, was, lang)
    }
    return replace(given, **empty)


def _fill(convening: Convening, given: ConveningGiven) -> None:
    for name in FIELDS:
        value = getattr(given, name)
        setattr(convening, name, value.strip() if isinstance(value, str) else value)
    drafted = draft_notice(called(convening))
    convening.notice_zh = convening.notice_zh or drafted.zh
    convening.notice_en = convening.notice_en or drafted.en


def _keep_in_meeting(actor: Actor, meeting: Meeting, given: ConveningGiven) -> Meeting:
    day = timezone.localtime(given.starts_at).date()
    changes = {"held_on": day, "year": day.year, "place_id": given.place_id}
    if all(getattr(meeting, name) == value for name, value in changes.items()):
        return meeting
    return keep_convened(actor=actor, meeting_id=meeting.pk, changes=changes)


def _check(given: ConveningGiven) -> None:
    refuse_secrecy(*(getattr(given, name) for name in TEXTS))
    if given.place_id is not None and not Place.objects.filter(pk=given.place_id).exists():
        raise Refused(fields={"place": _("This is none of the choices.")})
    if given.ends_at <= given.starts_at or given.ends_at - given.starts_at > LONGEST:
        sentence = _("The meeting ends before it begins.")
        raise Refused(sentence, fields={"ends": sentence})
    if given.starts_at <= clock.now():
        sentence = _("This time is past.")
        raise Refused(sentence, fields={"starts_on": sentence})
    if given.reply_by_on is None:
        return
    day = timezone.localtime(given.starts_at).date()
    if not clock.today() <= given.reply_by_on <= day:
        sentence = _("Ask for the answers between today and the day of the meeting.")
        raise Refused(sentence, fields={"reply_by_on": sentence})
