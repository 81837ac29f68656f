"""Repeats the grants of accounts as plain ids, so that a request needs no query for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.organisations.models import Organisation

AFTER_EVERY_PATH = "\uffff"


@transaction.atomic
def refresh_access(user_ids: Iterable[int] | None = None) -> int:
    """Work out what accounts may act for from their grants; give how many differed.

    All accounts where none are named: after the tree of units changed. A grant for a unit stands
    for everything below it too.
    """
    accounts = User.objects.select_for_update().order_by("pk")
    grants = Grant.objects.order_by("pk")
    if user_ids is not None:
        wanted = list(user_ids)
        accounts, grants = accounts.filter(pk__in=wanted), grants.filter(user_id__in=wanted)

    held: dict[int, list[tuple[str, str | None, int | None]]] = defaultdict(list)
    for user_id, role, path, post_id in grants.values_list("user", "role", "unit__path", "post"):
        held[user_id].append((role, path, post_id))

    tree = _tree() if any(path for rows in held.values() for _role, path, _post in rows) else []
    changed = []
    for account in accounts:
        access = _access(held[account.pk], tree)
        if account.access != access:
            account.access = access
            changed.append(account)
    User.objects.bulk_update(changed, ["access"], batch_size=500)
    return len(changed)


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
