"""What the secretary writes down while a meeting sits."""

from plenary.contexts.governance.services.sitting.deciding import decide
from plenary.contexts.governance.services.sitting.presence import (
    note_presence,
    remove_presence,
    set_status,
)

__all__ = ["decide", "note_presence", "remove_presence", "set_status"]
