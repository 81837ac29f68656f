"""What an import is compared with, in a fixed number of queries, and which imports there are."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from plenary.kernel.accounts import policies as accounts
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import FormerName, MemberUnit
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding
from plenary.shared.actor import Actor
from plenary.workspace.models import DirectoryImport
from plenary.workspace.policies import can_bring_in
from plenary.workspace.spreadsheet.organisations import FIELDS
from plenary.workspace.spreadsheet.present import (
    AccountNow,
    HoldingNow,
    OrganisationNow,
    PersonNow,
    PostNow,
    Present,
)


def visible_to(actor: Actor) -> QuerySet[DirectoryImport]:
    """Give the imports that the actor made; all of them to an administrator."""
    if not can_bring_in(actor):
        return DirectoryImport.objects.none()
    if actor.has("administrator"):
        return DirectoryImport.objects.all()
    return DirectoryImport.objects.filter(added_by_id=actor.user_id or 0)


def present(actor: Actor) -> Present:
    """Give the directory as it stands, with the accounts where the actor looks after them."""
    sees_accounts = accounts.can_manage_accounts(actor)
    return Present(
        organisations=_organisations(actor),
        posts=tuple(
            PostNow(*row)
            for row in people.posts_visible_to(actor).values_list(
                "pk",
                "version",
                "organisation_id",
                "title_zh",
                "title_en",
                "order",
                "is_leader",
                "abolished_on",
            )
        ),
        persons=tuple(
            PersonNow(*row)
            for row in people.visible_to(actor).values_list("pk", "version", "name_zh", "name_en")
        ),
        holdings=tuple(
            HoldingNow(*row)
            for row in Holding.objects.filter(post__in=people.posts_visible_to(actor))
            .order_by("pk")
            .values_list("pk", "version", "post_id", "person_id", "since_on", "until_on")
        ),
        accounts=_accounts() if sees_accounts else (),
        sees_accounts=sees_accounts,
    )


def _organisations(actor: Actor) -> tuple[OrganisationNow, ...]:
    others: defaultdict[int, set[str]] = defaultdict(set)
    for pk, zh, en in FormerName.objects.values_list("organisation_id", "name_zh", "name_en"):
        others[pk].update(name for name in (zh, en) if name)
    members: defaultdict[int, set[int]] = defaultdict(set)
    for body, unit in MemberUnit.objects.filter(until_on=None).values_list("body_id", "unit_id"):
        members[body].add(unit)
    return tuple(
        OrganisationNow(
            pk=row["pk"],
            version=row["version"],
            kind=row["kind"],
            code=row["code"],
            parent_id=row["parent_id"],
            values={name: row[name] for name in FIELDS},
            other_names=frozenset(others[row["pk"]]),
            members=frozenset(members[row["pk"]]),
        )
        for row in organisations.visible_to(actor).values(
            "pk", "version", "kind", "code", "parent_id", *FIELDS
        )
    )


def _accounts() -> tuple[AccountNow, ...]:
    grants: defaultdict[int, set[tuple[str, int | None, int | None]]] = defaultdict(set)
    for user, role, unit, post in Grant.objects.values_list(
        "user_id", "role", "unit_id", "post_id"
    ):
        grants[user].add((role, unit, post))
    return tuple(
        AccountNow(pk, email, name, language, is_active, frozenset(grants[pk]))
        for pk, email, name, language, is_active in User.objects.values_list(
            "pk", "email", "name", "language", "is_active"
        )
    )
