"""The parts of a task one by one: what each delivers and by when, taken back, the lead handed over."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")
JULY = dt.date(2025, 7, 31)


@pytest.fixture
def desk(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def task(commerce):
    return factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk)


def test_the_lead_says_what_it_delivers_and_by_when(desk, task):
    lead = task.duties.get()
    address = f"/tasks/{task.pk}/duties/{lead.pk}/edit/"
    assert address in desk.get(task.get_absolute_url()).content.decode()
    sent = {
        "deliverable_zh": "退税商店名录",
        "deliverable_en": "A list of shops",
        "due_on": "2025-07-31",
        "seen_version": lead.version,
    }
    assert "Say why" in desk.post(address, sent).content.decode()
    later = desk.post(address, {**sent, "due_on": "2026-01-01", "reason": "x"})
    assert "no later than the task itself" in later.content.decode()

    desk.post(address, {**sent, "reason": "细化"})

    lead.refresh_from_db()
    assert (lead.deliverable_en, lead.due_on, lead.version) == ("A list of shops", JULY, 2)
    assert AuditRow.objects.get(action="governance.duty.edited").after["note"] == {"reason": "细化"}
    page = desk.get(task.get_absolute_url()).content.decode()
    assert "A list of shops" in page
    stale = desk.post(address, {**sent, "deliverable_en": "Mine", "reason": "x"})
    assert stale.status_code == 409
    assert 'value="Mine"' in stale.content.decode()
    marked = {**sent, "deliverable_zh": "机密★", "reason": "x", "seen_version": 2}
    assert desk.post(address, marked).status_code == 422


def test_no_part_in_work_under_way_is_given_a_day_that_is_past(desk, office, task):
    helper, past, today = unit(), dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    sent = {"role": "supporting", "unit": helper.pk, "due_on": "2025-06-30", "reason": "x"}

    refusal = desk.post(f"/tasks/{task.pk}/duties/", sent)

    assert refusal.status_code == 422
    assert "This day is past: the work would be late" in refusal.content.decode()
    part = {"actor": office, "role": "supporting", "unit_id": helper.pk}
    held = services.assign_duty(**part, task_id=task.pk, due_on=today)
    change = {"actor": office, "duty_id": held.pk, "seen_version": None, "reason": "x"}
    with refused(Refused, "This day is past"):
        services.edit_duty(**change, changes={"due_on": past})
    Duty.objects.filter(pk=held.pk).update(due_on=past)
    services.edit_duty(**change, changes={"due_on": past, "deliverable_zh": "名录"})
    draft = factories.draft_task()
    assert services.assign_duty(**part, task_id=draft.pk, due_on=past).due_on == past


def test_a_draft_says_it_without_a_reason(office):
    duty = factories.draft_task().duties.get()

    services.edit_duty(
        actor=office, duty_id=duty.pk, seen_version=1, changes={"deliverable_zh": "方案"}
    )

    duty.refresh_from_db()
    assert duty.deliverable_zh == "方案"


def test_a_part_is_taken_back_for_a_reason_that_the_history_tells(desk, task):
    helping = unit()
    duty = services.assign_duty(
        actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helping.pk
    )
    address = f"/tasks/{task.pk}/duties/{duty.pk}/remove/"
    assert desk.post(address, {"seen_version": 1}).status_code == 422

    desk.post(address, {"seen_version": 1, "reason": "职责调整"})

    assert not Duty.objects.filter(pk=duty.pk).exists()
    history = desk.get(f"/tasks/{task.pk}/history/").content.decode()
    assert "took a part back" in history
    assert "职责调整" in history
    lead = f"/tasks/{task.pk}/duties/{task.duties.get().pk}/remove/"
    kept = desk.post(lead, {"seen_version": 1, "reason": "x"})
    assert "Hand the lead over instead" in kept.content.decode()


def test_the_lead_is_handed_over_with_its_deliverable(desk, office, task, commerce):
    services.edit_duty(
        actor=office,
        duty_id=task.duties.get().pk,
        seen_version=None,
        changes={"deliverable_zh": "名录", "due_on": JULY},
        reason="x",
    )
    heir = unit(name_en="Tax Bureau")
    address = f"/tasks/{task.pk}/lead/"
    assert address in desk.get(task.get_absolute_url()).content.decode()
    sent = {"seen_version": task.version, "unit": heir.pk}
    assert "Say why" in desk.post(address, sent).content.decode()

    desk.post(address, {**sent, "reason": "职责划转"})

    lead = task.duties.get()
    assert (lead.unit, lead.deliverable_zh, lead.due_on, lead.state) == (
        heir,
        "名录",
        JULY,
        "assigned",
    )
    again = desk.post(address, {"seen_version": task.version + 1, "unit": heir.pk, "reason": "x"})
    assert again.status_code == 422


def test_only_the_office_changes_parts_and_of_a_closed_task_nobody_does(
    client, signed_in, office, task, commerce
):
    lead = task.duties.get()
    addresses = [
        f"/tasks/{task.pk}/lead/",
        f"/tasks/{task.pk}/duties/{lead.pk}/edit/",
        f"/tasks/{task.pk}/duties/{lead.pk}/remove/",
    ]
    liaison = unit_user(commerce)
    for account, status in ((liaison, 403), (unit_user(unit()), 404)):
        client.force_login(account)
        assert {client.get(address).status_code for address in addresses} == {status}
    with refused(Forbidden):
        services.edit_duty(
            actor=liaison.actor, duty_id=lead.pk, seen_version=None, changes={}, reason="x"
        )
    desk = signed_in(grant_role(user(), "office"))
    other = factories.open_task()
    assert desk.get(f"/tasks/{other.pk}/duties/{lead.pk}/edit/").status_code == 404
    closed = factories.closed_task().duties.get()
    with refused(Refused, "closed"):
        services.edit_duty(
            actor=office, duty_id=closed.pk, seen_version=None, changes={}, reason="x"
        )
