"""The superior meetings, plans and documents that a text refers to; what the meeting itself adopts is none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.readout.chinese.passages import Passage
from plenary.readout.draft import AgendaItem, Found, Reference, ReferenceKind, Span

PLAN = re.compile(r"“?十[一二三四五六七]五”?(?:规划(?:纲要)?|时期|期间|目标任务)?")
_BOOK = re.compile(r"《[^》]{2,80}》")
_CENTRAL = re.compile(
    r"(?:党的|中共)?(?:十[五六七八九]|二十)(?:届(?:历次全会|[一二三四五六七]中(?:、[一二三四五六七]中)*全会)|大(?!会堂|[以战桥量型力家数]))|"
    r"全国两会|中央(?:经济|外事|城市|农村|民族|统战|政法|人大|人才|金融|财经|军委|区域|教育|文化|周边|社会)[\u4e00-\u9fff]{0,4}工作会议|"
    r"中央(?:全面深化改革|财经|外事工作|国家安全|全面依法治国|网络安全和信息化)委员会(?:第[一二三四五六七八九十]+次)?(?:全体)?会议"
)
_OTHER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:委员会|领导小组)第[一二三四五六七八九十]+次(?:全体)?会议|(?:全国|全省|全市)[\u4e00-\u9fff]{2,12}(?:工作会议|大会)"
)
_LISTED = re.compile(r"[^，。；：！？《》]+会议?精神")
"""A list of meetings whose decisions are passed on: 传达学习甲会议精神、乙会议和丙全会精神."""
_LONGEST_LIST = 300
_PIECE = re.compile(
    r"(?:^|[、和及与])(?P<name>[^、]{4,60}?(?:会议|大会|全会))(?=精神|、|和|以?及|与|$)"
)
_TAKEN_UP = re.compile(
    r"^.*(?:传达|学习|贯彻|落实|领会|执行|研究|通报|按照|根据|对照|结合|把握)(?:好|了)?(?:和|并)?"
)
_UNDATED = re.compile(r"^中共|20\d\d年")
"""What is left out where a meeting or document is named a second time; once is enough."""
_OWN = re.compile(r"本|此次|这次|该|全体会议|全[区县]|会议|大会|全会|上级|有关|相关|各级|其他")
_TABLED = frozenset({"hear", "review", "approve", "discuss"})
_GONE_INTO = re.compile(r"研究(?:部署|讨论|审议)?了?$")
_OF_IT = re.compile(
    r"(?:贯彻|落实|实施|执行|学习|根据|按照|依据|对照)(?:落实|实施|执行)?(?:好|了)?$"
)
_ABOUT_IT = re.compile(
    r"的?(?:贯彻|落实|实施|执行|推进|完成|进展)|的(?:[\u4e00-\u9fff]{0,8})(?:措施|意见|方案|细则|清单|分工)"
)
_NEAR = 16
_SEAT = re.compile(
    r"(?:中共|中国共产党)?(?:[\u4e00-\u9fff]{2,5}?[省市州])?(?P<own>[\u4e00-\u9fff]{1,6}?(?P<level>[区县市州旗省]))委(?!员)"
)
_OWN_PLAN = re.compile(r"(?:[我全本][区县市州旗省镇乡]|镇|乡|街道)的?$")


@dataclass(frozen=True, slots=True)
class Own:
    """Whose meeting it was: its place, the sign of its level (区) and what the body is called in it."""

    place: str = ""
    level: str = ""
    body: str = ""

    def met(self, name: str) -> bool:
        """Say whether a meeting's name is one of the very body that met."""
        if not self.body or self.body not in name:
            return False
        before = name[: name.index(self.body)].removeprefix("中共")
        return before in {"", self.level, f"{self.level}委"} or self.place in before

    def made(self, name: str) -> bool:
        """Say whether a document's name says that it is the place's own."""
        return len(self.place) > 1 and name.startswith((f"《{self.place}", f"《中共{self.place}"))


def references_of(
    passages: list[Passage], agenda: list[AgendaItem], body: Found | None
) -> list[Reference]:
    """Find the superior meetings, plans and documents that a text refers to, each once.

    What the meeting reviewed, heard or adopted itself is no reference, wherever it is named; nor is
    a meeting of the body that met, or a plan or document that names the body's own place.
    """
    own = _own(body)
    tabled = sorted(
        (item.item.span for item in agenda if item.kind in _TABLED), key=lambda span: span.start
    )
    drawn_up = {book for part in passages for book in _tabled_books(part, tabled)}
    found: dict[str, tuple[int, Reference]] = {}
    for part in passages:
        for start, end, kind in _places(part, own, tabled):
            name = part.found(start, end)
            if name.text not in drawn_up and not own.made(name.text):
                reference = Reference(_sort(kind, name.text), name)
                found.setdefault(name.text, (name.span.start, reference))
    dated = {bare for name in found if (bare := _UNDATED.sub("", name)) != name}
    kept = (place for name, place in found.items() if name not in dated)
    return [reference for _, reference in sorted(kept, key=lambda pair: pair[0])]


def _own(body: Found | None) -> Own:
    seat = _SEAT.match(body.text) if body else None
    if body is None:
        return Own()
    if seat is None:
        return Own(body=body.text)
    return Own(seat["own"], seat["level"], body.text[seat.end() :])


def _tabled_books(part: Passage, tabled: list[Span]) -> Iterator[str]:
    """Give the documents that were before the meeting themselves, not the carrying out of them."""
    for book in _BOOK.finditer(part.text):
        before = (part.text, max(0, book.start() - _NEAR), book.start())
        is_tabled = _lies_in(part.span(*book.span()), tabled) or _GONE_INTO.search(*before)
        if is_tabled and not _OF_IT.search(*before) and not _ABOUT_IT.match(part.text, book.end()):
            yield book.group()


def _places(
    part: Passage, own: Own, tabled: list[Span]
) -> Iterator[tuple[int, int, ReferenceKind]]:
    books = [match.span() for match in _BOOK.finditer(part.text)]
    central = [match.span() for match in _CENTRAL.finditer(part.text)]
    certain = sorted([*books, *central])
    passed_on = [place for place in _passed_on(part.text, own) if not _meets(place, certain)]
    taken = sorted([*certain, *passed_on])
    yield from ((a, b, "document") for a, b in books)
    yield from ((a, b, "meeting") for a, b in [*central, *passed_on])
    for match in _OTHER.finditer(part.text):
        start = _past_verbs(part.text, *match.span())
        if not _meets((start, match.end()), taken) and not own.met(part.text[start : match.end()]):
            yield start, match.end(), "meeting"
    for match in PLAN.finditer(part.text):
        is_own = _OWN_PLAN.search(part.text, max(0, match.start() - _NEAR), match.start()) or (
            own.place and part.text.endswith(own.place, 0, match.start())
        )
        if not (
            is_own or _meets(match.span(), books) or _lies_in(part.span(*match.span()), tabled)
        ):
            yield *match.span(), "plan"


def _passed_on(text: str, own: Own) -> Iterator[tuple[int, int]]:
    """Find the meetings whose decisions are passed on, each by its name."""
    for listed in _LISTED.finditer(text):
        is_list = False
        first = max(listed.start(), listed.end() - _LONGEST_LIST)
        for piece in _PIECE.finditer(text[first : listed.end()]):
            begin, end = first + piece.start("name"), first + piece.end("name")
            start = _past_verbs(text, begin, end)
            is_list = is_list or start > begin
            name = text[start:end]
            if is_list and len(name) > 4 and not _OWN.match(name) and not own.met(name):  # noqa: PLR2004
                yield start, end


def _past_verbs(text: str, start: int, end: int) -> int:
    verbs = _TAKEN_UP.match(text[start:end])
    return start + verbs.end() if verbs else start


def _meets(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Say whether a place overlaps one of others that stand in order."""
    after = bisect_left(others, (place[1], 0))
    return any(place[0] < end for _start, end in others[max(0, after - 2) : after])


def _lies_in(span: Span, tabled: list[Span]) -> bool:
    after = bisect_right(tabled, span.start, key=lambda one: one.start)
    return any(span.end <= one.end for one in tabled[max(0, after - 2) : after])


def _sort(kind: ReferenceKind, name: str) -> ReferenceKind:
    return "plan" if kind == "document" and ("规划" in name or "计划" in name) else kind
