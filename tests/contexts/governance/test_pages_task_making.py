"""A task is made on the page of what it rests on: a priority, a requirement, a clause, a decision."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, ListEntry, Requirement, Task
from plenary.contexts.governance.services import BasisGiven
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def priority():
    plan = factories.plan(name_en="Priorities of 2025")
    return services.add_priority(
        actor=SYSTEM,
        plan_id=plan.pk,
        text_zh="办好国际消费季",
        text_en="The Commerce Bureau holds the shopping season",
    )


@pytest.fixture
def requirement():
    return factories.requirement(reference_en="City's plenary", text_en="Widen visa-free transit")


def test_a_priority_becomes_a_task_that_rests_on_it(desk, priority):
    commerce = unit(name_en="Commerce Bureau", duties_en="shopping season, consumption")
    address = f"/tasks/new/priority/{priority.pk}/"
    plan = priority.plan.get_absolute_url()
    assert "no task yet" in desk.get(plan).content.decode()
    assert address in desk.get(plan).content.decode()

    form = desk.get(address).content.decode()
    assert 'value="2025-12-31"' in form
    assert f'<option value="{commerce.pk}" selected>' in form
    assert "Suggested lead unit" in form
    answer = desk.post(address, {"title_en": "Hold the season", "lead_unit": commerce.pk})

    task = Task.objects.get()
    assert answer.url == task.get_absolute_url()
    assert Basis.objects.get(task=task).priority == priority
    page = desk.get(plan).content.decode()
    assert "Hold the season" in page
    assert "no task yet" not in page
    assert "holds the shopping season" in desk.get(task.get_absolute_url()).content.decode()


def test_a_requirement_becomes_a_task_in_the_chosen_list(desk, requirement):
    task_list = factories.task_list()
    address = f"/tasks/new/requirement/{requirement.pk}/"
    assert address in desk.get(requirement.get_absolute_url()).content.decode()

    desk.post(address, {"title_en": "Widen it", "task_list": task_list.pk})

    task = Task.objects.get()
    assert Basis.objects.get(task=task).requirement == requirement
    assert ListEntry.objects.get(task=task).task_list == task_list
    assert "Widen it" in desk.get(requirement.get_absolute_url()).content.decode()


def test_a_decision_gets_its_fate_with_its_task(desk):
    meeting = factories.meeting(held_on=dt.date(2025, 11, 20))
    decision = factories.decision(meeting, text_zh="原则通过《2026年要点》，12月15日前完成中期评估")
    past = factories.decision(meeting, text_en="Take note of what was done by 1 March.")
    address = f"/tasks/new/decision/{decision.pk}/"
    assert 'value="2025-12-15"' in desk.get(address).content.decode()
    assert "one language at least" in desk.get(address).content.decode()
    assert 'value="2025-' not in desk.get(f"/tasks/new/decision/{past.pk}/").content.decode()

    desk.post(f"/tasks/new/decision/{decision.pk}/", {"title_en": "Carry it out"})

    decision.refresh_from_db()
    assert decision.fate == "task"
    assert Task.objects.get().bases.get().decision == decision


def test_a_task_without_a_title_is_refused_and_nothing_is_made(desk, priority):
    answer = desk.post(f"/tasks/new/priority/{priority.pk}/", {"title_en": " "})

    assert answer.status_code == 422
    assert not Task.objects.exists()


def test_a_list_that_refuses_the_task_leaves_no_task_behind(office, priority):
    adopted = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=adopted.pk, task_id=factories.draft_task().pk)
    services.adopt_list(actor=SYSTEM, list_id=adopted.pk, seen_version=None, owed="待补")
    before = Task.objects.count()

    with pytest.raises(Refused):
        services.make_task(
            actor=office,
            basis=BasisGiven("priority", priority.pk),
            given=factories.given(),
            list_id=adopted.pk,
        )

    assert Task.objects.count() == before
    assert not Basis.objects.filter(priority=priority).exists()


def test_only_the_office_is_offered_a_task_and_makes_one(signed_in, priority, requirement):
    leader = grant_role(user(), "leader")
    client = signed_in(leader)

    for address, kind, pk in (
        (priority.plan.get_absolute_url(), "priority", priority.pk),
        (requirement.get_absolute_url(), "requirement", requirement.pk),
    ):
        assert "/tasks/new/" not in client.get(address).content.decode()
        assert client.get(f"/tasks/new/{kind}/{pk}/").status_code == 403
    Requirement.objects.update(withdrawn_on=dt.date(2025, 7, 1), withdrawn_reason="Void")
    for kind, pk in (("priority", priority.pk), ("requirement", requirement.pk)):
        with pytest.raises(Forbidden):
            services.make_task(
                actor=leader.actor, basis=BasisGiven(kind, pk), given=factories.given()
            )


def test_what_one_does_not_see_is_as_if_it_were_not(client, office, priority, requirement):
    client.force_login(unit_user(unit()))

    for kind, pk in (("priority", priority.pk), ("requirement", requirement.pk)):
        assert client.get(f"/tasks/new/{kind}/{pk}/").status_code == 404
    for kind in ("priority", "requirement", "decision", "directive"):
        assert client.get(f"/tasks/new/{kind}/987654/").status_code == 404
    with pytest.raises(NotFound):
        services.make_task(
            actor=office, basis=BasisGiven("priority", 987654), given=factories.given()
        )
