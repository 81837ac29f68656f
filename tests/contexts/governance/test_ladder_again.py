"""The ladder does not fall silent: it speaks again of what is still owed, and of work that came back late."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Notice, Rung
from plenary.contexts.governance.selectors import notices
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit_user, user

pytestmark = [pytest.mark.usefixtures("the_first_of_july"), pytest.mark.django_db]
DUE = dt.date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _quiet(db):
    Rung.objects.all().delete()


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


def rung(days=1, audience="unit", **fields):
    words = {"words_zh": "{task}{days}天", "words_en": "{task} {days}"}
    return services.add_rung(actor=SYSTEM, days=days, audience=audience, **{**words, **fields})


def late_work(commerce):
    return factories.open_task(lead_unit_id=commerce.pk, due_on=DUE, title_en="Refund")


def at(day, hour=10):
    return time_machine.travel(dt.datetime.fromisoformat(f"{day}T{hour:02}:00+08:00"), tick=False)


def spoken(on):
    return [(one.rung.days, one.later_days) for one in notices.planned(on)]


def days_spoken(first, count):
    days = [first + dt.timedelta(days=n) for n in range(count)]
    return {str(day): said for day in days if (said := spoken(day))}


def reported(task, on, hour=9):
    with at(on, hour):
        factories.report(task, says_done=True)


def judged(task, on, verdict="returned"):
    with at(on, 15):
        services.verify_task(
            actor=SYSTEM, task_id=task.pk, seen_version=None, verdict=verdict, note="缺名单"
        )


def drafted(on):
    with at(on):
        return services.draft_notices(on=on)


def test_a_step_speaks_again_every_so_many_days_on_working_days_and_no_draft_twice(
    commerce, account
):
    rung(repeat_days=14)
    late_work(commerce)

    assert days_spoken(DUE, 61) == {
        "2025-07-02": [(1, 0)],
        "2025-07-16": [(1, 14)],
        "2025-07-30": [(1, 28)],
        "2025-08-13": [(1, 42)],
        "2025-08-27": [(1, 56)],
    }
    assert len(spoken(dt.date(2028, 5, 31))) == 1
    for day in (dt.date(2025, 7, 2), dt.date(2025, 7, 16)):
        assert [drafted(day), drafted(day)] == [1, 0]
    assert list(Notice.objects.order_by("pk").values_list("text_en", flat=True)) == [
        "Refund 1",
        "Refund 15",
    ]


def test_whoever_is_told_again_only_after_silence_is_told_as_long_as_it_lasts(commerce, account):
    office = grant_role(user(), "office")
    rung()
    rung(15, "office", is_after_silence=True, repeat_days=30)
    task = late_work(commerce)
    for day in (dt.date(2025, 7, 2), dt.date(2025, 7, 16)):
        drafted(day)
        with at(day):
            services.send_notices(actor=SYSTEM)
    assert set(Notice.objects.values_list("user_id", "state")) == {
        (account.pk, "sent"),
        (office.pk, "sent"),
    }
    assert spoken(dt.date(2025, 8, 15)) == [(15, 30)]
    with at(dt.date(2025, 8, 1)):
        factories.report(task)
    assert spoken(dt.date(2025, 8, 15)) == []


def test_work_given_back_late_is_spoken_of_on_the_next_working_day(commerce, account):
    rung()
    rung(15)
    task = late_work(commerce)
    drafted(dt.date(2025, 7, 2))
    reported(task, dt.date(2025, 7, 3))
    assert spoken(dt.date(2025, 7, 16)) == []
    judged(task, dt.date(2025, 7, 25))

    assert days_spoken(dt.date(2025, 7, 25), 10) == {"2025-07-28": [(15, 0)]}
    assert (drafted(dt.date(2025, 7, 28)), drafted(dt.date(2025, 7, 28))) == (1, 0)
    assert Notice.objects.latest("pk").text_en == "Refund 27"


def test_what_was_said_in_its_time_is_not_said_anew_when_work_comes_back(commerce, account):
    rung()
    task = late_work(commerce)
    drafted(dt.date(2025, 7, 2))
    reported(task, dt.date(2025, 7, 3))
    judged(task, dt.date(2025, 7, 7))
    assert days_spoken(dt.date(2025, 7, 7), 5) == {}


def test_work_half_a_year_late_is_spoken_of_by_the_repetition_that_went_by(commerce, account):
    rung(repeat_days=30)
    rung(0)
    task = late_work(commerce)
    drafted(dt.date(2025, 7, 2))
    reported(task, dt.date(2025, 7, 3))
    judged(task, dt.date(2025, 12, 10))
    assert days_spoken(dt.date(2025, 12, 10), 6) == {"2025-12-11": [(1, 150)]}

    reported(task, dt.date(2025, 12, 11), 16)
    judged(task, dt.date(2025, 12, 12), "accepted")
    with at(dt.date(2025, 12, 16)):
        services.reopen_task(
            actor=SYSTEM,
            task_id=task.pk,
            seen_version=None,
            reason="x",
            wanted_on=dt.date(2026, 2, 1),
        )
    assert spoken(dt.date(2025, 12, 17)) == [(1, 150)]
    drafted(dt.date(2025, 12, 17))
    assert spoken(dt.date(2025, 12, 17)) == []


def test_work_that_came_back_before_its_date_is_spoken_of_by_nobody(commerce, account):
    rung()
    task = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 7, 31))
    reported(task, dt.date(2025, 7, 3))
    judged(task, dt.date(2025, 7, 4))
    assert days_spoken(dt.date(2025, 7, 4), 5) == {}


def test_what_came_back_is_planned_in_as_many_queries_for_many_as_for_one(commerce, account):
    rung()
    rung(15, "office", is_after_silence=True, repeat_days=30)

    def counted():
        with CaptureQueriesContext(connection) as seen:
            found = list(notices.planned(dt.date(2025, 7, 28)))
        return len(seen), len(found)

    made = [late_work(commerce) for _n in range(4)]
    for task in made[:1]:
        reported(task, dt.date(2025, 7, 3))
        judged(task, dt.date(2025, 7, 25))
    counted()  # the calendar is read once
    one = counted()
    for task in made[1:]:
        reported(task, dt.date(2025, 7, 3))
        judged(task, dt.date(2025, 7, 25))
    assert (one[1], counted()) == (1, (one[0], 4))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"repeat_days": 6}, "more often than weekly"),
        ({"repeat_days": 366}, "more often than weekly"),
        ({"repeat_days": 14, "days": -3}, "after the date"),
        ({"repeat_days": 14, "days": 0}, "after the date"),
        ({"repeat_days": 14, "matter": "report"}, "not repeated"),
        ({"repeat_days": 14, "matter": "opinion"}, "not repeated"),
    ],
)
def test_a_repetition_that_makes_no_sense_is_refused(given, why):
    with refused(Refused, why):
        rung(**given)


def test_repetitions_are_edited_on_the_ladder_and_shown_with_who_is_told_and_why(
    client, commerce, account
):
    made = rung()
    late_work(commerce)
    client.force_login(grant_role(user(), "office"))
    address = f"/notices/ladder/{made.pk}/"
    data = {"days": 1, "words_zh": "“{task}”", "words_en": "{task}", "is_active": "on"}
    wrong = client.post(address, {**data, "repeat_days": 3, "seen_version": 1})
    assert wrong.status_code == 422
    client.post(address, {**data, "repeat_days": 14, "seen_version": 1})
    made.refresh_from_db()
    assert made.repeat_days == 14
    assert "then every 14 days" in client.get("/notices/ladder/").content.decode()
    page = client.get("/notices/next/?on=2025-07-16").content.decode()
    assert "said again, 14 days after" in page
