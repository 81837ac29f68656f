"""Units that a clause names beside a known one and that nobody here knows: a doubt, never silence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from plenary.contexts.governance.names import is_chinese, plain

_UNIT = (
    "局|委|办|部|处|室|院|站|所|中心|街道|街道办|镇|乡|公司|集团|联合会|联合社|总会|协会|商会|工会|妇联|"
    "大队|支队|总队|管委会|委员会|办公室|事务所|分局|税务局|海关|银行|学校|大学|医院"
)
_JOINT = r"(?:、|和|以?及|与|会同|联合)"
_ENDS = r"(?=[、，。；：）]|和|以?及|与|会同|联合|等|牵头|负责|配合|共同|具体|分别|要|应|须|需|按|做|协助|参与|组织|落实|$)"
_AFTER = re.compile(rf"{_JOINT}(?P<name>[\u4e00-\u9fff]{{1,14}}?(?:{_UNIT})){_ENDS}")
_BEFORE = re.compile(
    rf"(?:^|[、，。；：（]|要由|应由|须由|由|请|以?及|会同|要求|督促)(?P<name>(?!由|要由)[\u4e00-\u9fff]{{1,14}}?(?:{_UNIT})){_JOINT}$"
)
_ENGLISH_UNIT = (
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|on)\s+(?:the\s+)?)?){1,6}"
    r"(?:Bureau|Office|Department|Commission|Committee|Cent(?:re|er)|Administration|Company|Group|Authority|Subdistrict|Board|Agency))\b"
)
_AFTER_ENGLISH = re.compile(rf"(?:,\s+and|,|\s+and|\s+with)\s+(?:the\s+)?{_ENGLISH_UNIT}")
_BEFORE_ENGLISH = re.compile(rf"{_ENGLISH_UNIT}(?:,\s+and|,|\s+and|\s+with)\s+(?:the\s+)?$")
_NEAR = 120


def unknown_beside(text: str, known: Iterable[str], bare: Container[str]) -> list[str]:
    """Give the units that a clause joins to a known one (甲局、乙办) and that bear no known name.

    ``known`` are the names to look for, ``bare`` every known name as ``plain`` gives it.
    """
    found: dict[int, str] = {}
    for name in known:
        at = text.find(name) if len(name) > 2 else -1  # noqa: PLR2004 - two characters name nothing
        if at < 0:
            continue
        after, before = (_AFTER, _BEFORE) if is_chinese(name) else (_AFTER_ENGLISH, _BEFORE_ENGLISH)
        _go_on(text, at + len(name), after, found)
        _go_back(text, at, before, found)
    names = dict.fromkeys(name.removeprefix("The ") for _at, name in sorted(found.items()))
    return [name for name in names if plain(name) not in bare]


def _go_on(text: str, at: int, joined: re.Pattern[str], found: dict[int, str]) -> None:
    while (match := joined.match(text, at)) is not None:
        found[match.start("name")] = match["name"]
        at = match.end()


def _go_back(text: str, at: int, joined: re.Pattern[str], found: dict[int, str]) -> None:
    while (match := joined.search(text, max(0, at - _NEAR), at)) is not None:
        found[match.start("name")] = match["name"]
        at = match.start("name")
