"""Makes the list that a file says: every task with its row as its basis, in one transaction or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ImportState, ListState
from plenary.contexts.governance.events import ListChanged
from plenary.contexts.governance.importing.plan import Plan, Planned
from plenary.contexts.governance.models import (
    Basis,
    ListEntry,
    ListImport,
    ListLayout,
    ListRow,
    Task,
    TaskList,
)
from plenary.contexts.governance.selectors import list_imports, lists
from plenary.contexts.governance.services.list_parts import give_parts
from plenary.contexts.governance.services.lists import arrange, create_list
from plenary.contexts.governance.services.making import BATCH, create_tasks
from plenary.contexts.governance.services.parts import BasisGiven, TaskGiven
from plenary.contexts.governance.services.tasks import edit_task, hold_tasks
from plenary.contexts.governance.workflows import IMPORT_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, record_notes, save, snapshot
from plenary.kernel.documents.enums import DocumentKind
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.documents.services import cite_rows, keep_document
from plenary.kernel.documents.sorting import DOCX
from plenary.kernel.documents.tables import Table
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale
from plenary.shared.events import announce

BETWEEN = " | "
_HAN = re.compile(r"[㐀-鿿]")
_FIELDS = {"title_zh", "title_en", "success_zh", "success_en"}
_PARTS = {"lead", "responsible", "supporting", "supervising", "accountable"}


@transaction.atomic
def confirm_list_import(
    *, actor: Actor, import_id: int, seen_version: int, seen_digest: str
) -> TaskList:
    """Do what the preview showed: the list, its draft tasks, each resting on its row of the file.

    Refused while a row is wrong or words are open, without a body, and where an adopted list would
    change. ``Stale`` where the file would now do something else than was seen. Announces
    ``TaskCreated`` for each new task, and ``ListChanged``.
    """
    found = lock(list_imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, found)
    return make_list(actor, found, IMPORT_FLOW.after(found.state, "confirm"), seen_digest)


def make_list(actor: Actor, found: ListImport, state: str, seen_digest: str) -> TaskList:
    """Do what a locked working paper says, and let it be in this state afterwards.

    Refused and stale like ``confirm_list_import``, within the caller's transaction.
    """
    held = _held_list(actor, found)
    plan = need_seen(found, seen_digest)
    task_list = held or _new_list(actor, found)
    if plan.does_something:
        _need_draft(task_list)
        _bring_in(actor, found, plan, task_list)

    before = snapshot(found)
    found.state, found.task_list = ImportState(state), task_list
    found.counts, found.tables = dict(plan.totals), []
    found.choices = {"words": found.choices["words"]}
    found.order, found.fault, found.changed_at = {}, "", clock.now()
    kept = ["state", "task_list", "counts", "tables", "choices", "order", "fault", "changed_at"]
    save(found, fields=kept)
    record(actor=actor, action="governance.list_import.confirmed", subject=found, before=before)
    return task_list


def need_seen(found: ListImport, seen_digest: str) -> Plan:
    """Give the plan of a working paper, provided that it can be done and is the one that was seen."""
    plan = list_imports.plan_of(found)
    if not plan.can_be_done:
        raise Refused(_("Some rows are wrong or some names are open. Settle them first."))
    if plan.digest != seen_digest:
        raise Stale(_("What this file would do has changed since you looked. Look again."))
    return plan


def _held_list(actor: Actor, found: ListImport) -> TaskList | None:
    """Lock the list that is brought in anew, its tasks first, before it is compared: two files at once are one
    after the other.
    """
    list_id = found.choices["list"].get("id")
    hold_tasks(entries__task_list=list_id or 0)
    return lock(lists.visible_to(actor), pk=list_id) if list_id else None


def _new_list(actor: Actor, found: ListImport) -> TaskList:
    given = found.choices["list"]
    if not given["body"]:
        raise Refused(_("Say which body's list this is."))
    return create_list(
        actor=actor,
        body_id=given["body"],
        starts_on=dt.date.fromisoformat(given["starts_on"]),
        ends_on=dt.date.fromisoformat(given["ends_on"]),
        name_zh=given["name_zh"],
        name_en=given["name_en"],
        cadence=given["cadence"],
    )


def _need_draft(task_list: TaskList) -> None:
    if task_list.state != ListState.DRAFT:
        raise Refused(
            _("The list is adopted: the file would change it. It changes by a decision alone.")
        )


def _bring_in(actor: Actor, found: ListImport, plan: Plan, task_list: TaskList) -> None:
    doing = [line for line in plan.lines if line.verdict in {"new", "joins", "changed"}]
    passages = _passages(actor, found, task_list, doing)
    before = snapshot(task_list)
    tasks = _tasks(actor, plan, passages)
    _join(actor, doing, passages)
    for line in doing:
        if line.verdict == "changed":
            _change(actor, line)
    entries = _enter(plan, task_list, tasks)
    _keep_rows(plan, entries, passages)
    _keep_layout(found, plan, task_list)
    save(task_list, fields=[])
    record(
        actor=actor,
        action="governance.task_list.imported",
        subject=task_list,
        before=before,
        note={"file": found.file_name, "rows": dict(plan.totals)},
    )
    announce(ListChanged(list_id=task_list.pk))


def _passages(
    actor: Actor, found: ListImport, task_list: TaskList, lines: Sequence[Planned]
) -> dict[int, Passage]:
    """Keep the whole table as a source text, and give the passage of each row."""
    table = list_imports.table_of(found)
    text = "\n".join(quote_of(cells) for _number, cells in table.rows)
    document, _is_new = keep_document(
        actor=actor,
        kind=DocumentKind.LIST,
        lang="zh" if len(_HAN.findall(text)) * 5 > len(text) else "en",
        text=text,
        title=str(task_list),
        file=found.file,
        file_name=found.file_name,
    )
    return _cited(document, table, lines)


def _cited(document: Document, table: Table, lines: Sequence[Planned]) -> dict[int, Passage]:
    written = dict(table.rows)
    rows = [(line.row, quote_of(written[line.row])) for line in lines]
    return cite_rows(document=document, sheet=table.name, rows=rows)


def quote_of(cells: Sequence[str]) -> str:
    """Give a row as one line of text: its cells that hold something, verbatim."""
    return BETWEEN.join(cell for cell in cells if cell)


def _tasks(actor: Actor, plan: Plan, passages: Mapping[int, Passage]) -> dict[int, int]:
    """Make the new tasks and give the task of each row."""
    new = [line for line in plan.lines if line.verdict == "new"]
    wanted = [
        ((BasisGiven("passage", passages[line.row].pk),), TaskGiven(**line.given)) for line in new
    ]
    made = create_tasks(actor=actor, wanted=wanted)
    tasks = {line.row: task.pk for line, task in zip(new, made, strict=True)}
    return tasks | {line.row: line.task.task_id for line in plan.lines if line.task}


def _join(actor: Actor, lines: Sequence[Planned], passages: Mapping[int, Passage]) -> None:
    """Let tasks that are there rest on their row as well."""
    rows = {line.task.task_id: passages[line.row] for line in lines if line.task is not None}
    there = Basis.objects.filter(passage__in=[one.pk for one in rows.values()])
    held = set(there.values_list("task_id", "passage_id"))
    wanted = {pk: passage for pk, passage in rows.items() if (pk, passage.pk) not in held}
    Basis.objects.bulk_create(
        (Basis(task_id=task_id, passage=passage) for task_id, passage in wanted.items()),
        batch_size=BATCH,
    )
    tasks = Task.objects.in_bulk(wanted)
    record_notes(
        actor=actor,
        action="governance.task.basis_added",
        notes=[
            (task, {"basis": f"passage {wanted[task_id].pk}"}) for task_id, task in tasks.items()
        ],
    )


def _change(actor: Actor, line: Planned) -> None:
    """Let a draft that is there say what its row says now."""
    changes: dict[str, Any] = {key: line.given[key] for key in _FIELDS & set(line.changed)}
    if "due" in line.changed:
        changes["due_on"] = line.given["due_on"]
    if "theme" in line.changed:
        changes["theme_id"] = line.given["theme_id"]
    parts = _PARTS & set(line.changed)
    if not line.task or not (changes or parts):
        return
    task = edit_task(actor=actor, task_id=line.task.task_id, seen_version=None, changes=changes)
    if parts:
        give_parts(actor, task, TaskGiven(**line.given), parts)


def _enter(plan: Plan, task_list: TaskList, tasks: Mapping[int, int]) -> dict[int, ListEntry]:
    """Give each row's task its number in the list, and give the entries by row."""
    lines = [line for line in plan.lines if line.row in tasks and line.verdict != "left"]
    numbers = {tasks[line.row]: line.number for line in lines}
    arrange(task_list, numbers)
    entries = {entry.task_id: entry for entry in task_list.entries.all()}
    return {line.row: entries[tasks[line.row]] for line in lines}


def _keep_rows(
    plan: Plan, entries: Mapping[int, ListEntry], passages: Mapping[int, Passage]
) -> None:
    held = {
        row.entry_id: row.passage_id
        for row in ListRow.objects.filter(entry__in=[entry.pk for entry in entries.values()])
    }
    rows = [
        ListRow(
            entry=entries[line.row],
            passage_id=passages[line.row].pk
            if line.row in passages
            else held[entries[line.row].pk],
            order=order,
            cells=line.cells,
            above=line.above,
            values={**line.values, "theme": line.given["theme_id"]},
        )
        for order, line in enumerate(plan.lines)
        if line.row in entries and (line.row in passages or entries[line.row].pk in held)
    ]
    ListRow.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["passage", "order", "cells", "above", "values"],
    )


def _keep_layout(found: ListImport, plan: Plan, task_list: TaskList) -> None:
    table, shape = list_imports.table_of(found), list_imports.shape_chosen(found)
    written = dict(table.rows)
    last = table.rows[shape.head.past - 1][0]
    ListLayout.objects.update_or_create(
        task_list=task_list,
        defaults={
            "kind": "docx" if found.file.media_type == DOCX else "xlsx",
            "sheet": table.name[:100],
            "head": [written.get(number, []) for number in range(1, last + 1)],
            "merged": [one for one in table.merged if one[2] <= last],
            "columns": list(shape.columns),
            "below": plan.below,
        },
    )
