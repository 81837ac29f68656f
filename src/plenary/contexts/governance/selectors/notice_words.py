"""A step's sentence in both languages: true on the day on which it is said, and honest where that is late."""

from __future__ import annotations

import datetime as dt

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import Audience, Matter
from plenary.contexts.governance.models import Rung
from plenary.contexts.governance.selectors.matters_owed import Owed
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.quotation import inner

LONGEST_ZH, LONGEST_EN = 600, 1000
AFTERWARDS = (
    "（{day}应发，当日系统未运行，现补发。）",
    " (This should have been said on {day}; Plenary was not running that day.)",
)
NO_ACCOUNT = (
    "（{unit}尚无账号，请转告。）",
    " (Nobody at {unit} has an account: please pass it on.)",
)
NO_LEADER = (
    "（分管领导尚无账号，请转告。）",
    " (The accountable leader has no account: please pass it on.)",
)


def words_of(
    rung: Rung,
    unit: Organisation,
    owed: Owed,
    *,
    as_whom: str,
    on: dt.date,
    said_on: dt.date,
) -> tuple[str, str]:
    """Write a step's sentence of a day; its days are counted from the one on which it is said.

    Where the office is told in place of somebody without an account it says so: of a task with several
    such units the office gets a line for each.
    """
    due_on = owed.day
    of = owed.subject
    words_zh, words_en = _still_true(rung, due_on, on, said_on)
    given = {"due": due_on.isoformat(), "days": abs((due_on - said_on).days)}
    unit_zh = unit.short_zh or unit.name_zh or unit.name_en
    unit_en = unit.short_en or unit.name_en or unit.name_zh
    task_zh, task_en = inner(of.title_zh or of.title_en), inner(of.title_en or of.title_zh)
    zh = words_zh.format(task=task_zh, unit=unit_zh, what=owed.name_zh, **given)
    en = words_en.format(task=task_en, unit=unit_en, what=owed.name_en, **given)
    late_zh, late_en = _afterwards(on, said_on)
    place_zh, place_en = _in_place_of(rung, as_whom)
    after_zh = place_zh.format(unit=unit_zh) + late_zh
    after_en = place_en.format(unit=unit_en) + late_en
    return (
        f"{zh[: LONGEST_ZH - len(after_zh)]}{after_zh}",
        f"{en[: LONGEST_EN - len(after_en)]}{after_en}",
    )


def _still_true(rung: Rung, due_on: dt.date, on: dt.date, said_on: dt.date) -> tuple[str, str]:
    """Give a step's words, or others where it speaks of a day ahead that has come or gone meanwhile."""
    is_ahead = rung.matter == Matter.DUE and rung.days <= 0
    if said_on > on and is_ahead and due_on <= said_on:
        return profiles.LATE if due_on < said_on else profiles.TODAY
    return rung.words_zh, rung.words_en


def _in_place_of(rung: Rung, as_whom: str) -> tuple[str, str]:
    if as_whom != Audience.OFFICE or rung.audience == Audience.OFFICE:
        return "", ""
    zh, en = NO_LEADER if rung.audience == Audience.LEADER else NO_ACCOUNT
    return in_zh(zh), in_en(en)


def _afterwards(on: dt.date, said_on: dt.date) -> tuple[str, str]:
    if said_on <= on:
        return "", ""
    zh, en = AFTERWARDS
    return in_zh(zh).format(day=on), in_en(en).format(day=on)
