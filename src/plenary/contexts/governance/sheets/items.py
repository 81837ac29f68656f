"""What every sheet says of a task: its dates and light, who does what, what is still open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.writing import date_en, date_zh, sentence
from plenary.contexts.governance.enums import Light
from plenary.contexts.governance.sheets.matters import Matter
from plenary.kernel.text.wording import in_en, in_zh

ORDER = (Light.RED, Light.YELLOW, Light.GREEN, Light.MADE_GOOD, Light.DONE, Light.NONE)


def items(matters: Sequence[Matter], lang: str) -> list[dict[str, Any]]:
    """Give the tasks as items: by their number in the list, or counted where they are several.

    A part that all have alike is left to the overview.
    """
    places = range(1, len(matters) + 1) if len(matters) > 1 else [0]
    if parts_alike(matters):
        matters = [replace(one, roles=()) for one in matters]
    return [_item(place, matter, lang) for place, matter in zip(places, matters, strict=False)]


def by_light(matters: Iterable[Matter]) -> list[Matter]:
    """Put those first that ask for an eye; those of one light stay in their order."""
    return sorted(matters, key=lambda one: ORDER.index(Light(one.light)))


def parts_alike(matters: Sequence[Matter]) -> tuple[Pair, ...]:
    """Give the parts in all of these tasks where there are several and they are the same, else nothing."""
    found = {one.roles for one in matters}
    return found.pop() if len(found) == 1 and len(matters) > 1 else ()


def _item(place: int, matter: Matter, lang: str) -> dict[str, Any]:
    return {
        "task": matter.task_id,
        "number": _number(matter.number, place, lang),
        "title": matter.title.either(lang),
        "lead": matter.lead.either(lang),
        "light": matter.light,
        "light_word": matter.word.either(lang),
        "lines": [line for line in _lines(matter, lang) if line],
    }


def _number(listed: int | None, place: int, lang: str) -> str:
    """Give a task's number in its list; a place alone must not look like one."""
    if listed:
        return f"第{listed}项" if lang == "zh" else f"Item {listed}"
    if not place:
        return ""
    return f"{place}." if lang == "zh" else str(place)


def _lines(matter: Matter, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    yield f"{_dates(matter, lang)}{'' if zh else ' '}{matter.why.either(lang)}"
    if matter.roles:
        yield (
            f"职责：{named(matter.roles, lang)}。" if zh else f"Part: {named(matter.roles, lang)}."
        )
    for deliverable in matter.deliverables:
        text = sentence(deliverable.either(lang), lang)
        yield f"应交成果：{text}" if zh else f"To be delivered: {text}"
    if last := sentence(matter.last.either(lang), lang):
        yield f"最近进展：{last}" if zh else f"Latest progress: {last}"
    for instruction in matter.instructions:
        text = sentence(instruction.either(lang), lang)
        yield (
            f"{in_zh('未办结的批示：')}{text}"
            if zh
            else f"{in_en('Instruction not settled:')} {text}"
        )
    for move in matter.moves:
        if zh:
            yield f"待批的延期申请：由{date_zh(move.was_on)}延至{date_zh(move.wanted_on)}。"
        else:
            yield (
                f"Extension waiting for approval: from {date_en(move.was_on)} to"
                f" {date_en(move.wanted_on)}."
            )


def named(roles: Iterable[Pair], lang: str) -> str:
    """Name the parts that somebody has in a task."""
    if lang == "zh":
        return "、".join(one.either(lang) for one in roles)
    return ", ".join(one.either(lang) for one in roles).lower()


def _dates(matter: Matter, lang: str) -> str:
    if matter.due_on is None:
        return "未设时限。" if lang == "zh" else "No due date."
    day = date_zh if lang == "zh" else date_en
    moved = matter.first_due_on is not None and matter.first_due_on != matter.due_on
    first = day(matter.first_due_on) if moved and matter.first_due_on else ""
    if lang == "zh":
        return f"时限：{day(matter.due_on)}{f'（原定{first}）' if first else ''}。"
    return f"Due {day(matter.due_on)}{f' (first set: {first})' if first else ''}."


def counted(matters: Iterable[Matter], lang: str) -> str:
    """Say how many tasks have which light, those first that ask for an eye."""
    words = {matter.light: matter.word.either(lang) for matter in matters}
    numbers = Counter(matter.light for matter in matters)
    parts = [
        f"{words[light]}{numbers[light]}项"
        if lang == "zh"
        else f"{words[light].lower()} {numbers[light]}"
        for light in ORDER
        if numbers[light]
    ]
    return ("、" if lang == "zh" else "; ").join(parts)


def overview(matters: Sequence[Matter], on: dt.date, lang: str, what: tuple[str, str]) -> str:
    """Say how the tasks stand on the day; ``what`` begins the sentence, in Chinese and English."""
    n = len(matters)
    if lang == "zh":
        told = f"，其中{counted(matters, lang)}" if n else ""
        return f"截至{date_zh(on)}，{what[0]}{n}项{told}。"
    tasks = in_en("task" if n == 1 else "tasks")
    told = f": {counted(matters, lang)}" if n else ""
    return f"As of {date_en(on)}, {what[1]} {n} {tasks}{told}."
