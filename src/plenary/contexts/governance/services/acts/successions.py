"""Merges, splits and supersedes tasks: the old one keeps its page and number, others continue it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    AskState,
    ChangeKind,
    DutyRole,
    EndingState,
    ListState,
    SuccessionKind,
    TaskState,
)
from plenary.contexts.governance.events import TaskReplaced
from plenary.contexts.governance.models import (
    Duty,
    ListChange,
    ListEntry,
    Succession,
    Task,
    TaskList,
)
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.selectors.duties import responsible_for
from plenary.contexts.governance.services.acts.continuing import (
    bases_of,
    carry_bases,
    carry_measures,
    carry_milestones,
    carry_units,
    carry_watchers,
    earlier_first,
    need_in_being,
)
from plenary.contexts.governance.services.acts.instruction_moves import move_instructions
from plenary.contexts.governance.services.acts.sharing import shares_of
from plenary.contexts.governance.services.asked.extra_ends import end_asks_on
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.duty_ends import end_parts_of
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.lights import clear_override, refresh_light, settle_light
from plenary.contexts.governance.services.list_changes import (
    add_by_decision,
    ground_in,
    hold_with_lists,
    need_ground,
    note_in_lists,
    note_units,
    told_of,
)
from plenary.contexts.governance.services.lists import add_task_to_list
from plenary.contexts.governance.services.parts import (
    GroundGiven,
    ShareGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.tasks import create_task, is_listed, open_task
from plenary.contexts.governance.services.telling.lines import tell
from plenary.contexts.governance.workflows import TASK_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class _Grounds:
    """How and why a task is replaced, and on what ground where one is needed."""

    kind: SuccessionKind
    reason: str
    ground: ListChange | None


IN_LISTS = {
    SuccessionKind.MERGE: ChangeKind.MERGED,
    SuccessionKind.SPLIT: ChangeKind.SPLIT,
    SuccessionKind.SUPERSEDE: ChangeKind.REPLACED,
}
"""What an adopted list says of an item that others continue."""

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
    """Let another task continue this one: it takes over the bases, lists, measures, open milestones and
    units that it lacks, and the earlier first date; a unit with a part in both owes both deliverables.

    By the office. Where the old task stands in an adopted list, the new one is an item of one and gets
    units by it, or it ends later, it takes a decision or an instruction (``ground``), which the lists keep. Refused without a reason, into itself,
    unless both are under way, while it is proposed to end either, and while a duty is contested or a
    later date asked for. Tells the units. Announces ``TaskReplaced``, and ``ListChanged`` for the
    adopted lists.
    """
    hold_with_lists(task_id, into_id)
    old, reason = _lock_old(actor, task_id, seen_version, reason)
    if into_id == task_id:
        raise Refused(_("A task is not merged into itself."))
    new = lock(tasks.visible_to(actor), pk=into_id)
    if new.state != TaskState.OPEN:
        sentence = _("The task that is to continue it is not under way.")
        raise Refused(sentence, fields={"task": sentence})
    _need_no_end_proposed(new)

    kept = _need_ground(actor, old, [new.due_on], ground)
    before = snapshot(new)
    carry_bases(old, new)
    carry_measures(old, new)
    carry_milestones(actor, old, new)
    _carry_units_into(actor, old, new, kept)
    carry_watchers(actor, old, new)
    new.first_due_on = earlier_first(old, new)
    save(new, fields=["first_due_on", *settle_light(new)])
    _enter_lists(actor, old, new, ground)
    _replace(actor, old, [new], _Grounds(SuccessionKind.MERGE, reason, kept))
    record(
        actor=actor,
        action="governance.task.took_over",
        subject=new,
        before=before,
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
    shares: Sequence[ShareGiven] | None = None,
) -> list[Task]:
    """Let several new tasks continue this one, each on its bases and in its lists.

    ``shares`` says, part by part, which units, measures and open milestones go where. Without it the
    units beside the lead have a part in each. A milestone that none names goes to the first part that
    ends late enough, a measure to the first; none is lost.
    By the office. Refused as merging is, for fewer than two parts, for a dissolved unit's part, and for a part without a title,
    lead unit or due date; ``NotFound`` for a share in what the task does not have. Tells the units.
    Announces ``TaskReplaced``.
    """
    old, reason = _lock_old(actor, task_id, seen_version, reason)
    if len(parts) < FEWEST_PARTS:
        raise Refused(_("A task is split into two parts or more."))
    kept = _need_ground(actor, old, [part.due_on for part in parts], ground)
    made = [_continue(actor, old, _inherited(old, part), ground) for part in parts]
    for new, share in zip(made, shares_of(old, made, shares), strict=True):
        carry_units(actor, old, new, share.duty_ids)
        carry_measures(old, new, share.measure_ids)
        carry_milestones(actor, old, new, share.milestone_ids)
        carry_watchers(actor, old, new)
    _replace(actor, old, made, _Grounds(SuccessionKind.SPLIT, reason, kept))
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
    kept = _need_ground(actor, old, [given.due_on], ground)
    new = _continue(actor, old, _inherited(old, given), ground)
    carry_measures(old, new)
    carry_milestones(actor, old, new)
    carry_units(actor, old, new)
    carry_watchers(actor, old, new)
    _replace(actor, old, [new], _Grounds(SuccessionKind.SUPERSEDE, reason, kept))
    return new


def _lock_old(
    actor: Actor, task_id: int, seen_version: int | None, reason: str
) -> tuple[Task, str]:
    hold_with_lists(task_id)
    old = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_replace, old)
    TASK_FLOW.after(old.state, "replace")
    _need_no_end_proposed(old)
    if old.duty_asks.filter(state=AskState.OPEN).exists():
        raise Refused(_("A unit asks to be without its duty. Answer that first."))
    if old.extensions.filter(state__in=extensions.OPEN).exists():
        raise Refused(_("A later date has been asked for. Decide on it first."))
    return old, need_reason(reason)


def _need_no_end_proposed(task: Task) -> None:
    """Refuse while a second person may end the task: on a ground that says nothing of what others bring in."""
    if task.endings.filter(state=EndingState.PROPOSED).exists():
        raise Refused(_("It is proposed to end this task. Settle that first."))


def _inherited(old: Task, given: TaskGiven) -> TaskGiven:
    """Give a part what it has from the old task: theme, release, the leader, the supervisor."""
    held = old.duties.all()
    accountable = held.filter(role=DutyRole.ACCOUNTABLE, post__isnull=False).first()
    supervising = held.filter(role=DutyRole.SUPERVISING, unit__isnull=False).first()
    if supervising is not None:
        need_in_being(supervising)
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
    made = create_task(actor=actor, bases=bases_of(old), given=given, held_themes=[old.theme_id])
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


def _need_ground(
    actor: Actor, old: Task, dates: Sequence[dt.date | None], ground: GroundGiven | None
) -> ListChange | None:
    """Give the ground that was named, checked.

    Refused without one where an adopted list holds the task, and where the work ends later.
    """
    given = ground or GroundGiven()
    if given != GroundGiven() or is_listed(old):
        return need_ground(actor, given)
    later = [
        day for day in dates if old.due_on is not None and day is not None and day > old.due_on
    ]
    if later:
        sentence = _(
            "The work would end on %(later)s instead of %(was)s: name the decision or instruction, "
            "or ask for an extension first."
        ) % {"later": max(later), "was": old.due_on}
        raise Refused(sentence, fields={"decision": sentence})
    return None


def _carry_units_into(actor: Actor, old: Task, new: Task, ground: ListChange | None) -> None:
    """Let a task that is there take the units over; adopted lists that hold it keep that, and on what ground."""
    was = responsible_for(new)
    carry_units(actor, old, new)
    if is_listed(new) and responsible_for(new) != was:
        note_units(actor, new, was, ground or need_ground(actor, GroundGiven()))


def _replace(actor: Actor, old: Task, successors: Sequence[Task], why: _Grounds) -> None:
    kind, reason = why.kind, why.reason
    for new in successors:
        Succession.objects.create(
            kind=kind,
            old=old,
            new=new,
            reason=reason,
            **(ground_in(why.ground) if why.ground else {}),
            made_at=clock.now(),
            made_by_id=actor.user_id,
            made_by=actor.name,
        )
        refresh_light(new)
    move_instructions(actor, old, successors)

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
        note={
            **(told_of(why.ground) if why.ground else {}),
            "reason": reason,
            "tasks": list(ids),
        },
    )
    index_around([old])
    if why.ground is not None:
        _note_in_lists(actor, old, successors, why.ground, IN_LISTS[kind])
    end_parts_of(actor, old, successors, reason=reason)
    end_asks_on(actor, old.pk)
    _tell(actor, successors)
    announce(TaskReplaced(task_id=old.pk, successor_ids=ids, kind=kind))


def _note_in_lists(
    actor: Actor, old: Task, successors: Sequence[Task], ground: ListChange, kind: ChangeKind
) -> None:
    """Keep in every adopted list of the old task which items continue it.

    By their numbers: what continues it may rest on a paper that not every reader of the list may read.
    """

    def continued_in(task_list: TaskList) -> dict[str, str]:
        entries = task_list.entries.filter(task__in=successors).order_by("number")
        numbers = entries.values_list("number", flat=True)
        return {
            "new_zh": "、".join(f"第{number}项" for number in numbers),
            "new_en": ", ".join(f"Item {number}" for number in numbers),
        }

    note_in_lists(actor, old, kind, ground_in(ground), continued_in)


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
