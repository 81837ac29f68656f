"""Terms with their designations, suggestions, imports and the translation memory."""

from plenary.contexts.language.models.imports import ImportFile, ImportRow, TermImport
from plenary.contexts.language.models.memory import (
    Segment,
    SegmentOrigin,
    SegmentPlace,
    SegmentWord,
)
from plenary.contexts.language.models.suggestions import Suggestion
from plenary.contexts.language.models.terms import Designation, Term, TermBase, TermToken

__all__ = [
    "Designation",
    "ImportFile",
    "ImportRow",
    "Segment",
    "SegmentOrigin",
    "SegmentPlace",
    "SegmentWord",
    "Suggestion",
    "Term",
    "TermBase",
    "TermImport",
    "TermToken",
]
