"""Answers that calendars send by mail: read, matched by meeting and address, or refused with a sentence."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plenary.config.commands import replies as command
from plenary.contexts.governance.ical.apart import read_apart
from plenary.contexts.governance.ical.replies import Unreadable, read_reply
from plenary.contexts.governance.models import Invitation
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening import replying
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.governance.convenings import STARTS, answer, convened, given, invited
from tests.contexts.governance.letters import FIRST, calendar, mail
from tests.factories import grant_role, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def record(held):
    """Record what a file holds, read in this process; give whether it was, and the sentence."""
    try:
        one = services.record_reply(actor=SYSTEM, reply=read_reply(held))
    except Refused as refused:
        return False, [str(refused), *map(str, refused.fields.values())][-1]
    return True, str(one.get_reply_display())


def take(*files, actor=SYSTEM):
    """Hand files in; give whether each was recorded, and its sentence."""
    named = [(f"{number}.eml", data) for number, data in enumerate(files)]
    outcomes = services.take_replies(actor=actor, files=named)
    return [(one.is_recorded, one.sentence) for one in outcomes]


def test_an_answer_is_read_out_of_its_mail_and_recorded():
    made = convened()

    assert take(mail(calendar(made.uid))) == [(True, "Coming")]

    one = invited(made)
    assert (one.reply, one.replied_by, one.replied_sequence) == ("coming", "file", 0)


def test_a_bare_calendar_file_answers_too_and_its_comment_is_the_reason():
    made = convened()
    held = calendar(
        made.uid, attendee="FIRST@Example.org", partstat="DECLINED", more=["COMMENT:On a trip"]
    )

    assert record(held) == (True, "Not coming")

    assert invited(made).reason == "On a trip"


def test_whoever_delegates_names_a_substitute_who_is_invited():
    made = convened()
    held = calendar(
        made.uid,
        partstat="DELEGATED",
        params=';DELEGATED-TO="mailto:Deputy@example.org"',
        more=[
            'ATTENDEE;CN=Deputy;DELEGATED-FROM="mailto:first@example.org":mailto:deputy@example.org'
        ],
    )

    assert record(held) == (True, "Sends a substitute")

    stand_in = invited(made, email="deputy@example.org")
    assert (stand_in.name, stand_in.stands_in_for) == ("Deputy", invited(made))
    assert Mail.objects.filter(to="deputy@example.org").count() == 1


@pytest.mark.parametrize(
    ("fields", "sender", "sentence"),
    [
        ({"uid": "x@y"}, FIRST, "This answers no meeting that was convened here."),
        (
            {"attendee": "x@example.org"},
            "x@example.org",
            "x@example.org is not invited to this meeting.",
        ),
        (
            {},
            "x@example.org",
            "The mail came from x@example.org, but it answers for first@example.org. Ask them.",
        ),
        ({"sequence": 1}, FIRST, "This answers a state of the meeting that was never sent."),
        ({"partstat": "TENTATIVE"}, FIRST, "This answer leaves it open whether they come."),
        ({"partstat": "DELEGATED"}, FIRST, "Give an e-mail address."),
    ],
)
def test_what_is_strange_is_refused_with_a_sentence_and_changes_nothing(fields, sender, sentence):
    made = convened()
    before = Invitation.objects.count()

    assert record(mail(calendar(**{"uid": made.uid, **fields}), sender)) == (False, sentence)

    assert invited(made).reply == ""
    assert Invitation.objects.count() == before


def test_an_answer_to_an_earlier_state_is_refused():
    made = convened()
    later = given(starts_at=STARTS + dt.timedelta(hours=1))
    services.change_convening(actor=SYSTEM, convening_id=made.pk, seen_version=None, given=later)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    told = "This answers an earlier state of the meeting, which has changed since."
    assert record(calendar(made.uid)) == (False, told)
    assert record(calendar(made.uid, sequence=1)) == (True, "Coming")


def test_an_older_answer_does_not_replace_a_later_one_nor_the_same_file_itself():
    made = convened()
    told = "A later answer is recorded already; it stands."
    with time_machine.travel(dt.datetime(2025, 7, 1, 6, tzinfo=dt.UTC)):
        assert record(calendar(made.uid)) == (True, "Coming")
        assert record(calendar(made.uid)) == (False, told)
        answer(invited(made), "not_coming", reason="x")
    assert record(calendar(made.uid)) == (False, told)
    assert invited(made).reply == "not_coming"
    assert record(calendar(made.uid, stamp="20250701T070000Z")) == (True, "Coming")


def test_who_is_off_the_list_and_what_is_called_off_take_no_answer():
    made = convened()
    services.call_off_meeting(actor=SYSTEM, convening_id=made.pk, seen_version=None, reason="x")
    told = "This invitation can no longer be answered."
    assert record(calendar(made.uid, sequence=1)) == (False, told)
    services.take_up_convening(actor=SYSTEM, convening_id=made.pk)
    services.withdraw_invitation(actor=SYSTEM, invitation_id=invited(made).pk)
    assert record(calendar(made.uid)) == (False, f"{FIRST} is not invited to this meeting.")


def test_one_that_is_refused_hinders_no_other():
    made = convened()
    found = take(b"", b"\x00\xff", b"hello", mail(calendar(made.uid)))
    assert [is_recorded for is_recorded, _sentence in found] == [False, False, False, True]


def test_too_much_at_once_is_refused_before_anything_is_read():
    with pytest.raises(Refused):
        take(*[b""] * (replying.MOST + 1))
    large = b"BEGIN:VCALENDAR" + b" " * replying.LARGEST
    assert take(large) == [(False, "The file is larger than 2 MB; an answer is not.")]


def test_only_the_office_hands_answers_in(actor_of):
    for role in ("leader", "verifier", "unit-less"):
        with pytest.raises(Forbidden):
            services.take_replies(actor=actor_of() if "-" in role else actor_of(role), files=[])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-calendar"),
        (b"From: a@b.c\n\nhello", "no-calendar"),
        (b"BEGIN:VCALENDAR\r\nnonsense", "broken"),
        (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n", "no-answer"),
        (calendar("", partstat=""), "no-answer"),
        (calendar("x", stamp="20250701"), "broken"),
        (calendar("x", stamp="yesterday"), "broken"),
        (calendar("x", sequence="many"), "broken"),
        (calendar("x", method="REQUEST"), "not-a-reply"),
        (calendar("x", method="COUNTER"), "counter"),
        (mail(calendar("x"), sender=""), "no-sender"),
        (mail(calendar("x"), sender=f"{FIRST}, other@example.org"), "no-sender"),
        (mail(calendar("x"), sender="First"), "no-sender"),
    ],
)
def test_a_file_without_an_answer_says_why(data, code):
    with pytest.raises(Unreadable) as unreadable:
        read_reply(data)
    assert unreadable.value.code == code


@pytest.mark.apart
def test_a_file_is_read_by_a_process_of_its_own():
    held = mail(calendar("x@y"))
    assert read_apart(held) == read_reply(held)
    with pytest.raises(Unreadable):
        read_apart(b"BEGIN:VCALENDAR\r\nnonsense")


def test_the_office_hands_answers_in_on_a_page(client, signed_in):
    made = convened()
    page = reverse("governance:invitation-replies")
    desk = signed_in(grant_role(user(), "office"))
    assert page in desk.get(made.get_absolute_url()).content.decode()
    assert desk.post(page).status_code == 422

    good, bad = mail(calendar(made.uid)), b"hello"
    files = [SimpleUploadedFile("a.eml", good), SimpleUploadedFile("b.ics", bad)]
    shown = desk.post(page, {"upload": files})

    assert shown.status_code == 200
    assert "There is no calendar&#39;s answer in this file." in shown.content.decode()
    assert invited(made).reply == "coming"
    assert desk.post(page, {"upload": files[1:]}).status_code == 422
    client.force_login(invited(made).user)
    assert client.get(page).status_code == 403


def test_the_command_says_of_each_file_what_became_of_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command.preparation, "set_up", lambda: None)
    made = convened()
    good, bad = tmp_path / "good.eml", tmp_path / "bad.ics"
    good.write_bytes(mail(calendar(made.uid)))
    bad.write_bytes(b"hello")

    assert command.main([str(good), str(bad)]) == 1

    first, second = capsys.readouterr().out.splitlines()
    assert first == f"good.eml · recorded · {invited(made).name} · Coming"
    assert second.startswith("bad.ics · not recorded · There is no calendar's answer")
    assert command.main([str(tmp_path / "none.eml")]) == 2
