"""Fields of bodies: a bureau of civil affairs has them in its English name, in the order of the Chinese one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_BODY_ZH = re.compile(r"(?:[局厅部署]|委员会|办公室)$")
_BODY_EN = re.compile(
    r"\b(?:bureau|commission|committee|department|ministry|administration|office|agency|authority)\b",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"\b[A-Z]{3,}\b")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Field:
    zh: str
    en: tuple[re.Pattern[str], ...]
    proposal: str


@cache
def _fields() -> dict[str, _Field]:
    return {
        row["zh"]: _Field(
            row["zh"],
            tuple(re.compile(rf"\b(?:{part})", re.IGNORECASE) for part in row["en"].split(" & ")),
            row["proposal"],
        )
        for row in tables.rows("body_fields")
    }


@cache
def _any_field() -> re.Pattern[str]:
    """Make the pattern of all fields, the longest first; the 民政 in 人民政府 is none."""
    return re.compile(f"(?:{'|'.join(sorted(_fields(), key=len, reverse=True))})(?!府)")


def find(pair: Pair) -> Iterator[Finding]:
    """Find the name of a body without its field, and one whose two fields have changed places.

    A body that goes by its initials is left alone, and so is what is not called a body in English.
    """
    if pair.profile != "organisation" or len(pair.words) < _FEWEST:
        return
    if not _BODY_ZH.search(pair.zh.strip()) or not _BODY_EN.search(pair.en):
        return
    if not pair.en.isupper() and _SHORT_NAME.search(pair.en):
        return
    for hit in _any_field().finditer(pair.zh):
        field = _fields()[hit[0]]
        if not all(part.search(pair.en) for part in field.en):
            yield pair.finding(
                "organisations.field", hit.start(), hit.end(), side="zh", term=field.zh, proposal=field.proposal
            )  # fmt: skip
        elif len(field.en) == _FEWEST:
            yield from _turned_round(pair, field)


def _turned_round(pair: Pair, field: _Field) -> Iterator[Finding]:
    first, second = (part.pattern for part in field.en)
    hit = re.search(rf"{second}\w* and {first}\w*", pair.en, re.IGNORECASE)
    if hit and not re.search(rf"{first}\w* and {second}", pair.en, re.IGNORECASE):
        yield pair.finding("organisations.field-order", *hit.span(), proposal=field.proposal)
