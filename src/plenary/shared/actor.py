"""Who does something: the account in force, with what it may stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """An account in action, passed to every service and list; there is no hidden current user.

    ``unit_ids`` holds the units that the account reports for, with every unit below them;
    ``post_ids`` the posts that it acts for.
    """

    user_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    post_ids: frozenset[int] = frozenset()

    def has(self, *roles: str) -> bool:
        """Say whether the actor holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(user_id=None, name="Plenary", roles=frozenset({"system"}))
"""Plenary itself: jobs, imports from the command line, the demo."""

NOBODY = Actor(user_id=None, name="")
"""A reader who has not signed in."""
