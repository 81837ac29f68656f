"""What becomes of decisions and directives."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Task, Topic
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.home import home_of
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.models import AuditRow
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused

pytestmark = pytest.mark.django_db
KINDS = ["directive", "decision"]


def matter_of(kind):
    return factories.directive() if kind == "directive" else factories.decision()


@pytest.mark.parametrize("kind", KINDS)
def test_a_matter_becomes_a_task_that_rests_on_it(office, kind):
    matter = matter_of(kind)

    task = services.give_task(actor=office, kind=kind, matter_id=matter.pk, given=factories.given())

    matter.refresh_from_db()
    assert (matter.fate, matter.fated_by_id) == ("task", office.user_id)
    assert [getattr(basis, kind) for basis in task.bases.all()] == [matter]
    assert task.state == "draft"
    row = AuditRow.objects.get(action=f"governance.{kind}.fate_given")
    assert row.after["note"] == {"task": task.pk}


def test_a_task_is_not_due_before_the_meeting_that_asked_for_it(office):
    held = factories.meeting(held_on=dt.date(2025, 5, 8))
    matter = factories.decision(held)
    give = {"actor": office, "kind": "decision", "matter_id": matter.pk}
    with refused(Refused) as caught:
        services.give_task(**give, given=factories.given(due_on=dt.date(2024, 5, 20)))
    assert "2025-05-08" in str(caught.value.fields["due_on"])
    assert not Task.objects.exists()
    assert services.give_task(**give, given=factories.given(due_on=dt.date(2025, 5, 8)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_matter_is_covered_by_a_task_that_exists(office, kind):
    matter, task = matter_of(kind), factories.open_task()

    services.cover(actor=office, kind=kind, matter_id=matter.pk, task_id=task.pk)

    matter.refresh_from_db()
    assert matter.fate == "covered"
    assert task.bases.count() == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_matter_needs_no_action_for_a_reason(office, kind):
    matter = matter_of(kind)

    services.no_action(actor=office, kind=kind, matter_id=matter.pk, reason=" 已在办理 ")

    matter.refresh_from_db()
    assert (matter.fate, matter.fate_reason) == ("no_action", "已在办理")
    assert not meetings.unfated(matter.meeting)


def test_a_fate_is_given_once(office):
    directive, task = factories.directive(), factories.open_task()
    services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="已办")
    given = factories.given()

    with refused(Refused, "settled already"):
        services.give_task(actor=office, kind="directive", matter_id=directive.pk, given=given)
    with refused(Refused, "settled already"):
        services.cover(actor=office, kind="directive", matter_id=directive.pk, task_id=task.pk)
    with refused(Refused, "settled already"):
        services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="x")


def test_no_action_without_a_reason_and_a_closed_task_are_refused(office):
    directive, task = factories.directive(), factories.closed_task()

    with refused(Refused, "Say why"):
        services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="")
    with refused(Refused, "closed"):
        services.cover(actor=office, kind="directive", matter_id=directive.pk, task_id=task.pk)
    with refused(NotFound):
        services.cover(actor=office, kind="directive", matter_id=directive.pk, task_id=0)
    with refused(NotFound):
        services.no_action(actor=office, kind="decision", matter_id=0, reason="x")


def test_a_task_that_is_refused_leaves_the_matter_without_a_fate(office):
    directive = factories.directive()
    given = factories.given(title_zh="")

    with refused(Refused):
        services.give_task(actor=office, kind="directive", matter_id=directive.pk, given=given)


def test_a_leader_gives_no_fate(actor_of):
    directive = factories.directive()
    leader = actor_of("leader")

    with refused(Forbidden):
        services.no_action(actor=leader, kind="directive", matter_id=directive.pk, reason="x")


def test_a_closed_meeting_gives_no_fate(office):
    directive = factories.directive()
    services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="已办")
    services.close_meeting(actor=office, meeting_id=directive.meeting_id, seen_version=None)

    with refused(Refused, "Reopen it"):
        services.undo_fate(actor=office, kind="directive", matter_id=directive.pk)


def test_undoing_takes_the_draft_task_along_and_closes_the_gap_in_its_list(office):
    directive = factories.directive()
    task_list = factories.task_list()
    first = services.give_task(
        actor=office, kind="directive", matter_id=directive.pk, given=factories.given()
    )
    second = factories.draft_task()
    for task in (first, second):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)

    services.undo_fate(actor=office, kind="directive", matter_id=directive.pk)

    directive.refresh_from_db()
    assert directive.fate == ""
    assert not Task.objects.filter(pk=first.pk).exists()
    assert list(task_list.entries.values_list("number", "task_id")) == [(1, second.pk)]


def test_undoing_leaves_a_draft_that_rests_on_something_else(office):
    directive, task = factories.directive(), factories.draft_task()
    services.cover(actor=office, kind="directive", matter_id=directive.pk, task_id=task.pk)

    services.undo_fate(actor=office, kind="directive", matter_id=directive.pk)

    assert task.bases.count() == 1


def test_a_fate_stands_while_a_task_in_force_rests_on_it(office):
    directive = factories.directive()
    task = services.give_task(
        actor=office, kind="directive", matter_id=directive.pk, given=factories.given()
    )
    services.open_task(actor=office, task_id=task.pk, seen_version=None)

    with refused(Refused, "in force"):
        services.undo_fate(actor=office, kind="directive", matter_id=directive.pk)


def test_what_has_no_fate_cannot_lose_it(office):
    directive = factories.directive()

    with refused(Refused, "nothing to undo"):
        services.undo_fate(actor=office, kind="directive", matter_id=directive.pk)


def test_what_is_postponed_is_settled_by_its_coming_back(office):
    decision = factories.decision(kind="postponed")
    start = {"actor": office, "kind": "decision", "matter_id": decision.pk}
    change = {"actor": office, "decision_id": decision.pk, "seen_version": None}
    with refused(Refused, "comes back on the next agenda by itself"):
        services.no_action(**start, reason="x")
    with refused(Refused, "comes back on the next agenda by itself"):
        services.undo_fate(**start)

    fates = [decision.fate]
    services.give_task(**start, given=factories.given())
    decision.refresh_from_db()
    fates.append(decision.fate)
    fates.append(services.undo_fate(**start).fate)
    fates.append(services.edit_decision(**change, changes={"kind": "adopted"}).fate)
    fates.append(services.edit_decision(**change, changes={"kind": "postponed"}).fate)

    assert fates == ["returns", "task", "returns", "", "returns"]
    given = AuditRow.objects.filter(action="governance.decision.fate_given")
    assert given.filter(subject_id=decision.pk).count() == 3
    assert not meetings.unfated(decision.meeting)
    closed = services.close_meeting(actor=office, meeting_id=decision.meeting_id, seen_version=None)
    assert closed.state == "closed"


def test_what_comes_back_no_more_must_be_settled_anew(office):
    decision = factories.decision(kind="postponed")
    topic = Topic.objects.get(carried_from=decision)
    services.close_meeting(actor=office, meeting_id=decision.meeting_id, seen_version=None)

    agendas.withdraw_topic(actor=office, topic_id=topic.pk, seen_version=None)

    decision.refresh_from_db()
    assert (decision.fate, decision.fated_at) == ("", None)
    assert meetings.unfated(decision.meeting).decisions == [decision], "coverage shows it"
    waiting = [(line.pk, line.unfated) for line in home_of(office).unfated]
    assert waiting == [(decision.meeting_id, 1)], (
        "the office hears of it though the meeting is closed"
    )


def test_several_need_no_action_for_one_reason_all_of_them_or_none(office):
    held = factories.meeting()
    first, second = factories.directive(held), factories.decision(held)
    settled = factories.directive(held)
    services.no_action(actor=office, kind="directive", matter_id=settled.pk, reason="已办")
    of_it = {"actor": office, "meeting_id": held.pk}
    wanted = [("directive", first.pk), ("decision", second.pk)]

    with refused(Refused, "at least one"):
        services.no_action_for(**of_it, matters=[], reason="总体要求")
    with refused(Refused, "settled already"):
        services.no_action_for(
            **of_it, matters=[*wanted, ("directive", settled.pk)], reason="总体要求"
        )
    elsewhere = factories.decision()
    with refused(NotFound):
        services.no_action_for(
            **of_it, matters=[*wanted, ("decision", elsewhere.pk)], reason="总体要求"
        )
    first.refresh_from_db()
    assert first.fate == ""

    services.no_action_for(**of_it, matters=wanted, reason="总体要求")

    for one in (first, second):
        one.refresh_from_db()
        assert (one.fate, one.fate_reason) == ("no_action", "总体要求")
