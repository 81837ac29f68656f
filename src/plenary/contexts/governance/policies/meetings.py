"""Who keeps the record of meetings, and who lets out what of it."""

from plenary.contexts.governance.enums import ReleaseState
from plenary.contexts.governance.models import ReleaseStep
from plenary.shared.actor import Actor


def can_manage_meetings(actor: Actor, _meeting: object = None) -> bool:
    """Let the office keep meetings, what they leave, and its fate."""
    return actor.has("office", "system")


def can_open_held(actor: Actor, _found: object = None) -> bool:
    """Let the office open to more readers what the class of a paper holds back."""
    return actor.has("office", "system")


def can_propose_release(actor: Actor, _meeting: object = None) -> bool:
    """Let the office and its editors propose what of a meeting is let out."""
    return actor.has("office", "editor", "system")


def can_release(actor: Actor, step: ReleaseStep) -> bool:
    """Let the office and the leaders release what somebody else has proposed."""
    is_another = actor.user_id is None or actor.user_id != step.proposed_by_id
    return actor.has("office", "leader", "system") and is_another


def can_take_release_back(actor: Actor, step: ReleaseStep) -> bool:
    """Let the office and the leaders take back at once what should not be out, or send a proposal back.

    Whoever proposed takes their own proposal back while nobody has released it.
    """
    if actor.has("office", "leader", "system"):
        return True
    is_own = actor.user_id is not None and actor.user_id == step.proposed_by_id
    return is_own and step.state == ReleaseState.PROPOSED and can_propose_release(actor)
