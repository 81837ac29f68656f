"""What accounts hear of: a unit that hangs elsewhere, a post that changes hands, and second factors that come and go."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import User
from plenary.kernel.organisations.events import OrganisationMoved
from plenary.kernel.people.events import HolderChanged
from plenary.shared.events import subscribe


def refresh_after_move(event: OrganisationMoved) -> None:
    """Work out anew what accounts may act for; the job does so again should this fail."""
    services.refresh_access()


def rights_follow_the_holder(event: HolderChanged) -> None:
    """Let the rights of a post follow its holder; accounts go by the day even should this fail."""
    services.follow_holder(event.post_id, is_by_administrator=event.is_by_administrator)


def factor_added(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Write down that a second factor was set up."""
    services.note_second_factor(user=user, step="added", kind=authenticator.type)


def factor_removed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Write down that a second factor was removed by its holder."""
    services.note_second_factor(user=user, step="removed", kind=authenticator.type)


def factor_renewed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Write down that recovery codes were made anew."""
    services.note_second_factor(user=user, step="renewed", kind=authenticator.type)


def listen() -> None:
    """Subscribe, when the app starts; the sign-in package announces by signals of its own."""
    subscribe(OrganisationMoved, refresh_after_move)
    subscribe(HolderChanged, rights_follow_the_holder)
    authenticator_added.connect(factor_added)
    authenticator_removed.connect(factor_removed)
    authenticator_reset.connect(factor_renewed)
