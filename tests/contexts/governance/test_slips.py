"""Supervision slips wait for an answer: of the unit, by a day, reminded, late, or needed no more."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ExtraReport, Filing, Notice, Rung, SlipAnswer
from plenary.contexts.governance.selectors import notices
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")
FRIDAY = dt.date(2025, 7, 4)


@pytest.fixture
def task(commerce):
    return factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk)


def drawn(actor, task, to, answer_by=FRIDAY):
    return services.draw_slip(
        actor=actor, task_id=task.pk, unit_id=to.pk, reason="逾期", answer_by=answer_by
    ).slip


def answered(actor, slip, version=None, **texts):
    return services.answer_slip(
        actor=actor, slip_id=slip.pk, seen_version=version, **(texts or {"text_zh": "已办。"})
    )


def withdrawn(actor, slip, reason="发错单位"):
    return services.withdraw_slip(actor=actor, slip_id=slip.pk, seen_version=None, reason=reason)


def state_of(slip):
    slip.refresh_from_db()
    return slip.state


def at(day):
    return time_machine.travel(dt.datetime.fromisoformat(f"{day}T10:00+08:00"), tick=False)


def test_a_slip_waits_for_its_unit_which_answers_once_and_late_is_late(
    office, liaison, commerce, task
):
    slip = drawn(office, task, commerce)
    stranger = unit_user(unit()).actor
    assert [line.url for line in waiting_for(liaison)] == [f"/sheets/{slip.sheet_id}/"]
    assert waiting_for(office) == []
    with refused(NotFound):
        answered(stranger, slip)
    with refused(Forbidden):
        answered(office, slip)
    with refused(Refused, "at least one"):
        answered(liaison, slip, text_zh=" ")
    with refused(Refused, "marking"):
        answered(liaison, slip, text_zh="机密★十年")
    with refused(Stale):
        answered(liaison, slip, 7)
    with at(dt.date(2025, 7, 8)):
        [line] = waiting_for(office)
        assert (str(line.word), str(line.state_word)) == (
            "Supervision slip",
            "Not answered in time",
        )
        answered(liaison, slip)
        assert waiting_for(office) == waiting_for(liaison) == []
    assert state_of(slip) == "answered"
    assert slip.ended_at.date() > slip.answer_by
    assert Filing.objects.get().kind == "slip"
    told = Notification.objects.filter(kind="governance.sheet.answered")
    assert set(told.values_list("user_id", flat=True)) == {office.user_id}
    with refused(Refused, "not open"):
        answered(liaison, slip)
    with refused(Refused, "not open"):
        withdrawn(office, slip)


def test_the_next_entry_of_progress_answers_it_and_nothing_is_asked_twice(
    office, liaison, commerce, task
):
    helper = unit()
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)
    slip, other = drawn(office, task, commerce), drawn(office, task, helper)
    factories.report(task, is_nothing_new=True, done_zh="")
    assert state_of(slip) == "waiting"
    factories.report(task, done_zh="新增三家。")
    assert state_of(slip) == "answered"
    assert slip.progress.done_zh == "新增三家。"
    assert state_of(other) == "waiting"


def test_the_office_lets_a_slip_go_for_a_reason_and_the_unit_is_told(
    office, liaison, commerce, task
):
    slip = drawn(office, task, commerce)
    with refused(Forbidden):
        withdrawn(liaison, slip)
    with refused(Refused, "why"):
        withdrawn(office, slip, " ")
    withdrawn(office, slip)
    assert (state_of(slip), slip.reason) == ("withdrawn", "发错单位")
    assert waiting_for(liaison) == []
    assert Notification.objects.filter(kind="governance.sheet.withdrawn").count() == 1
    with refused(Refused, "not open"):
        answered(liaison, slip)


def test_what_is_asked_ends_with_the_units_part_and_with_the_work(office, commerce, task):
    helper = unit()
    duty = services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)
    slip, other = drawn(office, task, commerce), drawn(office, task, helper)
    extra = ExtraReport.objects.create(
        task=task,
        unit=helper,
        question="x",
        reason="x",
        due_on=FRIDAY,
        state="approved",
        asked_at=clock.now(),
        asked_by_id=office.user_id,
        asked_by="x",
        settled_at=clock.now(),
    )
    services.remove_duty(actor=office, duty_id=duty.pk, seen_version=None, reason="不再参与")
    assert (state_of(slip), state_of(other), state_of(extra)) == (
        "waiting",
        "withdrawn",
        "withdrawn",
    )
    part = services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)
    ExtraReport.objects.filter(pk=extra.pk).update(state="approved")
    again = drawn(office, task, part.unit)
    factories.report(task, says_done=True)
    judge = grant_role(user(), "verifier").actor
    services.verify_task(
        actor=judge, task_id=task.pk, seen_version=None, verdict="accepted", note="x"
    )
    assert (state_of(again), state_of(extra)) == ("withdrawn", "withdrawn")
    line = Notification.objects.filter(kind="governance.extra_report.withdrawn").latest("pk")
    assert (line.user_id, "the work has ended" in line.text_en) == (office.user_id, True)


def test_the_ladder_speaks_of_slips_and_further_reports_until_they_are_answered(
    office, liaison, commerce, task
):
    Rung.objects.exclude(matter__in=["slip", "extra"]).delete()
    slip = drawn(office, task, commerce, answer_by=dt.date(2025, 7, 10))
    extra = ExtraReport.objects.create(
        task=task,
        unit=commerce,
        question="x",
        reason="x",
        due_on=FRIDAY,
        state="approved",
        asked_at=clock.now(),
        asked_by="x",
        settled_at=clock.now(),
    )

    def spoken(*days):
        found = [one for n in days for one in notices.planned(dt.date(2025, 7, n))]
        return [(one.rung.matter, one.on.day, one.rung.days) for one in found]

    assert spoken(3, 7, 9, 11) == [
        ("extra", 3, -1),
        ("extra", 7, 1),
        ("slip", 9, -1),
        ("slip", 11, 1),
    ]
    assert spoken(25) == [("slip", 25, 1)]
    factories.report(task, says_done=True, is_nothing_new=False)
    SlipAnswer.objects.update(state="waiting", progress=None, ended_at=None)
    assert spoken(3, 9) == [("slip", 9, -1)]
    ExtraReport.objects.filter(pk=extra.pk).update(state="approved")
    for day in (dt.date(2025, 7, 3), dt.date(2025, 7, 9)):
        services.draft_notices(on=day)
    ExtraReport.objects.filter(pk=extra.pk).update(state="answered")
    services.send_notices(actor=office)
    states = dict(Notice.objects.values_list("rung__matter", "state"))
    assert states == {"extra": "lapsed", "slip": "sent"}
    answered(liaison, slip)
    assert spoken(9, 11) == []


def test_the_pages_ask_answer_and_show_how_a_slip_stands(client, commerce, task):
    boss, account = grant_role(user(), "office"), unit_user(commerce)
    client.force_login(boss)
    data = {"unit": commerce.pk, "reason": "Late", "answer_by": "2025-07-04"}
    client.post(f"/tasks/{task.pk}/slip/", data)
    slip = SlipAnswer.objects.get()
    own = slip.get_absolute_url()
    assert f"{own}answer/" not in client.get(own).content.decode()
    assert client.get(f"{own}answer/").status_code == 403

    client.force_login(account)
    for address in ("/", "/duties/"):
        assert own in client.get(address).content.decode()
    assert f"{own}answer/" in client.get(own).content.decode()
    assert client.get(f"{own}withdraw/").status_code == 403
    assert client.post(f"{own}answer/", {"seen_version": 1}).status_code == 422
    with at(dt.date(2025, 7, 8)):
        client.force_login(boss)
        for address in ("/sheets/", own, "/waiting/"):
            assert "Not answered in time" in client.get(address).content.decode()
        client.force_login(account)
        client.post(f"{own}answer/", {"seen_version": 1, "text_en": "Three shops opened"})
        assert "Three shops opened" in client.get(own).content.decode()
        assert client.post(f"{own}answer/", {"seen_version": 1}).status_code in {409, 422}
    client.force_login(boss)
    assert (
        "answered a supervision slip" in client.get(f"/tasks/{task.pk}/history/").content.decode()
    )
    assert "Answered" in client.get("/sheets/").content.decode()
    client.force_login(unit_user(unit()))
    assert client.get(f"{own}answer/").status_code == 404


def test_a_slip_of_before_is_shown_to_the_office_as_waiting_for_nobody(
    client, office, commerce, task
):
    slip = drawn(office, task, commerce)
    SlipAnswer.objects.all().delete()
    client.force_login(grant_role(user(), "office"))
    assert "waits for nobody" in client.get(f"/sheets/{slip.sheet_id}/").content.decode()
    assert "Waits for nobody" in client.get("/sheets/").content.decode()
    assert client.get(f"/sheets/{slip.sheet_id}/withdraw/").status_code == 404
    client.force_login(unit_user(commerce))
    assert "waits for nobody" not in client.get(f"/sheets/{slip.sheet_id}/").content.decode()


def test_the_list_and_the_home_take_as_many_queries_for_many_slips_as_for_one(
    client, office, commerce, task
):
    account = unit_user(commerce)

    def counted(who, address):
        client.force_login(who)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    pages = [(account, "/sheets/"), (account, "/duties/")]
    drawn(office, task, commerce)
    one = [counted(*page) for page in pages]
    for _n in range(5):
        drawn(office, task, commerce)
    assert [counted(*page) for page in pages] == one
