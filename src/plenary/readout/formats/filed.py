"""A draft with the name of the file that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.readout.draft import Draft


@dataclass(frozen=True, slots=True)
class FiledDraft:
    """A draft and the stem of its file's name; None for what came on standard input."""

    id: str | None
    draft: Draft
