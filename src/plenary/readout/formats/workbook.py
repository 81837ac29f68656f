"""Drafts as an .xlsx workbook: a sheet each for the summary, directives, agenda and attendees."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from plenary.readout.draft import Directive, Draft, Found, Lang
from plenary.readout.formats.filed import FiledDraft
from plenary.readout.formats.words import listing, word

Cell = str | int | None
Row = tuple[Cell, ...]

LONGEST_CELL = 32_767
CUT = "…"
FORMULA_STARTS = tuple("=+-@＝＋－＠|%\t\r\n")

_SUMMARY = (
    "file lang title date source topics body meeting_name chair attendee_groups references notes"
)
_DIRECTIVES = "file number text verb theme actor due due_date named start end"
_AGENDA = "file number kind item start end"
_ATTENDEES = "file number name posts start end"
_WIDE_COLUMNS = frozenset({"text", "title", "item", "posts", "meeting_name", "notes", "references"})


def workbook_pieces(drafts: Iterable[FiledDraft], lang: Lang, *, several: bool) -> Iterator[bytes]:
    """Give one workbook of all drafts, a row's first cell naming its file; nothing where there is none.

    No cell begins a formula: text is written as text, and what a spreadsheet could take for one
    after being copied on gets an apostrophe before it. The same drafts give the same bytes.
    """
    del several
    kept = list(drafts)
    if kept:
        yield _workbook(kept, lang)


def _workbook(drafts: list[FiledDraft], lang: Lang) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    _sheet(book, "summary", _SUMMARY, (_summary(filed, lang) for filed in drafts), lang)
    _sheet(book, "directives", _DIRECTIVES, _each(drafts, _directive_rows, lang), lang)
    _sheet(book, "agenda", _AGENDA, _each(drafts, _agenda_rows, lang), lang)
    _sheet(book, "attendees", _ATTENDEES, _each(drafts, _attendee_rows, lang), lang)
    book.close()
    return stream.getvalue()


def _sheet(book: Any, name: str, columns: str, rows: Iterable[Row], lang: Lang) -> None:
    sheet = book.add_worksheet(word(name, lang))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    keys = columns.split()
    for column, key in enumerate(keys):
        sheet.set_column(column, column, 60 if key in _WIDE_COLUMNS else 16)
        sheet.write_string(0, column, word(key, lang), head)
    sheet.freeze_panes(1, 0)
    for index, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, index, column, value, plain)


def _write(sheet: Any, row: int, column: int, value: Cell, form: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, form)
    elif value:
        sheet.write_string(row, column, harmless(value), form)


def harmless(text: str) -> str:
    """Give ``text`` so that no spreadsheet takes it for a formula, cut to what a cell can hold."""
    shown = "".join(char for char in text if char.isprintable() or char in "\n\t\u3000\u00a0")
    safe = "'" + text if shown.lstrip().startswith(FORMULA_STARTS) else text
    return safe if len(safe) <= LONGEST_CELL else safe[: LONGEST_CELL - 1] + CUT


def _each(drafts: list[FiledDraft], rows: Any, lang: Lang) -> Iterator[Row]:
    for filed in drafts:
        for row in rows(filed.draft, lang):
            yield (filed.id, *row)


def _summary(filed: FiledDraft, lang: Lang) -> Row:
    draft = filed.draft
    notes = [note.zh if lang == "zh" else note.en for note in draft.notes]
    return (
        filed.id,
        word(draft.lang, lang),
        _text(draft.title),
        _text(draft.date),
        _text(draft.source),
        _texts(draft.topics, lang),
        _text(draft.body),
        _text(draft.meeting_name),
        _texts(draft.chair, lang),
        _texts(draft.attendee_groups, lang),
        _texts([reference.name for reference in draft.references], lang),
        "\n".join(notes),
    )


def _directive_rows(draft: Draft, lang: Lang) -> Iterator[Row]:
    for number, directive in enumerate(draft.directives, 1):
        yield (number, *_directive(directive, lang), directive.span.start, directive.span.end)


def _directive(directive: Directive, lang: Lang) -> Row:
    due = directive.due
    return (
        directive.text,
        directive.verb,
        directive.theme,
        _text(directive.actor),
        due.phrase.text if due else None,
        due.iso if due else None,
        _texts([named.name for named in directive.named], lang),
    )


def _agenda_rows(draft: Draft, lang: Lang) -> Iterator[Row]:
    for number, entry in enumerate(draft.agenda, 1):
        span = entry.item.span
        yield (number, word(entry.kind, lang), entry.item.text, span.start, span.end)


def _attendee_rows(draft: Draft, lang: Lang) -> Iterator[Row]:
    for number, attendee in enumerate(draft.attendees, 1):
        span = attendee.name.span
        yield (number, attendee.name.text, _texts(attendee.posts, lang), span.start, span.end)


def _text(found: Found | None) -> str | None:
    return found.text if found else None


def _texts(values: Iterable[Found], lang: Lang) -> str:
    return listing([found.text for found in values], lang)
