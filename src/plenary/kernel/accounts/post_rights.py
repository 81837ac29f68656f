"""What of the rights of posts waits for an administrator: grants that sleep, holders without theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.kernel.accounts import selectors
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.people.models import Holding, Person
from plenary.shared import clock

Right = tuple[str, int | None]
"""A role, and the unit for which it is where it has one."""


@dataclass(frozen=True, slots=True)
class Successor:
    """Who holds a post, today or from a day to come, without all that is granted for it."""

    holding: Holding
    account: User | None
    """Their own open account; none where no account is linked to them."""
    roles: list[Right]
    """What is granted for the post and not to this account."""
    roles_beside: set[str]
    """Every role that the account would hold with them."""


def asleep(post_ids: Iterable[int] | None = None) -> QuerySet[Grant]:
    """Give the grants for posts to open accounts that do not count today."""
    granted = _granted(post_ids).exclude(pk__in=selectors.grants_in_force().values("pk"))
    return granted.select_related("user__person", "post__organisation", "unit")


def successors(post_ids: Iterable[int] | None = None) -> list[Successor]:
    """Give the holders, today or to come, of posts for which something is granted that they lack.

    Whoever has no account of their own is left out while an account that is nobody's own acts for the
    post. Five queries, however many posts.
    """
    rights: dict[int, set[Right]] = defaultdict(set)
    held: dict[tuple[int, int], set[Right]] = defaultdict(set)
    for user_id, role, unit_id, post_id in _granted(post_ids).values_list(
        "user_id", "role", "unit_id", "post_id"
    ):
        rights[post_id or 0].add((role, unit_id))
        held[user_id, post_id or 0].add((role, unit_id))
    acted_for = set(_of_nobody(post_ids).values_list("post_id", flat=True))
    still = Q(until_on=None) | Q(until_on__gt=clock.today())
    ahead = Holding.objects.filter(still, post__in=list(rights))
    holdings = list(ahead.select_related("person", "post__organisation"))
    accounts = _own_accounts({one.person_id for one in holdings})
    roles = _roles_of({account.pk for found in accounts.values() for account in found})
    waiting = []
    for holding in holdings:
        wanted, own = rights[holding.post_id], accounts[holding.person_id]
        if not own and holding.post_id not in acted_for:
            waiting.append(Successor(holding, None, _ordered(wanted), set()))
        for account in own:
            missing = _ordered(wanted - held[account.pk, holding.post_id])
            if missing:
                beside = roles[account.pk] | {role for role, _unit in missing}
                waiting.append(Successor(holding, account, missing, beside))
    return waiting


def open_matters() -> int:
    """Say how much of the rights of posts waits for an administrator."""
    return asleep().count() + len(successors())


def holders(account: User) -> QuerySet[Person]:
    """Give the persons who hold a post today or will, and the one whose own the account is."""
    still = Q(until_on=None) | Q(until_on__gt=clock.today())
    held = Holding.objects.filter(still).values("person_id")
    found = Person.objects.filter(Q(pk__in=held) | Q(pk=account.person_id or 0))
    return found.order_by("name_zh", "name_en", "pk")


def needs_a_look(post_id: int) -> bool:
    """Say whether a change of the post's holder leaves something to an administrator.

    An account that is nobody's own is looked at each time: only a person knows who uses it.
    """
    is_left = asleep([post_id]).exists() or bool(successors([post_id]))
    return is_left or _granted([post_id]).filter(user__person=None).exists()


def _granted(post_ids: Iterable[int] | None) -> QuerySet[Grant]:
    found = Grant.objects.filter(post__isnull=False, user__is_active=True)
    return found if post_ids is None else found.filter(post__in=list(post_ids))


def _of_nobody(post_ids: Iterable[int] | None) -> QuerySet[Grant]:
    awake = selectors.grants_in_force().values("pk")
    return _granted(post_ids).filter(user__person=None, pk__in=awake)


def _own_accounts(person_ids: Iterable[int]) -> dict[int, list[User]]:
    own: dict[int, list[User]] = defaultdict(list)
    for account in User.objects.filter(is_active=True, person__in=list(person_ids)):
        own[account.person_id or 0].append(account)
    return own


def _roles_of(user_ids: Iterable[int]) -> dict[int, set[str]]:
    roles: dict[int, set[str]] = defaultdict(set)
    granted = Grant.objects.filter(user__in=list(user_ids))
    for user_id, role in granted.values_list("user_id", "role"):
        roles[user_id].add(role)
    return roles


def _ordered(rights: Iterable[Right]) -> list[Right]:
    return sorted(rights, key=lambda right: (right[0], right[1] or 0))
