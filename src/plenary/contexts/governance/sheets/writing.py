"""The four sheets: hand-over, supervision slip, circular, leader's card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.writing import date_en, date_zh, sentence
from plenary.contexts.governance.enums import Light
from plenary.contexts.governance.sheets.items import by_light, items, named, overview, parts_alike
from plenary.contexts.governance.sheets.matters import Matter
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.quotation import quoted

Content = dict[str, dict[str, Any]]

RECEIPT_ZH = (
    "签收单位：________________　签收人：____________",
    "签收日期：______年____月____日",
    "办理情况：________________________________________",
)
RECEIPT_EN = (
    "Received for the unit by: ________________",
    "Date: ________________",
    "What was done: ________________________________________",
)


def handover(
    post: Pair, matters: Sequence[Matter], on: dt.date, others: Sequence[Matter] = ()
) -> Content:
    """Say what a post's new holder takes over: what, when due, what is red, what is still open; and on which
    ``others``, that it has no part in under way, an instruction waits.
    """
    matters = by_light(matters)
    shown = [*matters, *others]
    what = (in_zh("本职务承担在办任务"), "this post answers for")
    return {
        "zh": _sheet(
            f"{post.either('zh')}职务交接单",
            [
                overview(matters, on, "zh", what),
                _parts(shown, "zh"),
                _waiting(others, "zh"),
                _still_open(shown, "zh"),
            ],
            ("总体情况", "交接事项"),
            items(shown, "zh"),
        ),
        "en": _sheet(
            f"Hand-over sheet: {post.either('en')}",
            [
                overview(matters, on, "en", what),
                _parts(shown, "en"),
                _waiting(others, "en"),
                _still_open(shown, "en"),
            ],
            ("Overview", "What is handed over"),
            items(shown, "en"),
        ),
    }


def slip(
    unit: Pair, office: Pair, matter: Matter, reason: Pair, answer_by: dt.date | None
) -> Content:
    """Remind a unit of a task, with the reason and a receipt to fill in."""
    by_zh = f"请于{date_zh(answer_by)}前" if answer_by else "请及时"
    by_en = f" by {date_en(answer_by)}" if answer_by else ""
    return {
        "zh": _sheet(
            f"{in_zh('督办单：')}{matter.title.either('zh')}",
            [
                f"{unit.either('zh')}：{sentence(reason.either('zh'), 'zh')}",
                f"{by_zh}{in_zh('将办理情况报送')}{office.either('zh')}。",
            ],
            (in_zh("督办事由"), in_zh("督办任务"), in_zh("签收与办理")),
            items([matter], "zh"),
            [in_zh(line) for line in RECEIPT_ZH],
        ),
        "en": _sheet(
            f"{in_en('Supervision slip:')} {matter.title.either('en')}",
            [
                f"To {unit.either('en')}: {sentence(reason.either('en'), 'en')}",
                f"Please tell {office.either('en')} what was done{by_en}.",
            ],
            ("Reason", in_en("The task"), "Receipt"),
            items([matter], "en"),
            [in_en(line) for line in RECEIPT_EN],
        ),
    }


def circular(task_list: Pair, matters: Sequence[Matter], on: dt.date) -> Content:
    """Say how a list's tasks stand: all counted, the late and doubtful ones one by one, the silent ones."""
    shown = [one for one in matters if one.light in {Light.RED, Light.YELLOW}]
    silent = [one for one in matters if one.rule == "no_progress"]
    what = (
        f"{task_list.either('zh')}{in_zh('共有任务')}",
        f"the list {quoted(task_list.either('en'))} has",
    )
    return {
        "zh": _sheet(
            f"关于{task_list.either('zh')}{in_zh('推进情况的通报')}",
            [
                overview(matters, on, "zh", what),
                "" if shown else in_zh("没有逾期和需要关注的任务。"),
            ],
            ("总体情况", in_zh("逾期和需要关注的任务"), in_zh("本期未报送进展的任务")),
            items(shown, "zh"),
            [
                f"第{one.number}项　{one.title.either('zh')}（{one.lead.either('zh')}）"
                for one in silent
            ],
        ),
        "en": _sheet(
            f"{in_en('Circular:')} {task_list.either('en')}, how it stands",
            [
                overview(matters, on, "en", what),
                "" if shown else "None is late or needs attention.",
            ],
            (
                "Overview",
                in_en("Late tasks and those that need attention"),
                in_en("Tasks without progress"),
            ),
            items(shown, "en"),
            [
                f"Item {one.number}. {one.title.either('en')} ({one.lead.either('en')})"
                for one in silent
            ],
        ),
    }


def card(
    post: Pair, matters: Sequence[Matter], instructions: Sequence[Pair], on: dt.date
) -> Content:
    """Put on a leader's card what they answer for and which of their instructions are not settled."""
    what = (in_zh("分管的在办任务"), in_en("this leader answers for"))
    matters = by_light(matters)
    return {
        "zh": _sheet(
            f"{in_zh('领导督办卡：')}{post.either('zh')}",
            [overview(matters, on, "zh", what), _parts(matters, "zh")],
            ("总体情况", in_zh("分管任务"), in_zh("未办结的批示")),
            items(matters, "zh"),
            [one.either("zh") for one in instructions],
        ),
        "en": _sheet(
            f"{in_en('Leader’s card:')} {post.either('en')}",
            [overview(matters, on, "en", what), _parts(matters, "en")],
            ("Overview", in_en("Tasks answered for"), in_en("Instructions not settled")),
            items(matters, "en"),
            [one.either("en") for one in instructions],
        ),
    }


def with_kept(content: Content, tasks: int, instructions: int = 0) -> Content:
    """Add to a sheet's overview how many tasks and instructions it leaves out for their class."""
    parts_zh, parts_en = [], []
    if tasks:
        parts_zh.append(f"{in_zh('任务')}{tasks}项")
        parts_en.append(f"{in_en('tasks').capitalize()}: {tasks}")
    if instructions:
        parts_zh.append(f"{in_zh('未办结的批示')}{instructions}件")
        parts_en.append(f"{in_en('Instructions not settled:')} {instructions}")
    if parts_zh:
        told_zh, told_en = "、".join(parts_zh), "; ".join(parts_en)
        content["zh"]["overview"].append(f"另有仅限委员会知悉的内容未列入：{told_zh}。")
        content["en"]["overview"].append(f"Not shown, since for the committee alone: {told_en}.")
    return content


def _sheet(
    title: str,
    lines: Sequence[str],
    headings: Sequence[str],
    found: list[dict[str, Any]],
    last: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "title": title,
        "overview": [line for line in lines if line],
        "headings": list(headings),
        "items": found,
        "last": list(last),
    }


def _parts(matters: Sequence[Matter], lang: str) -> str:
    roles = parts_alike(matters)
    if not roles:
        return ""
    if lang == "zh":
        return f"各项{in_zh('任务')}中的职责均为{named(roles, lang)}。"
    return f"The part in each of them: {named(roles, lang)}."


def _waiting(others: Sequence[Matter], lang: str) -> str:
    if not others:
        return ""
    n = len(others)
    if lang == "zh":
        return f"另有{n}项{in_zh('任务的批示尚未办结。')}"
    return f"{in_en('Further tasks with instructions not settled:')} {n}."


def _still_open(matters: Sequence[Matter], lang: str) -> str:
    instructions = sum(len(one.instructions) for one in matters)
    moves = sum(len(one.moves) for one in matters)
    if lang == "zh":
        return f"{in_zh('未办结的批示')}{instructions}件，待批的延期申请{moves}项。"
    return f"{in_en('Instructions not settled:')} {instructions}; extensions waiting for approval: {moves}."
