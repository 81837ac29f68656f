"""Which later dates have been asked for, and which wait for whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import (
    DutyRole,
    EndingKind,
    EndingState,
    ExtensionKind,
    ExtensionState,
    TaskState,
    Verdict,
)
from plenary.contexts.governance.models import Duty, Extension, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held, tasks
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor

OPEN = (ExtensionState.ASKED, ExtensionState.ENDORSED)


def visible_to(actor: Actor) -> QuerySet[Extension]:
    """Give the extensions of tasks whose inner record the actor reads."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, Extension.objects.all())
    return Extension.objects.filter(task__in=tasks.inside(actor).order_by().values("pk"))


def waiting_for(actor: Actor) -> QuerySet[Extension]:
    """Give those whose next step is open to the actor: never what they asked for or agreed to."""
    me = actor.user_id or 0
    first, second = Q(state=ExtensionState.ASKED), Q(state=ExtensionState.ENDORSED)
    if not actor.has("office", "system"):
        heads = Post.objects.filter(pk__in=actor.post_ids, is_leader=True, abolished_on=None)
        first &= Q(unit__in=heads.values("organisation_id"))
        mine = Duty.objects.filter(role=DutyRole.ACCOUNTABLE, post_id__in=actor.post_ids)
        second &= Q(task__in=mine.order_by().values("task_id"))
    asked_by_me = Q(asked_by_id=me, asked_by_id__isnull=False)
    endorsed_by_me = Q(endorsed_by_id=me, endorsed_by_id__isnull=False)
    return (
        visible_to(actor)
        .filter(first | second, task__state__in=[TaskState.OPEN, TaskState.REPORTED])
        .exclude(asked_by_me | endorsed_by_me)
    )


def on_the_way(actor: Actor) -> QuerySet[Extension]:
    """Give the open ones that the actor's own units or the actor asked for, or that the actor agreed to."""
    me = Q(asked_by_id=actor.user_id or 0) | Q(endorsed_by_id=actor.user_id or 0)
    if actor.has("unit"):
        me |= Q(unit_id__in=actor.unit_ids)
    return visible_to(actor).filter(
        me, state__in=OPEN, task__state__in=[TaskState.OPEN, TaskState.REPORTED]
    )


def posts_of_next_step(found: Collection[Extension]) -> dict[int, list[Post]]:
    """Give, by extension, the posts beside the office that may take its next step: the heads of the unit, then
    the task's accountable leader; not a post for which only somebody acts who has asked or agreed. Three queries.
    """
    first = {one.unit_id for one in found if one.state == ExtensionState.ASKED}
    second = {one.task_id for one in found if one.state == ExtensionState.ENDORSED}
    heads: defaultdict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(
        organisation__in=first, is_leader=True, abolished_on=None
    ).select_related("organisation"):
        heads[post.organisation_id].append(post)
    leaders: defaultdict[int, list[Post]] = defaultdict(list)
    parts = Duty.objects.filter(task__in=second, role=DutyRole.ACCOUNTABLE, post__isnull=False)
    for part in parts.select_related("post__organisation"):
        if part.post is not None:
            leaders[part.task_id].append(part.post)
    posts = {
        one.pk: heads[one.unit_id] if one.state == ExtensionState.ASKED else leaders[one.task_id]
        for one in found
    }
    acting = _acting_for({post.pk for there in posts.values() for post in there})
    return {
        one.pk: [post for post in posts[one.pk] if _may_answer(acting[post.pk], one)]
        for one in found
    }


def _acting_for(post_ids: Collection[int]) -> defaultdict[int, set[int]]:
    acting: defaultdict[int, set[int]] = defaultdict(set)
    grants = accounts.grants_in_force().filter(post__in=post_ids)
    for post_id, user_id in grants.order_by().values_list("post_id", "user_id"):
        if post_id is not None:
            acting[post_id].add(user_id)
    return acting


def _may_answer(acting: set[int], one: Extension) -> bool:
    """Say whether somebody else than who asked or agreed acts for a post; one that nobody acts for stays named."""
    return not acting or not acting <= {one.asked_by_id, one.endorsed_by_id}


def is_owed_a_date(task: Task) -> bool:
    """Say whether a task was reopened or taken up again after its date, and that date is its own still."""
    if task.due_on is None:
        return False
    resumed = task.endings.filter(kind=EndingKind.RESUME, state=EndingState.CONFIRMED)
    if resumed.filter(settled_at__date__gt=task.due_on).exists():
        return True
    return task.extensions.filter(kind=ExtensionKind.REOPEN, was_on=task.due_on).exists()


def taken_up_on(task: Task) -> dt.date | None:
    """Give the last day on which a task was reopened, or taken up again after it had ended; none if it never was.

    A task that a verifier gave back was under way all the time.
    """
    resumed = task.endings.filter(kind=EndingKind.RESUME, state=EndingState.CONFIRMED)
    moments = [
        resumed.aggregate(last=Max("settled_at"))["last"],
        task.extensions.filter(kind=ExtensionKind.REOPEN).aggregate(last=Max("asked_at"))["last"],
    ]
    found = task.verifications.order_by("-verified_at", "-pk").values_list("verdict", flat=True)
    if task.back_at is not None and found.first() == Verdict.ACCEPTED:
        moments.append(task.back_at)
    return max((timezone.localdate(one) for one in moments if one is not None), default=None)


def open_on(
    task: Task, milestone_id: int | None, duty_id: int | None = None
) -> QuerySet[Extension]:
    """Give what is asked for already: for the task's own date, or for one of its milestones or parts."""
    held = task.extensions.filter(state__in=OPEN)
    if duty_id is not None:
        return held.filter(duty_id=duty_id)
    held = held.exclude(kind__in=(ExtensionKind.OWN, ExtensionKind.ADD))
    if milestone_id is None:
        return held.filter(milestone__isnull=True)
    return held.filter(milestone_id=milestone_id)
