"""What the checkers say of the two-language fields of a record, each remark with its field: for answers and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from plenary.kernel.text import checks
from plenary.kernel.text.checks import Finding
from plenary.kernel.text.middleware import pairs_of
from plenary.kernel.text.profiles import RUNNING_TEXT, profile_of
from plenary.shared import clock

LONGEST = 20_000
"""Characters of a side that are looked at."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the field that it is about and the words there."""

    field: str
    finding: Finding
    quote: str

    def to_json(self) -> dict[str, Any]:
        """Give it as the API does."""
        found = self.finding
        return {
            "field": self.field,
            "rule": found.rule,
            "start": found.start,
            "end": found.end,
            "proof": found.is_proof,
            "reason_zh": found.message_zh,
            "reason_en": found.message_en,
            "source": found.source,
            "proposal": found.proposal,
        }


def of_pair(
    zh: str, en: str, *, profile: str = RUNNING_TEXT, on: dt.date | None = None, stem: str = ""
) -> list[Remark]:
    """Give what is found in both sides of a field by the rules of its kind and day, today unless given."""
    texts = {"zh": zh.strip()[:LONGEST], "en": en.strip()[:LONGEST]}
    if not all(texts.values()):
        return []
    return [
        Remark(
            f"{stem}_{found.side}" if stem else "",
            found,
            texts[found.side][found.start : found.end],
        )
        for found in checks.check(texts["zh"], texts["en"], "en", profile, on or clock.today())
    ]


def on_record(texts: Mapping[str, Any], *, label: str = "") -> list[Remark]:
    """Give what is found in every field of a record, by the record's label, that has both sides."""
    return [
        remark
        for stem in _stems(texts)
        for remark in of_pair(
            texts[f"{stem}_zh"], texts[f"{stem}_en"], profile=profile_of(label, stem), stem=stem
        )
    ]


def remarks_on_sent(sent: QueryDict) -> list[Remark]:
    """Give what is found in the two-language fields of a form that was sent, by the rules that it names."""
    return [
        remark
        for pair in pairs_of(sent)
        for remark in of_pair(pair.zh, pair.en, profile=pair.profile, on=pair.on)
    ]


def _stems(texts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in texts.items():
        stem, divider, side = name.rpartition("_")
        sides = value, texts.get(f"{stem}_zh")
        if divider and side == "en" and all(isinstance(text, str) for text in sides):
            yield stem
