"""A unit that loses its part in a task is told, in the app and by mail, and notes it once."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import EndKind
from plenary.contexts.governance.jobs import mail_the_day
from plenary.contexts.governance.models import DutyEnd
from plenary.contexts.governance.selectors.acts.duty_asks import signing_times
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.services.duty_ends import end_part, note_end
from plenary.contexts.governance.services.parts import ShareGiven
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import unit, unit_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
WAITED = dt.timedelta(days=3)


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


@pytest.fixture
def helper():
    return unit_user(unit(name_en="Helper"))


@pytest.fixture
def task(commerce, account, helper):
    made = factories.open_task(lead_unit_id=commerce.pk, title_en="Refunds")
    services.assign_duty(
        actor=SYSTEM, task_id=made.pk, role="supporting", unit_id=min(helper.actor.unit_ids)
    )
    Notification.objects.all().delete()
    return made


def lines(account):
    return [(one.kind, one.text) for one in waiting_for(account.actor)]


def test_a_part_taken_back_waits_until_its_unit_notes_it(
    client, task, helper, account, office, the_first_of_july
):
    part = task.duties.get(role="supporting")
    services.remove_duty(
        actor=office, duty_id=part.pk, seen_version=part.version, reason="not needed"
    )

    end = DutyEnd.objects.get()
    assert lines(helper) == [("ended", "not needed")]
    assert ("ended", "not needed") not in lines(account)
    the_first_of_july.move_to(dt.datetime(2025, 7, 2, 4, tzinfo=dt.UTC))
    mail_the_day.call()
    mail = Mail.objects.get(to=helper.email)
    assert "已收回" in mail.body
    assert end.get_absolute_url() in mail.body
    for actor, error in ((office, Forbidden), (account.actor, NotFound)):
        with refused(error):
            note_end(actor=actor, end_id=end.pk, seen_version=None)
    client.force_login(helper)
    page = client.get(end.get_absolute_url()).content.decode()
    assert "not needed" in page
    assert task.get_absolute_url() not in page
    assert "Duty ended" in client.get("/duties/").content.decode()
    done = client.post(end.get_absolute_url(), {"seen_version": end.version})
    assert done.status_code == 302
    assert lines(helper) == []
    with refused(Refused, "noted already"):
        note_end(actor=helper.actor, end_id=end.pk, seen_version=None)
    assert AuditRow.objects.filter(action="governance.duty_end.noted").count() == 1
    client.force_login(account)
    assert client.get(end.get_absolute_url()).status_code == 404


def test_whoever_led_before_is_told_who_leads_now(task, account, commerce, office):
    new = unit(name_en="New lead")

    services.hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=new.pk, reason="reorganised"
    )

    end = DutyEnd.objects.get()
    assert (end.unit, end.role, end.to_unit, end.kind) == (commerce, "lead", new, "handed")
    told = Notification.objects.get(user_id=account.pk)
    assert told.text_en == "Another unit has your unit's part in a task now: Refunds"


def test_units_without_a_part_in_what_replaces_a_task_are_told_and_the_others_not(
    task, account, helper, office
):
    part = factories.given(lead_unit_id=task.lead_unit_id)
    services.split_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        parts=[part, part],
        shares=[ShareGiven(), ShareGiven()],
        reason="too much",
    )

    end = DutyEnd.objects.get()
    assert (end.unit_id, end.kind) == (min(helper.actor.unit_ids), "replaced")
    assert set(Notification.objects.filter(user_id=helper.pk).values_list("kind", flat=True)) == {
        "governance.duty.ended"
    }
    assert not Notification.objects.filter(user_id=account.pk, kind="governance.duty.ended")


def test_of_a_draft_nobody_hears(commerce, account, office):
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    services.remove_duty(actor=office, duty_id=draft.duties.get().pk, seen_version=None)

    assert not DutyEnd.objects.exists()


@pytest.mark.parametrize("way", ["taken", "handed", "given_up"])
def test_the_time_to_sign_stays_when_the_part_goes(
    task, helper, commerce, office, the_first_of_july, way
):
    lead, part = task.duties.get(role="lead"), task.duties.get(role="supporting")
    gone = lead if way == "handed" else part
    the_first_of_july.shift(dt.timedelta(days=3))
    services.sign_for(actor=SYSTEM, duty_id=gone.pk)
    gone.refresh_from_db()
    if way == "handed":
        services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=unit().pk, reason="x"
        )
    elif way == "taken":
        services.remove_duty(actor=office, duty_id=part.pk, seen_version=None, reason="x")
    else:
        other = unit()
        ask = services.ask_for_transfer(
            actor=helper.actor, duty_id=part.pk, reason="x", unit_id=other.pk
        )
        services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None)

    end = DutyEnd.objects.get()
    assert (end.kind, end.assigned_at, end.signed_at) == (way, gone.assigned_at, gone.signed_at)
    assert [kind for kind, _text in lines(helper)].count("ended") == (way == "taken")
    row = {one.unit.pk: one for one in signing_times(office)}[gone.unit_id]
    assert (row.signed, row.average, row.longest) == (1, WAITED, WAITED)


def test_present_and_former_parts_are_averaged_together(commerce, office, the_first_of_july):
    for days in (1, 3):
        made = factories.open_task(lead_unit_id=commerce.pk)
        the_first_of_july.shift(dt.timedelta(days=days))
        services.sign_for(actor=SYSTEM, duty_id=made.duties.get().pk)
    services.hand_over_lead(
        actor=office, task_id=made.pk, seen_version=None, unit_id=unit().pk, reason="x"
    )

    row = {one.unit.pk: one for one in signing_times(office)}[commerce.pk]

    assert (row.signed, row.average, row.longest) == (2, dt.timedelta(days=2), WAITED)


def test_a_task_that_ends_keeps_the_receipts_at_its_parts(task, office):
    services.sign_for(actor=SYSTEM, duty_id=task.duties.get(role="supporting").pk)
    end_part(SYSTEM, task.duties.get(role="supporting"), EndKind.ENDED, reason="x")

    assert DutyEnd.objects.get().assigned_at is None
    assert sum(row.signed for row in signing_times(office)) == 1
