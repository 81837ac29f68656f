"""What units and verifiers are told of tasks, and the one mail a day that holds what they still see."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.jobs import mail_the_day
from plenary.contexts.governance.models import Duty, Rung
from plenary.kernel.accounts.models import User
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.notifications.services import mark_read
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.test_pages_tasks import words_of
from tests.contexts.governance.test_releases import let_out
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = [pytest.mark.usefixtures("the_first_of_july"), pytest.mark.django_db]

NEXT_DAY = dt.datetime(2025, 7, 2, 2, 0, tzinfo=dt.UTC)
SATURDAY = dt.datetime(2025, 7, 5, 2, 0, tzinfo=dt.UTC)
DUE = dt.date(2025, 7, 8)


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


def kinds(of):
    found = Notification.objects.filter(user=of).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("governance.") for kind in found]


def test_a_unit_hears_of_its_task_from_the_first_day_to_the_last(commerce, account):
    task = factories.open_task(lead_unit_id=commerce.pk, title_en="Refund")
    for verdict in ("returned", "accepted"):
        factories.report(task, says_done=True)
        services.verify_task(
            actor=SYSTEM, task_id=task.pk, seen_version=None, verdict=verdict, note="补图"
        )
    services.reopen_task(actor=SYSTEM, task_id=task.pk, seen_version=None, reason="复查")

    assert kinds(account) == ["task.opened", "task.returned", "task.accepted", "task.reopened"]
    assert {line.url for line in Notification.objects.all()} == {task.get_absolute_url()}
    assert not any("补图" in line.text_zh for line in Notification.objects.all())


def test_a_draft_is_told_to_nobody_and_a_part_in_a_task_in_force_is(commerce, account):
    helper, leader = unit(), post()
    helps, leads = unit_user(helper), grant_role(user(), "leader", post=leader)
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    services.assign_duty(actor=SYSTEM, task_id=draft.pk, role="accountable", post_id=leader.pk)
    assert not Notification.objects.exists()

    services.open_task(actor=SYSTEM, task_id=draft.pk, seen_version=None)
    services.assign_duty(actor=SYSTEM, task_id=draft.pk, role="supporting", unit_id=helper.pk)

    assert (kinds(account), kinds(leads)) == (["task.opened"], ["task.opened"])
    assert kinds(helps) == ["duty.assigned"]


def changed(account):
    found = Notification.objects.filter(user=account, kind="governance.task.changed").order_by("pk")
    return [(line.text_zh, line.text_en) for line in found]


def test_units_hear_of_another_date_name_or_measure_of_what_they_owe(commerce, account, office):
    helps = unit_user(unit())
    [helper] = helps.actor.unit_ids
    fields = {"title_zh": "退税", "title_en": "Refund", "supporting_unit_ids": (helper,)}
    task = factories.open_task(lead_unit_id=commerce.pk, **fields)
    draft = factories.draft_task(lead_unit_id=commerce.pk)

    def edit(one, **changes):
        services.edit_task(
            actor=office, task_id=one.pk, seen_version=None, changes=changes, reason="调整"
        )

    edit(draft, title_zh="改", due_on=DUE)
    edit(task, success_zh="办成", release="public")
    assert changed(account) == changed(helps) == []

    edit(task, due_on=DUE, success_zh="办成三件")
    edit(task, title_zh="离境退税")

    assert (
        changed(account)
        == changed(helps)
        == [
            (
                "时限调整为2025-07-08，完成标准已修改：退税",
                "The due date is 2025-07-08 now; its measure of success has changed: Refund",
            ),
            ("任务名称已修改：离境退税", "The task is worded anew: Refund"),
        ]
    )


def test_a_unit_hears_of_its_own_part_and_the_others_of_what_one_of_them_asked(
    commerce, account, office
):
    helps, works = unit_user(unit()), unit_user(unit())
    parts = {
        "supporting_unit_ids": tuple(helps.actor.unit_ids),
        "responsible_unit_ids": tuple(works.actor.unit_ids),
    }
    task = factories.open_task(lead_unit_id=commerce.pk, title_en="Refund", **parts)
    own = task.duties.get(role="supporting")
    services.edit_duty(
        actor=office,
        duty_id=own.pk,
        seen_version=None,
        changes={"deliverable_zh": "手册"},
        reason="分工",
    )
    assert [en for _zh, en in changed(helps)] == [
        "What your unit delivers, or by when, has changed: Refund"
    ]
    assert changed(account) == changed(works) == []

    factories.add_step(task, services.MilestoneGiven(DUE, "名单"))
    assert [en for _zh, en in changed(works)] == ["A milestone has changed: Refund"]
    asked = services.ask_for_extension(
        actor=SYSTEM,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="推迟",
    )
    services.endorse_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)
    services.approve_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)

    assert changed(helps)[1:] == [
        (f"时限延期至2026-03-01：{task.title_zh}", "The due date is 2026-03-01 now: Refund")
    ]
    assert changed(account) == []


def test_a_list_that_comes_into_force_is_one_line_a_person(commerce, account):
    other = unit_user(unit())
    tasks = [factories.draft_task(lead_unit_id=commerce.pk) for _n in range(3)]
    tasks.append(factories.draft_task(lead_unit_id=next(iter(other.actor.unit_ids))))
    year = factories.task_list()
    for task in tasks:
        services.add_task_to_list(actor=SYSTEM, list_id=year.pk, task_id=task.pk)
    with CaptureQueriesContext(connection) as seen:
        services.adopt_list(actor=SYSTEM, list_id=year.pk, seen_version=None, owed="待补")

    assert (kinds(account), kinds(other)) == (["task_list.adopted"], ["task.opened"])
    assert "3项任务" in Notification.objects.get(user=account).text_zh
    told = [one for one in seen.captured_queries if "accounts_grant" in one["sql"]]
    assert len(told) == 1


def test_reported_work_is_told_to_those_who_may_judge_it_else_to_the_office(commerce, office):
    keeper = User.objects.get(pk=office.user_id)
    task = factories.open_task(lead_unit_id=commerce.pk)
    own = grant_role(grant_role(user(), "verifier"), "unit", unit=commerce)
    Notification.objects.all().delete()
    factories.report(task, says_done=True)
    assert (kinds(keeper), kinds(own)) == (["task.reported"], [])

    verifier = grant_role(user(), "verifier")
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="returned", note="补"
    )
    factories.report(task, says_done=True)

    assert kinds(verifier) == ["task.reported"]
    assert kinds(keeper) == ["task.reported"]


def test_decisions_released_and_each_version_of_an_agenda_are_told_to_the_units(commerce, account):
    meeting = made.planned()
    made.items(meeting, "甲")
    MemberUnit.objects.create(body=meeting.body, unit=commerce)
    first = made.circulated(meeting)
    made.reopened(first)
    made.items(meeting, "乙")
    made.circulated(meeting)
    urls = list(
        Notification.objects.filter(user=account).order_by("pk").values_list("url", flat=True)
    )
    held = factories.meeting(body_id=meeting.body_id)
    factories.decision(held)
    let_out(held, "decisions")

    assert urls == [
        meeting.get_absolute_url(),
        f"/meetings/{meeting.pk}/agenda/changes/?version=2",
    ]
    assert kinds(account)[-1] == "release.decisions"


def test_the_days_mail_holds_what_was_told_and_goes_once(commerce, account):
    factories.open_task(lead_unit_id=commerce.pk, title_zh="退税", title_en="Refund")
    mail_the_day.call()
    factories.open_task(lead_unit_id=commerce.pk, title_zh="标识", title_en="Signs")
    mail_the_day.call()

    mail = Mail.objects.get()
    assert mail.to == account.email
    assert ("退税" in mail.body, "标识" in mail.body) == (True, False)
    with time_machine.travel(NEXT_DAY, tick=False):
        mail_the_day.call()
        mail_the_day.call()
    assert "标识" in Mail.objects.exclude(pk=mail.pk).get().body


def test_a_reminder_goes_with_what_waits_and_waits_itself_where_the_mail_is_gone(commerce, account):
    Rung.objects.all().delete()
    services.add_rung(actor=SYSTEM, days=-7, audience="unit", words_zh="还有{days}天", words_en="w")
    first = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, title_zh="甲")
    services.draft_notices(on=dt.date(2025, 7, 1))
    services.send_notices(actor=SYSTEM)
    later = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, title_zh="乙")
    services.draft_notices(on=dt.date(2025, 7, 1))

    assert services.send_notices(actor=SYSTEM) == 1

    mail = Mail.objects.get()
    assert mail.body.index("新任务，请签收：甲") < mail.body.index("还有7天")
    assert mail.body.count(first.get_absolute_url()) == 1
    assert Notification.objects.filter(user=account, to_mail=True).count() == 2
    factories.report(later, says_done=True)
    with time_machine.travel(NEXT_DAY, tick=False):
        mail_the_day.call()
    second = Mail.objects.exclude(pk=mail.pk).get()
    assert ("新任务，请签收：乙" in second.body, "还有7天" in second.body) == (True, False)


def test_between_line_and_mail_what_one_no_longer_sees_lapses(commerce, account):
    stays = factories.open_task(lead_unit_id=commerce.pk, title_zh="留下")
    goes = factories.open_task(lead_unit_id=commerce.pk, title_zh="转走")
    other = unit()
    services.hand_over_lead(
        actor=SYSTEM, task_id=goes.pk, seen_version=None, unit_id=other.pk, reason="改由他方承担"
    )
    closed = unit_user(commerce)
    factories.open_task(lead_unit_id=commerce.pk, title_zh="新的")
    closed.is_active = False
    closed.save(update_fields=["is_active"])

    mail_the_day.call()

    mail = Mail.objects.get()
    assert ("留下" in mail.body, "新的" in mail.body) == (True, True)
    assert "已转由其他单位承担：转走" in mail.body
    assert "请签收：转走" not in mail.body
    assert stays.get_absolute_url() in mail.body
    lapsed = Notification.objects.filter(mailed_at=None)
    assert {(line.user_id, line.to_mail) for line in lapsed} == {
        (account.pk, False),
        (closed.pk, False),
    }


def test_what_was_read_in_the_app_is_not_mailed_and_nothing_is_on_a_day_off(commerce, account):
    factories.open_task(lead_unit_id=commerce.pk)
    mark_read(actor=account.actor)
    mail_the_day.call()
    factories.open_task(lead_unit_id=commerce.pk)
    with time_machine.travel(SATURDAY, tick=False):
        mail_the_day.call()

    assert not Mail.objects.exists()
    assert Notification.objects.filter(to_mail=True).count() == 1


def test_the_days_mail_takes_as_many_queries_for_nine_people_as_for_one(commerce, account):
    counts = []
    mail_the_day.call()
    for people in (1, 9):
        units = [unit() for _n in range(people)]
        accounts = [unit_user(one) for one in units]
        for one in units:
            factories.open_task(lead_unit_id=one.pk)
        Notification.objects.exclude(user__in=accounts).update(to_mail=False)
        with CaptureQueriesContext(connection) as seen:
            assert mail_the_day.call() == people
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_the_office_reads_who_is_mailed_next_and_why(commerce, account, office, signed_in):
    factories.open_task(lead_unit_id=commerce.pk, title_en="Refund shops")
    gone = factories.open_task(lead_unit_id=commerce.pk, title_en="Taken away")
    Duty.objects.filter(task=gone).delete()
    Notification.objects.create(
        user=account, kind="x", text_zh="x", text_en="Unknown", about="other.thing:1",
        to_mail=True, made_at=dt.datetime(2025, 7, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    client = signed_in(User.objects.get(pk=office.user_id))

    shown = words_of(client.get("/notices/next/"))
    after = words_of(client.get("/notices/next/?on=2025-07-03"))

    assert "A new task; please sign for it: Refund shops" in shown
    assert f"{account.name} <small>1</small>" in shown
    assert "told on 2025-07-01; goes with the next mail" in shown
    assert "Taken away" not in shown
    assert "Unknown" not in shown
    assert "Refund shops" not in after
