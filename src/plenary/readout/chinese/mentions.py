"""The dates, bodies, events, programmes and places that a clause names."""

from __future__ import annotations

import re
from bisect import bisect_left

from plenary.readout.chinese.passages import Passage
from plenary.readout.chinese.references import PLAN
from plenary.readout.draft import Due, Named, NamedKind

_DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?P<end>[中下上]旬|底|初|末)?(?:之?前|以前)?"
)
_YEAR = re.compile(
    r"(?:到|至)?(?P<year>20\d\d)年(?P<part>上半年|下半年|[一二三四]季度|第[一二三四]季度)?(?:年?底|末)?(?:之?前|以前)?"
)
_THIS_YEAR = re.compile(
    r"(?:今年|本年度?)(?P<part>上半年|下半年|[一二三四]季度|第[一二三四]季度)?(?:年?底|末)?(?:之?前)?|(?P<late>年底|年末|年内|全年|年终)(?:之?前)?|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四])季度"
)
_SOON = re.compile(
    r"(?:一|两|三|半|\d{1,2})个?(?:周|月|年|工作日|天)(?:之?内|以内)|本周内?|本月(?:底|内)?前?|月底前|春节前|节前|汛期前"
)
_BODY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,16}?(?:委员会|领导小组|联席会议|指挥部|工作专班)|国务院|党中央|中央书记处|[省市区县]委[、和]?[省市区县]政府|市委外办|区委外办|[\u4e00-\u9fff]{2,6}(?:外办|发展改革委|财政局|商务局|教委|公安局))"
)
_CHARGED = re.compile(
    r"(?:.*(?:(?<![自理缘])由|会同|请|督促))?(?:应当|应(?!急)|必须|须|需要?|要)?"
    r"(?:进一步|充分|更好|切实|积极|主动|不断)*"
    r"(?:(?:发挥|依托|借助|加强|强化|健全|完善|成立|组建|设立|建立|支持|配合|协助|联合(?![国会])|对接|落实|按照)好?)?"
)
"""What charges a body with the work and stands before its name: 要由, 需会同, 要充分发挥."""
_EVENT = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z\d“”]{2,16}?(?:博览会|峰会|论坛|运动会|大满贯|文化节|艺术节|电影节|进口展|展览会|世园会))|冬奥会|服贸会|进博会|广交会|链博会|消博会|亚运会|大运会|全运会|两会"
)
_PROGRAMME = re.compile(
    r"“[^”]{2,20}”(?:行动|工程|计划|专项行动|活动|改革|战略|机制|倡议|体系|建设)?|[\u4e00-\u9fff]{2,12}(?:专项行动|三年行动|行动计划|行动方案)"
)
_PLACES = re.compile(
    r"北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|"
    r"雄安新区|长三角|粤港澳大湾区|京津冀|长江经济带|黄河流域|成渝地区|东北"
)
_PERIODS = {
    "十一五": "2006/2010",
    "十二五": "2011/2015",
    "十三五": "2016/2020",
    "十四五": "2021/2025",
    "十五五": "2026/2030",
    "十六五": "2031/2035",
}
_MONTHS = 12
_QUARTERS = "一二三四"
_NAMED: tuple[tuple[re.Pattern[str], NamedKind], ...] = (
    (_EVENT, "event"),
    (_PROGRAMME, "programme"),
    (_BODY, "body"),
    (_PLACES, "place"),
)


def named_in(part: Passage, start: int, end: int) -> tuple[Named, ...]:
    """Find the bodies, events, programmes and places that a clause names."""
    found: list[tuple[int, int, NamedKind]] = []
    for pattern, kind in _NAMED:
        for match in pattern.finditer(part.text, start, end):
            begin = match.start()
            if kind == "body" and (charged := _CHARGED.match(part.text, begin, match.end())):
                begin = charged.end()
            _keep(found, begin, match.end(), kind)
    return tuple(Named(kind, part.found(a, b)) for a, b, kind in found)


def _keep(found: list[tuple[int, int, NamedKind]], start: int, end: int, kind: NamedKind) -> None:
    """Insert a place in order, unless it overlaps one that is there."""
    at = bisect_left(found, start, key=lambda place: place[0])
    before, behind = found[at - 1 : at] if at else [], found[at : at + 1]
    if not any(a < end and start < b for a, b, _ in [*before, *behind]):
        found.insert(at, (start, end, kind))


def due_in(part: Passage, start: int, end: int, year: str | None) -> Due | None:
    """Find the date or period that a clause sets; ``year`` is the year printed on the page."""
    for read in (_plan_period, _day, _whole_year, _current):
        due = read(part, start, end, year)
        if due:
            return due
    soon = _SOON.search(part.text, start, end)
    return Due(part.found(soon.start(), soon.end())) if soon else None


def _plan_period(part: Passage, start: int, end: int, year: str | None) -> Due | None:
    match = PLAN.search(part.text, start, end)
    if not match:
        return None
    key = match.group().lstrip("“")[:3]
    return Due(part.found(match.start(), match.end()), _PERIODS.get(key))


def _day(part: Passage, start: int, end: int, year: str | None) -> Due | None:
    match = _DAY.search(part.text, start, end)
    if not match or not 1 <= int(match["month"]) <= _MONTHS:
        return None
    printed = match["year"] or year
    phrase = part.found(match.start(), match.end())
    if printed is None:
        return Due(phrase)
    month = f"{printed}-{int(match['month']):02d}"
    return Due(phrase, f"{month}-{int(match['day']):02d}" if match["day"] else month)


def _whole_year(part: Passage, start: int, end: int, year: str | None) -> Due | None:
    match = _YEAR.search(part.text, start, end)
    if not match:
        return None
    return Due(part.found(match.start(), match.end()), match["year"] + _part_of_year(match["part"]))


def _current(part: Passage, start: int, end: int, year: str | None) -> Due | None:
    match = _THIS_YEAR.search(part.text, start, end)
    if not match:
        return None
    period = (
        match["part"]
        or match["half"]
        or (f"第{match['quarter']}季度" if match["quarter"] else None)
    )
    return Due(
        part.found(match.start(), match.end()), year + _part_of_year(period) if year else None
    )


def _part_of_year(part: str | None) -> str:
    if not part:
        return ""
    if "半年" in part:
        return "-H1" if part.startswith("上") else "-H2"
    return f"-Q{_QUARTERS.index(part.removeprefix('第')[0]) + 1}"
