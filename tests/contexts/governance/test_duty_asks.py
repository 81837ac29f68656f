"""Declining a duty, asking for its transfer, the office's answer, and the time to sign for."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, DutyAsk
from plenary.contexts.governance.selectors.acts import duty_asks
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.waiting import asked_by, waiting_for
from plenary.contexts.governance.selectors.duties import duties_of
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def task(commerce):
    return factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk)


@pytest.fixture
def duty(task):
    return task.duties.get()


def declined(liaison, duty):
    return services.decline_duty(actor=liaison, duty_id=duty.pk, reason="属市场监管职责")


def moved(liaison, duty, to=None):
    return services.ask_for_transfer(
        actor=liaison, duty_id=duty.pk, reason="职责已划转", unit_id=to.pk if to else None
    )


def test_a_unit_declines_and_the_office_is_told(liaison, duty, office):
    ask = declined(liaison, duty)

    duty.refresh_from_db()
    assert (ask.state, ask.kind, duty.state) == ("open", "decline", "declined")
    assert (ask.asked_by_id, ask.assigned_at) == (liaison.user_id, duty.assigned_at)
    told = Notification.objects.exclude(kind="governance.task.opened").get()
    assert (told.user_id, told.kind) == (office.user_id, "governance.duty.declined")
    assert "Refunds" in told.text_en
    assert [line.pk for line in waiting_for(office)] == [ask.pk]
    assert [line.pk for line in asked_by(liaison)] == [ask.pk]


def test_what_is_declined_is_neither_to_sign_nor_to_report(liaison, duty):
    Duty.objects.update(assigned_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert len(duties_of(liaison)) == 2
    declined(liaison, duty)
    assert len(duties_of(liaison)) == 0


@pytest.mark.parametrize("state", ["signed", "declined", "transfer", "done"])
def test_only_what_waits_for_its_receipt_can_be_declined(liaison, duty, state):
    Duty.objects.update(state=state)
    with refused(Refused, "not open"):
        declined(liaison, duty)


@pytest.mark.parametrize("state", ["declined", "transfer"])
def test_what_is_contested_cannot_be_signed_for(liaison, duty, state):
    Duty.objects.update(state=state)
    with refused(Refused, "not open"):
        services.sign_for(actor=liaison, duty_id=duty.pk)


def test_declining_needs_a_reason_without_a_secrecy_marking(liaison, duty):
    with refused(Refused, "why"):
        services.decline_duty(actor=liaison, duty_id=duty.pk, reason="  ")
    with refused(Refused):
        services.decline_duty(actor=liaison, duty_id=duty.pk, reason="机密★一年")


def test_a_late_save_is_answered_with_what_has_changed(liaison, duty):
    services.sign_for(actor=liaison, duty_id=duty.pk)
    with refused(Stale):
        services.decline_duty(actor=liaison, duty_id=duty.pk, seen_version=1, reason="x")


def test_a_draft_and_a_closed_task_have_nothing_to_decline(liaison, commerce, task, duty):
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    with refused(Refused, "not in force"):
        services.decline_duty(actor=SYSTEM, duty_id=draft.duties.get().pk, reason="x")
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    with refused(Refused, "closed"):
        declined(liaison, duty)


def test_only_the_units_own_people_decline(office, task, duty):
    helper = unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helper.pk)
    with refused(Forbidden):
        declined(unit_user(helper).actor, duty)
    with refused(NotFound):
        declined(unit_user(unit()).actor, duty)
    with refused(Forbidden):
        declined(office, duty)


def test_an_accepted_transfer_gives_the_lead_to_the_unit_named(liaison, office, task, duty):
    services.sign_for(actor=liaison, duty_id=duty.pk)
    market = unit(short_en="Market")
    new = unit_user(market)
    ask = moved(liaison, duty, market)

    settled = services.accept_ask(actor=office, ask_id=ask.pk, seen_version=1)

    task.refresh_from_db()
    duty.refresh_from_db()
    assert (task.lead_unit_id, duty.unit_id) == (market.pk, market.pk)
    assert (duty.state, duty.signed_at) == ("assigned", None)
    assert settled.signed_at is not None
    assert settled.settled_by_id == office.user_id
    assert set(
        Notification.objects.filter(kind="governance.duty.moved").values_list("user", flat=True)
    ) == {new.pk}
    assert Notification.objects.filter(
        kind="governance.duty_ask.accepted", user=liaison.user_id
    ).exists()
    moves = AuditRow.objects.get(action="governance.duty.moved")
    assert moves.after["note"] == {"reason": "职责已划转"}
    assert duty_asks.visible_to(liaison).filter(pk=ask.pk).exists()


def test_the_office_may_name_another_unit_than_the_one_asked_for(liaison, office, duty):
    asked, given = unit(), unit()
    ask = moved(liaison, duty, asked)
    services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None, unit_id=given.pk)
    duty.refresh_from_db()
    ask.refresh_from_db()
    assert (duty.unit_id, ask.to_unit_id) == (given.pk, given.pk)


def test_a_lead_is_not_let_go_without_another(liaison, office, duty):
    ask = declined(liaison, duty)
    with refused(Refused) as caught:
        services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None)
    assert "unit" in caught.value.fields


def test_a_supporting_unit_that_is_let_go_has_no_part_any_longer(office, task):
    helper = unit()
    part = services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helper.pk)
    ask = declined(unit_user(helper).actor, part)

    settled = services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None)

    assert task.duties.count() == 1
    assert (settled.state, settled.duty_id, settled.unit_id) == ("accepted", None, helper.pk)


def test_a_unit_with_a_part_already_takes_no_second_one(liaison, office, task, duty):
    helper = unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helper.pk)
    ask = moved(liaison, duty, helper)
    with refused(Refused, "part in the task already"):
        services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None)


def test_nobody_transfers_to_themselves(liaison, office, commerce, duty):
    with refused(Refused, "own already"):
        moved(liaison, duty, commerce)
    ask = moved(liaison, duty)
    with refused(Refused, "own already"):
        services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None, unit_id=commerce.pk)


@pytest.mark.parametrize(("is_signed", "state"), [(True, "signed"), (False, "assigned")])
def test_what_is_returned_stays_as_it_was(liaison, office, duty, is_signed, state):
    if is_signed:
        services.sign_for(actor=liaison, duty_id=duty.pk)
    ask = moved(liaison, duty)

    services.return_ask(actor=office, ask_id=ask.pk, seen_version=1, answer="三定方案未变")

    duty.refresh_from_db()
    ask.refresh_from_db()
    assert (duty.state, ask.state, ask.answer) == (state, "returned", "三定方案未变")
    assert waiting_for(office) == []
    again = moved(liaison, duty)
    assert again.pk != ask.pk


def test_returning_needs_an_answer_and_nothing_is_settled_twice(liaison, office, duty):
    ask = declined(liaison, duty)
    with refused(Refused) as caught:
        services.return_ask(actor=office, ask_id=ask.pk, seen_version=None, answer=" ")
    assert "answer" in caught.value.fields
    services.return_ask(actor=office, ask_id=ask.pk, seen_version=None, answer="x")
    with refused(Refused, "not open"):
        services.return_ask(actor=office, ask_id=ask.pk, seen_version=None, answer="x")
    with refused(Refused, "not open"):
        services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None, unit_id=unit().pk)


def test_what_is_contested_is_neither_removed_nor_handed_over(liaison, office, task, duty):
    declined(liaison, duty)
    with refused(Refused, "Answer that first"):
        services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=unit().pk, reason="x"
        )
    helper = unit()
    part = services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helper.pk)
    declined(unit_user(helper).actor, part)
    with refused(Refused, "Answer that first"):
        services.remove_duty(actor=office, duty_id=part.pk, seen_version=None, reason="x")


def test_a_unit_without_an_account_is_answered_for_by_the_one_above(office, task):
    above = unit()
    boss = unit_user(above)
    below = unit(parent=above)
    part = services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=below.pk)
    ask = declined(SYSTEM, part)
    services.return_ask(actor=office, ask_id=ask.pk, seen_version=None, answer="x")
    assert Notification.objects.get(kind="governance.duty_ask.returned").user_id == boss.pk


def test_the_time_to_sign_for_is_kept_by_unit(
    liaison, office, commerce, task, duty, the_first_of_july
):
    the_first_of_july.shift(dt.timedelta(days=3))
    services.sign_for(actor=liaison, duty_id=duty.pk)
    other = factories.open_task()
    the_first_of_july.shift(dt.timedelta(days=2))

    by_unit = {row.unit.pk: row for row in duty_asks.signing_times(office)}

    assert by_unit[commerce.pk].average == dt.timedelta(days=3)
    assert (by_unit[commerce.pk].signed, by_unit[commerce.pk].waiting) == (1, 0)
    assert by_unit[other.lead_unit_id].average is None
    assert by_unit[other.lead_unit_id].waiting == 1
    assert duty_asks.signing_times(liaison) == []
    duty.refresh_from_db()
    assert acts_on(liaison, task, [duty], is_inside=True).waited[duty.pk] == dt.timedelta(days=3)


def test_the_pages_take_an_ask_from_the_unit_to_the_offices_answer(client, commerce, task, duty):
    office_account, account = grant_role(user(), "office"), unit_user(commerce)
    client.force_login(account)
    page = client.get(f"/tasks/{task.pk}/").content.decode()
    assert f"/tasks/{task.pk}/duties/{duty.pk}/decline/" in page
    address = f"/tasks/{task.pk}/duties/{duty.pk}/transfer/"
    assert client.post(address, {"seen_version": 1, "reason": ""}).status_code == 422
    sent = client.post(address, {"seen_version": 1, "reason": "Not ours any more"}, follow=True)
    assert "Asked by your unit" in sent.content.decode()
    ask = DutyAsk.objects.get()
    assert "Not ours any more" in client.get(f"/tasks/{task.pk}/").content.decode()
    assert (
        client.post(f"/duties/asks/{ask.pk}/", {"accept": "1", "seen_version": 1}).status_code
        == 403
    )
    assert client.get("/waiting/").status_code == 403

    client.force_login(office_account)
    assert f"/duties/asks/{ask.pk}/" in client.get("/waiting/").content.decode()
    assert f"/duties/asks/{ask.pk}/" in client.get("/").content.decode()
    data = {"accept": "1", "seen_version": 1, "unit": "", "answer": ""}
    wrong = client.post(f"/duties/asks/{ask.pk}/", data)
    assert wrong.status_code == 422
    assert "Say which unit" in wrong.content.decode()
    new = unit()
    client.post(f"/duties/asks/{ask.pk}/", {**data, "unit": new.pk})
    duty.refresh_from_db()
    assert duty.unit_id == new.pk
    client.force_login(account)
    assert "Accepted" in client.get(f"/duties/asks/{ask.pk}/").content.decode()
    client.force_login(unit_user(unit()))
    assert client.get(f"/duties/asks/{ask.pk}/").status_code == 404


def test_the_pages_take_as_many_queries_for_twenty_as_for_one(client, commerce):
    client.force_login(grant_role(user(), "office"))

    def asked():
        made = factories.open_task(lead_unit_id=commerce.pk)
        return services.decline_duty(actor=SYSTEM, duty_id=made.duties.get().pk, reason="x")

    def counted(address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    asked()
    factories.open_task()
    addresses = ("/waiting/", "/")
    [counted(address) for address in addresses]  # the calendar is read once
    one = [counted(address) for address in addresses]
    for _ in range(19):
        asked()
        factories.open_task()
    assert [counted(address) for address in addresses] == one
