"""The pages that are more than words: an event's hub, a guide, a body."""

from plenary.contexts.communications.services.kinds.bodies import (
    edit_body_page,
    make_body_page,
    take_over_body,
)
from plenary.contexts.communications.services.kinds.events import (
    EventGiven,
    edit_event,
    make_event,
)
from plenary.contexts.communications.services.kinds.guides import (
    check_guide,
    edit_guide,
    make_guide,
)

__all__ = [
    "EventGiven",
    "check_guide",
    "edit_body_page",
    "edit_event",
    "edit_guide",
    "make_body_page",
    "make_event",
    "make_guide",
    "take_over_body",
]
