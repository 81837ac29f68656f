"""The small change of report prose: dates, ordinals, and several points made one sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

DIGITS = "零一二三四五六七八九"
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
UNTRANSLATED = {"zh": "［尚未翻译］", "en": "[not translated yet]"}
"""Stands where one of several points exists in the other language only."""

_TEN = 10
_HUNDRED = 100
_END = "。；;.．，,、 \n\t　"
_INNER = {"zh": re.compile(r"[。；！？\n]"), "en": re.compile(r"[;!?\n]|\.\s")}
_COUNTED = {
    "zh": re.compile(r"一是|第一[，、]|首先"),
    "en": re.compile(r"\bfirst(ly)?,", re.IGNORECASE),
}
_HAN = re.compile("[\u3400-\u9fff]")
"""What is quoted in Chinese in an English sentence ends as Chinese does."""
_PLAIN_START = re.compile(
    r"(?:[A-Z][a-z]+ed|Held|Built|Met|Set|Made|Began|Took|Sent|Gave|Won|Led|Ran|Put|Brought|Drew|"
    r"Wrote|Chose|Kept|Bought|Taught|Spoke|The|A|An|All|Both|Some|Work|We|Our|This|These)\s+[^A-Z]"
)


def date_zh(day: dt.date) -> str:
    """Write 2025年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_en(day: dt.date) -> str:
    """Write 30 June 2025."""
    return f"{day.day} {day:%B} {day.year}"


def number_zh(n: int) -> str:
    """Write 1 to 99 as 一, 十, 十一, 二十三; other numbers in digits."""
    if not 0 < n < _HUNDRED:
        return str(n)
    tens, ones = divmod(n, _TEN)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def ordinal_en(n: int) -> str:
    """Write first to twelfth, then 13th, 21st and so on."""
    if n <= len(ORDINALS):
        return ORDINALS[n - 1]
    teens = n % _HUNDRED in {11, 12, 13}
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % _TEN, 'th')}"


def sentence(text: str, lang: str) -> str:
    """Close a text with its full stop; a text without words stays empty."""
    bare = clause(text)
    if not bare or bare[-1] in "。！？.!?”’)）":
        return bare if not bare or bare[-1] not in ")）" else bare + _stop(lang)
    return bare + _stop("zh" if _HAN.match(bare[-1]) else lang)


def clause(text: str) -> str:
    """Take off the spaces and points around a text, but not what closes a question or quotation."""
    return text.strip().rstrip(_END)


def points(texts: Sequence[str], lang: str) -> str:
    """Make several points one sentence: 一是…；二是…。 or First, …; second, ….

    A single point stands as it was written, with a capital. Points that hold several sentences are parted by full
    stops; points that count themselves are not counted again.
    """
    bare = [clause(text) for text in texts if clause(text)]
    if not bare:
        return ""
    if len(bare) == 1:
        return sentence(capital(bare[0]), lang)
    if any(_COUNTED[lang].search(text) for text in bare):
        return _glue(lang).join(sentence(capital(text), lang) for text in bare)
    counted = [_counted(n, text, lang) for n, text in enumerate(bare, start=1)]
    if any(_INNER[lang].search(text) for text in bare):
        return _glue(lang).join(sentence(capital(text), lang) for text in counted)
    comma = "；" if lang == "zh" else "; "
    return sentence(capital(comma.join(counted)), lang)


def _counted(n: int, text: str, lang: str) -> str:
    if lang == "zh":
        return f"{number_zh(n)}是{text}"
    return f"{ordinal_en(n)}, {_lowered(text)}"


def _lowered(text: str) -> str:
    """Write the first letter small where it surely begins no name."""
    return text[0].lower() + text[1:] if _PLAIN_START.match(text) else text


def capital(text: str) -> str:
    """Write the first letter large."""
    return text[:1].upper() + text[1:]


def _glue(lang: str) -> str:
    return "" if lang == "zh" else " "


def _stop(lang: str) -> str:
    return "。" if lang == "zh" else "."
