"""The pages around the calling of meetings: the office's, the invited person's, and the open link."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from plenary.contexts.governance.models import BodyRules, Convening, Invitation
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening import links
from plenary.kernel.accounts.models import User
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.calendar.models import SpecialDay
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from tests.contexts.governance.convenings import (
    answer,
    committee,
    convened,
    drawn_up,
    invited,
    planned,
)
from tests.factories import grant_role, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

TYPED = {"starts_on": "2025-07-16", "starts": "09:00", "ends": "11:00"}
ASKED = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def desk(signed_in):
    """The office at its browser."""
    return signed_in(grant_role(user(language="en"), "office"))


def address(name, pk):
    return reverse(f"governance:{name}", kwargs={"pk": pk})


def text(answer):
    return answer.content.decode()


def test_the_office_calls_a_meeting_from_the_screen_to_the_outbox(desk):
    meeting = planned(is_plenary=True)
    page = address("convening", meeting.pk)
    assert page in text(desk.get(meeting.get_absolute_url()))
    first = desk.get(page, follow=True)
    assert "Convene the meeting" in text(first)

    saved = desk.post(address("convening-edit", meeting.pk), TYPED, follow=True)
    assert "Send to 2 people" in text(saved)
    assert "Notice of meeting: Plenary" in text(saved)
    assert "1 person on the list has no address" in text(saved)

    made = Convening.objects.get()
    seen = {"seen_version": made.version}
    sent = desk.post(address("convening-send", meeting.pk), seen, follow=True)
    assert "2 mails are in the outbox." in text(sent)
    assert Mail.objects.count() == 2
    assert "Comprehensive meetings 2025" in text(sent)
    reminded = desk.post(address("convening-remind", meeting.pk), follow=True)
    assert "2 people are reminded." in text(reminded)

    seat = address("convening-seat", meeting.pk)
    assert seat in text(reminded)
    screen = address("sitting", meeting.pk)
    assert seat in text(desk.get(screen)), "taken over also before anybody has answered"
    answer(Invitation.objects.filter(role="member", sent_at__isnull=False).first())
    assert seat in text(desk.get(screen))
    answer(Invitation.objects.get(role="unit"))
    seated = desk.post(seat, {"back": "record"}, follow=True)
    assert "the directory knows no person for them" in text(seated)
    assert seated.redirect_chain[-1][0] == screen
    assert "2 people stand in the attendance" in text(seated)
    assert seat not in text(desk.get(screen))
    assert seat not in text(desk.get(page))

    refused = desk.post(
        address("convening-call-off", meeting.pk), {"reason": "", "seen_version": 2}
    )
    assert refused.status_code == 422
    seen = {"reason": "Flood", "seen_version": Convening.objects.get().version}
    off = desk.post(address("convening-call-off", meeting.pk), seen, follow=True)
    assert "The meeting is called off: Flood" in text(off)
    again = desk.post(address("convening-take-up", meeting.pk), follow=True)
    assert "Change the notice" in text(again)


def test_where_no_person_is_known_it_is_said_where_the_button_is_and_who_comes_is_named(desk):
    made = convened(planned(committee(members=0, units=1)))
    of_unit = Invitation.objects.get()
    answer(of_unit)

    told = desk.post(address("convening-seat", made.meeting_id), follow=True)

    assert told.redirect_chain[-1][0] == address("convening", made.meeting_id)
    assert "Nobody on the list is known as a person." in text(told)
    assert f"knows no person for them: {of_unit.name}." in text(told)


def test_a_form_that_does_not_hold_keeps_what_was_typed(desk):
    meeting = planned()
    answer = desk.post(
        address("convening-edit", meeting.pk), {**TYPED, "ends": "08:00", "room_zh": "东厅"}
    )

    assert answer.status_code == 422
    assert "The meeting ends before it begins." in text(answer)
    assert "东厅" in text(answer)
    assert not Convening.objects.exists()


def test_a_late_save_shows_what_changed_and_keeps_what_was_typed(desk):
    made = drawn_up()
    edit = address("convening-edit", made.meeting_id)
    desk.post(edit, {**TYPED, "room_zh": "东厅", "seen_version": 1})

    late = desk.post(edit, {**TYPED, "room_zh": "西厅", "seen_version": 1})

    assert late.status_code == 409
    assert "东厅" in text(late)
    assert "西厅" in text(late)


def test_the_list_is_kept_by_hand(desk):
    made = drawn_up()
    nobody = made.invitations.get(email="")
    desk.post(
        address("invitation-edit", nobody.pk),
        {"name": "委员", "email": "second@example.org", "language": "en", "seen_version": 1},
    )
    desk.post(
        address("convening-guest", made.meeting_id),
        {"name": "G", "email": "g@example.org", "role": "observer", "language": "en"},
    )
    desk.post(address("invitation-withdraw", invited(made).pk))
    desk.post(address("convening-gather", made.meeting_id))

    listed = made.invitations.filter(is_withdrawn=False).exclude(role="unit")
    assert sorted(listed.values_list("email", flat=True)) == ["g@example.org", "second@example.org"]


def test_the_rules_of_a_body_are_written_down_and_warn(desk):
    of = committee(members=2, units=0)
    page = address("body-rules", of.pk)
    assert page in text(desk.get(of.get_absolute_url()))
    typed = {"quorum_part": 1, "quorum_whole": 1, "quorum_counts": "all", "notice_days": 20}
    typed["seen_version"] = 0
    assert desk.post(page, {**typed, "quorum_whole": ""}).status_code == 422
    assert desk.post(page, {**typed, "substitutes_count": "on"}).status_code == 302
    assert BodyRules.objects.get().notice_days == 20

    shown = text(desk.get(convened(planned(of)).get_absolute_url()))

    assert "do not reach the quorum yet: 0 of 2 seats, 2 answers are open" in shown
    assert "the rules ask for 20" in shown


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your answer is recorded."), ("zh-hans", "您的答复已记录。")]
)
def test_whoever_is_invited_finds_the_invitation_and_answers(client, language, words):
    made = convened()
    one = invited(made)
    client.cookies["plenary_language"] = language
    client.force_login(one.user)
    assert one.get_absolute_url() in text(client.get(reverse("governance:invitations")))
    page = one.get_absolute_url()
    assert made.notice_zh in text(client.get(page)) or made.notice_en in text(client.get(page))
    typed = {"seen_version": one.version, "reply": "not_coming"}
    assert client.post(page, typed).status_code == 422

    answer = client.post(page, {**typed, "reason": "出差"}, follow=True)

    assert words in text(answer)
    assert invited(made).reply == "not_coming"
    assert client.post(page, {**typed, "reason": "出差"}).status_code == 409


def test_the_invitation_is_handed_out_for_the_calendar(client):
    made = convened()
    one = invited(made)
    client.force_login(one.user)

    answer = client.get(address("invitation-file", one.pk))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(Calendar.from_ical(answer.content).walk("VEVENT")[0]["UID"]) == made.uid


def test_the_link_opens_for_a_stranger_and_looking_at_it_changes_nothing(client):
    made = convened()
    link = links.link_of(invited(made)).partition("//")[2].partition("/")[2]

    shown = client.get(f"/{link}", **ASKED)

    assert shown.status_code == 200
    assert "Send the answer" in text(shown)
    assert invited(made).version == Invitation.objects.get(pk=invited(made).pk).version
    assert invited(made).reply == ""
    for one in made.invitations.exclude(email="first@example.org"):
        assert one.name not in text(shown)
    named = {
        "reply": "substituted",
        "substitute_name": "Deputy",
        "substitute_email": "deputy@example.org",
    }
    wrong = client.post(f"/{link}", {**named, "substitute_email": "nowhere"}, **ASKED)
    assert wrong.status_code == 422
    assert "This is not an e-mail address." in text(wrong)
    answered = client.post(f"/{link}", named, follow=True, **ASKED)
    assert "Your answer is recorded." in text(answered)
    assert invited(made, email="deputy@example.org").stands_in_for == invited(made)
    services.withdraw_invitation(actor=SYSTEM, invitation_id=invited(made).pk)
    assert client.get(f"/{link}").status_code == 404
    assert client.get(reverse("governance:invitation-answer", args=["x"])).status_code == 404


def test_a_leader_reads_who_comes_and_changes_nothing(signed_in):
    meeting = planned()
    leader = signed_in(grant_role(user(), "leader"))
    page = address("convening", meeting.pk)
    assert page not in text(leader.get(meeting.get_absolute_url()))
    assert leader.get(page).status_code == 404

    made = convened(meeting)

    assert page in text(leader.get(meeting.get_absolute_url()))
    shown = text(leader.get(page))
    assert "Member 0" in shown or "委员0" in shown
    assert "first@example.org" not in shown
    assert "<form" not in shown.partition("<main")[2]
    for name in ("send", "remind", "gather", "take-up"):
        assert leader.post(address(f"convening-{name}", meeting.pk)).status_code == 403
    assert not made.invitations.exclude(reminded_at=None).exists()


def test_what_is_not_ones_own_answers_like_what_is_not_there(client, signed_in):
    made = convened()
    stranger = signed_in(grant_role(user(), "verifier"))
    for name in ("invitation", "invitation-file", "invitation-edit"):
        assert stranger.get(address(name, invited(made).pk)).status_code == 404
    assert stranger.get(made.get_absolute_url()).status_code == 403
    client.force_login(invited(made).user)
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get(address("invitation-edit", invited(made).pk)).status_code == 403
    assert client.post(address("invitation-withdraw", invited(made).pk)).status_code == 403
    assert client.get(address("body-rules", made.meeting.body_id)).status_code == 403


def test_ones_invitations_take_the_same_queries_for_one_and_for_many(
    client, django_assert_max_num_queries
):
    of = committee()
    convened(planned(of))
    client.force_login(User.objects.get(email="first@example.org"))
    page = reverse("governance:invitations")
    client.get(page)
    with django_assert_max_num_queries(30) as before:
        client.get(page)
    for _number in range(8):
        convened(planned(of))
    with django_assert_max_num_queries(len(before)):
        assert text(client.get(page)).count("<tr>") == 10


@pytest.mark.parametrize(
    ("day", "is_off"),
    [("2025-07-19", True), ("2025-10-02", True), ("2025-07-16", False), ("2025-09-28", False)],
)
def test_a_meeting_on_a_day_off_is_warned_of_and_not_refused(desk, day, is_off):
    for on, is_working in (("2025-10-02", False), ("2025-09-28", True)):
        SpecialDay.objects.create(calendar="cn", on=on, is_working=is_working)
    calendar.forget()
    meeting = planned()

    page = desk.post(
        address("convening-edit", meeting.pk), {**TYPED, "starts_on": day}, follow=True
    )
    chinese = desk.get(address("convening", meeting.pk), headers={"accept-language": "zh-hans"})

    assert Convening.objects.filter(meeting=meeting).exists()
    assert ("The meeting lies on a day off" in text(page)) == is_off
    assert ("会议定在休息日" in text(chinese)) == is_off
