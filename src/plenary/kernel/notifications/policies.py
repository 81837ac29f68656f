"""Who may look into the outbox."""

from __future__ import annotations

from django.conf import settings

from plenary.shared.actor import Actor


def can_see_outbox(actor: Actor, *_subject: object) -> bool:
    """Let administrators see which mails have not gone out."""
    return actor.has("administrator", "system")


def can_hear_of_outbox(actor: Actor, *_subject: object) -> bool:
    """Tell the office and administrators how many mails have not gone out; to whom is the latter's to see."""
    return actor.has("office", "administrator", "system")


def can_manage_outbox(actor: Actor, *_subject: object) -> bool:
    """Let administrators have mails tried again, and take those away that nobody can deliver."""
    return can_see_outbox(actor)


def can_read_mail(actor: Actor, *_subject: object) -> bool:
    """Let administrators read a mail, and only where no mail server would ever deliver it.

    Mails carry links that set passwords; with a server they are nobody's but the addressee's.
    """
    return can_see_outbox(actor) and not settings.MAIL_URL
