"""Nothing on the way lies after a task's own end: milestones and parts, whichever of the dates moves."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.services import MilestoneGiven
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

AUGUST, OCTOBER, END = dt.date(2025, 8, 31), dt.date(2025, 10, 31), dt.date(2025, 12, 31)
AFTER = dt.date(2026, 1, 1)


@pytest.fixture
def task():
    return factories.open_task(due_on=END, milestones=(MilestoneGiven(OCTOBER, "名单", "Names"),))


def moved(task, due_on):
    return services.edit_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, changes={"due_on": due_on}, reason="提前"
    )


def test_a_milestone_after_the_end_is_neither_added_nor_made_nor_moved_there(task):
    late = MilestoneGiven(AFTER, "收尾", "Closing")
    unborn = factories.draft_task(due_on=END)
    with refused(Refused, "before the task's own end"):
        factories.add_step(task, late)
    with refused(Refused, "before the task's own end"):
        services.add_milestone(actor=SYSTEM, task_id=unborn.pk, given=late)
    with pytest.raises(Refused, match=r"Closing \(2026-01-01\)"):
        factories.draft_task(due_on=END, milestones=(late,))
    draft = factories.draft_task(due_on=END, milestones=(MilestoneGiven(OCTOBER, "名单", "Names"),))
    with refused(Refused, "before the task's own end"):
        services.edit_milestone(
            actor=SYSTEM, milestone_id=draft.milestones.get().pk, seen_version=None, given=late
        )


def test_an_earlier_end_names_what_would_lie_after_it(signed_in, task):
    services.assign_duty(
        actor=SYSTEM, task_id=task.pk, role="supporting",
        unit_id=unit(name_zh="文旅局", name_en="Culture Bureau").pk, due_on=END,
    )  # fmt: skip
    with refused(Refused, "Names (2025-10-31); "), translation.override("en"):
        moved(task, AUGUST)
    desk = signed_in(grant_role(user(), "office"))
    desk.cookies["django_language"] = "zh-hans"
    shown = desk.post(
        f"/tasks/{task.pk}/edit/",
        {
            "title_zh": task.title_zh,
            "due_on": "2025-08-31",
            "reason": "x",
            "release": "internal",
            "seen_version": task.version,
        },
        headers={"accept-language": "zh-hans"},
    ).content.decode()
    assert "名单 (2025-10-31)、文旅局 (2025-12-31)" in shown
    assert Task.objects.get(pk=task.pk).due_on == END


def test_what_is_done_holds_no_end_back(task):
    services.complete_milestone(
        actor=SYSTEM, milestone_id=task.milestones.get().pk, seen_version=None
    )
    assert moved(task, AUGUST).due_on == AUGUST
