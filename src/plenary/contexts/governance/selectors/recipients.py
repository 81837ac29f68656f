"""Whom an act is told to: a unit's own accounts, those above where it has none, else the office."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.organisations.models import Organisation


def of_the_office() -> set[int]:
    """Give the office's accounts."""
    return set(accounts.with_role("office").values_list("pk", flat=True))


def of_posts(post_ids: Iterable[int]) -> set[int]:
    """Give the accounts that act for these posts."""
    return set(accounts.acting_for(post_ids).values_list("pk", flat=True))


def of_units(unit_ids: Iterable[int]) -> set[int]:
    """Give the accounts of these units; for a unit without any, those of the nearest unit above it
    that has some, and where there is none, the office's."""
    paths = dict(Organisation.objects.filter(pk__in=list(unit_ids)).values_list("pk", "path"))
    lines = {pk: [int(part) for part in path.strip("/").split("/")] for pk, path in paths.items()}
    held: dict[int, set[int]] = {}
    rows = (
        accounts.grants_in_force()
        .filter(
            role="unit",
            user__is_active=True,
            unit_id__in={above for line in lines.values() for above in line},
        )
        .values_list("unit_id", "user_id")
    )
    for unit_id, user_id in rows:
        held.setdefault(unit_id or 0, set()).add(user_id)
    told: set[int] = set()
    for line in lines.values():
        nearest = next((held[one] for one in reversed(line) if one in held), None)
        told |= of_the_office() if nearest is None else nearest
    return told
