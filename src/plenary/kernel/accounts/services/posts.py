"""The rights of posts as posts change hands, and whose account is whose."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import policies, post_rights, selectors
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.accounts.services.access import refresh_access
from plenary.kernel.accounts.services.granting import grant_role
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.notifications.services import notify
from plenary.kernel.people.models import Person, Post
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.addresses import address_of
from plenary.shared.errors import NotFound, Refused


@transaction.atomic
def link_person(*, actor: Actor, user_id: int, person_id: int | None) -> User:
    """Say whose own account an account is; what it may do for posts follows the posts that they hold.

    By an administrator. ``NotFound`` for a person who does not exist.
    """
    user = lock(selectors.visible_to(actor), pk=user_id)
    authorise(actor, policies.can_manage_accounts)
    if person_id is not None and not Person.objects.filter(pk=person_id).exists():
        raise NotFound
    before = snapshot(user)
    user.person_id = person_id
    save(user, fields=["person_id"])
    refresh_access([user.pk])
    user.refresh_from_db(fields=["access"])
    record(actor=actor, action="accounts.user.linked", subject=user, before=before)
    return user


@transaction.atomic
def hand_rights_on(*, actor: Actor, post_id: int, user_id: int) -> list[Grant]:
    """Give a post's new holder, by their own account, what other accounts were granted for the post.

    By an administrator. It counts from the day on which they hold the post. Refused unless the account
    is its holder's own, where nothing is granted for the post, and for an administrator's account.
    """
    authorise(actor, policies.can_manage_accounts)
    if not Post.objects.filter(pk=post_id).exists():
        raise NotFound
    wanted = [
        one
        for one in post_rights.successors([post_id])
        if one.account is not None and one.account.pk == user_id
    ]
    if not wanted:
        raise Refused(_("This account has what is granted for the post, or is not its holder's."))
    return [
        grant_role(actor=actor, user_id=user_id, role=role, unit_id=unit_id, post_id=post_id)
        for one in wanted
        for role, unit_id in one.roles
    ]


@transaction.atomic
def follow_holder(post_id: int, *, is_by_administrator: bool) -> None:
    """Let the rights of a post follow its holder: who left it has none from that day.

    Where an administrator wrote the hand-over down, the successor's own account has the post's rights
    with it; where the office did, an administrator hands them on. Administrators are told of what is
    left for them.
    """
    if is_by_administrator:
        for one in post_rights.successors([post_id]):
            account = one.account
            if account is None or not policies.may_hold_together(one.roles_beside):
                continue
            for role, unit_id in one.roles:
                grant_role(
                    actor=SYSTEM, user_id=account.pk, role=role, unit_id=unit_id, post_id=post_id
                )
    refresh_access(Grant.objects.filter(post=post_id).values_list("user_id", flat=True))
    if post_rights.needs_a_look(post_id):
        _tell(Post.objects.get(pk=post_id))


def _tell(post: Post) -> None:
    notify(
        users=selectors.administrators().values_list("pk", flat=True),
        kind="accounts.post.grants",
        text_zh=f"任职人已变动，请核对账户授权：{post.title_zh or post.title_en}",
        text_en="The holder has changed; please check whose account acts for the post:"
        f" {post.title_en or post.title_zh}",
        url=address_of("accounts_posts"),
    )
