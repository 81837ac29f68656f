"""Keeps the record of meetings: made, held, closed once nothing is left without a fate, reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import MeetingState
from plenary.contexts.governance.events import (
    MeetingChanged,
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
)
from plenary.contexts.governance.models import Meeting, MeetingText
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_existing,
    need_reason,
    not_held_yet,
)
from plenary.contexts.governance.services.coming import need_coming
from plenary.contexts.governance.services.indexing import index_with_outcomes
from plenary.contexts.governance.services.minutes.approving import bring_minutes
from plenary.contexts.governance.services.opinion_days import (
    bring_forward,
    tell_released,
    waited_for,
)
from plenary.contexts.governance.services.placing import bring_postponed
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import MEETING_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.places.models import Place
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce
from plenary.shared.web.filters import comma

EDITABLE = (
    "body_id",
    "title_zh",
    "title_en",
    "held_on",
    "published_on",
    "year",
    "place_id",
    "is_plenary",
    "release",
)

CALLED = ("body_id", "held_on", "place_id")
"""What a convening says to everybody invited and to their calendars."""


@transaction.atomic
def create_meeting(
    *,
    actor: Actor,
    body_id: int,
    title_zh: str = "",
    title_en: str = "",
    held_on: dt.date | None = None,
    published_on: dt.date | None = None,
    year: int | None = None,
    place_id: int | None = None,
    is_plenary: bool = False,
    is_held: bool = True,
    release: str = Release.INTERNAL,
    is_illustrative: bool = False,
) -> Meeting:
    """Record a sitting of a body, held already or planned.

    The agenda of a planned one begins with the minutes that wait to be approved; what was postponed
    and waits follows.

    Refused without a title in either language, and for one held on a day to come. ``NotFound`` for a body
    or place that does not exist. Announces ``MeetingCreated``.
    """
    authorise(actor, policies.can_manage_meetings)
    if is_held:
        _need_past(held_on)
    need_a_side(title_zh, title_en, "title")
    need_choice(release, Release.values, "release")
    need_existing(Organisation, body=[body_id])
    need_existing(Place, place=[place_id])

    day = held_on or published_on
    meeting = Meeting.objects.create(
        body_id=body_id,
        title_zh=title_zh.strip(),
        title_en=title_en.strip(),
        state=MeetingState.HELD if is_held else MeetingState.PLANNED,
        held_on=held_on,
        published_on=published_on,
        year=year or (day.year if day else None),
        place_id=place_id,
        is_plenary=is_plenary,
        release=release,
        is_illustrative=is_illustrative,
    )

    record(actor=actor, action="governance.meeting.created", subject=meeting)
    keep_sides(actor, meeting, "title")
    if meeting.state == MeetingState.PLANNED:
        bring_minutes(actor, meeting)
        bring_postponed(actor, meeting)
    index_with_outcomes(meeting)
    announce(MeetingCreated(meeting_id=meeting.pk))
    return meeting


@transaction.atomic
def edit_meeting(
    *, actor: Actor, meeting_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Meeting:
    """Change a meeting's own fields (``EDITABLE``).

    Opinions that are asked for by a day after its new one are asked for before it. Refused on a closed
    meeting and without a title; once people are asked to it, day, place and body change with its
    convening alone. Announces ``MeetingChanged``.
    """
    return _edit(actor, _lock_unclosed(actor, meeting_id, seen_version), changes, CALLED)


@transaction.atomic
def keep_convened(*, actor: Actor, meeting_id: int, changes: Mapping[str, Any]) -> Meeting:
    """Let a meeting's record say the day and place of its convening. Announces ``MeetingChanged``."""
    return _edit(actor, _lock_unclosed(actor, meeting_id, None), changes, ())


def _edit(
    actor: Actor, meeting: Meeting, changes: Mapping[str, Any], kept: Iterable[str]
) -> Meeting:
    before = snapshot(meeting)
    changed = apply(meeting, changes, EDITABLE)
    if set(kept) & set(changed) and meetings.is_called(meeting):
        raise Refused(
            fields=dict.fromkeys(
                set(kept) & set(changed),
                _("The meeting is being convened: change this under “Convening”."),
            )
        )
    if "held_on" in changed and meeting.state != MeetingState.PLANNED:
        _need_past(meeting.held_on)
    need_a_side(meeting.title_zh, meeting.title_en, "title")
    need_choice(meeting.release, Release.values, "release")
    need_existing(Organisation, body=[meeting.body_id])
    need_existing(Place, place=[meeting.place_id])
    save(meeting, fields=changed)

    record(actor=actor, action="governance.meeting.edited", subject=meeting, before=before)
    if "held_on" in changed:
        bring_forward(actor, meeting)
    keep_sides(actor, meeting, "title")
    index_with_outcomes(meeting)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return meeting


def _need_past(held_on: dt.date | None) -> None:
    if sentence := not_held_yet(held_on):
        raise Refused(sentence, fields={"held_on": sentence})


@transaction.atomic
def attach_text(*, actor: Actor, meeting_id: int, document_id: int) -> MeetingText:
    """Add a source text, for example the readout in the other language, to the meeting it is of.

    Refused for a text that belongs to a meeting already. Announces ``MeetingChanged``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id)
    authorise(actor, policies.can_manage_meetings, meeting)
    need_existing(Document, document=[document_id])
    if MeetingText.objects.filter(document_id=document_id).exists():
        raise Refused(_("This text already belongs to a meeting."))

    text = MeetingText.objects.create(meeting=meeting, document_id=document_id)

    record(actor=actor, action="governance.meeting.text_attached", subject=text)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return text


@transaction.atomic
def hold_meeting(
    *, actor: Actor, meeting_id: int, seen_version: int | None, held_on: dt.date | None = None
) -> Meeting:
    """Say that a planned meeting has been held.

    Refused for one that is called off, and on a day to come. Tells the units whose opinions it came before. Announces
    ``MeetingChanged``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id, version=seen_version)
    authorise(actor, policies.can_manage_meetings, meeting)
    need_coming(meeting)
    _need_past(held_on or meeting.held_on)

    before, waited = snapshot(meeting), waited_for(opinions.before(pk=meeting.pk))
    meeting.state = MEETING_FLOW.after(meeting.state, "hold")
    meeting.held_on = held_on or meeting.held_on or clock.today()
    meeting.year = meeting.year or meeting.held_on.year
    save(meeting, fields=["state", "held_on", "year"])

    record(actor=actor, action="governance.meeting.held", subject=meeting, before=before)
    index_with_outcomes(meeting)
    tell_released(actor, waited)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return meeting


@transaction.atomic
def close_meeting(*, actor: Actor, meeting_id: int, seen_version: int | None) -> Meeting:
    """Close a meeting.

    Refused while a decision or directive has no fate, or became only drafts that stand in no list
    and are not in force: the refusal says how many and which.
    Announces ``MeetingClosed``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id, version=seen_version)
    authorise(actor, policies.can_manage_meetings, meeting)
    state = MEETING_FLOW.after(meeting.state, "close")
    _need_every_fate(meeting)

    before = snapshot(meeting)
    meeting.state = state
    meeting.closed_at = clock.now()
    save(meeting, fields=["state", "closed_at"])

    record(actor=actor, action="governance.meeting.closed", subject=meeting, before=before)
    announce(MeetingClosed(meeting_id=meeting.pk))
    return meeting


@transaction.atomic
def reopen_meeting(
    *, actor: Actor, meeting_id: int, seen_version: int | None, reason: str
) -> Meeting:
    """Open a closed meeting for changes again. Refused without a reason. Announces ``MeetingReopened``."""
    meeting = lock(meetings.visible_to(actor), pk=meeting_id, version=seen_version)
    authorise(actor, policies.can_manage_meetings, meeting)
    state = MEETING_FLOW.after(meeting.state, "reopen")
    reason = need_reason(reason)

    before = snapshot(meeting)
    meeting.state = state
    meeting.closed_at = None
    save(meeting, fields=["state", "closed_at"])

    record(
        actor=actor,
        action="governance.meeting.reopened",
        subject=meeting,
        before=before,
        note={"reason": reason},
    )
    announce(MeetingReopened(meeting_id=meeting.pk))
    return meeting


def lock_open(actor: Actor, meeting_id: int, seen_version: int | None = None) -> Meeting:
    """Take a meeting for a change of what hangs on it; refused once it is closed or called off."""
    meeting = _lock_unclosed(actor, meeting_id, seen_version)
    need_coming(meeting)
    return meeting


def _lock_unclosed(actor: Actor, meeting_id: int, seen_version: int | None) -> Meeting:
    """Take a meeting for a change of itself; refused once it is closed."""
    meeting = lock(meetings.visible_to(actor), pk=meeting_id, version=seen_version)
    authorise(actor, policies.can_manage_meetings, meeting)
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("The meeting is closed. Reopen it, with a reason, before changing it."))
    return meeting


def _need_every_fate(meeting: Meeting) -> None:
    _need_none(
        meetings.unfated(meeting),
        _(
            "It is not settled yet what becomes of %(count)d decisions and directives: "
            "decisions %(decisions)s; "
            "directives %(directives)s."
        ),
    )
    _need_none(
        meetings.adrift(meeting),
        _(
            "%(count)d decisions and directives became only drafts that stand in no list: "
            "decisions %(decisions)s; directives %(directives)s. "
            "Put the tasks into force or into a list."
        ),
    )


def _need_none(left: meetings.Unfated, sentence: Any) -> None:
    if not left:
        return
    raise Refused(
        sentence
        % {
            "count": len(left),
            "decisions": comma().join(str(one.number) for one in left.decisions) or "–",
            "directives": comma().join(str(one.number) for one in left.directives) or "–",
        }
    )
