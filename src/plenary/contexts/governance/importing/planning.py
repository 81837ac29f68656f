"""Plans a list's rows: words settled, rows understood, repetitions and carry-over found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.governance.importing.columns import Shape
from plenary.contexts.governance.importing.comparing import compare
from plenary.contexts.governance.importing.dates import Window, due_of
from plenary.contexts.governance.importing.known import Found, TaskThere
from plenary.contexts.governance.importing.plan import Kind, Plan, Planned, Word
from plenary.contexts.governance.importing.rows import (
    Line,
    Lines,
    Named,
    joints,
    named_in,
    names_apart,
)
from plenary.contexts.governance.names import plain

LONGEST = {"title_zh": 300, "title_en": 500, "success_zh": 5000, "success_en": 5000}
TITLES = ("title_zh", "title_en")
EACH = "各"
"""With this begins what stands for several units: 各街道."""
_NUMBER = re.compile(r"\D{0,3}(\d{1,6})\D{0,3}")


@dataclass(slots=True)
class Choices:
    """What people have settled: words by kind, and what becomes of single rows."""

    words: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ground:
    """What a file is read against."""

    window: Window
    find_unit: Callable[[str], Found]
    find_post: Callable[[str], Found]
    find_theme: Callable[[str, str], int | None]
    retired_themes: frozenset[int] = frozenset()
    there: Sequence[TaskThere] = ()
    list_id: int | None = None


def plan_list(lines: Lines, shape: Shape, ground: Ground, choices: Choices) -> Plan:
    """Say what bringing these lines in would do."""
    return _Planning(lines, shape, ground, choices).plan()


class _Planning:
    def __init__(self, lines: Lines, shape: Shape, ground: Ground, choices: Choices) -> None:
        self._lines, self._ground, self._choices = lines, ground, choices
        self._keys = {key for key in shape.columns if key}
        self._kept = [at for at, key in enumerate(shape.columns) if not key]
        self._words: dict[tuple[Kind, str], Word] = {}

    def plan(self) -> Plan:
        planned = [self._planned(line) for line in self._lines.lines]
        plan = Plan(planned, list(self._words.values()), below=self._lines.below)
        if not self._keys & set(TITLES):
            plan.faults.append(_("Say which column holds the text of the task."))
        elif not planned:
            plan.faults.append(_("There is no row below the heading."))
        self._number(planned)
        compare(planned, self._ground.there, self._ground.list_id)
        for line in planned:
            self._leave_retired(line)
        return plan

    def _leave_retired(self, line: Planned) -> None:
        """Bring nothing new under a retired theme; a task that stands under it stays there."""
        if line.given["theme_id"] not in self._ground.retired_themes:
            return
        if line.verdict == "changed" and "theme" in line.changed:
            line.changed = tuple(key for key in line.changed if key != "theme")
            line.verdict = "changed" if line.changed else "same"
        elif line.verdict != "new":
            return
        line.given["theme_id"] = None
        line.doubts.append(_("The theme is retired: nothing new is brought under it."))

    def _planned(self, line: Line) -> Planned:
        given: dict[str, Any] = {}
        made = Planned(line.row, 0, line.cells, line.above, {}, given)
        made.others = tuple(line.cells[at] for at in self._kept if at < len(line.cells))
        made.choice = self._choices.rows.get(str(line.row), "")
        for key, longest in LONGEST.items():
            given[key] = self._text(made, key, line.values.get(key, ""), longest)
        if not made.title and self._keys & set(TITLES):
            made.faults.append(_("The row has no text of a task."))
        self._units(line, made)
        given["accountable_post_id"] = self._post(line)
        given["due_on"] = self._due(line, made)
        label = line.values.get("theme") or line.section
        given["theme_id"] = self._ground.find_theme(label, f"{label} {made.title}")
        made.values = self._values(line, given)
        return made

    @staticmethod
    def _text(made: Planned, key: str, words: str, longest: int) -> str:
        if len(words) <= longest:
            return words
        if key in TITLES:
            made.doubts.append(
                _("The text is longer than %(most)d characters. It is cut; the row keeps it whole.")
                % {"most": longest}
            )
        return words[: longest - 1] + "…"

    def _units(self, line: Line, made: Planned) -> None:
        held: dict[str, list[int]] = {"lead": [], "responsible": [], "supporting": []}
        for key in held:
            for one in self._names("unit", line, key):
                held[one.role or key] += self._settled("unit", [one.name], line.row)
        lead = next(iter(held["lead"]), None)
        responsible = [*held["lead"][1:], *held["responsible"]]
        supporting = held["supporting"]
        names = [one.name for one in self._names("unit", line, "supervising")]
        supervising = self._settled("unit", names, line.row)
        taken: set[int | None] = {lead}
        for role, units in (("responsible", responsible), ("supporting", supporting)):
            kept = [one for one in dict.fromkeys(units) if one not in taken]
            taken |= set(kept)
            made.given[f"{role}_unit_ids"] = tuple(kept)
        made.given["lead_unit_id"] = lead
        made.given["supervising_unit_id"] = supervising[0] if supervising else None
        leading = {one.role or key for key in held for one in self._names("unit", line, key)}
        if lead is None and "lead" not in leading:
            made.doubts.append(_("No lead unit is named."))

    def _names(self, kind: Kind, line: Line, key: str) -> list[Named]:
        """Give the names of a cell, as they are looked up: the whole cell where it is known as one."""
        cell = line.values.get(key, "")
        if not cell:
            return []
        if self._is_known(kind, cell):
            return [Named(cell)]
        return [
            Named(name, one.role) for one in named_in(cell) for name in self._apart(kind, one.name)
        ]

    def _apart(self, kind: Kind, name: str) -> list[str]:
        """Take apart at commas what is not known as a whole, and at “和” where each part is known."""
        if self._is_known(kind, name):
            return [name]
        apart = names_apart(name)
        if len(apart) > 1:
            return apart
        return self._joined(kind, name) or apart

    def _joined(self, kind: Kind, name: str) -> list[str]:
        """Give the known names that make one up, 区文化和旅游局 of 区商务局和区文化和旅游局 as one; none where any is not."""
        for before, after in joints(name):
            if not self._is_known(kind, before):
                continue
            if self._is_known(kind, after) or after.startswith(EACH):
                return [before, after]
            if rest := self._joined(kind, after):
                return [before, *rest]
        return []

    def _is_known(self, kind: Kind, name: str) -> bool:
        return self._find(kind, name).pk is not None

    def _settled(self, kind: Kind, names: Sequence[str], row: int) -> list[int]:
        found = (self._word(kind, name, row).found for name in names)
        return [pk for pk in found if isinstance(pk, int) and pk]

    def _word(self, kind: Kind, name: str, row: int) -> Word:
        word = self._words.get((kind, plain(name)))
        if word is None:
            chosen = self._choices.words.get(kind, {}).get(plain(name))
            found = self._find(kind, name)
            word = Word(kind, name, [], found.near, found.pk, found.how)
            if chosen is not None:
                word.found, word.is_chosen = chosen, True
            self._words[kind, plain(name)] = word
        word.rows.append(row)
        return word

    def _find(self, kind: Kind, name: str) -> Found:
        look_up = self._ground.find_unit if kind == "unit" else self._ground.find_post
        return look_up(name)

    def _post(self, line: Line) -> int | None:
        cell = line.values.get("accountable", "")
        return next(iter(self._settled("post", [cell], line.row)), None) if cell else None

    def _due(self, line: Line, made: Planned) -> Any:
        cell = line.values.get("due", "")
        if not cell:
            if "due" in self._keys:
                made.doubts.append(_("No date is given."))
            return None
        chosen = self._choices.words.get("due", {}).get(plain(cell))
        due = due_of(cell, self._ground.window)
        if chosen is not None or due is None or not due.is_sure:
            word = self._words.setdefault(
                ("due", plain(cell)),
                Word("due", cell, [], found=due.on.isoformat() if due else None, how="guess"),
            )
            if chosen is not None:
                word.found, word.is_chosen = chosen, True
            word.rows.append(line.row)
            return _day(word.found)
        return due.on

    def _values(self, line: Line, given: dict[str, Any]) -> dict[str, Any]:
        """Give the row's values by the columns of the file, in the form in which they are compared."""
        lead = [given["lead_unit_id"]] if given["lead_unit_id"] else []
        responsible = list(given["responsible_unit_ids"])
        every = {
            **{key: given[key] for key in LONGEST},
            "lead": lead if "responsible" in self._keys else lead + responsible,
            "responsible": responsible,
            "supporting": list(given["supporting_unit_ids"]),
            "supervising": given["supervising_unit_id"],
            "accountable": given["accountable_post_id"],
            "due": given["due_on"].isoformat() if given["due_on"] else "",
            "theme": given["theme_id"],
        }
        if not line.values.get("theme"):
            del every["theme"]  # a blank says nothing; the task's words say its theme
        return {key: value for key, value in every.items() if key in self._keys}

    def _number(self, planned: list[Planned]) -> None:
        """Take the file's numbers where each row has one of its own, else count the rows."""
        written = [self._written(line) for line in self._lines.lines]
        if planned and None not in written and len(set(written)) == len(written):
            numbers = [number or 0 for number in written]
        else:
            numbers = list(range(1, len(planned) + 1))
        for line, number in zip(planned, numbers, strict=True):
            line.number = number
            if "number" in self._keys:
                line.values["number"] = number

    @staticmethod
    def _written(line: Line) -> int | None:
        found = _NUMBER.fullmatch(line.values.get("number", ""))
        return int(found[1]) or None if found else None


def _day(words: Any) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None
