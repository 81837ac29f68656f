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
_SHORT = re.compile(r"^(?P<level>[区县市州盟旗省])(?P<what>委|政府|人大常委会|人大|政协|纪委)$")


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
