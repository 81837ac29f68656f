"""Who may bring a directory in and take it out, and who sees how the installation does."""

from plenary.kernel.accounts.policies import can_manage_accounts
from plenary.kernel.organisations.policies import can_keep_organisations
from plenary.kernel.people.policies import can_keep_people
from plenary.shared.actor import Actor

__all__ = ["can_bring_in", "can_manage_accounts"]


def can_see_installation(actor: Actor) -> bool:
    """Let administrators see settings and the work in the background."""
    return actor.has("administrator", "system")


def can_bring_in(actor: Actor, *_subject: object) -> bool:
    """The office and the administrator, who keep bodies, units and persons by hand as well."""
    return can_keep_organisations(actor) and can_keep_people(actor)
