"""Reads an English readout into a draft."""

from __future__ import annotations

from plenary.readout.draft import Draft
from plenary.readout.english.directives import sentence_directives
from plenary.readout.english.layout import read_layout
from plenary.readout.english.sentences import sentences
from plenary.readout.spans import found


def read_english(text: str) -> Draft:
    """Read an English readout; what is not found is left empty and noted."""
    layout = read_layout(text)
    prose = [s for paragraph in layout.paragraphs for s in sentences(text, paragraph)]
    directives = [d for s in prose for d in sentence_directives(text, s)]
    return Draft(
        lang="en",
        title=found(text, layout.title) if layout.title else None,
        date=layout.date,
        source=layout.source,
        topics=tuple(layout.topics),
        directives=tuple(directives),
    )
