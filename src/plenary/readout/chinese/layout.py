"""What stands around the body of a readout: headline, date, source, topics, and the lines that are no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plenary.readout.chinese.passages import Passage, passage
from plenary.readout.draft import Found, Span

_ISO = re.compile(r"(20\d\d|19\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(?<!\d)((?:20|19)\d\d)([01]\d)([0-3]\d)(?!\d)")
_VIDEO = re.compile(r"(?:原标题[：:]|[\[【]视频[\]】]|[-•·●◆■])\s*")
_HEADLINE = re.compile(r"^#{1,6}\s+(?:\[视频\]|【视频】)?\s*(.+?)\s*(?:视频简介)?\s*$")
_PROGRAMME = re.compile(r"^#{1,6}\s*《?新闻联播》?")
_SOURCE_LINE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|来源|发布机构|发布单位|供稿单位|供稿)\s*[：:]\s*([^\s|｜丨\]】）)]+?(?:（[^）]*）)?)(?=$|[\s|｜丨\]】）)]|阅读|浏览|点击|作者|编辑|责编|发布时间|发布日期|时间[：:]|日期[：:]|字体|字号|【)"
)
_ISSUER = re.compile(
    r"^(?!.*[>：:，。\d])[\u4e00-\u9fff]{2,24}(?:部|委员会|局|办公室|人民政府|政府网|日报|日报社|晚报|融媒体中心|融媒|发布|外办|厅|新闻网|新华网|人民网|社)$"
)
_TOPIC_LINE = re.compile(r"^\s*(?:主题|主题词|关键词|主题分类|标签)\s*[：:]\s*(.+?)\s*$")
_WIRE = re.compile(
    r"^\s*\**(央视网消息)\**\s*(（新闻联播）)?\s*[：:]|^\s*(新华社|中新社)[^\s，。]{0,8}?\d{1,2}月\d{1,2}日电|"
    r"^\s*(?!本)([\u4e00-\u9fff]{2,8}(?:网|融媒|融媒体|日报|晚报|电视台))[^\s，。（(]{0,12}?[讯电](?=[\s（(])|"
    r"^\s*(?!本|记者)([\u4e00-\u9fff]{2,8})讯(?=\s*[（(]?\s*(?:记者|通讯员|报道))"
)
_DATE_WORD = re.compile(r"时间|日期|发布|更新|来源|浏览|点击|编辑|作者|新闻联播|字体|字号")
_FOOTER = re.compile(
    r"^\s*(?:\*?\[(?:查看)?原文\]|（?\(?(?:责任?编辑|责编|编辑|审核|校对|记者|通讯员|作者|文/|图/|文字|摄影|供稿|来源|撰稿|初审|终审|监制|编审)"
    r"[：:\s/]|标签[：:]|上一篇|下一篇|相关阅读|相关链接|分享到|打印|【?关闭|扫一扫|版权所有|主办单位|网站地图|附件[：:]|图片|图为|（完）|---+|\*\*\*+|网站标识|京ICP|联系我们)"
)
_CHROME = re.compile(
    r"当前位置|您的位置|您所在|首页|字号|字体|浏览|点击|打印|分享|收藏|来源[：:]|发布时间|发布日期|时间[：:]|作者[：:]|编辑[：:]|^[\s\d:：/年月日.-]+$|^>|»|登录|注册|无障碍|搜索|索引号|公开方式|视频$|^主题|^关键词|https?:"
)
_TITLE_WORDS = re.compile(r"会|召开|强调|部署|研究|审议|学习|传达|要求|主持|举行|工作|推进")
_HEADING_ONLY = re.compile(
    r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条部章]|（[一二三四五六七八九十]+）"
)
_SENTENCE_END = "。！？；：”）)」.!?;:"
_WRAPPED = 18
_LONG_LINE = 60
_SHORTEST = 8
_HEADER_LINES = 24
_MONTHS, _DAYS = 12, 31


@dataclass(slots=True)
class Layout:
    """The parts of a page: its header values, and its body as passages."""

    title: Found | None = None
    date: Found | None = None
    source: Found | None = None
    topics: tuple[Found, ...] = ()
    passages: list[Passage] = field(default_factory=list)
    chrome: list[Passage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def layout_of(text: str) -> Layout:
    """Part a page into header and body."""
    lines = _lines(text)
    first = _first_body_line(lines)
    header, body = lines[:first], lines[first:]
    page = Layout()
    page.title = _title(header)
    page.date = _header_date(header)
    page.source = _header_source(header) or _wire_source(body)
    page.topics = _topics(header)
    page.passages = _passages(text, [line for line in body if not _is_outside(line)])
    page.source = page.source or _issuer_line(header, page.title) or _header_source(body[-6:])
    page.date = page.date or _meeting_date(page.passages)
    return page


def _lines(text: str) -> list[_Line]:
    lines = []
    at = 0
    for raw in text.splitlines(keepends=True):
        words = raw.rstrip()
        lead = len(words) - len(words.lstrip())
        if words.strip():
            lines.append(_Line(at + lead, at + len(words), words.strip()))
        at += len(raw)
    return lines


def _is_outside(line: _Line) -> bool:
    return bool(_FOOTER.match(line.words)) or (
        line.words.startswith("#") and not line.words.strip("# ").endswith("。")
    )


def _first_body_line(lines: list[_Line]) -> int:
    for at, line in enumerate(lines[:_HEADER_LINES]):
        if line.words.startswith("#") or _is_metadata(line):
            continue
        if _WIRE.match(line.words) or _is_prose(line.words):
            return at
    return (
        min(len(lines), 1)
        if not any(line.words.startswith("#") for line in lines[:3])
        else min(2, len(lines))
    )


def _is_prose(words: str) -> bool:
    if words[-1] in "。！？；" or "。" in words:
        return True
    if words[-1] == "：" and "，" in words:
        return True
    return len(words) > _LONG_LINE and "，" in words


def _is_metadata(line: _Line) -> bool:
    return bool(_CHROME.search(line.words)) and "。" not in line.words


def _title(header: list[_Line]) -> Found | None:
    marked = [
        line for line in header if line.words.startswith("#") and not _PROGRAMME.match(line.words)
    ]
    for line in marked:
        headline = _HEADLINE.match(line.words)
        if headline:
            start = line.start + headline.start(1)
            return Found(headline.group(1), Span(start, start + len(headline.group(1))))
    if any(_PROGRAMME.match(line.words) for line in header):
        return None
    return _plain_title(header)


def _plain_title(header: list[_Line]) -> Found | None:
    plain = [
        line
        for line in header
        if len(line.words) >= _SHORTEST and not _is_metadata(line) and not _FOOTER.match(line.words)
    ]
    likely = [line for line in plain if _TITLE_WORDS.search(line.words)] or plain
    if not likely:
        return None
    line = likely[0]
    video = _VIDEO.match(line.words)
    skipped = video.end() if video else 0
    return Found(line.words[skipped:], Span(line.start + skipped, line.end))


def _header_date(header: list[_Line]) -> Found | None:
    for line in header:
        if not (_DATE_WORD.search(line.words) or _ISO.match(line.words)):
            continue
        printed = _ISO.search(line.words) or _COMPACT.search(line.words)
        if printed and (found := _date(printed, line.start)):
            return found
    return None


def _date(printed: re.Match[str], offset: int) -> Found | None:
    year, month, day = (int(part) for part in printed.groups())
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    span = Span(offset + printed.start(), offset + printed.end())
    return Found(f"{year:04d}-{month:02d}-{day:02d}", span)


def _meeting_date(passages: list[Passage]) -> Found | None:
    """Take the meeting's date from the first sentence, where it gives the year too."""
    for first in passages[:1]:
        sentence = first.text[: first.text.find("。") + 1 or 200]
        printed = _ISO.search(sentence)
        if printed and (found := _date(printed, 0)):
            return Found(found.text, first.span(printed.start(), printed.end()))
    return None


def _header_source(header: list[_Line]) -> Found | None:
    for line in header:
        printed = _SOURCE_LINE.search(line.words)
        if printed:
            start = line.start + printed.start(1)
            return Found(printed.group(1), Span(start, start + len(printed.group(1))))
    return None


def _issuer_line(header: list[_Line], title: Found | None) -> Found | None:
    """Take a header line that is nothing but the name of an issuer."""
    for line in header:
        if _ISSUER.match(line.words) and not (title and title.span.start == line.start):
            return Found(line.words, Span(line.start, line.end))
    return None


def _wire_source(body: list[_Line]) -> Found | None:
    for line in body[:3]:
        wire = _WIRE.match(line.words)
        if wire and wire.group(1):
            last = 2 if wire.group(2) else 1
            name = wire.group(1) + (wire.group(2) or "")
            return Found(name, Span(line.start + wire.start(1), line.start + wire.end(last)))
        if wire:
            name, place = wire.group(wire.lastindex or 0), wire.lastindex or 0
            return Found(name, Span(line.start + wire.start(place), line.start + wire.end(place)))
    return None


def _topics(header: list[_Line]) -> tuple[Found, ...]:
    found = []
    for line in header:
        printed = _TOPIC_LINE.match(line.words)
        if printed:
            for part in re.finditer(r"[^\s,，;；、]+", printed.group(1)):
                start = line.start + printed.start(1) + part.start()
                found.append(Found(part.group(), Span(start, start + len(part.group()))))
    return tuple(found)


def _passages(text: str, body: list[_Line]) -> list[Passage]:
    """Join lines that were wrapped in the middle of a sentence, then cut the wire's name off."""
    passages = []
    start: int | None = None
    for at, line in enumerate(body):
        start = line.start if start is None else start
        following = body[at + 1] if at + 1 < len(body) else None
        if following is not None and _is_wrapped(line, following, text):
            continue
        passages.append(passage(text, _behind_wire(text, start, line.end), line.end))
        start = None
    return [part for part in passages if part.text]


def _is_wrapped(line: _Line, following: _Line, text: str) -> bool:
    if line.words[-1] in _SENTENCE_END or len(line.words) < _WRAPPED:
        return False
    if text[line.end : following.start].count("\n") > 1 or _HEADING_ONLY.match(following.words):
        return False
    return line.words[-1] in "，、" or len(line.words) >= _WRAPPED


def _behind_wire(text: str, start: int, end: int) -> int:
    wire = _WIRE_HEAD.match(text, start, min(end, start + 120))
    return wire.end() if wire else start


_WIRE_HEAD = re.compile(
    r"\s*(?:\**央视网消息\**\s*(?:（[^）]{1,12}）)?\s*[：:]|(?:新华社|中新社)[^，。]{0,30}?电\s*(?:（[^）]{1,40}）)?|[\u4e00-\u9fff]{1,10}[讯电]\s*(?:（[^）]{1,40}）|\([^)]{1,40}\))|"
    r"（(?:记者|通讯员)[^）]{1,40}）)\s*"
)
