"""Changes a draft report statement by statement: every one keeps its sources or says it has none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import HEADINGS, PaperKind, SourceKind, StatementKind
from plenary.contexts.governance.models import Report, Statement, StatementSource
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.checks import need_a_side, need_choice
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.report_drafting import (
    FAR,
    deal_orders,
    refuse_frozen,
    write_sources,
)
from plenary.contexts.governance.services.report_wording import note_drafted, note_written
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.selectors import passages_visible
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

TEXTS = ["text_zh", "text_en"]


@transaction.atomic
def edit_statement(
    *,
    actor: Actor,
    statement_id: int,
    seen_version: int,
    text_zh: str,
    text_en: str,
    keeps_sources: bool = True,
    cites: Sequence[int] = (),
) -> Statement:
    """Change a statement's two sides; its sources stay, are let go, or are joined by passages.

    Refused for a frozen report, without any text and for a secrecy marking; ``NotFound`` for a
    passage that the actor may not read.
    """
    statement = _open(actor, statement_id, seen_version)
    need_a_side(text_zh, text_en, "text")
    refuse_secrecy(text_zh, text_en)
    _need_passages(actor, cites)

    before = snapshot(statement)
    had = _sources(statement)
    statement.text_zh, statement.text_en = text_zh.strip(), text_en.strip()
    now = [*(had if keeps_sources else []), *((SourceKind.CITED, pk) for pk in cites)]
    _replace_sources(statement, now)
    if now:
        statement.is_without_source = False
    statement.is_edited, statement.translated = _differs(statement, now), ""
    save(statement, fields=[*TEXTS, "is_edited", "translated", "is_without_source"])
    _touch(statement.report)
    note_written(actor, statement)

    record(
        actor=actor,
        action="governance.statement.edited",
        subject=statement,
        before=before,
        note={"sources": [pk for _kind, pk in now]},
    )
    return statement


@transaction.atomic
def acknowledge_no_source(*, actor: Actor, statement_id: int, seen_version: int) -> Statement:
    """Answer for a statement that it has no source; files and pages show it so.

    Refused for a frozen report and where the statement has a source.
    """
    statement = _open(actor, statement_id, seen_version)
    if statement.sources.exists():
        raise Refused(_("This statement has a source."))

    before = snapshot(statement)
    statement.is_without_source = True
    save(statement, fields=["is_without_source"])
    _touch(statement.report)

    record(actor=actor, action="governance.statement.unsourced", subject=statement, before=before)
    return statement


@transaction.atomic
def add_statement(
    *,
    actor: Actor,
    report_id: int,
    item_number: int | None,
    text_zh: str,
    text_en: str,
    cites: Sequence[int] = (),
    is_without_source: bool = False,
) -> Statement:
    """Add a statement by hand at the end of an item, or of the overview.

    Refused for a frozen report, without any text, for a secrecy marking, for an item that the report
    has not, and where it neither cites a passage nor is marked as without source.
    """
    report = lock(reports.visible_to(actor), pk=report_id)
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)
    need_a_side(text_zh, text_en, "text")
    refuse_secrecy(text_zh, text_en)
    _need_passages(actor, cites)
    if not cites and not is_without_source:
        sentence = _("Cite a passage, or mark the statement as without source.")
        raise Refused(sentence, fields={"cites": sentence})

    statements = list(Statement.objects.filter(report=report))
    group = _group(statements, item_number)
    statement = Statement.objects.create(
        report=report,
        task_id=group[0].task_id if group else None,
        item_number=item_number,
        order=FAR,
        key=_new_key(statements),
        kind=StatementKind.ADDED,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        is_edited=True,
        is_without_source=is_without_source and not cites,
    )
    write_sources([(statement, [(SourceKind.CITED, pk) for pk in cites])])
    at = statements.index(group[-1]) + 1 if group else 0
    deal_orders(report, [*statements[:at], statement, *statements[at:]])
    _touch(report)

    record(actor=actor, action="governance.statement.added", subject=statement)
    note_written(actor, statement)
    return statement


@transaction.atomic
def remove_statement(*, actor: Actor, statement_id: int, seen_version: int) -> Report:
    """Take a statement out of a draft; drafting the task again brings a drafted one back.

    Refused for a frozen report and for a task's heading.
    """
    statement = _open(actor, statement_id, seen_version)
    _refuse_heading(statement)
    report = statement.report

    record(
        actor=actor,
        action="governance.statement.removed",
        subject=statement,
        note={"zh": statement.text_zh, "en": statement.text_en},
    )
    statement.delete()
    _touch(report)
    return report


@transaction.atomic
def move_statement(*, actor: Actor, statement_id: int, seen_version: int, by: int) -> Statement:
    """Move a statement one place up (-1) or down (1) within its item.

    Refused for a frozen report, for a task's heading, and where there is no place to move to.
    """
    statement = _open(actor, statement_id, seen_version)
    _refuse_heading(statement)
    statements = list(Statement.objects.filter(report=statement.report_id))
    group = [
        each
        for each in statements
        if each.item_number == statement.item_number and each.kind not in HEADINGS
    ]
    at = group.index(statement)
    if by not in {-1, 1} or not 0 <= at + by < len(group):
        raise Refused(_("It stands at the end of its item already."))

    before = snapshot(statement)
    one, other = statements.index(statement), statements.index(group[at + by])
    statements[one], statements[other] = statements[other], statements[one]
    deal_orders(statement.report, statements)
    statement.order = other + 1
    save(statement, fields=["order"])
    _touch(statement.report)

    record(actor=actor, action="governance.statement.moved", subject=statement, before=before)
    return statement


@transaction.atomic
def restore_statement(*, actor: Actor, statement_id: int, seen_version: int) -> Statement:
    """Give a statement the text and sources of its latest draft again.

    Refused for a frozen report and for a statement that was added by hand.
    """
    statement = _open(actor, statement_id, seen_version)
    if not statement.drafted:
        raise Refused(_("This statement was added by hand: there is no draft of it."))

    before = snapshot(statement)
    statement.text_zh, statement.text_en = statement.drafted["zh"], statement.drafted["en"]
    statement.is_edited = statement.is_without_source = False
    statement.translated = ""
    _replace_sources(statement, _drafted_sources(statement))
    save(statement, fields=[*TEXTS, "is_edited", "translated", "is_without_source"])
    _touch(statement.report)
    note_drafted([statement])

    record(actor=actor, action="governance.statement.restored", subject=statement, before=before)
    return statement


@transaction.atomic
def rename_report(
    *,
    actor: Actor,
    report_id: int,
    seen_version: int,
    title_zh: str,
    title_en: str,
    paper: str = "",
) -> Report:
    """Change a draft's title, and what kind of paper it is, where that is given.

    Refused for a frozen report, an empty title and a kind that does not exist.
    """
    report = lock(reports.visible_to(actor), pk=report_id, version=seen_version)
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)
    refuse_secrecy(title_zh, title_en)
    empty = {
        name: _("A report needs a title in both languages.")
        for name, value in (("title_zh", title_zh), ("title_en", title_en))
        if not value.strip()
    }
    if empty:
        raise Refused(_("A report needs a title in both languages."), fields=empty)

    before = snapshot(report)
    need_choice(paper or report.paper, PaperKind.values, "paper")
    report.title_zh, report.title_en = title_zh.strip(), title_en.strip()
    report.paper = paper or report.paper
    save(report, fields=["title_zh", "title_en", "paper"])

    record(actor=actor, action="governance.report.renamed", subject=report, before=before)
    index_report(report)
    return report


def _open(actor: Actor, statement_id: int, seen_version: int) -> Statement:
    """Lock a statement under its report, the report first, so that freezing waits or is waited for."""
    found = reports.statements_visible_to(actor).filter(pk=statement_id).first()
    if found is None:
        raise NotFound
    report = lock(reports.visible_to(actor), pk=found.report_id)
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)
    statement = lock(reports.statements_visible_to(actor), pk=statement_id, version=seen_version)
    statement.report = report
    return statement


def _touch(report: Report) -> None:
    """Count the report's version up, and let it be found by what it says now.

    Whoever freezes must have seen its statements as they are.
    """
    save(report, fields=[])
    index_report(report)


def _sources(statement: Statement) -> list[tuple[str, int]]:
    return list(statement.sources.values_list("kind", "passage_id"))


def _drafted_sources(statement: Statement) -> list[tuple[str, int]]:
    return [(kind, passage) for kind, passage in statement.drafted.get("sources", [])]


def _replace_sources(statement: Statement, wanted: Sequence[tuple[str, int]]) -> None:
    once = list({passage: (kind, passage) for kind, passage in reversed(wanted)}.values())[::-1]
    StatementSource.objects.filter(statement=statement).delete()
    write_sources([(statement, once)])


def _differs(statement: Statement, sources: Sequence[tuple[str, int]]) -> bool:
    drafted = statement.drafted
    if not drafted:
        return True
    texts = (statement.text_zh, statement.text_en) != (drafted["zh"], drafted["en"])
    return texts or {pk for _kind, pk in sources} != {pk for _kind, pk in drafted["sources"]}


def _need_passages(actor: Actor, cites: Sequence[int]) -> None:
    wanted = set(cites)
    if passages_visible(actor).filter(pk__in=wanted).count() != len(wanted):
        sentence = _("One of these passages does not exist, or it is not open to you.")
        raise Refused(sentence, fields={"cites": sentence})


def _group(statements: Sequence[Statement], item_number: int | None) -> list[Statement]:
    group = [each for each in statements if each.item_number == item_number]
    if item_number is not None and not group:
        raise Refused(_("The report has no such item."), fields={"item_number": _("No such item.")})
    return group


def _new_key(statements: Sequence[Statement]) -> str:
    taken = [each.key for each in statements if each.key.startswith("added:")]
    return f"added:{max((int(key.split(':')[1]) for key in taken), default=0) + 1}"


def _refuse_heading(statement: Statement) -> None:
    if statement.kind in HEADINGS:
        raise Refused(_("A task's heading stays in its place."))
