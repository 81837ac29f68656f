"""What nothing covers, both ways, and a superior requirement that no longer stands."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Requirement
from plenary.contexts.governance.selectors import coverage
from plenary.contexts.governance.services import BasisGiven
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories, report_factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 1)


def withdraw(actor, requirement, **fields):
    return services.withdraw_requirement(
        actor=actor,
        requirement_id=requirement.pk,
        seen_version=None,
        **{"withdrawn_on": DAY, "reason": "已被新文件替代", **fields},
    )


def resting(requirement, *others):
    bases = [BasisGiven("requirement", requirement.pk), *others]
    return factories.draft_task(bases=bases)


def counted():
    return {one.key: one.count for one in coverage.counts(SYSTEM)}


def test_demands_are_found_until_a_task_or_a_word_covers_them(office):
    meeting = factories.meeting()
    clause, other = factories.directive(meeting), factories.directive(meeting)
    decision = factories.decision(meeting)
    assert counted() | {"directives": 2, "decisions": 1} == counted()

    services.give_task(actor=office, kind="directive", matter_id=clause.pk, given=factories.given())
    services.no_action(actor=office, kind="directive", matter_id=other.pk, reason="仅作提示")
    services.no_action(actor=office, kind="decision", matter_id=decision.pk, reason="仅作提示")

    assert counted() | {"directives": 0, "decisions": 0} == counted()


def test_requirements_and_priorities_are_found_until_a_task_rests_on_them(office):
    requirement, gone = factories.requirement(), factories.requirement()
    priority = services.add_priority(actor=SYSTEM, plan_id=factories.plan().pk, text_zh="甲")
    withdraw(office, gone)
    assert list(coverage.requirements(SYSTEM)) == [requirement]
    assert list(coverage.priorities(SYSTEM)) == [priority]

    draft = resting(requirement, BasisGiven("priority", priority.pk))

    assert list(coverage.requirements(SYSTEM)) == [requirement]
    assert list(coverage.priorities(SYSTEM)) == [priority]
    services.add_task_to_list(actor=SYSTEM, list_id=factories.task_list().pk, task_id=draft.pk)
    assert not coverage.requirements(SYSTEM).exists()
    assert not coverage.priorities(SYSTEM).exists()


def test_a_task_in_force_covers_without_a_list(office):
    requirement = factories.requirement()
    draft = resting(requirement)
    assert list(coverage.requirements(SYSTEM)) == [requirement]

    services.open_task(actor=office, task_id=draft.pk, seen_version=None)

    assert not coverage.requirements(SYSTEM).exists()


def test_a_task_has_no_basis_left_once_everything_it_rests_on_was_withdrawn(office):
    requirement = factories.requirement()
    alone = resting(requirement)
    resting(requirement, BasisGiven("passage", factories.passage().pk))
    resting(requirement, BasisGiven("requirement", factories.requirement().pk))
    both = resting(requirement, BasisGiven("decision", factories.decision(kind="withdrawn").pk))
    resting(requirement, BasisGiven("decision", factories.decision().pk))
    assert not coverage.tasks(SYSTEM).exists()

    withdraw(office, requirement)

    assert set(coverage.tasks(SYSTEM)) == {alone, both}
    withdraw(office, requirement, withdrawn_on=None, reason="")
    assert not coverage.tasks(SYSTEM).exists()


@pytest.mark.parametrize("kind", ["postponed", "withdrawn"])
def test_a_decision_changed_to_one_that_decides_nothing_is_no_basis_any_more(office, kind):
    decision = factories.decision(kind="adopted")
    task = factories.draft_task(bases=[BasisGiven("decision", decision.pk)])
    assert not coverage.tasks(SYSTEM).exists()

    services.edit_decision(
        actor=office, decision_id=decision.pk, seen_version=None, changes={"kind": kind}
    )

    assert list(coverage.tasks(SYSTEM)) == [task]


def test_sentences_without_evidence_are_found_and_those_corrected_left_out(office):
    report = report_factories.half_year(report_factories.task_list(2))

    found = list(coverage.statements(SYSTEM))

    assert found
    assert {each.report for each in found} == {report}
    assert all(each.kind == "gap" or not each.sources.exists() for each in found)


def test_counting_stops(monkeypatch):
    monkeypatch.setattr(coverage, "COUNTED_TO", 2)
    meeting = factories.meeting()
    for _n in range(4):
        factories.directive(meeting)

    (clauses,) = [one for one in coverage.counts(SYSTEM) if one.key == "directives"]

    assert (clauses.count, clauses.is_exact) == (2, False)


def test_each_question_is_answered_out_of_an_index():
    """No question may read all clauses or all tasks: there may be a million."""
    for key, tables in (
        ("directives", ("governance_directive",)),
        ("decisions", ("governance_decision",)),
        ("tasks", ("governance_task", "governance_basis")),
    ):
        _title, _short, question = coverage.QUESTIONS[key]
        if connection.vendor == "sqlite":
            plan = question(SYSTEM).order_by().values("pk")[:1001].explain()
            for table in tables:
                assert f"SCAN {table}\n" not in f"{plan}\n", plan


def test_withdrawing_is_refused_without_a_reason_and_to_others(office, actor_of):
    requirement = factories.requirement()

    with refused(Refused, "Say why"):
        withdraw(office, requirement, reason=" ")
    with refused(Forbidden):
        withdraw(actor_of("leader"), requirement)
    with refused(NotFound):
        withdraw(actor_of("administrator"), requirement)


@pytest.fixture
def desk(client):
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


def test_the_page_counts_and_each_count_leads_to_its_list(desk, office):
    requirement = factories.requirement(reference_zh="市委外事委全会")
    gone = factories.requirement(reference_zh="旧要求")
    task = resting(gone)
    withdraw(office, gone)
    factories.directive()
    factories.decision()
    services.add_priority(actor=SYSTEM, plan_id=factories.plan().pk, text_zh="甲")
    report_factories.half_year(report_factories.task_list(1))

    shown = desk.get("/coverage/").content.decode()

    for key in coverage.QUESTIONS:
        assert f"/coverage/{key}/" in shown
        assert "<td" in desk.get(f"/coverage/{key}/").content.decode()
    assert requirement.get_absolute_url() in desk.get("/coverage/requirements/").content.decode()
    assert f"/tasks/{task.pk}/" in desk.get("/coverage/tasks/").content.decode()
    assert desk.get("/coverage/elsewhere/").status_code == 404
    assert desk.get("/coverage/tasks/?page=99").status_code == 200
    assert "/coverage/" in desk.get("/lists/").content.decode()


def test_the_pages_take_the_same_queries_for_one_and_sixty(desk):
    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    meeting = factories.meeting()
    factories.directive(meeting)
    queries("/coverage/")
    before = [queries(address) for address in ("/coverage/", "/coverage/directives/")]
    for _n in range(59):
        factories.directive(meeting)

    assert [queries(address) for address in ("/coverage/", "/coverage/directives/")] == before
    assert "?page=2" in desk.get("/coverage/directives/").content.decode()


def test_only_those_who_read_everything_see_the_coverage(client):
    for account in (unit_user(unit()), grant_role(user(), "administrator")):
        client.force_login(account)
        assert client.get("/coverage/").status_code == 404
        assert client.get("/coverage/tasks/").status_code == 404


def test_a_requirement_is_withdrawn_and_stands_again_on_its_page(desk):
    requirement = factories.requirement()
    address = f"{requirement.get_absolute_url()}withdraw/"
    assert desk.post(address, {"seen_version": 1, "withdrawn_on": "2025-06-01"}).status_code == 422

    desk.post(address, {"seen_version": 1, "withdrawn_on": "2025-06-01", "reason": "已废止"})

    assert "已废止" in desk.get(requirement.get_absolute_url()).content.decode()
    desk.post(address, {"seen_version": 2})
    assert Requirement.objects.get().withdrawn_on is None


def test_a_replaced_task_needs_no_basis_any_more(office):
    requirement = factories.requirement()
    base = [BasisGiven("requirement", requirement.pk)]
    old, new = factories.open_task(bases=base), factories.open_task(bases=base)
    services.merge_tasks(
        actor=office, task_id=old.pk, seen_version=None, into_id=new.pk, reason="内容重复"
    )

    withdraw(office, requirement)

    assert list(coverage.tasks(SYSTEM)) == [new]


def test_nothing_new_rests_on_a_withdrawn_requirement(office, client):
    requirement = factories.requirement()
    task = factories.open_task()
    withdraw(office, requirement)
    basis = BasisGiven("requirement", requirement.pk)

    with refused(Refused, "withdrawn"):
        services.add_basis(actor=office, task_id=task.pk, seen_version=None, basis=basis)
    with refused(Refused, "withdrawn"):
        services.make_task(actor=office, basis=basis, given=factories.given())
    client.force_login(grant_role(user(), "office"))
    page = client.get(requirement.get_absolute_url()).content.decode()
    assert f"/tasks/new/requirement/{requirement.pk}/" not in page
