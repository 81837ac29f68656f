"""Communications' door for whoever assembles an installation."""

from plenary.contexts.communications.services import topics
from plenary.shared.actor import SYSTEM

__all__ = ["load_shipped_topics"]


def load_shipped_topics() -> int:
    """Make the topics that Plenary brings along, those that are not there yet."""
    return topics.load_shipped_topics(actor=SYSTEM)
