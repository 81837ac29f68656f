"""Which accounts there are."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import ApiToken, Grant, User
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding
from plenary.shared import clock
from plenary.shared.actor import Actor


def grants_in_force() -> QuerySet[Grant]:
    """Give the grants that count today: one for a post only while the account's person holds the post.

    Where no holder of the post was ever written down, the grant alone says it. An account that is
    nobody's own acts for a post until the post changes hands after the grant.
    """
    today = clock.today()
    holdings = Holding.objects.filter(post=OuterRef("post"))
    own = people.holdings_on(today).filter(post=OuterRef("post"), person=OuterRef("user__person"))
    moved = holdings.filter(
        Q(since_on__gt=OuterRef("given_on"), since_on__lte=today)
        | Q(until_on__gt=OuterRef("given_on"), until_on__lte=today)
    )
    is_nobodys = Q(user__person=None) & ~Exists(moved)
    return Grant.objects.filter(Q(post=None) | ~Exists(holdings) | Exists(own) | is_nobodys)


def visible_to(actor: Actor) -> QuerySet[User]:
    """Give the accounts that the actor may know of: all to administrators, one's own to others."""
    if actor.has("administrator", "system"):
        return User.objects.all()
    return User.objects.filter(pk=actor.user_id or 0)


def found_by(accounts: QuerySet[User], words: str) -> QuerySet[User]:
    """Give the accounts whose name or address holds the words."""
    wanted = words.strip()
    return accounts.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))


def with_role(role: str) -> QuerySet[User]:
    """Give the active accounts that hold a role, each once."""
    return with_roles([role])


def with_roles(roles: Iterable[str]) -> QuerySet[User]:
    """Give the active accounts that hold one of these roles, each once."""
    holders = grants_in_force().filter(role__in=list(roles)).values("user_id")
    return User.objects.filter(is_active=True, pk__in=holders)


def acting_for(post_ids: Iterable[int]) -> QuerySet[User]:
    """Give the active accounts that act for one of these posts, each once."""
    held = grants_in_force().filter(post_id__in=list(post_ids)).values("user_id")
    return User.objects.filter(is_active=True, pk__in=held)


def holders_of_posts() -> QuerySet[Grant]:
    """Give the grants by which active accounts act for posts today."""
    return grants_in_force().filter(post__isnull=False, user__is_active=True).order_by()


def of_units(unit_ids: Iterable[int]) -> QuerySet[User]:
    """Give the active accounts that stand for one of these units, each once."""
    held = grants_in_force().filter(role=Role.UNIT, unit_id__in=list(unit_ids)).values("user_id")
    return User.objects.filter(is_active=True, pk__in=held)


def administrators() -> QuerySet[User]:
    """Give the administrators who can sign in: active, and with a password where it needs one."""
    has_none = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    can_sign_in = ~has_none | Q(is_illustrative=True)
    return with_role(Role.ADMINISTRATOR).filter(can_sign_in)


def illustrative() -> QuerySet[User]:
    """Give the demo's accounts."""
    return User.objects.filter(is_active=True, is_illustrative=True)


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """Give the actor's own tokens for programs, the latest first; nobody sees another's."""
    return ApiToken.objects.filter(user_id=actor.user_id or 0)


def tokens_in_force(accounts: Iterable[int]) -> QuerySet[ApiToken]:
    """Give the tokens of these accounts that would open something now."""
    return ApiToken.objects.filter(
        user__in=list(accounts), revoked_at__isnull=True, expires_at__gt=clock.now()
    )
