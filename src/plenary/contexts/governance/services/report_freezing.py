"""Freezes reports into numbered versions that never change, and begins corrections of them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from plenary.contexts.governance.enums import ReportKind, ReportState
from plenary.contexts.governance.events import ReportDrafted, ReportFrozen
from plenary.contexts.governance.models import Report, Statement, StatementSource
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import naming, reports
from plenary.contexts.governance.selectors.held import class_told
from plenary.contexts.governance.services.checks import SHORT_REASON, need_choice, need_reason
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.minutes.approving import place_approval
from plenary.contexts.governance.services.report_drafting import refuse_frozen
from plenary.contexts.governance.services.reports.two_pairs import refuse_own_words
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.enums import Release
from plenary.kernel.text.services import copy_texts
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Forbidden, NotFound, Refused
from plenary.shared.events import announce

FROZEN_FIELDS = [
    "state",
    "number",
    "frozen_at",
    "frozen_by_id",
    "frozen_by",
    "freeze_reason",
    "release",
    "said_otherwise",
    "digest",
]


@transaction.atomic
def freeze_report(
    *, actor: Actor, report_id: int, seen_version: int, reason: str, release: str = Release.INTERNAL
) -> Report:
    """Make a draft a numbered version that never changes, with a digest over all that it says.

    Refused without a reason (minutes are signed off without one), while a statement has neither a source nor somebody's word that it has
    none, while an agreed name is called otherwise and nobody has said why, as public to whoever has edited it or what it corrects, and as anything but internal while it speaks of what the
    class of a paper holds back. Minutes go on the body's next agenda for approval.
    Announces ``ReportFrozen``.
    """
    report = lock(reports.visible_to(actor), pk=report_id, version=seen_version)
    authorise(actor, policies.can_freeze_report, report)
    refuse_frozen(report)
    reason = _reason_of(report, reason)
    need_choice(release, Release.values, "release")
    statements = reports.statements_of(report)
    _refuse_unanswered(statements)
    names = _names(report, statements)
    if release != Release.INTERNAL:
        _refuse_held(report)
    if release == Release.PUBLIC:
        refuse_own_words(actor, report)

    before = snapshot(report)
    report.state = ReportState.FROZEN
    report.number = _next_number(report)
    report.frozen_at, report.frozen_by_id, report.frozen_by = clock.now(), actor.user_id, actor.name
    report.freeze_reason, report.release = reason, release
    report.said_otherwise = names
    report.digest = reports.digest_of(report, statements)
    save(report, fields=FROZEN_FIELDS)

    record(actor=actor, action="governance.report.frozen", subject=report, before=before)
    index_report(report)
    if report.kind == ReportKind.MINUTES:
        place_approval(actor, report)
    announce(ReportFrozen(report_id=report.pk))
    return report


@transaction.atomic
def correct_report(*, actor: Actor, report_id: int, reason: str) -> Report:
    """Begin a correction: a new draft with the statements and sources of a frozen report.

    Refused without a reason, for a draft, and where the period has a draft already. Announces
    ``ReportDrafted``.
    """
    frozen = lock(reports.visible_to(actor), pk=report_id)
    authorise(actor, policies.can_freeze_report, frozen)
    reason = need_reason(reason, most=SHORT_REASON)
    if frozen.state != ReportState.FROZEN:
        raise Refused(_("Only a frozen report is corrected; a draft is simply edited."))
    if _same_period(frozen).filter(state=ReportState.DRAFT).exists():
        raise Refused(_("There is a draft for this period already."))

    correction = Report.objects.create(
        task_list_id=frozen.task_list_id,
        meeting_id=frozen.meeting_id,
        kind=frozen.kind,
        paper=frozen.paper,
        starts_on=frozen.starts_on,
        ends_on=frozen.ends_on,
        title_zh=frozen.title_zh,
        title_en=frozen.title_en,
        as_of=frozen.as_of,
        corrects=frozen,
        is_illustrative=frozen.is_illustrative,
        said_otherwise=frozen.said_otherwise,
    )
    _copy(actor, frozen, correction)

    record(
        actor=actor,
        action="governance.report.correction_begun",
        subject=correction,
        note={"reason": reason, "corrects": frozen.pk},
    )
    index_report(correction)
    announce(ReportDrafted(report_id=correction.pk))
    return correction


@transaction.atomic
def hand_out_pack(*, actor: Actor, report_id: int) -> Report:
    """Give a frozen report whose evaluation pack is about to be handed out, and leave an audit row.

    Refused for a draft, and to whoever does not read the sources; minutes have none: ``NotFound``.
    """
    report = lock(reports.visible_to(actor), pk=report_id)
    if not policies.sees_sources(actor):
        raise Forbidden
    if report.kind == ReportKind.MINUTES:
        raise NotFound
    if report.state != ReportState.FROZEN:
        raise Refused(_("The pack is made of a frozen report. Freeze this one first."))
    was = snapshot(report)
    record(actor=actor, action="governance.report.pack_handed_out", subject=report, before=was)
    return report


def _refuse_unanswered(statements: list[Statement]) -> None:
    open_ones = reports.unanswered(statements)
    if not open_ones:
        return
    n = len(open_ones)
    raise Refused(
        ngettext_lazy(
            "%(n)d statement has no source: cite one, or mark it as without source.",
            "%(n)d statements have no source: cite one for each, or mark them as without source.",
            n,
        )
        % {"n": n}
    )


def _reason_of(report: Report, reason: str) -> str:
    """Give why it is frozen: minutes are signed off, which says it all; a remark is kept where there is one."""
    if report.kind == ReportKind.MINUTES and not reason.strip():
        return ""
    return need_reason(reason, most=SHORT_REASON)


def _names(report: Report, statements: list[Statement]) -> list[dict[str, Any]]:
    """Give the reasons by which it says names otherwise; those of sentences that are gone count no more."""
    asked = naming.of_report(report, statements)
    rows = naming.rows_of(asked, report.said_otherwise, {}, SYSTEM)
    naming.refuse_open(asked, rows)
    return rows


def _refuse_held(report: Report) -> None:
    """A report that leaves the house says nothing that a paper with fewer readers holds back."""
    if class_told(report) is None:
        return
    sentence = _(
        "It speaks of a decision or task that a paper with fewer readers holds back. Open that with a"
        " reason (Circle of readers, on its page), or freeze the report as internal."
    )
    raise Refused(sentence, fields={"release": sentence})


def _same_period(report: Report) -> QuerySet[Report]:
    """Give the versions of a report: of its list and period, or of its meeting."""
    if report.kind == ReportKind.MINUTES:
        return Report.objects.filter(meeting=report.meeting_id)
    return Report.objects.filter(
        task_list=report.task_list_id,
        kind=report.kind,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
    )


def _next_number(report: Report) -> int:
    highest: int | None = _same_period(report).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _copy(actor: Actor, frozen: Report, correction: Report) -> None:
    originals = reports.statements_of(frozen)
    made = Statement.objects.bulk_create(
        Statement(
            report=correction,
            task_id=each.task_id,
            item_number=each.item_number,
            order=each.order,
            key=each.key,
            kind=each.kind,
            text_zh=each.text_zh,
            text_en=each.text_en,
            details=each.details,
            drafted=each.drafted,
            is_edited=each.is_edited,
            translated=each.translated,
            is_without_source=each.is_without_source,
        )
        for each in originals
    )
    StatementSource.objects.bulk_create(
        StatementSource(
            statement=copy, kind=source.kind, passage_id=source.passage_id, order=source.order
        )
        for copy, each in zip(made, originals, strict=True)
        for source in each.sources.all()
    )
    copies = {each.pk: copy for copy, each in zip(made, originals, strict=True)}
    copy_texts(actor=actor, copies=copies)
