"""Terms as .tbx, .csv and .xlsx: those a reader may see, and nothing of who wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.language.exchange.table_writing import lines_of_csv, workbook
from plenary.contexts.language.exchange.tbx_writing import pieces_of_tbx
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors.terms import entry_of
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.templates import language

CHUNK = 1000
KINDS = {
    "tbx": "application/x-tbx+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its kind and its content, in pieces."""

    content_type: str
    pieces: Iterable[str | bytes]


def file_of(terms: QuerySet[Term], kind: str) -> Made:
    """Give these terms as a file; refused where there is none, ``NotFound`` for another kind."""
    if kind not in KINDS:
        raise NotFound
    if not terms.exists():
        raise Refused(_("There is no term to take out."))
    lines = ((entry_of(term), term.state) for term in _walk(terms))
    if kind == "xlsx":
        return Made(KINDS[kind], [workbook(lines, lang=language())])
    if kind == "csv":
        return Made(KINDS[kind], lines_of_csv(lines, lang=language()))
    entries = (entry for entry, _state in lines)
    pieces = pieces_of_tbx(entries, title=_("Term base"), source="Plenary")
    return Made(KINDS[kind], pieces)


def _walk(terms: QuerySet[Term]) -> Iterator[Term]:
    return terms.prefetch_related("designations").iterator(chunk_size=CHUNK)
