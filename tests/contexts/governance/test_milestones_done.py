"""A milestone is done on a day, by what can be seen, said at a moment; the office takes it back."""

import datetime as dt
import re

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Milestone
from plenary.contexts.governance.services import MilestoneGiven
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

JUNE, TODAY = dt.date(2025, 6, 20), dt.date(2025, 7, 1)


@pytest.fixture
def responsible(db):
    return unit_user(unit())


@pytest.fixture
def task(commerce, responsible):
    """Work in a list of 2025 whose one milestone is late since 20 June."""
    made = factories.draft_task(
        lead_unit_id=commerce.pk,
        responsible_unit_ids=tuple(responsible.actor.unit_ids),
        milestones=(MilestoneGiven(JUNE, "名单", "Names"),),
    )
    listed = factories.task_list(starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2025, 12, 31))
    services.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=made.pk)
    services.adopt_list(actor=SYSTEM, list_id=listed.pk, seen_version=None, owed="待补")
    made.refresh_from_db()
    return made


def done(actor, task, **fields):
    return services.complete_milestone(
        actor=actor, milestone_id=task.milestones.get().pk, seen_version=None, **fields
    )


def test_a_day_that_is_past_needs_what_shows_it_and_says_that_it_was_recorded_late(
    client, liaison, task
):
    for fields, words in (
        ({"done_on": JUNE}, "say by what"),
        ({"done_on": dt.date(2024, 12, 31), "proof": "x"}, "before the task's own time"),
        ({"proof": "机密★"}, ""),
    ):
        with refused(Refused, words):
            done(liaison, task, **fields)

    step = done(liaison, task, done_on=JUNE, proof="商务局〔2025〕8号")

    assert (step.done_on, step.recorded_by, step.late_recorded_on) == (JUNE, liaison.name, TODAY)
    client.force_login(grant_role(user(), "office"))
    page = client.get(task.get_absolute_url()).content.decode()
    assert "recorded late: 2025-07-01" in page
    assert "商务局〔2025〕8号" in page


def test_what_is_done_today_or_late_is_not_recorded_late(liaison, task):
    step = done(liaison, task)
    assert (step.done_on, step.late_recorded_on) == (TODAY, None)
    assert Milestone(done_on=JUNE, due_on=JUNE).late_recorded_on is None


def test_the_lead_unit_alone_and_the_office_say_that_it_is_done(client, responsible, liaison, task):
    with refused(Forbidden):
        done(responsible.actor, task)
    address = f"/tasks/{task.pk}/milestones/{task.milestones.get().pk}/done/"
    client.force_login(responsible)
    assert client.get(address).status_code == 403
    assert address not in client.get(task.get_absolute_url()).content.decode()
    lead = unit_user(task.lead_unit)
    client.force_login(lead)
    assert address in client.get(task.get_absolute_url()).content.decode()
    past = {"done_on": "2025-06-20", "seen_version": 1}
    lost = client.post(address, past)
    assert (lost.status_code, "2025-06-20" in lost.content.decode()) == (422, True)
    client.post(address, {**past, "proof": "通知"})
    step = task.milestones.get()
    assert (step.done_on, step.proof) == (JUNE, "通知")
    assert client.get(address.replace("/done/", "/undo/")).status_code == 403


def test_the_office_takes_it_back_with_a_reason(signed_in, office, liaison, task):
    done(liaison, task)
    with refused(Forbidden):
        services.undo_milestone(
            actor=liaison, milestone_id=task.milestones.get().pk, seen_version=None, reason="x"
        )
    desk = signed_in(grant_role(user(), "office"))
    step = task.milestones.get()
    address = f"/tasks/{task.pk}/milestones/{step.pk}/undo/"
    assert address in desk.get(task.get_absolute_url()).content.decode()
    assert desk.post(address, {"seen_version": step.version}).status_code == 422
    page = desk.get(address).content.decode()
    assert "The source text says" not in page
    label = page.split('for="id_reason"')[1].split("</label>")[0]
    assert "Why the milestone is open again" in label
    assert "optional" not in label
    assert re.search(r'<input[^>]+name="reason"[^>]+required', page)

    desk.post(address, {"seen_version": step.version, "reason": "名单未公布"})

    step.refresh_from_db()
    task.refresh_from_db()
    assert (step.done_on, step.recorded_at, step.proof) == (None, None, "")
    assert task.light_rule == "milestone_overdue"
    row = AuditRow.objects.get(action="governance.milestone.undone")
    assert (row.before["done_on"], row.after["note"]) == ("2025-07-01", {"reason": "名单未公布"})
    assert Notification.objects.filter(kind="governance.milestone.undone").exists()
    with refused(Refused, "not done"):
        services.undo_milestone(actor=office, milestone_id=step.pk, seen_version=None, reason="x")
    done(liaison, task)
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="配合已并入"
    )
    with refused(Refused, "not under way"):
        services.undo_milestone(actor=office, milestone_id=step.pk, seen_version=None, reason="x")
