"""Answers a question about an agreed name in a draft report: it takes the name, or somebody says why not."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import naming, reports
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.report_drafting import refuse_frozen
from plenary.contexts.governance.services.report_editing import edit_statement, rename_report
from plenary.contexts.language.api import NameQuestion, answer_row, put_name
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


@transaction.atomic
def take_name(*, actor: Actor, report_id: int, seen_version: int, mark: str) -> Report:
    """Put an agreed name wherever a statement, or the title, calls it otherwise.

    Refused where the question is answered already, where nothing stands in the name's place, and as
    ``edit_statement`` is.
    """
    report = _open(actor, report_id, seen_version)
    drift = _asked(report, mark).drift
    is_title = drift.field == naming.TITLE
    record_ = report if is_title else Statement.objects.get(report=report, key=drift.field)
    stem = "title" if is_title else "text"
    sides = {f"{stem}_{one}": getattr(record_, f"{stem}_{one}") for one in ("zh", "en")}
    name = f"{stem}_{drift.side}"
    after = put_name(sides[name], drift) if drift.instead else sides[name]
    if after == sides[name]:
        raise Refused(_("The words to be replaced are not found as they are: edit it by hand."))
    sides[name] = after
    version = record_.version
    if is_title:
        rename_report(actor=actor, report_id=report_id, seen_version=version, **sides)
    else:
        edit_statement(actor=actor, statement_id=record_.pk, seen_version=version, **sides)
    return report


@transaction.atomic
def let_name_stand(
    *, actor: Actor, report_id: int, seen_version: int, mark: str, reason: str
) -> Report:
    """Keep why a report calls something otherwise than agreed, as long as just these sentences stand.

    Refused without a reason, and where the question is answered already. Whoever says so has had a hand
    in the report.
    """
    report = _open(actor, report_id, seen_version)
    question = _asked(report, mark)
    row = answer_row(question, reason=need_reason(reason), actor=actor)
    before = snapshot(report)
    report.said_otherwise = [*report.said_otherwise, row]
    save(report, fields=["said_otherwise"])
    record(actor=actor, action="governance.report.name_let_stand", subject=report, before=before)
    return report


def _open(actor: Actor, report_id: int, seen_version: int) -> Report:
    report = lock(reports.visible_to(actor), pk=report_id, version=seen_version)
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)
    return report


def _asked(report: Report, mark: str) -> NameQuestion:
    asked = naming.of_report(report, list(report.statements.all()))
    found = next((one for one in asked if one.mark == mark and one.answer is None), None)
    if found is None:
        raise Refused(_("This question is answered: the report says something else by now."))
    return found
