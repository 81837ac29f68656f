"""A unit's own dates: its parts, and the answers, opinions and further reports that it owes by a day."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    DutyState,
    ExtraState,
    FeedScope,
    SlipState,
    TopicState,
)
from plenary.contexts.governance.models import (
    Duty,
    ExtraReport,
    InstructionCall,
    Opinion,
    SlipAnswer,
)
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import extra_reports, instructions, slips
from plenary.contexts.governance.selectors.agendas import opinions
from plenary.contexts.governance.selectors.calendar.entries import (
    MOST,
    SHOWN,
    Entry,
    Range,
    entries,
    order,
)
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor

NOT_THEIRS = (DutyState.DECLINED, DutyState.TRANSFER)
WORDS_SHOWN = 60


def dates(actor: Actor, wanted: Range) -> list[Entry]:
    """Give what the actor sees of it with the units' own dates, in at most five queries more than ``entries``.

    A body has none of its own.
    """
    found = entries(actor, wanted)
    if not wanted.has_dates or wanted.scope == FeedScope.BODY:
        return found
    whose = _whose(actor, wanted)
    span = wanted.starts_on, wanted.ends_on
    own = [
        *(_part(one) for one in _parts(actor).filter(whose, due_on__range=span)[:MOST]),
        *(
            _call(one)
            for one in _calls(actor).filter(whose, instruction__answer_by__range=span)[:MOST]
        ),
        *(_opinion(one) for one in _opinions(actor).filter(whose, due_on__range=span)[:MOST]),
        *(_extra(one) for one in _extras(actor).filter(whose, due_on__range=span)[:MOST]),
        *(_slip(one) for one in _slips(actor).filter(whose, answer_by__range=span)[:MOST]),
    ]
    return sorted([*found, *own], key=order) if own else found


def _whose(actor: Actor, wanted: Range) -> Q:
    """Narrow to a unit and those below it, or to the actor's own; who has none is shown all that they see."""
    if wanted.scope == FeedScope.UNIT and wanted.organisation:
        return Q(unit__path__startswith=wanted.organisation.path)
    if actor.unit_ids or actor.post_ids:
        return Q(unit_id__in=actor.unit_ids)
    return Q()


def _parts(actor: Actor) -> QuerySet[Duty]:
    """Give the parts with a date other than the task's, which stands in the calendar itself."""
    seen = tasks.visible_to(actor).filter(state__in=SHOWN).order_by().values("pk")
    found = Duty.objects.filter(task__in=seen, unit__isnull=False).exclude(state__in=NOT_THEIRS)
    return (
        found.exclude(due_on=F("task__due_on"))
        .select_related("task", "unit")
        .order_by("due_on", "pk")
    )


def _calls(actor: Actor) -> QuerySet[InstructionCall]:
    """Give the answers that were given or are owed still: of an instruction that has ended none is."""
    seen = instructions.visible_to(actor).filter(task__state__in=SHOWN)
    found = InstructionCall.objects.filter(instruction__in=seen.order_by().values("pk"))
    found = found.exclude(answered_at=None, instruction__state__in=ENDED_INSTRUCTIONS)
    return found.select_related("instruction__task", "unit").order_by(
        "instruction__answer_by", "pk"
    )


def _opinions(actor: Actor) -> QuerySet[Opinion]:
    open_or_given = ~Q(answer="") | Q(pk__in=opinions.to_be_given().order_by().values("pk"))
    found = opinions.visible_to(actor).filter(open_or_given)
    return (
        found.exclude(topic__state=TopicState.WITHDRAWN)
        .select_related("unit")
        .order_by("due_on", "pk")
    )


def _extras(actor: Actor) -> QuerySet[ExtraReport]:
    if not (seeing.sees_everything(actor) or seeing.sees_own_units(actor)):
        return ExtraReport.objects.none()
    agreed = (ExtraState.APPROVED, ExtraState.ANSWERED)
    found = extra_reports.visible_to(actor).filter(state__in=agreed, task__state__in=SHOWN)
    return found.select_related("task", "unit").order_by("due_on", "pk")


def _slips(actor: Actor) -> QuerySet[SlipAnswer]:
    found = slips.visible_to(actor).filter(task__state__in=SHOWN)
    found = found.exclude(state=SlipState.WITHDRAWN)
    return found.select_related("task", "unit").order_by("answer_by", "pk")


def _part(one: Duty) -> Entry:
    return _entry(
        "part",
        one,
        on=one.due_on,
        url=one.task.get_absolute_url(),
        words=(one.deliverable_zh, one.deliverable_en),
        task=one.task,
        is_done=one.state in {DutyState.REPORTED, DutyState.DONE},
    )


def _call(one: InstructionCall) -> Entry:
    of = one.instruction
    return _entry(
        "instruction",
        one,
        on=of.answer_by,
        url=of.get_absolute_url(),
        version=of.version,
        words=(of.text_zh, of.text_en),
        task=of.task,
        is_done=one.answered_at is not None,
    )


def _opinion(one: Opinion) -> Entry:
    return _entry(
        "opinion",
        one,
        on=one.due_on,
        url=one.get_absolute_url(),
        words=(one.title_zh, one.title_en),
        is_done=bool(one.answer),
    )


def _extra(one: ExtraReport) -> Entry:
    return _entry(
        "extra",
        one,
        on=one.due_on,
        url=one.get_absolute_url(),
        words=(one.question, ""),
        task=one.task,
        is_done=one.state == ExtraState.ANSWERED,
    )


def _slip(one: SlipAnswer) -> Entry:
    return _entry(
        "slip",
        one,
        on=one.answer_by,
        url=one.get_absolute_url(),
        words=(one.task.title_zh, one.task.title_en),
        is_done=one.state == SlipState.ANSWERED,
    )


def _entry(
    kind: Any,
    one: Any,
    *,
    words: tuple[str, str],
    task: Any = None,
    version: int | None = None,
    **fields: Any,
) -> Entry:
    zh, en = (word[:WORDS_SHOWN] for word in words)
    unit_zh, unit_en = _names(one.unit)
    return Entry(
        kind=kind,
        pk=one.pk,
        title=Pair(
            "：".join(filter(None, (unit_zh, zh or en))),
            ": ".join(filter(None, (unit_en, en or zh))),
        ),
        version=version or one.version,
        task=Pair(task.title_zh, task.title_en) if task else Pair(),
        **fields,
    )


def _names(unit: Organisation) -> tuple[str, str]:
    zh, en = unit.short_zh or unit.name_zh, unit.short_en or unit.name_en
    return zh or en, en or zh
