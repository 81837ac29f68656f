"""What becomes of a job: done, tried again, given up, taken back from a worker that died."""

import datetime as dt

import pytest
import time_machine
from django.db import OperationalError
from django.test.utils import override_settings
from django_tasks_db.models import DBTaskResult

from plenary.kernel.jobs import jobs, schedule, services
from plenary.kernel.jobs.declaring import tries_of, wait_before
from plenary.kernel.jobs.models import ScheduledRun, Worker
from plenary.kernel.jobs.working import WorkerProcess
from plenary.shared import clock
from tests.kernel.jobs import background

LEASE = dt.timedelta(seconds=60)
NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def queue(db):
    """Keep jobs in the database, as an installation does."""
    backend = {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "mail", "webhooks", "files"],
    }
    with override_settings(TASKS={"default": backend}):
        yield


@pytest.fixture
def worker():
    return WorkerProcess(queues=["default", "mail", "webhooks", "files"])


def only():
    return DBTaskResult.objects.get()


def test_a_job_is_done_and_what_it_gave_is_kept(worker):
    background.succeed.enqueue(4)

    assert worker.run_ready() == 1

    assert (only().status, only().return_value, only().worker_ids) == (
        "SUCCESSFUL",
        5,
        [worker.name],
    )


def test_an_idle_worker_writes_nothing(worker, django_assert_num_queries):
    services.say_alive(worker.name)

    with django_assert_num_queries(1):
        assert services.take(worker.name, "default") is None


def test_a_failed_job_waits_longer_each_time_and_is_given_up_after_its_tries(worker):
    background.fail.enqueue()
    waits = []
    with time_machine.travel(NOON, tick=False) as now:
        for _start in range(3):
            worker.run_ready()
            waits.append((only().run_after - clock.now(), only().status))
            now.shift(dt.timedelta(hours=1))
        assert worker.run_ready() == 0

    assert waits[0] == (dt.timedelta(seconds=10), "READY")
    assert waits[1] == (dt.timedelta(minutes=1), "READY")
    assert (only().status, only().exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "no luck" in only().traceback


def test_the_wait_before_a_start_stops_growing():
    assert [wait_before(n).total_seconds() for n in range(2, 8)] == [10, 60, 300, 1800, 1800, 1800]


def test_a_job_that_is_not_known_is_started_once():
    assert tries_of("no.such.job") == 1
    assert tries_of(background.write_line_once.module_path) == 1
    assert tries_of(background.write_line.module_path) == 3


def test_a_job_whose_code_is_gone_fails_and_stops_no_worker(worker):
    background.succeed.enqueue(1)
    DBTaskResult.objects.update(task_path="tests.kernel.jobs.background.gone")

    assert worker.run_ready() == 1

    assert only().status == "FAILED"


def taken_by(name, task, *arguments):
    task.enqueue(*arguments)
    services.say_alive(name)
    return services.take(name, "default")


def test_a_job_of_a_living_worker_is_left_alone():
    taken_by("living", background.succeed, 1)

    assert services.reap(lease=LEASE) == 0

    assert only().status == "RUNNING"


def test_a_job_whose_worker_died_is_done_by_another_and_recorded_once(worker):
    with time_machine.travel(NOON, tick=False) as now:
        dead = taken_by("dead", background.succeed, 1)
        now.shift(LEASE + dt.timedelta(seconds=1))
        assert services.reap(lease=LEASE) == 1
        assert services.reap(lease=LEASE) == 0
        now.shift(dt.timedelta(minutes=1))
        worker.run_ready()
        services.perform(dead, "dead")  # it was only slow, and comes to its end after all

    assert (only().status, only().worker_ids) == ("SUCCESSFUL", ["dead", worker.name])


def test_a_job_that_may_not_be_repeated_fails_when_its_worker_dies():
    with time_machine.travel(NOON, tick=False) as now:
        taken_by("dead", background.write_line_once, "/nowhere", 0)
        now.shift(LEASE * 2)
        assert services.reap(lease=LEASE) == 1

    assert (only().status, only().exception_class_path) == (
        "FAILED",
        "plenary.kernel.jobs.services.WorkerDied",
    )


def test_a_job_that_kills_each_worker_is_given_up():
    background.succeed.enqueue(1)
    with time_machine.travel(NOON, tick=False) as now:
        for name in ("first", "second"):
            services.say_alive(name)
            services.take(name, "default")
            now.shift(LEASE * 2)
            services.reap(lease=LEASE)
            now.shift(LEASE)

    assert (only().status, only().worker_ids) == ("FAILED", ["first", "second"])


def test_a_worker_takes_back_what_it_could_not_write_the_end_of():
    taken_by("living", background.succeed, 1)

    assert services.let_go("another", "default") == 0
    assert services.let_go("living", "default") == 1

    assert only().status == "READY"


def test_a_database_that_does_not_answer_stops_no_worker(worker):
    def step():
        raise OperationalError("database is locked")

    assert worker._surely(step) is None
    assert worker._surely(lambda: True) is True


def test_silent_workers_are_forgotten_after_a_day():
    with time_machine.travel(NOON, tick=False) as now:
        services.say_alive("old")
        now.shift(dt.timedelta(days=2))
        services.say_alive("new")
        services.reap(lease=LEASE)

    assert list(Worker.objects.values_list("name", flat=True)) == ["new"]


def test_what_is_finished_is_cleared_away_in_time(worker):
    with time_machine.travel(NOON, tick=False) as now:
        background.succeed.enqueue(1)
        worker.run_ready()
        assert jobs.clean_finished.call() == 0
        now.shift(dt.timedelta(days=1, minutes=1))
        assert jobs.clean_finished.call() == 1


def test_each_entry_of_the_schedule_is_enqueued_when_it_is_due_and_only_once():
    with time_machine.travel(NOON, tick=False) as now:
        first = schedule.enqueue_due()
        again = schedule.enqueue_due()
        now.shift(dt.timedelta(seconds=21))
        DBTaskResult.objects.all().delete()
        later = schedule.enqueue_due()

    assert "plenary.kernel.notifications.jobs.deliver_mail" in first
    assert "plenary.kernel.audit.jobs.seal_audit" in first
    assert "plenary.kernel.audit.jobs.export_audit_head" not in first
    assert again == []
    assert sorted(later) == [
        "plenary.kernel.notifications.jobs.deliver_mail",
        "plenary.kernel.webhooks.jobs.deliver_webhooks",
    ]


def test_a_demo_started_anew_at_an_earlier_hour_waits_for_nothing_and_trusts_no_dead_worker(
    settings,
):
    settings.DEMO_DAY = dt.date(2025, 7, 15)
    with time_machine.travel(NOON + dt.timedelta(hours=11), tick=False):
        schedule.enqueue_due()
        DBTaskResult.objects.all().delete()
        taken_by("dead", background.write_line, "/nowhere", 0)
    with time_machine.travel(NOON + dt.timedelta(hours=13), tick=False):
        due = schedule.enqueue_due()
        reaped = services.reap(lease=LEASE)

    assert "plenary.kernel.notifications.jobs.deliver_mail" in due, "past midnight, by its own day"
    assert reaped == 1


def test_a_daily_entry_is_due_at_its_hour_of_the_offices_time():
    entry = schedule.entries()["plenary.kernel.audit.jobs.export_audit_head"]

    due = entry.after(NOON)

    assert due == dt.datetime(2026, 3, 2, 16, 30, tzinfo=dt.UTC)
    assert entry.after(due) == due + dt.timedelta(days=1)


def test_an_entry_that_still_waits_is_not_enqueued_again():
    with time_machine.travel(NOON, tick=False) as now:
        schedule.enqueue_due()
        now.shift(dt.timedelta(seconds=21))
        schedule.enqueue_due()

    path = "plenary.kernel.notifications.jobs.deliver_mail"
    assert DBTaskResult.objects.filter(task_path=path).count() == 1


def test_an_entry_that_another_worker_moved_on_is_left_to_it():
    with time_machine.travel(NOON, tick=False) as now:
        schedule.enqueue_due()
        DBTaskResult.objects.all().delete()
        now.shift(dt.timedelta(seconds=21))
        path = "plenary.kernel.notifications.jobs.deliver_mail"
        ScheduledRun.objects.filter(entry=path).update(next_at=clock.now() + dt.timedelta(1))

        assert schedule._enqueue(path, schedule.entries()[path], clock.now()) is False

    assert not DBTaskResult.objects.filter(task_path=path).exists()


def test_a_job_in_pieces_is_one_row_and_its_starts_are_counted_anew(worker, tmp_path):
    background.count_up.enqueue(str(tmp_path))
    with time_machine.travel(NOON, tick=False) as now:
        for _piece in range(4):
            worker.run_ready()
            assert (only().status, len(only().worker_ids)) == ("READY", 1)
            now.shift(dt.timedelta(hours=1))
        worker.run_ready()

    assert (only().status, only().return_value, len(only().worker_ids)) == ("SUCCESSFUL", 3, 2)


def test_a_job_is_pending_with_the_arguments_that_it_was_given():
    background.succeed.enqueue(number=4)

    assert schedule.is_pending(background.succeed, number=4)
    assert not schedule.is_pending(background.succeed, number=5)
    assert schedule.is_pending(background.succeed)
