"""Which sheets an actor sees, and which hand-overs still lack theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.enums import PaperAccess, SheetKind
from plenary.contexts.governance.models import Sheet, SheetTask
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held
from plenary.contexts.governance.selectors.held import tasks_kept_from
from plenary.kernel.accounts.models import User
from plenary.kernel.people.models import Holding
from plenary.shared import clock
from plenary.shared.actor import Actor

MONTH = dt.timedelta(days=31)


def visible_to(actor: Actor) -> QuerySet[Sheet]:
    """Give all sheets to readers; to others the slips to their units, and those of their own posts.

    A sheet stays as it was drawn; who opens it follows the classes of today: no reader one that speaks
    of a task which is kept from them now, unless it is of a post of their own.
    """
    if seeing.sees_everything(actor):
        if reads_narrow(actor):
            return Sheet.objects.all()
        narrow = narrowed(tasks_kept_from(actor)).order_by().values("pk")
        return Sheet.objects.filter(~Q(pk__in=narrow) | Q(post_id__in=actor.post_ids))
    me = User.objects.filter(pk=actor.user_id or 0, person__isnull=False).values("person_id")
    own = Q(post_id__in=actor.post_ids) | Q(person_id__in=me)
    if seeing.sees_own_units(actor):
        own |= Q(kind=SheetKind.SLIP, unit_id__in=actor.unit_ids)
    return Sheet.objects.filter(own)


def narrowed(kept: QuerySet[Any, Any]) -> QuerySet[Sheet]:
    """Give the sheets that speak of one of these tasks."""
    return Sheet.objects.filter(pk__in=SheetTask.objects.filter(task__in=kept).values("sheet_id"))


def is_narrow(sheet: Sheet) -> bool:
    """Say whether a sheet speaks of a task that is for the committee alone now."""
    kept = held.tasks_held(PaperAccess.COMMITTEE)
    return sheet.spoken_of.filter(task__in=kept).exists()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of sheets is narrowed by; what is empty does not narrow."""

    kind: str = ""
    unit: int | None = None
    """Whom a slip went to."""
    task: int | None = None
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def matching(actor: Actor, filters: Filters) -> QuerySet[Sheet]:
    """Give the visible sheets that the filters let through, the newest first."""
    exact = {
        "kind": filters.kind,
        "unit_id": filters.unit,
        "task_id": filters.task,
        "on__gte": filters.since,
        "on__lte": filters.until,
    }
    found = visible_to(actor).filter(**{name: value for name, value in exact.items() if value})
    for word in filters.words.split():
        found = found.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word))
    return found


def of_post(actor: Actor, post_id: int) -> QuerySet[Sheet]:
    """Give a post's visible sheets, the newest first."""
    return visible_to(actor).filter(post_id=post_id)


def handed_over_without_sheet(post_id: int | None = None) -> QuerySet[Holding]:
    """Give today's holdings that follow another one in their post and for which no sheet was drawn:
    those of one post, or all that began within a month. One to come has none before its day: the duties
    are those of the day on which the post changes hands.
    """
    former = Holding.objects.filter(post=OuterRef("post"), until_on__isnull=False)
    drawn = Sheet.objects.filter(holding=OuterRef("pk"))
    has_begun = Q(since_on=None) | Q(since_on__lte=clock.today())
    found = Holding.objects.filter(has_begun, Exists(former), ~Exists(drawn), until_on__isnull=True)
    if post_id is None:
        found = found.filter(since_on__gte=clock.today() - MONTH)
    else:
        found = found.filter(post=post_id)
    return found.select_related("post__organisation", "person")
