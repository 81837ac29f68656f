"""Marks runs of the other language within a text, so that each is read aloud in its own voice."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+(?=<)|^[^<>]+(?=<|$)")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_OTHER = {
    "en": (re.compile(rf"[{_HAN}](?:[{_HAN}\u3001-\u3011\uff01-\uff1f]*[{_HAN}])?"), "zh-Hans"),
    "zh": (
        re.compile(r"[A-Za-z][A-Za-z'’.-]+(?: (?:of|the|and|for|in|to|[A-Za-z][A-Za-z'’-]+))+"),
        "en",
    ),
}
"""For each language the runs of the other one, and its tag."""


def with_tongues(shown: Markup, lang: str) -> Markup:
    """Give HTML made here with each run of the other language marked, so that it is read in its own voice.

    In English that is every run of Chinese characters; in Chinese two or more English words, for a single
    one is mostly a name or a letter word that Chinese readers say as it stands.
    """
    run, tag = _OTHER[lang]

    def mark(hit: re.Match[str]) -> str:
        return run.sub(lambda words: f'<span lang="{tag}">{words[0]}</span>', hit[0])

    return Markup(_BETWEEN_TAGS.sub(mark, str(shown)))  # noqa: S704 - spans alone are added to what was escaped


def tongued(text: str | Markup, lang: str) -> Markup:
    """Give a line of text in a language with each run of the other one marked."""
    return with_tongues(escape(text), lang)
