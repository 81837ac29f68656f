"""The sources of a report as its files give them: a number behind each sentence, and the list at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.utils import translation

from plenary.contexts.governance.enums import SourceKind
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.models import Statement, StatementSource
from plenary.kernel.documents.models import Passage
from plenary.shared.characters import plain
from plenary.shared.quotation import quoted

_CODES = {"zh": "zh-hans", "en": "en"}
_LONGEST = {"zh": 44, "en": 100}
"""How much of a passage is quoted; its address leads to the whole."""
_NAMED = {SourceKind.BASIS, SourceKind.RECORD, SourceKind.CITED}
"""The kinds whose document is named: it is another's text, not Plenary's own record."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list: its number, what it says, and where the passage stands."""

    number: int
    text: str
    url: str


class Citations:
    """Numbers the passages of a report in the order in which they are first cited."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._references: dict[int, Reference] = {}

    @property
    def references(self) -> tuple[Reference, ...]:
        """Give the list as far as it has been cited."""
        return tuple(self._references.values())

    def behind(self, statement: Statement) -> str:
        """Give what stands behind a statement: ``[1, 3–5]``; nothing where it has no source."""
        return written(sorted({self._number(each) for each in statement.sources.all()}))

    def _number(self, source: StatementSource) -> int:
        passage = _in_language(source.passage, self.lang)
        if passage.pk not in self._references:
            number = len(self._references) + 1
            text = _text(source.kind, passage, self.lang)
            url = f"{settings.ORIGIN}{passage.get_absolute_url()}"
            self._references[passage.pk] = Reference(number, text, url)
        return self._references[passage.pk].number


def _in_language(passage: Passage, lang: Language) -> Passage:
    """Give the same passage in the file's language, where both texts have it."""
    pair = passage.pair
    return (
        pair
        if pair is not None and passage.document.lang != lang == pair.document.lang
        else passage
    )


def _text(kind: str, passage: Passage, lang: Language) -> str:
    with translation.override(_CODES[lang]):
        word = str(SourceKind(kind).label)
    quote = " ".join(plain(passage.quote).split())
    if len(quote) > _LONGEST[lang]:
        quote = quote[: _LONGEST[lang]].rstrip() + "…"
    title = plain(str(passage.document)) if kind in _NAMED else ""
    if lang == "zh":
        return f"{word}：{quoted(quote)}" + (f"（{title}）" if title else "")
    return f"{word}: {quoted(quote)}" + (f" ({title})" if title else "")


def written(numbers: Sequence[int]) -> str:
    """Write numbers in order short: ``[1, 3–5]``."""
    if not numbers:
        return ""
    runs = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = (str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return f"[{', '.join(parts)}]"
