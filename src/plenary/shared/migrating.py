"""Steps of a migration that Django has not got."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.state import ProjectState


class Together(SeparateDatabaseAndState):
    """Makes many tables at once.

    Django renders the models anew after each table, which for tables that point at one another is the square of
    their number; here they are rendered once, when all are known.
    """

    def __init__(self, operations: list[Any]) -> None:
        super().__init__(state_operations=operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Give what a squashed migration writes."""
        return type(self).__qualname__, [self.state_operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the tables' models to a state whose models are not rendered."""
        vars(state).pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables in their order."""
        for operation in self.state_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the tables away, the last one first."""
        for operation in reversed(self.state_operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)
