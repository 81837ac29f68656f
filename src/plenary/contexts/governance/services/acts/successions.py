"""Merges, splits and supersedes tasks: the old one keeps its page and number, others continue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    AskState,
    DutyRole,
    EndingState,
    ListState,
    SuccessionKind,
    TaskState,
)
from plenary.contexts.governance.events import TaskReplaced
from plenary.contexts.governance.models import (
    Basis,
    Duty,
    Instruction,
    ListEntry,
    Succession,
    Task,
    TaskMeasure,
)
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.services.asked.extra_ends import end_asks_on
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.duty_ends import WORKING, end_parts_of
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.lights import clear_override, refresh_light, settle_light
from plenary.contexts.governance.services.list_changes import add_by_decision
from plenary.contexts.governance.services.lists import add_task_to_list
from plenary.contexts.governance.services.making import BASIS_MODELS
from plenary.contexts.governance.services.parts import (
    BasisGiven,
    GroundGiven,
    MilestoneGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.tasks import create_task, open_task
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import TASK_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

FEWEST_PARTS = 2
REPLACED_FIELDS = ("state", "override", "override_reason", "override_by_id", "override_at")


@transaction.atomic
def merge_tasks(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    into_id: int,
    reason: str,
    ground: GroundGiven | None = None,
) -> Task:
    """Let another task continue this one: it takes over the bases, lists, measures and units that it
    lacks.

    By the office. Where the old task stands in an adopted list, the new one enters it on a decision
    or an instruction (``ground``). Refused without a reason, into itself, unless both are under way, and while a
    duty is contested or a later date asked for. Tells the units. Announces ``TaskReplaced``.
    """
    _hold(actor, task_id, into_id)
    old, reason = _lock_old(actor, task_id, seen_version, reason)
    if into_id == task_id:
        raise Refused(_("A task is not merged into itself."))
    new = lock(tasks.visible_to(actor), pk=into_id)
    if new.state != TaskState.OPEN:
        sentence = _("The task that is to continue it is not under way.")
        raise Refused(sentence, fields={"task": sentence})

    _take_over_bases(old, new)
    _take_over_measures(old, new)
    _take_over_units(old, new)
    _enter_lists(actor, old, new, ground)
    _replace(actor, old, [new], SuccessionKind.MERGE, reason)
    record(
        actor=actor,
        action="governance.task.took_over",
        subject=new,
        before=snapshot(new),
        note={"reason": reason, "task": old.pk},
    )
    index_around([new])
    return new


@transaction.atomic
def split_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    parts: Sequence[TaskGiven],
    reason: str,
    ground: GroundGiven | None = None,
) -> list[Task]:
    """Let several new tasks continue this one, each on its bases and in its lists.

    By the office. Refused as merging is, for fewer than two parts, and for a part without a title,
    lead unit or due date. Tells the units. Announces ``TaskReplaced``.
    """
    old, reason = _lock_old(actor, task_id, seen_version, reason)
    if len(parts) < FEWEST_PARTS:
        raise Refused(_("A task is split into two parts or more."))
    made = [_continue(actor, old, _inherited(old, part), ground) for part in parts]
    _replace(actor, old, made, SuccessionKind.SPLIT, reason)
    return made


@transaction.atomic
def supersede_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    given: TaskGiven,
    reason: str,
    ground: GroundGiven | None = None,
) -> Task:
    """Let one new task continue this one, with its bases, lists, measures, open milestones and the
    other units' parts.

    By the office. Refused as merging is, and without a title, lead unit or due date. Tells the
    units. Announces ``TaskReplaced``.
    """
    old, reason = _lock_old(actor, task_id, seen_version, reason)
    whole = replace(_inherited(old, given), milestones=_open_milestones(old))
    new = _continue(actor, old, whole, ground)
    _keep_first_steps(old, new)
    _take_over_measures(old, new)
    _take_over_units(old, new)
    _replace(actor, old, [new], SuccessionKind.SUPERSEDE, reason)
    return new


def _hold(actor: Actor, *task_ids: int) -> None:
    """Lock tasks in the order of their ids: two that are merged into each other at once do not wait for ever."""
    found = tasks.visible_to(actor).filter(pk__in=task_ids).order_by("pk")
    list(found.select_for_update(of=("self",)).values_list("pk"))


def _lock_old(
    actor: Actor, task_id: int, seen_version: int | None, reason: str
) -> tuple[Task, str]:
    old = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_replace, old)
    TASK_FLOW.after(old.state, "replace")
    if old.endings.filter(state=EndingState.PROPOSED).exists():
        raise Refused(_("It is proposed to end this task. Settle that first."))
    if old.duty_asks.filter(state=AskState.OPEN).exists():
        raise Refused(_("A unit asks to be without its duty. Answer that first."))
    if old.extensions.filter(state__in=extensions.OPEN).exists():
        raise Refused(_("A later date has been asked for. Decide on it first."))
    return old, need_reason(reason)


def _inherited(old: Task, given: TaskGiven) -> TaskGiven:
    """Give a part what it has from the old task: theme, release, the leader, the supervisor."""
    held = old.duties.all()
    accountable = held.filter(role=DutyRole.ACCOUNTABLE, post__isnull=False).first()
    supervising = held.filter(role=DutyRole.SUPERVISING, unit__isnull=False).first()
    return replace(
        given,
        theme_id=given.theme_id or old.theme_id,
        release=old.release,
        is_illustrative=old.is_illustrative,
        accountable_post_id=accountable.post_id if accountable else None,
        supervising_unit_id=supervising.unit_id if supervising else None,
    )


def _continue(actor: Actor, old: Task, given: TaskGiven, ground: GroundGiven | None) -> Task:
    """Make a new task on the old one's bases, put it into its lists and into force."""
    made = create_task(actor=actor, bases=_bases(old), given=given, held_themes=[old.theme_id])
    _enter_lists(actor, old, made, ground)
    made.refresh_from_db()
    if made.state == TaskState.DRAFT:
        open_task(actor=actor, task_id=made.pk, seen_version=None)
        made.refresh_from_db()
    if old.first_due_on is not None and made.due_on != old.first_due_on:
        # A new task is no way round an extension: the first date stays with the work.
        made.first_due_on = old.first_due_on
        save(made, fields=["first_due_on", *settle_light(made)])
    return made


def _bases(old: Task) -> list[BasisGiven]:
    return [
        BasisGiven(kind, pk)  # type: ignore[arg-type] # the keys of BASIS_MODELS are its kinds
        for basis in old.bases.all()
        for kind in BASIS_MODELS
        if (pk := getattr(basis, f"{kind}_id")) is not None
    ]


def _take_over_bases(old: Task, new: Task) -> None:
    held = set(_bases(new))
    Basis.objects.bulk_create(
        Basis(task=new, **{f"{one.kind}_id": one.pk}) for one in _bases(old) if one not in held
    )


def _take_over_measures(old: Task, new: Task) -> None:
    held = set(new.measures.values_list("measure", flat=True))
    TaskMeasure.objects.bulk_create(
        TaskMeasure(task=new, measure=one.measure, target=one.target)
        for one in old.measures.all()
        if one.measure not in held
    )


def _take_over_units(old: Task, new: Task) -> None:
    """Give the old task's units that have no part in the new one theirs: a lead is responsible there."""
    held = new.duties.filter(role__in=WORKING)
    taken = set(held.values_list("unit_id", flat=True))
    Duty.objects.bulk_create(
        Duty(
            task=new,
            role=DutyRole.RESPONSIBLE if duty.role == DutyRole.LEAD else duty.role,
            unit_id=duty.unit_id,
            deliverable_zh=duty.deliverable_zh,
            deliverable_en=duty.deliverable_en,
            due_on=duty.due_on,
            first_due_on=duty.first_due_on,
            assigned_at=clock.now(),
        )
        for duty in old.duties.filter(role__in=WORKING)
        if duty.unit_id not in taken
    )
    index_around([new])


def _open_milestones(old: Task) -> tuple[MilestoneGiven, ...]:
    return tuple(
        MilestoneGiven(one.due_on, one.title_zh, one.title_en)
        for one in old.milestones.filter(done_on=None)
    )


def _keep_first_steps(old: Task, new: Task) -> None:
    """Let the first date of a milestone stay with it, as that of the work does."""
    moved = old.milestones.filter(done_on=None).exclude(first_due_on=F("due_on"))
    for one in moved:
        same = new.milestones.filter(
            due_on=one.due_on, title_zh=one.title_zh, title_en=one.title_en
        )
        same.update(first_due_on=one.first_due_on)


def _replace(
    actor: Actor, old: Task, successors: Sequence[Task], kind: SuccessionKind, reason: str
) -> None:
    for new in successors:
        Succession.objects.create(
            kind=kind,
            old=old,
            new=new,
            reason=reason,
            made_at=clock.now(),
            made_by_id=actor.user_id,
            made_by=actor.name,
        )
        refresh_light(new)
    _move_instructions(actor, old, successors[0])

    before = snapshot(old)
    old.state = TASK_FLOW.after(old.state, "replace")
    clear_override(old)
    save(old, fields=[*REPLACED_FIELDS, *settle_light(old)])

    ids = tuple(new.pk for new in successors)
    record(
        actor=actor,
        action=f"governance.task.{kind}",
        subject=old,
        before=before,
        note={"reason": reason, "tasks": list(ids)},
    )
    index_around([old])
    end_parts_of(actor, old, successors, reason=reason)
    end_asks_on(actor, old.pk)
    _tell(actor, successors)
    announce(TaskReplaced(task_id=old.pk, successor_ids=ids, kind=kind))


def _enter_lists(actor: Actor, old: Task, new: Task, ground: GroundGiven | None) -> None:
    """Give the new task a number in each list of the old one; an adopted list asks for a ground."""
    held = ListEntry.objects.filter(task=new).values("task_list_id")
    missing = ListEntry.objects.filter(task=old).exclude(task_list__in=held)
    for entry in missing.select_related("task_list").order_by("task_list_id"):
        list_id = entry.task_list_id
        if entry.task_list.state == ListState.ADOPTED:
            add_by_decision(
                actor=actor, list_id=list_id, task_id=new.pk, ground=ground or GroundGiven()
            )
        else:
            add_task_to_list(actor=actor, list_id=list_id, task_id=new.pk)


def _move_instructions(actor: Actor, old: Task, new: Task) -> None:
    """Let a leader's word that is not settled go on with the work."""
    held = Instruction.objects.filter(task=old).exclude(state__in=ENDED_INSTRUCTIONS)
    for instruction in held.select_for_update(of=("self",)):
        before = snapshot(instruction)
        instruction.task = new
        save(instruction, fields=["task_id"])
        record(
            actor=actor,
            action="governance.instruction.moved",
            subject=instruction,
            before=before,
        )


def _tell(actor: Actor, successors: Sequence[Task]) -> None:
    """Tell the units of the tasks that continue one; those that have no part in them were told so."""
    for new in successors:
        concerned = Duty.objects.filter(task=new, unit__isnull=False)
        tell(
            actor,
            recipients.of_units(set(concerned.values_list("unit_id", flat=True))),
            kind="task.replaced",
            task=new,
            zh=in_zh("任务有接续，请查阅"),
            en=in_en("A task continues another; please look"),
        )
