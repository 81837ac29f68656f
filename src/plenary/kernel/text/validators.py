"""Refuses state secrets by their markings, before anything is stored.

Law on Guarding State Secrets, Implementing Regulation, Art. 41: no state secret on a system that is
not made for it. The exact markings of a paper (GB/T 9704) are looked for; the words in running text
pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.shared.characters import is_plain, plain
from plenary.shared.errors import Refused

REFUSAL = _(
    "This carries a secrecy marking (“%(marking)s”). State secrets must not be entered here; nothing was stored."
)

LONGEST_REASON = 500
"""How many characters of a reason are kept, unless its record says otherwise."""

_HEAD = 20
_LONGEST_LINE = 60
_CLASS = r"(?:[秘祕机機][ \t]{0,4}密|[绝絕][ \t]{0,4}密)"
_TERM = r"(?:\d{1,2}\s*年|[一二三四五六七八九十]{1,3}年|长期|\d{1,2}\s*个月)"
_URGENCY = r"(?:特\s*急|加\s*急|平\s*急|特\s*提)"
_OPEN, _CLOSE = r"[\[【〔(<《「*#_\s]*", r"[\]】〕)>》」*#_\s]*"
_EN_CLASS = r"(?:(?:cosmic|nato|eu|uk|us)\s+)?(?:top[\s-]{1,3}secret|secret|confidential)"

_BETWEEN = r"[\s\[\]【】〔〕()（）<>《》「」*_-]{0,6}"
_STARRED = re.compile(rf"[秘祕机機绝絕]\s{{0,6}}密{_BETWEEN}[★☆⭐✩✭✮✯⋆]")
_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:TOP[ \t_-]{1,3}SECRET(?![A-Za-z])|SECRET\s?//|CONFIDENTIAL\s?//)|\((?:TS|S|C)//[A-Z]"
)
_COPY = r"(?:(?:№|No\.?|份号[::]?)\s*)?\d{6}"
_NUMBERED = re.compile(
    rf"{_COPY}\s*{_OPEN}{_CLASS}{_CLOSE}(?:{_TERM})?\s*(?:{_URGENCY})?", re.IGNORECASE
)
_COPY_LINE = re.compile(_COPY, re.IGNORECASE)
_ALONE = re.compile(
    rf"{_OPEN}(?:密\s*级\s*[::]\s*)?{_CLASS}{_CLOSE}[·・,、]?\s*(?:{_TERM})?\s*(?:{_URGENCY})?{_CLOSE}"
)
_ALONE_EN = re.compile(
    rf"{_OPEN}(?:(?:security\s+)?classifi(?:cation|ed)\s*:\s*)?{_EN_CLASS}{_CLOSE}", re.IGNORECASE
)
_IN_NAME = re.compile(rf"(?:^|[\[【〔(\s._-]){_CLASS}(?:$|[\]】〕)\s._-]|{_TERM})")
_IN_NAME_EN = re.compile(
    r"(?:^|[\[(._-])\s*top[\s_-]{0,3}secret\s*(?:$|[\])._-])"
    r"|(?:^|[\[(])(?:secret|confidential)(?:$|[\])])",
    re.IGNORECASE,
)
_KEEP_WITH_CARE = re.compile(r"内部(?:资料|文件|材料)[\s,。.!★·]{0,6}(?:请)?(?:注意|妥善)保[存管]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NO_WIDTH = dict.fromkeys(
    [
        *(0x00AD, 0x034F, 0x180E, 0xFEFF),
        *range(0x0300, 0x0370),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)
"""What shows nothing, or only a mark upon the character before, and could part a marking."""
_UNPLAIN = re.compile(f"[{''.join(map(re.escape, map(chr, [*_WIDE, *_NO_WIDTH])))}]")
_WORDS = re.compile(r"[秘祕机機绝絕]\s*密|secret|confide|[(](?:TS|S|C)//[A-Z]", re.IGNORECASE)


def refuse_secrecy(*texts: str) -> None:
    """Raise ``Refused`` where one of the texts carries a secrecy marking in its exact form.

    秘密★ 机密★ 绝密★ with or without spaces and a term; a class alone on a line at the head of a
    paper or beside a copy number; TOP SECRET, SECRET//, CONFIDENTIAL alone on a line. An image
    cannot be judged; ``warnings`` says so.
    """
    for text in texts:
        if found := next(_markings(_plain(text)), None):
            raise Refused(REFUSAL % {"marking": found.strip()[:40]})


def need_reason(
    text: str, *, field: str = "reason", most: int = LONGEST_REASON, missing: Any = None
) -> str:
    """Give a reason without its edges; refused where there is none, one too long, or with a secrecy marking.

    ``missing`` is the sentence where there is none; ``most`` how many characters its record keeps.
    """
    refuse_secrecy(text)
    kept = text.strip().replace("\r\n", "\n")
    if not kept:
        sentence = missing or _("Say why: the reason is kept with the change.")
        raise Refused(sentence, fields={field: sentence})
    need_no_longer(kept, field=field, most=most)
    return kept


def need_no_longer(text: str, *, field: str, most: int = LONGEST_REASON) -> None:
    """Refuse words of which the record keeps no more than so many characters."""
    if len(text) > most:
        sentence = _(
            "This has %(length)d characters, and %(most)d are kept: say it more shortly."
        ) % {"length": len(text), "most": most}
        raise Refused(sentence, fields={field: sentence})


def may_be_marked(text: str) -> bool:
    """Say quickly whether a text holds words that ``refuse_secrecy`` might refuse; it misses none of them."""
    is_shown = is_plain(text) and not _UNPLAIN.search(text)
    shown = text if is_shown else _plain(plain(text))
    return bool(_WORDS.search(shown))


def refuse_secret_name(name: str) -> None:
    """Raise ``Refused`` where a file's name carries a secrecy marking."""
    plain = _plain(name)
    stem = plain.rpartition(".")[0] or plain
    refuse_secrecy(plain, stem, stem.replace("_", " "))
    if found := _IN_NAME.search(stem) or _IN_NAME_EN.search(stem):
        raise Refused(REFUSAL % {"marking": found[0].strip(" ._-")})


def warnings(text: str = "", *, media_type: str = "") -> list[Any]:
    """Give what a person should be told before they go on; nothing of it is a refusal."""
    told = []
    if _KEEP_WITH_CARE.search(_plain(text)):
        told.append(
            _("This paper is marked “internal, keep with care”. Check that it may be held here.")
        )
    if media_type.startswith("image/"):
        told.append(
            _("Plenary cannot read a picture: check yourself that it carries no secrecy marking.")
        )
    return told


def _plain(text: str) -> str:
    return text.translate(_WIDE | _NO_WIDTH)


def _markings(text: str) -> Iterator[str]:
    for pattern in (_STARRED, _ENGLISH):
        if hit := pattern.search(text):
            yield hit[0]
    yield from _marking_lines(text)


def _marking_lines(text: str) -> Iterator[str]:
    """Give the lines that are a marking and nothing else."""
    place = 0
    before = ""
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        place += 1
        if len(line) <= _LONGEST_LINE and _is_marking(line, before, is_head=place <= _HEAD):
            yield line
        before = line


def _is_marking(line: str, before: str, *, is_head: bool) -> bool:
    if _NUMBERED.fullmatch(line) or (_ALONE_EN.fullmatch(line) and (is_head or line.isupper())):
        return True
    return bool(_ALONE.fullmatch(line)) and (is_head or bool(_COPY_LINE.fullmatch(before)))
