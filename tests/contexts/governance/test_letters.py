"""What a mail is that comes to the office, whoever wrote it and however it is broken."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.contexts.governance.ical.apart import read_letter_apart
from plenary.contexts.governance.ical.letters import read_letter
from plenary.contexts.governance.ical.replies import Unreadable, read_reply
from tests.contexts.governance.letters import FIRST, bounce, calendar, mail, written

OURS = "<1@plenary.example.org>"


@pytest.mark.apart
def test_an_answer_is_read_with_its_sender_and_subject_also_by_a_process_of_its_own():
    held = mail(calendar("x@y"))

    letter = read_letter(held)

    assert (letter.kind, letter.sender, letter.subject) == ("reply", FIRST, "Accepted")
    assert letter.reply == read_reply(held)
    assert read_letter_apart(held) == letter


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_bounce_says_of_which_mail_and_why(is_whole):
    letter = read_letter(bounce(OURS, is_whole=is_whole))

    assert (letter.kind, letter.about) == ("bounce", (OURS,))
    assert letter.diagnosis == "5.1.1 smtp; 550 5.1.1 nobody of that name"
    assert letter.sender == "mailer-daemon@mail.example.org"


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (bounce(OURS, "delayed"), "automatic", "delayed"),
        (bounce(OURS, "relayed"), "automatic", "automatic"),
        (bounce(OURS, kind="disposition-notification"), "automatic", "automatic"),
        (written(Auto_Submitted="auto-replied"), "automatic", "automatic"),
        (written(Auto_Submitted="no"), "other", "no-calendar"),
        (written(Precedence="auto_reply"), "automatic", "automatic"),
        (written(Return_Path="<>"), "automatic", "automatic"),
        (written(X_Autoreply="yes"), "automatic", "automatic"),
        (written(sender="postmaster@example.org"), "automatic", "automatic"),
        (written(), "other", "no-calendar"),
        (mail(calendar("x", method="COUNTER")), "other", "counter"),
        (mail(b"BEGIN:VCALENDAR\r\nnonsense"), "other", "broken"),
        (b"", "other", "no-calendar"),
    ],
)
def test_what_is_no_answer_says_what_it_is(data, kind, fault):
    letter = read_letter(data)

    assert (letter.kind, letter.fault, letter.reply) == (kind, fault, None)


def test_a_program_that_answers_for_a_calendar_still_answers():
    held = b"Auto-Submitted: auto-generated\r\n" + mail(calendar("x@y"))

    assert read_letter(held).kind == "reply"


def test_what_it_answers_is_known_by_its_references_and_never_by_what_is_forwarded():
    letter = read_letter(written(In_Reply_To=OURS, References=f"<0@a> {OURS} nonsense <>"))
    assert letter.about == (OURS, "<0@a>")

    held = bounce(OURS).replace(b"multipart/report", b"multipart/mixed")
    assert read_letter(held).about == ()


@pytest.mark.parametrize(
    "held",
    [
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * 200_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(3000)
        ),
    ],
)
def test_a_mail_of_too_many_parts_is_refused_or_read_and_fells_nobody(held):
    assert kind_or_code(held) in {"other", "broken"}


def kind_or_code(held):
    """Give what a mail is, read apart, or why it cannot be read."""
    try:
        return read_letter_apart(held).kind
    except Unreadable as unreadable:
        return unreadable.code


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.sampled_from([*bounce(OURS).splitlines(), *mail(calendar("x")).splitlines()])))
def test_lines_in_any_order_are_some_letter(lines):
    assert read_letter(b"\n".join(lines)).kind in {"reply", "bounce", "automatic", "other"}
