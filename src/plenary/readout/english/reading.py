"""Reads an English readout into a draft."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from plenary.readout.draft import Directive, Draft, Found, Span
from plenary.readout.english.agenda import read_agenda
from plenary.readout.english.details import due_of, named_in
from plenary.readout.english.directives import sentence_directives
from plenary.readout.english.layout import read_layout
from plenary.readout.english.meeting import read_meeting
from plenary.readout.english.notes import notes_on
from plenary.readout.english.people import read_people
from plenary.readout.english.references import references_in
from plenary.readout.english.sentences import sentences
from plenary.readout.english.themes import theme_of
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.words import Word, words
from plenary.readout.spans import found

_BULLET = re.compile(r"[•·●▪◦*–—-]\s|\(?\d{1,2}[.)、]\s?|\(?[a-z][.)]\s")
_WISH = re.compile(r"(?i)\bthat\s*[:：]$")
_PRONOUNS = word_set("it they")


def read_english(text: str) -> Draft:
    """Read an English readout; what is not found is left empty and noted."""
    layout = read_layout(text)
    items = _items(text, layout.paragraphs)
    prose = [
        (place, words(text, place.start, place.end))
        for paragraph in layout.paragraphs
        for place in sentences(text, paragraph)
    ]
    people = read_people(text, prose)
    meeting = read_meeting(text, prose, layout.title)
    date = layout.date or meeting.date
    directives = _directives(text, prose, items, int(date.text[:4]) if date else None)
    agenda = read_agenda(text, (listed for _, listed in prose))
    draft = Draft(
        lang="en",
        title=found(text, layout.title) if layout.title else None,
        date=date,
        source=layout.source,
        topics=tuple(layout.topics),
        body=meeting.body,
        meeting_name=meeting.name,
        chair=tuple(people.chair),
        attendees=tuple(people.attendees),
        attendee_groups=tuple(people.groups),
        agenda=tuple(agenda),
        directives=directives,
        references=references_in(text, layout.paragraphs, agenda, meeting.body),
    )
    return replace(draft, notes=notes_on(draft, directives, people.unnamed))


def _directives(
    text: str,
    prose: list[tuple[Span, list[Word]]],
    items: dict[Span, bool],
    year: int | None,
) -> tuple[Directive, ...]:
    result: list[Directive] = []
    last: Found | None = None
    places = list(items)
    starts = [place.start for place in places]
    for sentence, listed in prose:
        item = _item_at(starts, places, sentence.start)
        for directive in sentence_directives(
            text,
            sentence,
            is_item=item is not None,
            is_wish=item is not None and items[item],
            listed=listed,
        ):
            actor = directive.actor
            if actor and actor.text.lower() in _PRONOUNS:
                actor = last
            last = actor or last
            result.append(
                replace(
                    directive,
                    actor=actor,
                    theme=theme_of(directive.text),
                    due=due_of(text, directive.span, year),
                    named=named_in(text, directive.span),
                )
            )
    return tuple(result)


def _item_at(starts: list[int], places: list[Span], at: int) -> Span | None:
    """Give the item of a list that a place of the text stands in."""
    n = bisect_right(starts, at) - 1
    return places[n] if n >= 0 and at < places[n].end else None


def _items(text: str, paragraphs: list[Span]) -> dict[Span, bool]:
    """Give the items of lists that a line ending in a colon opens, and whether they are wishes.

    "The meeting called for:" opens a list of demands, "It was resolved that:" one of wishes.
    """
    items: dict[Span, bool] = {}
    is_open = is_wish = False
    for paragraph in paragraphs:
        marked = _BULLET.match(text, paragraph.start, paragraph.end)
        if marked and is_open:
            items[paragraph] = is_wish
        opens = text[paragraph.end - 1] in ":："
        if opens:
            is_wish = (
                _WISH.search(text, max(paragraph.start, paragraph.end - 24), paragraph.end)
                is not None
            )
        is_open = opens or (is_open and marked is not None)
    return items
