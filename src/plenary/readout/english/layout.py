"""Reads the lines around the prose: headline, date, source, topics, and the chrome of a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plenary.readout.draft import Found, Span
from plenary.readout.english.dates import find_date
from plenary.readout.english.vocabulary import word_set
from plenary.readout.spans import found, lines, trim


@dataclass(slots=True)
class Layout:
    """The lines of a text by what they are; ``paragraphs`` is the prose."""

    title: Span | None = None
    date: Found | None = None
    source: Found | None = None
    topics: list[Found] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)


_LABEL = re.compile(
    r"(?i)(date|source\(?s?\)?|topics?|font\s*size|author|editor|updated?|release\s*time|release\s*date|"
    r"publish(?:ed)?(?:\s*(?:time|date|on|at))?|time|from|origin|share(?:\s*to)?|views?|hits|clicks?|"
    r"your\s*position|location|category|tags?|keywords?|column|issued\s*by|issuer|"
    r"adjust\s*font\s*size|posted(?:\s*on)?|by|meeting\s*date|print|发布时间|时间|日期|来源)\s*[:：]\s*"
)
_DATE_LABELS = frozenset(
    [
        "date",
        "updated",
        "update",
        "time",
        "releasetime",
        "releasedate",
        "published",
        "publishtime",
        "publishdate",
        "publishedon",
        "publishedat",
        "publish",
        "posted",
        "postedon",
        "meetingdate",
        "发布时间",
        "时间",
        "日期",
    ]
)
_SOURCE_LABELS = word_set("source sources source(s) from origin issuedby issuer 来源")
_CHROME = re.compile(
    r"(?ix) ^(?: chinese | english | 中文 | home(?:\s*page)? | print | close | share | back | top | text\s*size.*"
    r"| \[?\s*print\s*\]?\s*\[?\s*close\s*\]? | big | middle | small | big\s+middle\s+small | a\+? | news | font.*"
    r"| .{0,60}\s[>»]{1,2}\s.{0,80} | [\w\ ]{1,16}(?:\s*\|\s*\w{0,12})+\s* | \W+ | .{0,40}\.(?:jpe?g|png|gif) | copyright.* | all\ rights.* | 视频简介"
    r"| your\ (?:current\ )?(?:position|location)\W.{0,100} | photo[:s]?.* | .*font\s?size:.* | \d{1,2}:\d{2}(?::\d{2})? | read\ more.* | related.* | 来源.* )$"
)
_MARKUP = re.compile(
    r"^(?:\#{1,6}\s+|[*_]{1,3}(?=\S)|<h\d>\s*|(?:headline|title)\s*[:：]\s*)", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"(?i)(?:chair(?:man|person|s)?|chaired by|presiding|moderator|host|(?:also |members )?present|in attendance|"
    r"attendees|participants|attendance|attended by|absent|apologies(?: for absence)?|excused)\s*[:：]"
)
_HEADING = re.compile(r"^(?:#{1,6}\s|<h\d>|(?:headline|title)\s*[:：])", re.IGNORECASE)
_FINAL = frozenset(".!?。！？:：;；")
_BESIDE_DATE = re.compile(
    r"(?i)\d{1,2}:\d{2}(?::\d{2})?|\d+\s*comment\(?s?\)?|\bprint\b|\be-?mail\b|\bshare\b|"
    r"xinhua|\b[ap]\.?m\.?|\b(?:on|by|gmt|cst|bjt)\b|\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z\d ,.]{2,45}\s?\([A-Z]\w+\)\s*[-–—]{1,2}\s*"
    r"|^[A-Z]{3,}(?:[ -][A-Z]{2,})*(?:,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?(?:\s*\([A-Z]\w+\))?\s*[-–—]{1,2}\s+"
)
_AGENCY = re.compile(
    r"Xinhua(?: News Agency)?|China News Service|CGTN|(?:[A-Z][a-z]+['’]?s? ){1,2}(?:Daily|News|Times|Post)(?: Online)?"
    r"|[a-z]+(?:\.[a-z]+)*\.(?:gov\.)?cn|[A-Z]\w+\.(?:gov\.)?cn"
)
_PLACE = re.compile(r"^[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2},\s|\s*\(OR\. ?[a-z]{2}\)$")
_LONGEST_DATE_LINE = 60
_LEADING_DATE = re.compile(r"(?i)^date\s+\d{4}-\d{2}-\d{2}\s+")
_LONGEST_ROW = 120
_FEWEST_WORDS = 4
_LONGEST_TITLE = 320
_LONGEST_LABEL_LINE = 200
_WRAPPED = 60
_WRAP_FROM, _WRAP_TO = 45, 110
_NEXT_LOW = re.compile(r"[ \t]*\r?\n[ \t]*[a-z]")
_LONGEST_BLOCK = 6000
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n|$(?![\r\n])")


def read_layout(text: str) -> Layout:
    """Sort the lines of a text into headline, header lines and prose."""
    layout = Layout()
    titles: list[Span] = []
    open_line: Span | None = None
    for place in lines(text):
        if (
            _read_label(text, place, layout)
            or _is_agency_line(text, place, layout)
            or _is_chrome(text, place)
            or _is_date_line(text, place, layout)
        ):
            continue
        line = _without_dateline(text, place)
        if _is_headline(text, line, layout):
            titles.append(line)
            continue
        if open_line and _continues(text, open_line, line):
            layout.paragraphs[-1] = Span(layout.paragraphs[-1].start, line.end)
        else:
            layout.paragraphs.append(line)
        open_line = line
    layout.title = _choose_title(text, titles)
    if layout.date is None and layout.paragraphs and _is_credit(text, layout.paragraphs[-1]):
        place = layout.paragraphs.pop()
        layout.date = find_date(text, place)
    return layout


def _is_credit(text: str, line: Span) -> bool:
    """Say whether a last line is like "(Xinhua News Agency June 24, 2003)"."""
    short = line.end - line.start < _LONGEST_ROW
    return (
        short
        and text[line.start] == "("
        and text[line.end - 1] == ")"
        and bool(find_date(text, line))
    )


def _read_label(text: str, line: Span, layout: Layout) -> bool:
    """Read a line of labels such as "Date: 2025-05-08"; say whether it was one."""
    if line.end - line.start > _LONGEST_LABEL_LINE:
        return False
    labels = list(_LABEL.finditer(text, line.start, line.end))
    if (
        not labels
        or labels[0].start() > line.start + 40
        or (labels[0].start() > line.start and not _is_short_row(text, line))
    ):
        return False
    if labels[0].start() > line.start and layout.date is None:
        layout.date = find_date(text, Span(line.start, labels[0].start()))
        _keep_agency(text, Span(line.start, labels[0].start()), layout)
    for label, stop in zip(labels, [*(n.start() for n in labels[1:]), line.end], strict=True):
        value = trim(text, label.end(), stop, drop="|[]*_")
        _keep(text, re.sub(r"\s", "", label.group(1)).lower(), value, layout)
    return True


def _is_short_row(text: str, line: Span) -> bool:
    return text[line.end - 1] not in _FINAL and line.end - line.start < _LONGEST_ROW


def _keep(text: str, label: str, value: Span, layout: Layout) -> None:
    if value.end <= value.start:
        return
    if label in _DATE_LABELS and layout.date is None:
        layout.date = find_date(text, value)
        _keep_agency(text, value, layout)
    elif label == "by":
        _keep_agency(text, value, layout)
    elif label in _SOURCE_LABELS and layout.source is None:
        bar = text.find("|", value.start, value.end)
        if bar > value.start:
            layout.date = layout.date or find_date(text, Span(bar, value.end))
            value = trim(text, value.start, bar)
        layout.source = found(text, value)
    elif label in {"topic", "topics", "tag", "tags", "keyword", "keywords"}:
        layout.topics.append(found(text, value))


def _keep_agency(text: str, place: Span, layout: Layout) -> None:
    """Take the agency or paper that a header line names beside its date as the source."""
    agency = _AGENCY.search(text, place.start, place.end)
    if agency and layout.source is None:
        layout.source = found(text, Span(agency.start(), agency.end()))


def _is_chrome(text: str, line: Span) -> bool:
    return line.end - line.start < _LONGEST_LABEL_LINE and bool(_CHROME.match(line.of(text)))


def _is_agency_line(text: str, line: Span, layout: Layout) -> bool:
    """Read a line that holds only an agency's name: "(China Daily)", "Xinhua"."""
    if layout.paragraphs or line.end - line.start > _LONGEST_DATE_LINE:
        return False
    name = trim(text, line.start, line.end, drop="()[]|")
    if not _AGENCY.fullmatch(text, name.start, name.end):
        return False
    _keep_agency(text, name, layout)
    return True


def _is_date_line(text: str, line: Span, layout: Layout) -> bool:
    """Read a line that holds only a date, perhaps with a time and an agency's name."""
    if layout.paragraphs or line.end - line.start > _LONGEST_DATE_LINE:
        return False
    date = find_date(text, line)
    if date is None:
        return False
    rest = text[line.start : date.span.start] + text[date.span.end : line.end]
    rest = _AGENCY.sub("", _BESIDE_DATE.sub("", rest))
    rest = _PLACE.sub("", rest)
    if rest.strip(" ,.|:()[]-/\t"):
        return False
    layout.date = layout.date or date
    _keep_agency(text, line, layout)
    return True


def _without_dateline(text: str, line: Span) -> Span:
    """Leave out "BEIJING, March 12 (Xinhua) --" before the first sentence."""
    mark = _DATELINE.match(text[line.start : line.start + 80])
    return Span(line.start + mark.end(), line.end) if mark else line


def _is_headline(text: str, line: Span, layout: Layout) -> bool:
    if _HEADING.match(text[line.start : line.start + 12]):
        return True
    size = line.end - line.start
    if layout.paragraphs or size > _LONGEST_TITLE or text[line.end - 1] in _FINAL:
        return False
    if _PEOPLE.match(text, line.start, line.end) or _is_wrapped(text, line):
        return False
    first = text[line.start]
    return not first.islower() and not re.match(r"(?:[•·\-–*]|\d+[.)]|\()\s", line.of(text)[:4])


def _is_wrapped(text: str, line: Span) -> bool:
    """Say whether a line without a final stop is one of a paragraph that was wrapped by hand."""
    if _NEXT_LOW.match(text, line.end):
        return True
    if not _WRAP_FROM <= line.end - line.start <= _WRAP_TO:
        return False
    end = _BLANK_LINE.search(text, line.end, line.end + _LONGEST_BLOCK)
    block = text[line.start : end.start() if end else line.end + _LONGEST_BLOCK].splitlines()
    return (
        len(block) > 1
        and block[-1].rstrip()[-1:] in _FINAL
        and all(len(b) <= _WRAP_TO for b in block)
    )


def _choose_title(text: str, titles: list[Span]) -> Span | None:
    marked = [t for t in titles if _HEADING.match(text[t.start : t.start + 12])]
    worth = (
        [t for t in marked or titles if len(t.of(text).split()) >= _FEWEST_WORDS]
        or marked
        or titles
    )
    if not worth:
        return None
    chosen = worth[0]
    start = chosen.start
    while mark := _MARKUP.match(text[start : chosen.end]) or _LEADING_DATE.match(
        text[start : chosen.end]
    ):
        start += mark.end()
    return trim(text, start, chosen.end, drop="*#_")


def _continues(text: str, before: Span, line: Span) -> bool:
    """Say whether a line is the rest of a paragraph that was wrapped by hand."""
    gap = text[before.end : line.start]
    if gap.count("\n") > 1 or gap.count("\r") > 1 or text[before.end - 1] in _FINAL:
        return False
    if _PEOPLE.match(text, line.start, line.end):
        return False
    return text[line.start].islower() or (
        before.end - before.start >= _WRAPPED
        and text[line.start].isalnum()
        and not text[line.start].isdigit()
    )
