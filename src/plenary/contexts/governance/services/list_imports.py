"""Takes a file with a list in, keeps what people settle about it, and puts it aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import Cadence, ImportState
from plenary.contexts.governance.importing.columns import LABELS, Head, columns_of, shape_of
from plenary.contexts.governance.models import ListImport
from plenary.contexts.governance.names import plain
from plenary.contexts.governance.selectors import list_imports, lists
from plenary.contexts.governance.services.checks import need_choice, need_existing, need_order
from plenary.contexts.governance.workflows import IMPORT_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.apart import Kind, tables_from_json
from plenary.kernel.documents.services import bare_name, keep_file
from plenary.kernel.documents.spreadsheets import Upload, refuse_secrets, tables_of
from plenary.kernel.documents.tables import Table
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

KINDS: tuple[Kind, ...] = ("workbook", "document")
MOST_CHOICES = 20_000


def start_list_import(
    *, actor: Actor, file: Upload, body_id: int | None = None, list_id: int | None = None
) -> ListImport:
    """Read the tables of a file, propose how they are to be read, and keep that as a working paper.

    ``list_id`` names a list that is there and that the file is to be compared with. What names and dates of
    the list's own files, or names of the body's last one, were settled to mean, they mean again. The file
    is read apart, before anything is stored. Refused for what cannot be read, for a secrecy marking,
    and for a file without a row.
    """
    authorise(actor, policies.can_manage_lists)
    tables = [table for table in tables_of(file, kinds=KINDS) if table.rows]
    if not tables:
        raise Refused(fields={"upload": _("The file holds no row.")})
    refuse_secrets([file], tables)
    return _keep(actor, file, tables, body_id, list_id)


@transaction.atomic
def _keep(
    actor: Actor, file: Upload, tables: list[Table], body_id: int | None, list_id: int | None
) -> ListImport:
    need_existing(Organisation, body=[body_id])
    target = lists.visible_to(actor).filter(pk=list_id).first() if list_id else None
    if list_id and target is None:
        raise NotFound
    now = clock.now()
    made = ListImport.objects.create(
        file=keep_file(actor=actor, data=file.data, name=file.name),
        file_name=bare_name(file.name),
        tables=[asdict(table) for table in tables],
        choices={
            **_read_as(tables, _richest(tables)),
            "list": {"id": target.pk} if target else _first_guess(body_id, tables, file.name),
            "words": list_imports.settled_before(target, body_id),
            "rows": {},
        },
        made_at=now,
        made_by_id=actor.user_id,
        changed_at=now,
    )
    record(actor=actor, action="governance.list_import.started", subject=made)
    return made


def _richest(tables: list[Table]) -> int:
    """Give the table with the most known columns, of equals the one with the most rows."""

    def known(at: int) -> tuple[int, int]:
        shape = shape_of(tables[at])
        return sum(bool(key) for key in shape.columns), len(tables[at].rows)

    return max(range(len(tables)), key=lambda at: (known(at), -at))


def _read_as(tables: list[Table], at: int, head: Head | None = None) -> dict[str, Any]:
    shape = shape_of(tables[at])
    columns = columns_of(tables[at], head) if head else shape.columns
    found = head or shape.head
    return {"table": at, "head": [found.first, found.past], "columns": list(columns)}


def _first_guess(body_id: int | None, tables: list[Table], name: str) -> dict[str, Any]:
    """Give the year that the file names, in its name or above its heading, else this one."""
    said = [name, *(cell for table in tables for _n, row in table.rows[:3] for cell in row)]
    years = (year for words in said for year in _years_in(words))
    year = next(years, clock.today().year)
    return {
        "id": None,
        "body": body_id,
        "name_zh": f"{year}{in_zh('年重点任务清单')}",
        "name_en": f"{in_en('Key tasks')} {year}",
        "starts_on": f"{year}-01-01",
        "ends_on": f"{year}-12-31",
        "cadence": profiles.current().cadence,
    }


def _years_in(words: str) -> list[int]:
    digits = "".join(c if c.isascii() and c.isdigit() else " " for c in words)
    this = clock.today().year
    return [int(one) for one in digits.split() if len(one) == 4 and abs(int(one) - this) <= 20]  # noqa: PLR2004


@transaction.atomic
def change_list_import(
    *, actor: Actor, import_id: int, seen_version: int, part: str, values: Mapping[str, Any]
) -> ListImport:
    """Keep one part of what people settle: ``list``, ``table``, ``columns``, ``words`` or ``rows``.

    ``Stale`` where somebody else changed the paper since; ``Refused`` for a value that cannot be,
    and for a paper that is no longer open.
    """
    found = lock(list_imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, found)
    if found.state != ImportState.OPEN:
        raise Refused(_("This file has been brought in or put aside already."))
    if part not in _CHANGES:
        raise NotFound
    before = snapshot(found)
    after = _CHANGES[part](found, values)
    if after == found.choices:
        return found
    found.choices, found.fault, found.changed_at = after, "", clock.now()
    save(found, fields=["choices", "fault", "changed_at"])
    record(
        actor=actor,
        action="governance.list_import.changed",
        subject=found,
        before=before,
        note={"part": part},
    )
    return found


def _with_list(found: ListImport, values: Mapping[str, Any]) -> dict[str, Any]:
    refuse_secrecy(values["name_zh"], values["name_en"])
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    need_order(starts_on, ends_on)
    need_choice(values["cadence"], Cadence.values, "cadence")
    need_existing(Organisation, body=[values["body"]])
    if not values["name_zh"].strip() and not values["name_en"].strip():
        sentence = _("Write it in at least one of the two languages.")
        raise Refused(sentence, fields={"name_zh": sentence})
    kept = {
        "id": None,
        "body": values["body"],
        "name_zh": values["name_zh"].strip(),
        "name_en": values["name_en"].strip(),
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "cadence": values["cadence"],
    }
    return {**found.choices, "list": kept}


def _with_table(found: ListImport, values: Mapping[str, Any]) -> dict[str, Any]:
    """Another table, or another place of its heading: its columns are proposed anew."""
    at, first, past = values["table"], values["first"], values["past"]
    if not 0 <= at < len(found.tables):
        raise Refused(_("There is no such table in the file."))
    tables = tables_from_json(found.tables)
    if at != found.choices["table"]:
        return {**found.choices, **_read_as(tables, at), "rows": {}}
    places = {number: place for place, (number, _row) in enumerate(tables[at].rows)}
    if first not in places or past not in places or places[first] > places[past]:
        raise Refused(_("The heading must be rows of the table."))
    head = Head(places[first], places[past] + 1)
    return {**found.choices, **_read_as(tables, at, head)}


def _with_columns(found: ListImport, values: Mapping[str, Any]) -> dict[str, Any]:
    columns = list(values["columns"])
    named = [key for key in columns if key]
    if len(columns) != len(found.choices["columns"]) or set(named) - set(LABELS):
        raise Refused(_("This is none of the choices."))
    if len(set(named)) != len(named):
        raise Refused(_("Two columns cannot hold the same."))
    return {**found.choices, "columns": columns}


def _with_words(found: ListImport, values: Mapping[str, Any]) -> dict[str, Any]:
    """What words mean: an id or a day, 0 or nothing for "leave it blank", None to undo."""
    words = {kind: dict(held) for kind, held in found.choices["words"].items()}
    for kind, written, meant in values["words"]:
        held = words.setdefault(kind, {})
        if meant is None:
            held.pop(plain(written), None)
        elif kind == "due":
            held[plain(written)] = _iso(meant)
        else:
            held[plain(written)] = _existing(kind, meant)
    return {**found.choices, "words": words}


def _iso(meant: dt.date | str) -> str:
    return meant.isoformat() if isinstance(meant, dt.date) else ""


def _existing(kind: str, pk: int) -> int:
    if pk:
        need_existing(Organisation if kind == "unit" else Post, **{kind: [pk]})
    return pk


def _with_rows(found: ListImport, values: Mapping[str, Any]) -> dict[str, Any]:
    """What becomes of rows: ``new``, ``leave``, ``task:<id>``, or nothing to undo."""
    rows = dict(found.choices["rows"])
    for row, choice in values["rows"].items():
        kind, _colon, task = choice.partition(":")
        if kind not in {"", "new", "leave", "task"} or (kind == "task" and not task.isdecimal()):
            raise Refused(_("This is none of the choices."))
        rows.pop(str(row), None)
        if choice:
            rows[str(row)] = choice
    if len(rows) > MOST_CHOICES:
        raise Refused(_("This is none of the choices."))
    return {**found.choices, "rows": rows}


_CHANGES = {
    "list": _with_list,
    "table": _with_table,
    "columns": _with_columns,
    "words": _with_words,
    "rows": _with_rows,
}


@transaction.atomic
def move_list_import(*, actor: Actor, import_id: int, seen_version: int, move: str) -> ListImport:
    """Put a working paper aside, also one whose job has not begun or was lost, or take it up again.

    Refused from a state in which the move is not open (``IMPORT_FLOW``).
    """
    if move not in {"drop", "take_up"}:
        raise NotFound
    found = lock(list_imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, found)
    before = snapshot(found)
    found.state = ImportState(IMPORT_FLOW.after(found.state, move))
    found.order, found.fault, found.changed_at = {}, "", clock.now()
    save(found, fields=["state", "order", "fault", "changed_at"])
    record(actor=actor, action=f"governance.list_import.{move}", subject=found, before=before)
    return found
