"""Writes the side of a statement that is made from the source; drafting again may still renew the source."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.report_drafting import refuse_frozen
from plenary.contexts.governance.services.report_wording import note_written
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


def hold_report(*, actor: Actor, record_id: int) -> Report:
    """Lock the report of a statement, so that freezing waits or is waited for; before the statement.

    ``NotFound`` for a statement that the actor may not see, and for one of a frozen report.
    """
    found = reports.worded_visible_to(actor).filter(pk=record_id).first()
    if found is None:
        raise NotFound
    report = lock(reports.visible_to(actor), pk=found.report_id)
    refuse_frozen(report)
    return report


@transaction.atomic
def translate_statement(*, actor: Actor, record_id: int, name: str, text: str) -> Statement:
    """Write one side of a statement of a draft report.

    The statement does not count as edited by it: where nobody else has touched it, drafting again
    renews its source, and the translation is out of date then. Refused for the source side, for a text
    that is empty, too long or marked as secret, and for a frozen report.
    """
    report = hold_report(actor=actor, record_id=record_id)
    statement = lock(reports.worded_visible_to(actor), pk=record_id)
    authorise(actor, can_translate, statement)
    before = snapshot(statement)
    write_other_side(subject=statement, name=name, text=text, fields=("text",))
    statement.translated = "" if statement.is_edited else name[-2:]
    save(statement, fields=[name, "translated"])
    save(report, fields=[])

    action = "governance.statement.translated"
    record(actor=actor, action=action, subject=statement, before=before)
    note_written(actor, statement)
    index_report(report)
    return statement
