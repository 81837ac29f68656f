"""A published page as its text tells it: headline, date, source, topics and paragraphs, with the spacing tidied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese.layout import layout_of
from plenary.readout.draft import Found, Lang
from plenary.readout.english.layout import read_layout
from plenary.readout.language import require_words

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff，。；：、！？“”‘’（）《》"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_BULLET = re.compile(r"^[•·●▪◦–—-]\s+")
_NO_HEADLINE = re.compile(r"[：:>|]|[。！？；，.!?;]$")
SHORT = 40
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Published:
    """What a published page says; what it does not say is empty."""

    title: str
    on: str
    """The printed day as ``2025-05-08``."""
    source: str
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]


def published(text: str, lang: Lang) -> Published:
    """Read the text of a published page, whatever it is about.

    Double spaces, full-width and half-width spaces side by side, spaces between Chinese characters,
    lines broken by hand, empty lines and a headline that is repeated are tidied. Raises
    ``ReadoutError`` where the text is empty or holds no words.
    """
    require_words(text)
    clean = _UNSEEN.sub("", text).replace("\u3000", " ").replace("\u00a0", " ")
    page = _chinese(clean) if lang == "zh" else _english(clean)
    return _without_repetition(page)


def _english(text: str) -> Published:
    layout = read_layout(text)
    return Published(
        title=_tidy(layout.title.of(text)) if layout.title else "",
        on=_found(layout.date),
        source=_found(layout.source),
        topics=tuple(topic.text for topic in layout.topics),
        paragraphs=tuple(_tidy(place.of(text)) for place in layout.paragraphs),
    )


def _chinese(text: str) -> Published:
    layout = layout_of(text)
    return Published(
        title=_tidy(_found(layout.title)) or _first_line(text),
        on=_found(layout.date),
        source=_found(layout.source),
        topics=tuple(topic.text for topic in layout.topics),
        paragraphs=tuple(_tidy(one.text) for one in layout.passages),
    )


def _first_line(text: str) -> str:
    """Give the first line where it can be a short headline: no label and no sentence."""
    first = next((line for line in map(_tidy, text.splitlines()) if line), "")
    return "" if len(first) > SHORT or _NO_HEADLINE.search(first) else first


def _found(value: Found | None) -> str:
    return value.text if value else ""


def _tidy(text: str) -> str:
    line = _BETWEEN_HAN.sub("", " ".join(text.split()))
    return _BULLET.sub("- ", line)


def _without_repetition(page: Published) -> Published:
    """Leave the headline out of the paragraphs, and a paragraph that follows itself."""
    kept: list[str] = []
    for paragraph in page.paragraphs:
        if not paragraph or (page.title and _letters(paragraph) == _letters(page.title)):
            continue
        if kept and _letters(kept[-1]) == _letters(paragraph):
            continue
        kept.append(paragraph)
    return Published(page.title, page.on, page.source, page.topics, tuple(kept))


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
