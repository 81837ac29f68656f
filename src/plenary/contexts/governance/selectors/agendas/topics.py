"""Which topics an actor sees, which kinds there are, and where topics can be brought."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from plenary.contexts.governance.enums import MeetingState, TopicState
from plenary.contexts.governance.models import Meeting, Paper, Topic, TopicKind, TopicReturn
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import meetings
from plenary.shared import clock
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Topic]:
    """Give the topics that the actor sees.

    Readers see what has been handed in; a unit its own; what never was, only its unit and whoever made
    it.
    """
    if actor.has("system"):
        return Topic.objects.all()
    seen = Q(pk__in=[])
    if seeing.sees_everything(actor):
        seen |= Q(submitted_at__isnull=False) | Q(made_by_id=actor.user_id)
    if seeing.sees_own_units(actor):
        seen |= Q(unit_id__in=actor.unit_ids)
    return Topic.objects.filter(seen)


def listing(
    actor: Actor, *, state: str = "", body: int | None = None, meeting: int | None = None
) -> QuerySet[Topic]:
    """Give the visible topics with all that a row of the list shows, in a fixed number of queries."""
    wanted = {"state": state, "body_id": body, "meeting_id": meeting}
    found = visible_to(actor).filter(**{name: value for name, value in wanted.items() if value})
    return found.select_related("body", "meeting", "unit", "kind").prefetch_related(
        "kind__papers", Prefetch("papers", Paper.objects.filter(withdrawn_at=None))
    )


def waiting(actor: Actor) -> QuerySet[Topic]:
    """Give the visible topics that the office has not judged yet, the oldest first."""
    return visible_to(actor).filter(state=TopicState.SUBMITTED).order_by("submitted_at", "pk")


def given_back(actor: Actor) -> QuerySet[Topic]:
    """Give the topics that the actor's own units have to mend, each with why it was given back."""
    if not seeing.sees_own_units(actor):
        return Topic.objects.none()
    mine = Topic.objects.filter(state=TopicState.RETURNED, unit_id__in=actor.unit_ids)
    return mine.prefetch_related(Prefetch("returns", TopicReturn.objects.order_by("-pk")))


def kinds(*, active: bool = False) -> QuerySet[TopicKind]:
    """Give the kinds of topic with the papers that each needs; those in use alone where asked."""
    found = TopicKind.objects.prefetch_related("papers")
    return found.filter(is_active=True) if active else found


def coming_meetings(actor: Actor, *, body: int | None = None) -> QuerySet[Meeting]:
    """Give the planned meetings that the actor sees and that are not called off, the next first."""
    planned = meetings.visible_to(actor).filter(state=MeetingState.PLANNED)
    planned = planned.exclude(meetings.called_off())
    if body:
        planned = planned.filter(body_id=body)
    return planned.select_related("body").order_by("held_on", "pk")


def return_counts(actor: Actor) -> dict[str, int]:
    """Say how often, and on which ground, visible topics were given back this year, the most first."""
    this_year = TopicReturn.objects.filter(
        topic__in=visible_to(actor).values("pk"), returned_at__year=clock.today().year
    )
    counted = this_year.order_by().values("ground").annotate(times=Count("pk"))
    return {row["ground"]: row["times"] for row in counted.order_by("-times", "ground")}
