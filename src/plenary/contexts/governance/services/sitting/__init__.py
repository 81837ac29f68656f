"""What the secretary writes down while a meeting sits."""

from plenary.contexts.governance.services.sitting.deciding import decide
from plenary.contexts.governance.services.sitting.presence import (
    note_presence,
    note_unit,
    remove_presence,
    set_status,
)
from plenary.contexts.governance.services.sitting.removing import remove_decision

__all__ = [
    "decide",
    "note_presence",
    "note_unit",
    "remove_decision",
    "remove_presence",
    "set_status",
]
