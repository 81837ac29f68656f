"""Hands texts of the desk out as a file for translators outside."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.exchange.xliff_writing import pieces_of_xliff
from plenary.contexts.communications.selectors.desk import outgoing, texts
from plenary.contexts.communications.selectors.desk.texts import DeskFilters
from plenary.kernel.audit.recording import authorise, record_notes
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

MOST = 300
"""So many texts go out in one file, so that it comes back while one waits."""


@transaction.atomic
def take_out(*, actor: Actor, into: str, asked: DeskFilters, text_ids: Sequence[int] = ()) -> str:
    """Give an XLIFF file of the named texts, or of all that the filters show, that are made in a language.

    Each text's history says that it went out. Refused where no such text is there, and for too many.
    """
    authorise(actor, policies.can_exchange)
    if into not in Lang.values:
        raise Refused(_("Say into which language the texts are to be translated."))
    found = texts.chosen(actor, text_ids) if text_ids else texts.listing(actor, asked)
    listed = list(found.filter(source_side=addresses.OTHER[into])[: MOST + 1])
    if not listed:
        raise Refused(_("None of these texts is translated into that language."))
    if len(listed) > MOST:
        raise Refused(
            _("More than %(most)d texts: narrow the list, or choose some.") % {"most": MOST}
        )
    record_notes(
        actor=actor, action="text.state.taken_out", notes=[(one, {"into": into}) for one in listed]
    )
    return "".join(
        pieces_of_xliff(
            outgoing.units_of(texts.lines(listed)),
            source=addresses.TAGS[addresses.OTHER[into]],
            target=addresses.TAGS[into],
        )
    )
