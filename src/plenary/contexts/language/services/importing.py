"""Does what a preview showed, and approves as one what a file brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from plenary.contexts.language import policies
from plenary.contexts.language.enums import ImportState, TermState, Verdict
from plenary.contexts.language.exchange.entry import Entry, Fault, day
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.models import ImportFile, ImportRow, Term, TermImport
from plenary.contexts.language.selectors import imports, terms
from plenary.contexts.language.services.writing import (
    PLAIN,
    fill,
    keep_names,
    new_code,
    new_term,
    sign,
)
from plenary.contexts.language.workflows import IMPORT_FLOW
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, record_many, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.rows import update_rows

BATCH = 500
WRITTEN = (Verdict.NEW, Verdict.CHANGED)
AT_ONCE = 300
"""So many rows are brought in while one waits; more of them by a job."""

_STATES = {TermState.DRAFT.value: TermState.DRAFT, TermState.RETIRED.value: TermState.RETIRED}

Written = tuple[Term, Entry, Status]


@transaction.atomic
def confirm_import(*, actor: Actor, import_id: int, seen_version: int | None) -> TermImport:
    """Promise what the preview showed; ``bring_in`` keeps the promise, at once or in a job.

    Refused where nothing is new or changed, and for a file that was brought in or put aside.
    """
    found = lock(imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_bring_in, found)
    before = snapshot(found)
    found.state = IMPORT_FLOW.after(found.state, "confirm")
    waiting = sum(imports.waiting_rows(found, one).count() for one in WRITTEN)
    if not waiting and not found.counts.get(imports.BROUGHT_IN):
        raise Refused(_("There is nothing new or changed in this file."))
    found.faults, found.confirmed_by_id, found.read = [], actor.user_id, 0
    found.expected = waiting
    save(found, fields=["state", "faults", "confirmed_by_id", "read", "expected"])
    record(actor=actor, action="language.import.confirmed", subject=found, before=before)
    return found


def is_long(found: TermImport) -> bool:
    """Say whether a job brings this in by batches: many rows, or the rest of a file that was broken off."""
    rows: int = sum(found.counts.get(one, 0) for one in WRITTEN)
    return rows > AT_ONCE or bool(found.counts.get(imports.BROUGHT_IN))


@transaction.atomic
def bring_in(*, import_id: int) -> TermImport | None:
    """Write every new and changed row of a short file as a proposal, all or none; once, however often asked.

    What the file has as retired becomes a retired revision, what it has as a draft a draft. ``Stale``,
    with nothing written, where an entry that is concerned has changed since the preview.
    """
    found = _doing(import_id)
    if found is None:
        return None
    actor = _on_behalf_of(found)
    authorise(actor, policies.can_bring_in, found)
    _refuse_changed(found)
    for verdict in WRITTEN:
        if rows := list(imports.waiting_rows(found, verdict)):
            _write(actor, found, verdict, rows)
    return _finish(actor, found)


@transaction.atomic
def bring_in_batch(*, import_id: int, verdict: str, after: int) -> int | None:
    """Bring in the next rows of a long file after a number; give the last one's, none where there is no more.

    What a row becomes: as ``bring_in`` says. A row whose entry somebody has changed since the preview is
    refused and named, while the others come in. No row comes in twice: what is in has lost its entry.
    """
    found = _doing(import_id)
    if found is None:
        return None
    actor = _on_behalf_of(found)
    authorise(actor, policies.can_bring_in, found)
    waiting = imports.waiting_rows(found, verdict).filter(number__gt=after)
    rows = list(waiting[:BATCH])
    if not rows:
        return None
    overtaken = _overtaken(found, verdict, rows)
    _write(actor, found, verdict, [row for row in rows if row.pk not in overtaken])
    here = found.rows.filter(pk__in=[row.pk for row in rows])
    here.update(entry={})
    here.filter(pk__in=overtaken).update(
        verdict=Verdict.REFUSED, changes=[], faults=[["changed-meanwhile", {}]]
    )
    TermImport.objects.filter(pk=import_id).update(read=F("read") + len(rows))
    return rows[-1].number


@transaction.atomic
def end_import(*, import_id: int) -> TermImport | None:
    """Say that a long file has been brought in, with what came of its rows."""
    found = _doing(import_id)
    return None if found is None else _finish(_on_behalf_of(found), found)


def _doing(import_id: int) -> TermImport | None:
    doing = TermImport.objects.filter(pk=import_id, state=ImportState.DOING)
    return doing.select_for_update().first()


def _finish(actor: Actor, found: TermImport) -> TermImport:
    before = snapshot(found)
    found.state = IMPORT_FLOW.after(found.state, "finish")
    found.done_at = clock.now()
    found.counts = imports.counts_of(found)
    save(found, fields=["state", "done_at", "counts"])
    found.rows.filter(verdict=Verdict.UNCHANGED).delete()
    found.rows.exclude(entry={}).update(entry={})
    record(actor=actor, action="language.import.brought_in", subject=found, before=before)
    return found


@transaction.atomic
def release_import(*, import_id: int, fault: Fault) -> None:
    """Show the preview again with a word why it was not brought in."""
    doing = TermImport.objects.filter(pk=import_id, state=ImportState.DOING)
    for found in doing.select_for_update():
        before = snapshot(found)
        found.state, found.faults = IMPORT_FLOW.after(found.state, "release"), [fault]
        found.counts = imports.counts_left(found)
        if number := found.counts[imports.BROUGHT_IN]:
            found.faults.append(("part-done", {"number": number}))
        save(found, fields=["state", "faults", "counts"])
        record(actor=SYSTEM, action="language.import.released", subject=found, before=before)


@transaction.atomic
def drop_import(*, actor: Actor, import_id: int, seen_version: int | None) -> TermImport:
    """Put a file aside and forget what was read of it."""
    found = lock(imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_bring_in, found)
    before = snapshot(found)
    found.state, found.done_at = IMPORT_FLOW.after(found.state, "drop"), clock.now()
    save(found, fields=["state", "done_at"])
    ImportFile.objects.filter(term_import=found).delete()
    found.rows.all().delete()
    record(actor=actor, action="language.import.dropped", subject=found, before=before)
    return found


def _on_behalf_of(found: TermImport) -> Actor:
    """Give the account that confirmed, as it may act now."""
    if found.confirmed_by_id is None:
        return SYSTEM
    account = User.objects.filter(pk=found.confirmed_by_id, is_active=True).first()
    if account is None:
        raise NotFound
    return account.actor


def _refuse_changed(found: TermImport) -> None:
    """Refuse where a record is no longer as the preview saw it, or a new one is there by now."""
    for verdict in WRITTEN:
        rows = list(imports.waiting_rows(found, verdict))
        if rows and _overtaken(found, verdict, rows):
            raise Stale


def _overtaken(found: TermImport, verdict: str, rows: list[ImportRow]) -> set[int]:
    """Give the rows whose record is no longer as the preview saw it, or is there by now."""
    if verdict == Verdict.CHANGED:
        wanted = {row.target_id or 0 for row in rows}
        now = dict(Term.objects.filter(pk__in=wanted).values_list("pk", "version"))
        return {row.pk for row in rows if now.get(row.target_id or 0) != row.target_version}
    entries = [Entry.from_json(row.entry) for row in rows]
    is_taken, is_there = _taken(found, entries), _there(found, entries)
    return {
        row.pk
        for row, entry in zip(rows, entries, strict=True)
        if is_taken(entry, Status(**row.status)) or is_there(entry)
    }


def _taken(found: TermImport, entries: list[Entry]) -> Callable[[Entry, Status], bool]:
    """Say of a new row whether its code is there by now, or of a retired one its revision."""
    codes = {entry.code for entry in entries if entry.code}
    others = Term.objects.filter(code__in=codes).exclude(brought_in=found)
    there = set(others.values_list("code", "revision"))
    known = {code for code, _revision in there}

    def is_taken(entry: Entry, status: Status) -> bool:
        if status.is_retired and status.number:
            return (entry.code, status.number) in there
        return entry.code in known

    return is_taken


def _there(found: TermImport, entries: list[Entry]) -> Callable[[Entry], bool]:
    """Say of an entry without a code whether one is there by now under the same names and kind."""
    names = [entry.name_zh for entry in entries if not entry.code]
    others = Term.objects.filter(name_zh__in=names).exclude(brought_in=found)
    there = others.exclude(state=TermState.RETIRED)
    fields = there.values_list("name_zh", "profile", "domain", "valid_from")
    keys = {(zh, p, d, day.isoformat() if day else "") for zh, p, d, day in fields}
    return lambda entry: not entry.code and imports.key_of(entry) in keys


def _write(actor: Actor, found: TermImport, verdict: str, rows: list[ImportRow]) -> None:
    if verdict == Verdict.NEW:
        _create(actor, found, [_fresh(actor, row) for row in rows])
    else:
        _change(actor, found, rows)


def _fresh(actor: Actor, row: ImportRow) -> Written:
    entry, status = _parts(row)
    term = new_term(actor, entry)
    term.code, term.revision = term.code or new_code(), status.number or 1
    return term, entry, status


def _parts(row: ImportRow) -> tuple[Entry, Status]:
    return Entry.from_json(row.entry), Status(**row.status)


def _change(actor: Actor, found: TermImport, rows: list[ImportRow]) -> None:
    """Change what is in the making, and propose a next revision of what is approved or retired."""
    ids = [row.target_id for row in rows if row.target_id]
    targets = Term.objects.select_for_update().in_bulk(ids)
    codes = {term.code for term in targets.values()}
    latest: Counter[str] = Counter()
    for code, revision in Term.objects.filter(code__in=codes).values_list("code", "revision"):
        latest[code] = max(latest[code], revision)
    open_ones, revised = [], []
    for row in rows:
        target, (entry, status) = targets[row.target_id or 0], _parts(row)
        if target.state in terms.OPEN_STATES:
            open_ones.append((target, entry, status))
            continue
        term = new_term(actor, entry)
        term.revision = latest[target.code] + 1
        revised.append((term, entry, status))
    _create(actor, found, revised)
    _update(actor, found, open_ones)


def _create(actor: Actor, found: TermImport, written: list[Written]) -> None:
    for term, _entry, status in written:
        _note_origin(term, found, status)
    Term.objects.bulk_create((term for term, _entry, _status in written), batch_size=BATCH)
    keep_names((term, entry.names) for term, entry, _status in written)
    made: list[tuple[Term, dict[str, object]]] = [(term, {}) for term, _entry, _st in written]
    record_many(actor=actor, action="language.term.imported", changes=made)


def _note_origin(term: Term, found: TermImport, status: Status) -> None:
    """Propose an entry, or keep it as the draft or the past that it was; nothing is approved.

    Whoever handed the file in had a hand in it as well.
    """
    term.state = _STATES.get(status.state, TermState.PROPOSED)
    term.brought_in = found
    term.said_approver, term.said_approved_on = status.approved_by, day(status.approved_on)
    if found.added_by_id is not None and found.added_by_id not in term.writer_ids:
        term.writer_ids = [*term.writer_ids, found.added_by_id]


def _update(actor: Actor, found: TermImport, written: list[Written]) -> None:
    befores = []
    for term, entry, status in written:
        befores.append((term, snapshot(term)))
        fill(term, entry)
        sign(term, actor)
        _note_origin(term, found, status)
        term.version += 1
    own = ["state", "brought_in", "written_by_id", "writer_ids", "version"]
    said = ["said_approver", "said_approved_on"]
    days = ["source_on", "is_source_undated", "valid_from", "valid_to"]
    update_rows([term for term, _entry, _status in written], [*PLAIN, *days, *said, *own])
    keep_names((term, entry.names) for term, entry, _status in written)
    record_many(actor=actor, action="language.term.imported", changes=befores)
