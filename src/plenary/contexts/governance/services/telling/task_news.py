"""Tells units of work that is theirs and of what became of it, and verifiers of work to judge.

Each is told in the transaction of the act, and mailed with the day's mail what they see by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.urls import reverse

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import Audience, DutyRole, TaskState
from plenary.contexts.governance.models import Duty, Task, TaskList
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.reach import reach_of
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor


def tell_opened(actor: Actor, batch: Sequence[Task], task_list: TaskList | None = None) -> None:
    """Tell the units and accountable leaders of tasks that they have a part in them now.

    Whoever has part in several tasks of a list has one line of the list. The same number of queries
    for one task and a whole list.
    """
    zh, en = in_zh("新任务，请签收"), in_en("A new task; please sign for it")
    lines: list[Line] = []
    for user_id, owed in sorted(_concerned(batch).items()):
        if user_id == actor.user_id:
            continue
        if task_list is not None and len(owed) > 1:
            lines.append(_of_list(user_id, task_list, len(owed)))
        else:
            lines += [_of_task(user_id, "task.opened", task, zh, en) for task in owed]
    notify_each(lines)


def tell_assigned(actor: Actor, duty: Duty) -> None:
    """Tell whoever has a part in a task in force since now; of a draft's they hear when it is in force."""
    task = duty.task
    if task.state == TaskState.DRAFT:
        return
    users = recipients.of_units([duty.unit_id]) if duty.unit_id else set()
    users |= recipients.of_posts([duty.post_id]) if duty.post_id else set()
    zh, en = in_zh("在任务中承担一项责任，请签收"), in_en("You have a duty; please sign for it")
    _tell(actor, users, "duty.assigned", task, (zh, en))


def tell_changed(
    actor: Actor,
    task: Task,
    words: tuple[str, str],
    *,
    units: Iterable[int] | None = None,
    but: int | None = None,
) -> None:
    """Tell units of a change of what they owe in a task in force: all that have part in it, or these.

    ``but`` is a unit that hears of it already.
    """
    if task.state == TaskState.DRAFT:
        return
    owing = set(_units_with(task) if units is None else units)
    users = recipients.of_units(unit for unit in owing if unit != but)
    zh, en = words
    _tell(actor, users, "task.changed", task, (in_zh(zh), in_en(en)))


def tell_reported(actor: Actor, task: Task) -> None:
    """Tell those who may judge work that it is reported as done; where nobody may, the office."""
    _tell(
        actor,
        _judges(actor, task),
        "task.reported",
        task,
        (in_zh("已报完成，待核查"), in_en("Reported as done; it waits to be verified")),
        of="verification",
    )


def tell_taken_back(actor: Actor, task: Task) -> None:
    """Tell those who were to judge work that its unit says it is not done after all."""
    zh = in_zh("报送单位更正：尚未完成，不再待核查")
    en = in_en("Corrected by its unit: not done yet; it no longer waits to be verified")
    _tell(actor, _judges(actor, task), "task.report_taken_back", task, (zh, en))


def tell_closed(actor: Actor, task: Task) -> None:
    """Tell the units of a task that a verifier has accepted their work."""
    zh, en = in_zh("任务已核查销号"), in_en("The work is accepted and the task is closed")
    _tell(actor, _units_of(task), "task.accepted", task, (zh, en))


def tell_returned(actor: Actor, task: Task, unit_id: int | None) -> None:
    """Tell the unit that reported work as done that it is sent back; why, it reads at the task."""
    zh = in_zh("核查退回，请补充后重新报送")
    en = in_en("The work is sent back; please mend and report it again")
    _tell(actor, recipients.of_units([unit_id] if unit_id else []), "task.returned", task, (zh, en))


def tell_reopened(actor: Actor, task: Task) -> None:
    """Tell the units of a closed task that it is under way again."""
    zh, en = in_zh("已销号任务重新启动"), in_en("A closed task is under way again")
    _tell(actor, _units_of(task), "task.reopened", task, (zh, en))


def tell_resumed(actor: Actor, task: Task) -> None:
    """Tell the units and leaders of a task that had ended that it is under way again."""
    posts = task.duties.filter(post__isnull=False).values_list("post_id", flat=True)
    users = _units_of(task) | recipients.of_posts([post for post in posts if post])
    zh, en = in_zh("已终止任务重新启动"), in_en("A task that was ended is under way again")
    _tell(actor, users, "task.resumed", task, (zh, en))


def _concerned(batch: Sequence[Task]) -> dict[int, list[Task]]:
    """Give the accounts of the units and of the accountable leaders, each with their tasks in order."""
    tasks = {task.pk: task for task in batch}
    found = Duty.objects.filter(task__in=tasks.keys(), unit__isnull=False).order_by("pk")
    duties = [
        (task_id, int(unit or 0)) for task_id, unit in found.values_list("task_id", "unit_id")
    ]
    reach = reach_of((unit for _task, unit in duties), tasks.keys())
    owed: dict[int, set[int]] = defaultdict(set)
    for task_id, unit_id in duties:
        for user_id in reach.of(Audience.UNIT, unit_id=unit_id, task_id=task_id)[1]:
            owed[user_id].add(task_id)
    for task_id, leaders in reach.leaders.items():
        for user_id in leaders:
            owed[user_id].add(task_id)
    return {
        user_id: [task for pk, task in tasks.items() if pk in mine]
        for user_id, mine in owed.items()
    }


def _judges(actor: Actor, task: Task) -> set[int]:
    working = policies.working_units(task)
    held = accounts.with_role("verifier")
    users = {one.pk for one in held if working.isdisjoint(one.actor.unit_ids)} - {actor.user_id}
    return {pk for pk in users if pk is not None} or recipients.of_the_office()


def _units_of(task: Task) -> set[int]:
    return recipients.of_units(_units_with(task))


def _units_with(task: Task) -> set[int]:
    working = task.duties.filter(unit__isnull=False).exclude(role=DutyRole.ACCOUNTABLE)
    return {unit for unit in working.values_list("unit_id", flat=True) if unit is not None}


def _tell(
    actor: Actor,
    users: Iterable[int],
    kind: str,
    task: Task,
    words: tuple[str, str],
    *,
    of: str = "task",
) -> None:
    told = sorted(set(users) - {actor.user_id or 0})
    subject = subjects.about(f"governance.{of}", task.pk)
    lines = (_of_task(user_id, kind, task, *words) for user_id in told)
    notify_each(replace(line, about=subject) for line in lines)


def _of_task(user_id: int, kind: str, task: Task, zh: str, en: str) -> Line:
    return Line(
        user_id,
        f"governance.{kind}",
        f"{zh}：{task.title_zh or task.title_en}",
        f"{en}: {task.title_en or task.title_zh}",
        task.get_absolute_url(),
        subjects.about("governance.task", task.pk),
    )


def _of_list(user_id: int, task_list: TaskList, count: int) -> Line:
    zh, en = task_list.name_zh or task_list.name_en, task_list.name_en or task_list.name_zh
    return Line(
        user_id,
        "governance.task_list.adopted",
        f"“{zh}”{in_zh('已下达')}，{count}{in_zh('项任务待签收')}",
        f"“{en}” {in_en('is in force')}: {count} {in_en('tasks for you to sign for')}",
        f"{reverse('governance:duties')}?only=to_sign",
        subjects.about("governance.tasklist", task_list.pk),
    )
