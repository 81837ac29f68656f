"""The administrator sees how the installation is set up and whether its background work is done, and nobody else does."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

import plenary
from plenary.contexts.governance.models import Mailbox
from plenary.contexts.governance.selectors.convening.mailbox import mailbox_key
from plenary.kernel.calendar.models import SpecialDay
from plenary.kernel.jobs import services
from plenary.kernel.jobs.declaring import label_of
from plenary.kernel.jobs.models import ScheduledRun, Worker
from plenary.kernel.jobs.schedule import entries
from plenary.kernel.notifications.jobs import deliver_mail
from plenary.kernel.search.rebuilding import set_current
from plenary.shared import clock
from plenary.workspace import jobs
from plenary.workspace.services import shipped
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db
SECRET = "the name of somebody"


@pytest.fixture
def administrator(signed_in):
    return signed_in(grant_role(user(name="IT"), "administrator"))


def job(path=deliver_mail.module_path, status="FAILED", **also):
    return DBTaskResult.objects.create(
        task_path=path,
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        priority=0,
        queue_name="default",
        backend_name="default",
        run_after=clock.now(),
        return_value=None,
        finished_at=clock.now(),
        worker_ids=["one", "two"],
        exception_class_path="smtplib.SMTPServerDisconnected",
        traceback=SECRET,
        **also,
    )


def test_a_silent_worker_and_what_failed_are_seen_from_home_on(administrator):
    services.say_alive("one")
    home = administrator.get("/").content.decode()
    assert "The worker is at work" in home
    assert "given up" not in home

    Worker.objects.update(seen_at=clock.now() - dt.timedelta(minutes=5))
    job()
    early = dt.datetime(2030, 1, 1, 19, 30, tzinfo=dt.UTC)
    ScheduledRun.objects.create(entry=deliver_mail.module_path, next_at=early)
    home = administrator.get("/").content.decode()
    page = administrator.get("/installation/").content.decode()

    assert "No worker is at work" in home
    assert "1 job was given up" in home
    assert "No worker has been heard of since" in page
    assert page.count("Mails delivered") == 2, "given up, and due next"
    assert "2030-01-02 03:30" in page, "to the minute"
    assert "<code>SMTPServerDisconnected</code>" in page
    assert SECRET not in page


def test_an_installation_in_which_no_worker_ever_was_says_so(administrator):
    page = administrator.get("/installation/").content.decode()

    assert "No worker has ever been at work" in page
    assert "None: by password alone" in page


def test_every_job_of_the_schedule_says_what_it_does():
    assert [path for path in entries() if label_of(path) == path] == []


def test_only_administrators_see_it(signed_in, client):
    assert client.get("/installation/").status_code == 302
    for role in ("office", "leader", "verifier"):
        page = signed_in(grant_role(user(), role))
        assert page.get("/installation/").status_code == 403
        assert "/installation/" not in page.get("/").content.decode()


def test_it_takes_the_same_number_of_queries_for_one_and_fifty_jobs(
    administrator, django_assert_max_num_queries
):
    job()
    administrator.get("/installation/")  # the calendar's days are read once a minute
    with django_assert_max_num_queries(30) as first:
        administrator.get("/installation/")
    for number in range(49):
        job(status=("FAILED", "READY", "SUCCESSFUL")[number % 3])

    with django_assert_max_num_queries(len(first)) as then:
        administrator.get("/installation/")
    assert len(then) == len(first)


def test_the_mailboxs_last_reading_and_its_fault_are_seen_and_never_its_password(
    administrator, settings
):
    def page():
        return administrator.get("/installation/").content.decode()

    assert "None: answers are handed in as files" in page()
    settings.MAILBOX_URL = "imaps://office:geheim@mail.example.org"
    assert "not read yet" in page()
    held = Mailbox.objects.create(key=mailbox_key(), read_at=clock.now())
    assert "last read" in page()
    assert "could not be read" not in page()
    Mailbox.objects.filter(pk=held.pk).update(fault="login", fault_at=clock.now())
    shown = page()
    assert "The mail server does not let this account in." in shown
    assert "geheim" not in shown


def test_an_index_of_an_older_form_is_told_and_mended_without_anybodys_doing(administrator):
    assert "search index is of an older version" in administrator.get("/").content.decode()
    assert "Being made anew" in administrator.get("/installation/").content.decode()

    set_current()

    assert "search index" not in administrator.get("/").content.decode()
    assert "As this version wants it" in administrator.get("/installation/").content.decode()


def test_what_an_update_ships_is_loaded_once_and_again_when_it_differs(monkeypatch, settings):
    assert jobs.see_to_shipped.call()
    assert not jobs.see_to_shipped.call()
    loaded = SpecialDay.objects.count()
    assert loaded
    SpecialDay.objects.all().delete()
    assert not jobs.see_to_shipped.call(), "what an office has done since stays"

    monkeypatch.setattr(shipped, "SOURCES", shipped.SOURCES[:1])
    assert jobs.see_to_shipped.call()
    assert SpecialDay.objects.count() == loaded

    settings.CALENDAR = "GB-ENG"
    assert jobs.see_to_shipped.call()
    with time_machine.travel(clock.now() + dt.timedelta(days=400)):
        assert jobs.see_to_shipped.call(), "a country's days are carried on each year"


def test_every_source_of_what_is_shipped_is_there():
    root = Path(plenary.__file__).parent
    assert all(list(root.glob(pattern)) for pattern in shipped.SOURCES)
