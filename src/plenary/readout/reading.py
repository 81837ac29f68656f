"""The one door of the reader: decides the language and hands the text to its grammar."""

from __future__ import annotations

from typing import Literal

from plenary.readout.chinese import read_chinese
from plenary.readout.draft import Draft, Lang
from plenary.readout.english import read_english
from plenary.readout.language import detect


def read(text: str, *, lang: Literal["auto"] | Lang = "auto") -> Draft:
    """Read a readout into a draft.

    ``text`` is the decoded text with its line ends kept; every span of the draft counts Unicode code
    points of exactly this text. ``lang`` is decided from the text unless given. The same text gives
    the same draft. Raises ``ReadoutError`` where the text is empty or is no prose at all.
    """
    chosen = detect(text) if lang == "auto" else lang
    return read_chinese(text) if chosen == "zh" else read_english(text)
