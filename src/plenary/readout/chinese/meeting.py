"""Which meeting it was, and of which body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese.lexicon import words_of
from plenary.readout.chinese.passages import Passage
from plenary.readout.draft import Found, Span

_NAME = (
    r"[^，。；：！？]{0,70}?(?:会议|座谈会|推进会|部署会|动员会|协调会|调度会|现场会|例会|全会|大会|工作会|联席会|视频会|专题会|总结会|交流会|研讨会|启动会|恳谈会|协商会|"
    r"报告会|学习会|党组会|（扩大）会(?!议)|常委会(?!第)|办公会|常务会|通报会|见面会|督办会|过堂会|观摩会|对接会|论证会|讨论会|碰头会|谈心会|民主生活会|述职会|汇报会|反馈会|联席会|评审会|听证会|新闻发布会|发布会|宣讲会|誓师会|冲刺会|务虚会|评议会|测评会|推介会|洽谈会|年会|分析会|培训会|茶话会|党委会)(?!议|会议|筹备|圆满|成功|总结|上|精神|期间|员|主任|副主任|办公室|委员|工作)(?:暨[^，。；：！？]{2,50}?(?:会议|座谈会|推进会|部署会|动员会|大会|调度会|例会))?"
)
_TITLED = _NAME.replace("|上|", "|")
_HELD = re.compile(
    rf"(?<!关于)(?:主持召开|组织召开|召集召开|召开|举行|举办|主持|出席|参加)(?:了)?(?P<name>{_NAME})"
)
_TAKES_PLACE = re.compile(
    rf"^(?P<name>{_NAME})(?:于)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:上午|下午|晚)?(?:至\d{{1,2}}日)?(?:在[^，。]{{1,20}}|以[^，。]{{1,16}})?(?:召开|举行|开幕|闭幕)"
)
_CONVENER = re.compile(
    r"^(?P<body>[^，。；：]{2,50}?)(?:于)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:昨天|昨日|今天|今日|近日|日前)?(?:上午|下午|晚)?(?:在[^，。]{1,24})?(?:组织[^，。；：]{2,20}?|联合|共同)?(?:组织|联合|共同)?(?:召开|举行|举办)"
)
_BARE = words_of(
    """
    专题会议 主席会议 会议 党组会议 全体会议 大会 委员会会议 委员会全体会议 小组会议
    工作会议 常务会议 座谈会 推进会 电视电话会议 视频会议 部署会 领导小组会议
    """
)
_BODY_OF_NAME = re.compile(
    r"^(?:\d{4}年度?)?(?P<body>.{0,60}?(?:委员会|领导小组|工作小组|指挥部|国务院|人民政府|市政府|省政府|区政府|县政府|州政府|政治局|常委会|党组|党委|书记处|理事会|"
    r"全国政协|省政协|市政协|区政协|县政协|协调小组|专班|工作组|联席会议|法院|检察院|中心组|管委会|党工委|[省市区县州旗镇]委(?=常委|全会|（扩大）|扩大|理论|书记|专题|农村|经济|第)))"
    r"(?:第?[一二三四五六七八九十百\d〇零]+次|\d{4}年(?:度)?|全体|主席|常务(?!委员会)|专题|扩大|会议|工作|理论|农村|经济|书记|常委|全会|（扩大）|[（(][^）)]*[)）]|电视电话|视频|会$)"
)
_SESSION_OF = re.compile(
    r"(?P<body>[^，。第届]{0,8}(?:政协|[省市区县州旗]委))[一二三四五六七八九十\d]+届第?[一二三四五六七八九十\d]+次"
)
_TIME = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|\d{1,2}日(?:上午|下午|晚)?|近日|日前|昨天(?:上午|下午)?|今天(?:上午|下午)?|昨日|今日|上午|下午)[，,]?"
)
_PLACE = re.compile(r"(?!全|各)[\u4e00-\u9fff]{1,7}[省市县区州旗镇]")
_PERSON_ACT = re.compile(r"主持|出席|参加|强调")
_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting's name and its body, each with its place."""

    name: Found | None = None
    body: Found | None = None


def meeting_of(title: Found | None, passages: list[Passage]) -> Meeting:
    """Find the meeting's name and body in the lead, with the fuller form of the headline."""
    clauses = _lead_clauses(passages)
    name = _name(clauses)
    headline = _headline_name(title)
    if name is None and headline is None:
        name = _name(_lead_clauses(passages[2:5]))
    if name is None or name.text in _BARE:
        fuller = (
            headline if headline and (name is None or headline.text.endswith(name.text)) else None
        )
        name = fuller or (None if name is None or name.text in {"会议", "大会"} else name)
    body = (
        _convener(clauses)
        or _body_of_name(name)
        or _convener_in_headline(title)
        or _body_of_name(headline)
    )
    return Meeting(name, body)


@dataclass(frozen=True, slots=True)
class _Clause:
    part: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.part.text[self.start : min(self.end, self.start + 240)]

    def found(self, start: int, end: int) -> Found:
        return self.part.found(self.start + start, self.start + end)


def _lead_clauses(passages: list[Passage]) -> list[_Clause]:
    clauses = []
    for part in passages[:2]:
        stops = 0
        at = 0
        for stop in re.finditer(r"[，。；]|$", part.text[:1200]):
            if stop.start() > at:
                clauses.append(_Clause(part, at, stop.start()))
            at = stop.end()
            stops += stop.group() == "。"
            if stops >= _SENTENCES:
                break
    return clauses


def _name(clauses: list[_Clause]) -> Found | None:
    """Take the first full name; a bare one (会议) only where there is no other."""
    bare = None
    for clause in clauses:
        begin = _past_time(clause.words)
        words = clause.words[begin:]
        found = _HELD.search(words) or _TAKES_PLACE.match(words)
        if not found:
            continue
        name = clause.found(begin + found.start("name"), begin + found.end("name"))
        if name.text in _BARE:
            bare = bare or name
        elif not name.text.startswith(("了", "的")):
            return name
    return bare


def _past_time(words: str) -> int:
    time = _TIME.match(words)
    return time.end() if time else 0


def _headline_name(title: Found | None) -> Found | None:
    if title is None:
        return None
    found = re.search(
        rf"(?:主持召开|召开|举行|出席|主持|在)(?P<name>{_TITLED})", title.text
    ) or re.match(rf"(?P<name>{_NAME})(?:在[^，。 ]{{1,12}})?(?:召开|举行|开幕|闭幕)?", title.text)
    if not found or found["name"] in {"会议", "大会"} or " " in found["name"]:
        return None
    start = title.span.start + found.start("name")
    return Found(found["name"], Span(start, start + len(found["name"])))


def _convener(clauses: list[_Clause]) -> Found | None:
    for clause in clauses[:4]:
        begin = _past_time(clause.words)
        words = clause.words[begin:]
        found = _CONVENER.match(words)
        if (
            found
            and words[0] != "由"
            and not _PERSON_ACT.search(found["body"])
            and _is_body(found["body"])
        ):
            return clause.found(begin + found.start("body"), begin + found.end("body"))
    return None


def _convener_in_headline(title: Found | None) -> Found | None:
    found = _CONVENER.match(title.text) if title else None
    if title is None or found is None or not _is_body(found["body"]) or " " in found["body"]:
        return None
    start = title.span.start
    return Found(found["body"], Span(start, start + len(found["body"])))


def _is_body(words: str) -> bool:
    words = re.sub(r"（[^）]*）$", "", words)
    return bool(
        re.search(
            r"(?:委员会|小组|国务院|中央|政治局|政府|常委会|党组|党委|指挥部|政协|人大|专班|[部委办局厅署院会组]|中心|集团|公司|银行|联合会|开发区|新区|园区|高新区|街道|管委会|法院|检察院)$",
            words,
        )
        or _PLACE.fullmatch(words)
    ) and not re.search(r"(?:会议|座谈会|大会|推进会|全会)$", words)


def _body_of_name(name: Found | None) -> Found | None:
    if name is None:
        return None
    found = _BODY_OF_NAME.match(name.text)
    session = _SESSION_OF.match(name.text)
    if session:
        start = name.span.start
        return Found(session["body"], Span(start, start + len(session["body"])))
    if not found or re.match(r"第(?![^，]{1,4}届)|\d|.*\d{4}年", found["body"]):
        return None
    start = name.span.start + found.start("body")
    return Found(found["body"], Span(start, start + len(found["body"])))
