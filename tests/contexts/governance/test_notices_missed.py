"""Days without a worker: what should have been said on them is said when it comes back, once and truly."""

import datetime as dt

import pytest
import time_machine

from plenary.contexts.governance import services
from plenary.contexts.governance.jobs import remind
from plenary.contexts.governance.models import Notice, Rung
from plenary.contexts.governance.selectors import notices
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.calendar.models import SpecialDay
from plenary.kernel.jobs import days
from plenary.kernel.jobs.models import DailyWork
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.contexts.governance.test_pages_tasks import words_of
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2025, 6, 30)
TASK = "“Refund”"


@pytest.fixture(autouse=True)
def council(settings, db):
    """A practice in which nobody stands between, with three steps: a week and three days before, a day after."""
    settings.PROFILE = "city-council"
    Rung.objects.all().delete()
    before = {"words_zh": "“{task}”{days}天", "words_en": "“{task}” in {days} days"}
    after = {"words_zh": "“{task}”过{days}天", "words_en": "“{task}” {days} days ago"}
    for number, words in ((-7, before), (-3, before), (1, after)):
        services.add_rung(actor=SYSTEM, days=number, audience="unit", **words)


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


def work(commerce, due_on, title="Refund", made_on=dt.date(2025, 5, 5)):
    with at(made_on):
        task = factories.open_task(title_en=title, due_on=due_on, lead_unit_id=commerce.pk)
    Notification.objects.filter(kind="governance.task.opened").delete()
    return task


def at(day, hour="06:30"):
    moment = dt.datetime.fromisoformat(f"{day}T{hour}+08:00")
    return time_machine.travel(moment, tick=False)


def run(day, hour="06:30"):
    """Let the worker be there at this hour and give what new mails say."""
    before = set(Mail.objects.values_list("pk", flat=True))
    with at(day, hour):
        remind.call()
    return [mail.body for mail in Mail.objects.exclude(pk__in=before)]


def test_what_a_day_without_a_worker_left_out_stands_in_the_next_days_mail_once(commerce, account):
    work(commerce, dt.date(2025, 7, 8))  # a week before: Tuesday the first, on which no worker runs
    work(commerce, dt.date(2025, 7, 9), "Guide")  # a week before: Wednesday
    assert run(MONDAY) == []

    (mail,) = run(dt.date(2025, 7, 2))

    assert f"{TASK} in 6 days (This should have been said on 2025-07-01;" in mail
    assert "“Guide” in 7 days\n" in mail
    assert run(dt.date(2025, 7, 2), "09:00") == []
    assert run(dt.date(2025, 7, 3)) == []
    assert Notification.objects.filter(user=account).count() == 2
    late = Notice.objects.get(task__title_en="Refund")
    assert (late.state, late.on) == ("sent", dt.date(2025, 7, 2))
    assert late.text_zh.endswith("6天（2025-07-01应发，当日系统未运行，现补发。）")


def test_after_a_week_each_part_is_told_of_once_by_its_latest_step_in_words_that_hold(
    commerce, account
):
    work(commerce, dt.date(2025, 7, 7))  # 3 days before: Friday the fourth; a day after: the eighth
    work(commerce, dt.date(2025, 7, 10), "Today")  # a week before: Thursday; 3 days: Monday
    work(commerce, dt.date(2025, 7, 14), "Ahead")  # a week before: Monday the seventh
    work(commerce, dt.date(2025, 7, 12), "Later made", made_on=dt.date(2025, 7, 10))
    assert run(dt.date(2025, 7, 1)) == []

    (mail,) = run(dt.date(2025, 7, 10), "11:20")

    told = [line for line in mail.splitlines() if line.startswith("- ")]
    assert len(told) == 3
    assert told[0].startswith("- “Refund” 3 days ago (This should have been said on 2025-07-08;")
    assert told[1].startswith("- “Today” is due today, 2025-07-10. (This should have been said on")
    assert told[2].startswith("- “Ahead” in 4 days (This should have been said on 2025-07-07;")
    assert DailyWork.objects.get().done_on == dt.date(2025, 7, 10)


def test_a_worker_that_comes_back_on_a_day_off_or_in_the_evening_waits_for_the_morning(
    commerce, account
):
    SpecialDay.objects.create(calendar="cn", on=dt.date(2025, 7, 7), is_working=False, name_zh="假")
    calendar.forget()
    work(commerce, dt.date(2025, 7, 11))  # a week before: Friday the fourth
    assert run(dt.date(2025, 7, 3)) == []

    assert run(dt.date(2025, 7, 4), "20:00") == []
    assert run(dt.date(2025, 7, 5)) == []
    assert run(dt.date(2025, 7, 7)) == [], "a holiday"
    assert not Notice.objects.exists()
    (mail,) = run(dt.date(2025, 7, 8))

    assert f"{TASK} in 3 days\n" in mail
    opens = Mail.objects.get().next_try_at
    assert opens == dt.datetime.fromisoformat("2025-07-08T08:00+08:00")
    calendar.forget()


def test_the_first_day_owes_nothing_and_what_is_over_a_month_ago_is_let_be(commerce, account):
    work(commerce, dt.date(2025, 7, 7), made_on=dt.date(2025, 5, 5))
    assert run(dt.date(2025, 7, 2)) == []
    assert days.missed("never done", before=MONDAY) == []

    with at(dt.date(2025, 9, 1)):
        missed = notices.missed(before=dt.date(2025, 9, 1))
    assert (missed[0], missed[-1], len(missed)) == (
        dt.date(2025, 8, 31),
        dt.date(2025, 8, 1),
        31,
    )
    assert run(dt.date(2025, 9, 1)) == []


def test_a_day_that_is_done_is_not_taken_back(db):
    days.settle("x", on=dt.date(2025, 7, 2))
    days.settle("x", on=MONDAY)

    assert DailyWork.objects.get().done_on == dt.date(2025, 7, 2)
    assert days.missed("x", before=dt.date(2025, 7, 3)) == []


def test_the_page_of_who_is_told_next_counts_what_was_left_out(signed_in, commerce, account):
    work(commerce, dt.date(2025, 7, 8))
    run(MONDAY)
    client = signed_in(grant_role(user(name="Office"), "office"))

    with at(dt.date(2025, 7, 2), "09:00"):
        shown = words_of(client.get("/notices/next/"))

    assert "in 5 days (This should have been said on 2025-07-01" in shown
