"""Sends what was drawn up: invitations, changes to those who know an older state, and reminders."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ConveningState, ReplyKind
from plenary.contexts.governance.events import MeetingConvened
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.services.convening import mails
from plenary.contexts.governance.services.convening.locking import (
    lock_convening,
    lock_sent,
    need_ahead,
)
from plenary.contexts.governance.workflows import CONVENING_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

DELIVERABLE: dict[str, Any] = {"undelivered_at": None, "undelivered_why": ""}
"""What is said of an address until a mail server says otherwise."""


@transaction.atomic
def send_invitations(*, actor: Actor, convening_id: int, seen_version: int | None = None) -> int:
    """Mail everybody on the list who does not know the present state, each in their language.

    The mails stand in the outbox with this very change. Gives how many were written: none where
    nobody has an address and the office tells all otherwise. Refused for a time that is past, while
    the list is empty, and where the meeting is convened and everybody with an address knows already.
    Announces ``MeetingConvened``.
    """
    convening = lock_convening(actor, convening_id, seen_version)
    state = CONVENING_FLOW.after(convening.state, "send")
    need_ahead(convening)
    if not convening.invitations.filter(is_withdrawn=False).exists():
        raise Refused(_("Nobody is on the list yet."))
    waiting = list(untold(convening))
    if not waiting and convening.state == ConveningState.SENT:
        raise Refused(_("Nobody on the list is to be told of anything new."))

    before, moment = snapshot(convening), clock.now()
    for one in waiting:
        one.convening = convening
        mails.tell_of_meeting(one, is_change=one.sent_at is not None)
    _note_as_told(convening, waiting)
    convening.state, convening.sent_at = state, convening.sent_at or moment
    save(convening, fields=["state", "sent_at"])

    record(
        actor=actor,
        action="governance.convening.sent",
        subject=convening,
        before=before,
        note={"invitations": [one.pk for one in waiting], "sequence": convening.sequence},
    )
    announce(MeetingConvened(meeting_id=convening.meeting_id, invitations=len(waiting)))
    return len(waiting)


@transaction.atomic
def remind_invited(*, actor: Actor, convening_id: int) -> int:
    """Ask those who have not answered once more, each at most once a day; give how many.

    Refused where everybody has answered or was reminded today.
    """
    convening = lock_sent(actor, convening_id)
    need_ahead(convening)
    silent = list(unanswered(convening))
    if not silent:
        raise Refused(_("Everybody has answered, or was reminded today."))
    for one in silent:
        one.convening = convening
        mails.remind(one)
    convening.invitations.filter(pk__in=[one.pk for one in silent]).update(
        reminded_at=clock.now(), version=F("version") + 1, **DELIVERABLE
    )
    record(
        actor=actor,
        action="governance.convening.reminded",
        subject=convening,
        before=snapshot(convening),
        note={"invitations": [one.pk for one in silent]},
    )
    return len(silent)


def untold(convening: Convening) -> QuerySet[Invitation]:
    """Give those on the list with an address who do not know the present state."""
    older = Q(sent_sequence__isnull=True) | Q(sent_sequence__lt=convening.sequence)
    found = convening.invitations.filter(older, is_withdrawn=False).exclude(email="")
    return found.select_related("stands_in_for").prefetch_related("items")


def unanswered(convening: Convening) -> QuerySet[Invitation]:
    """Give those who were told, have not answered, and were not reminded today."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    open_ones = convening.invitations.filter(
        reply=ReplyKind.NONE, is_withdrawn=False, sent_at__isnull=False
    ).exclude(email="")
    return open_ones.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lt=midnight))


def _note_as_told(convening: Convening, told: list[Invitation]) -> None:
    convening.invitations.filter(pk__in=[one.pk for one in told]).update(
        sent_at=clock.now(),
        sent_sequence=convening.sequence,
        version=F("version") + 1,
        **DELIVERABLE,
    )
