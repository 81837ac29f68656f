"""Gives verdicts out: as lines to read, a table, JSON or JSON Lines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plenary.contexts.language.checking.findings import Finding, Side, State, Verdict
from plenary.contexts.language.checking.reading import Row
from plenary.contexts.language.checking.source_notes import in_words

FORMATS = ("text", "table", "json", "jsonl")
_STATES: dict[Side, dict[State, str]] = {
    "zh": {"pass": "通过", "fault": "有错", "person": "需人工判断"},
    "en": {"pass": "pass", "fault": "fault", "person": "a person is needed"},
}
_HEADS: dict[Side, tuple[str, ...]] = {
    "zh": ("行", "结论", "中文", "英文", "规则", "建议"),
    "en": ("line", "verdict", "Chinese", "English", "rule", "proposal"),
}
_WIDTHS = (6, 19, 24, 36, 28, 30)


class Checked(NamedTuple):
    """A row of a file and what the checker says of it."""

    name: str
    row: Row
    verdict: Verdict


def render(form: str, checked: Iterable[Checked], lang: Side) -> Iterator[bytes]:
    """Give the output piece by piece."""
    for piece in _RENDERERS[form](checked, lang):
        yield piece.encode("utf-8", errors="replace")


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict in the form of the command and of the API."""
    return {
        "verdict": verdict.state,
        "findings": [
            {
                "rule": finding.rule,
                "type": finding.kind,
                "side": finding.side,
                "start": finding.start,
                "end": finding.end,
                "proof": finding.is_proof,
                "reason_zh": finding.reason_zh,
                "reason_en": finding.reason_en,
                "source": finding.source,
                "proposal": finding.proposal,
            }
            for finding in verdict.findings
        ],
    }


def _full(one: Checked) -> str:
    where = {"file": one.name, "line": one.row.number, "zh": one.row.zh, "en": one.row.en}
    return json.dumps(where | as_json(one.verdict), ensure_ascii=False)


def _json_lines(checked: Iterable[Checked], _lang: Side) -> Iterator[str]:
    for one in checked:
        yield f"{_full(one)}\n"


def _json(checked: Iterable[Checked], _lang: Side) -> Iterator[str]:
    before = "[\n"
    for one in checked:
        yield f"{before}{_full(one)}"
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _text(checked: Iterable[Checked], lang: Side) -> Iterator[str]:
    counts: dict[State, int] = {"pass": 0, "fault": 0, "person": 0}
    for one in checked:
        counts[one.verdict.state] += 1
        where = f"{one.name}:{one.row.number}"
        yield f"{where}: {_STATES[lang][one.verdict.state]}: {one.row.zh} | {one.row.en}\n"
        for finding in one.verdict.findings:
            yield f"    {_line(finding, lang)}\n"
    yield "; ".join(f"{_STATES[lang][state]} {number}" for state, number in counts.items()) + "\n"


def _line(finding: Finding, lang: Side) -> str:
    reason = finding.reason_zh if lang == "zh" else finding.reason_en
    mark = "!" if finding.is_proof else "?"
    return f"{mark} {finding.rule} {finding.side} {finding.start}-{finding.end}: {reason} [{in_words(finding.source, lang)}]"


def _table(checked: Iterable[Checked], lang: Side) -> Iterator[str]:
    yield _cells(_HEADS[lang])
    for one in checked:
        proofs = [f for f in one.verdict.findings if f.is_proof]
        first = next(iter(proofs or one.verdict.findings), None)
        yield _cells(
            (
                str(one.row.number),
                _STATES[lang][one.verdict.state],
                one.row.zh,
                one.row.en,
                first.rule if first else "",
                first.proposal if first else "",
            )
        )


def _cells(cells: Iterable[str]) -> str:
    fitted = (_fitted(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return "  ".join(fitted).rstrip() + "\n"


def _fitted(text: str, width: int) -> str:
    """Fill or cut to a width in columns; a wide character takes two."""
    shown, used = "", 0
    for char in " ".join(text.split()):
        columns = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + columns > width:
            break
        shown, used = shown + (char if char.isprintable() else "�"), used + columns
    return shown + " " * (width - used)


_RENDERERS = {"text": _text, "table": _table, "json": _json, "jsonl": _json_lines}
