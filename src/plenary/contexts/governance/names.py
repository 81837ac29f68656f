"""How names of bodies, posts and persons are compared: in their writing, and as short forms."""

from __future__ import annotations

import re
import unicodedata

_NOT_NAME = re.compile(r"[\s\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SMALL_WORDS = re.compile(r"\b(?:the|of|and|for|on|in|to)\b")
_ENGLISH_POST = re.compile(
    r"^(?P<title>.+?)\s+(?:of|at|to)\s+(?:the\s+)?(?P<home>[A-Z].+)$", re.DOTALL
)
_CHINESE_POST = re.compile(
    r"^(?!(?:党组|常务|代理|执行)副?[区市县省州镇乡]长$)(?P<home>.{2,}?)(?P<title>(?:党组|常务|代理|执行)?(?:副)?"
    r"(?:书记|主任|区长|市长|县长|省长|州长|镇长|乡长|局长|部长|厅长|处长|科长|司长|组长|会长|院长|校长|行长|主席|"
    r"秘书长|理事长|董事长|总经理|检察长|总裁|巡视员|委员|常委|成员|馆长|台长|所长|站长))$"
)

_GENERIC = re.compile(
    r"中共|中国共产党|委员会|工作|领导|协调|小组|全体|会议|机构"
    r"|committee|commission|council|leading|working|group|board|office|meeting"
)
"""What is no name by itself: every second body is a committee or a leading group."""
_LEAST_OWN = 2
"""Characters that a short form must have of its own, apart from ``_GENERIC``."""
_OF = re.compile(r"\s+(?:of|for|under)\s+", re.IGNORECASE)


def plain(name: str) -> str:
    """Give a name without case, width, accents, blanks, signs and small words, to compare by."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("'s", "s")
    return _NOT_NAME.sub("", folded if _HAN.search(folded) else _SMALL_WORDS.sub(" ", folded))


def is_chinese(name: str) -> bool:
    """Say whether a name is written in Chinese characters."""
    return bool(_HAN.search(name))


def title_and_home(post: str) -> tuple[str, str]:
    """Take a printed post apart: its title and the organisation it is held in, "" where none is said.

    ``Director of the Harbour Office`` gives ``Director`` and ``Harbour Office``; ``港口办主任`` gives
    ``主任`` and ``港口办``.
    """
    flat = " ".join(post.split())
    pattern = _CHINESE_POST if is_chinese(flat) else _ENGLISH_POST
    found = pattern.match(flat.replace(" ", "") if is_chinese(flat) else flat)
    return (found["title"], found["home"]) if found else (flat, "")


def is_short_form(short: str, full: str) -> bool:
    """Say whether one printed name is a short form of another of the same body.

    In Chinese the full name ends with it: 区委外事工作委员会 of 中共某市某区委外事工作委员会. In English
    it holds the full name's head, and no word that the full name has not: ``Gangcheng Foreign Affairs
    Committee`` of ``Foreign Affairs Committee of the CPC Gangcheng District Committee``. A generic
    word alone (领导小组, ``the Committee``) is a short form of nothing.
    """
    bare, whole = plain(short), plain(full)
    if not bare or bare == whole or is_chinese(bare) != is_chinese(whole):
        return False
    if is_chinese(bare):
        return whole.endswith(bare) and len(_GENERIC.sub("", bare)) >= _LEAST_OWN
    head = plain(_OF.split(full.strip(), maxsplit=1)[0])
    words, known = _words(short), _words(full)
    return (
        head in bare
        and len(_GENERIC.sub("", head)) >= _LEAST_OWN
        and len(words) < len(known)
        and words <= known
    )


def is_named_beside(short: str, full: str, text: str) -> bool:
    """Say whether a text gives a name's short form in brackets behind it: 全称（以下简称“简称”）."""
    if not short.strip() or not full.strip():
        return False
    pattern = (
        _loose(full)
        + r"\s*[（(](?:[^（()）]{0,30}?(?:简称|referred to as|known as)[：:]?\s*)?(?:the\s+)?"
        + r"[“\"‘']?"
        + _loose(short)
        + r"[”\"’']?[)）]"
    )
    return re.search(pattern, text, re.IGNORECASE) is not None


def _loose(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _words(name: str) -> set[str]:
    return {bare for word in name.split() if (bare := plain(word))}
