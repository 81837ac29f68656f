"""Where a head of a district, city or county, or a deputy, holds the post: in its people's government."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from plenary.contexts.governance.names import plain
from plenary.contexts.governance.seats import seat_of

_LEVEL = "district|county|city|municipal(?:ity)?|province|prefecture"
_CHINESE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,14}?)(?:常务|代理|执行)?副?(?P<level>[区县市省州])长"
)
_MAYOR = re.compile(
    rf"(?:(?:executive|acting|standing|first)\s+)*(?:(?:deputy|vice)[\s-]+)?"
    rf"(?:(?:(?P<level>{_LEVEL})\s+)?(?:mayor|governor)(?:\s+of\s+(?:the\s+)?(?P<place>[^,]+))?"
    rf"|(?:head|chief)\s+of\s+(?:the\s+)?(?P<there>(?:[\w’'-]+\s+){{0,2}}(?:{_LEVEL})))",
    re.IGNORECASE,
)
_STANDING = re.compile(
    rf".*\bStanding\s+Committee\s+of\s+the\s+(?:CPC\s+)?(?P<place>(?:[\w’'-]+\s+){{0,2}}(?:{_LEVEL}))"
    r"\s+(?:Party\s+)?Committee",
    re.IGNORECASE,
)
_PLAIN_LEVEL = re.compile(_LEVEL, re.IGNORECASE)


class Office(NamedTuple):
    """The kind of body a post is held in (政府 or 委), and of which place; "" where none is said."""

    what: str
    place: str
    level: str


def office_of(post: str) -> Office | None:
    """Say in what a printed post is held by law; None of any other post."""
    flat = " ".join(post.split())
    if chinese := _CHINESE.fullmatch(flat.replace(" ", "")):
        level, named = chinese["level"], chinese["place"]
        return Office("政府", named + level if named and named[-1] != level else named, level)
    if mayor := _MAYOR.fullmatch(flat):
        return _english("政府", mayor["place"] or mayor["there"] or "", mayor["level"] or "")
    if standing := _STANDING.fullmatch(flat):
        return _english("委", standing["place"], "")
    return None


def _english(what: str, named: str, level: str) -> Office:
    is_level = _PLAIN_LEVEL.fullmatch(named) is not None
    return Office(what, "" if is_level else named, level or (named if is_level else ""))


def home_of(
    office: Office, organisations: Mapping[int, tuple[str, ...]], place: str
) -> int | str | None:
    """Find the body of an office by the full names (Chinese, English) of all, in a text of a place.

    Else the name of a new one, where the place is known; a text of another level tells no place.
    """
    where = office.place or _place_of_level(office.level, place)
    if not where:
        return None
    found = [
        pk
        for pk, (zh, en, *_more) in organisations.items()
        if _is(office.what, zh, en) and plain(where) in _places(zh, en)
    ]
    return found[0] if len(found) == 1 else _new(office.what, where)


def _place_of_level(level: str, place: str) -> str:
    return place if plain(place).endswith(plain(level)) else ""


def _is(what: str, zh: str, en: str) -> bool:
    if zh and (seat := seat_of(zh)):
        return seat.what == what
    pattern = r"\bGovernment$|\bGovernment of\b" if what == "政府" else r"^CPC\b.*\bCommittee$"
    return not zh and re.search(pattern, en) is not None


def _places(zh: str, en: str) -> set[str]:
    return {plain(seat.place) for name in (zh, en) if name and (seat := seat_of(name))}


def _new(what: str, where: str) -> str:
    if seat_of(f"{where}政府"):
        return f"{where}政府"
    return f"People's Government of {where}" if what == "政府" else f"CPC {where} Committee"
