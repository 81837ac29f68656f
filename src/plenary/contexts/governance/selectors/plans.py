"""Which plans and priorities an actor sees."""

from django.db.models import Prefetch, Q, QuerySet

from plenary.contexts.governance.models import Plan, Priority
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import meetings, tasks
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Give the plans: readers see all, a unit those of its bodies and those its tasks rest on."""
    if seeing.sees_everything(actor):
        return Plan.objects.all()
    if not seeing.sees_own_units(actor):
        return Plan.objects.none()
    mine = Priority.objects.filter(bases__task__in=tasks.own(actor).values("pk"))
    return Plan.objects.filter(
        Q(body_id__in=meetings.bodies_of(actor)) | Q(pk__in=mine.values("plan_id"))
    )


def priorities_visible_to(actor: Actor) -> QuerySet[Priority]:
    """Give the priorities of the plans that the actor sees."""
    if seeing.sees_everything(actor):
        return Priority.objects.all()
    return Priority.objects.filter(plan__in=visible_to(actor).values("pk"))


def listing(actor: Actor) -> QuerySet[Plan]:
    """Give the visible plans with body, longer plan and numbered priorities, in two queries."""
    priorities = Priority.objects.select_related("theme", "passage__document")
    return (
        visible_to(actor)
        .select_related("body", "parent")
        .prefetch_related(Prefetch("priorities", queryset=priorities))
    )
