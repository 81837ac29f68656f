"""Decides in which language a text is to be read."""

from __future__ import annotations

import re

from plenary.readout.draft import Lang
from plenary.readout.refusals import refusal

HAN_PER_WORD = 1.6
"""So many Chinese characters say what one English word says."""

_ADDRESS = re.compile(r"https?://[^\s)\]>]{1,2000}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3041-\u30ff]+")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OTHER_LETTERS = re.compile(
    r"[\u0370-\u1fff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufefc]+",
)


def detect(text: str) -> Lang:
    """Tell whether ``text`` is mainly Chinese or mainly English.

    Refused where the text is empty, holds no words at all, or is mainly in other scripts.
    """
    require_words(text)
    return script(text)


def script(text: str) -> Lang:
    """Tell the language of a text that is known to hold words."""
    if not _HAN.search(text):
        return "en"
    bare = _ADDRESS.sub(" ", text)
    han = _letters(_HAN, bare)
    words = len(_LATIN_WORD.findall(bare))
    return "zh" if han > words * HAN_PER_WORD else "en"


def require_words(text: str) -> None:
    """Refuse a text that is empty, holds no words at all, or is mainly in other scripts."""
    if not text.strip():
        raise refusal("empty")
    han, latin = _letters(_HAN, text), _letters(_LATIN_WORD, text)
    kana, other = _letters(_KANA, text), _letters(_OTHER_LETTERS, text)
    if not han + latin + kana + other:
        raise refusal("no-prose")
    if other > latin + han or kana * 4 > han + latin:
        raise refusal("other-language")


def _letters(pattern: re.Pattern[str], text: str) -> int:
    return len("".join(pattern.findall(text)))
