"""The columns that a list of key tasks has, and the headings under which offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenary.kernel.documents.tables import Table, plain
from plenary.kernel.text.wording import ways

HEAD_WITHIN = 12
"""The heading stands in one of the first rows; above it may be titles and notes."""
DEEPEST_HEAD = 3
"""A heading may take so many rows, the upper ones over merged cells."""
LOOKED_AT = 50
_HAN = re.compile(r"[㐀-鿿]")

LABELS: Mapping[str, object] = {
    "number": _("Number"),
    "title_zh": _("Task in Chinese"),
    "title_en": _("Task in English"),
    "lead": _("Lead unit"),
    "responsible": _("Responsible units"),
    "supporting": _("Supporting units"),
    "supervising": _("Supervising unit"),
    "accountable": _("Accountable leader"),
    "due": _("Due"),
    "theme": _("Theme"),
    "success_zh": _("Measure of success in Chinese"),
    "success_en": _("Measure of success in English"),
}
"""What each known column is called on the screen."""

_HEADINGS: Mapping[str, str] = {
    "number": "序号 编号 项号 任务序号 No Nr # number item itemno",
    "title": "任务 重点任务 任务内容 工作任务 任务名称 主要任务 工作内容 重点工作 工作事项 任务事项 具体任务 重点任务内容"
    " 项目 项目名称 事项 重点项目 重点任务及项目 task tasks keytask tasktext title description action",
    "title_zh": "中文任务 任务中文 任务内容中文 中文名称 taskinchinese taskchinese titleinchinese",
    "title_en": "英文任务 任务英文 任务内容英文 英文名称 taskinenglish taskenglish titleinenglish",
    "lead": "牵头单位 牵头部门 牵头责任单位 主责单位 主办单位 承办单位 牵头 主办 责任主体 leadunit lead leaddepartment leadagency owner",
    "responsible": "责任单位 责任部门 共同责任单位 responsibleunits responsibleunit responsible department",
    "supporting": "配合单位 协办单位 参与单位 配合部门 协同单位 配合 协办 supportingunits supportingunit supporting"
    " cooperatingunits partners",
    "supervising": "督办单位 督查单位 监督单位 supervisingunit supervisor",
    "accountable": "分管领导 责任领导 牵头领导 主管领导 区领导 市领导 分管区领导 分管市领导 责任人 负责人 accountableleader"
    " accountablepost leaderincharge leader accountable responsibleperson",
    "due": "完成时限 完成时间 时限 时间节点 完成期限 时间要求 办结时限 截止时间 计划完成时间 进度要求 期限 完成节点 完成日期 时间安排 due duedate deadline"
    " completiondate timeframe when quarter dueby",
    "theme": "类别 分类 领域 板块 主题 方面 任务类别 工作类别 theme category field area",
    "success": "工作目标 目标 完成标准 预期成果 预期目标 衡量标准 成果形式 考核标准 目标要求 完成标志 标志性成果 预期成效 工作标准 量化指标 measureofsuccess success target"
    " expectedresult outcome kpi",
    "success_zh": "衡量标准中文 目标中文 measureofsuccessinchinese successinchinese",
    "success_en": "衡量标准英文 目标英文 measureofsuccessinenglish successinenglish",
}
EXPORTED: Mapping[str, tuple[str, str]] = {
    "number": ("No.", "序号"),
    "title_zh": ("Task in Chinese", "中文任务"),
    "title_en": ("Task in English", "英文任务"),
    "lead": ("Lead unit", "牵头单位"),
    "responsible": ("Responsible units", "责任单位"),
    "supporting": ("Supporting units", "配合单位"),
    "supervising": ("Supervising unit", "督办单位"),
    "accountable": ("Accountable leader", "分管领导"),
    "due": ("Due", "完成时限"),
    "theme": ("Theme", "类别"),
    "success_zh": ("Measure of success in Chinese", "中文工作目标"),
    "success_en": ("Measure of success in English", "英文工作目标"),
}
"""The headings, English and Chinese, of a list that never was a file."""
_KNOWN = {plain(word): key for key, line in _HEADINGS.items() for word in line.split()} | {
    plain(heading): key
    for key, (en, zh) in EXPORTED.items()
    for heading in ways(en, "en") | ways(zh, "zh")
}
_BY_CONTENT = ("title", "success")


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a table that hold its heading: places in ``Table.rows``, from and past."""

    first: int
    past: int


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is to be read: where its heading stands and what each column holds."""

    head: Head
    columns: tuple[str, ...]
    """For each column its key, empty for one that is kept and not understood."""


def shape_of(table: Table) -> Shape:
    """Propose how a table is read: the heading in which most columns are known."""
    best, count = Head(0, min(1, len(table.rows))), 0
    filled = filled_rows(table)
    for deep in range(1, DEEPEST_HEAD + 1):
        for first in range(min(HEAD_WITHIN, len(filled) - deep + 1)):
            known = sum(bool(key) for key in _keys(filled[first : first + deep]))
            if known > count:
                best, count = Head(first, first + deep), known
    return Shape(best, columns_of(table, best))


def columns_of(table: Table, head: Head) -> tuple[str, ...]:
    """Propose what each column holds, by its heading and, for the two languages, by its cells."""
    filled = filled_rows(table)
    keys = _keys(filled[head.first : head.past])
    if "lead" not in keys and "responsible" in keys:
        keys[keys.index("responsible")] = "lead"
    below = filled[head.past : head.past + LOOKED_AT]
    for at, key in enumerate(keys):
        if key in _BY_CONTENT:
            cells = [row[at] for row in below if at < len(row) and row[at]]
            chinese = sum(bool(_HAN.search(cell)) for cell in cells)
            side = "zh" if chinese * 2 >= len(cells) else "en"
            keys[at] = f"{key}_{side}"
    return tuple(key if key and key not in keys[:at] else "" for at, key in enumerate(keys))


def headings_of(table: Table, head: Head) -> list[str]:
    """Give each column's heading as one line, of several rows from the top down."""
    rows = filled_rows(table)[head.first : head.past]
    width = max(map(len, rows), default=0)
    return [" / ".join(_stacked(rows, at)) for at in range(width)]


def filled_rows(table: Table) -> list[list[str]]:
    """Give the rows, all of one width, with the words of merged cells in each of their places."""
    width = max((len(row) for _number, row in table.rows), default=0)
    at = {number: place for place, (number, _row) in enumerate(table.rows)}
    rows = [[*row, *[""] * (width - len(row))] for _number, row in table.rows]
    for top, left, low, right in table.merged:
        if top not in at or left >= width:
            continue
        words = rows[at[top]][left]
        for number in range(top, min(low, table.rows[-1][0]) + 1):
            place = at.get(number)
            for column in range(left, min(right + 1, width)):
                if words and place is not None and not rows[place][column]:
                    rows[place][column] = words
    return rows


def _keys(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max(map(len, rows), default=0)
    found: list[str] = []
    for at in range(width):
        key = _key(_stacked(rows, at))
        found.append(key if key not in found else "")
    return found


def _key(stacked: Sequence[str]) -> str:
    """Know a column by its lowest heading, by all of them together, or by the one above."""
    tries = [*reversed(stacked), "".join(stacked)]
    return next((_KNOWN[words] for words in map(plain, tries) if words in _KNOWN), "")


def _stacked(rows: Iterable[Sequence[str]], at: int) -> list[str]:
    cells = [" ".join(row[at].split()) for row in rows if at < len(row) and row[at].strip()]
    return list(dict.fromkeys(cells))
