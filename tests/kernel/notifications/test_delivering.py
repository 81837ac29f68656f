"""The outbox: every mail goes out, and a repeat is known as one."""

import base64
import datetime as dt
import signal
from email.header import decode_header, make_header

import pytest
import time_machine
from django.urls import reverse

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications import delivering, jobs
from plenary.kernel.notifications.models import Mail
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from tests.factories import grant_role, user
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
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["To"] == "li@example.org"
    assert str(make_header(decode_header(sent["Subject"]))) == "第1项 到期"
    assert sent.get_payload(decode=True).decode().splitlines() == ["请填报进展。", "…"]
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


def test_what_was_given_up_goes_once_more_when_an_administrator_says_so(server, mail, signed_in):
    office, it = grant_role(user(), "office"), grant_role(user(), "administrator")
    server.answers["RCPT"] = "550 nobody of that name"
    delivering.deliver_waiting()
    page = signed_in(it).get("/notifications/outbox/").content.decode()
    assert "1 was given up; nothing tries it again by itself." in page
    assert "550 nobody of that name" in page
    assert "{'" not in page, "the server's words, not a program's"

    server.answers.clear()
    assert signed_in(office).post("/notifications/outbox/again/").status_code == 403
    assert Mail.objects.get().state == "failed"
    administrator = signed_in(it)
    administrator.post("/notifications/outbox/again/")
    assert (Mail.objects.get().state, Mail.objects.get().tries) == ("waiting", 0)
    assert AuditRow.objects.get(action="notifications.mail.resent").before["state"] == "failed"

    assert delivering.deliver_waiting() == 1
    assert len(server.messages) == 1
    assert "not gone out" not in administrator.get("/notifications/outbox/").content.decode()


def test_a_mail_that_is_put_off_is_brought_forward_and_one_in_hand_is_left_alone(
    server, mail, signed_in
):
    administrator = signed_in(grant_role(user(), "administrator"))
    Mail.objects.update(fault="450", tries=5, next_try_at=clock.now() + dt.timedelta(hours=6))
    in_hand = write_mail(to="wu@example.org", subject="s", body="b")
    assert delivering._take(in_hand.pk, clock.now())
    Mail.objects.filter(pk=in_hand.pk).update(fault="450")

    administrator.post("/notifications/outbox/again/")

    assert Mail.objects.get(pk=mail.pk).tries == 0
    assert Mail.objects.get(pk=in_hand.pk).next_try_at > clock.now()


def test_only_a_mail_that_was_given_up_is_taken_out_and_only_by_an_administrator(mail, signed_in):
    address = f"/notifications/outbox/{mail.pk}/drop/"
    assert signed_in(grant_role(user(), "office")).post(address).status_code == 404
    administrator = signed_in(grant_role(user(), "administrator"))
    assert administrator.post(address).status_code == 422
    assert Mail.objects.count() == 1
    Mail.objects.update(state="failed", fault="550 nobody")

    assert administrator.post(address).status_code == 302

    assert not Mail.objects.exists()
    row = AuditRow.objects.get(action="notifications.mail.dropped")
    assert "li@example.org" not in f"{row.before}{row.after}"


def test_home_says_to_the_office_and_administrators_that_mails_do_not_go_out(
    mail, signed_in, settings
):
    settings.MAIL_URL = "smtp://mail.example.org"
    office, it, leader = (
        grant_role(user(), role) for role in ("office", "administrator", "leader")
    )
    told = "1 mail has not gone out"

    def page(account, address="/"):
        return signed_in(account).get(address).content.decode()

    assert told not in page(office), "its turn comes"
    Mail.objects.update(fault="450 <li@example.org> is full")

    assert told in page(office)
    assert "li@example.org" not in page(office)
    assert told in page(office, reverse("governance:notices"))
    assert told in page(it)
    assert told in page(it, "/installation/")
    assert told not in page(leader)

    Mail.objects.update(fault="", next_try_at=clock.now() - dt.timedelta(minutes=20))
    assert told in page(office), "nobody takes it up"
    settings.MAIL_URL = ""
    assert "No mail server is set." in page(office)
    settings.DEMO = True
    assert told not in page(office)
