"""Closed tables of states and moves; a move that is not in the table is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused


@dataclass(frozen=True, slots=True)
class Workflow:
    """A table of moves: ``moves[move][state]`` is the state after it."""

    name: str
    states: tuple[str, ...]
    moves: Mapping[str, Mapping[str, str]]

    def __post_init__(self) -> None:
        named = {s for table in self.moves.values() for pair in table.items() for s in pair}
        if unknown := named - set(self.states):
            raise ValueError(f"{self.name}: unknown states {sorted(unknown)}")

    def after(self, state: str, move: str) -> str:
        """Give the state after ``move``; ``Refused`` where the table does not hold it."""
        try:
            return self.moves[move][state]
        except KeyError:
            raise Refused(_("This step is not open from the record's present state.")) from None

    def allows(self, state: str, move: str) -> bool:
        """Say whether ``move`` is open from ``state``."""
        return state in self.moves.get(move, {})

    def open_moves(self, state: str) -> list[str]:
        """Give the moves that are open from ``state``, in the table's order."""
        return [move for move, table in self.moves.items() if state in table]


def moves(**table: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Write a table of moves briefly: ``moves(close=[("reported", "closed")])``."""
    return {move: dict(pairs) for move, pairs in table.items()}
