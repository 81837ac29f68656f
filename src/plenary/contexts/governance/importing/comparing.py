"""Compares a list's rows with one another and with the tasks that are there: repeated, carried over, changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from plenary.contexts.governance.importing.known import TaskThere
from plenary.contexts.governance.importing.likely import Texts
from plenary.contexts.governance.importing.plan import Likely, Planned
from plenary.contexts.governance.names import plain

MOST_LIKELY = 3
RENAMED = 60
"""How alike the texts of one number must be to be the same task with its words changed."""
SAME = 100


def compare(planned: Sequence[Planned], there: Sequence[TaskThere], list_id: int | None) -> None:
    """Say of each row what it repeats and what becomes of it.

    A row is the list's own entry of the same text, or of its number where the text is alike; it is
    a task of another list where somebody chose so, or where the same text is still under way.
    """
    _Comparing(planned, there, list_id).compare()


class _Comparing:
    def __init__(
        self, planned: Sequence[Planned], there: Sequence[TaskThere], list_id: int | None
    ) -> None:
        self._planned, self._list_id = planned, list_id
        self._there = {one.task_id: one for one in there}
        self._lines = {line.row: line for line in planned}
        self._others = Texts((one.task_id, one.title) for one in there)
        self._rows = Texts((line.row, line.title) for line in planned)
        self._here = _matched(planned, [one for one in there if one.list_id == list_id])
        self._row_of = {
            self._here[line.row].task_id: line.row
            for line in planned
            if line.row in self._here and line.choice != "leave"
        }

    def compare(self) -> None:
        for line in self._planned:
            self._note_likely(line)
            self._decide(line)

    def _note_likely(self, line: Planned) -> None:
        rows = dict(self._rows.near(line.title)) | dict.fromkeys(self._rows.same(line.title), SAME)
        found = [self._like_row(key, score) for key, score in rows.items() if key < line.row]
        if line.row not in self._here:
            tasks = dict(self._others.near(line.title))
            tasks |= dict.fromkeys(self._others.same(line.title), SAME)
            found += [self._like_task(key, score) for key, score in tasks.items()]
        line.likely = sorted(found, key=lambda one: -one.score)[:MOST_LIKELY]

    def _like_row(self, row: int, score: int) -> Likely:
        where = _("row %(number)d") % {"number": row}
        return Likely("row", row, self._lines[row].title, where, score)

    def _like_task(self, task_id: int, score: int) -> Likely:
        task = self._there[task_id]
        where = _("number %(number)d of “%(list)s”") % {
            "number": task.number,
            "list": task.list_name,
        }
        return Likely("task", task_id, task.title, where, score, task.is_closed)

    def _decide(self, line: Planned) -> None:
        if line.choice == "leave":
            line.verdict, line.faults = "left", []
            return
        line.task = self._here.get(line.row) or self._taken(line)
        if line.task is None:
            _doubt(line)
        elif self._row_of.setdefault(line.task.task_id, line.row) != line.row:
            line.faults.append(
                _("Row %(number)d is this task already.")
                % {"number": self._row_of[line.task.task_id]}
            )
        elif line.task.list_id == self._list_id:
            _against(line, line.task)
        else:
            _join(line, line.task)
        if line.faults:
            line.verdict = "error"

    def _taken(self, line: Planned) -> TaskThere | None:
        """Give the task that this row is: the one chosen, or the same text still under way."""
        if line.choice.startswith("task:"):
            return self._there.get(int(line.choice.removeprefix("task:")))
        if line.choice == "new":
            return None
        running = (
            one.key
            for one in line.likely
            if one.kind == "task"
            and one.score == SAME
            and not one.is_closed
            and one.key not in self._row_of
        )
        return self._there.get(next(running, 0))


def _join(line: Planned, task: TaskThere) -> None:
    line.verdict = "joins"
    if task.is_closed:
        line.faults.append(_("This task is closed: it is not carried on."))
    due = line.given["due_on"]
    if due and task.due_on and due != task.due_on:
        line.doubts.append(
            _("The task is due on %(there)s there; that date stays.")
            % {"there": task.due_on.isoformat()}
        )


def _against(line: Planned, task: TaskThere) -> None:
    changed = [key for key, value in line.values.items() if task.values.get(key) != value]
    if set(changed) - {"number"} and not task.is_draft:
        line.faults.append(
            _("The task is in force and says something else. Change it on its own page.")
        )
    if task.others is not None and line.others != task.others:
        changed.append("others")
    line.changed = tuple(changed)
    line.verdict = "changed" if changed else "same"


def _doubt(line: Planned) -> None:
    if line.choice == "new":
        return
    for one in line.likely:
        if one.kind == "row" and one.score == SAME:
            line.faults.append(
                _("The same text stands in row %(number)d. Keep both, or leave one out.")
                % {"number": one.key}
            )
        elif one.kind == "task" and one.is_closed:
            line.doubts.append(_("This was closed as %(where)s.") % {"where": one.where})
        else:
            line.doubts.append(_("This is much like %(where)s.") % {"where": one.where})


def _matched(planned: Sequence[Planned], own: Sequence[TaskThere]) -> dict[int, TaskThere]:
    """Match the rows with the list's own entries: by text and number, by text, by number if alike."""
    taken: set[int] = set()
    found: dict[int, TaskThere] = {}

    def take(
        key: Callable[[Planned | TaskThere], Hashable], is_it: Callable[[Planned, TaskThere], bool]
    ) -> None:
        by_key: dict[Hashable, list[TaskThere]] = {}
        for one in own:
            by_key.setdefault(key(one), []).append(one)
        for line in planned:
            if line.row in found or line.choice == "new":
                continue
            for one in by_key.get(key(line), ()):
                if one.task_id not in taken and is_it(line, one):
                    found[line.row] = one
                    taken.add(one.task_id)
                    break

    take(_text, lambda line, one: line.number == one.number)
    take(_text, lambda _line, _one: True)
    take(lambda one: one.number, lambda line, one: fuzz.ratio(_text(line), _text(one)) >= RENAMED)
    return found


def _text(one: Planned | TaskThere) -> str:
    return plain(one.title)
