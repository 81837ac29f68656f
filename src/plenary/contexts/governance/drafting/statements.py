"""The statements of a report: what each says in Chinese and English, and what carries it.

Nothing is said that the facts do not hold: where nothing was handed in, the statement is a gap; where
a unit wrote one language only, the other side stays empty.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plenary.contexts.governance.drafting.facts import (
    EntryFacts,
    FigureFacts,
    Pair,
    ReportFacts,
    StepFacts,
    TaskFacts,
)
from plenary.contexts.governance.drafting.writing import (
    UNTRANSLATED,
    capital,
    clause,
    date_en,
    date_zh,
    points,
    sentence,
)
from plenary.contexts.governance.enums import Light, SourceKind, StatementKind
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.quotation import quoted

MAIN_LIGHTS = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED)
"""Always counted in the overview; the others only where there are any."""

ENDED = "ended"
"""Stands in a light's place where a task was ended without being done."""

Wanted = Callable[[EntryFacts], Pair]


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage and what it shows."""

    kind: str
    passage: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """A statement as drafted; ``key`` is the same each time the same thing is drafted."""

    key: str
    kind: str
    text: Pair
    sources: tuple[Cited, ...]
    task_id: int | None = None
    number: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def draft_statements(facts: ReportFacts, lines: Mapping[str, int]) -> list[Drafted]:
    """Draft the overview and every task in the list's order.

    ``lines`` gives the passage of each line of the work record (``record.work_record``).
    """
    drafted = list(_overview(facts, lines))
    for task in sorted(facts.tasks, key=lambda each: each.number):
        drafted.extend(_task(task, facts, lines))
    return drafted


def _overview(facts: ReportFacts, lines: Mapping[str, int]) -> Iterator[Drafted]:
    sources = (Cited(SourceKind.STATE, lines["overview"]),)
    counts = Counter(task.light for task in facts.tasks)
    others = (*Light, ENDED)
    shown = [*MAIN_LIGHTS, *(k for k in others if k not in MAIN_LIGHTS and counts[k])]
    words = {key: facts.lights.get(key, Pair(str(key), str(key))) for key in shown}
    zh = "，".join(f"{words[key].zh}{counts[key]}项" for key in shown)
    en = ", ".join(f"{words[key].en.lower()} {counts[key]}" for key in shown)
    total = len(facts.tasks)
    yield Drafted(
        "overview:counts",
        StatementKind.OVERVIEW,
        Pair(
            f"{facts.period.zh}{in_zh('，清单共有任务')}{total}项。截至{date_zh(facts.as_of)}，{zh}。",
            f"For {facts.period.en} the list holds {total} {in_en('task' if total == 1 else 'tasks')}. "
            f"As of {date_en(facts.as_of)}: {en}.",
        ),
        sources,
    )
    silent = [str(task.number) for task in facts.tasks if task.has_no_evidence]
    if silent:
        n = len(silent)
        yield Drafted(
            "overview:gaps",
            StatementKind.OVERVIEW,
            Pair(
                f"{n}{in_zh('项任务本期无进展材料：')}{'、'.join(f'第{each}项' for each in silent)}。",
                f"{n} {in_en('task has' if n == 1 else 'tasks have')} no evidence for this period: "
                f"{'item' if n == 1 else 'items'} {', '.join(silent)}.",
            ),
            sources,
        )

    if facts.left_out:
        yield Drafted("overview:left_out", StatementKind.OVERVIEW, _left_out(facts), sources)


def _left_out(facts: ReportFacts) -> Pair:
    """Say which lists of the period do not count, so that nobody misses their tasks."""
    zh = "、".join(f"{quoted(one.name.either('zh'))}（{one.tasks}项）" for one in facts.left_out)
    en = "; ".join(
        f"{quoted(one.name.either('en'))} ({one.tasks} {in_en('task' if one.tasks == 1 else 'tasks')})"
        for one in facts.left_out
    )
    return Pair(f"以下清单尚未审定，未计入本报告：{zh}。", f"Not counted, since not adopted: {en}.")


def _task(task: TaskFacts, facts: ReportFacts, lines: Mapping[str, int]) -> Iterator[Drafted]:
    state = Cited(SourceKind.STATE, lines[f"task:{task.task_id}"])
    yield _heading(task, facts, state)
    makers = (_progress, _silent_lead, _closed, _ended, _late, _next, _help)
    made = [each for make in makers if (each := make(task, facts, state)) is not None]
    figures = [_figure(task, figure, lines) for figure in task.figures]
    place = next((i for i, each in enumerate(made) if each.kind == StatementKind.LATE), len(made))
    nexts = next((i for i, each in enumerate(made) if each.kind == StatementKind.NEXT), len(made))
    place = min(place, nexts)
    yield from (*made[:place], *figures, *made[place:])


def _made(
    task: TaskFacts, key: str, kind: str, text: Pair, sources: Sequence[Cited]
) -> Drafted | None:
    if not text:
        return None
    once = tuple(dict.fromkeys(sources))
    return Drafted(f"{key}:{task.task_id}", kind, text, once, task.task_id, task.number)


def _heading(task: TaskFacts, facts: ReportFacts, state: Cited) -> Drafted:
    word = facts.lights.get(task.light, Pair(task.light, task.light))
    bases = tuple(Cited(SourceKind.BASIS, passage) for passage in dict.fromkeys(task.bases))
    details = {
        "lead_zh": task.lead.zh,
        "lead_en": task.lead.en,
        "light": str(Light.NONE if task.light == ENDED else task.light),
        "light_zh": word.zh,
        "light_en": word.en,
    }
    return Drafted(
        f"task:{task.task_id}",
        StatementKind.TASK,
        task.title,
        (*bases, state),
        task.task_id,
        task.number,
        details,
    )


def _progress(task: TaskFacts, _facts: ReportFacts, state: Cited) -> Drafted | None:
    """Say what was done; that there is nothing new; or that there is no evidence."""
    if task.has_no_evidence:
        text = Pair("本期无进展材料。", "No evidence for this period.")
        return _made(task, "gap", StatementKind.GAP, text, [state])
    told = [entry for entry in task.entries if entry.done]
    if told:
        text, sources = _points(told, lambda entry: entry.done)
        return _made(task, "progress", StatementKind.PROGRESS, text, sources)
    if not task.entries:
        return _came_later(task, state)
    zh = "、".join(dict.fromkeys(entry.unit.either("zh") for entry in task.entries))
    en = ", ".join(dict.fromkeys(entry.unit.either("en") for entry in task.entries))
    text = Pair(f"本期无新进展（{zh}报告）。", f"Nothing new in this period, as reported by {en}.")
    sources = [Cited(SourceKind.PROGRESS, entry.passage) for entry in task.entries]
    return _made(task, "progress", StatementKind.PROGRESS, text, sources)


def _came_later(task: TaskFacts, state: Cited) -> Drafted | None:
    """Say that nobody could report on an item in a period before it was one."""
    if task.added_on is None:
        return None
    text = Pair(
        f"{date_zh(task.added_on)}列入清单，本期无须报告。",
        f"Put on the list on {date_en(task.added_on)}, after this period.",
    )
    return _made(task, "progress", StatementKind.PROGRESS, text, [state])


def _silent_lead(task: TaskFacts, _facts: ReportFacts, state: Cited) -> Drafted | None:
    """Say that the lead unit is silent where only others have reported."""
    is_over = task.closed_on or task.ended_on
    if not task.entries or is_over or any(entry.is_lead for entry in task.entries):
        return None
    text = Pair(
        f"{in_zh('牵头单位')}{_in_brackets(task.lead.either('zh'))}本期无进展材料。",
        f"{in_en('No evidence for this period from the lead unit')}{_comma(task.lead.either('en'))}.",
    )
    return _made(task, "gap", StatementKind.GAP, text, [state])


def _closed(task: TaskFacts, _facts: ReportFacts, state: Cited) -> Drafted | None:
    if task.closed_on is None:
        return None
    zh, en = (
        f"已于{date_zh(task.closed_on)}{in_zh('核查销号')}",
        f"Closed on {date_en(task.closed_on)}",
    )
    outcome = Pair() if _is_told(task) else task.outcome
    both = not outcome or (outcome.zh and outcome.en)
    outcome_zh = outcome.zh or ("" if both else UNTRANSLATED["zh"])
    outcome_en = outcome.en or ("" if both else UNTRANSLATED["en"])
    text = Pair(
        sentence(f"{zh}：{outcome_zh}" if outcome_zh else zh, "zh"),
        sentence(f"{en}: {outcome_en}" if outcome_en else en, "en"),
    )
    return _made(task, "closed", StatementKind.PROGRESS, text, [state])


def _is_told(task: TaskFacts) -> bool:
    """Say whether the outcome is a unit's own entry, which stands in the report already."""
    return task.outcome in [entry.done for entry in task.entries]


def _ended(task: TaskFacts, _facts: ReportFacts, state: Cited) -> Drafted | None:
    """Say when, by what and why work has ended without being done."""
    if task.ended_on is None:
        return None
    by_zh, by_en = ("批示", "an instruction")
    if task.ended_by_decision:
        by_zh, by_en = ("议定事项", "a decision")
    reason = task.end_reason
    text = Pair(
        sentence(
            f"{in_zh('已于')}{date_zh(task.ended_on)}依据{by_zh}{in_zh('终止')}："
            f"{reason.zh or UNTRANSLATED['zh']}",
            "zh",
        ),
        sentence(
            f"{in_en('Ended on')} {date_en(task.ended_on)} by {by_en}: "
            f"{reason.en or UNTRANSLATED['en']}",
            "en",
        ),
    )
    return _made(task, "ended", StatementKind.PROGRESS, text, [state])


def _figure(task: TaskFacts, figure: FigureFacts, lines: Mapping[str, int]) -> Drafted:
    line = lines[f"figure:{task.task_id}:{figure.measure}"]
    kept = (Cited(SourceKind.FIGURE, passage) for passage in figure.passages)
    return Drafted(
        f"figure:{task.task_id}:{figure.measure}",
        StatementKind.FIGURE,
        Pair(_figure_zh(figure), _figure_en(figure)),
        tuple(dict.fromkeys((*kept, Cited(SourceKind.STATE, line)))),
        task.task_id,
        task.number,
    )


def _figure_zh(figure: FigureFacts) -> str:
    counted = figure.counted.either("zh")
    target = "" if figure.target is None else f"，目标{figure.target:,}{counted}"
    return (
        f"{date_zh(figure.starts_on)}至{date_zh(figure.ends_on)}，"
        f"{figure.name.either('zh')}累计{figure.value:,}{counted}{target}。"
    )


def _figure_en(figure: FigureFacts) -> str:
    target = "" if figure.target is None else f" (target: {figure.target:,})"
    return (
        f"{capital(figure.name.either('en'))}, {date_en(figure.starts_on)} to {date_en(figure.ends_on)}: "
        f"{figure.value:,} {figure.counted.either('en')}{target}."
    )


def _late(task: TaskFacts, facts: ReportFacts, state: Cited) -> Drafted | None:
    """Say what is late: the first date, the present one, the missed steps, the unit's own reason."""
    if task.ended_on is not None:
        return None
    said = [*_dates(task, facts.as_of), *_steps(task, facts.as_of)]
    if not said and task.light in {Light.YELLOW, Light.RED} and task.why and not _only_silent(task):
        word = facts.lights.get(task.light, Pair(task.light, task.light))
        said = [
            Pair(
                f"{word.zh}：{clause(task.why.zh)}" if task.why.zh else "",
                f"{word.en}: {clause(task.why.en)}" if task.why.en else "",
            )
        ]
    if not said:
        return None
    reasons = [entry for entry in task.entries if entry.reason][-1:]
    zh, en = [clause(each.zh) for each in said], [clause(each.en) for each in said]
    text_zh = sentence("；".join(part for part in zh if part), "zh")
    text_en = " ".join(sentence(part, "en") for part in en if part)
    because = _reason(reasons, _is_late(task, facts.as_of))
    sources = [state, *(Cited(SourceKind.PROGRESS, entry.passage) for entry in reasons)]
    text = Pair(text_zh + because.zh, " ".join(part for part in (text_en, because.en) if part))
    return _made(task, "late", StatementKind.LATE, text, sources)


def _reason(entries: Sequence[EntryFacts], is_late: bool) -> Pair:
    if not entries:
        return Pair("未说明原因。", "No reason was given.") if is_late else Pair()
    entry = entries[0]
    zh = entry.reason.zh or UNTRANSLATED["zh"]
    en = entry.reason.en or UNTRANSLATED["en"]
    return Pair(
        f"原因：{sentence(zh, 'zh')}",
        f"Reason given by {entry.unit.either('en')}: {sentence(en, 'en')}",
    )


def _dates(task: TaskFacts, as_of: dt.date) -> Iterator[Pair]:
    """Say in one sentence when it was due at first, when now, and by how much it is late."""
    due, first = task.due_on, task.first_due_on
    if due is None:
        return
    moved = first is not None and first != due
    days = ((task.done_on or as_of) - due).days
    if not moved and days <= 0:
        return
    zh = (
        f"原定{date_zh(first)}前完成，后调整为{date_zh(due)}"
        if first and moved
        else (f"应于{date_zh(due)}前完成")
    )
    en = (
        f"First due on {date_en(first)}, now due on {date_en(due)}"
        if first and moved
        else (f"Due on {date_en(due)}")
    )
    late = _lateness(task.done_on, as_of, days)
    yield Pair(zh + late.zh, en + late.en)


def _lateness(done_on: dt.date | None, as_of: dt.date, days: int) -> Pair:
    if days <= 0:
        return Pair()
    count = f"{days} {'day' if days == 1 else 'days'}"
    if done_on is None:
        return Pair(
            f"，截至{date_zh(as_of)}逾期{days}天", f"; {count} overdue as of {date_en(as_of)}"
        )
    return Pair(
        f"，{date_zh(done_on)}完成，晚{days}天", f"; done on {date_en(done_on)}, {count} late"
    )


def _steps(task: TaskFacts, as_of: dt.date) -> Iterator[Pair]:
    for step in sorted(task.steps, key=lambda each: (each.due_on, each.number)):
        if step.done_on is not None and step.done_on > step.due_on:
            yield Pair(
                f"{_step_zh(step)}应于{date_zh(step.due_on)}完成，{date_zh(step.done_on)}补齐",
                f"{_step_en(step)} was due on {date_en(step.due_on)} and done on "
                f"{date_en(step.done_on)}",
            )
        elif step.done_on is None and step.due_on < as_of and task.done_on is None:
            yield Pair(
                f"{_step_zh(step)}应于{date_zh(step.due_on)}完成，尚未完成",
                f"{_step_en(step)} was due on {date_en(step.due_on)} and is not done",
            )


def _step_zh(step: StepFacts) -> str:
    return f"节点{quoted(clause(step.title.zh))}" if step.title.zh else f"第{step.number}个节点"


def _step_en(step: StepFacts) -> str:
    return (
        f"Milestone {quoted(clause(step.title.en))}"
        if step.title.en
        else f"Milestone {step.number}"
    )


def _is_late(task: TaskFacts, as_of: dt.date) -> bool:
    overdue = task.due_on is not None and (task.done_on or as_of) > task.due_on
    return overdue or any(
        step.done_on is None and step.due_on < as_of and task.done_on is None for step in task.steps
    )


def _only_silent(task: TaskFacts) -> bool:
    """Say whether the light only repeats that nothing was handed in, which the gap says already."""
    return task.has_no_evidence and task.light == Light.YELLOW


def _next(task: TaskFacts, _facts: ReportFacts, _state: Cited) -> Drafted | None:
    if task.ended_on is not None:
        return None
    entries = [entry for entry in _latest(task.entries) if entry.next]
    text, sources = _points(entries, lambda entry: entry.next)
    led = Pair(f"下一步：{text.zh}" if text.zh else "", f"Next: {text.en}" if text.en else "")
    return _made(task, "next", StatementKind.NEXT, led, sources)


def _help(task: TaskFacts, _facts: ReportFacts, _state: Cited) -> Drafted | None:
    if task.ended_on is not None:
        return None
    entries = [entry for entry in _latest(task.entries) if entry.help]
    text, sources = _points(entries, lambda entry: entry.help)
    led = Pair(
        f"需要协调：{text.zh}" if text.zh else "", f"Help needed: {text.en}" if text.en else ""
    )
    return _made(task, "help", StatementKind.NEXT, led, sources)


def _latest(entries: Sequence[EntryFacts]) -> list[EntryFacts]:
    """Give each unit's last entry: older next steps are past."""
    last: dict[Pair, EntryFacts] = {}
    for entry in entries:
        if entry.unit not in last or entry.ends_on >= last[entry.unit].ends_on:
            last[entry.unit] = entry
    return list(last.values())


def _points(entries: Sequence[EntryFacts], wanted: Wanted) -> tuple[Pair, list[Cited]]:
    """Compose what several entries say, the lead unit's first; others are named in brackets."""
    ordered = sorted(entries, key=lambda entry: not entry.is_lead)
    sides = {lang: _side(ordered, wanted, lang) for lang in ("zh", "en")}
    sources = [Cited(SourceKind.PROGRESS, entry.passage) for entry in ordered]
    return Pair(sides["zh"], sides["en"]), sources


def _side(entries: Sequence[EntryFacts], wanted: Wanted, lang: str) -> str:
    texts = [getattr(wanted(entry), lang) for entry in entries]
    if not any(texts):
        return ""
    several = len({entry.unit for entry in entries}) > 1
    named = [
        f"{clause(text) or UNTRANSLATED[lang]}{_by(entry, lang) if several else ''}"
        for text, entry in zip(texts, entries, strict=True)
    ]
    return points(named, lang)


def _by(entry: EntryFacts, lang: str) -> str:
    if entry.is_lead:
        return ""
    name = entry.unit.either(lang)
    return f"（{name}）" if lang == "zh" else f" ({name})"


def _in_brackets(name: str) -> str:
    return f"（{name}）" if name else ""


def _comma(name: str) -> str:
    return f", {name}" if name else ""
