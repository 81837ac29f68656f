"""Reports beyond the rhythm: for a reason, with a second person, counted as asked, answered by the next entry."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import DutyEnd, ExtraReport
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.selectors.asked import quarters, single
from plenary.contexts.governance.selectors.task_history import history_of
from plenary.contexts.governance.services.acts.extra_reports import (
    ask_extra_report,
    settle_extra_report,
    withdraw_extra_report,
)
from plenary.contexts.governance.services.duties import hand_over_lead
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import record
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.models import Organisation
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
DUE = dt.date(2025, 7, 10)


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


@pytest.fixture
def leader(db):
    return grant_role(user(), "leader")


@pytest.fixture
def task(commerce, account):
    return factories.open_task(lead_unit_id=commerce.pk, title_en="Refunds")


def ask(actor, task, **fields):
    given = {"unit_id": task.lead_unit_id, "question": "Shops?", "reason": "The mayor asks"}
    return ask_extra_report(actor=actor, task_id=task.pk, **{**given, "due_on": DUE, **fields})


def settle(actor, extra, **fields):
    return settle_extra_report(actor=actor, extra_id=extra.pk, seen_version=None, **fields)


def withdraw(actor, extra, reason="Not needed"):
    return withdraw_extra_report(actor=actor, extra_id=extra.pk, seen_version=None, reason=reason)


def kinds(account):
    return [one.kind for one in waiting_for(account.actor)]


def test_a_unit_hears_of_it_once_a_second_person_agrees_and_its_entry_answers(
    client, task, account, leader, office, commerce
):
    extra = ask(office, task)

    assert kinds(account) == []
    assert kinds(leader) == ["extra"]
    client.force_login(account)
    assert client.get(extra.get_absolute_url()).status_code == 404
    with refused(Forbidden):
        settle(office, extra, agrees=True)
    client.force_login(leader)
    page = client.get(extra.get_absolute_url()).content.decode()
    assert "The mayor asks" in page
    seen = {"seen_version": extra.version}
    assert client.post(extra.get_absolute_url(), seen).status_code == 422
    assert client.post(extra.get_absolute_url(), {**seen, "agree": "1"}).status_code == 302

    assert kinds(account) == ["extra"]
    told = Notification.objects.get(user_id=account.pk, kind="governance.extra_report.approved")
    assert told.text_en == "Please report once more by 2025-07-10: Refunds"
    (row,) = quarters.rows(office, quarters.quarters()[0], commerce.pk)
    assert row.asked["extra"] == 1
    (asked,) = single.singles(commerce, quarters.quarters()[0], "extra")
    assert asked.url == extra.get_absolute_url()
    client.force_login(account)
    page = client.get(extra.get_absolute_url()).content.decode()
    assert f"/tasks/{task.pk}/progress/{commerce.pk}/" in page
    client.post(f"/tasks/{task.pk}/progress/{commerce.pk}/", {"done_en": "Three shops."})
    extra.refresh_from_db()
    assert (extra.state, kinds(account)) == ("answered", [])
    actions = AuditRow.objects.filter(action__startswith="governance.extra_report.")
    assert [row.action.rpartition(".")[2] for row in actions.order_by("pk")] == [
        "asked",
        "approved",
        "answered",
    ]


def test_asking_is_refused_for_what_the_unit_is_asked_anyway_and_in_a_hurry(
    client, task, office, leader, account
):
    for fields, words in (
        ({"question": " "}, "Say what"),
        ({"reason": " "}, "reason"),
        ({"unit_id": unit().pk}, "no part"),
        ({"due_on": dt.date(2025, 7, 3)}, "at least 3 working days"),
        ({"question": "机密★"}, "marking"),
    ):
        with refused(Refused, words):
            ask(office, task, **fields)
    for actor, error in ((leader.actor, Forbidden), (account.actor, Forbidden)):
        with refused(error):
            ask(actor, task)
    draft = factories.draft_task(lead_unit_id=task.lead_unit_id)
    with refused(Refused, "not under way"):
        ask(office, draft)
    task.duties.update(assigned_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
    with refused(Refused, "owes its report"):
        ask(office, task)
    assert not ExtraReport.objects.exists()
    task.duties.update(assigned_at=dt.datetime(2025, 7, 1, tzinfo=dt.UTC))
    client.force_login(grant_role(user(), "office"))
    assert "/further/" in client.get(task.get_absolute_url()).content.decode()
    address = f"/tasks/{task.pk}/further/"
    sent = {"unit": task.lead_unit_id, "question": "Kept words", "due_on": "2025-07-10"}
    lost = client.post(address, sent)
    assert (lost.status_code, "Kept words" in lost.content.decode()) == (422, True)
    assert client.post(address, {**sent, "reason": "asked above"}).status_code == 302
    with refused(Refused, "asked already"):
        ask(office, task)
    extra = ExtraReport.objects.get()
    declined = settle(leader.actor, extra, agrees=False, answer="The quarter is soon enough")
    assert declined.state == "refused"
    with refused(Refused):
        settle(leader.actor, extra, agrees=True)
    with refused(NotFound):
        settle(account.actor, extra, agrees=True)


def test_a_unit_whose_part_has_ended_is_asked_no_more(task, account, leader, office):
    waiting = ask(office, task)
    other = unit()
    task.duties.filter(unit=task.lead_unit_id).update(unit=other)
    with refused(Refused, "no part in this task"):
        settle(leader.actor, waiting, agrees=True)
    task.duties.filter(unit=other).update(unit=task.lead_unit_id)
    asked = settle(leader.actor, waiting, agrees=True)

    hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=other.pk, reason="Moved"
    )

    asked.refresh_from_db()
    assert (asked.state, asked.answer, kinds(account)) == ("withdrawn", "", ["ended"])
    row = AuditRow.objects.get(action="governance.extra_report.withdrawn")
    assert (row.subject_id, row.before["state"]) == (asked.pk, "approved")
    again = hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=asked.unit_id, reason="Back"
    )
    assert ask(office, again.task).state == "asked"


def test_what_a_dissolved_unit_or_a_replaced_task_was_asked_for_is_withdrawn(
    task, commerce, leader, office
):
    asked = settle(leader.actor, ask(office, task), agrees=True)
    heir = unit()
    Organisation.objects.filter(pk=commerce.pk).update(dissolved_on=dt.date(2025, 6, 30))
    services.hand_unit_over(actor=office, unit_id=commerce.pk, to_unit_id=heir.pk, reason="Merged")
    asked.refresh_from_db()
    assert asked.state == "withdrawn"

    task.refresh_from_db()
    again = ask(office, task)
    into = factories.open_task(lead_unit_id=heir.pk)
    services.merge_tasks(
        actor=office, task_id=task.pk, seen_version=None, into_id=into.pk, reason="One matter"
    )
    again.refresh_from_db()
    assert again.state == "withdrawn"


def test_the_office_withdraws_what_it_asked_for_and_says_why(
    client, task, account, leader, office, commerce
):
    extra = settle(leader.actor, ask(office, task), agrees=True)
    address = extra.get_absolute_url()
    clerk = grant_role(user(), "office")
    client.force_login(leader)
    assert 'name="withdraw"' not in client.get(address).content.decode()
    sent = {"seen_version": extra.version, "withdraw": "1", "answer": "It came by telephone"}
    assert client.post(address, sent).status_code == 403
    client.force_login(clerk)
    assert 'name="withdraw"' in client.get(address).content.decode()
    assert client.post(address, {**sent, "answer": ""}).status_code == 422
    assert client.post(address, {**sent, "answer": "机密★"}).status_code == 422
    assert client.post(address, sent).status_code == 302

    told = Notification.objects.get(user_id=account.pk, kind="governance.extra_report.withdrawn")
    assert told.url == address
    client.force_login(account)
    assert "It came by telephone" in client.get(address).content.decode()
    assert kinds(account) == []
    (row,) = quarters.rows(office, quarters.quarters()[0], commerce.pk)
    assert row.asked["extra"] == 1
    with refused(Refused):
        withdraw(office, extra)

    untold = withdraw(office, ask(office, task))
    assert untold.state == "withdrawn"
    assert client.get(untold.get_absolute_url()).status_code == 404
    with refused(NotFound):
        withdraw(account.actor, untold)
    open_ask = ask(office, task)
    with refused(Forbidden):
        withdraw(leader.actor, open_ask)


def test_the_tasks_page_and_history_show_it_to_those_who_know_of_it(
    signed_in, task, account, leader, office
):
    extra = ask(office, task)
    end = DutyEnd.objects.create(
        task=task, kind="taken", unit=task.lead_unit, reason="x", ended_at=extra.asked_at
    )
    record(actor=office, action="governance.duty_end.made", subject=end)
    address, history = extra.get_absolute_url(), f"/tasks/{task.pk}/history/"

    def shown(to):
        return address in signed_in(to).get(task.get_absolute_url()).content.decode()

    def actions(actor):
        return {row.action.removeprefix("governance.") for row in history_of(actor, task)}

    assert shown(leader)
    assert {"extra_report.asked", "duty_end.made"} <= actions(office)
    assert signed_in(leader).get(history).status_code == 200
    assert not shown(account)
    assert "extra_report.asked" not in actions(account.actor)
    settle(leader.actor, extra, agrees=True)
    assert shown(account)
    assert {"extra_report.asked", "extra_report.approved"} <= actions(account.actor)
