"""Writes and reviews the side of a text that is made from the source, at the translation desk."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.services.desk.locking import Seen, lock_text
from plenary.kernel.audit.recording import authorise
from plenary.kernel.text.models import TextState
from plenary.kernel.text.policies import can_confirm
from plenary.kernel.text.services import confirm_text, give_to, review_text
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden


@transaction.atomic
def write_text(*, actor: Actor, text_id: int, seen: Seen, text: str) -> TextState:
    """Keep a translation as a draft: it waits for the review of somebody else.

    What nobody had is in the writer's queue from now on. ``Stale`` where a side has changed since it
    was shown. Refused where somebody else has the text, but to the office and editors; and as the
    service of whoever keeps the record refuses it: for the source side, for a text that is empty,
    too long or marked as secret, for what stands fixed.
    """
    found = lock_text(actor, text_id, seen)
    authorise(actor, policies.can_use_desk)
    if not policies.can_write_side(actor, found.text):
        raise Forbidden(
            _("%(name)s has taken this text. Ask for it to be handed over.")
            % {"name": found.text.owner_name}
        )
    name = f"{found.text.field}_{found.text.other_side}"
    found.kind.write(actor=actor, record_id=found.text.subject_id, name=name, text=text)
    kept = TextState.objects.get(pk=text_id)
    if kept.owner_id is None and actor.user_id is not None:
        give_to(actor=actor, state=kept, owner_id=actor.user_id, owner_name=actor.name)
    return kept


@transaction.atomic
def review(*, actor: Actor, text_id: int, seen: Seen) -> TextState:
    """Say that both sides say the same; the pair is remembered for later translations.

    Refused to whoever made the side, and while it is missing or out of date. ``Stale`` where a side
    has changed since it was shown. Announces ``TextReviewed``.
    """
    found = lock_text(actor, text_id, seen)
    if policies.made(actor, found.text):
        raise Forbidden(_("You wrote this side: somebody else reviews it."))
    return review_text(actor=actor, subject=found.record, field=found.text.field)


@transaction.atomic
def say_it_holds(*, actor: Actor, text_id: int, seen: Seen) -> None:
    """Say that a side still says what its changed source says; it waits for a review.

    Of this text alone: nobody has looked at the others of its record.
    Refused where nothing is out of date. ``Stale`` where a side has changed since it was shown.
    """
    found = lock_text(actor, text_id, seen)
    authorise(actor, can_confirm)
    authorise(actor, policies.can_write_side, found.text)
    if found.kind.confirm:
        found.kind.confirm(actor=actor, record_id=found.text.subject_id, field=found.text.field)
    else:
        confirm_text(actor=actor, subject=found.record, field=found.text.field)
