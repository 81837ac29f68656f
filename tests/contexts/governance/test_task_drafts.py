"""Tasks made on the spot: put into force by what they rest on, given another basis, deleted."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Task
from plenary.contexts.governance.selectors.meeting_page import meeting_page
from plenary.contexts.governance.services import BasisGiven
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


def on_the_spot(matter=None, kind="decision", **fields):
    """A draft made of a decision or directive, in no list."""
    matter = matter or factories.decision()
    return services.give_task(
        actor=SYSTEM, kind=kind, matter_id=matter.pk, given=factories.given(**fields)
    )


def test_a_draft_comes_into_force_by_the_decision_it_rests_on(desk):
    decision = factories.decision(text_en="Open two refund counters")
    task = on_the_spot(decision, title_en="Counters")
    page = desk.get(task.get_absolute_url()).content.decode()
    assert f"/tasks/{task.pk}/force/" in page
    assert "It binds nobody" in page

    form = desk.get(f"/tasks/{task.pk}/force/").content.decode()
    assert "Decision 1 · Open two refund counters" in form
    basis = task.bases.get()
    answer = desk.post(f"/tasks/{task.pk}/force/", {"basis": basis.pk, "seen_version": 1})

    task.refresh_from_db()
    assert (answer.url, task.state) == (task.get_absolute_url(), "open")
    row = AuditRow.objects.get(action="governance.task.opened")
    assert row.after["note"] == {"basis": basis.pk, "reason": str(decision)}
    assert str(decision) in desk.get(f"/tasks/{task.pk}/history/").content.decode()
    assert f"/tasks/{task.pk}/force/" not in desk.get(task.get_absolute_url()).content.decode()


def test_nothing_comes_into_force_without_a_ground_a_lead_and_a_date(office, desk):
    loose = factories.draft_task()
    priority = services.add_priority(actor=SYSTEM, plan_id=factories.plan().pk, text_zh="要点")
    planned = factories.draft_task(bases=[BasisGiven("priority", priority.pk)])
    postponed = on_the_spot(factories.decision(kind="postponed"))
    headless, dateless, listed = (
        on_the_spot(lead_unit_id=None),
        on_the_spot(due_on=None),
        on_the_spot(),
    )
    services.add_task_to_list(actor=SYSTEM, list_id=factories.task_list().pk, task_id=listed.pk)

    for task, match in (
        *((one, "no decision, directive or requirement") for one in (loose, planned, postponed)),
        (headless, "no lead unit"),
        (dateless, "no due date"),
        (listed, "comes into force with it"),
        (factories.open_task(), "in force already"),
    ):
        with refused(Refused, match):
            services.put_into_force(
                actor=office, task_id=task.pk, seen_version=None, basis_id=task.bases.get().pk
            )
    whole = on_the_spot()
    with refused(Refused, "by what it comes"):
        services.put_into_force(actor=office, task_id=whole.pk, seen_version=None, basis_id=None)
    with refused(NotFound):
        services.put_into_force(
            actor=office, task_id=whole.pk, seen_version=None, basis_id=listed.bases.get().pk
        )
    answer = desk.post(f"/tasks/{headless.pk}/force/", {"seen_version": 1})
    assert answer.status_code == 422
    assert "The task has no lead unit." in answer.content.decode()
    stale = desk.post(f"/tasks/{whole.pk}/force/", {"seen_version": 7})
    assert stale.status_code == 409


def test_a_withdrawn_requirement_puts_nothing_into_force(office):
    requirement = factories.requirement()
    task = factories.draft_task(bases=[BasisGiven("requirement", requirement.pk)])
    services.withdraw_requirement(
        actor=office,
        requirement_id=requirement.pk,
        seen_version=None,
        reason="已废止",
        withdrawn_on=dt.date(2025, 1, 1),
    )

    with refused(Refused, "no decision, directive or requirement"):
        services.put_into_force(
            actor=office, task_id=task.pk, seen_version=None, basis_id=task.bases.get().pk
        )


def test_a_deleted_draft_opens_again_what_had_no_other_task(office, desk):
    first, second = factories.directive(), factories.directive()
    task = on_the_spot(first, kind="directive")
    services.cover(actor=office, kind="directive", matter_id=second.pk, task_id=task.pk)
    on_the_spot(second, kind="directive")
    asked = desk.get(f"/tasks/{task.pk}/delete/").content.decode()
    assert "1 decision or directive has no other task" in asked

    answer = desk.post(f"/tasks/{task.pk}/delete/", {"seen_version": task.version})

    first.refresh_from_db()
    second.refresh_from_db()
    assert answer.url == "/tasks/"
    assert (first.fate, second.fate) == ("", "task")
    assert not Task.objects.filter(pk=task.pk).exists()
    assert AuditRow.objects.filter(action="governance.task.draft_deleted").count() == 1


def test_a_draft_of_a_closed_meeting_stays(office, desk):
    decision = factories.decision()
    task = on_the_spot(decision)
    factories_list = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=factories_list.pk, task_id=task.pk)
    services.close_meeting(actor=office, meeting_id=decision.meeting_id, seen_version=None)
    services.remove_task_from_list(actor=office, list_id=factories_list.pk, task_id=task.pk)

    answer = desk.post(f"/tasks/{task.pk}/delete/", {"seen_version": task.version})

    assert answer.status_code == 422
    assert "The meeting is closed" in answer.content.decode()
    assert Basis.objects.filter(task=task, decision=decision).exists()


def test_another_basis_is_found_by_its_words_and_added(office, desk):
    task = on_the_spot(factories.decision(text_zh="其一"))
    requirement = factories.requirement(text_en="Widen visa-free transit")
    factories.requirement(text_en="Something else")
    address = f"/tasks/{task.pk}/basis/"
    found = desk.get(address, {"q": "transit"}).content.decode()
    assert f'value="requirement-{requirement.pk}"' in found
    assert "Something else" not in found
    assert "Something else" in desk.get(address).content.decode()

    desk.post(address, {"basis": f"requirement-{requirement.pk}", "seen_version": task.version})

    assert task.bases.filter(requirement=requirement).exists()
    assert f'value="requirement-{requirement.pk}"' not in desk.get(address).content.decode()
    for sent, words in (
        ("", "Choose one"),
        ("passage-1", "none of the choices"),
        (f"requirement-{requirement.pk}", "rests on this already"),
    ):
        answer = desk.post(address, {"basis": sent, "seen_version": task.version})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_what_had_no_fate_is_covered_by_the_task_that_rests_on_it(office):
    task, open_one, settled, idle = (
        factories.open_task(),
        factories.directive(),
        factories.decision(),
        factories.decision(),
    )
    on_the_spot(settled)
    services.no_action(actor=office, kind="decision", matter_id=idle.pk, reason="已办")

    for kind, matter in (("directive", open_one), ("decision", settled)):
        services.rest_on(
            actor=office, task_id=task.pk, seen_version=None, basis=BasisGiven(kind, matter.pk)
        )

    open_one.refresh_from_db()
    settled.refresh_from_db()
    assert (open_one.fate, settled.fate, task.bases.count()) == ("covered", "task", 3)
    with refused(Refused, "needs no action"):
        services.rest_on(
            actor=office, task_id=task.pk, seen_version=None, basis=BasisGiven("decision", idle.pk)
        )
    with refused(NotFound):
        services.rest_on(
            actor=office, task_id=task.pk, seen_version=None, basis=BasisGiven("directive", 0)
        )


def test_a_meeting_does_not_close_over_drafts_that_stand_in_no_list(office, desk):
    meeting = factories.meeting()
    first, second = factories.decision(meeting), factories.directive(meeting)
    loose, listed = on_the_spot(first), on_the_spot(second, kind="directive")
    services.add_task_to_list(actor=SYSTEM, list_id=factories.task_list().pk, task_id=listed.pk)

    page = meeting_page(office, meeting.pk)
    assert (page.drafts, page.adrift, page.may) == (1, 1, {"edit"})
    shown = desk.get(meeting.get_absolute_url()).content.decode()
    assert "1 task made of it is a draft in no list" in shown
    assert "1 of 2 are settled" in shown
    with refused(Refused, "became only drafts"):
        services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)

    services.put_into_force(
        actor=office, task_id=loose.pk, seen_version=None, basis_id=loose.bases.get().pk
    )

    assert "draft in no list" not in desk.get(meeting.get_absolute_url()).content.decode()
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)


def test_a_draft_beside_a_task_in_force_keeps_no_meeting_open(office):
    decision = factories.decision()
    running, _draft = on_the_spot(decision), on_the_spot(decision)
    services.put_into_force(
        actor=office, task_id=running.pk, seen_version=None, basis_id=running.bases.get().pk
    )

    assert meeting_page(office, decision.meeting_id).may == {"edit", "close"}
    services.close_meeting(actor=office, meeting_id=decision.meeting_id, seen_version=None)


def test_only_the_office_leads_a_draft_through_its_life(signed_in, client):
    task = on_the_spot()
    leader = grant_role(user(), "leader")
    looking = signed_in(leader)
    for part in ("force", "delete", "basis"):
        assert looking.get(f"/tasks/{task.pk}/{part}/").status_code == 403
        assert part + "/" not in looking.get(task.get_absolute_url()).content.decode()
    with refused(Forbidden):
        services.put_into_force(
            actor=leader.actor, task_id=task.pk, seen_version=None, basis_id=task.bases.get().pk
        )
    client.force_login(grant_role(user(), "unit", unit=unit()))
    for part in ("force", "delete", "basis"):
        assert client.get(f"/tasks/{task.pk}/{part}/").status_code == 404


def test_choosing_a_basis_asks_as_many_queries_for_ten_records_as_for_one(desk):
    task = on_the_spot()
    address = f"/tasks/{task.pk}/basis/"

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    factories.requirement()
    one = asked()
    for _ in range(9):
        factories.requirement()
        factories.directive()

    assert asked() == one


def test_the_office_is_told_of_drafts_outside_any_list_and_led_to_them(client):
    loose = factories.draft_task(title_en="Loose one")
    placed = factories.draft_task(title_en="Placed one")
    factories.task_list().entries.create(task=placed, number=1)
    client.force_login(grant_role(user(), "office"))

    for page in ("/", "/meetings/"):
        assert "/tasks/?state=loose" in client.get(page).content.decode()
    listed = client.get("/tasks/?state=loose").content.decode()
    assert "Loose one" in listed
    assert "Placed one" not in listed
    services.delete_draft_task(actor=SYSTEM, task_id=loose.pk, seen_version=None)
    assert "state=loose" not in client.get("/meetings/").content.decode()
    client.force_login(grant_role(user(), "leader"))
    factories.draft_task()
    assert "state=loose" not in client.get("/").content.decode()
