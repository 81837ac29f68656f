"""The mailbox of answers: each mail is taken once, whatever breaks off, and what is no answer waits for the office."""

import datetime as dt
import signal

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.contexts.governance import jobs
from plenary.contexts.governance.ical import apart
from plenary.contexts.governance.ical.letters import read_letter
from plenary.contexts.governance.models import InvitationMail, Mailbox, ReceivedMail
from plenary.contexts.governance.selectors.convening.mailbox import mailbox_standing
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening import mailbox as reading
from plenary.contexts.governance.services.convening import received
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.jobs import schedule
from plenary.kernel.notifications import delivering
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.notifications.services import try_again
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from plenary.shared.slots import Busy
from tests.contexts.governance.convenings import STARTS, convened, given, invited
from tests.contexts.governance.letters import FIRST, bounce, calendar, mail, written
from tests.factories import grant_role, user
from tests.kernel.installation import Installation
from tests.kernel.notifications.imap import running_mailbox
from tests.kernel.notifications.smtp import running_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

READ = (
    "import datetime, os, django; django.setup()\n"
    "from plenary.contexts.governance.services.convening import received, mailbox\n"
    "from plenary.shared import actor, clock\n{}"
    "with clock.at(datetime.date(2025, 7, 1)): mailbox.read_mailbox(actor=actor.SYSTEM)"
)


@pytest.fixture
def server(settings):
    with running_mailbox() as running:
        settings.MAILBOX_URL = running.url
        settings.DEFAULT_FROM_EMAIL = "Plenary <office@example.org>"
        yield running


@pytest.fixture
def box(server, monkeypatch):
    """The mailbox, whose mails are read in this process: a process for each takes its time."""
    monkeypatch.setattr(received, "read_letter_apart", read_letter)
    return server


def open_ones():
    """Give why each mail waits, in the order in which they were taken."""
    return list(
        ReceivedMail.objects.filter(is_open=True).order_by("pk").values_list("why_en", flat=True)
    )


def told(kind):
    return Notification.objects.filter(kind=kind).count()


def test_an_answer_is_taken_out_of_the_mailbox_once_and_the_mailbox_is_left_as_it_was(server):
    made = convened()
    server.mails = {4: mail(calendar(made.uid))}

    assert jobs.read_answers.call() == 1
    assert jobs.read_answers.call() == 0

    one = invited(made)
    assert (one.reply, one.replied_by, one.replied_sequence) == ("coming", "file", 0)
    kept = ReceivedMail.objects.get()
    assert (kept.kind, kept.is_open, kept.invitation) == ("reply", False, one)
    assert kept.came_at == dt.datetime(2025, 7, 1, 5, tzinfo=dt.UTC)
    assert AuditRow.objects.filter(action="governance.received_mail.kept").count() == 1
    assert AuditRow.objects.filter(action="governance.invitation.answered").count() == 1
    assert not {"SELECT", "STORE", "COPY", "MOVE", "EXPUNGE"} & set(server.commands)
    assert told("governance.received_mail.kept") == 0


def test_what_is_not_taken_waits_with_a_sentence_in_both_languages_and_the_office_is_told_once(box):
    desk = grant_role(user(), "office")
    made = convened()
    stranger = mail(calendar(made.uid), "x@example.org")
    about = InvitationMail.objects.get(invitation=invited(made)).message_id
    box.mails = dict(
        enumerate(
            [
                stranger,
                mail(calendar("x@y")),
                mail(calendar(made.uid, attendee="x@example.org"), "x@example.org"),
                mail(calendar(made.uid, partstat="TENTATIVE")),
                mail(calendar(made.uid, method="COUNTER")),
                written(In_Reply_To=about),
                written(Auto_Submitted="auto-replied", References=about),
                mail(b"BEGIN:VCALENDAR\r\nnonsense"),
                mail(calendar(made.uid), ""),
                bounce("<strange@example.org>"),
                bounce(about, "delayed"),
            ],
            start=1,
        )
    )

    assert jobs.read_answers.call() == 11

    assert open_ones() == [
        "The mail came from x@example.org, but it answers for first@example.org. Ask them.",
        "This answers no meeting that was convened here.",
        "x@example.org is not invited to this meeting.",
        "This answer leaves it open whether they come.",
        "They propose another time. Ask them whether they come at the time that is set.",
        str(received.WORDS["no-calendar"]),
        "A program wrote it: it does not say whether they come.",
        "It cannot be read as a mail or a calendar's answer.",
        "It names no sender, or several: nobody knows who answers.",
        "A mail could not be delivered, but it is no invitation that Plenary knows of.",
        "The mail is late; its server goes on trying.",
    ]
    first, *others = ReceivedMail.objects.order_by("pk")
    assert "x@example.org" in first.why_zh
    assert all(one.why_zh != one.why_en for one in [first, *others])
    assert [one.invitation_id == invited(made).pk for one in [first, *others]] == [
        *(True, False, False, True, False, True, True, False, False, False, True)
    ]
    assert invited(made).reply == ""
    assert told("governance.received_mail.kept") == 1
    assert Notification.objects.get(kind="governance.received_mail.kept").user == desk


def test_an_answer_to_an_older_state_or_after_the_meeting_waits(box):
    made = convened()
    later = given(starts_at=STARTS + dt.timedelta(hours=1))
    services.change_convening(actor=SYSTEM, convening_id=made.pk, seen_version=None, given=later)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    box.mails = {1: mail(calendar(made.uid))}
    jobs.read_answers.call()
    with time_machine.travel(STARTS + dt.timedelta(days=1)):
        box.mails[2] = mail(calendar(made.uid, sequence=1))
        jobs.read_answers.call()

    assert open_ones() == [
        "This answers an earlier state of the meeting, which has changed since.",
        "This invitation can no longer be answered.",
    ]


def test_a_bounce_stands_at_its_invitation_until_the_address_is_mended_or_they_answer(
    box, signed_in
):
    desk = grant_role(user(), "office")
    made = convened()
    page = made.get_absolute_url()
    box.mails = {1: bounce(Mail.objects.get(to=FIRST).message_id)}

    jobs.read_answers.call()

    one = invited(made)
    assert one.undelivered_at == clock.now()
    assert one.undelivered_why == "5.1.1 smtp; 550 5.1.1 nobody of that name"
    assert told("governance.invitation.undelivered") == 1
    assert open_ones() == []
    shown = signed_in(desk).get(page).content.decode()
    assert "Not delivered" in shown
    assert "nobody of that name" in shown
    leaders = signed_in(grant_role(user(), "leader")).get(page).content.decode()
    assert "nobody of that name" not in leaders

    box.mails[2] = mail(calendar(made.uid))
    jobs.read_answers.call()
    assert invited(made).undelivered_at is None

    services.address_invitation(
        actor=SYSTEM,
        invitation_id=one.pk,
        seen_version=None,
        name="First",
        email="new@example.org",
        language="en",
    )
    box.mails[3] = bounce(Mail.objects.filter(to=FIRST).earliest("pk").message_id, is_whole=False)
    jobs.read_answers.call()
    assert open_ones() == [
        "A mail to an earlier address, or to somebody who is off the list, came back."
    ]


def test_a_mail_that_the_own_server_refuses_stands_at_its_invitation_until_it_is_taken(
    box, settings, signed_in, django_capture_on_commit_callbacks
):
    desk = signed_in(grant_role(user(), "office"))
    made = convened()
    with running_server() as server:
        settings.MAIL_URL, server.answers["RCPT"] = server.url, "550 nobody of that name"
        with django_capture_on_commit_callbacks(execute=True):
            delivering.deliver_waiting()

        assert invited(made).undelivered_why == "550 nobody of that name"
        assert (
            told("governance.invitation.undelivered") == made.invitations.exclude(email="").count()
        )
        assert "Not delivered" in desk.get(made.get_absolute_url()).content.decode()

        server.answers.clear()
        try_again(actor=SYSTEM)
        with django_capture_on_commit_callbacks(execute=True):
            delivering.deliver_waiting()
        assert (invited(made).undelivered_at, invited(made).undelivered_why) == (None, "")


def test_a_mail_that_is_sent_anew_is_taken_for_delivered_until_it_comes_back_too(box):
    made = convened()
    box.mails = {1: bounce(Mail.objects.get(to=FIRST).message_id)}
    jobs.read_answers.call()

    assert services.remind_invited(actor=SYSTEM, convening_id=made.pk) > 0
    assert invited(made).undelivered_at is None

    box.mails[2] = bounce(Mail.objects.filter(to=FIRST).latest("pk").message_id)
    jobs.read_answers.call()
    later = given(starts_at=STARTS + dt.timedelta(hours=1))
    services.change_convening(actor=SYSTEM, convening_id=made.pk, seen_version=None, given=later)
    assert invited(made).undelivered_at is not None
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    assert (invited(made).undelivered_at, invited(made).undelivered_why) == (None, "")


def test_a_mail_that_is_too_large_or_makes_us_stumble_hinders_no_other(box, monkeypatch):
    made = convened()
    box.mails = {
        1: written("x" * 70 * 1024),
        2: mail(calendar("stumble@here")),
        3: mail(calendar(made.uid)),
    }
    monkeypatch.setattr(reading, "LARGEST", 64 * 1024)
    genuine = received.record_reply

    def stumbling(*, actor, reply):
        if reply.uid == "stumble@here":
            raise LookupError(reply.uid)
        return genuine(actor=actor, reply=reply)

    monkeypatch.setattr(received, "record_reply", stumbling)

    assert jobs.read_answers.call() == 3

    assert open_ones() == [
        "It is larger than 2 MB and was not read. Look at it in the mailbox.",
        "Plenary made a mistake with this mail. Tell the administrator.",
    ]
    large = ReceivedMail.objects.get(kind="other")
    assert (large.sender, large.subject) == (FIRST, "Re: the meeting")
    assert invited(made).reply == "coming"


def test_of_a_mail_with_a_secrecy_marking_nothing_is_kept(box):
    made = convened()
    marked = mail(calendar(made.uid)).replace(b"Subject: Accepted", "Subject: 机密★1年".encode())
    box.mails = {
        1: marked,
        2: mail(calendar(made.uid, partstat="DECLINED", more=["COMMENT:秘密★"])),
    }

    assert jobs.read_answers.call() == 2

    of_subject, of_reason = open_ones()
    assert of_subject == str(received.WORDS["secret"])
    assert of_reason.startswith("This carries a secrecy marking")
    assert "1年" not in str(list(ReceivedMail.objects.values()))
    assert invited(made).reply == ""


@pytest.mark.apart
def test_a_mail_whose_headers_cannot_be_read_either_is_kept_without_them(server, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS_TO_START", -apart.SECONDS)
    server.mails = {1: written()}

    assert jobs.read_answers.call() == 1

    kept = ReceivedMail.objects.get()
    assert (kept.sender, kept.subject, kept.is_open) == ("", "", True)


def test_who_is_stopped_by_a_busy_machine_or_database_takes_the_mail_the_next_time(
    box, monkeypatch
):
    made = convened()
    box.mails = {1: mail(calendar(made.uid))}
    for fault in (Busy, OperationalError):

        def failing(*_arguments, fault=fault, **_named):
            raise fault

        at = "read_letter_apart" if fault is Busy else "record_reply"
        with monkeypatch.context() as patch:
            patch.setattr(received, at, failing)
            if fault is Busy:
                assert jobs.read_answers.call() == 0
            else:
                with pytest.raises(OperationalError):
                    jobs.read_answers.call()
        assert Mailbox.objects.get().last_uid == 0
        assert not ReceivedMail.objects.exists()

    assert jobs.read_answers.call() == 1
    assert invited(made).reply == "coming"


def test_numbers_given_anew_and_a_second_copy_bring_nothing_twice(box):
    made = convened()
    held = b"Message-ID: <1@example.org>\r\n" + mail(calendar(made.uid))
    box.mails = {5: held, 6: b"Received: by another way\r\n" + held}
    assert jobs.read_answers.call() == 1
    box.validity, box.mails = 8, {1: held, 2: mail(calendar(made.uid, stamp="20250701T030000Z"))}

    with time_machine.travel(dt.datetime(2025, 7, 1, 7, tzinfo=dt.UTC)):
        assert jobs.read_answers.call() == 1

    assert (Mailbox.objects.get().validity, Mailbox.objects.get().last_uid) == (8, 2)
    assert open_ones() == ["A later answer is recorded already; it stands."]


def test_many_mails_are_read_a_few_at_a_time_and_two_workers_take_none_twice(box, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 2)
    box.mails = {number: written(str(number)) for number in range(1, 6)}
    assert [jobs.read_answers.call() for _again in range(4)] == [2, 2, 1, 0]
    held = Mailbox.objects.get()
    late = received.Arrived(3, None, written("another"))
    assert not received.take_mail(actor=SYSTEM, mailbox_id=held.pk, validity=7, arrived=late)
    monkeypatch.setattr(reading, "SECONDS", -1)
    box.mails |= {number: written(str(number)) for number in range(6, 9)}
    assert jobs.read_answers.call() == 1


def test_a_mailbox_that_cannot_be_read_says_why_until_it_can(server, settings, capsys):
    right = settings.MAILBOX_URL
    for url, told_of in (
        (right.replace("pass%20word", "wrong"), "The mail server does not let this account in."),
        ("imaps://secret/", "PLENARY_MAILBOX_URL is no address of a mailbox."),
    ):
        settings.MAILBOX_URL = url
        assert jobs.read_answers.call() == 0
        assert (mailbox_standing().fault, mailbox_standing().fault_at) == (told_of, clock.now())
    settings.MAILBOX_URL = right
    assert mailbox_standing().fault
    jobs.read_answers.call()
    assert (mailbox_standing().fault, mailbox_standing().read_at) == ("", clock.now())
    settings.MAILBOX_URL = ""
    assert mailbox_standing() is None
    assert jobs.read_answers.call() == 0
    assert "wrong" not in "".join(capsys.readouterr()) + str(list(Mailbox.objects.values()))


def test_the_mailbox_is_on_the_schedule_where_one_is_set(settings, monkeypatch):
    monkeypatch.setattr(schedule, "_entries", {})
    jobs.put_on_schedule()
    assert jobs.read_answers.module_path not in schedule.entries()
    settings.MAILBOX_URL = "imaps://a:b@mail"
    jobs.put_on_schedule()
    assert jobs.read_answers.module_path in schedule.entries()


def test_the_office_sees_what_waits_in_as_many_queries_for_one_as_for_fifty(signed_in):
    desk = signed_in(grant_role(user(), "office"))
    page, of_first = reverse("governance:invitation-replies"), invited(convened())
    counted = []
    for marks in (["1"], [str(number) for number in range(2, 50)]):
        ReceivedMail.objects.bulk_create(
            ReceivedMail(
                mark=mark,
                kind="other",
                subject=f"Mail <{mark}>",
                came_at=clock.now(),
                read_at=clock.now(),
                invitation=of_first,
                why_zh="因",
                why_en="Why",
                is_open=True,
            )
            for mark in marks
        )
        with CaptureQueriesContext(connection) as queries:
            shown = desk.get(page).content.decode()
        counted.append(len(queries))
        assert f"Mail &lt;{marks[-1]}&gt;" in shown
        assert of_first.get_absolute_url() in shown
    assert counted[0] == counted[1]


def test_the_office_says_that_a_mail_is_dealt_with_and_nobody_else_sees_it(box, client, signed_in):
    box.mails = {1: written()}
    jobs.read_answers.call()
    kept = ReceivedMail.objects.get()
    settle = reverse("governance:received-mail-settle", args=[kept.pk])
    leader = grant_role(user(), "leader")
    client.force_login(leader)
    assert client.post(settle).status_code == 404
    with pytest.raises(NotFound):
        services.settle_mail(actor=leader.actor, mail_id=kept.pk)
    with pytest.raises(Forbidden):
        services.read_mailbox(actor=leader.actor)
    desk = grant_role(user(), "office")

    assert signed_in(desk).post(settle).status_code == 302

    kept.refresh_from_db()
    assert (kept.is_open, kept.settled_at, kept.settled_by) == (False, clock.now(), desk)
    assert AuditRow.objects.filter(action="governance.received_mail.settled").count() == 1
    with pytest.raises(Refused):
        services.settle_mail(actor=desk.actor, mail_id=kept.pk)


def test_what_was_dealt_with_a_quarter_ago_is_forgotten_and_what_waits_never(box):
    made = convened()
    box.mails = {1: mail(calendar(made.uid)), 2: written()}
    jobs.read_answers.call()
    assert jobs.clear_mails.call() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=91)):
        assert jobs.clear_mails.call() == 1
        assert jobs.read_answers.call() == 0
    assert ReceivedMail.objects.get().is_open


@pytest.mark.django_db(transaction=True)
def test_a_kill_at_any_step_loses_no_answer_and_takes_none_twice(tmp_path):
    made = convened()
    other = invited(made, unit__isnull=False)
    with running_mailbox() as server:
        server.mails = {
            1: mail(calendar(made.uid)),
            2: mail(calendar(made.uid, attendee=other.email), other.email),
        }
        installation = Installation(tmp_path, PLENARY_MAILBOX_URL=server.url)
        dying = (
            "keep = received._keep\n"
            "def die(*given):\n"
            "    keep(*given)\n"
            "    if received.Mailbox.objects.get().last_uid == 2: os.kill(os.getpid(), 9)\n"
            "received._keep = die\n"
        )
        answers = "SELECT COUNT(*) FROM governance_invitation WHERE reply = 'coming'"
        taken = "SELECT last_uid FROM governance_mailbox"

        assert installation.start(READ.format(dying)).wait() == -signal.SIGKILL
        assert installation.ask(answers) == [(1,)]
        assert installation.ask(taken) == [(1,)]

        assert installation.start(READ.format("")).wait() == 0, installation.said()
        assert installation.ask(answers) == [(2,)]
        assert installation.ask(taken) == [(2,)]
        rows = "SELECT COUNT(*) FROM audit_auditrow WHERE action = 'governance.invitation.answered'"
        assert installation.ask(rows) == [(2,)]
