"""Suggests who should lead: from what units answer for and what they have led, with the words that match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from plenary.contexts.governance.likeness import Text, cut, phrases, shared_words, weights
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.names import is_chinese, is_short_form, plain
from plenary.contexts.governance.seats import lacks_only_place
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.quotation import quoted

NAMED = 20.0
"""What it counts that the clause names the unit."""
IN_NAME = 2.0
"""A word of the unit's own name counts this many times one of its duties."""
NAMED_TO_LEAD = 10.0
"""What it counts beside that the clause says that it leads."""
LED_BEFORE = 6.0
"""What it counts, at full likeness, that the unit led a task of nearly the same words."""
ALIKE = 60.0
"""From which likeness (0 to 100) two titles are taken for the same work."""
LED_THEME = 1.0
"""What it counts, at most, that the unit leads much of the theme's work."""
LEAST = 1.5
"""Below this score nothing is suggested: a guess without a reason helps nobody."""
REMEMBERED = 2000
"""How many earlier tasks are looked at, the newest first."""
MOST = 3
"""How many units are suggested at most."""
SHOWN_WORDS = 4
"""How many matching words a reason names."""
_OF_ANY = re.compile(
    r"^[\u4e00-\u9fff]{0,6}?[区县市省](?!场|民|政|容|域|块)(?:委(?!员))?(?=[\u4e00-\u9fff]{3})|(?:管理局|委员会|办公室|局|部|委|办|处|中心)$"
)
_UNIT = "局|委|办|部|处|室|中心|街道|镇|乡|公司|集团|单位|部门"
"""How units are called at the end."""
_PART = "牵头|主责|主办|配合|协同|协助|协办"
_BETWEEN = (
    rf"(?>[、和与及](?:(?!{_PART})[^，。；：、的\n]){{1,24}}(?:{_UNIT})"
    r"|等(?:相关)?(?:部门|单位)?|分别|共同|积极|密切|具体|各自|做好|负责|予以){0,8}"
)
"""Other units, and how: all that stands between a unit and its part in the work (甲局、乙局共同配合)."""
_BEHIND = re.compile(
    rf"{_BETWEEN}(?:(?P<lead>牵头|主责|主办)|(?:配合|协同|协助|协办)(?:配合|落实|实施|推进|办理|完成|开展){{0,2}})"
    r"|\s+(?:(?:will|shall|is to|are to|to)\s+)?(?:(?P<leads>leads?|takes? the lead)|supports?|assists?)\b"
    r"|\s+(?:(?P<leading>leading|taking the lead)|supporting|assisting)\b"
)
_UNITS = rf"(?:[\u4e00-\u9fff]{{1,20}}?(?:{_UNIT})[、和与及])*"
_JOINING = re.compile(
    rf"(?:会同|协同|联合(?![国会])){_UNITS}(?:[\u4e00-\u9fff]{{1,4}}[区县市省])?$"
    r"|\b(?:(?:together|jointly|along)|in (?:co-?operation|collaboration|co-?ordination|conjunction|partnership))"
    r" with (?:(?!\b(?:shall|should|must|will|to)\b)[^.;]){0,120}$"
)
"""What stands before those who are to help whoever acts (甲局会同乙局、丙局, "A, together with B,")."""
_GOES_ON = re.compile(r"[ \t]*\w")
_LED = re.compile(
    r"牵头|主责|主办|\b(?:leads?|leading|(?:led|headed) by|tak(?:es?|ing) the lead)\b"
)
_BEFORE = re.compile(r"\b(?:(?P<lead>led|headed)|supported|assisted) by(?: the)?[^,.;]{0,60}$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that somebody should lead, in one language or both."""

    text_zh: str = ""
    text_en: str = ""
    theme_id: int | None = None
    actor: str = ""
    """Who is to act by what the reader found, also in an earlier clause of the sentence."""

    @property
    def text(self) -> str:
        """Give both sides as one text."""
        return f"{self.text_zh}\n{self.text_en}".strip()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that should lead, how strongly, and why in both languages."""

    unit_id: int
    name_zh: str
    name_en: str
    score: float
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class _Unit:
    pk: int
    name_zh: str
    name_en: str
    names: tuple[str, ...]
    name: Text
    duties: Text
    terms: tuple[str, ...]
    """What it is called and answers for, term by term."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    titles: tuple[str, ...]
    unit_id: int
    theme_id: int | None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every clause is held against."""

    units: Sequence[_Unit]
    weight: dict[str, float]
    titles: Sequence[tuple[int, str]]
    """(lead unit, title) of each earlier task, in each language."""
    by_theme: Counter[tuple[int | None, int]]
    busiest: Counter[int | None]
    """The most tasks that one unit leads of each theme."""


@dataclass(slots=True)
class _Case:
    """What speaks for a unit."""

    score: float = 0.0
    is_named: bool = False
    words: tuple[str, ...] = ()
    earlier: str = ""
    theme_tasks: int = 0


def suggest_lead_unit(
    text_zh: str = "", text_en: str = "", theme_id: int | None = None
) -> list[Suggestion]:
    """Give the units that should lead a clause, the best first; none where nothing speaks for any."""
    return suggest_lead_units([Clause(text_zh, text_en, theme_id)])[0]


def suggest_lead_units(clauses: Sequence[Clause]) -> list[list[Suggestion]]:
    """Give each clause's suggestions: two queries, however many clauses."""
    ground = _ground()
    return [_suggest(clause, ground) for clause in clauses]


def _ground() -> _Ground:
    units = _units()
    earlier = _earlier()
    by_theme: Counter[tuple[int | None, int]] = Counter(
        (task.theme_id, task.unit_id) for task in earlier if task.theme_id
    )
    busiest: Counter[int | None] = Counter()
    for (theme_id, _unit), count in by_theme.items():
        busiest[theme_id] = max(busiest[theme_id], count)
    return _Ground(
        units=units,
        weight=weights([Text("", unit.name.tokens | unit.duties.tokens) for unit in units]),
        titles=[(task.unit_id, title) for task in earlier for title in task.titles],
        by_theme=by_theme,
        busiest=busiest,
    )


def _units() -> list[_Unit]:
    found = Organisation.objects.filter(kind=OrganisationKind.UNIT, dissolved_on__isnull=True)
    return [_unit(row) for row in found.order_by("order", "id")]


def _unit(row: Organisation) -> _Unit:
    names = tuple(
        dict.fromkeys(filter(None, [row.name_zh, row.short_zh, row.name_en, row.short_en]))
    )
    called = tuple(term for name in names for term in phrases(_core(name)))
    duties = phrases(f"{row.duties_zh}\n{row.duties_en}")
    return _Unit(
        pk=row.pk,
        name_zh=row.short_zh or row.name_zh or row.short_en or row.name_en,
        name_en=row.short_en or row.name_en or row.short_zh or row.name_zh,
        names=names,
        name=cut("\n".join(called)),
        duties=cut("\n".join(duties)),
        terms=(*duties, *called),
    )


def _core(name: str) -> str:
    """Give a unit's name without what every unit's has: 体育 of 区体育局."""
    return _OF_ANY.sub("", name)


def _earlier() -> list[_Earlier]:
    rows = (
        Task.objects.filter(lead_unit__isnull=False)
        .order_by("-pk")
        .values_list("title_zh", "title_en", "lead_unit_id", "theme_id")[:REMEMBERED]
    )
    return [
        _Earlier(tuple(filter(None, (zh, en))), lead, theme)
        for zh, en, lead, theme in rows
        if lead is not None
    ]


def _suggest(clause: Clause, ground: _Ground) -> list[Suggestion]:
    text = cut(clause.text)
    led = _led_alike(clause, ground.titles)
    busiest = ground.busiest[clause.theme_id]
    cases = []
    for unit in ground.units:
        case = _of_words(text, unit, ground.weight)
        if clause.actor and not case.is_named and _is_called(unit, clause.actor):
            case.is_named = True
            case.score += NAMED + NAMED_TO_LEAD
        likeness, case.earlier = led.get(unit.pk, (0.0, ""))
        case.score += LED_BEFORE * likeness / 100
        if busiest and case.score:
            case.theme_tasks = ground.by_theme[clause.theme_id, unit.pk]
            case.score += LED_THEME * case.theme_tasks / busiest
        if case.score >= LEAST:
            cases.append((unit, case))
    cases.sort(key=lambda pair: -pair[1].score)
    return [_suggestion(unit, case) for unit, case in cases[:MOST]]


def _of_words(text: Text, unit: _Unit, weight: dict[str, float]) -> _Case:
    in_name = text.tokens & unit.name.tokens
    in_duties = text.tokens & unit.duties.tokens
    case = _Case(words=tuple(shared_words(text, unit.terms)) if in_name | in_duties else ())
    case.score = sum(weight[token] for token in sorted(in_duties))
    case.score += IN_NAME * sum(weight[token] for token in sorted(in_name))
    role = _role_of(unit, text.raw)
    if role in {"lead", "named"}:
        case.is_named = True
        case.score += NAMED + (NAMED_TO_LEAD if role == "lead" else 0)
    return case


def _is_called(unit: _Unit, actor: str) -> bool:
    """Say whether a unit is called so, in full or but for its place (商务局, ``the Publicity Department``)."""
    return any(
        plain(name) == plain(actor) or lacks_only_place(name, actor) or _is_head(actor, name)
        for name in unit.names
    )


def _is_head(actor: str, name: str) -> bool:
    """Say whether an English name is short for another of the same unit."""
    return not is_chinese(actor) and is_short_form(actor, name)


def _role_of(unit: _Unit, text: str) -> Literal["", "named", "lead", "supporting"]:
    """Say as what the text names a unit: "由甲局牵头，乙局配合", "led by A and supported by B".

    What a unit is to support itself (乙局协助企业办理退税) makes it a supporting one only beside a lead.
    """
    found: Literal["", "named"] = ""
    for name in unit.names:
        if len(name) <= 2:  # noqa: PLR2004 - short forms of two characters stand in other words
            continue
        for hit in re.finditer(re.escape(name), text):
            behind = _BEHIND.match(text, hit.end())
            if _JOINING.search(text, 0, hit.start()):
                return "supporting"
            told = behind or _BEFORE.search(text, 0, hit.start())
            if told and {"lead", "leads", "leading"} & _told(told):
                return "lead"
            if told and (not behind or not _GOES_ON.match(text, told.end()) or _LED.search(text)):
                return "supporting"
            found = "named"
    return found


def _told(found: re.Match[str]) -> set[str]:
    return {name for name, words in found.groupdict().items() if words}


def supporting_units(clauses: Sequence[Clause]) -> list[list[int]]:
    """Give the units that each clause names to support whoever leads; one query."""
    units = _units()
    return [
        [unit.pk for unit in units if _role_of(unit, clause.text) == "supporting"]
        for clause in clauses
    ]


def _led_alike(clause: Clause, titles: Sequence[tuple[int, str]]) -> dict[int, tuple[float, str]]:
    """Give, for each unit, the likeness of the most similar task that it leads, and its title."""
    best: dict[int, tuple[float, str]] = {}
    for side in filter(None, (clause.text_zh, clause.text_en)):
        for unit_id, title in titles:
            likeness = fuzz.ratio(side, title, score_cutoff=ALIKE)
            if likeness > best.get(unit_id, (0.0, ""))[0]:
                best[unit_id] = (likeness, title)
    return best


def _suggestion(unit: _Unit, case: _Case) -> Suggestion:
    zh: list[str] = []
    en: list[str] = []
    if case.is_named:
        zh.append(in_zh("原文点名该单位"))
        en.append(in_en("the text names the unit"))
    if case.words and not case.is_named:
        words = case.words[:SHOWN_WORDS]
        zh.append("职责或名称中有" + "".join(quoted(word) for word in words))
        en.append("its duties or name say " + ", ".join(quoted(word) for word in words))
    if case.earlier:
        zh.append(f"{in_zh('曾牵头相近任务')}{quoted(case.earlier)}")
        en.append(f"{in_en('it led a similar task,')} {quoted(case.earlier)}")
    if case.theme_tasks:
        zh.append(f"{in_zh('牵头该主题任务')}{case.theme_tasks}项")
        en.append(f"it leads {case.theme_tasks} of the theme's {in_en('tasks')}")
    return Suggestion(
        unit_id=unit.pk,
        name_zh=unit.name_zh,
        name_en=unit.name_en,
        score=round(case.score, 2),
        reason_zh="；".join(zh),
        reason_en="; ".join(en),
    )
