"""The steps by which the tables were made, those that a step of this version replaces included (decision 30)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.migrations.loader import MigrationLoader

Step = tuple[str, str]


def known() -> set[Step]:
    """Give every step that this version has, that these replace, or that those had replaced."""
    on_disk = MigrationLoader(None).disk_migrations
    found = set(on_disk)
    for step in on_disk.values():
        found |= {*step.replaces, *getattr(step, "replaced_before", ())}
    return found


def stopped_between(taken: Collection[Step]) -> bool:
    """Say whether a database with these steps has had some of those that are one today, and not all.

    Django leaves such a step out and takes the tables for up to date.
    """
    on_disk = MigrationLoader(None).disk_migrations.values()
    replaced = [set(step.replaces) for step in on_disk if step.replaces]
    return any(each.intersection(taken) and each.difference(taken) for each in replaced)
