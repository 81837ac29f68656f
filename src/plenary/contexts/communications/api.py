"""Communications' door for the workspace and for whoever assembles an installation."""

from plenary.contexts.communications.exports.site import Exported, export_site
from plenary.contexts.communications.services import topics
from plenary.shared.actor import SYSTEM

__all__ = ["SEARCH_TYPES", "Exported", "export_site", "load_shipped_topics"]

SEARCH_TYPES: dict[str, tuple[str, str]] = {
    "communications.pageside": ("公开页面", "Public page"),
}
"""The kinds of record that communications puts into the search, each with its name in both languages."""


def load_shipped_topics() -> int:
    """Make the topics that Plenary brings along, those that are not there yet."""
    return topics.load_shipped_topics(actor=SYSTEM)
