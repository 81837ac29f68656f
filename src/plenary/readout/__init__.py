"""Reads a published readout, in Chinese or English, into a draft whose every value has its place in the text."""

from plenary.readout.draft import (
    AgendaItem,
    Attendee,
    Directive,
    Draft,
    Due,
    Found,
    Named,
    Note,
    Reference,
    Span,
)
from plenary.readout.errors import ReadoutError
from plenary.readout.files import ExtractedText, read_file, text_of
from plenary.readout.held import held_on
from plenary.readout.prose import prose
from plenary.readout.published import Published, published
from plenary.readout.reading import insist, read
from plenary.readout.terms import term_set
from plenary.readout.voices import Manner, Voice, begins_with_verb, voices

__all__ = [
    "AgendaItem",
    "Attendee",
    "Directive",
    "Draft",
    "Due",
    "ExtractedText",
    "Found",
    "Manner",
    "Named",
    "Note",
    "Published",
    "ReadoutError",
    "Reference",
    "Span",
    "Voice",
    "begins_with_verb",
    "held_on",
    "insist",
    "prose",
    "published",
    "read",
    "read_file",
    "term_set",
    "text_of",
    "voices",
]
