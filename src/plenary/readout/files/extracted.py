"""What comes out of a file: its text, and how the text was come by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plenary.readout.draft import Note

MAX_BYTES = 32 * 1024 * 1024
"""No larger file is taken."""

MAX_CHARACTERS = 5_000_000
"""No longer text is handed on."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The text of a file. Every span of a draft read from it counts characters of ``text``.

    ``media_type`` is what the content is, whatever the file's name says; ``encoding`` is how the
    bytes were decoded, None for .docx and .pdf. ``notes`` tell a person what was done on the way.
    ``beside`` is what else is written in the file: footers, notes, comments, its own title, the rest
    of a web page. It is no part of the readout, but whoever stores the file stores it too.
    """

    text: str
    media_type: str
    encoding: str | None = None
    notes: tuple[Note, ...] = ()
    beside: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the text in a form for ``json.dumps``."""
        notes = [{"code": n.code, "zh": n.zh, "en": n.en} for n in self.notes]
        return {
            "text": self.text,
            "media_type": self.media_type,
            "encoding": self.encoding,
            "notes": notes,
            "beside": self.beside,
        }

    @classmethod
    def from_json(cls, form: dict[str, Any]) -> ExtractedText:
        """Build the text again from what ``to_json`` gave."""
        notes = tuple(Note(**note) for note in form["notes"])
        return cls(form["text"], form["media_type"], form["encoding"], notes, form["beside"])
