"""Reads what a meeting studied, heard, reviewed, approved or discussed."""

from __future__ import annotations

import re
from bisect import bisect_left

from plenary.readout.chinese.frames import frame_of, is_numbered, skip_links
from plenary.readout.chinese.passages import Clause, Passage, sentences
from plenary.readout.chinese.verbs import head_of
from plenary.readout.draft import AgendaItem, AgendaKind, Span

_VERB = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}(?=传达)|[^，《]{0,30}?(?:会议|会上|大会|座谈会|全会|常委会|主席会|小组|委员会|政治局))??(?:\d{1,2}日|上午|下午)?"
    r"(?:还|并|又|也|同时|随后|首先|分别|集体|专题|认真|深入(?!学习贯彻)|书面|一致|首先|审查|重点|专门|再次|第一时间)*"
    r"(?:(?:就|围绕|对)[^，]{2,60}?(?=听取|讨论))?"
    r"(?P<verb>传达学习贯彻|传达学习|传达贯彻|学习传达贯彻|学习传达|学习贯彻落实|学习贯彻|学习研讨|学习讨论|学习领会|传达|学习|听取并审议|听取和审议|听取和讨论|听取并讨论|听取审议|听取|"
    r"审议并原则通过|审议并原则同意|审议原则同意|审议并通过|研究并原则同意|研究并原则通过|研究并同意|研究并通过|研究通过|研究同意|审议同意|审核通过|原则同意|审议通过|审议原则通过|审议批准|审议和通过|审议并同意|审议讨论|审议|审查批准|审定|审阅|讨论并原则通过|讨论并通过|讨论通过|讨论审议|讨论|"
    r"表决通过|表决|原则通过|通过|批准|同意|研究审议并通过|研究审议|研究讨论|研究部署|研究|分析研究|分析|协商讨论|协商(?=[^，。]{4,40}(?:计划|要点|安排|方案|议程|建议|名单))|通报)"
    r"(?P<past>了)?(?P<item>.{4,})$"
)
_NO_ITEM = re.compile(
    r"^(?:有关|相关)(?:会议|文件)?精神$|^贯彻(?:落实)?工作$|^(?:其他|其它|有关|相关)(?:有关|相关|人事)?(?:事项|议题|事宜)|^(?:会|中(?![央共国心办宣组纪华外])|后|时|和|并|的|，|视频|表决|决定|制定|出台|实践|活动|教育|型)"
)
_GIVEN = re.compile(
    r"^(?:会上|会议上)?(?P<item>(?!分别|就)[^，。]{2,60}?(?:就|围绕|作了?关于|对)[^，。]{2,120}?(?:作了?|进行了?)?(?:专题|书面|详细)?(?:汇报|工作报告|说明))$"
)
_REPORTED = re.compile(r"汇报了(?P<item>[^，。]{4,120})$")
_CONVEYED = re.compile(
    r"^[^，。《》要]{2,40}?(?:系统|集中|认真|全文|重点|及时|迅速)*传达(?:学习)?了?(?P<item>[^，。]{3,80}(?:精神|讲话|文件|通知|部署))$"
)
_HAVING_HEARD = re.compile(r"^在?(?:认真|详细|集中|专题)*听取了?(?P<item>.{4,100})后$")
_BY_OTHERS = re.compile(
    r"^(?:会上|会议上)?[^，。《》]{0,40}?(?:局|办|委|厅|部|院|处|组|中心|办公室|部门|单位|乡镇|街道|负责人|负责同志|公司|企业|专班)(?:分别|先后|集中|组织|专题|依次)*"
    r"(?P<verb>通报|汇报|传达学习|传达|学习|介绍)了?(?P<item>[^，。]{4,120})$"
)
_STUDIED = re.compile(
    r"^(?:会议|会上|与会人员|与会同志)?(?:就|对|围绕)(?P<item>[^，。]{4,100}?)(?:进行|作|做|开展)了?(?:认真|深入|专题|集体|充分|系统|逐一)*(?P<verb>会商|研究|讨论|分析|审议|研讨|商讨)"
)
_BOOK_JOINT = re.compile(
    r"(?P<end>》(?:（(?!以下|简称)[^）]{1,10}）)?(?:的(?:决定|决议|议案|请示|报告|汇报|说明|意见|通知))?)"
    r"(?:（(?:以下)?简称[^）]{1,40}）)?(?:、|和|及|以及|与)?(?=[^、，和及]{0,16}《)"
)
_BEFORE_BOOK = re.compile(
    r"[^《》]{4,60}(?:报告|要点|方案|计划|情况|精神|清单|意见|办法|规划)[、和](?=《)"
)
_AFTER_BOOKS = re.compile(r"(?:（[^）]*）)?(?P<joint>、)(?=[^《》]{6,}$)")
_PLAIN_JOINT = re.compile(
    r"(?<=方案|办法|意见|要点|报告|计划|安排|名单|规定|事项|规则)(?P<joint>、)(?=[^、]{5,})"
)
_DOCUMENT = (
    r"(?:法|法案|条例|草案|修正案|决定|决议|办法|规则|规定|细则|名单|方案|规划|纲要|要点|清单|议案|任免案|(?:报告|计划|议程|日程)(?=（))"
    r"(?:（[^）]{1,12}）)?"
)
_DOCUMENTS = re.compile(
    rf"[^、，和]{{2,24}}?{_DOCUMENT}(?:(?:、|和)[^、，和]{{2,24}}?{_DOCUMENT})+$"
)
_A_DOCUMENT = re.compile(rf"{_DOCUMENT}$")
_SPIRITS = re.compile(r"(?:[^、，《》]{4,60}精神(?:、|和|以及|及|与)?){2,}")
"""What several meetings decided, each named (甲会议精神、乙会议精神)."""
_BEHIND_SPIRIT = re.compile("(?<=精神)(?:、|和|以及|及|与)")
_SPOKE = re.compile(r"并(?:发表|作)?[^，并]{0,6}讲话$")
_ELSEWHERE = re.compile(r"(?:此前|会前|会后|闭幕会后|会议结束后|会议期间)")
_BOOK_TAIL = re.compile(
    r"(?<=》)(?:（(?:以下)?简称[^）]{1,40}）)?(?:等)?(?:有关|相关)?(?:\d+|[一二两三四五六七八九十]+)?(?:个|份|部|件|项)?(?:文件|问题|事项|议题|事宜|内容|法律草案|条例|报告|材料|方案)*$"
)
_SUBMITTED = re.compile(r"[^，《》]{2,24}(?:提交|报送|提请审议|起草|拟定|拟订|汇报)的(?=《)")
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
    ("协商", "discuss"),
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
        lead = (
            _behind_number(part.text[clause.start : clause.start + 8])
            if clause is sentence[0]
            else 0
        )
        words = part.text[clause.start + lead : min(clause.end, clause.start + 700)]
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
            _add(part, clause.start + lead + found.start("item"), kind, items, clause)
            before = "agenda"
        elif before == "agenda" and _A_DOCUMENT.search(words) and _lists(words):
            _add(part, clause.start + lead, kind, items, clause)
        elif lead:
            continue
        elif not (_SESSION.match(first) and _by_others(part, clause, words, items)):
            _reported(part, clause, words, items)


def _behind_number(words: str) -> int:
    """Give the index behind the number of a list (3、); 0 where there is none."""
    return skip_links(words) if is_numbered(words) else 0


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


_SESSION = re.compile(r"会上|会议|[^，]{0,8}会议上")


def _by_others(part: Passage, clause: Clause, words: str, items: list[AgendaItem]) -> bool:
    """Read what offices reported or announced (会上，县财政局通报…), and what was gone into."""
    found = _STUDIED.match(words) or _BY_OTHERS.match(words)
    if found is None or _NO_ITEM.match(found["item"]) or found["item"].startswith("分管"):
        return False
    verb = found["verb"]
    kind: AgendaKind = "hear" if verb in {"汇报", "介绍"} else _kind(verb, found["item"])
    start = clause.start + found.start("item")
    _append(part, start, clause.start + found.end("item"), kind, items)
    return True


def _reported(part: Passage, clause: Clause, words: str, items: list[AgendaItem]) -> None:
    kinds: tuple[tuple[re.Pattern[str], AgendaKind], ...] = (
        (_GIVEN, "hear"),
        (_REPORTED, "hear"),
        (_CONVEYED, "study"),
        (_HAVING_HEARD, "hear"),
    )
    for pattern, kind in kinds:
        found = pattern.search(words)
        if found:
            begin = clause.start + found.start("item")
            _append(part, begin, clause.start + found.end("item"), kind, items)
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
    if part.text[stop - 3 : stop] in {"精神等", "事项等", "文件等", "情况等"}:
        stop -= 1
    submitted = _SUBMITTED.match(words)
    start += submitted.end() if submitted else 0
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
        plain = _BEFORE_BOOK.match(words)
        first = [(plain.end() - 1, plain.end())] if plain else []
        joints = [(joint.end("end"), joint.end()) for joint in _BOOK_JOINT.finditer(words)]
        return first + joints + _plain_joints(words, words.rfind("》") + 1)
    if words.startswith("关于"):
        return [joint.span() for joint in _ABOUT_JOINT.finditer(words)]
    if _SPIRITS.fullmatch(words):
        return [joint.span() for joint in _BEHIND_SPIRIT.finditer(words)]
    if _DOCUMENTS.match(words):
        return [joint.span() for joint in re.finditer("[、和]", words)]
    return []


def _plain_joints(words: str, at: int) -> list[tuple[int, int]]:
    """Find the joints between the documents without book marks that follow the last book mark."""
    found = _AFTER_BOOKS.match(words, at)
    joints = [found.span("joint")] if found else []
    if found:
        joints += [joint.span("joint") for joint in _PLAIN_JOINT.finditer(words, found.end())]
    return joints


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
