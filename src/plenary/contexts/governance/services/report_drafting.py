"""Drafts reports from a task list and a period, and drafts them again when new progress has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.drafting import (
    Drafted,
    Line,
    Pair,
    draft_statements,
    work_record,
)
from plenary.contexts.governance.drafting.minutes import draft_minutes, meeting_record
from plenary.contexts.governance.enums import ReportKind, ReportState
from plenary.contexts.governance.events import ReportDrafted
from plenary.contexts.governance.models import Report, Statement, StatementSource, TaskList
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.report_periods import ReportPeriod, report_periods
from plenary.contexts.governance.selectors import lists, reports
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.selectors.plan_periods import plan_periods
from plenary.contexts.governance.selectors.report_facts import facts_of
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.report_wording import note_drafted
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.services import snapshot_record
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

Fate = Literal["new", "changed", "same", "kept", "gone"]
FAR = 1_000_000
"""Where orders wait while they are dealt out anew; no report is as long."""


@dataclass(frozen=True, slots=True)
class Redrafted:
    """What drafting again does to a statement: ``kept`` is one that somebody has edited."""

    fate: Fate
    key: str
    now: Pair
    then: Pair


@transaction.atomic
def draft_report(*, actor: Actor, list_id: int, period_key: str) -> Report:
    """Draft the report of a task list over one of its periods.

    Refused for a period that the list has not, for a list without tasks and where the period has a
    draft already. Announces ``ReportDrafted``.
    """
    task_list = lock(lists.visible_to(actor), pk=list_id)
    authorise(actor, policies.can_draft_report)
    period = _period(task_list, period_key)
    _refuse_second_draft(task_list, period)

    report = Report.objects.create(**_heading(task_list, period))
    facts = facts_of(report)
    if not facts.tasks and facts.left_out:
        raise Refused(
            _("No list of this plan period is adopted yet: there is nothing to report on.")
        )
    if not facts.tasks:
        raise Refused(_("This list holds no tasks yet: there is nothing to report on."))
    drafted = draft_first(actor, report)

    record(
        actor=actor,
        action="governance.report.drafted",
        subject=report,
        note={"statements": len(drafted)},
    )
    index_report(report)
    announce(ReportDrafted(report_id=report.pk))
    return report


@transaction.atomic
def redraft(
    *, actor: Actor, report_id: int, seen_version: int, task_id: int | None = None
) -> list[Redrafted]:
    """Draft a report, or one task of it, again from the work as it stands now.

    What somebody has edited or added stays as it is, and the new draft waits behind it; the rest is
    replaced. Refused for a frozen report.
    """
    report = lock(reports.visible_to(actor), pk=report_id, version=seen_version)
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)

    before = snapshot(report)
    report.as_of = clock.now()
    drafted = _draft_again(actor, report, task_id)
    present = _present(report, task_id)
    changes = _compare(present, drafted)
    _apply(report, present, drafted)
    save(report, fields=["as_of"])

    record(
        actor=actor,
        action="governance.report.redrafted",
        subject=report,
        before=before,
        note={"task": task_id, "changes": {c.key: c.fate for c in changes if c.fate != "same"}},
    )
    index_report(report)
    return changes


def preview_redraft(*, actor: Actor, report_id: int, task_id: int | None = None) -> list[Redrafted]:
    """Say what ``redraft`` would do, statement by statement, and change nothing."""
    report = reports.visible_to(actor).filter(pk=report_id).first()
    if report is None:
        raise NotFound
    authorise(actor, policies.can_edit_report, report)
    refuse_frozen(report)
    report.as_of = clock.now()
    source = _source_of(report)
    drafted = _of_task(source.draft({line.key: 0 for line in source.lines}), task_id)
    return _compare(_present(report, task_id), drafted)


def refuse_frozen(report: Report) -> None:
    """Refuse any change of what has been frozen."""
    if report.state != ReportState.DRAFT:
        raise Refused(_("This report is frozen and never changes. Make a correction of it."))


def write_sources(pairs: Iterable[tuple[Statement, Sequence[tuple[str, int]]]]) -> None:
    """Write the sources of many statements at once: (kind, passage) in order."""
    StatementSource.objects.bulk_create(
        StatementSource(statement=statement, kind=kind, passage_id=passage, order=order)
        for statement, sources in pairs
        for order, (kind, passage) in enumerate(sources)
    )


def deal_orders(report: Report, statements: Sequence[Statement]) -> None:
    """Number the statements 1, 2, 3 in this sequence; by way of far numbers, since each stands once."""
    moved = [each for n, each in enumerate(statements, start=1) if each.order != n]
    if not moved:
        return
    wanted = {each.pk: n for n, each in enumerate(statements, start=1)}
    for each in moved:
        each.order = FAR + wanted[each.pk]
    Statement.objects.bulk_update(moved, ["order"], batch_size=200)
    for each in moved:
        each.order = wanted[each.pk]
    Statement.objects.bulk_update(moved, ["order"], batch_size=200)


def _period(task_list: TaskList, key: str) -> ReportPeriod:
    own = report_periods(task_list.starts_on, task_list.ends_on)
    for period in (*own, *plan_periods(task_list)):
        if period.key == key:
            return period
    sentence = _("The list has no such period.")
    raise Refused(sentence, fields={"period": sentence})


def _refuse_second_draft(task_list: TaskList, period: ReportPeriod) -> None:
    same = Report.objects.filter(
        task_list=task_list,
        kind=period.kind,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        state=ReportState.DRAFT,
    )
    if same.exists():
        sentence = _("There is a draft for this period already: open it and draft it again there.")
        raise Refused(sentence, fields={"period": sentence})


def _heading(task_list: TaskList, period: ReportPeriod) -> dict[str, Any]:
    """Name the report after its list and period; a list named in one language lends that name."""
    zh = task_list.name_zh or task_list.name_en
    en = task_list.name_en or task_list.name_zh
    when = period.name.zh
    if period.kind == ReportKind.PLAN:
        zh, en = str(task_list.body), task_list.body.name_en or task_list.body.name_zh
        zh, en = f"{zh}{in_zh('重点任务')}", f"{in_en('key tasks of the')} {en}"
    if str(period.starts_on.year) in zh:
        when = when.removeprefix(f"{period.starts_on.year}年")
    return {
        "task_list": task_list,
        "kind": period.kind,
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "title_zh": f"关于{zh}{when}落实情况的报告",
        "title_en": f"Progress report on the {en}: {period.name.en}",
        "as_of": clock.now(),
        "is_illustrative": task_list.is_illustrative,
    }


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is drafted from: the record as a text, its lines, and how they are put in words."""

    text: str
    lines: Sequence[Line]
    draft: Callable[[Mapping[str, int]], list[Drafted]]


def _source_of(report: Report) -> Source:
    if report.meeting is not None:
        minutes = minutes_facts(report.meeting)
        return Source(*meeting_record(minutes), partial(draft_minutes, minutes))
    facts = facts_of(report)
    return Source(*work_record(facts), partial(draft_statements, facts))


def draft_first(actor: Actor, report: Report) -> list[Drafted]:
    """Draft all statements of a report that has none yet."""
    drafted = _draft(actor, report)
    note_drafted(_insert(report, drafted, start=1))
    return drafted


def _draft(actor: Actor, report: Report) -> list[Drafted]:
    """Keep the work's or the meeting's state as a text that can be cited, and draft from it."""
    source = _source_of(report)
    return source.draft(_keep_record(actor, report, source))


def _draft_again(actor: Actor, report: Report, task_id: int | None) -> list[Drafted]:
    return _of_task(_draft(actor, report), task_id)


def _of_task(drafted: Sequence[Drafted], task_id: int | None) -> list[Drafted]:
    """Keep a task's statements and the overview, which counts it."""
    if task_id is None:
        return list(drafted)
    return [each for each in drafted if each.task_id in {None, task_id}]


def _keep_record(actor: Actor, report: Report, source: Source) -> dict[str, int]:
    lines = source.lines
    title = f"{report.title_zh} {timezone.localdate(report.as_of).isoformat()}"
    document = snapshot_record(
        actor=actor, subject=report, lang="zh", text=source.text, title=title
    ).document
    Passage.objects.bulk_create(
        (
            Passage(document=document, start=line.start, end=line.end, quote=line.quote)
            for line in lines
        ),
        ignore_conflicts=True,
    )
    places = {
        (start, end): pk for pk, start, end in document.passages.values_list("pk", "start", "end")
    }
    return {line.key: places[line.start, line.end] for line in lines}


def _insert(report: Report, drafted: Sequence[Drafted], *, start: int) -> list[Statement]:
    made = Statement.objects.bulk_create(
        Statement(report=report, order=order, **_fields(each))
        for order, each in enumerate(drafted, start=start)
    )
    write_sources(
        (statement, [(source.kind, source.passage) for source in each.sources])
        for statement, each in zip(made, drafted, strict=True)
    )
    return made


def _fields(drafted: Drafted) -> dict[str, Any]:
    return {
        "key": drafted.key,
        "kind": drafted.kind,
        "task_id": drafted.task_id,
        "item_number": drafted.number,
        "text_zh": drafted.text.zh,
        "text_en": drafted.text.en,
        "details": dict(drafted.details),
        "drafted": as_drafted(drafted),
    }


def as_drafted(drafted: Drafted) -> dict[str, Any]:
    """Give what a statement keeps of its draft, so that it can be restored."""
    sources = [[str(source.kind), source.passage] for source in drafted.sources]
    return {"zh": drafted.text.zh, "en": drafted.text.en, "sources": sources}


def _present(report: Report, task_id: int | None) -> list[Statement]:
    statements = reports.statements_of(report)
    if task_id is None:
        return statements
    return [each for each in statements if each.task_id in {None, task_id}]


def _compare(present: Sequence[Statement], drafted: Sequence[Drafted]) -> list[Redrafted]:
    old = {each.key: each for each in present}
    new = {each.key: each for each in drafted}
    changes = [_change(old.get(key), each) for key, each in new.items()]
    for key, each in old.items():
        if key not in new:
            text = Pair(each.text_zh, each.text_en)
            kept = _is_touched(each)
            changes.append(Redrafted("kept" if kept else "gone", key, text, Pair()))
    return changes


def _change(old: Statement | None, new: Drafted) -> Redrafted:
    if old is None:
        return Redrafted("new", new.key, Pair(), new.text)
    text = Pair(old.text_zh, old.text_en)
    if _is_touched(old):
        return Redrafted("kept", new.key, text, new.text)
    then, _translated = _renewed(old, new)
    same = text == then and old.details == dict(new.details)
    return Redrafted("same" if same else "changed", new.key, text, then)


def _renewed(old: Statement, new: Drafted) -> tuple[Pair, str]:
    """Give what a statement says after it is drafted again, and which side of it is a translation still.

    A translation stays while its source does, and where the new draft has nothing in its place.
    """
    if not old.translated:
        return new.text, ""
    is_english = old.translated == "en"
    was, now = (old.text_zh, new.text.zh) if is_english else (old.text_en, new.text.en)
    if was != now and (new.text.en if is_english else new.text.zh):
        return new.text, ""
    pair = Pair(now, old.text_en) if is_english else Pair(old.text_zh, now)
    return pair, old.translated


def _is_touched(statement: Statement) -> bool:
    """Say whether a person has edited, added or answered for the statement."""
    return statement.is_edited or statement.is_without_source or not statement.drafted


def _apply(report: Report, present: Sequence[Statement], drafted: Sequence[Drafted]) -> None:
    """Replace what nobody has touched, insert what is new, and put all in order again."""
    old = {each.key: each for each in present}
    keys = {each.key for each in drafted}
    gone = [each.pk for each in present if each.key not in keys and not _is_touched(each)]
    Statement.objects.filter(pk__in=gone).delete()
    renewed = [(old[each.key], each) for each in drafted if each.key in old]
    _renew(renewed)
    fresh = [each for each in drafted if each.key not in old]
    made = _insert(report, fresh, start=FAR * 2)
    note_drafted([*(statement for statement, _drafted in renewed), *made])
    _sort(report, drafted)


def _renew(pairs: Sequence[tuple[Statement, Drafted]]) -> None:
    replaced = []
    for statement, drafted in pairs:
        statement.drafted = as_drafted(drafted)
        if not _is_touched(statement):
            text, statement.translated = _renewed(statement, drafted)
            statement.text_zh, statement.text_en = text.zh, text.en
            statement.details = dict(drafted.details)
            replaced.append((statement, [(s.kind, s.passage) for s in drafted.sources]))
        statement.item_number = drafted.number
        statement.version += 1
    Statement.objects.bulk_update(
        [statement for statement, _drafted in pairs],
        ["drafted", "text_zh", "text_en", "translated", "details", "item_number", "version"],
        batch_size=200,
    )
    StatementSource.objects.filter(statement__in=[each for each, _sources in replaced]).delete()
    write_sources(replaced)


def _sort(report: Report, drafted: Sequence[Drafted]) -> None:
    """Order by item, keeping within an item what people have moved; new ones come in their place."""
    place = {each.key: n for n, each in enumerate(drafted)}
    groups: dict[int, list[Statement]] = {}
    for each in Statement.objects.filter(report=report).order_by("order", "id"):
        groups.setdefault(each.item_number or 0, []).append(each)
    sequence: list[Statement] = []
    for number in sorted(groups):
        sequence.extend(_placed(groups[number], place))
    deal_orders(report, sequence)


def _placed(group: Sequence[Statement], place: dict[str, int]) -> list[Statement]:
    """Put the new statements of an item behind those that are drafted before them."""
    placed = [each for each in group if each.order < FAR]
    for each in group:
        if each.order < FAR:
            continue
        before = [
            n
            for n, other in enumerate(placed)
            if place.get(other.key, -1) < place[each.key] and other.key in place
        ]
        placed.insert(before[-1] + 1 if before else 0, each)
    return placed
