"""What the texts of a translator's file meet here: changed, unchanged, overtaken, unknown, refused."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from plenary.contexts.communications.enums import RowVerdict
from plenary.contexts.communications.exchange.units import (
    Read,
    Sheet,
    UnitName,
    joined,
    read_name,
    revision,
)
from plenary.contexts.communications.models import TextRow
from plenary.contexts.communications.selectors.desk import texts
from plenary.contexts.communications.selectors.desk.outgoing import name_of, other_of
from plenary.contexts.communications.selectors.desk.texts import Line
from plenary.kernel.text import checks
from plenary.kernel.text.digests import digest
from plenary.kernel.text.profiles import day_of, profile_of
from plenary.shared.actor import Actor

Why = list[Any]
_HAN = re.compile(r"[\u4e00-\u9fff]")
WORTH_A_CHECK = frozenset({RowVerdict.CHANGED, RowVerdict.SOURCE, RowVerdict.OTHER})


def compared_with(actor: Actor, sheet: Sheet, into: str) -> list[TextRow]:
    """Say of each unit of a file what would become of it, without a file that it belongs to yet."""
    names = [read_name(unit.name) for unit in sheet.units]
    known = {
        line.text.pk: line
        for line in texts.lines(texts.chosen(actor, [name.text_id for name in names if name]))
    }
    rows = [
        _row(number, unit, name, known.get(name.text_id) if name else None, into)
        for number, (unit, name) in enumerate(zip(sheet.units, names, strict=True), start=1)
    ]
    times = Counter(row.text_id for row in rows if row.text_id)
    for row in rows:
        if row.text_id and times[row.text_id] > 1:
            row.verdict, row.why = RowVerdict.REFUSED, ["twice", {}]
    return rows


def _row(number: int, unit: Read, name: UnitName | None, line: Line | None, into: str) -> TextRow:
    target = joined(unit.pieces, into)
    row = TextRow(number=number, unit=unit.name, source=unit.source, target=target)
    if line is None or name is None:
        row.verdict = RowVerdict.UNKNOWN
        return row
    row.text_id = line.text.pk
    row.seen_source, row.seen_other = digest(line.source), digest(other_of(line))
    if why := _refusal(unit, line, into):
        row.verdict, row.why = RowVerdict.REFUSED, why
    else:
        row.verdict, row.why = _verdict(unit, name, line, target)
    row.remarks = [asdict(one) for one in remarks_on(row, line)]
    return row


def _refusal(unit: Read, line: Line, into: str) -> Why:
    if line.text.other_side != into:
        return ["direction", {}]
    return ["codes", {}] if unit.codes else []


def _verdict(unit: Read, name: UnitName, line: Line, target: str) -> tuple[str, Why]:
    """Judge a unit: what a translator left as it went out is never a change, whatever happened here."""
    if unit.missing:
        facts = {"missing": unit.missing, "all": unit.sentences}
        return RowVerdict.EMPTY, ["missing", facts]
    if line.text.other_side == "en" and _is_copied(unit, target):
        return RowVerdict.EMPTY, ["copied", {}]
    now = name_of(line)
    if revision(target) in {name.other, now.other} or _same(target, other_of(line)):
        return RowVerdict.UNCHANGED, []
    if name.source != now.source:
        return RowVerdict.SOURCE, []
    if not _same(unit.source, line.source):
        return RowVerdict.REFUSED, ["source-altered", {}]
    return (RowVerdict.OTHER if name.other != now.other else RowVerdict.CHANGED), []


def _is_copied(unit: Read, target: str) -> bool:
    """Say whether the Chinese of a unit stands where its English belongs, as some tools fill it in."""
    is_same = "".join(target.split()) == "".join(unit.source.split())
    return is_same and bool(_HAN.search(target))


def _same(one: str, other: str) -> bool:
    """Say whether two texts differ in white space at the most, which tools set anew."""
    return one.split() == other.split()


@dataclass(frozen=True, slots=True)
class Remark:
    """What the check of the wording says of a translation, and of which words."""

    side: str
    words: str
    zh: str
    en: str
    proposal: str
    source: str
    is_proof: bool
    source_zh: str = ""
    source_en: str = ""


def remarks_on(row: TextRow, line: Line) -> list[Remark]:
    """Give what the check says of a row's words, where they might be taken."""
    if row.verdict not in WORTH_A_CHECK:
        return []
    sides = {line.text.source_side: line.source, line.text.other_side: row.target}
    profile = profile_of(line.text.subject_type, line.text.field)
    on = day_of(line.record)
    return [
        Remark(
            side=finding.side,
            words=sides[finding.side][finding.start : finding.end],
            zh=finding.message_zh,
            en=finding.message_en,
            proposal=finding.proposal,
            source=finding.source,
            source_zh=finding.source_in("zh"),
            source_en=finding.source_in("en"),
            is_proof=finding.is_proof,
        )
        for finding in checks.check(sides["zh"], sides["en"], "en", profile, on)
    ]
