"""Processes that are killed half-way through a mailing, a reminder run and an export: nothing is lost or doubled."""

import datetime as dt
import signal

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Rung
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import unit, unit_user
from tests.kernel.installation import Installation, wait_until
from tests.kernel.notifications.smtp import running_server

DAY, DUE = dt.date(2025, 7, 1), dt.date(2025, 7, 8)
SET_UP = "import os, signal, django; django.setup();"
DELIVER = (
    f"{SET_UP}from plenary.kernel.notifications.delivering import deliver_waiting;deliver_waiting()"
)
REMIND = (
    f"{SET_UP}import datetime as dt; from plenary.shared import clock\n"
    "from plenary.contexts.governance.jobs import remind\n"
    "with clock.at(dt.date(2025, 7, 1)): remind.call()"
)
KILLED_AT_THE_SECOND = (
    f"{SET_UP}from plenary.contexts.governance.services import notices\n"
    "from plenary.kernel.notifications import bundling\n"
    "notices.PEOPLE_AT_ONCE, write, told = 1, bundling.write_mails, []\n"
    "def write_or_die(letters):\n"
    "    told.append(letters)\n"
    "    if len(told) == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
    "    return write(letters)\n"
    "bundling.write_mails = write_or_die\n"
    f"{REMIND}"
)
EXPORT = "from plenary.config.cli import main; main(['export', '{target}'])"
KILLED_EXPORT = (
    f"{SET_UP}from plenary.config.moving import taking_out\n"
    "table, done = taking_out._table, []\n"
    "def table_or_die(archive, model):\n"
    "    done.append(model)\n"
    "    if len(done) == 20: os.kill(os.getpid(), signal.SIGKILL)\n"
    "    return table(archive, model)\n"
    "taking_out._table = table_or_die\n"
    f"{EXPORT}"
)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_mailing_that_was_killed_half_way_goes_on_and_repeats_one_mail_under_its_own_id(tmp_path):
    mails = [write_mail(to=f"{n}@example.org", subject="s", body="b") for n in range(4)]
    with running_server() as server:
        installation = Installation(tmp_path, PLENARY_MAIL_URL=server.url)
        server.hold_at = 2
        process = installation.start(DELIVER)
        wait_until(server.held.is_set)
        process.send_signal(signal.SIGKILL)
        process.wait()
        server.is_holding = False
        installation.ask("UPDATE notifications_mail SET next_try_at = made_at")

        assert installation.start(DELIVER).wait() == 0, installation.said()

        ids = [message["Message-ID"] for message in server.messages]
    expected = [mail.message_id for mail in mails]
    assert ids == [*expected[:2], expected[1], *expected[2:]]
    assert installation.ask("SELECT DISTINCT state FROM notifications_mail") == [("sent",)]


@pytest.mark.django_db(transaction=True)
def test_a_reminder_run_that_was_killed_half_way_tells_everybody_once_in_the_end(
    settings, tmp_path
):
    settings.PROFILE = "city-council"
    Rung.objects.all().delete()
    with clock.at(DAY):
        services.add_rung(
            actor=SYSTEM, days=-7, audience="unit", words_zh="“{task}”", words_en="{task}"
        )
        for _number in range(3):
            of = unit()
            unit_user(of)
            factories.open_task(due_on=DUE, lead_unit_id=of.pk)
    installation = Installation(tmp_path, PLENARY_PROFILE="city-council")

    assert installation.start(KILLED_AT_THE_SECOND).wait() == -signal.SIGKILL
    states = "SELECT state, COUNT(*) FROM governance_notice GROUP BY state ORDER BY state"
    assert installation.ask(states) == [("drafted", 2), ("sent", 1)]
    assert installation.ask("SELECT COUNT(*) FROM notifications_mail") == [(1,)]

    assert installation.start(REMIND).wait() == 0, installation.said()
    assert installation.ask(states) == [("sent", 3)]
    told = installation.ask('SELECT "to", COUNT(*) FROM notifications_mail GROUP BY "to"')
    assert [number for _address, number in told] == [1, 1, 1]


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_an_export_that_was_killed_half_way_is_not_there_and_is_made_the_next_time(tmp_path):
    unit()
    target = tmp_path / "out" / "all.zip"
    installation = Installation(tmp_path)

    killed = installation.start(KILLED_EXPORT.replace("{target}", str(target)))
    assert killed.wait() == -signal.SIGKILL
    assert not target.exists()

    assert installation.start(EXPORT.replace("{target}", str(target))).wait() == 0, (
        installation.said()
    )
    assert target.exists()
    assert [path.name for path in target.parent.iterdir()] == ["all.zip"]
