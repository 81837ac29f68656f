"""Task lists and plans."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Task
from plenary.contexts.governance.services import BasisGiven
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.kernel.audit.models import AuditRow
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(office):
    """A draft list of three whole tasks."""
    task_list = factories.task_list()
    tasks = [factories.draft_task() for _ in range(3)]
    for task in tasks:
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
    return task_list, tasks


def numbers(task_list):
    return list(task_list.entries.values_list("number", "task_id"))


def test_a_list_takes_the_profiles_rhythm(office):
    assert factories.task_list().cadence == "quarter"
    assert factories.task_list(cadence="half").cadence == "half"


def test_a_list_without_a_name_or_with_its_days_turned_round_is_refused(office):
    the_body = body()
    days = {"starts_on": dt.date(2025, 1, 1), "ends_on": dt.date(2024, 1, 1)}

    with refused(Refused, "before the first"):
        services.create_list(actor=office, body_id=the_body.pk, name_zh="x", **days)
    with refused(Refused):
        services.create_list(
            actor=office, body_id=the_body.pk, **(days | {"ends_on": days["starts_on"]})
        )
    with refused(Refused):
        factories.task_list(body_id=the_body.pk, cadence="daily")
    with refused(NotFound):
        services.create_list(
            actor=office, body_id=-1, name_zh="x", **(days | {"ends_on": days["starts_on"]})
        )


def test_only_the_office_makes_lists(actor_of):
    the_body = body()
    leader = actor_of("leader")

    with refused(Forbidden):
        services.create_list(
            actor=leader,
            body_id=the_body.pk,
            name_zh="x",
            starts_on=dt.date(2025, 1, 1),
            ends_on=dt.date(2025, 12, 31),
        )


def test_tasks_are_numbered_in_the_order_of_adding(filled):
    task_list, tasks = filled

    assert numbers(task_list) == [(n, task.pk) for n, task in enumerate(tasks, 1)]


def test_a_task_stands_in_a_list_once_and_not_closed(office, filled):
    task_list, tasks = filled
    closed = factories.closed_task()

    with refused(Refused, "already"):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=tasks[0].pk)
    with refused(Refused, "closed"):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=closed.pk)


def test_a_draft_list_is_put_in_another_order(office, filled):
    task_list, (a, b, c) = filled

    services.renumber_list(actor=office, list_id=task_list.pk, task_ids=[c.pk, a.pk, b.pk])

    assert numbers(task_list) == [(1, c.pk), (2, a.pk), (3, b.pk)]
    with refused(Refused, "every task"):
        services.renumber_list(actor=office, list_id=task_list.pk, task_ids=[c.pk, a.pk])
    with refused(Refused, "every task"):
        services.renumber_list(actor=office, list_id=task_list.pk, task_ids=[c.pk, a.pk, a.pk])


def test_removing_a_task_closes_the_gap(office, filled):
    task_list, (a, b, c) = filled

    services.remove_task_from_list(actor=office, list_id=task_list.pk, task_id=a.pk)

    assert numbers(task_list) == [(1, b.pk), (2, c.pk)]
    with refused(Refused, "does not stand"):
        services.remove_task_from_list(actor=office, list_id=task_list.pk, task_id=a.pk)


def test_adopting_puts_the_drafts_into_force(office, filled, the_first_of_july):
    task_list, _tasks = filled
    already = factories.open_task()
    services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=already.pk)

    adopted = services.adopt_list(
        actor=office,
        list_id=task_list.pk,
        seen_version=None,
        adopted_on=dt.date(2025, 5, 8),
        owed="待补",
    )

    assert (adopted.state, adopted.adopted_on) == ("adopted", dt.date(2025, 5, 8))
    states = Task.objects.filter(entries__task_list=task_list).values_list("state", "light")
    assert set(states) == {("open", "green")}
    assert AuditRow.objects.filter(action="governance.task.opened").count() == 4
    with refused(Refused):
        services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")


def test_adopting_is_refused_with_the_numbers_and_what_they_lack(office, filled):
    task_list, (a, _b, c) = filled
    without_lead = factories.draft_task(lead_unit_id=None)
    services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=without_lead.pk)
    Task.objects.filter(pk=c.pk).update(due_on=None)
    Basis.objects.filter(task=a).delete()

    with refused(Refused) as caught:
        services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")

    assert str(caught.value) == "No lead unit: 4. No due date: 3. No basis: 1."


def test_an_empty_list_is_not_adopted(office):
    task_list = factories.task_list()

    with refused(Refused, "empty"):
        services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")


def test_an_adopted_lists_own_fields_change_only_by_a_decision_and_its_numbers_stand(
    office, filled
):
    task_list, tasks = filled
    services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")
    more = factories.draft_task()

    with refused(Refused, "by a decision or an instruction"):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=more.pk)
    with refused(Refused, "Name the decision"):
        services.edit_list(
            actor=office, list_id=task_list.pk, seen_version=None, changes={"name_en": "x"}
        )
    with refused(Refused, "numbers stand"):
        services.remove_task_from_list(actor=office, list_id=task_list.pk, task_id=tasks[0].pk)
    with refused(Refused, "numbers stand"):
        services.renumber_list(
            actor=office, list_id=task_list.pk, task_ids=[task.pk for task in tasks]
        )
    services.edit_list(
        actor=office,
        list_id=task_list.pk,
        seen_version=None,
        changes={"cadence": "half"},
        ground=GroundGiven(instruction="主任批示：减负", instructed_on=dt.date(2025, 6, 1)),
    )

    row = AuditRow.objects.filter(action="governance.task_list.edited").last()
    assert row.after["note"]["reason"] == "主任批示：减负"


def test_a_list_is_edited_by_its_seen_version(office):
    task_list = factories.task_list()
    services.edit_list(
        actor=office, list_id=task_list.pk, seen_version=1, changes={"name_en": "Key tasks"}
    )

    with refused(Stale):
        services.edit_list(
            actor=office, list_id=task_list.pk, seen_version=1, changes={"name_en": "Other"}
        )


def test_a_plan_has_numbered_priorities(office):
    whole = factories.plan(
        name_zh="十四五", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2025, 12, 31)
    )
    plan = factories.plan(parent_id=whole.pk)
    first, second = (
        services.add_priority(actor=office, plan_id=plan.pk, text_zh=text) for text in "甲乙"
    )

    services.edit_priority(
        actor=office, priority_id=second.pk, seen_version=1, changes={"text_en": "B"}
    )
    services.remove_priority(actor=office, priority_id=first.pk, seen_version=1)
    services.edit_plan(actor=office, plan_id=plan.pk, seen_version=1, changes={"name_en": "2025"})

    assert list(plan.priorities.values_list("number", "text_en")) == [(1, "B")]


def test_a_plan_is_refused_outside_the_longer_one_and_without_a_name(office):
    whole = factories.plan(
        name_zh="十四五", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2025, 12, 31)
    )
    the_body = body()

    with refused(Refused, "within the longer plan"):
        factories.plan(
            body_id=the_body.pk,
            parent_id=whole.pk,
            starts_on=dt.date(2026, 1, 1),
            ends_on=dt.date(2026, 12, 31),
        )
    with refused(Refused):
        factories.plan(body_id=the_body.pk, name_zh="")
    with refused(NotFound):
        factories.plan(body_id=the_body.pk, parent_id=-1)
    with refused(Refused):
        services.edit_plan(
            actor=office,
            plan_id=whole.pk,
            seen_version=1,
            changes={"ends_on": dt.date(2020, 1, 1)},
        )


def test_a_plan_keeps_the_plans_within_it_and_lies_within_none_of_them(office):
    whole, middle = (factories.plan(name_zh=name) for name in ("十四五", "三年"))
    part = factories.plan(name_zh="今年", parent_id=middle.pk)
    services.edit_plan(
        actor=office, plan_id=middle.pk, seen_version=None, changes={"parent_id": whole.pk}
    )
    for plan, parent in ((whole, middle), (whole, part), (middle, middle)):
        with refused(Refused, "within the longer plan"):
            services.edit_plan(
                actor=office, plan_id=plan.pk, seen_version=None, changes={"parent_id": parent.pk}
            )
    with refused(Refused, "今年") as caught:
        services.edit_plan(
            actor=office,
            plan_id=middle.pk,
            seen_version=None,
            changes={"ends_on": part.ends_on - dt.timedelta(days=1)},
        )
    assert set(caught.value.fields) == {"ends_on"}
    services.edit_plan(
        actor=office,
        plan_id=whole.pk,
        seen_version=None,
        changes={"ends_on": part.ends_on + dt.timedelta(days=1)},
    )


def test_a_priority_stays_under_a_task_and_needs_a_text(office):
    plan = factories.plan()
    priority = services.add_priority(actor=office, plan_id=plan.pk, text_zh="甲")
    factories.draft_task(bases=[BasisGiven("priority", priority.pk)])

    with refused(Refused, "rests on this priority"):
        services.remove_priority(actor=office, priority_id=priority.pk, seen_version=None)
    with refused(Refused):
        services.add_priority(actor=office, plan_id=plan.pk)
