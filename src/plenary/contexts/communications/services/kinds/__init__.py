"""The pages that are more than words: an event's hub, a guide, a body's and a post's."""

from plenary.contexts.communications.services.kinds.bodies import (
    edit_body_page,
    make_body_page,
)
from plenary.contexts.communications.services.kinds.directory import take_over_directory
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
from plenary.contexts.communications.services.kinds.posts import (
    edit_post_page,
    make_post_page,
)
from plenary.contexts.communications.services.kinds.reminding import remind_of_guides
from plenary.contexts.communications.services.kinds.reminding_directory import remind_of_directory

__all__ = [
    "EventGiven",
    "check_guide",
    "edit_body_page",
    "edit_event",
    "edit_guide",
    "edit_post_page",
    "make_body_page",
    "make_event",
    "make_guide",
    "make_post_page",
    "remind_of_directory",
    "remind_of_guides",
    "take_over_directory",
]
