"""Takes a language of a page out of the public: the address stays and says why."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.events import PageWithdrawn
from plenary.contexts.communications.models import Edition, Page, Waiver
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services.base import keep_side, need_langs
from plenary.contexts.communications.services.hiding import forget_asked, hide_address
from plenary.contexts.communications.services.indexing import index_side
from plenary.contexts.communications.services.news import forget_untold
from plenary.contexts.communications.services.sending import need_reason
from plenary.contexts.communications.services.waiving import settle
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.recording import authorise, lock, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def withdraw_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    reasons: Mapping[str, str],
    hide_titles: Collection[str] = (),
) -> Page:
    """Withdraw languages of a page, each with a reason in that language, which readers see.

    The title stays to be read unless it is at fault itself (``hide_titles``): then the page's address
    loses its words as well. Needs one person, for a mistake in public must not wait. Refused for a language that is not
    public, and without its reason. Announces ``PageWithdrawn``.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_withdraw, page)
    asked = need_langs(lang for lang, reason in reasons.items() if reason.strip())
    sides = pages.sides_of(page)
    for lang in asked:
        current = Edition.objects.filter(page=page, lang=lang, is_current=True)
        if not current.exists():
            raise Refused(_("This language of the page is not public."))
        side = sides[lang]
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "withdraw")
        side.due_at, side.withdrawn_at = None, clock.now()
        side.hides_title = lang in hide_titles
        forget_asked(side)
        side.withdrawn_reason = need_reason(reasons[lang], f"reason_{lang}")
        keep_side(actor, side, "communications.side.withdrawn", before)
        current.update(is_current=False)
        settle(actor, Waiver.objects.filter(page=page, lang=lang, settled_at__isnull=True))
        index_side(side)
        forget_untold(page, lang)
        announce(PageWithdrawn(page_id=page.pk, lang=lang))
    is_hidden = any(sides[lang].hides_title for lang in asked)
    save(page, fields=hide_address(actor, page) if is_hidden else [])
    return page
