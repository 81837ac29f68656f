"""Governance's door for the workspace and for the registers in which work is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from plenary.contexts.governance import profiles, services
from plenary.contexts.governance.deeds import deed
from plenary.contexts.governance.drafting.writing import date_en, date_zh
from plenary.contexts.governance.enums import Light
from plenary.contexts.governance.enums import TaskState as StateOfTask
from plenary.contexts.governance.events import (
    ReleaseMoved,
    TaskClosed,
    TaskCreated,
    TaskEnded,
    TaskOpened,
    TaskReopened,
    TaskReturned,
)
from plenary.contexts.governance.facts import Asked, Fact
from plenary.contexts.governance.facts import offer as offer_facts
from plenary.contexts.governance.lights import Explanation
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.profiles import LightWord, Profile
from plenary.contexts.governance.selectors import home, tasks
from plenary.contexts.governance.selectors.acts.dissolved import waiting_units as dissolved_units
from plenary.contexts.governance.selectors.acts.waiting import (
    WaitingLine,
    asked_by,
    on_the_way,
    waiting_for,
)
from plenary.contexts.governance.selectors.board import Board, BoardRow, board
from plenary.contexts.governance.selectors.convening.mailbox import (
    MailboxStanding,
    mailbox_standing,
)
from plenary.contexts.governance.selectors.desk import OnDesk, on_desk
from plenary.contexts.governance.selectors.home import (
    Change,
    DutyToDo,
    Home,
    MeetingLine,
    TaskLine,
    home_of,
)
from plenary.contexts.governance.selectors.offices import office_of_meeting
from plenary.contexts.governance.selectors.released import (
    MeetingName,
    ReleasedMeeting,
    is_to_be_told,
    released_meeting,
    texts_taken_back,
    to_tell_of,
    untold_of,
)
from plenary.contexts.governance.services import (
    BasisGiven,
    MeasureGiven,
    MilestoneGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.convening import take_replies
from plenary.contexts.governance.services.convening.replying import LARGEST as LARGEST_REPLY
from plenary.contexts.governance.services.shipped import name_shipped
from plenary.contexts.governance.year_dates import YearDate
from plenary.contexts.governance.year_dates import offer as offer_year_dates
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

__all__ = [
    "LARGEST_REPLY",
    "SEARCH_TYPES",
    "Asked",
    "BasisGiven",
    "Board",
    "BoardRow",
    "Change",
    "DutyToDo",
    "Explanation",
    "Fact",
    "Home",
    "LightWord",
    "MailboxStanding",
    "MeasureGiven",
    "MeetingLine",
    "MeetingName",
    "MilestoneGiven",
    "OnDesk",
    "Profile",
    "ReleaseMoved",
    "ReleasedMeeting",
    "TaskClosed",
    "TaskCreated",
    "TaskEnded",
    "TaskGiven",
    "TaskLine",
    "TaskOpened",
    "TaskReopened",
    "TaskReturned",
    "TaskState",
    "WaitingLine",
    "YearDate",
    "ask_for_task",
    "asked_by",
    "board",
    "date_en",
    "date_zh",
    "deed",
    "dissolved_units",
    "home_of",
    "is_to_be_told",
    "is_work_in_force",
    "light_words",
    "mailbox_standing",
    "name_shipped",
    "offer_facts",
    "offer_year_dates",
    "office_of_meeting",
    "on_desk",
    "on_the_way",
    "profile",
    "released_meeting",
    "take_replies",
    "task_line",
    "task_state",
    "texts_taken_back",
    "to_tell_of",
    "untold_of",
    "waiting_for",
]

SEARCH_TYPES: dict[str, tuple[str, str]] = {
    "governance.task": ("任务", "Task"),
    "governance.meeting": ("会议", "Meeting"),
    "governance.decision": ("议定事项", "Decision"),
    "governance.directive": ("要求", "Directive"),
    "governance.requirement": ("上级要求", "Requirement"),
    "governance.report": ("报告", "Report"),
    "governance.releasestep": ("公开文本", "Public text"),
    "governance.topic": ("议题", "Topic"),
    "governance.paper": ("文件", "Paper"),
}
"""The kinds of record that governance puts into the search, each with its name in both languages."""


@dataclass(frozen=True, slots=True)
class TaskState:
    """How a task stands, for a register that asked for it."""

    pk: int
    state: str
    light: str
    due_on: dt.date | None
    closed_at: dt.datetime | None
    url: str


@transaction.atomic
def ask_for_task(
    *, actor: Actor, bases: Sequence[BasisGiven], given: TaskGiven, is_in_force: bool = True
) -> int:
    """Make a task with its basis, by default in force at once, and give its id.

    Refused without a basis; to be in force it also needs a lead unit and a due date. Announces
    ``TaskCreated`` and ``TaskOpened``.
    """
    task = services.create_task(actor=actor, bases=bases, given=given)
    if is_in_force:
        services.open_task(actor=actor, task_id=task.pk, seen_version=task.version)
    return task.pk


def task_state(actor: Actor, pk: int) -> TaskState:
    """Say how a task stands; ``NotFound`` for one that the actor may not see."""
    task = tasks.visible_to(actor).filter(pk=pk).first()
    if task is None:
        raise NotFound
    return TaskState(
        pk=task.pk,
        state=task.state,
        light=task.shown_light,
        due_on=task.due_on,
        closed_at=task.closed_at,
        url=task.get_absolute_url(),
    )


def task_line(actor: Actor, pk: int) -> TaskLine:
    """Give a task as a short list shows it; ``NotFound`` for one that the actor may not see."""
    task = tasks.visible_to(actor).select_related("lead_unit").filter(pk=pk).first()
    if task is None:
        raise NotFound
    return home.task_line(task)


def is_work_in_force() -> bool:
    """Say whether any task has ever been put into force here."""
    return Task.objects.exclude(state=StateOfTask.DRAFT).exists()


def profile() -> Profile:
    """Give the practice profile in force: languages, rhythm, light rules and words."""
    return profiles.current()


def light_words() -> dict[str, LightWord]:
    """Give each light's word in both languages and its shape, in the order of the legend."""
    words = profiles.current().words
    return {light: words[light] for light in Light.values}
