"""What became of one file that was to be read: a draft, or the error that says why there is none."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plenary.readout.draft import Draft, Lang, Note
from plenary.readout.errors import ReadoutError
from plenary.readout.files import opened, read_bytes, text_of
from plenary.readout.reading import insist, read
from plenary.readout.refusals import refusal

STANDARD_INPUT = "-"

AskedLang = Literal["auto"] | Lang


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; ``id`` is the stem of its name, None for standard input."""

    name: str
    id: str | None

    @classmethod
    def named(cls, name: str) -> Source:
        """Give the source that a name on the command line means."""
        return cls(name, None if name == STANDARD_INPUT else Path(name).stem)

    def content(self) -> bytes:
        """Read the file or standard input, or refuse with a plain sentence."""
        if self.name == STANDARD_INPUT:
            return read_bytes(sys.stdin.buffer)
        with opened(Path(self.name)) as stream:
            return read_bytes(stream)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a draft, or the error that says why there is none."""

    source: Source
    draft: Draft | None = None
    error: ReadoutError | None = None
    notes: tuple[Note, ...] = ()


def outcome(source: Source, lang: AskedLang) -> Outcome:
    """Read one source; whatever goes wrong becomes a plain sentence."""
    try:
        extracted = text_of(source.content(), name=source.name)
        draft = insist(read(extracted.text, lang=lang))
    except ReadoutError as error:
        return Outcome(source, error=error)
    except MemoryError:
        return Outcome(source, error=refusal("too-much-memory"))
    except Exception as error:  # noqa: BLE001 - a person at a terminal gets a sentence, no traceback
        reason = f"{type(error).__name__}: {error}"
        return Outcome(source, error=refusal("internal-error", reason=reason))
    return Outcome(source, draft=draft, notes=extracted.notes)
