"""Terms as .tbx, .csv and .xlsx: those a reader may see, and nothing of who wrote them.

Who approved them is told to those who work on the term base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.language import policies
from plenary.contexts.language.exchange.table_writing import Line, lines_of_csv, workbook
from plenary.contexts.language.exchange.tbx_writing import pieces_of_tbx
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors.terms import entry_of, status_of
from plenary.shared.actor import Actor
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


def file_of(actor: Actor, terms: QuerySet[Term], kind: str) -> Made:
    """Give these terms as a file; refused where there is none, ``NotFound`` for another kind."""
    if kind not in KINDS:
        raise NotFound
    if not terms.exists():
        raise Refused(_("There is no term to take out."))
    lines = _lines(terms, tells_who=policies.can_write(actor))
    if kind == "xlsx":
        return Made(KINDS[kind], [workbook(lines, lang=language())])
    if kind == "csv":
        return Made(KINDS[kind], lines_of_csv(lines, lang=language()))
    pieces = pieces_of_tbx(lines, title=_("Term base"), source="Plenary")
    return Made(KINDS[kind], pieces)


def _lines(terms: QuerySet[Term], *, tells_who: bool) -> Iterator[Line]:
    for term in _walk(terms):
        status = status_of(term)
        yield entry_of(term), status if tells_who else replace(status, approved_by="")


def _walk(terms: QuerySet[Term]) -> Iterator[Term]:
    return terms.prefetch_related("designations").iterator(chunk_size=CHUNK)
