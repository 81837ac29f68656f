"""The page of a meeting, as the meeting's own record leads to it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.pages import visible_to
from plenary.contexts.governance import api as governance
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of


def link_of_meeting(actor: Actor, meeting_id: int) -> tuple[Any, str] | None:
    """Lead to a meeting's page, or to making it; nothing for who sees no newsroom.

    Of a meeting that is not to be told there are words alone, without an address.
    """
    if not policies.can_see(actor):
        return None
    page = visible_to(actor).filter(meeting_id=meeting_id).only("pk").first()
    if page is not None:
        is_out = page.editions.filter(is_current=True).exists()
        label = _("Public page on the portal") if is_out else _("Its page on the portal")
        return label, page.get_absolute_url()
    if not policies.can_write(actor):
        return None
    if not governance.is_to_be_told(actor, meeting_id):
        return _("No page on the portal: the meeting is not released to the public."), ""
    return _(
        "Make its portal page"
    ), f"{address_of('communications:readout-new')}?meeting={meeting_id}"
