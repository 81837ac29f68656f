"""The ladder beyond due dates: what is not signed for, reported, reached or answered; and the next step after silence."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.jobs import mail_the_day
from plenary.contexts.governance.models import Duty, Notice, Rung
from plenary.contexts.governance.selectors import notices
from plenary.contexts.governance.services.acts import instructions
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.contexts.governance.test_pages_tasks import words_of
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = [pytest.mark.usefixtures("the_first_of_july"), pytest.mark.django_db]

TODAY = dt.date(2025, 7, 1)
FRIDAY = dt.date(2025, 7, 4)


@pytest.fixture(autouse=True)
def _quiet(db):
    Rung.objects.all().delete()


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


@pytest.fixture
def task(commerce, account):
    return factories.open_task(lead_unit_id=commerce.pk, title_zh="退税", title_en="Refund")


def rung(matter, days, audience="unit", **fields):
    words = {"words_zh": f"{matter}{{what}}{{days}}", "words_en": f"{matter} {{what}} {{due}}"}
    made = {"matter": matter, "days": days, "audience": audience, **words, **fields}
    return services.add_rung(actor=SYSTEM, **made)


def milestone(task, name, day):
    factories.add_step(task, MilestoneGiven(title_en=name, due_on=day))


def said(on):
    return [(one.user_id, one.text_en) for one in notices.planned(on)]


def at(day):
    return time_machine.travel(dt.datetime.fromisoformat(f"{day}T10:00+08:00"), tick=False)


def sent(on):
    """Draft what a day says and send it; give how many were sent and how many lapsed."""
    with at(on):
        services.draft_notices(on=on)
        services.send_notices(actor=SYSTEM)
    states = list(Notice.objects.filter(on=on).values_list("state", flat=True))
    return states.count("sent"), states.count("lapsed")


def test_a_part_that_is_not_signed_for_is_spoken_of_until_it_is(task, account):
    rung("sign", 3)
    assert said(FRIDAY) == [(account.pk, "sign  2025-07-01")]
    services.draft_notices(on=FRIDAY)

    services.sign_for(actor=account.actor, duty_id=task.duties.get().pk)

    assert said(FRIDAY) == []
    services.send_notices(actor=SYSTEM)
    assert Notice.objects.get().state == "lapsed"


def test_a_report_is_owed_from_its_periods_end_until_the_unit_reports(task, commerce, account):
    rung("report", 3)
    friday = dt.date(2025, 10, 3)
    Duty.objects.update(assigned_at=dt.datetime(2025, 9, 30, tzinfo=dt.UTC))
    assert said(friday) == [(account.pk, "report 2025-07-01 – 2025-09-30 2025-09-30")]
    Duty.objects.update(assigned_at=dt.datetime(2025, 10, 1, tzinfo=dt.UTC))
    assert said(friday) == []

    Duty.objects.update(assigned_at=dt.datetime(2025, 7, 1, tzinfo=dt.UTC))
    with at(friday):
        factories.report(task, is_nothing_new=True, done_zh="")
    assert said(friday) == []


def test_a_milestone_is_the_leads_and_those_of_a_day_are_one_line(task, account):
    rung("milestone", -7)
    for name in ("Maps", "Signs"):
        milestone(task, name, dt.date(2025, 7, 8))
    helper = unit()
    unit_user(helper)
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)

    assert said(TODAY) == [(account.pk, "milestone Maps, Signs 2025-07-08")]
    task.milestones.update(done_on=TODAY)
    assert said(TODAY) == []


def test_an_instruction_is_spoken_of_to_the_units_that_owe_an_answer(task, commerce, account):
    rung("instruction", -3)
    given = instructions.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="抓紧", post_id=post().pk, answer_by=FRIDAY
    )
    assert said(TODAY) == []
    instructions.route_instruction(
        actor=SYSTEM, instruction_id=given.pk, seen_version=None, unit_ids=[commerce.pk]
    )
    assert said(TODAY) == [(account.pk, "instruction  2025-07-04")]
    given.calls.update(answered_at=dt.datetime(2025, 7, 1, tzinfo=dt.UTC))
    assert said(TODAY) == []


def test_the_next_step_goes_only_where_the_one_before_was_sent_and_had_no_answer(commerce, account):
    head, second = post(organisation=commerce, is_leader=True), None
    second = post(organisation=commerce, is_leader=True, order=2)
    leads = grant_role(user(), "leader", post=head)
    deputy = grant_role(user(), "leader", post=second)
    for days, audience in ((1, "unit"), (3, "deputy"), (7, "head")):
        rung("due", days, audience, is_after_silence=audience != "unit")
    late = [
        factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 7, 7)) for _n in range(2)
    ]
    thursday, monday = dt.date(2025, 7, 10), dt.date(2025, 7, 14)

    assert said(thursday) == []
    assert sent(dt.date(2025, 7, 8)) == (2, 0)
    with at(dt.date(2025, 7, 9)):
        factories.report(late[0])
    assert [user_id for user_id, _words in said(thursday)] == [deputy.pk]
    assert said(monday) == [(leads.pk, "due  2025-07-07")]
    assert sent(thursday) == (1, 0)
    assert Notice.objects.get(reached_as="deputy").duty.task_id == late[1].pk
    with at(dt.date(2025, 7, 11)):
        services.sign_for(actor=account.actor, duty_id=late[1].duties.get().pk)
    assert said(monday) == []


def test_a_reminder_that_waits_for_the_next_mail_lapses_once_it_holds_no_longer(task, account):
    rung("sign", 3)
    with at(FRIDAY):
        mail_the_day.call()
    assert sent(FRIDAY) == (1, 0)
    assert Notification.objects.filter(user=account, to_mail=True).count() == 1
    services.sign_for(actor=account.actor, duty_id=task.duties.get().pk)

    with at(dt.date(2025, 7, 7)):
        mail_the_day.call()

    assert Mail.objects.count() == 1
    assert "sign" not in Mail.objects.get().body


def test_who_lost_the_unit_between_draft_and_sending_is_not_told(task, account):
    rung("sign", 3)
    services.draft_notices(on=FRIDAY)
    account.access = {"roles": ["unit"], "unit_ids": [unit().pk], "post_ids": []}
    account.save(update_fields=["access"])

    assert services.send_notices(actor=SYSTEM) == 0
    assert Notice.objects.get().state == "lapsed"


def test_every_matter_takes_as_many_queries_for_ten_tasks_as_for_one(task, commerce):
    for matter in ("due", "sign", "report", "milestone", "instruction"):
        rung(matter, 3, is_after_silence=matter == "report")
    friday = dt.date(2025, 10, 3)
    end = dt.date(2025, 9, 30)
    given = dt.datetime(2025, 9, 30, 4, tzinfo=dt.UTC)

    def count(tasks):
        for one in tasks:
            milestone(one, "Maps", end)
        Duty.objects.update(assigned_at=given, due_on=end)
        with CaptureQueriesContext(connection) as seen:
            found = [one.rung.matter for one in notices.planned(friday)]
        return len(seen), {matter: found.count(matter) for matter in ("due", "sign", "milestone")}

    count([task])
    few, one = count([])
    many, ten = count([factories.open_task(lead_unit_id=commerce.pk) for _n in range(9)])

    assert (one, ten) == (dict.fromkeys(one, 1), dict.fromkeys(one, 10))
    assert few == many


def test_the_ladder_shows_what_each_step_speaks_of_and_takes_a_new_one(signed_in):
    client = signed_in(grant_role(user(), "office"))
    form = {
        "matter": "report", "days": "5", "audience": "deputy", "words_zh": "{what}",
        "words_en": "{what}", "is_after_silence": "on",
    }  # fmt: skip

    client.post("/notices/ladder/new/", form)
    again = client.post("/notices/ladder/new/", form)
    other = client.post("/notices/ladder/new/", {**form, "matter": "sign"})

    shown = words_of(client.get("/notices/ladder/"))
    assert (again.status_code, other.status_code) == (422, 302)
    assert "A progress report that is owed" in shown
    assert "only where the last reminder had no answer" in shown
    assert Rung.objects.filter(is_after_silence=True, audience="deputy").count() == 2
