"""Repeats the grants of accounts as plain ids, so that a request needs no query for them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.accounts.selectors import grants_in_force
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding
from plenary.shared import clock
from plenary.shared.actor import Actor

AFTER_EVERY_PATH = "\uffff"


@transaction.atomic
def refresh_access(user_ids: Iterable[int] | None = None) -> int:
    """Work out what accounts may act for from their grants; give how many differed.

    All accounts where none are named: after the tree of units changed. A grant for a unit stands
    for everything below it too.
    """
    accounts = User.objects.select_for_update().order_by("pk")
    grants = grants_in_force().order_by("pk")
    if user_ids is not None:
        wanted = list(user_ids)
        accounts, grants = accounts.filter(pk__in=wanted), grants.filter(user_id__in=wanted)

    held: dict[int, list[tuple[str, str | None, int | None]]] = defaultdict(list)
    for user_id, role, path, post_id in grants.values_list("user", "role", "unit__path", "post"):
        held[user_id].append((role, path, post_id))

    turns = _turns(user_ids)
    tree = _tree() if any(path for rows in held.values() for _role, path, _post in rows) else []
    changed = []
    for account in accounts:
        access = _access(held[account.pk], tree)
        if account.pk in turns:
            access["turns_on"] = turns[account.pk].isoformat()
        if account.access != access:
            account.access = access
            changed.append(account)
    User.objects.bulk_update(changed, ["access"], batch_size=500)
    return len(changed)


def actor_of(user: User) -> Actor:
    """Give an account in action, its rights worked out anew on the day on which a post changes hands."""
    turns_on = user.access.get("turns_on")
    if turns_on and dt.date.fromisoformat(turns_on) <= clock.today():
        refresh_access([user.pk])
        user.refresh_from_db(fields=["access"])
    return user.actor


def _turns(user_ids: Iterable[int] | None) -> dict[int, dt.date]:
    """Give the next day on which a grant for a post begins or ceases to count, by account."""
    granted = Grant.objects.exclude(post=None)
    if user_ids is not None:
        granted = granted.filter(user_id__in=list(user_ids))
    today = clock.today()
    of_post: dict[int, list[dt.date]] = defaultdict(list)
    ahead = Holding.objects.filter(Q(since_on__gt=today) | Q(until_on__gt=today))
    for post_id, *days in ahead.values_list("post_id", "since_on", "until_on"):
        of_post[post_id] += [day for day in days if day and day > today]
    turns: dict[int, dt.date] = {}
    for user_id, post_id in granted.values_list("user_id", "post_id"):
        for day in of_post.get(post_id or 0, ()):
            turns[user_id] = min(day, turns.get(user_id, day))
    return turns


def _tree() -> list[tuple[str, int]]:
    return sorted(Organisation.objects.values_list("path", "pk"))


def _access(
    held: list[tuple[str, str | None, int | None]], tree: list[tuple[str, int]]
) -> dict[str, Any]:
    units = {unit for _role, path, _post in held if path for unit in _below(path, tree)}
    return {
        "roles": sorted({role for role, _path, _post in held}),
        "unit_ids": sorted(units),
        "post_ids": sorted({post for _role, _path, post in held if post}),
    }


def _below(path: str, tree: list[tuple[str, int]]) -> list[int]:
    """Give the unit at a path and those below it, out of the tree sorted by path."""
    first = bisect_left(tree, (path, 0))
    last = bisect_left(tree, (path + AFTER_EVERY_PATH, 0))
    return [pk for _path, pk in tree[first:last]]
