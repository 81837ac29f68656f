"""A report in one language as every file shows it: paragraphs in order, with their honest marks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, NamedTuple

from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.drafting.writing import date_en, date_zh, number_zh
from plenary.contexts.governance.enums import HEADINGS, ReportKind, StatementKind
from plenary.contexts.governance.exports.citations import Citations, Reference
from plenary.contexts.governance.exports.layout import Language, is_official
from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.report_periods import period_name
from plenary.contexts.governance.selectors.reports import length_of
from plenary.contexts.governance.selectors.source_titles import titles_in
from plenary.kernel.text.wording import worded
from plenary.shared.characters import plain

_TITLE_LINE = 18
_TITLE_BREAK = re.compile(
    r"委员会|领导小组|清单|重点任务(?!清单)|上半年|下半年|季度|20\d\d年(?![上下前第])"
)

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "untranslated": "本条尚未翻译",
        "no_source": "无来源",
        "overview": "总体情况",
        "items": "任务进展情况",
        "gaps": "本期无进展材料的任务",
        "lead": "牵头单位",
        "light": "状态",
        "progress": "进展情况",
        "task": "任务",
        "other": "其他",
        "sources": "出处",
        "draft": "草稿，未定稿",
        "no_lead": "未确定",
        "item": "项号",
        "illustrative": "示例数据",
        "number": "序号",
        "name": "姓名",
        "unit": "单位",
        "post": "职务",
        "capacity": "参会身份",
        "signature": "签名",
        "time": "时间",
        "place": "地点",
        "code": "扫码查看（需登录）：",
        "too_long": "全文{count}字，超过{limit}字的上限",
    },
    "en": {
        "untranslated": "Not translated yet",
        "no_source": "no source",
        "overview": "Overview",
        "items": "Progress by task",
        "gaps": "Tasks without evidence for this period",
        "lead": "Lead unit",
        "light": "Status",
        "progress": "Progress",
        "task": "Task",
        "other": "Other",
        "sources": "Sources",
        "draft": "Draft, not frozen",
        "no_lead": "not assigned",
        "item": "Item",
        "illustrative": "Illustrative data",
        "number": "No.",
        "name": "Name",
        "unit": "Unit",
        "post": "Post",
        "capacity": "Capacity",
        "signature": "Signature",
        "time": "Time",
        "place": "Place",
        "code": "Scan to open the record (sign-in needed):",
        "too_long": "The Chinese text has {count} characters, more than the {limit} allowed",
    },
}
"""A file is written in its own language, whatever language the page is read in."""


def words_of(lang: Language) -> dict[str, str]:
    """Give a file's own words in those of the practice in force."""
    return {key: worded(text, lang) for key, text in WORDS[lang].items()}


class Span(NamedTuple):
    """A piece of a paragraph, and the numbers of its sources that stand raised behind it."""

    text: str
    refs: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement: its text, the marks that nobody may overlook, and the numbers of its sources."""

    text: str
    kind: str
    marks: tuple[str, ...] = ()
    refs: str = ""

    @property
    def marked(self) -> str:
        """Give the text with its marks in brackets."""
        return self.text + "".join(self.marks)

    @property
    def span(self) -> Span:
        """Give the marked text with the numbers of its sources."""
        return Span(self.marked.strip(), self.refs)


@dataclass(frozen=True, slots=True)
class Item:
    """A task of the list with what is said of it."""

    number: str
    title: str
    title_marks: tuple[str, ...]
    lead: str
    light: str
    light_word: str
    lines: tuple[Line, ...] = ()
    refs: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of minutes: a heading, a numbered decision, a list of people or a text."""

    kind: Literal["heading", "numbered", "people", "text"]
    text: str
    label: str = ""
    is_apart: bool = False
    """Whether a blank line stands before it."""
    refs: str = ""
    more: tuple[Span, ...] = ()
    """What follows in the same paragraph."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Give its text and what follows, each with the numbers of its sources."""
        return (Span(self.text, self.refs), *self.more)


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole report in one language; minutes have a mark and blocks in place of items."""

    lang: Language
    title: str
    version: str
    as_of: str
    moment: dt.datetime
    """Written into the files as their date, so that the same report gives the same bytes."""
    words: dict[str, str]
    headings: tuple[str, ...]
    overview: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    gaps: tuple[Span, ...] = ()
    is_illustrative: bool = False
    notes: tuple[str, ...] = field(default=())
    mark: str = ""
    """What stands over minutes: the body's name."""
    blocks: tuple[Block, ...] = ()
    register: tuple[tuple[str, ...], ...] = ()
    """A table to be filled in by hand, its headings first: then it is the whole of the paper."""
    address: str = ""
    """Where the record is, as its code says."""
    references: tuple[Reference, ...] = ()
    """The sources that the numbers stand for."""

    @property
    def glue(self) -> str:
        """Give what stands between two sentences of a paragraph."""
        return "" if self.lang == "zh" else " "

    def plain(self) -> dict[str, Any]:
        """Give the paper as values that JSON can hold."""
        kept = asdict(self)
        kept["moment"] = self.moment.isoformat()
        return kept


def paper_of(report: Report, statements: Sequence[Statement], lang: Language) -> Paper:
    """Put a report's statements, in order and with sources prefetched, into one language."""
    words, cited = words_of(lang), Citations(lang, titles_in(report, statements, lang))
    overview = tuple(line_of(each, cited) for each in statements if each.item_number is None)
    items = tuple(_items((each for each in statements if each.item_number is not None), cited))
    gaps = tuple(_gaps(items, lang))
    named = [words["overview"], words["items"], *([words["gaps"]] if gaps else [])]
    return Paper(
        lang=lang,
        title=plain(report.title_zh if lang == "zh" else report.title_en),
        version=_version(report, lang),
        as_of=_as_of(report, lang),
        moment=report.frozen_at or report.as_of,
        words=words,
        headings=tuple(numbered_heading(n, name, lang) for n, name in enumerate(named, start=1)),
        overview=overview,
        items=items,
        gaps=gaps,
        is_illustrative=report.is_illustrative,
        notes=(
            *([words["illustrative"]] if report.is_illustrative else []),
            *_length(report, statements, lang),
        ),
        references=cited.references,
    )


def file_name(report: Report, lang: Language, ending: str) -> str:
    """Name a file by the list's or the meeting's id, the day, the version and the language."""
    version = f"v{report.number}" if report.number else "draft"
    if report.kind == ReportKind.MINUTES:
        return f"minutes-{report.meeting_id}-{report.ends_on:%Y%m%d}-{version}.{lang}.{ending}"
    return (
        f"report-{report.task_list_id}-{report.kind}-{report.ends_on:%Y%m%d}-{version}"
        f".{lang}.{ending}"
    )


def numbered_heading(n: int, name: str, lang: Language) -> str:
    """Number a heading: 一、 where a Chinese paper follows the official layout, else 1."""
    return f"{number_zh(n)}、{name}" if is_official(lang) else f"{n}. {name}"


def _items(statements: Iterable[Statement], cited: Citations) -> Iterable[Item]:
    grouped: dict[int, list[Statement]] = {}
    for each in statements:
        grouped.setdefault(each.item_number or 0, []).append(each)
    for number, group in grouped.items():
        head = next((each for each in group if each.kind == StatementKind.TASK), None)
        title = line_of(head, cited) if head else Line("", StatementKind.TASK)
        lines = tuple(line_of(each, cited) for each in group if each is not head)
        yield replace(_item(number, head, title, cited.lang), lines=lines)


def _item(number: int, head: Statement | None, title: Line, lang: Language) -> Item:
    details = head.details if head else {}
    other = "en" if lang == "zh" else "zh"
    words = words_of(lang)
    return Item(
        number=f"第{number}项" if lang == "zh" else f"Item {number}",
        title=title.text,
        title_marks=title.marks,
        lead=plain(details.get(f"lead_{lang}") or details.get(f"lead_{other}") or words["no_lead"]),
        light=details.get("light", ""),
        light_word=details.get(f"light_{lang}") or "",
        refs=title.refs,
    )


def line_of(statement: Statement, cited: Citations) -> Line:
    """Write a side as it is; a side that nobody wrote is marked. A title shows its other side."""
    lang = cited.lang
    own, other = statement.text_zh, statement.text_en
    if lang == "en":
        own, other = other, own
    marks = []
    if not own:
        marks.append(_mark("untranslated", lang))
    if not statement.sources.all():
        marks.append(_mark("no_source", lang))
    is_title = statement.kind in HEADINGS
    text = plain(own or (other if is_title else ""))
    return Line(text, str(statement.kind), tuple(marks), cited.behind(statement))


def _mark(word: str, lang: Language) -> str:
    text = WORDS[lang][word]
    return f"［{text}］" if lang == "zh" else f" [{text[0].lower()}{text[1:]}]"


def title_lines(paper: Paper) -> list[str]:
    """Break a long Chinese title by sense, as near to its middle as it can be."""
    title = paper.title
    if not is_official(paper.lang) or len(title) <= _TITLE_LINE:
        return [title]
    breaks = [m.end() for m in _TITLE_BREAK.finditer(title) if 0 < m.end() < len(title)]
    if not breaks:
        return [title]
    place = min(breaks, key=lambda at: abs(at - len(title) / 2))
    return [title[:place], title[place:]]


def paragraphs(item: Item) -> list[list[Span]]:
    """Give an item's paragraphs: what was done with its figures, what is late, what comes next."""
    parts: list[tuple[str, list[Span]]] = []
    for line in item.lines:
        group = line.kind if line.kind in {StatementKind.LATE, StatementKind.NEXT} else "done"
        if parts and parts[-1][0] == group and group != StatementKind.LATE:
            parts[-1][1].append(line.span)
        else:
            parts.append((group, [line.span]))
    return [spans for _group, spans in parts]


def heading_of(item: Item, paper: Paper) -> str:
    """Give an item's heading with its lead unit and light, in the published form."""
    words = paper.words
    title = item.title + "".join(item.title_marks)
    if paper.lang == "zh":
        light = f"；{words['light']}：{item.light_word}" if item.light_word else ""
        number = f"{item.number}　" if item.number else ""
        return f"{number}{title}（{words['lead']}：{item.lead}{light}）"
    light = f"; {words['light'].lower()}: {item.light_word.lower()}" if item.light_word else ""
    number = f"{item.number}. " if item.number else ""
    return f"{number}{title} ({words['lead'].lower()}: {item.lead}{light})"


def table_of(paper: Paper) -> list[list[str]]:
    """Give the tasks at a glance, their headings first, where the practice wants such a table."""
    if not profiles.current().papers.has_table or not paper.items:
        return []
    words = paper.words
    head = [words[key] for key in ("item", "task", "lead", "light")]
    rows = [[one.number, one.title, one.lead, one.light_word] for one in paper.items]
    return [head, *rows] if any(row[-1] for row in rows) else []


def _gaps(items: Sequence[Item], lang: Language) -> Iterable[Span]:
    for item in items:
        gap = next((line for line in item.lines if line.kind == StatementKind.GAP), None)
        if gap is not None:
            lead = f"（{item.lead}）" if lang == "zh" else f" ({item.lead})"
            parted = "　" if lang == "zh" else ". "
            yield Span(f"{item.number}{parted}{item.title}{lead}", gap.refs)


def _length(report: Report, statements: Sequence[Statement], lang: Language) -> Iterable[str]:
    """Say in the file itself that it is longer than such a paper is to be."""
    length = length_of(report, statements)
    if length.is_over:
        yield WORDS[lang]["too_long"].format(count=length.characters, limit=length.limit)


def _version(report: Report, lang: Language) -> str:
    if report.number is None or report.frozen_at is None:
        return WORDS[lang]["draft"]
    day = timezone.localdate(report.frozen_at)
    short = report.digest[:12]
    if lang == "zh":
        return f"第{report.number}版，{date_zh(day)}定稿，校验码{short}"
    return f"Version {report.number}, frozen on {date_en(day)}, digest {short}"


def _as_of(report: Report, lang: Language) -> str:
    name = period_name(report.kind, report.starts_on, report.ends_on)
    day = timezone.localdate(report.as_of)
    if lang == "zh":
        return f"报告期：{name.zh}；情况截至{date_zh(day)}"
    return f"Period: {name.en}; as of {date_en(day)}"
