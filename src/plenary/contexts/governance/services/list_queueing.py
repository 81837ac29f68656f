"""Promises to bring a long list in and keeps the promise in the background: all of it, or nothing and a word why."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ImportState
from plenary.contexts.governance.models import ListImport
from plenary.contexts.governance.selectors import list_imports
from plenary.contexts.governance.services.list_confirming import make_list, need_seen
from plenary.contexts.governance.workflows import IMPORT_FLOW
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Forbidden

AT_ONCE = 500
"""So many rows are brought in while one waits, in about a second; more of them by a job."""


def is_long(found: ListImport) -> bool:
    """Say whether bringing a file in takes so long that a job does it."""
    return len(list_imports.table_of(found).rows) > AT_ONCE


@transaction.atomic
def queue_list_import(
    *, actor: Actor, import_id: int, seen_version: int, seen_digest: str
) -> ListImport:
    """Promise to do what the preview showed; ``do_queued_list`` keeps the promise.

    Refused and stale like ``confirm_list_import``.
    """
    found = lock(list_imports.visible_to(actor), pk=import_id, version=seen_version)
    authorise(actor, policies.can_manage_lists, found)
    state = IMPORT_FLOW.after(found.state, "queue")
    need_seen(found, seen_digest)
    before = snapshot(found)
    found.state, found.fault, found.changed_at = ImportState(state), "", clock.now()
    found.order = {"user": actor.user_id, "digest": seen_digest}
    save(found, fields=["state", "fault", "order", "changed_at"])
    record(actor=actor, action="governance.list_import.queued", subject=found, before=before)
    return found


@transaction.atomic
def do_queued_list(*, import_id: int, lang: str = "") -> ListImport | None:
    """Do what was promised, as the account that asked for it; nothing where it is done already.

    It speaks the account's language, or ``lang``.
    Refused and stale like ``confirm_list_import``, should lists or names have changed meanwhile.
    """
    waiting = ListImport.objects.filter(pk=import_id, state=ImportState.DOING)
    found = waiting.select_for_update().first()
    if found is None:
        return None
    account = User.objects.filter(pk=found.order["user"], is_active=True).first()
    if account is None:
        raise Forbidden
    with translation.override(lang or account.language or settings.LANGUAGE_CODE):
        authorise(account.actor, policies.can_manage_lists, found)
        state = IMPORT_FLOW.after(found.state, "complete")
        make_list(account.actor, found, state, found.order["digest"])
    return found


@transaction.atomic
def release_list_import(*, import_id: int, fault: str) -> None:
    """Open the working paper again with a word why the file was not brought in."""
    waiting = ListImport.objects.filter(pk=import_id, state=ImportState.DOING)
    for found in waiting.select_for_update():
        before = snapshot(found)
        found.state = ImportState(IMPORT_FLOW.after(found.state, "release"))
        found.fault, found.order, found.changed_at = fault[:500], {}, clock.now()
        save(found, fields=["state", "fault", "order", "changed_at"])
        record(actor=SYSTEM, action="governance.list_import.released", subject=found, before=before)
