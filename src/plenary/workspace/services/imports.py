"""Takes a spreadsheet of the directory in, shows what it would do, and does just that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.apart import Kind, tables_from_json
from plenary.kernel.documents.spreadsheets import Upload, refuse_secrets, tables_of
from plenary.kernel.documents.tables import Table
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Refused, Stale
from plenary.workspace import policies
from plenary.workspace.enums import ImportState
from plenary.workspace.models import DirectoryImport
from plenary.workspace.selectors import imports as selectors
from plenary.workspace.services.steps import Doing
from plenary.workspace.spreadsheet.plan import Plan
from plenary.workspace.spreadsheet.planning import plan_import
from plenary.workspace.spreadsheet.rows import understand

MOST_FILES = 5
KINDS: tuple[Kind, ...] = ("workbook", "csv")
AT_ONCE = 300
"""So many rows are brought in while one waits, in about a second; more of them by a job."""


def start_import(*, actor: Actor, files: Sequence[Upload]) -> DirectoryImport:
    """Read the sheets of a workbook, or of .csv files, and keep them for a preview.

    The files are read apart, before anything is stored. Refused for what cannot be read, for a
    secrecy marking and for more rows than are taken; an earlier preview of the actor is put aside.
    """
    authorise(actor, policies.can_bring_in)
    if not files or len(files) > MOST_FILES:
        raise Refused(
            fields={"upload": _("Choose one .xlsx, or up to %(most)d .csv.") % {"most": MOST_FILES}}
        )
    tables = [table for file in files for table in tables_of(file, kinds=KINDS)]
    refuse_secrets(files, tables)
    name = ", ".join(file.name for file in files)[:255]
    return _keep(actor, name, tables)


@transaction.atomic
def _keep(actor: Actor, name: str, tables: list[Table]) -> DirectoryImport:
    waiting = DirectoryImport.objects.filter(
        state=ImportState.PREVIEW, added_by_id=actor.user_id or 0
    ).select_for_update()
    for earlier in waiting:
        _put_aside(actor, earlier)
    made = DirectoryImport.objects.create(
        name=name,
        tables=[asdict(table) for table in tables],
        added_by_id=actor.user_id or 0,
        added_at=clock.now(),
    )
    record(actor=actor, action="workspace.import.started", subject=made)
    return made


def preview(*, actor: Actor, found: DirectoryImport) -> Plan:
    """Say what an import would do now. Refused to those who may not bring one in."""
    authorise(actor, policies.can_bring_in, found)
    reading = understand(tables_from_json(found.tables))
    return plan_import(reading, selectors.present(actor))


@transaction.atomic
def confirm_import(
    *, actor: Actor, import_id: int, seen_version: int, seen_digest: str, sends_mail: bool = True
) -> DirectoryImport:
    """Do what the preview showed, in one transaction, through the services that people use.

    Refused while a row is wrong. ``Stale`` where the directory has changed so that the file would
    do something else than was seen. Without ``sends_mail`` accounts are made and nobody is told.
    """
    found = lock(selectors.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_bring_in, found)
    _refuse_unless(found, ImportState.PREVIEW)
    return _done(actor, found, seen_digest, sends_mail=sends_mail)


def is_long(found: DirectoryImport) -> bool:
    """Say whether bringing this in takes so long that a job does it."""
    return sum(len(table["rows"]) for table in found.tables) > AT_ONCE


@transaction.atomic
def queue_import(
    *, actor: Actor, import_id: int, seen_version: int, seen_digest: str, sends_mail: bool = True
) -> DirectoryImport:
    """Promise to do what the preview showed; ``do_queued`` keeps the promise in the background.

    Refused and stale like ``confirm_import``.
    """
    found = lock(selectors.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_bring_in, found)
    _refuse_unless(found, ImportState.PREVIEW)
    _planned(actor, found, seen_digest)
    before = snapshot(found)
    found.state, found.fault = ImportState.DOING, ""
    found.order = {"user": actor.user_id, "digest": seen_digest, "sends_mail": sends_mail}
    save(found, fields=["state", "fault", "order"])
    record(actor=actor, action="workspace.import.queued", subject=found, before=before)
    return found


@transaction.atomic
def do_queued(*, import_id: int, lang: str = "") -> DirectoryImport | None:
    """Do what was promised, as the account that asked for it; nothing where it is done already.

    It speaks the account's language, or ``lang``.
    Refused and stale like ``confirm_import``, should the directory have changed meanwhile.
    """
    waiting = DirectoryImport.objects.filter(pk=import_id, state=ImportState.DOING)
    found = waiting.select_for_update().first()
    if found is None:
        return None
    account = User.objects.get(pk=found.order["user"])
    with translation.override(lang or account.language or settings.LANGUAGE_CODE):
        authorise(account.actor, policies.can_bring_in, found)
        return _done(
            account.actor, found, found.order["digest"], sends_mail=found.order["sends_mail"]
        )


@transaction.atomic
def release_import(*, import_id: int, fault: str) -> None:
    """Show the preview again with a word why it was not brought in."""
    waiting = DirectoryImport.objects.filter(pk=import_id, state=ImportState.DOING)
    for found in waiting.select_for_update():
        before = snapshot(found)
        found.state, found.fault = ImportState.PREVIEW, fault[:500]
        save(found, fields=["state", "fault"])
        record(actor=SYSTEM, action="workspace.import.released", subject=found, before=before)


def _refuse_unless(found: DirectoryImport, *states: ImportState) -> None:
    if found.state not in states:
        raise Refused(_("This file has been brought in or put aside already."))


def _planned(actor: Actor, found: DirectoryImport, seen_digest: str) -> Plan:
    """Give the plan, provided that it can be done and is the one that was seen."""
    plan = preview(actor=actor, found=found)
    if not plan.can_be_done:
        raise Refused(_("Some rows are wrong. Correct them in the file and hand it in again."))
    if plan.digest != seen_digest:
        raise Stale(
            _("The directory has changed since this preview. Look at what would happen now.")
        )
    return plan


def _done(
    actor: Actor, found: DirectoryImport, seen_digest: str, *, sends_mail: bool
) -> DirectoryImport:
    plan = _planned(actor, found, seen_digest)
    Doing(actor, sends_mail=sends_mail).do(plan)

    before = snapshot(found)
    found.state, found.fault = ImportState.DONE, ""
    found.counts, found.tables = plan.counts, []
    found.done_at = clock.now()
    save(found, fields=["state", "fault", "counts", "tables", "done_at"])
    record(actor=actor, action="workspace.import.confirmed", subject=found, before=before)
    return found


@transaction.atomic
def drop_import(*, actor: Actor, import_id: int, seen_version: int) -> DirectoryImport:
    """Put a preview aside and forget what was read; also one whose job has not begun or was lost."""
    found = lock(selectors.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_bring_in, found)
    _refuse_unless(found, ImportState.PREVIEW, ImportState.DOING)
    _put_aside(actor, found)
    return found


def _put_aside(actor: Actor, found: DirectoryImport) -> None:
    before = snapshot(found)
    found.state, found.tables, found.done_at = ImportState.DROPPED, [], clock.now()
    save(found, fields=["state", "tables", "done_at"])
    record(actor=actor, action="workspace.import.dropped", subject=found, before=before)
