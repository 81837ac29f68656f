"""Which requirements of superior bodies an actor sees: held by reference, their papers may be internal."""

from django.db.models import QuerySet

from plenary.contexts.governance.models import Basis, Requirement
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import tasks
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Requirement]:
    """Give the requirements: readers see all, a unit those that its own tasks rest on."""
    if seeing.sees_everything(actor):
        return Requirement.objects.all()
    bases = Basis.objects.filter(task__in=tasks.own(actor).values("pk"))
    return Requirement.objects.filter(pk__in=bases.values("requirement_id"))


def listing(actor: Actor) -> QuerySet[Requirement]:
    """Give the visible requirements with their body and the meeting that studied them."""
    return visible_to(actor).select_related("body", "meeting", "passage__document")
