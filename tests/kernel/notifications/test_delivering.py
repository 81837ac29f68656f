"""The outbox: every mail goes out, and a repeat is known as one."""

import base64
import datetime as dt
import signal
from email.header import decode_header, make_header

import pytest
import time_machine

from plenary.kernel.notifications import delivering, jobs
from plenary.kernel.notifications.models import Mail
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from tests.kernel.installation import Installation, wait_until
from tests.kernel.notifications.smtp import running_server

NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
DELIVER = (
    "import django; django.setup();"
    "from plenary.kernel.notifications.delivering import deliver_waiting; deliver_waiting()"
)


@pytest.fixture
def server(settings):
    with running_server() as running:
        settings.MAIL_URL = running.url
        settings.DEFAULT_FROM_EMAIL = "Plenary <plenary@example.org>"
        yield running


@pytest.fixture
def mail(db):
    return write_mail(to="li@example.org", subject="第1项 到期", body="请填报进展。\n…")


def test_a_mail_goes_out_with_its_own_id_and_date(server, mail):
    assert jobs.deliver_mail.call() == 1

    (sent,) = server.messages
    mail.refresh_from_db()
    assert sent["Message-ID"] == mail.message_id
    assert sent["To"] == "li@example.org"
    assert str(make_header(decode_header(sent["Subject"]))) == "第1项 到期"
    assert sent.get_payload(decode=True).decode().rstrip("\r\n") == "请填报进展。\n…"
    assert mail.state == "sent"
    assert mail.sent_at is not None


def test_a_mail_that_was_sent_keeps_no_text_and_never_goes_again(server, mail):
    delivering.deliver_waiting()

    assert delivering.deliver_waiting() == 0

    assert len(server.messages) == 1
    assert Mail.objects.get().body == ""


def test_what_went_out_a_quarter_ago_is_cleared_away_and_nothing_else(server, mail):
    delivering.deliver_waiting()
    write_mail(to="li@example.org", subject="waiting", body="b")
    assert jobs.clear_sent_mail.call() == 0

    with time_machine.travel(clock.now() + dt.timedelta(days=91)):
        assert jobs.clear_sent_mail.call() == 1

    assert Mail.objects.get().subject == "waiting"


def test_without_a_server_mails_stay_in_the_outbox(settings, mail):
    settings.MAIL_URL = ""

    assert delivering.deliver_waiting() == 0

    assert (Mail.objects.get().state, Mail.objects.get().tries) == ("waiting", 0)


def test_a_server_that_is_away_is_tried_again_ever_later_and_then_given_up(settings, mail):
    settings.MAIL_URL = "smtp://127.0.0.1:1"
    waits = []
    with time_machine.travel(NOON, tick=False) as now:
        Mail.objects.update(next_try_at=clock.now())
        while Mail.objects.get().state == "waiting":
            delivering.deliver_waiting()
            waits.append(int((Mail.objects.get().next_try_at - clock.now()).total_seconds() / 60))
            now.move_to(max(Mail.objects.get().next_try_at, clock.now()))

    assert waits[:-1] == [1, 5, 15, 60, 360]
    assert (Mail.objects.get().state, Mail.objects.get().tries) == ("failed", 6)
    assert "refused" in Mail.objects.get().fault
    assert Mail.objects.get().body == "请填报进展。\n…"


def test_a_mail_is_not_sent_before_its_time(server, db):
    write_mail(
        to="li@example.org", subject="s", body="b", not_before=clock.now() + dt.timedelta(hours=1)
    )

    assert delivering.deliver_waiting() == 0

    assert server.messages == []


def test_an_address_that_is_refused_for_good_is_not_tried_again(server, mail):
    server.answers["RCPT"] = "550 nobody of that name"

    assert delivering.deliver_waiting() == 0

    assert Mail.objects.get().state == "failed"
    assert "nobody of that name" in Mail.objects.get().fault


def test_an_address_that_is_refused_for_now_is_tried_again(server, mail):
    server.answers["RCPT"] = "450 come back later"
    delivering.deliver_waiting()
    assert Mail.objects.get().state == "waiting"
    server.answers.clear()
    Mail.objects.update(next_try_at=clock.now())

    assert delivering.deliver_waiting() == 1


def test_one_bad_mail_does_not_hold_up_the_others(server, mail):
    bad = write_mail(to="nobody@example.org", subject="s", body="b")
    Mail.objects.filter(pk=bad.pk).update(to="a b@example.org", next_try_at=NOON)
    server.answers = {}

    sent = delivering.deliver_waiting()

    assert sent + Mail.objects.filter(state__in=["waiting", "failed"]).count() == 2
    assert any(message["To"] == "li@example.org" for message in server.messages)


def test_two_workers_do_not_take_the_same_mail(mail):
    assert delivering._take(mail.pk, clock.now())
    assert not delivering._take(mail.pk, clock.now())


def test_the_password_goes_in_clear_to_loopback_only(server, mail, settings, monkeypatch):
    settings.MAIL_URL = server.url.replace("smtp://", "smtp://us%40er:pass@")
    delivering.deliver_waiting()
    assert base64.b64decode(server.logins[0]) == b"\0us@er\0pass"
    write_mail(to="li@example.org", subject="s", body="b")
    monkeypatch.setattr(delivering, "LOOPBACK", set())

    delivering.deliver_waiting()

    assert len(server.logins) == 1
    assert "no TLS" in Mail.objects.get(state="waiting").fault


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "mail.example.org"])
def test_an_address_of_a_server_that_is_none_is_refused_with_the_form_it_takes(url):
    with pytest.raises(ValueError, match="PLENARY_MAIL_URL"):
        delivering.MailServer(url)


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_hand_over_and_commit_repeats_the_mail_under_the_same_id(tmp_path):
    mail = write_mail(to="li@example.org", subject="s", body="b")
    with running_server() as server:
        installation = Installation(tmp_path, PLENARY_MAIL_URL=server.url)
        server.is_holding = True
        process = installation.start(DELIVER)
        wait_until(server.held.is_set)
        process.send_signal(signal.SIGKILL)
        process.wait()
        server.is_holding = False
        states = "SELECT state, tries FROM notifications_mail"
        assert installation.ask(states) == [("waiting", 1)]

        installation.start(DELIVER).wait()
        assert len(server.messages) == 1
        installation.ask("UPDATE notifications_mail SET next_try_at = made_at")
        installation.start(DELIVER).wait()

        assert installation.ask(states) == [("sent", 2)]
        assert [message["Message-ID"] for message in server.messages] == [mail.message_id] * 2
        assert len({message["Date"] for message in server.messages}) == 1


@pytest.mark.django_db(transaction=True)
def test_a_kill_before_the_hand_over_loses_nothing(tmp_path):
    write_mail(to="li@example.org", subject="s", body="b")
    with running_server() as server:
        installation = Installation(tmp_path, PLENARY_MAIL_URL=server.url)
        installation.start(
            f"import os; from plenary.kernel.notifications import delivering as d;"
            f"d.MailServer.send = lambda *_: os.kill(os.getpid(), 9); {DELIVER}".replace(
                "import os;", "import os, django; django.setup();"
            )
        ).wait()
        assert server.messages == []
        installation.ask("UPDATE notifications_mail SET next_try_at = made_at")

        installation.start(DELIVER).wait()

        assert len(server.messages) == 1
