"""The sources of a report as its files give them: a number behind each sentence, and the list at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2,}")
_NUMBERED = re.compile(r"\d+ ")
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

    def __init__(self, lang: Language, titles: Mapping[int, str] | None = None) -> None:
        """Begin a list in a language; ``titles`` are those of documents in the other one."""
        self.lang = lang
        self._titles = titles or {}
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
            text = _text(source.kind, passage, self.lang, self._titles)
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


def _text(kind: str, passage: Passage, lang: Language, titles: Mapping[int, str]) -> str:
    """Say what a source is, what it says and where, in the file's language or marked as in the other."""
    with translation.override(_CODES[lang]):
        word = str(SourceKind(kind).label)
    said = " ".join(plain(passage.quote).split())
    quote = side_of_line(said, lang) if kind == SourceKind.RECORD else said
    if len(quote) > _LONGEST[lang]:
        quote = quote[: _LONGEST[lang]].rstrip() + "…"
    named = plain(titles.get(passage.document_id) or str(passage.document))
    title = _marked(named, lang) if kind in _NAMED else ""
    if lang == "zh":
        return f"{word}：{_marked(quoted(quote), lang)}" + (f"（{title}）" if title else "")
    return f"{word}: {_marked(quoted(quote), lang)}" + (f" ({title})" if title else "")


def side_of_line(line: str, lang: Language) -> str:
    """Give a line of a meeting's record in a language, with its number; whole where that side is missing."""
    numbered = _NUMBERED.match(line)
    zh, bar, en = line[numbered.end() if numbered else 0 :].partition(" | ")
    side = (zh if lang == "zh" else en) if bar else zh
    return f"{numbered[0] if numbered else ''}{side}"


def _marked(text: str, lang: Language) -> str:
    """Say of words in the other language that they are: 《…》（英文）, “…” [in Chinese]."""
    is_chinese = len(_HAN.findall(text)) > len(_LATIN.findall(text))
    if lang == "en" and is_chinese:
        return f"{text} [in Chinese]"
    if lang == "zh" and _LATIN.search(text) and not _HAN.search(text):
        return f"{text}（英文）"
    return text


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
