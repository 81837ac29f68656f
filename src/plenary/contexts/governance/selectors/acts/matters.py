"""The facts that sheets are written from, read for many tasks in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from django.utils.text import Truncator

from plenary.contexts.governance import profiles
from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import (
    ENDED_INSTRUCTIONS,
    NO_MORE,
    DutyRole,
    DutyState,
    ExtensionKind,
    PaperAccess,
    TaskState,
)
from plenary.contexts.governance.models import (
    Duty,
    Extension,
    Instruction,
    InstructionCall,
    ListEntry,
    Progress,
    Task,
    TaskList,
)
from plenary.contexts.governance.selectors import held
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.selectors.task_page import explain_shown
from plenary.contexts.governance.sheets.matters import Matter, Move
from plenary.kernel.people.models import Post

UNDER_WAY = (TaskState.OPEN, TaskState.REPORTED)
LONGEST = 300
LATER_DATES = (ExtensionKind.LATER, ExtensionKind.REOPEN)
ROLES = {
    DutyRole.LEAD: Pair("牵头", "Lead"),
    DutyRole.RESPONSIBLE: Pair("责任", "Responsible"),
    DutyRole.SUPPORTING: Pair("配合", "Supporting"),
    DutyRole.ACCOUNTABLE: Pair("分管领导", "Accountable leader"),
    DutyRole.SUPERVISING: Pair("督办", "Supervising"),
}


def duties_of_post(post: Post) -> list[Duty]:
    """Give a post's duties in work under way, but no part that is done already; to the head of a unit
    those of the unit too.
    """
    own = Q(post=post)
    if post.is_leader:
        own |= Q(unit_id=post.organisation_id)
    found = Duty.objects.filter(own, task__state__in=UNDER_WAY).exclude(state=DutyState.DONE)
    return list(found.order_by("task__due_on", "task_id", "pk"))


def matters_of_words(post: Post, but: Collection[int]) -> list[Matter]:
    """Give the tasks, but these, on which an instruction of the post has not ended or, to the head of a unit,
    the unit owes an answer: whatever became of the work meanwhile.
    """
    ids = tasks_of_words(post).difference(but)
    open_acts = _open_acts(ids)
    return [_matter(task, open_acts) for task in _tasks(ids)]


def tasks_of_words(post: Post) -> set[int]:
    """Give the ids of the tasks whose open instructions wait for a post, or for the unit that it heads."""
    waits = Q(post=post)
    if post.is_leader:
        owed = InstructionCall.objects.filter(unit=post.organisation_id, answered_at=None)
        waits |= Q(pk__in=owed.order_by().values("instruction_id"))
    found = Instruction.objects.exclude(state__in=ENDED_INSTRUCTIONS).filter(waits)
    return set(found.order_by().values_list("task_id", flat=True))


def matters_of_duties(duties: Iterable[Duty]) -> list[Matter]:
    """Give the tasks of these duties, each once, in their order, with the parts in it."""
    by_task: dict[int, list[Duty]] = {}
    for duty in duties:
        by_task.setdefault(duty.task_id, []).append(duty)
    found = {one.pk: one for one in _tasks(by_task)}
    open_acts = _open_acts(by_task)
    return [
        _matter(
            found[task_id],
            open_acts,
            roles=tuple(ROLES[DutyRole(duty.role)].worded() for duty in parts),
            deliverables=tuple(
                Pair(duty.deliverable_zh, duty.deliverable_en)
                for duty in parts
                if duty.deliverable_zh or duty.deliverable_en
            ),
        )
        for task_id, parts in by_task.items()
    ]


def matters_of_list(task_list: TaskList) -> list[Matter]:
    """Give a list's tasks in force, by their numbers."""
    numbers = dict(
        ListEntry.objects.filter(task_list=task_list)
        .exclude(task__state__in=[TaskState.DRAFT, *NO_MORE])
        .order_by("number")
        .values_list("task_id", "number")
    )
    found = {one.pk: one for one in _tasks(numbers)}
    open_acts = _open_acts(numbers)
    return [
        _matter(found[task_id], open_acts, number=number) for task_id, number in numbers.items()
    ]


def unsettled_of(post: Post) -> tuple[list[Pair], set[int], int]:
    """Give a post's instructions that have not ended, the ids of their tasks, and how many are left out
    since their task is for the committee alone.
    """
    found = Instruction.objects.filter(post=post)
    rows = list(
        found.exclude(state__in=ENDED_INSTRUCTIONS).values_list("task_id", "text_zh", "text_en")
    )
    narrow = _narrow(task_id for task_id, _zh, _en in rows)
    shown = [(task_id, _short(zh, en)) for task_id, zh, en in rows if task_id not in narrow]
    tasks = {task_id for task_id, _words in shown}
    return [words for _task, words in shown], tasks, len(rows) - len(shown)


def for_all_readers(found: Sequence[Matter]) -> tuple[list[Matter], int]:
    """Leave out what is for the committee alone, and say how many: whoever reads everything reads the
    sheets about many tasks. One query.
    """
    narrow = _narrow(one.task_id for one in found)
    shown = [one for one in found if one.task_id not in narrow]
    return shown, len(found) - len(shown)


def _narrow(task_ids: Iterable[int]) -> set[int]:
    classes = held.classes_of_tasks(set(task_ids))
    return {pk for pk, access in classes.items() if access == PaperAccess.COMMITTEE}


class _Acts:
    """What is open on many tasks."""

    def __init__(self) -> None:
        self.instructions: defaultdict[int, list[Pair]] = defaultdict(list)
        self.moves: defaultdict[int, list[Move]] = defaultdict(list)
        self.last: dict[int, Pair] = {}


def _tasks(ids: Iterable[int]) -> Iterable[Task]:
    return Task.objects.filter(pk__in=list(ids)).select_related("lead_unit")


def _open_acts(ids: Iterable[int]) -> _Acts:
    wanted = list(ids)
    acts = _Acts()
    told = Instruction.objects.filter(task__in=wanted).exclude(state__in=ENDED_INSTRUCTIONS)
    for task_id, zh, en in told.values_list("task_id", "text_zh", "text_en"):
        acts.instructions[task_id].append(_short(zh, en))
    moves = Extension.objects.filter(
        task__in=wanted, state__in=extensions.OPEN, kind__in=LATER_DATES
    )
    for task_id, was_on, wanted_on in moves.values_list("task_id", "was_on", "wanted_on"):
        acts.moves[task_id].append(Move(was_on, wanted_on))
    entries = Progress.objects.filter(task__in=wanted, is_nothing_new=False)
    rows = entries.order_by("ends_on", "id").values_list("task_id", "done_zh", "done_en")
    for task_id, zh, en in rows:
        acts.last[task_id] = _short(zh, en)
    return acts


def _matter(task: Task, acts: _Acts, **parts: object) -> Matter:
    word = profiles.current().words[task.shown_light]
    shown = explain_shown(task)
    unit = task.lead_unit
    return Matter(
        task_id=task.pk,
        title=Pair(task.title_zh, task.title_en),
        lead=Pair(unit.short_zh or unit.name_zh, unit.short_en or unit.name_en)
        if unit
        else Pair("未确定", "not assigned"),
        light=task.shown_light,
        word=Pair(word.zh, word.en),
        why=Pair(shown.sentence_zh, shown.sentence_en),
        rule=task.light_rule,
        due_on=task.due_on,
        first_due_on=task.first_due_on,
        last=acts.last.get(task.pk, Pair()),
        instructions=tuple(acts.instructions[task.pk]),
        moves=tuple(acts.moves[task.pk]),
        is_illustrative=task.is_illustrative,
        **parts,  # type: ignore[arg-type] # the callers above give roles, deliverables or a number
    )


def _short(zh: str, en: str) -> Pair:
    """Cut what is too long for a line of a sheet, and show that it was cut."""
    return Pair(Truncator(zh).chars(LONGEST), Truncator(en).chars(LONGEST))
