"""A text as it stands in a translator's file: its name with the revisions of both sides, and its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from plenary.kernel.text.digests import digest
from plenary.shared.characters import plain

NONE = "0"
"""Stands for the revision of a side that is not there."""
_NAME = re.compile(r"t([1-9]\d{0,17})\.([0-9a-f]{16})\.([0-9a-f]{16}|0)")
_BETWEEN = {"en": " ", "zh": ""}
"""What parts two sentences of a language where a file does not say."""


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a unit is called in a file: the text's number, and the revisions of source and translation."""

    text_id: int
    source: str
    other: str

    def __str__(self) -> str:
        return f"t{self.text_id}.{self.source}.{self.other}"


def read_name(written: str) -> UnitName | None:
    """Give the name that was written; none for what Plenary never wrote."""
    found = _NAME.fullmatch(written)
    return UnitName(int(found[1]), found[2], found[3]) if found else None


def revision(text: str) -> str:
    """Give the sixteen digits by which a state of a text is known in a file."""
    return digest(plain(text))[:16] if text.strip() else NONE


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or the white space between two, with its translation where it has one."""

    source: str
    target: str | None
    is_gap: bool = False

    def to_json(self) -> list[Any]:
        """Give it as JSON keeps it."""
        return [self.source, self.target, self.is_gap]


def joined(pieces: list[Piece], side: str) -> str:
    """Put the translation together: breaks as in the source, spaces as the language has them."""
    text, is_behind_sentence = "", False
    for piece in pieces:
        said = piece.target or ""
        if piece.is_gap:
            is_break = "\n" in piece.source and "\n" not in said
            text += piece.source if is_break else _space(piece, side)
        else:
            text += _BETWEEN[side] if is_behind_sentence and not said[:1].isspace() else ""
            text += said
        is_behind_sentence = not piece.is_gap and not text[-1:].isspace()
    return text


def _space(piece: Piece, side: str) -> str:
    return _BETWEEN[side] if piece.target is None else piece.target


@dataclass(frozen=True, slots=True)
class Read:
    """A unit as a file holds it; ``codes`` says that it holds formatting, which no text here has."""

    name: str
    pieces: list[Piece]
    missing: int = 0
    """How many of its sentences have no translation."""
    notes: str = ""
    codes: bool = False

    @property
    def source(self) -> str:
        """Give the source as the file holds it."""
        return "".join(piece.source for piece in self.pieces)

    @property
    def sentences(self) -> int:
        """Say how many sentences it has."""
        return sum(not piece.is_gap for piece in self.pieces)

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON keeps it."""
        kept = {name: getattr(self, name) for name in ("name", "missing", "notes", "codes")}
        return {**kept, "pieces": [piece.to_json() for piece in self.pieces]}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Read:
        """Give it back from its JSON form."""
        return cls(**{**told, "pieces": [Piece(*piece) for piece in told["pieces"]]})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: its two languages as it names them, and its units in their order."""

    source: str
    target: str
    units: list[Read]

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON keeps it."""
        units = [unit.to_json() for unit in self.units]
        return {"source": self.source, "target": self.target, "units": units}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Sheet:
        """Give it back from its JSON form."""
        units = [Read.from_json(unit) for unit in told["units"]]
        return cls(told["source"], told["target"], units)
