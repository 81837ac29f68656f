"""A list as the rows of the file that it came from, with what has changed since written into its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from plenary.contexts.governance.importing.columns import EXPORTED
from plenary.contexts.governance.models import ListEntry, ListLayout, ListRow, TaskList, Theme
from plenary.contexts.governance.names import is_chinese
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors.list_imports import values_of
from plenary.contexts.governance.selectors.resting import entries_of
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list's file: down to the heading, the tasks with their sections, what stands below."""

    name: str
    head: Rows
    body: Rows
    below: Rows
    columns: list[str]
    merged: list[list[int]] = field(default_factory=list)
    is_chinese: bool = True

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return max(map(len, [*self.head, *self.body, *self.below]), default=1)


def sheet_of(actor: Actor, task_list: TaskList) -> Sheet:
    """Give a list as its file, in a fixed number of queries.

    Who reads everything is given the same columns in the same order as they came, those that
    Plenary does not know included; others get the known columns of the tasks that they see.
    """
    entries = list(entries_of(actor, task_list))
    layout = ListLayout.objects.filter(task_list=task_list).first()
    if layout is None or not seeing.sees_everything(actor):
        return _plain_sheet(entries)
    rows = {row.entry_id: row for row in ListRow.objects.filter(entry__task_list=task_list)}
    chinese = is_chinese("".join(cell for row in layout.head for cell in row))
    words = _Words(entries, layout.columns, is_chinese=chinese)
    merged = list(layout.merged)
    body: Rows = []
    for entry in entries:
        row = rows.get(entry.pk)
        body += _spread(row.above if row else [], len(layout.head) + len(body), merged)
        body.append(words.row(entry, row))
    below = _spread(layout.below, len(layout.head) + len(body), merged)
    return Sheet(layout.sheet, layout.head, body, below, layout.columns, merged, chinese)


def _spread(rows: Rows, before: int, merged: list[list[int]]) -> Rows:
    """Give rows whose words stood in merged cells with their words once, and note which cells are one."""
    given: Rows = []
    for number, row in enumerate(rows, start=before + 1):
        filled = [at for at, cell in enumerate(row) if cell]
        if len(filled) > 1 and len({row[at] for at in filled}) == 1:
            merged.append([number, filled[0], number, filled[-1]])
            row = [*row[: filled[0] + 1], *[""] * (len(row) - filled[0] - 1)]  # noqa: PLW2901
        given.append(row)
    return given


def _plain_sheet(entries: Sequence[ListEntry]) -> Sheet:
    chinese = (get_language() or "en").startswith("zh")
    columns = list(EXPORTED)
    words = _Words(entries, columns, is_chinese=chinese)
    head = [in_zh(zh) if chinese else in_en(en) for en, zh in EXPORTED.values()]
    body = [words.row(entry, None) for entry in entries]
    return Sheet("清单" if chinese else "List", [head], body, [], columns, [], chinese)


class _Words:
    """Writes the values of entries in words that a file is read back by."""

    def __init__(
        self, entries: Sequence[ListEntry], columns: Sequence[str], *, is_chinese: bool
    ) -> None:
        self._columns, self._side = columns, "zh" if is_chinese else "en"
        self._glue = "、" if is_chinese else "; "
        self._values = values_of(entries, columns)
        self._units = self._named(Organisation.objects.filter(pk__in=self._ids(_UNITS)), "name")
        self._themes = self._named(Theme.objects.all(), "name")
        self._posts = self._post_names()

    def row(self, entry: ListEntry, row: ListRow | None) -> list[str]:
        """Give an entry's cells: as they were in the file while they still say what is so."""
        values = self._values[entry.pk]
        cells = list(row.cells) if row else []
        cells += [""] * (len(self._columns) - len(cells))
        for at, key in enumerate(self._columns):
            if key and not (row and row.values.get(key, _NEVER) == values[key]):
                cells[at] = self._written(key, values[key])
        return cells

    def _written(self, key: str, value: Any) -> str:
        if key in _UNITS:
            listed = value if isinstance(value, list) else [value]
            return self._glue.join(self._units[pk] for pk in listed if pk)
        if key == "accountable":
            return self._posts.get(value, "")
        if key == "theme":
            return self._themes.get(value, "")
        return str(value)

    def _ids(self, keys: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for values in self._values.values():
            for key in keys:
                value = values.get(key)
                found |= set(value if isinstance(value, list) else [value] if value else [])
        return found

    def _named(self, records: Any, stem: str) -> dict[int, str]:
        other = "en" if self._side == "zh" else "zh"
        fields = (f"{stem}_{self._side}", f"{stem}_{other}")
        return {pk: one or two for pk, one, two in records.values_list("pk", *fields)}

    def _post_names(self) -> dict[int, str]:
        """Give posts with their organisation, as one writes them in each language."""
        posts = Post.objects.filter(pk__in=self._ids(("accountable",)))
        titles = self._named(posts, "title")
        homes = dict(posts.values_list("pk", "organisation_id"))
        names = self._named(Organisation.objects.filter(pk__in=set(homes.values())), "name")
        return {
            pk: f"{names[homes[pk]]}{title}"
            if is_chinese(title)
            else f"{title} of {names[homes[pk]]}"
            for pk, title in titles.items()
        }


_UNITS = ("lead", "responsible", "supporting", "supervising")
_NEVER = object()
