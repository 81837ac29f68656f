"""Takes texts into a translator's queue, hands them over, and puts them back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.desk.work import translators
from plenary.contexts.communications.services.desk.locking import lock_text
from plenary.kernel.audit.recording import authorise
from plenary.kernel.text.models import TextState
from plenary.kernel.text.services import give_to
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, Refused

MOST = 100
"""So many texts are taken at once: two pages of the list."""


@transaction.atomic
def take_texts(*, actor: Actor, text_ids: Sequence[int]) -> int:
    """Put texts into the actor's own queue, all or none; give how many are new there.

    Refused where nothing is chosen, and where somebody else has one of them.
    """
    authorise(actor, policies.can_use_desk)
    if actor.user_id is None:
        raise Forbidden
    chosen = sorted(set(text_ids))
    if not chosen:
        raise Refused(_("Choose at least one text."))
    if len(chosen) > MOST:
        raise Refused(_("Take at most %(most)d texts at once.") % {"most": MOST})
    taken = 0
    for pk in chosen:
        text = lock_text(actor, pk).text
        if text.owner_id not in {None, actor.user_id}:
            raise Refused(
                _("%(name)s has taken one of these texts already. Nothing was taken.")
                % {"name": text.owner_name}
            )
        taken += text.owner_id is None
        give_to(actor=actor, state=text, owner_id=actor.user_id, owner_name=actor.name)
    return taken


@transaction.atomic
def hand_over(*, actor: Actor, text_id: int, to_id: int | None) -> TextState:
    """Put a text into another translator's queue, or back where anybody takes it.

    By whoever has it, or by the office and editors. Refused for an account that does not work on
    texts.
    """
    text = lock_text(actor, text_id).text
    authorise(actor, policies.can_hand_over, text)
    if to_id is None:
        give_to(actor=actor, state=text, owner_id=None, owner_name="")
        return text
    to = next((one for one in translators() if one.pk == to_id), None)
    if to is None:
        sentence = _("Choose somebody who works on texts.")
        raise Refused(sentence, fields={"to": sentence})
    give_to(actor=actor, state=text, owner_id=to.pk, owner_name=to.name)
    return text
