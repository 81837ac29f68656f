"""Who may read the audit log."""

from plenary.shared.actor import Actor


def can_read_log(actor: Actor, *_subject: object) -> bool:
    """Let administrators read who did what; they hold no other role, so none of it is their own work."""
    return actor.has("administrator", "system")
