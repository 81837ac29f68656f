"""How names of bodies, posts and persons are compared: what differs only in writing is the same."""

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
    r"^(?P<home>.{2,}?)(?P<title>(?:党组|常务|代理|执行)?(?:副)?"
    r"(?:书记|主任|区长|市长|县长|省长|州长|镇长|乡长|局长|部长|厅长|处长|科长|司长|组长|会长|院长|校长|行长|主席|"
    r"秘书长|理事长|董事长|总经理|检察长|总裁|巡视员|委员|常委|成员|馆长|台长|所长|站长))$"
)


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
