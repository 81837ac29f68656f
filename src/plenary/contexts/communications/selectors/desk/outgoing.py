"""The texts of the desk as units of a translator's file: sentences, place, terms, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses
from plenary.contexts.communications.exchange.cutting import pieces_of
from plenary.contexts.communications.exchange.units import UnitName, revision
from plenary.contexts.communications.exchange.xliff_writing import Entry, Unit
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.desk.changes import changes_of
from plenary.contexts.communications.selectors.desk.texts import Line
from plenary.contexts.language.api import Term, TermIndex, index_in_force
from plenary.kernel.text.enums import State
from plenary.shared import clock
from plenary.shared.web.filters import side

Note = tuple[str, str]
MOST_OF_A_NAME = 120


def units_of(lines: Iterable[Line]) -> Iterator[Unit]:
    """Give the units of some texts, those of one record side by side."""
    terms = index_in_force()
    ordered = sorted(lines, key=lambda line: (line.text.subject_type, line.text.subject_id))
    return (_unit(line, terms) for line in ordered)


def other_of(line: Line) -> str:
    """Give the side of a text that is made from the source, as it stands."""
    return str(getattr(line.record, f"{line.text.field}_{line.text.other_side}") or "")


def name_of(line: Line) -> UnitName:
    """Give what a text is called in a file now."""
    return UnitName(line.text.pk, revision(line.source), revision(other_of(line)))


def _unit(line: Line, terms: TermIndex) -> Unit:
    text, other = line.text, other_of(line)
    return Unit(
        name=str(name_of(line)),
        record=f"{text.subject_type}.{text.subject_id}",
        title=_place(line),
        state=text.standing,
        pieces=pieces_of(line.source, other, text.source_side),
        notes=list(_notes(line)),
        terms=list(_terms(line, terms)),
    )


def _place(line: Line) -> str:
    """Name the record that a text belongs to and the text, for whoever has no account."""
    named = (
        [] if line.is_called_so else [line.whose.whole, side(line.whose, "name")[:MOST_OF_A_NAME]]
    )
    return " – ".join(filter(None, [line.word, *named, line.field]))


def _notes(line: Line) -> Iterator[Note]:
    yield "place", f"{_place(line)} – {addresses.full(line.url)}"
    column = line.record._meta.get_field(f"{line.text.field}_{line.text.other_side}")  # noqa: SLF001
    if longest := getattr(column, "max_length", None):
        yield "length", _("At most %(most)d characters.") % {"most": longest}
    if isinstance(line.record, Page) and line.text.field == "body":
        yield (
            "marks",
            _("Keep the marks: ## heading, - point, 1. number, **strong**, [words](address)."),
        )
    if line.text.standing == State.OUTDATED:
        yield from _changes(line)


def _changes(line: Line) -> Iterator[Note]:
    """Say sentence by sentence what the translation in the file does not know yet."""
    for one in changes_of(line.text, line.record) or ():
        if not one.then:
            yield "changed", _("New in the source: %(now)s") % {"now": one.now}
        elif not one.now:
            yield "changed", _("No longer in the source: %(then)s") % {"then": one.then}
        else:
            said = {"then": one.then, "now": one.now}
            yield "changed", _("The source said: %(then)s – it says now: %(now)s") % said


def _terms(line: Line, terms: TermIndex) -> Iterator[Entry]:
    """Give the terms of the term base that stand in the source, each with what it is to be called."""
    is_chinese = line.text.source_side == "zh"
    hits = terms.in_chinese(line.source) if is_chinese else terms.in_english(line.source)
    today = clock.today()
    found: dict[str, list[Term]] = {}
    for hit in hits:
        own = [one for one in hit.terms if one.status != "forbidden" and one.holds("", today)]
        found.setdefault(line.source[hit.start : hit.end], own)
    for word, own in found.items():
        ranked = sorted(own, key=lambda one: one.status != "preferred")
        names = dict.fromkeys(one.en if is_chinese else one.zh for one in ranked)
        if said := tuple(name for name in names if name):
            yield Entry(word, said, ranked[0].source)
