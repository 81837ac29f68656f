"""The demo's accounts: one a role, by function and without a person, entered without a password."""

from __future__ import annotations

from plenary.config.demo.texts import Story
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import grant_role
from plenary.kernel.audit.recording import record
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.actor import SYSTEM, Actor


def make_accounts(story: Story, units: dict[str, Organisation]) -> None:
    """Make the demo's accounts; none of them has a password."""
    for told in story.told["account"]:
        user = User(email=f"{told['key']}@demo.invalid", name=told["name"], is_illustrative=True)
        user.set_unusable_password()
        user.save()
        record(actor=SYSTEM, action="accounts.user.made_for_demo", subject=user)
        unit = units[told["unit"]].pk if "unit" in told else None
        post = _post(told["post"]).pk if "post" in told else None
        grant_role(actor=SYSTEM, user_id=user.pk, role=told["role"], unit_id=unit, post_id=post)


def _post(title: str) -> Post:
    return Post.objects.filter(title_en__contains=title)[0]


def account(key: str) -> Actor:
    """Give one of the demo's accounts, in action."""
    return User.objects.get(email=f"{key}@demo.invalid").actor
