"""Which meetings an actor sees, with what they left, and what has no fate yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import (
    ConveningState,
    FateKind,
    MeetingState,
    PaperAccess,
    ReleaseStage,
    ReleaseState,
    TaskState,
)
from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    Meeting,
    Opinion,
    ReleaseStep,
)
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held, tasks
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared import clock
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Give the meetings that the actor sees.

    Readers see all; a unit those of bodies in which it sits and those that its tasks rest on;
    everybody with a role those that are public and were held.
    """
    if seeing.sees_everything(actor):
        return Meeting.objects.all()
    if not seeing.sees_public(actor):
        return Meeting.objects.none()
    seen = Q(release=Release.PUBLIC) & ~Q(state=MeetingState.PLANNED)
    if seeing.sees_own_units(actor):
        seen |= Q(body_id__in=bodies_of(actor)) | _rests_on(actor)
    return Meeting.objects.filter(seen)


def called_off() -> Q:
    """Say in a filter that a meeting is called off: planned still, but nobody comes."""
    return Q(state=MeetingState.PLANNED, convening__state=ConveningState.CALLED_OFF)


def is_called_off(meeting: Meeting) -> bool:
    """Say whether a meeting is called off; only taking its convening up again makes it coming."""
    return (
        meeting.state == MeetingState.PLANNED
        and Meeting.objects.filter(called_off(), pk=meeting.pk).exists()
    )


def is_called(meeting: Meeting) -> bool:
    """Say whether a meeting to come is being convened, so that its day and place are its convening's."""
    return (
        meeting.state == MeetingState.PLANNED
        and Meeting.objects.filter(pk=meeting.pk, convening__isnull=False).exists()
    )


def resting_on(actor: Actor) -> QuerySet[Meeting, Any]:
    """Give the meetings on which tasks of the actor's units rest, for use in a filter."""
    return Meeting.objects.filter(_rests_on(actor)).values("pk")


def _rests_on(actor: Actor) -> Q:
    mine = tasks.own(actor).values("pk")
    return Q(pk__in=Directive.objects.filter(bases__task__in=mine).values("meeting_id")) | Q(
        pk__in=Decision.objects.filter(bases__task__in=mine).values("meeting_id")
    )


def bodies_of(actor: Actor) -> QuerySet[MemberUnit, Any]:
    """Give the bodies in which the actor's units sit today, for use in a filter."""
    sits_now = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    return MemberUnit.objects.filter(sits_now, unit_id__in=actor.unit_ids).values("body_id")


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Give the decisions that the actor sees.

    Readers see all. Others see, of the meetings that they see, those that were released to units and
    those that a public meeting's text printed; and those on which their units' tasks rest. None sees
    what was made from a paper that is kept from them.
    """
    if reads_narrow(actor):
        return Decision.objects.all()
    kept = decisions_kept_from(actor).order_by().values("pk")
    if seeing.sees_everything(actor):
        return Decision.objects.exclude(pk__in=kept)
    released = ReleaseStep.objects.filter(stage=ReleaseStage.DECISIONS, state=ReleaseState.RELEASED)
    is_out = Q(pk__in=released.values("decisions")) | Q(
        passage__isnull=False, meeting__release=Release.PUBLIC
    )
    found = is_out & Q(meeting__in=visible_to(actor).values("pk"))
    if seeing.sees_own_units(actor):
        mine = Basis.objects.filter(task__in=tasks.own(actor), decision__isnull=False)
        found |= Q(pk__in=mine.values("decision_id"))
    return Decision.objects.filter(found).exclude(pk__in=kept)


def decisions_kept_from(actor: Actor) -> QuerySet[Decision]:
    """Give the decisions made from a paper whose class leaves the actor out, unless they were opened.

    As a paper is read: what is the committee's by the units that sit in the body, what is for the units
    concerned by those who brought the matter, were asked of it or have a task in it, what is internal
    by all these and whoever else has a task from the meeting.
    """
    if reads_narrow(actor):
        return Decision.objects.none()
    committee = held.decisions_held(PaperAccess.COMMITTEE)
    if not seeing.sees_own_units(actor):
        if seeing.sees_everything(actor):
            return committee
        return held.decisions_held(*held.NARROWING)
    sits = Q(meeting__body_id__in=bodies_of(actor))
    brought = Q(item__topic__unit_id__in=actor.unit_ids)
    kept = Q(pk__in=committee.exclude(sits | brought).order_by().values("pk"))
    if not seeing.sees_everything(actor):
        asked = Opinion.objects.filter(unit_id__in=actor.unit_ids, item__isnull=False)
        works = Basis.objects.filter(task__in=tasks.own(actor), decision__isnull=False)
        concerned = brought | Q(item__in=asked.values("item_id"))
        concerned |= Q(pk__in=works.values("decision_id"))
        inside = concerned | sits | Q(meeting__in=resting_on(actor))
        for access, readers in ((PaperAccess.CONCERNED, concerned), (PaperAccess.INTERNAL, inside)):
            left_out = held.decisions_held(access).exclude(readers)
            kept |= Q(pk__in=left_out.order_by().values("pk"))
    return Decision.objects.filter(kept)


def directives_visible_to(actor: Actor) -> QuerySet[Directive]:
    """Give the directives of the meetings that the actor sees."""
    if seeing.sees_everything(actor):
        return Directive.objects.all()
    return Directive.objects.filter(meeting__in=visible_to(actor).values("pk"))


@dataclass(frozen=True, slots=True)
class Unfated:
    """The decisions and directives of a meeting that have no fate yet."""

    decisions: list[Decision]
    directives: list[Directive]

    def __len__(self) -> int:
        return len(self.decisions) + len(self.directives)


def unfated(meeting: Meeting) -> Unfated:
    """Give what still keeps a meeting from being closed, in two queries."""
    return Unfated(
        decisions=list(meeting.decisions.filter(fate=FateKind.OPEN)),
        directives=list(meeting.directives.filter(fate=FateKind.OPEN)),
    )


def adrift(meeting: Meeting) -> Unfated:
    """Give what became only drafts that stand in no list, in two queries: nothing brings them into force."""
    held = Basis.objects.exclude(task__state=TaskState.DRAFT, task__entries=None)
    fated = Q(fate__in=[FateKind.TASK, FateKind.COVERED])
    return Unfated(
        decisions=list(
            meeting.decisions.filter(fated, bases__isnull=False)
            .exclude(pk__in=held.filter(decision__meeting=meeting).values("decision_id"))
            .distinct()
        ),
        directives=list(
            meeting.directives.filter(fated, bases__isnull=False)
            .exclude(pk__in=held.filter(directive__meeting=meeting).values("directive_id"))
            .distinct()
        ),
    )


def listing(
    actor: Actor, *, body: int | None = None, year: int | None = None, state: str = ""
) -> QuerySet[Meeting]:
    """Give the visible meetings with their body and the number of their directives and decisions."""
    found = visible_to(actor).select_related("body")
    wanted = {"body_id": body, "year": year, "state": state}
    seen = Q()
    if not reads_narrow(actor):
        seen = Q(decisions__in=decisions_visible_to(actor).values("pk"))
    no_fate = seen & Q(decisions__fate=FateKind.OPEN)
    return found.filter(**{name: value for name, value in wanted.items() if value}).annotate(
        directive_count=Count("directives", distinct=True),
        decision_count=Count("decisions", filter=seen, distinct=True),
        open_count=Count("directives", filter=Q(directives__fate=FateKind.OPEN), distinct=True)
        + Count("decisions", filter=no_fate, distinct=True),
        is_off=Exists(Meeting.objects.filter(called_off(), pk=OuterRef("pk"))),
    )
