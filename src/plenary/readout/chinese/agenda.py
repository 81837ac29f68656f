"""Reads what a meeting studied, heard, reviewed, approved or discussed."""

from __future__ import annotations

import re
from bisect import bisect_left

from plenary.readout.chinese.frames import frame_of
from plenary.readout.chinese.passages import Clause, Passage, sentences
from plenary.readout.chinese.verbs import head_of
from plenary.readout.draft import AgendaItem, AgendaKind, Span

_VERB = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}(?=传达)|[^，《]{0,30}?(?:会议|会上|大会|座谈会|全会|常委会|主席会|小组|委员会|政治局))??(?:\d{1,2}日|上午|下午)?"
    r"(?:还|并|又|也|分别|集体|专题|认真|深入(?!学习贯彻)|书面|一致|首先|审查|重点|专门|再次|第一时间)*"
    r"(?:(?:就|围绕|对)[^，]{2,60}?(?=听取|讨论))?"
    r"(?P<verb>传达学习贯彻|传达学习|传达贯彻|学习传达贯彻|学习传达|学习贯彻落实|学习贯彻|学习领会|传达|学习|听取并审议|听取和审议|听取和讨论|听取并讨论|听取审议|听取|"
    r"审议并原则通过|审议并通过|审议通过|审议原则通过|审议批准|审议和通过|审议并同意|审议讨论|审议|审查批准|审定|审阅|讨论并原则通过|讨论并通过|讨论通过|讨论审议|讨论|"
    r"表决通过|表决|原则通过|通过|批准|同意|研究审议并通过|研究审议|研究讨论|研究部署|研究|分析研究|分析|通报)"
    r"(?P<past>了)?(?P<item>.{4,})$"
)
_NO_ITEM = re.compile(
    r"^(?:其他|其它|有关|相关)(?:有关|相关|人事)?(?:事项|议题|事宜)|^(?:会|中(?![央共国心办宣组纪华外])|后|时|和|并|的|，|视频|表决|决定|制定|出台|实践|活动|教育|型)"
)
_GIVEN = re.compile(
    r"^(?:会上|会议上)?(?P<item>(?!分别|就)[^，。]{2,60}?(?:就|围绕|作了?关于|对)[^，。]{2,80}?(?:作了?)?(?:汇报|工作报告|说明))$"
)
_REPORTED = re.compile(r"汇报了(?P<item>[^，。]{4,80})$")
_BOOK_JOINT = re.compile(
    r"(?P<end>》(?:（(?!以下|简称)[^）]{1,10}）)?(?:的(?:决定|决议|议案|请示|报告|汇报|说明|意见|通知))?)"
    r"(?:（(?:以下)?简称[^）]{1,40}）)?(?:、|和|及|以及|与)?(?=[^、，和及]{0,16}《)"
)
_DOCUMENT = (
    r"(?:法|法案|条例|草案|修正案|决定|决议|办法|规则|规定|细则|名单|方案|规划|纲要|要点|清单|议案|任免案)"
    r"(?:（[^）]{1,12}）)?"
)
_DOCUMENTS = re.compile(
    rf"[^、，和]{{2,24}}?{_DOCUMENT}(?:(?:、|和)[^、，和]{{2,24}}?{_DOCUMENT})+$"
)
_A_DOCUMENT = re.compile(rf"{_DOCUMENT}$")
_SPOKE = re.compile(r"并(?:发表|作)?[^，并]{0,6}讲话$")
_ELSEWHERE = re.compile(r"(?:此前|会前|会后|闭幕会后|会议结束后|会议期间)")
_BOOK_TAIL = re.compile(
    r"(?<=》)(?:（(?:以下)?简称[^）]{1,40}）)?(?:等)?(?:\d+|[一二两三四五六七八九十]+)?(?:个|份|部|件|项)?(?:文件|法律草案|条例|报告|材料|方案)*$"
)
_ABOUT_JOINT = re.compile(r"(?:、|和|及|以及)(?=关于)")
_OUTLOOK = re.compile(r"(?:形势|经济运行|经济工作)")
_KINDS: tuple[tuple[str, AgendaKind], ...] = (
    ("讨论", "discuss"),
    ("听取", "hear"),
    ("通过", "approve"),
    ("批准", "approve"),
    ("同意", "approve"),
    ("审定", "approve"),
    ("表决", "approve"),
    ("审", "review"),
    ("通报", "notify"),
    ("分析", "discuss"),
)
_ALIKE = 0.6
_RECENT = 60
_SHORTEST = 3


def agenda_of(passages: list[Passage], taken: list[Span]) -> list[AgendaItem]:
    """Read the agenda; what is a directive (``taken``) is no agenda item."""
    items: list[AgendaItem] = []
    for part in passages:
        for sentence in sentences(part.text):
            _read(part, sentence, taken, items)
    return items


def _read(
    part: Passage, sentence: list[Clause], taken: list[Span], items: list[AgendaItem]
) -> None:
    before = ""
    kind: AgendaKind = "other"
    first = part.text[sentence[0].start : sentence[0].end]
    if frame_of(first) or _ELSEWHERE.match(first):
        return
    for clause in sentence:
        words = part.text[clause.start : min(clause.end, clause.start + 700)]
        found = _VERB.match(words)
        if _is_taken(part, clause, taken):
            before = "directive"
        elif (
            found
            and not _NO_ITEM.match(found["item"])
            and not found["item"].endswith("介绍")
            and _is_of_the_meeting(words, found, before)
        ):
            kind = _kind(found["verb"], found["item"])
            _add(part, clause.start + found.start("item"), kind, items, clause)
            before = "agenda"
        elif before == "agenda" and _A_DOCUMENT.search(words) and _lists(words):
            _add(part, clause.start, kind, items, clause)
        else:
            _reported(part, clause, words, items)


def _lists(words: str) -> bool:
    return words.startswith(("修订", "修改")) or head_of(words) is None


def _is_of_the_meeting(words: str, found: re.Match[str], before: str) -> bool:
    """Whether the meeting did it: not what follows a demand or stands in the future."""
    return before != "directive" and not re.match(
        r".{0,6}(?:要|应|必须)", words[: found.start("verb")]
    )


def _is_taken(part: Passage, clause: Clause, taken: list[Span]) -> bool:
    here = part.span(clause.start, clause.end)
    after = bisect_left(taken, here.end, key=lambda span: span.start)
    return after > 0 and taken[after - 1].end > here.start


def _reported(part: Passage, clause: Clause, words: str, items: list[AgendaItem]) -> None:
    for pattern in (_GIVEN, _REPORTED):
        found = pattern.search(words)
        if found:
            begin = clause.start + found.start("item")
            _append(part, begin, clause.start + found.end("item"), "hear", items)
            return


def _kind(verb: str, item: str) -> AgendaKind:
    for sign, kind in _KINDS:
        if sign in verb:
            return kind
    return (
        "discuss"
        if verb.startswith("研究") and _OUTLOOK.search(item[-8:]) and "分析" in verb
        else "study"
    )


def _add(
    part: Passage, start: int, kind: AgendaKind, items: list[AgendaItem], clause: Clause
) -> None:
    words = part.text[start : clause.end]
    spoke = _SPOKE.search(words, max(0, len(words) - 16))
    stop = start + spoke.start() if spoke else clause.end
    for begin, end in _split(part.text, start, stop):
        _append(part, begin, end, kind, items)


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part several documents in one object: by their book marks, or by 关于."""
    words = text[start:end]
    if "《" in words:
        tail = _BOOK_TAIL.search(words)
        end = start + tail.start() if tail else end
    joints = _joints(text[start:end])
    begins = [start, *[start + after for _, after in joints]]
    ends = [*[start + before for before, _ in joints], end]
    return list(zip(begins, ends, strict=True))


def _joints(words: str) -> list[tuple[int, int]]:
    """Find where one document ends and the next begins."""
    if "《" in words:
        return [(joint.end("end"), joint.end()) for joint in _BOOK_JOINT.finditer(words)]
    if words.startswith("关于"):
        return [joint.span() for joint in _ABOUT_JOINT.finditer(words)]
    if _DOCUMENTS.match(words):
        return [joint.span() for joint in re.finditer("[、和]", words)]
    return []


def _append(part: Passage, start: int, end: int, kind: AgendaKind, items: list[AgendaItem]) -> None:
    if end - start < _SHORTEST:
        return
    item = AgendaItem(kind, part.found(start, end))
    for known in items[-_RECENT:]:
        if known.kind == kind and _same(known.item.text, item.item.text):
            return
    items.append(item)


def _same(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return "《" not in one + other and _likeness(one, other) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    a = {one[i : i + 2] for i in range(len(one) - 1)}
    b = {other[i : i + 2] for i in range(len(other) - 1)}
    return len(a & b) / max(1, len(a | b))
