"""What the working paper of a list's file shows: its tables, columns with examples, the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from plenary.contexts.governance.importing.columns import filled_rows, headings_of
from plenary.contexts.governance.importing.plan import Plan
from plenary.contexts.governance.models import ListImport, TaskList, Theme
from plenary.contexts.governance.selectors.list_imports import (
    offered_names,
    plan_of,
    shape_chosen,
    table_of,
    target_of,
)
from plenary.kernel.documents.apart import tables_from_json
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post

EXAMPLES = 3
LONGEST_EXAMPLE = 60
HEADS = 15


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the file: its heading, what it is taken for, and its first cells."""

    heading: str
    key: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperShown:
    """All that the working paper's page shows."""

    plan: Plan
    tables: tuple[tuple[int, str, int], ...]
    """Place, name and number of rows."""
    columns: tuple[ColumnShown, ...]
    first: int
    past: int
    """The rows, by the sheet's own numbers, in which the heading begins and ends."""
    heads: tuple[tuple[int, str], ...]
    target: TaskList | None
    unknown: tuple[str, ...]
    """Cells with a formula that was never worked out."""
    names: dict[int, str]
    """Names of the units that rows and words name."""
    posts: dict[int, str]
    themes: dict[int, str]
    offered: tuple[str, ...]


def paper_of(found: ListImport) -> PaperShown:
    """Give the working paper's page."""
    table, shape = table_of(found), shape_chosen(found)
    plan = plan_of(found)
    filled = filled_rows(table)
    headings = headings_of(table, shape.head)
    below = filled[shape.head.past :]
    columns = tuple(
        ColumnShown(headings[at] if at < len(headings) else "", key, _examples(below, at))
        for at, key in enumerate(shape.columns)
    )
    numbers = [number for number, _row in table.rows]
    return PaperShown(
        plan=plan,
        tables=tuple(
            (at, one.name, len(one.rows)) for at, one in enumerate(tables_from_json(found.tables))
        ),
        columns=columns,
        first=numbers[shape.head.first],
        past=numbers[max(shape.head.past - 1, 0)],
        heads=tuple(
            (number, " | ".join(cell for cell in row if cell)[:LONGEST_EXAMPLE])
            for number, row in table.rows[:HEADS]
        ),
        target=target_of(found),
        unknown=table.unknown,
        names=_named(Organisation, _units_in(plan), ("short", "name")),
        posts=_named(Post, _posts_in(plan), ("title",)),
        themes=_named(Theme, (line.given["theme_id"] for line in plan.lines), ("name",)),
        offered=tuple(offered_names()) if any(w.kind == "unit" for w in plan.words) else (),
    )


def _examples(rows: list[list[str]], at: int) -> tuple[str, ...]:
    cells = (row[at] for row in rows if at < len(row) and row[at])
    return tuple(cell[:LONGEST_EXAMPLE] for cell, _n in zip(cells, range(EXAMPLES), strict=False))


def _units_in(plan: Plan) -> Iterable[int | None]:
    for line in plan.lines:
        yield line.given["lead_unit_id"]
        yield from line.given["responsible_unit_ids"]
        yield from line.given["supporting_unit_ids"]
    yield from _meant(plan, "unit")


def _posts_in(plan: Plan) -> Iterable[int | None]:
    yield from (line.given["accountable_post_id"] for line in plan.lines)
    yield from _meant(plan, "post")


def _meant(plan: Plan, kind: str) -> Iterable[int]:
    for word in plan.words:
        if word.kind == kind and isinstance(word.found, int):
            yield word.found


def _named(model: type, ids: Iterable[int | None], stems: tuple[str, ...]) -> dict[int, str]:
    """Give the names of these records in the language in force, else in the other."""
    wanted = {pk for pk in ids if pk}
    chinese = (get_language() or "en").startswith("zh")
    fields = [
        f"{stem}_{side}" for side in (("zh", "en") if chinese else ("en", "zh")) for stem in stems
    ]
    rows = model.objects.filter(pk__in=wanted).values_list("pk", *fields)  # type: ignore[attr-defined]
    return {pk: next(filter(None, names), "") for pk, *names in rows}
