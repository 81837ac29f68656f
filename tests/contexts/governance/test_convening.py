"""Calling a meeting: who is asked, what they are told, what they answer, and the rules of the body."""

import datetime as dt
from email import message_from_bytes
from email.policy import default as modern

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from plenary.contexts.governance import services as governance
from plenary.contexts.governance.drafting.minutes import meeting_record
from plenary.contexts.governance.models import Convening, Invitation, Meeting, Paper
from plenary.contexts.governance.selectors.agendas import papers
from plenary.contexts.governance.selectors.convening import invitations, page, seats
from plenary.contexts.governance.selectors.convening.notices import is_of_another_agenda
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.selectors.sitting.page import sitting_page
from plenary.contexts.governance.services import AttendeeGiven
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.convening import AnswerGiven, GuestGiven, links
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.delivering import as_message
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.people.models import Holding, Person
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, PlenaryError, Refused, Stale
from tests.contexts.governance import agenda_records, factories
from tests.contexts.governance.convenings import (
    HOUR,
    STARTS,
    answer,
    committee,
    convened,
    drawn_up,
    given,
    invited,
    planned,
)
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, person, post, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def mails(**fields):
    return Mail.objects.filter(**fields).order_by("pk")


def event(mail):
    """Give the method and the event of a mail's calendar, as icalendar reads them."""
    calendar = Calendar.from_ical(mail.calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def rules(of, **fields):
    return services.set_body_rules(actor=SYSTEM, body_id=of.pk, seen_version=None, **fields)


# Drawing up


def test_drawing_up_drafts_the_notice_in_both_languages_and_lists_who_is_asked():
    meeting = planned()
    governance.add_agenda_item(
        actor=SYSTEM, meeting_id=meeting.pk, kind="review", text_zh="审议工作要点", text_en=""
    )

    made = drawn_up(meeting, room_zh="三层会议室", reply_by_on=dt.date(2025, 7, 14))

    assert "关于召开全体会议的通知" in made.notice_zh
    assert "2025年7月16日（星期三）9:00—11:00" in made.notice_zh
    assert "1．审议工作要点" in made.notice_zh
    assert "Time: Wednesday, 16 July 2025, 09:00–11:00\nPlace: 三层会议室" in made.notice_en
    assert "by 14 July 2025" in made.notice_en
    listed = list(made.invitations.values_list("role", "sent_at"))
    assert [role for role, _at in listed] == ["member", "member", "unit"]
    assert {at for _role, at in listed} == {None}
    assert Meeting.objects.get(pk=meeting.pk).held_on == dt.date(2025, 7, 16)
    assert not mails().exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_at": STARTS}, "ends"),
        ({"ends_at": STARTS + dt.timedelta(days=2)}, "ends"),
        ({"starts_at": STARTS - dt.timedelta(days=30)}, "ends"),
        (
            {
                "starts_at": STARTS - dt.timedelta(days=30),
                "ends_at": STARTS - dt.timedelta(days=29.9),
            },
            "starts_on",
        ),
        ({"reply_by_on": dt.date(2025, 7, 17)}, "reply_by_on"),
        ({"reply_by_on": dt.date(2025, 6, 30)}, "reply_by_on"),
        ({"place_id": 987654}, "place"),
    ],
)
def test_a_notice_that_cannot_hold_is_refused_and_leaves_nothing(fields, field):
    meeting = planned()

    with pytest.raises(Refused) as refused:
        drawn_up(meeting, **fields)

    assert field in refused.value.fields
    assert not Convening.objects.exists()
    assert Meeting.objects.get(pk=meeting.pk).held_on is None


def test_a_notice_with_a_secrecy_marking_is_refused():
    with pytest.raises(PlenaryError):
        drawn_up(notice_zh="秘密★一年 会议通知")
    assert not Convening.objects.exists()


def test_a_held_meeting_is_not_convened_and_none_twice():
    with pytest.raises(Refused):
        drawn_up(factories.meeting())
    made = drawn_up()
    with pytest.raises(Refused):
        drawn_up(made.meeting)


def test_the_record_of_a_convened_meeting_leaves_day_and_place_to_the_convening(office, signed_in):
    made = drawn_up()
    meeting = made.meeting
    for changes in (
        {"held_on": dt.date(2025, 7, 20)},
        {"body_id": committee(first="other@example.org").pk},
        {"place_id": None, "held_on": None},
    ):
        with refused(Refused) as caught:
            governance.edit_meeting(
                actor=office, meeting_id=meeting.pk, seen_version=None, changes=changes
            )
        assert "Convening" in str(next(iter(caught.value.fields.values())))
    desk = signed_in(User.objects.get(pk=office.user_id))
    address = f"/meetings/{meeting.pk}/edit/"
    page = desk.get(address).content.decode()
    assert f'<a href="/meetings/{meeting.pk}/convening/">Convening</a>' in page
    meeting.refresh_from_db()
    sent = {
        "title_zh": meeting.title_zh,
        "title_en": "Second plenary",
        "held_on": "2025-07-20",
        "release": meeting.release,
        "seen_version": meeting.version,
    }

    assert desk.post(address, sent).status_code == 302

    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.held_on) == ("Second plenary", made.starts_on)
    governance.hold_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, held_on=dt.date(2025, 7, 1)
    )
    governance.edit_meeting(
        actor=office,
        meeting_id=meeting.pk,
        seen_version=None,
        changes={"held_on": dt.date(2025, 6, 30)},
    )


def test_only_the_office_convenes(actor_of):
    meeting = planned()
    for actor, error in ((actor_of("leader"), Forbidden), (actor_of(), NotFound)):
        with pytest.raises(error):
            services.draw_up_convening(actor=actor, meeting_id=meeting.pk, given=given())
    made = drawn_up(meeting)
    sent = {
        "send_invitations": {},
        "remind_invited": {},
        "gather_invitations": {},
        "call_off_meeting": {"seen_version": None, "reason": "x"},
        "change_convening": {"seen_version": None, "given": given()},
    }
    for name, fields in sent.items():
        with pytest.raises(Forbidden):
            getattr(services, name)(actor=actor_of("leader"), convening_id=made.pk, **fields)


# Sending


def test_everybody_with_an_address_gets_one_mail_in_their_language_with_a_calendar_file():
    made = convened()

    first, liaison = mails()
    assert made.state == "sent"
    assert first.subject == "Invitation: Plenary"
    assert liaison.subject == "会议邀请：全体会议"
    assert "Answer here" in first.body
    method, one = event(first)
    assert method == "REQUEST"
    assert (str(one["UID"]), int(one["SEQUENCE"])) == (made.uid, 0)
    assert one.decoded("DTSTART") == STARTS
    assert str(one["ATTENDEE"]) == "mailto:first@example.org"
    assert one["ATTENDEE"].params["RSVP"] == "TRUE"
    assert "example.org" not in liaison.calendar.replace(liaison.to, "")
    assert AuditRow.objects.filter(action="governance.convening.sent").count() == 1
    assert made.invitations.filter(email="", sent_at=None).count() == 1


def test_the_mail_carries_the_calendar_as_an_alternative_and_as_a_file():
    convened()
    raw = as_message(mails().first()).message().as_bytes()

    parts = list(message_from_bytes(raw, policy=modern).walk())
    kinds = [part.get_content_type() for part in parts]
    calendar = parts[kinds.index("text/calendar")]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert "BEGIN:VEVENT" in calendar.get_content()
    assert parts[kinds.index("application/ics")].get_filename() == "invitation.ics"


def test_sending_again_tells_only_those_who_are_new():
    made = convened()
    with pytest.raises(Refused):
        services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    services.add_guest(
        actor=SYSTEM,
        convening_id=made.pk,
        guest=GuestGiven(name="Guest", email="Guest@Example.org", role="observer"),
    )

    assert services.send_invitations(actor=SYSTEM, convening_id=made.pk) == 1
    assert mails().last().to == "guest@example.org"
    assert event(mails().last())[1]["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


def test_a_send_on_what_somebody_else_changed_is_refused():
    made = drawn_up()
    services.change_convening(
        actor=SYSTEM, convening_id=made.pk, seen_version=None, given=given(room_zh="东厅")
    )
    with pytest.raises(Stale):
        services.send_invitations(actor=SYSTEM, convening_id=made.pk, seen_version=1)
    assert not mails().exists()


def test_nobody_is_told_of_a_time_that_is_past():
    made = drawn_up()
    with time_machine.travel(STARTS), pytest.raises(Refused):
        services.send_invitations(actor=SYSTEM, convening_id=made.pk)


def test_a_change_raises_the_sequence_once_and_keeps_the_uid():
    made = convened()
    for room in ("东厅", "西厅"):
        services.change_convening(
            actor=SYSTEM, convening_id=made.pk, seen_version=None, given=given(room_zh=room)
        )
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    last = mails(to="first@example.org").last()
    assert last.subject == "Changed: Plenary"
    _method, one = event(last)
    assert (str(one["UID"]), int(one["SEQUENCE"])) == (made.uid, 1)
    assert str(one["LOCATION"]) == "西厅"


def test_saving_without_a_change_raises_nothing():
    made = convened()
    same = given(notice_zh=made.notice_zh, notice_en=made.notice_en)

    changed = services.change_convening(
        actor=SYSTEM, convening_id=made.pk, seen_version=made.version, given=same
    )

    assert changed.sequence == 0


def test_a_new_time_asks_everybody_anew_and_a_new_room_does_not():
    made = convened()
    answer(invited(made))
    services.change_convening(
        actor=SYSTEM, convening_id=made.pk, seen_version=None, given=given(room_zh="东厅")
    )
    assert invited(made).reply == "coming"

    later = given(starts_at=STARTS + HOUR, ends_at=STARTS + 2 * HOUR)
    services.change_convening(actor=SYSTEM, convening_id=made.pk, seen_version=None, given=later)

    assert invited(made).reply == ""
    assert invited(made).replied_at is None


def test_calling_off_tells_everybody_who_was_told_and_strikes_it_out_of_their_calendars():
    made = convened()
    with pytest.raises(Refused):
        services.call_off_meeting(actor=SYSTEM, convening_id=made.pk, seen_version=None, reason=" ")
    services.call_off_meeting(actor=SYSTEM, convening_id=made.pk, seen_version=None, reason="防汛")

    last = mails(to="first@example.org").last()
    method, one = event(last)
    assert (method, str(one["STATUS"]), int(one["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    assert last.subject == "Called off: Plenary"
    assert "防汛" in last.body
    with pytest.raises(Refused):
        answer(invited(made))
    with pytest.raises(Refused):
        services.remind_invited(actor=SYSTEM, convening_id=made.pk)


def test_a_meeting_taken_up_again_has_a_higher_sequence_than_its_calling_off():
    made = convened()
    answer(invited(made))
    services.call_off_meeting(actor=SYSTEM, convening_id=made.pk, seen_version=None, reason="x")
    services.take_up_convening(actor=SYSTEM, convening_id=made.pk)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    method, one = event(mails(to="first@example.org").last())
    assert (method, int(one["SEQUENCE"])) == ("REQUEST", 2)
    assert invited(made).reply == ""


def test_a_reminder_goes_to_the_silent_once_a_day():
    made = convened()
    answer(invited(made))

    assert services.remind_invited(actor=SYSTEM, convening_id=made.pk) == 1
    assert mails().last().subject == "请答复会议邀请：全体会议"
    with pytest.raises(Refused):
        services.remind_invited(actor=SYSTEM, convening_id=made.pk)
    with time_machine.travel(dt.datetime(2025, 7, 2, 4, tzinfo=dt.UTC)):
        assert services.remind_invited(actor=SYSTEM, convening_id=made.pk) == 1


# The list


def test_the_list_takes_up_who_has_joined_since():
    made = drawn_up()
    before = made.invitations.count()
    assert services.gather_invitations(actor=SYSTEM, convening_id=made.pk) == 0
    sits = unit()
    unit_user(sits)
    made.meeting.body.member_units.create(unit=sits)

    assert services.gather_invitations(actor=SYSTEM, convening_id=made.pk) == 1
    assert made.invitations.count() == before + 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nowhere"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "FIRST@example.org"}, "email"),
        ({"name": " "}, "name"),
        ({"role": "substitute"}, "role"),
    ],
)
def test_a_guest_without_a_good_name_address_and_part_is_refused(fields, field):
    made = drawn_up()
    guest = GuestGiven(**{"name": "G", "email": "g@example.org", "role": "observer", **fields})

    with pytest.raises(Refused) as refused:
        services.add_guest(actor=SYSTEM, convening_id=made.pk, guest=guest)

    assert list(refused.value.fields) == [field]
    assert made.invitations.count() == 3


def test_an_observer_is_asked_to_single_items_of_this_meeting_only():
    made = drawn_up()
    item, other = (
        governance.add_agenda_item(
            actor=SYSTEM, meeting_id=meeting.pk, kind="hear", text_zh="听取汇报", text_en="Hear"
        )
        for meeting in (made.meeting, planned(body()))
    )
    guest = {"name": "G", "email": "g@example.org", "language": "en"}
    for role, pk, error in (("observer", other.pk, NotFound), ("member", item.pk, Refused)):
        with pytest.raises(error):
            services.add_guest(
                actor=SYSTEM,
                convening_id=made.pk,
                guest=GuestGiven(**guest, role=role, item_ids=(pk,)),
            )
    services.add_guest(
        actor=SYSTEM,
        convening_id=made.pk,
        guest=GuestGiven(**guest, role="observer", item_ids=(item.pk,)),
    )
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    assert "for these items:\n1. Hear" in mails(to="g@example.org").get().body


def test_a_drafted_notice_follows_time_and_agenda_and_a_written_one_stays():
    made = drawn_up()
    assert not is_of_another_agenda(made)
    for text in ("Budget", "Menus"):
        governance.add_agenda_item(
            actor=SYSTEM, meeting_id=made.meeting_id, kind="hear", text_zh=text, text_en=text
        )
    assert is_of_another_agenda(made)
    later = {"starts_at": STARTS + HOUR, "ends_at": STARTS + 3 * HOUR}
    for again in ({}, later):
        kept = Convening.objects.get(pk=made.pk)
        texts = {"notice_zh": kept.notice_zh, "notice_en": kept.notice_en}
        kept = services.change_convening(
            actor=SYSTEM, convening_id=made.pk, seen_version=None, given=given(**texts, **again)
        )
        assert "1. Budget\n2. Menus\n" in kept.notice_en
        assert not is_of_another_agenda(kept)
    assert "10:00–12:00" in kept.notice_en
    assert "10:00—12:00" in kept.notice_zh

    by_hand = {"notice_zh": kept.notice_zh, "notice_en": f"{kept.notice_en} Bring your badge."}
    for again in (later, {}):
        kept = services.change_convening(
            actor=SYSTEM, convening_id=made.pk, seen_version=None, given=given(**by_hand, **again)
        )
        by_hand |= {"notice_zh": kept.notice_zh}
    assert "10:00–12:00" in kept.notice_en
    assert "9:00—11:00" in kept.notice_zh


def test_an_observer_of_an_item_learns_of_no_other_and_reads_its_papers(client):
    made = drawn_up()
    theirs, others = (
        governance.add_agenda_item(
            actor=SYSTEM, meeting_id=made.meeting_id, kind="hear", text_zh=text, text_en=text
        )
        for text in ("Theirs", "Otherwise")
    )
    services.change_convening(
        actor=SYSTEM,
        convening_id=made.pk,
        seen_version=None,
        given=given(notice_zh="Otherwise", notice_en="Otherwise"),
    )
    read = agenda_records.paper(item_id=theirs.pk, access="internal")
    agenda_records.paper(item_id=others.pk, access="public")
    account = unit_user(unit())
    guest = GuestGiven("G", account.email, "observer", "en", item_ids=(theirs.pk,))
    services.add_guest(actor=SYSTEM, convening_id=made.pk, guest=guest)
    assert not papers.visible_to(account.actor).exists()
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    one, told = invited(made, email=account.email), mails(to=account.email).get()
    assert "Otherwise" not in told.body + told.calendar
    assert "1. Theirs" in str(event(told)[1]["DESCRIPTION"])
    assert list(papers.visible_to(account.actor)) == [read]
    client.force_login(account)
    page = client.get(one.get_absolute_url()).content.decode()
    assert f'href="{read.get_absolute_url()}"' in page
    assert "Otherwise" not in page + client.get(links.link_of(one)).content.decode()
    with refused(Refused, "G is asked to this item alone"):
        governance.remove_agenda_item(actor=SYSTEM, item_id=theirs.pk, seen_version=None)
    assert list(papers.visible_to(account.actor)) == [read]
    Paper.objects.filter(pk=read.pk).update(access="committee")
    assert not papers.visible_to(account.actor).exists()
    Paper.objects.filter(pk=read.pk).update(access="internal")
    services.withdraw_invitation(actor=SYSTEM, invitation_id=one.pk)
    governance.remove_agenda_item(actor=SYSTEM, item_id=theirs.pk, seen_version=None)
    assert not papers.visible_to(account.actor).exists()


def test_a_new_address_is_told_anew_and_the_old_one_that_it_is_void():
    made = convened()
    one = invited(made)
    old = links.link_of(one).rsplit("/", 2)[1]
    services.address_invitation(
        actor=SYSTEM,
        invitation_id=one.pk,
        seen_version=one.version,
        name="First",
        email="other@example.org",
        language="en",
    )

    assert event(mails(to="first@example.org").last())[0] == "CANCEL"
    with pytest.raises(NotFound):
        links.invited_by(old)
    assert services.send_invitations(actor=SYSTEM, convening_id=made.pk) == 1
    assert invited(made, email="other@example.org").user is None


def readdressed(one, **fields):
    given = {"name": one.name, "email": one.email, "language": "en", **fields}
    services.address_invitation(actor=SYSTEM, invitation_id=one.pk, seen_version=None, **given)
    one.refresh_from_db()
    return one


def test_an_answer_stays_with_the_address_that_gave_it():
    made = convened()
    one = invited(made)
    answer(
        one,
        "substituted",
        reason="在外地",
        substitute_name="Li",
        substitute_email="li@example.org",
    )
    one.refresh_from_db()
    [substitute] = one.substitutes.all()
    assert readdressed(one, name="Wang Yi").reply == "substituted"

    readdressed(one, name="Zhao", email="zhao@example.org")

    assert (one.reply, one.reason, one.replied_by) == ("", "", "")
    assert (one.replied_at, one.replied_sequence) == (None, None)
    substitute.refresh_from_db()
    assert substitute.is_withdrawn


def test_an_answer_given_before_an_address_was_known_stays():
    made = convened()
    one = invited(made)
    answer(one)
    Invitation.objects.filter(pk=one.pk).update(email="", sent_at=None)
    one.refresh_from_db()
    assert readdressed(one, email="zhao@example.org").reply == "coming"


def test_who_is_taken_off_is_told_and_their_link_is_void():
    made = convened()
    one = invited(made)
    token = links.link_of(one).rsplit("/", 2)[1]

    services.withdraw_invitation(actor=SYSTEM, invitation_id=one.pk)

    assert mails(to="first@example.org").last().subject == "Invitation withdrawn: Plenary"
    with pytest.raises(NotFound):
        links.invited_by(token)
    with pytest.raises(Refused):
        services.withdraw_invitation(actor=SYSTEM, invitation_id=one.pk)


# Answers


def test_an_answer_is_kept_with_its_way_and_the_sequence_that_it_is_to():
    made = convened()
    one = answer(invited(made), actor=invited(made).user.actor)

    assert (one.reply, one.replied_by, one.replied_sequence) == ("coming", "page", 0)
    assert answer(one).replied_by == "desk"


def test_not_coming_needs_a_reason_and_tells_the_office(office):
    made = convened()
    with pytest.raises(Refused) as refused:
        answer(invited(made), "not_coming")
    assert "reason" in refused.value.fields
    assert invited(made).reply == ""

    answer(invited(made), "not_coming", reason="出差")

    assert invited(made).reason == "出差"
    assert Notification.objects.filter(user_id=office.user_id).count() == 1


def test_a_substitute_is_invited_at_once_and_told_when_no_longer_needed():
    made = convened()
    answer(
        invited(made),
        "substituted",
        substitute_name="Deputy",
        substitute_email="deputy@example.org",
    )
    mail = mails(to="deputy@example.org").get()
    assert "You are named as substitute for Member 0." in mail.body
    assert event(mail)[1]["ATTENDEE"].params["CN"] == "Deputy"

    answer(invited(made), "coming")

    assert event(mails(to="deputy@example.org").last())[0] == "CANCEL"
    assert made.invitations.filter(role="substitute", is_withdrawn=False).count() == 0


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        ("", "deputy@example.org", "substitute_name"),
        ("Deputy", "nowhere", "substitute_email"),
        ("Deputy", "", "substitute_email"),
        ("Deputy", "first@example.org", "substitute_email"),
    ],
)
def test_a_substitute_without_a_good_name_and_address_is_refused(name, email, field):
    made = convened()
    with pytest.raises(Refused) as refused, transaction.atomic():
        answer(invited(made), "substituted", substitute_name=name, substitute_email=email)
    assert list(refused.value.fields) == [field]
    assert invited(made).reply == ""


def test_a_substitute_sends_nobody_else_and_nobody_is_passed_on_without_end():
    made = convened()
    named = {"substitute_name": "A", "substitute_email": "a@example.org"}
    answer(invited(made), "substituted", **named)
    with pytest.raises(Refused):
        answer(
            invited(made, email="a@example.org"),
            "substituted",
            substitute_name="B",
            substitute_email="b@example.org",
        )
    for _time in range(4):
        answer(invited(made), "substituted", **named)
    with pytest.raises(Refused):
        answer(invited(made), "substituted", **named)


def test_nobody_answers_for_others_or_once_the_meeting_has_begun(actor_of):
    made = convened()
    one, of_unit = invited(made), invited(made, role="unit")
    for stranger in (actor_of(), unit_user(unit()).actor, actor_of("verifier")):
        with pytest.raises(NotFound):
            answer(one, actor=stranger)
    with pytest.raises(Forbidden):
        answer(one, actor=actor_of("leader"))
    with pytest.raises(NotFound):
        answer(one, actor=of_unit.user.actor)
    assert answer(of_unit, actor=unit_user(of_unit.unit).actor).replied_by == "page"
    with time_machine.travel(STARTS), pytest.raises(Refused):
        answer(one)
    with pytest.raises(Refused):
        answer(one, "perhaps")


def test_a_link_answers_for_its_addressee_alone_until_the_meeting_is_over():
    convened()
    body_of_mail = mails(to="first@example.org").get().body
    token = body_of_mail.rsplit("/", 2)[1]

    one = services.answer_by_link(token=token, answer=AnswerGiven(reply="coming"))

    assert (one.email, one.reply, one.replied_by) == ("first@example.org", "coming", "link")
    for wrong in (token[:-1], f"x{token}", "x"):
        with pytest.raises(NotFound):
            links.invited_by(wrong)
    with time_machine.travel(STARTS + 3 * HOUR), pytest.raises(NotFound):
        links.invited_by(token)


def test_a_link_is_old_some_day_even_where_the_meeting_is_still_to_come():
    far = STARTS + dt.timedelta(days=800)
    made = convened(starts_at=far, ends_at=far + HOUR)
    token = links.link_of(invited(made)).rsplit("/", 2)[1]
    with time_machine.travel(STARTS + dt.timedelta(days=300)):
        assert links.invited_by(token) == invited(made)
    with time_machine.travel(STARTS + dt.timedelta(days=500)), pytest.raises(NotFound):
        links.invited_by(token)


# The rules of the body


def quorum(made):
    return page.convening_page(SYSTEM, made.meeting_id).quorum


def test_the_quorum_counts_seats_and_not_people():
    of = committee(members=1, units=2)
    rules(of, quorum_part=1, quorum_whole=2)
    made = convened(planned(of))
    first_unit = made.invitations.filter(role="unit").first().unit
    unit_user(first_unit)
    services.gather_invitations(actor=SYSTEM, convening_id=made.pk)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    for one in made.invitations.filter(unit=first_unit):
        answer(one)

    found = quorum(made)

    assert (found.seats, found.needed, found.coming, found.waiting) == (3, 2, 1, 2)
    assert not found.is_reached
    assert not found.is_lost
    answer(invited(made), "not_coming", reason="x")
    other = made.invitations.filter(role="unit").exclude(unit=first_unit).get()
    answer(other, "not_coming", reason="x")
    assert quorum(made).is_lost


@pytest.mark.parametrize("email", ["first@example.org", "unit"])
def test_whoever_is_put_back_by_hand_fills_the_same_seat(email):
    of = committee(members=1, units=1)
    rules(of, quorum_part=1, quorum_whole=2)
    made = convened(planned(of))
    one = invited(made, role="unit") if email == "unit" else invited(made)
    services.withdraw_invitation(actor=SYSTEM, invitation_id=one.pk)
    assert quorum(made).waiting == 1

    again = GuestGiven(name=one.name, email=one.email, role="member")
    services.add_guest(actor=SYSTEM, convening_id=made.pk, guest=again)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    answer(invited(made, email=one.email))

    assert quorum(made).coming == 1


@pytest.mark.parametrize(("counts", "coming"), [(True, 1), (False, 0)])
def test_a_substitute_fills_the_seat_where_the_rules_say_so(counts, coming):
    of = committee(members=2, units=0)
    rules(of, quorum_part=1, quorum_whole=2, substitutes_count=counts)
    made = convened(planned(of))
    answer(invited(made), "substituted", substitute_name="A", substitute_email="a@example.org")
    assert quorum(made).coming == 0
    answer(invited(made, email="a@example.org"))

    assert quorum(made).coming == coming


@pytest.mark.parametrize(
    ("part", "whole", "more", "total", "expected"),
    [
        (1, 2, False, 9, 5),
        (1, 2, False, 10, 5),
        (1, 2, True, 10, 6),
        (2, 3, False, 9, 6),
        (2, 3, True, 9, 7),
        (1, 1, False, 4, 4),
    ],
)
def test_the_quorum_is_the_fraction_or_one_more(part, whole, more, total, expected):
    asked = seats.BodyRules(quorum_part=part, quorum_whole=whole, is_more_than=more)
    assert seats.needed(asked, total) == expected


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quorum_part": 1}, "quorum_part"),
        ({"quorum_part": 3, "quorum_whole": 2}, "quorum_part"),
        ({"quorum_part": 2, "quorum_whole": 2, "is_more_than": True}, "quorum_part"),
        ({"quorum_counts": "chairs"}, "quorum_counts"),
        ({"notice_days": 999}, "notice_days"),
    ],
)
def test_rules_that_nobody_can_keep_are_refused(fields, field):
    with pytest.raises(Refused) as refused:
        rules(body(), **fields)
    assert list(refused.value.fields) == [field]


def test_rules_are_the_offices_and_a_late_save_is_refused(actor_of, office):
    of = body()
    with pytest.raises(Forbidden):
        services.set_body_rules(actor=actor_of("leader"), body_id=of.pk, seen_version=None)
    with pytest.raises(NotFound):
        services.set_body_rules(actor=office, body_id=unit().pk, seen_version=None)
    services.set_body_rules(actor=office, body_id=of.pk, seen_version=None, notice_days=5)
    services.set_body_rules(actor=office, body_id=of.pk, seen_version=1, notice_days=6)
    with pytest.raises(Stale):
        services.set_body_rules(actor=office, body_id=of.pk, seen_version=1, notice_days=7)


def test_the_years_comprehensive_meetings_are_counted_against_what_is_allowed():
    of = committee()
    factories.meeting(body_id=of.pk, held_on=dt.date(2025, 3, 1), is_plenary=True)
    factories.meeting(body_id=of.pk, held_on=dt.date(2025, 3, 2))
    factories.meeting(body_id=of.pk, held_on=dt.date(2024, 3, 1), is_plenary=True)
    made = convened(planned(of, is_plenary=True))

    found = page.convening_page(SYSTEM, made.meeting_id).year
    assert (found.year, found.meetings, found.allowed, found.is_over) == (2025, 2, 1, True)

    rules(of, meetings_a_year=2)
    assert not page.convening_page(SYSTEM, made.meeting_id).year.is_over
    services.call_off_meeting(actor=SYSTEM, convening_id=made.pk, seen_version=None, reason="x")
    assert page.convening_page(SYSTEM, made.meeting_id).year.meetings == 1


def test_the_notice_is_counted_in_working_days():
    of = committee()
    made = convened(planned(of))
    found = page.convening_page(SYSTEM, made.meeting_id).notice
    assert (found.days, found.asked, found.is_short) == (11, 3, False)
    rules(of, notice_days=12)
    assert page.convening_page(SYSTEM, made.meeting_id).notice.is_short


def test_the_office_keeps_what_those_without_an_address_say_and_nobody_else_does(actor_of, office):
    made = convened(planned(committee(members=3, units=1)))
    told_by_word, other = made.invitations.filter(email="")
    written = mails().count()

    answer(told_by_word, "substituted", actor=office, substitute_name="代会人")

    stand_in = told_by_word.substitutes.get()
    assert (stand_in.name, stand_in.email, stand_in.sent_at) == ("代会人", "", None)
    told_by_word.refresh_from_db()
    assert (told_by_word.reply, told_by_word.replied_by) == ("substituted", "desk")
    shown = page.convening_page(office, made.meeting_id)
    assert (shown.answers, shown.without_address) == ({"silent": 2, "substituted": 1}, 2)
    answer(told_by_word, actor=office)
    stand_in.refresh_from_db()
    assert stand_in.is_withdrawn
    assert mails().count() == written
    with pytest.raises(Forbidden):
        answer(other, actor=actor_of("leader"))
    with pytest.raises(Refused):
        answer(invited(made), "substituted", actor=office, substitute_name="A")


def test_a_meeting_is_convened_by_word_of_mouth_where_nobody_has_an_address(office):
    made = drawn_up()
    Invitation.objects.filter(convening=made).update(email="", user=None)
    one = made.invitations.first()
    with pytest.raises(Refused):
        answer(one, actor=office)
    assert "send" in page.convening_page(office, made.meeting_id).may

    assert services.send_invitations(actor=office, convening_id=made.pk) == 0

    answer(one, actor=office)
    assert page.convening_page(office, made.meeting_id).may == {"change", "call_off", "seat"}
    assert not mails().exists()
    with pytest.raises(Refused):
        services.send_invitations(actor=office, convening_id=made.pk)


def test_nobody_is_convened_by_an_empty_list(office):
    made = drawn_up()
    made.invitations.update(is_withdrawn=True)
    assert "send" not in page.convening_page(office, made.meeting_id).may
    with refused(Refused, "Nobody is on the list"):
        services.send_invitations(actor=office, convening_id=made.pk)
    made.refresh_from_db()
    assert made.state == "draft"


def test_a_leader_answers_their_own_invitation_once_it_is_sent_and_never_as_the_office():
    made = convened()
    leader = grant_role(user(), "leader")
    Invitation.objects.filter(pk=invited(made).pk).update(
        user=leader, sent_at=None, sent_sequence=None
    )
    with refused(Refused, "no longer be answered"):
        answer(invited(made), actor=leader.actor)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    answer(invited(made), actor=leader.actor)
    assert invited(made).replied_by == "page"


# Into the attendance


def test_the_attendance_begins_with_the_answers():
    of = committee(members=4, units=1)
    made = drawn_up(planned(of))
    members = list(made.invitations.filter(role="member"))
    for number, one in enumerate(members[1:]):
        Invitation.objects.filter(pk=one.pk).update(email=f"m{number}@example.org")
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    answer(members[0])
    answer(members[1], "not_coming", reason="x")
    answer(members[2], "substituted", substitute_name="代会人", substitute_email="d@example.org")

    assert services.seat_by_answers(actor=SYSTEM, convening_id=made.pk) == 4

    seated = made.meeting.attendances.values_list("person_id", "status", "stand_in_zh")
    said = ["present", "excused", "substitute", "absent"]
    persons = [one.person_id for one in members]
    assert list(seated) == list(zip(persons, said, ["", "", "代会人", ""], strict=True))
    assert made.meeting.attendances.first().posts.count() == 1
    with pytest.raises(Refused):
        services.seat_by_answers(actor=SYSTEM, convening_id=made.pk)


def test_units_without_a_named_person_stand_on_the_secretarys_screen_and_in_the_minutes(client):
    made = convened(planned(committee(members=1, units=4)))
    silent, away, coming, sending = made.invitations.filter(role="unit").order_by("pk")
    answer(invited(made, role="member"))
    answer(away, "not_coming", reason="出差")
    answer(coming)
    answer(sending, "substituted", substitute_name="代会人", substitute_email="d@example.org")
    services.seat_by_answers(actor=SYSTEM, convening_id=made.pk)

    found = {one.unit.pk: (one.reply, one.comes) for one in of_screen(made).unnamed}
    assert found == {
        silent.unit_id: ("", ()),
        away.unit_id: ("not_coming", ()),
        coming.unit_id: ("coming", (coming.name,)),
        sending.unit_id: ("substituted", ("代会人",)),
    }
    account = user()
    grant_role(account, "office")
    client.force_login(account)
    page = client.get(reverse("governance:sitting", args=[made.meeting_id])).content.decode()
    assert "4 units without a named person" in page
    assert (page.count("Not answered"), "Absent, no answer" in page) == (1, False), (
        "it may be to come"
    )
    assert "No count holds them" in page

    address = reverse("governance:sitting-unit", args=[made.meeting_id, coming.unit_id])
    assert "list it among those present" in client.post(address, follow=True).content.decode()
    assert "named for this unit already" in client.post(address, follow=True).content.decode()
    assert coming.unit_id not in {one.unit.pk for one in of_screen(made).unnamed}
    listed = {one.key: one.quote for one in meeting_record(minutes_facts(made.meeting))[1]}
    assert coming.unit.name_zh in listed["people:present"]
    assert away.unit.name_zh in listed["people:excused"]
    assert f"{silent.unit.name_zh}、{sending.unit.name_zh}" in listed["people:unrecorded"]

    head = person(name_zh="局长")
    Holding.objects.create(post=post(organisation=silent.unit), person=head)
    there = [
        AttendeeGiven(person_id=one.person_id, status=one.status)
        for one in made.meeting.attendances.all()
    ]
    record_attendance(
        actor=SYSTEM, meeting_id=made.meeting_id, attendees=[*there, AttendeeGiven(head.pk)]
    )
    assert silent.unit_id not in {one.unit.pk for one in of_screen(made).unnamed}


def of_screen(convening):
    return sitting_page(SYSTEM, convening.meeting_id)


def test_guests_who_come_are_in_the_attendance_by_their_names_alone():
    of = committee(members=1, units=0)

    def held(*guests):
        made = drawn_up(planned(of))
        for name, email, role in guests:
            guest = GuestGiven(name=name, email=email, role=role, language="en")
            services.add_guest(actor=SYSTEM, convening_id=made.pk, guest=guest)
        services.send_invitations(actor=SYSTEM, convening_id=made.pk)
        return made

    expert = ("Dr. Helen Brook", "brook@example.org", "observer")
    made = held(
        expert, ("刘专家", "liu@example.org", "member"), ("No Show", "no@example.org", "observer")
    )
    answer(invited(made, email="brook@example.org"))
    answer(
        invited(made, email="liu@example.org"),
        "substituted",
        substitute_name="代会人",
        substitute_email="d@example.org",
    )
    before = Person.objects.count()

    assert services.seat_by_answers(actor=SYSTEM, convening_id=made.pk) == 3

    seated = list(made.meeting.attendances.filter(person__pk__gt=0).order_by("order"))
    said = [(str(one.person), one.status, one.stand_in_en) for one in seated[1:]]
    assert said == [("Dr. Helen Brook", "observer", ""), ("刘专家", "substitute", "代会人")]
    assert Person.objects.count() == before + 2, "who did not answer is nobody in the directory"
    again = held(expert)
    answer(invited(again, email="brook@example.org"))
    services.seat_by_answers(actor=SYSTEM, convening_id=again.pk)
    assert Person.objects.count() == before + 2, "the same guest is the same person"
    assert seated[1].person in [one.person for one in again.meeting.attendances.all()]


def test_the_attendance_begins_with_answers_only_where_there_are_some(actor_of):
    made = drawn_up()
    with pytest.raises(Refused):
        services.seat_by_answers(actor=SYSTEM, convening_id=made.pk)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    with pytest.raises(Forbidden):
        services.seat_by_answers(actor=actor_of("leader"), convening_id=made.pk)
    without = convened(planned(committee(members=0, units=1)))
    with pytest.raises(Refused):
        services.seat_by_answers(actor=SYSTEM, convening_id=without.pk)
    assert not made.meeting.attendances.exists()


# Who sees what


def test_invitations_are_seen_by_the_office_leaders_and_whom_they_ask(actor_of):
    made = drawn_up()
    one = invited(made)
    own = one.user.actor
    assert not invitations.visible_to(own).exists()
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)

    assert list(invitations.visible_to(own)) == [one]
    assert list(invitations.coming_up(own)) == [one]
    of_unit = invited(made, role="unit")
    assert list(invitations.visible_to(of_unit.user.actor)) == [of_unit]
    for role in ("verifier", "editor", "translator", "protocol", "counter", "administrator"):
        assert not invitations.visible_to(actor_of(role)).exists()
    for role in ("office", "leader"):
        assert invitations.visible_to(actor_of(role)).count() == 3
        assert not invitations.coming_up(actor_of(role)).exists()
    with pytest.raises(Forbidden):
        page.convening_page(actor_of("verifier"), made.meeting_id)


def test_an_address_stands_on_a_list_once_whoever_writes_it():
    made = drawn_up()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            convening=made, role="observer", name="X", email="FIRST@example.org", language="en"
        )


def test_the_page_takes_the_same_queries_for_two_and_for_fifty(django_assert_num_queries):
    bodies = committee(1, 1), committee(2, 48, "x@example.org")
    for of in bodies:
        rules(of, quorum_part=1, quorum_whole=2)
    small, large = (drawn_up(planned(of, is_plenary=True)) for of in bodies)
    page.convening_page(SYSTEM, small.meeting_id)
    with django_assert_num_queries(7):
        page.convening_page(SYSTEM, small.meeting_id)
    with django_assert_num_queries(7):
        found = page.convening_page(SYSTEM, large.meeting_id)
    assert len(found.asked) == 50
