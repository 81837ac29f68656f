"""The writers of themes."""

from plenary.contexts.governance.services.themes.keeping import (
    add_theme,
    edit_theme,
    move_theme,
    restore_theme,
    retire_theme,
)

__all__ = ["add_theme", "edit_theme", "move_theme", "restore_theme", "retire_theme"]
