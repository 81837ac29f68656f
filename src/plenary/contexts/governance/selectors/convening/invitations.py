"""Which convenings and invitations an actor sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import ConveningState, MeetingState, ReplyKind
from plenary.contexts.governance.models import Convening, Invitation, Meeting
from plenary.contexts.governance.policies import can_answer_invitation, seeing, sees_answers
from plenary.contexts.governance.selectors import meetings
from plenary.shared import clock
from plenary.shared.actor import Actor


def convenings_visible_to(actor: Actor) -> QuerySet[Convening]:
    """Give the convenings of the meetings that the actor sees; to readers alone those in draft."""
    if seeing.sees_everything(actor):
        return Convening.objects.all()
    seen = meetings.visible_to(actor).values("pk")
    return Convening.objects.exclude(state=ConveningState.DRAFT).filter(meeting_id__in=seen)


def visible_to(actor: Actor) -> QuerySet[Invitation]:
    """Give all invitations to the office and leaders, to others their own and their units' once sent."""
    if sees_answers(actor):
        return Invitation.objects.all()
    own = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    if seeing.sees_own_units(actor):
        own |= Q(unit_id__in=actor.unit_ids)
    return Invitation.objects.filter(own, sent_at__isnull=False, is_withdrawn=False)


def addressed_to(actor: Actor) -> QuerySet[Invitation]:
    """Give what was sent to the actor or their units, whatever else they may read."""
    own = Q(user_id=actor.user_id or 0)
    if actor.has("unit"):
        own |= Q(unit_id__in=actor.unit_ids)
    sent = visible_to(actor).filter(own, sent_at__isnull=False, is_withdrawn=False)
    return sent.select_related("convening__meeting__body", "convening__meeting__place", "unit")


def coming_up(actor: Actor) -> QuerySet[Invitation]:
    """Give the actor's invitations to meetings that are still to come, the next one first."""
    ahead = addressed_to(actor).filter(
        convening__state=ConveningState.SENT,
        convening__meeting__state=MeetingState.PLANNED,
        convening__starts_at__gt=clock.now(),
    )
    return ahead.order_by("convening__starts_at", "pk")


def takes_answer(actor: Actor, invitation: Invitation) -> bool:
    """Say whether the actor may answer it now; for whoever was not told by mail the office alone may."""
    is_told = invitation.sent_at is not None or actor.has("office")
    return is_told and is_open(invitation) and can_answer_invitation(actor, invitation)


def is_convened(meeting: Meeting) -> bool:
    """Say whether a meeting was convened and somebody is invited, so that the attendance may begin so."""
    sent = Invitation.objects.filter(
        convening__meeting=meeting, convening__state=ConveningState.SENT
    )
    return sent.filter(is_withdrawn=False).exists()


def is_open(invitation: Invitation) -> bool:
    """Say whether it can be answered still: convened, to come, and not withdrawn."""
    convening = invitation.convening
    return (
        not invitation.is_withdrawn
        and convening.state == ConveningState.SENT
        and convening.meeting.state == MeetingState.PLANNED
        and convening.starts_at > clock.now()
    )


def without_a_person(convening: Convening) -> list[Invitation]:
    """Give those who come, or send somebody, and are known as accounts or units alone: no attendance has them."""
    coming = convening.invitations.filter(
        is_withdrawn=False,
        person=None,
        stands_in_for=None,
        reply__in=[ReplyKind.COMING, ReplyKind.SUBSTITUTED],
    )
    return list(coming.exclude(user__person__isnull=False).order_by("pk"))
