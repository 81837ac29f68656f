"""The page of a meeting, as the meeting's own record leads to it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.pages import visible_to
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of


def link_of_meeting(actor: Actor, meeting_id: int) -> tuple[Any, str] | None:
    """Lead to a meeting's page, or to making it; nothing for who sees no newsroom."""
    if not policies.can_see(actor):
        return None
    page = visible_to(actor).filter(meeting_id=meeting_id).only("pk").first()
    if page is not None:
        return _("Its page on the portal"), page.get_absolute_url()
    if not policies.can_write(actor):
        return None
    return _(
        "Make its portal page"
    ), f"{address_of('communications:readout-new')}?meeting={meeting_id}"
