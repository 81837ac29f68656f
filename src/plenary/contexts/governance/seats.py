"""Which place a body is of by its name, and what short names such as 区委 stand for there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from plenary.contexts.governance.names import is_chinese, plain

_PARTY = re.compile(r"^(?:中共|中国共产党|中国人民政治协商会议|政协)")
_CHINESE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|市|自治区|自治州|州|盟))*"
    r"(?P<place>[\u4e00-\u9fff]{1,7}?(?P<level>[区县市州盟旗省]))(?P<what>(?!域|块|际)[\u4e00-\u9fff]{1,30})$"
)
_ENGLISH = re.compile(
    r"(?P<place>(?:[A-Z][\w’'-]+\s+){1,2}(?:District|County|City|Municipal|Prefecture|Province|Provincial))\b"
)
_FORMS = (
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("纪律检查委员会", "纪委"),
    ("人民政府", "政府"),
)
_PLACE = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{0,14}?(?<!城)(?<!社)(?<!园)(?<!景)[区县市州盟旗省]"
    r"|(?:中共|中国共产党)?(?:[\u4e00-\u9fff]{2,7}[省市州盟])?[\u4e00-\u9fff]城区"
)
"""What may stand before a body's name as its place: 城市, 社区, 园区 and 景区 are none, 西城区 is one."""
_KINDS = frozenset(("bureau", "office", "commission", "committee", "department", "authority"))
_SMALL = frozenset(("the", "of", "for", "and"))
_SHORT = re.compile(r"^(?P<level>[区县市州盟旗省])(?P<what>委|政府|人大常委会|人大|政协|纪委)$")


def holds(name: str, part: str) -> bool:
    """Say whether a name holds these characters, in English these whole words one after another."""
    if is_chinese(part):
        return plain(part) in plain(name)
    return f" {' '.join(_words(part))} " in f" {' '.join(_words(name))} "


def _ends_so(name: str, end: str) -> bool:
    """Say whether a name ends with these characters, in English with these whole words, and is longer."""
    if is_chinese(end):
        whole, bare = plain(name), plain(end)
        return len(bare) < len(whole) and whole.endswith(bare)
    words, last = _words(name), _words(end)
    return bool(last) and len(last) < len(words) and words[-len(last) :] == last


def lacks_only_place(name: str, end: str) -> bool:
    """Say whether the end of a name is the name but for its place, or in English for what kind of body it is.

    商务局 of 石景山区商务局 and ``Commerce`` of ``Shijingshan District Bureau of Commerce``; not 安全局 of
    国家安全局, nor ``Affairs`` of ``Office of Foreign Affairs``.
    """
    if not _ends_so(name, end):
        return False
    if is_chinese(end):
        bare = plain(end)
        before = plain(name)[: -len(bare)]
        return bool(_PLACE.fullmatch(before) or _PLACE.fullmatch(before + bare[0]))
    last = _words(end)
    seat = seat_of(name)
    known = {*_KINDS, *_SMALL, *(_words(seat.place) if seat else ())}
    return set(_words(name)[: -len(last)]) <= known and not set(last) <= {*_KINDS, *_SMALL}


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.replace("’", "'").casefold())


class Seat(NamedTuple):
    """A place, and what a body is called in it: 石景山区 and 委."""

    place: str
    what: str


def seat_of(name: str) -> Seat | None:
    """Take a body's name apart into its place and what it is there; None where it names no place.

    中共北京市石景山区委员会 is 委 of 石景山区; ``Foreign Affairs Committee of the CPC Gangcheng
    District Committee`` is of ``Gangcheng District``.
    """
    if not is_chinese(name):
        found = _ENGLISH.search(name.replace("CPC ", ""))
        return Seat(" ".join(found["place"].split()), "") if found else None
    bare = plain(name)
    is_conference = bare.startswith(("中国人民政治协商会议", "政协"))
    found = _CHINESE.match(_PARTY.sub("", bare))
    if found is None:
        return None
    what = found["what"]
    if what == "委员会":
        what = "政协" if is_conference else "委"
    for full, short in _FORMS:
        what = what.replace(full, short)
    return Seat(found["place"], what)


def place_of(names: Iterable[str]) -> str:
    """Give the place that the first of several names tells, "" where none does."""
    return next((seat.place for name in names if (seat := seat_of(name))), "")


def full_seat(short: str, place: str) -> Seat | None:
    """Give what a short name such as 区委 stands for in a text of a place; None for any other name."""
    found = _SHORT.match(plain(short))
    is_there = found is not None and len(place) > 1 and place.endswith(found["level"])
    return Seat(place, found["what"]) if found and is_there else None


def in_full(short: str, place: str) -> str:
    """Give a name with its place where it is short for one there (区委 is 石景山区委), else as it is."""
    seat = full_seat(short, place)
    return f"{seat.place}{seat.what}" if seat else short
