"""Who calls meetings, answers invitations and keeps a body's rules."""

from plenary.contexts.governance.models import Invitation
from plenary.shared.actor import Actor


def can_convene(actor: Actor, _convening: object = None) -> bool:
    """Let the office call meetings, invite to them and call them off."""
    return actor.has("office", "system")


def can_read_mailbox(actor: Actor, _mailbox: object = None) -> bool:
    """Let nobody but Plenary itself take mails out of the mailbox; what waits is the office's."""
    return actor.has("system")


def sees_answers(actor: Actor, _convening: object = None) -> bool:
    """Let the office and leaders read who was asked and what each answered; reasons are personal."""
    return actor.has("office", "leader", "system")


def can_answer_invitation(actor: Actor, invitation: Invitation) -> bool:
    """Let whoever is invited answer, a unit's own people for their unit, and the office for anybody."""
    if actor.has("office", "system"):
        return True
    if invitation.user_id is not None and invitation.user_id == actor.user_id:
        return True
    return actor.has("unit") and invitation.unit_id in actor.unit_ids


def can_keep_body_rules(actor: Actor, _rules: object = None) -> bool:
    """Let the office write down what a body's rules ask of its meetings."""
    return actor.has("office", "system")
