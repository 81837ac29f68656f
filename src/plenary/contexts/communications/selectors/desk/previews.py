"""Translators' files as their previews show them: rows with the texts as they stand, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import RowVerdict
from plenary.contexts.communications.models import TextFile, TextRow
from plenary.contexts.communications.selectors.desk import texts
from plenary.contexts.communications.selectors.desk.changes import Changed, compared
from plenary.contexts.communications.selectors.desk.incoming import Remark
from plenary.contexts.communications.selectors.desk.outgoing import other_of
from plenary.contexts.communications.selectors.desk.texts import Line
from plenary.shared.actor import Actor

_WHYS: dict[str, Any] = {
    "twice": _("The file holds this text twice."),
    "direction": _("Here the language of this file is the source."),
    "codes": _("The text holds formatting codes or hidden characters."),
    "missing": _("%(missing)d of %(all)d sentences have no translation."),
    "copied": _("The source stands where its translation belongs."),
    "source-altered": _("Its source in the file is not the one that went out."),
    "refused": "%(sentence)s",
}


def visible_to(actor: Actor) -> QuerySet[TextFile]:
    """Give the files that the actor handed in: they hold texts that others may not see."""
    if not policies.can_exchange(actor):
        return TextFile.objects.none()
    return TextFile.objects.filter(added_by_id=actor.user_id)


def rows_of(found: TextFile, verdict: str) -> QuerySet[TextRow]:
    """Give a preview's rows in the file's order, of one verdict or all of them."""
    rows = found.rows.all()
    return rows.filter(verdict=verdict) if verdict else rows


def why(row: TextRow) -> str:
    """Say why a row is not taken, in the language in force; nothing of one that is."""
    if not row.why:
        return ""
    code, facts = row.why
    return str(_WHYS[code] % facts)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the preview shows it, with the text as it stands here now."""

    row: TextRow
    line: Line | None
    other: str
    changes: list[Changed]
    remarks: list[Remark]


def shown(actor: Actor, rows: Iterable[TextRow]) -> list[Shown]:
    """Give rows with their texts, those that the actor still sees."""
    listed = list(rows)
    ids = [row.text_id for row in listed if row.text_id]
    lines = {line.text.pk: line for line in texts.lines(texts.chosen(actor, ids))}
    return [_shown(row, lines.get(row.text_id or 0)) for row in listed]


def _shown(row: TextRow, line: Line | None) -> Shown:
    if line is None:
        return Shown(row, None, "", [], [])
    overtaken = row.verdict == RowVerdict.SOURCE and row.source
    changes = compared(row.source, line.source, line.text.source_side) if overtaken else []
    return Shown(row, line, other_of(line), changes, [Remark(**one) for one in row.remarks])
