"""The single values of a draft as labelled lines, for every format that a person reads."""

from __future__ import annotations

from collections.abc import Iterator

from plenary.readout.draft import Draft, Found, Lang
from plenary.readout.formats.words import listing, word


def summary_lines(draft: Draft, lang: Lang) -> Iterator[tuple[str, str]]:
    """Give label and value of what the draft says once; what every readout has is named when missing."""
    yield word("lang", lang), word(draft.lang, lang)
    for key, found in _expected(draft):
        yield word(key, lang), found.text if found else word("nothing", lang)
    chairs = listing([chair.text for chair in draft.chair], lang)
    yield word("chair", lang), chairs or word("nothing", lang)
    for key, values in _optional(draft):
        if values:
            yield word(key, lang), listing([found.text for found in values], lang)


def _expected(draft: Draft) -> tuple[tuple[str, Found | None], ...]:
    return (
        ("title", draft.title),
        ("date", draft.date),
        ("source", draft.source),
        ("body", draft.body),
        ("meeting_name", draft.meeting_name),
    )


def _optional(draft: Draft) -> tuple[tuple[str, tuple[Found, ...]], ...]:
    return (
        ("topics", draft.topics),
        ("attendee_groups", draft.attendee_groups),
        ("references", tuple(reference.name for reference in draft.references)),
    )
