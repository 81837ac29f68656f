"""What accounts hear of: a unit that hangs elsewhere changes what its accounts stand for."""

from plenary.kernel.accounts import services
from plenary.kernel.organisations.events import OrganisationMoved
from plenary.shared.events import subscribe


def refresh_after_move(event: OrganisationMoved) -> None:
    """Work out anew what accounts may act for; the job does so again should this fail."""
    services.refresh_access()


def listen() -> None:
    """Subscribe, when the app starts."""
    subscribe(OrganisationMoved, refresh_after_move)
