"""Lets a page go out although a fact-check is open: only with a reason, which stays with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from plenary.contexts.communications import keys
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import checks
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.web.filters import comma

LONGEST = 500


def pass_over(actor: Actor, page: Page, langs: Iterable[str], reason: str) -> None:
    """Flag the fact-checks that are open in these languages as passed over; nothing where none is.

    Refused without a reason. Called within the transaction of the publication.
    """
    waited_for = checks.open_checks(page, langs)
    if not waited_for:
        return
    refuse_secrecy(reason)
    reason = keys.tidy_line(reason)[:LONGEST]
    if not reason:
        sentence = _("A fact-check is open: %(names)s. Wait for it, or say why you do not.")
        sentence %= {"names": comma().join(one.check.name for one in waited_for)}
        raise Refused(sentence, fields={"despite": sentence})
    for one in waited_for:
        before = snapshot(one.check)
        one.check.passed_over_at, one.check.passed_over_by_name = clock.now(), actor.name
        one.check.passed_over_reason = reason
        save(one.check, fields=["passed_over_at", "passed_over_by_name", "passed_over_reason"])
        action = "communications.check.passed_over"
        record(actor=actor, action=action, subject=one.check, before=before)
