"""The state of the work as a text: what a report says of lights, dates and figures cites its lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.contexts.governance.drafting.facts import FigureFacts, Pair, ReportFacts, TaskFacts
from plenary.kernel.text.wording import in_zh


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record, found again by its key; ``start`` and ``end`` are its characters."""

    key: str
    start: int
    end: int
    quote: str


def work_record(facts: ReportFacts) -> tuple[str, list[Line]]:
    """Give the record's text and the place of each line that a statement may cite.

    Keys: ``overview``; ``task:7``; ``figure:7:exchange.visits``.
    """
    text, lines = "", []
    for key, content in _lines(facts):
        quote = " ".join(content.split())
        lines.append(Line(key, len(text), len(text) + len(quote), quote))
        text += quote + "\n"
    return text, lines


def _lines(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    counts = Counter(task.light for task in facts.tasks)
    named = "; ".join(f"{_both(facts.lights.get(k, Pair(k, k)))} {n}" for k, n in counts.items())
    silent = sum(task.has_no_evidence for task in facts.tasks)
    yield (
        "overview",
        " | ".join(
            (
                str(facts.as_of),
                f"{facts.starts_on}–{facts.ends_on}",
                str(len(facts.tasks)),
                named,
                f"无进展材料 / no evidence {silent}",
                *(f"未审定 / not adopted: {_both(one.name)} {one.tasks}" for one in facts.left_out),
            )
        ),
    )
    for task in facts.tasks:
        yield f"task:{task.task_id}", _task(task, facts)
        for figure in task.figures:
            yield f"figure:{task.task_id}:{figure.measure}", _figure(task, figure)


def _task(task: TaskFacts, facts: ReportFacts) -> str:
    parts = [
        f"{task.number}. {_both(task.title)}",
        _both(facts.lights.get(task.light, Pair(task.light, task.light))),
        _both(task.why),
        f"时限 / due {_day(task.due_on)}",
        f"原定 / first {_day(task.first_due_on)}" if task.first_due_on != task.due_on else "",
        f"报告完成 / reported {task.reported_on}" if task.reported_on else "",
        f"{in_zh('销号')} / closed {task.closed_on}" if task.closed_on else "",
        f"终止 / ended {task.ended_on}" if task.ended_on else "",
        f"列入清单 / listed {task.added_on}" if task.added_on else "",
        *(
            f"节点 / milestone {s.number}: {_both(s.title)}, {s.due_on}, {_day(s.done_on)}"
            for s in task.steps
        ),
        f"本期材料 / entries {len(task.entries)}",
    ]
    return " | ".join(part for part in parts if part)


def _figure(task: TaskFacts, figure: FigureFacts) -> str:
    target = f" | 目标 / target {figure.target}" if figure.target is not None else ""
    return (
        f"{task.number}. {_both(figure.name)} = {figure.value} {_both(figure.counted)}"
        f" | {figure.starts_on}–{figure.ends_on}{target}"
    )


def _both(pair: Pair) -> str:
    return " / ".join(side for side in (pair.zh, pair.en) if side)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "–"
