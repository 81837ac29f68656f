"""Puts governance's records into the shapes of the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from plenary.contexts.governance.models import (
    Duty,
    Evidence,
    Progress,
    ProgressFigure,
    Task,
)
from plenary.contexts.governance.selectors.task_page import TaskPage
from plenary.contexts.governance.selectors.task_records import Link
from plenary.contexts.governance.views.rest import shapes


def address_of(record: Any) -> str:
    """Give the address of a record's page."""
    return f"{settings.ORIGIN}{record.get_absolute_url()}"


def named(record: Any, stem: str = "name") -> shapes.Named | None:
    """Give a record by its names; none for none."""
    if record is None:
        return None
    return shapes.Named(record.pk, getattr(record, f"{stem}_zh"), getattr(record, f"{stem}_en"))


def needed(record: Any) -> shapes.Named:
    """Give a record by its names, where there always is one."""
    return shapes.Named(record.pk, record.name_zh, record.name_en)


def task_line(task: Task, number: int | None) -> shapes.TaskShape:
    """Tell of a task with its unit and theme loaded."""
    return shapes.TaskShape(
        id=task.pk,
        url=f"{settings.ORIGIN}/tasks/{task.pk}/",
        number=number,
        title_zh=task.title_zh,
        title_en=task.title_en,
        state=task.state,
        lead_unit=named(task.lead_unit),
        theme=named(task.theme),
        due_on=task.due_on,
        first_due_on=task.first_due_on,
        light=task.shown_light,
        is_overridden=bool(task.override),
        last_progress_on=task.last_progress_on,
        release=task.release,
        is_illustrative=task.is_illustrative,
        version=task.version,
    )


def task_record(page: TaskPage) -> shapes.TaskRecordShape:
    """Tell of a task's whole record, as far as the page's reader may see it."""
    task = page.task
    return shapes.TaskRecordShape(
        id=task.pk,
        url=address_of(task),
        title_zh=task.title_zh,
        title_en=task.title_en,
        success_zh=task.success_zh,
        success_en=task.success_en,
        outcome_zh=task.outcome_zh,
        outcome_en=task.outcome_en,
        state=task.state,
        theme=named(task.theme),
        due_on=task.due_on,
        first_due_on=task.first_due_on,
        light=page.shown.light,
        light_sentence_zh=page.shown.sentence_zh,
        light_sentence_en=page.shown.sentence_en,
        is_overridden=bool(task.override),
        closed_at=task.closed_at,
        ended_at=task.ended_at,
        release=task.release,
        is_illustrative=task.is_illustrative,
        version=task.version,
        bases=[_basis(link) for link in page.chain],
        duties=[_duty(line.duty) for line in page.duties],
        milestones=[
            shapes.MilestoneShape(
                one.pk, one.number, one.title_zh, one.title_en, one.due_on, one.done_on
            )
            for one in page.milestones
        ],
        lists=[shapes.PlaceInList(needed(one.task_list), one.number) for one in page.entries],
        figures=[
            shapes.FigureShape(one.measure, one.name_zh, one.name_en, one.value)
            for one in page.figures
        ],
        is_inside=page.is_inside,
        progress=[entry(line.entry, line.figures, line.evidence) for line in page.progress],
        findings=[
            shapes.VerificationShape(one.verdict, one.note, one.verified_at)
            for one in page.verifications
        ],
    )


def entry(
    held: Progress, figures: list[ProgressFigure], evidence: list[Evidence]
) -> shapes.ProgressShape:
    """Tell of a unit's entry, its unit loaded."""
    return shapes.ProgressShape(
        id=held.pk,
        task=held.task_id,
        unit=needed(held.unit),
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        is_nothing_new=held.is_nothing_new,
        says_done=held.says_done,
        done_zh=held.done_zh,
        done_en=held.done_en,
        next_zh=held.next_zh,
        next_en=held.next_en,
        help_zh=held.help_zh,
        help_en=held.help_en,
        reason_zh=held.reason_zh,
        reason_en=held.reason_en,
        figures=[
            shapes.FigureShape(one.measure, one.name_zh, one.name_en, one.value) for one in figures
        ],
        evidence=[
            shapes.EvidenceShape(
                one.text, f"{settings.ORIGIN}{one.url}" if one.fact else one.url, one.passage_id
            )
            for one in evidence
        ],
        reported_at=held.reported_at,
    )


def _basis(link: Link) -> shapes.BasisShape:
    return shapes.BasisShape(
        kind=link.kind,
        id=link.record.pk,
        meeting=link.meeting.pk if link.meeting else None,
        text_zh=getattr(link.record, "text_zh", ""),
        text_en=getattr(link.record, "text_en", ""),
        quote=link.passage.quote if link.passage else "",
    )


def _duty(duty: Duty) -> shapes.DutyShape:
    return shapes.DutyShape(
        id=duty.pk,
        role=duty.role,
        unit=named(duty.unit),
        post=named(duty.post, "title"),
        deliverable_zh=duty.deliverable_zh,
        deliverable_en=duty.deliverable_en,
        due_on=duty.due_on,
        first_due_on=duty.first_due_on,
        state=duty.state,
        signed_at=duty.signed_at,
    )
