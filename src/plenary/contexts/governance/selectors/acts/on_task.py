"""What a task's page shows of the acts on it, in one query beside those of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from django.db import connection
from django.db.models import Case, CharField, DateTimeField, F, QuerySet, Value, When

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    DutyRole,
    EndingKind,
    EndingState,
    ExtensionKind,
    SuccessionKind,
    TaskState,
)
from plenary.contexts.governance.models import (
    Duty,
    DutyAsk,
    Extension,
    ExtraReport,
    HelpCall,
    Instruction,
    Sheet,
    Succession,
    Task,
    TaskEnding,
)
from plenary.contexts.governance.selectors.acts import extensions, extra_reports, words
from plenary.contexts.governance.workflows import DUTY_FLOW
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.templates import language

ANY_TASK = -1
"""Stands for the task's id in the SQL that is written once."""
MOMENT = Value(None, output_field=DateTimeField())


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in the task's trail."""

    kind: str
    pk: int
    state: str
    text: str
    who: str
    at: dt.datetime

    @property
    def word(self) -> Any:
        """Give the word of its kind."""
        return words.kind_word(self.kind)

    @property
    def state_word(self) -> Any:
        """Give the word of its state."""
        return words.state_word(self.kind, self.state)

    @property
    def url(self) -> str:
        """Give the address of its page."""
        return words.page_of(self.kind, self.pk)


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts on a task, and those that are open to the actor now."""

    lines: list[ActLine] = field(default_factory=list)
    declinable: frozenset[int] = frozenset()
    """The duties, by their ids, that the actor may decline now."""
    transferable: frozenset[int] = frozenset()
    extending: list[Duty] = field(default_factory=list)
    """The duties for whose units the actor may ask for a later date now."""
    deferrable: frozenset[int] = frozenset()
    """The duties, by their ids, for whose own date the actor may ask a later one now."""
    may_instruct: bool = False
    may_replace: bool = False
    """Whether the task may be merged, split or superseded."""
    may_end: bool = False
    """Whether it may be proposed to end the task without its being done."""
    may_resume: bool = False
    """Whether it may be proposed to take the ended task up again."""
    may_draw: bool = False
    """Whether a supervision slip may be drawn up."""
    may_ask: bool = False
    """Whether a unit may be asked for a report beyond the rhythm."""
    waited: Mapping[int, dt.timedelta] = field(default_factory=dict)
    """By duty: how long it took to be signed for, or has been waiting for that."""

    @property
    def successors(self) -> list[ActLine]:
        """Give the tasks that continue this one."""
        return [line for line in self.lines if line.kind in SuccessionKind.values]

    @property
    def proposed(self) -> ActLine | None:
        """Give the end, or the taking up again, that waits for a second person."""
        return next((line for line in self.lines if _is_proposed(line)), None)

    @property
    def end(self) -> ActLine | None:
        """Give the latest end of the task that was confirmed."""
        ends = (line for line in self.lines if line.kind == EndingKind.END)
        return next((line for line in ends if line.state == EndingState.CONFIRMED), None)


def acts_on(actor: Actor, task: Task, duties: Iterable[Duty], *, is_inside: bool) -> Acts:
    """Give the trail of a task that the actor sees, and what the actor may add to it.

    ``is_inside`` says whether the actor reads the task's inner record; nobody else sees its trail.
    """
    lines = _seen(actor, task, _lines(task)) if is_inside else []
    may_propose = policies.can_propose_ending(actor, task) and not any(map(_is_proposed, lines))
    held = [duty for duty in duties if task.state in {TaskState.OPEN, TaskState.REPORTED}]
    mine = [duty for duty in held if policies.can_contest(actor, duty)]
    return Acts(
        lines=lines,
        declinable=_open_to(mine, "decline"),
        transferable=_open_to(mine, "transfer"),
        extending=_extending(actor, task, held),
        deferrable=_deferrable(actor, task, held),
        may_instruct=bool(held) and policies.can_instruct(actor, task),
        may_draw=bool(held) and policies.can_draw_sheets(actor, task),
        may_ask=bool(held) and policies.can_ask_extra(actor, task),
        may_replace=task.state == TaskState.OPEN and policies.can_replace(actor, task),
        may_end=may_propose and task.state in {TaskState.OPEN, TaskState.REPORTED},
        may_resume=may_propose and task.state == TaskState.ENDED,
        waited={duty.pk: (duty.signed_at or clock.now()) - duty.assigned_at for duty in held},
    )


def _open_to(duties: Iterable[Duty], move: str) -> frozenset[int]:
    return frozenset(duty.pk for duty in duties if DUTY_FLOW.allows(duty.state, move))


def _extending(actor: Actor, task: Task, duties: Iterable[Duty]) -> list[Duty]:
    """Give the duties for whose unit a later date can still be asked: never once the date is past, unless
    the task was reopened after it.
    """
    if task.state != TaskState.OPEN:
        return []
    if task.due_on and task.due_on < clock.today() and not extensions.is_owed_a_date(task):
        return []
    roles = {DutyRole.LEAD} if actor.has("office") else {DutyRole.LEAD, DutyRole.RESPONSIBLE}
    asking = [duty for duty in duties if duty.role in roles and duty.unit_id is not None]
    return [duty for duty in asking if policies.can_ask_extension(actor, task, duty.unit_id or 0)]


def _deferrable(actor: Actor, task: Task, duties: Iterable[Duty]) -> frozenset[int]:
    """Give the parts with a date of their own for which a later one can still be asked: one not past, or
    after which the task was taken up again.
    """
    held = [duty for duty in duties if duty.due_on is not None]
    if task.state != TaskState.OPEN or not held:
        return frozenset()
    today = clock.today()
    taken_up_on = None
    if any(duty.due_on < today for duty in held if duty.due_on):
        taken_up_on = extensions.taken_up_on(task)
    return frozenset(
        duty.pk
        for duty in held
        if duty.due_on is not None
        and (duty.due_on >= today or (taken_up_on is not None and duty.due_on < taken_up_on))
        and DUTY_FLOW.allows(duty.state, "report")
        and duty.unit_id is not None
        and policies.can_ask_extension(actor, task, duty.unit_id)
    )


def _seen(actor: Actor, task: Task, lines: list[ActLine]) -> list[ActLine]:
    """Leave out what the actor knows nothing of: what another unit was asked, or nobody has agreed to."""
    if policies.sees_everything(actor):
        return lines
    lines = [
        line
        for line in lines
        if line.kind not in EndingKind.values or line.state == EndingState.CONFIRMED
    ]
    if not any(line.kind == "extra" for line in lines):
        return lines
    known = extra_reports.visible_to(actor).filter(task=task).order_by()
    seen = set(known.values_list("pk", flat=True))
    return [line for line in lines if line.kind != "extra" or line.pk in seen]


def _is_proposed(line: ActLine) -> bool:
    return line.kind in EndingKind.values and line.state == EndingState.PROPOSED


def _lines(task: Task) -> list[ActLine]:
    sql, parameters = _question(language())
    asked = [task.pk if one == ANY_TASK else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        rows = cursor.fetchall()
    lines = [
        ActLine(kind, pk, state, text, who, _moment(at)) for kind, pk, state, text, who, at in rows
    ]
    return sorted(lines, key=lambda line: (line.at, line.pk), reverse=True)


@cache
def _question(lang: str) -> tuple[str, tuple[Any, ...]]:
    """Write the SQL of all trails once a language: Django takes 2.5 ms to write it, asking takes 0.06."""
    first, *others = _trails(ANY_TASK, lang)
    return first.union(*others, all=True).query.sql_with_params()


def _moment(value: Any) -> dt.datetime:
    """Read a moment as this database gives it."""
    for convert in connection.ops.get_db_converters(MOMENT):
        value = convert(value, MOMENT, connection)
    return cast("dt.datetime", value)


def _trails(task_id: int, lang: str) -> list[QuerySet[Any, Any]]:
    asked = {"text": F("reason"), "who": F("asked_by"), "at": F("asked_at")}
    made = {"who": F("made_by"), "at": F("made_at")}
    return [
        _trail(DutyAsk.objects.filter(task=task_id), kind=F("kind"), **asked),
        _trail(Extension.objects.filter(task=task_id), kind=_kind_of_ask(), **asked),
        _trail(
            ExtraReport.objects.filter(task=task_id),
            kind=_said("extra"),
            text=F("question"),
            who=F("asked_by"),
            at=F("asked_at"),
        ),
        _trail(
            HelpCall.objects.filter(task=task_id),
            kind=_said("help"),
            text=_side("progress__help", lang),
            who=F("asked_by"),
            at=F("asked_at"),
        ),
        _trail(
            TaskEnding.objects.filter(task=task_id),
            kind=F("kind"),
            text=F("reason"),
            who=F("proposed_by"),
            at=F("proposed_at"),
        ),
        _trail(
            Succession.objects.filter(old=task_id),
            kind=F("kind"),
            pk=F("new_id"),
            state=_said("replaced"),
            text=_side("new__title", lang),
            **made,
        ),
        _trail(
            Succession.objects.filter(new=task_id),
            kind=_said("continues"),
            pk=F("old_id"),
            state=_said("continues"),
            text=_side("old__title", lang),
            **made,
        ),
        _trail(
            Sheet.objects.filter(task=task_id),
            kind=F("kind"),
            text=_side("title", lang),
            state=_said("drawn"),
            **made,
        ),
        _trail(
            Instruction.objects.filter(task=task_id),
            kind=_said("instruction"),
            text=_side("text", lang),
            who=F("given_by"),
            at=F("given_at"),
        ),
    ]


def _said(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def _kind_of_ask() -> Case:
    later = When(kind__in=[ExtensionKind.LATER, ExtensionKind.REOPEN], then=_said("extension"))
    return Case(later, default=F("kind"), output_field=CharField())


def _side(name: str, lang: str) -> Case:
    """Give the side in the language, else the other one."""
    first, other = (f"{name}_{side}" for side in (("zh", "en") if lang == "zh" else ("en", "zh")))
    return Case(When(**{first: ""}, then=other), default=first)


def _trail(found: QuerySet[Any], **columns: Any) -> QuerySet[Any, Any]:
    """Give acts of one kind in the columns of ``ActLine``, so that all kinds are read at once."""
    columns = {"pk": F("pk"), "state": F("state"), **columns}
    order = ("kind", "pk", "state", "text", "who", "at")
    named = {f"line_{name}": columns[name] for name in order}
    rows: QuerySet[Any, Any] = found.order_by().annotate(**named).values_list(*named)
    return rows
