"""Writes XLIFF 2.1 with its glossary module: a group a record, a unit a text, a segment a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from plenary.contexts.communications.exchange.units import Piece
from plenary.shared.characters import plain

STATES = {"draft": "translated", "reviewed": "reviewed"}
"""The state of a translation as XLIFF names it; what is missing or out of date is initial."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.1" srcLang="{source}" trgLang="{target}" xml:space="preserve">
<file id="texts" original="plenary">
"""
_TAIL = "</file>\n</xliff>\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the term base that stands in a text."""

    term: str
    translations: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text on its way out."""

    name: str
    record: str
    """The record it stands in, for example ``governance.task.12``."""
    title: str
    state: str
    pieces: Sequence[Piece]
    notes: Sequence[tuple[str, str]] = ()
    """A category and its words."""
    terms: Sequence[Entry] = ()


def pieces_of_xliff(units: Iterable[Unit], *, source: str, target: str) -> Iterator[str]:
    """Give the file piece by piece; one has at least one unit. ``source`` and ``target`` are BCP 47 tags."""
    yield _HEAD.format(source=source, target=target)
    for record, own in groupby(units, key=lambda unit: unit.record):
        yield f"<group id={quoteattr(record)}>\n"
        for unit in own:
            yield _unit(unit)
        yield "</group>\n"
    yield _TAIL


def _unit(unit: Unit) -> str:
    found = [f"<unit id={quoteattr(unit.name)} name={quoteattr(_text(unit.title, quoted=True))}>"]
    if unit.terms:
        found += ["<gls:glossary>", *map(_entry, unit.terms), "</gls:glossary>"]
    if unit.notes:
        found.append("<notes>")
        found += [f'<note category="{kind}">{_text(said)}</note>' for kind, said in unit.notes]
        found.append("</notes>")
    found += [_piece(piece, unit.state) for piece in unit.pieces]
    return "\n".join([*found, "</unit>\n"])


def _entry(entry: Entry) -> str:
    by = f" source={quoteattr(_text(entry.source, quoted=True))}" if entry.source else ""
    said = [f"<gls:translation{by}>{_text(one)}</gls:translation>" for one in entry.translations]
    return (
        f"<gls:glossEntry><gls:term>{_text(entry.term)}</gls:term>{''.join(said)}</gls:glossEntry>"
    )


def _piece(piece: Piece, state: str) -> str:
    source = f"<source>{_text(piece.source)}</source>"
    target = "" if piece.target is None else f"<target>{_text(piece.target)}</target>"
    if piece.is_gap:
        return f"<ignorable>{source}{target}</ignorable>"
    also = ' subState="plenary:outdated"' if state == "outdated" else ""
    return f'<segment state="{STATES.get(state, "initial")}"{also}>{source}{target}</segment>'


def _text(text: str, *, quoted: bool = False) -> str:
    """Give a text without what XML cannot hold; ``quoteattr`` itself escapes what is quoted."""
    return plain(text) if quoted else escape(plain(text))
