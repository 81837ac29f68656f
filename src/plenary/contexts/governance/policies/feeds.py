"""Who makes links to calendar feeds."""

from plenary.shared.actor import Actor


def can_make_feeds(actor: Actor, _link: object = None) -> bool:
    """Let every account with a role subscribe to what it sees."""
    return actor.user_id is not None and bool(actor.roles)
