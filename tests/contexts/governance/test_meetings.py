"""Meetings: made, changed, held, closed and reopened."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from plenary.contexts.governance import services
from plenary.contexts.governance.events import (
    MeetingClosed,
    MeetingCreated,
    MeetingReopened,
    MeetingWithdrawn,
)
from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.services import (
    AttendeeGiven,
    EvidenceGiven,
    GroupGiven,
    ProgressGiven,
    checks,
)
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.search.models import Entry
from plenary.shared import events
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, person, post, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(monkeypatch):
    """Collect what is announced."""
    told = []
    monkeypatch.setattr(events.transaction, "on_commit", lambda tell: tell())
    monkeypatch.setattr(events, "_tell", told.append)
    return told


def test_the_office_records_a_meeting(office, announced):
    meeting = services.create_meeting(
        actor=office,
        body_id=body().pk,
        title_zh=" 2025年全体会议 ",
        held_on=dt.date(2025, 5, 8),
        is_plenary=True,
    )

    assert (meeting.title_zh, meeting.state, meeting.year) == ("2025年全体会议", "held", 2025)
    row = AuditRow.objects.get(subject_type="governance.meeting")
    assert (row.action, row.actor_id) == ("governance.meeting.created", office.user_id)
    assert announced == [MeetingCreated(meeting_id=meeting.pk)]
    assert Entry.objects.filter(subject_type="governance.meeting", subject_id=meeting.pk).exists()


def test_a_planned_meeting_is_held_later(office):
    meeting = factories.meeting(is_held=False)

    held = services.hold_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=1, held_on=dt.date(2025, 5, 8)
    )

    assert (held.state, held.held_on, held.year) == ("held", dt.date(2025, 5, 8), 2025)
    with refused(Refused):
        services.hold_meeting(actor=office, meeting_id=meeting.pk, seen_version=2)


def test_a_meeting_is_not_held_on_a_day_to_come(office, the_first_of_july):
    tomorrow = dt.date(2025, 7, 2)
    planned = factories.meeting(is_held=False, held_on=tomorrow)
    held = factories.meeting(held_on=dt.date(2025, 7, 1))
    for day in (None, tomorrow):
        with refused(Refused, "still to come") as caught:
            services.hold_meeting(
                actor=office, meeting_id=planned.pk, seen_version=None, held_on=day
            )
        assert set(caught.value.fields) == {"held_on"}
    the_body = body()
    with refused(Refused, "still to come"):
        services.create_meeting(actor=office, body_id=the_body.pk, title_zh="会", held_on=tomorrow)
    with refused(Refused, "still to come"):
        services.edit_meeting(
            actor=office, meeting_id=held.pk, seen_version=None, changes={"held_on": tomorrow}
        )
    services.edit_meeting(
        actor=office,
        meeting_id=planned.pk,
        seen_version=None,
        changes={"held_on": dt.date(2025, 7, 3)},
    )
    day = dt.date(2025, 7, 1)
    services.hold_meeting(actor=office, meeting_id=planned.pk, seen_version=None, held_on=day)
    planned.refresh_from_db()
    assert (planned.state, planned.held_on) == ("held", day)


def test_the_demo_takes_a_meeting_of_this_year_for_held(settings):
    settings.DEMO_DAY = dt.date(2025, 7, 15)
    with time_machine.travel(dt.datetime(2026, 5, 4, 4, 0, tzinfo=dt.UTC)):
        assert not checks.not_held_yet(dt.date(2026, 5, 4))
        assert checks.not_held_yet(dt.date(2026, 5, 5))
    with time_machine.travel(dt.datetime(2024, 5, 4, 4, 0, tzinfo=dt.UTC)):
        assert not checks.not_held_yet(dt.date(2025, 7, 15))
        assert checks.not_held_yet(dt.date(2025, 7, 16))


def test_a_meeting_without_a_title_or_body_is_refused(office):
    with refused(Refused, "at least one"):
        services.create_meeting(actor=office, body_id=body().pk)
    with refused(NotFound):
        services.create_meeting(actor=office, body_id=0, title_zh="会")
    with refused(NotFound):
        services.create_meeting(actor=office, body_id=body().pk, title_zh="会", place_id=7)
    with refused(Refused):
        services.create_meeting(actor=office, body_id=body().pk, title_zh="会", release="secret")


def test_a_secrecy_marking_is_refused_before_anything_is_stored(office):
    the_body = body()

    with refused(Refused, "marking"):
        services.create_meeting(actor=office, body_id=the_body.pk, title_zh="机密★会议")


def test_a_marking_is_refused_wherever_something_is_written(office, commerce, liaison, verifier):
    mark = "机密★一年"
    meeting, passage = factories.meeting(), factories.passage()
    task, helping = factories.open_task(lead_unit_id=commerce.pk), unit()
    reported = factories.reported_task()
    calls = [
        lambda: services.add_directive(
            actor=office, meeting_id=meeting.pk, passage_id=passage.pk, text_zh="x", verb=mark
        ),
        lambda: services.add_requirement(actor=office, reference_zh="x", text_zh=mark),
        lambda: services.assign_duty(
            actor=office,
            task_id=task.pk,
            role="supporting",
            unit_id=helping.pk,
            deliverable_zh=mark,
        ),
        lambda: services.edit_task(
            actor=office, task_id=task.pk, seen_version=None, changes={"success_zh": mark}
        ),
        lambda: services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=helping.pk, reason=mark
        ),
        lambda: services.report_progress(
            actor=liaison,
            task_id=task.pk,
            unit_id=commerce.pk,
            given=ProgressGiven(done_zh="x", evidence=(EvidenceGiven(text=mark),)),
        ),
        lambda: services.verify_task(
            actor=verifier, task_id=reported.pk, seen_version=None, verdict="accepted", note=mark
        ),
    ]
    for call in calls:
        with refused(Refused, "marking"):
            call()


@pytest.mark.parametrize("role", ["leader", "verifier", "editor", "protocol", "administrator"])
def test_only_the_office_keeps_meetings(actor_of, role):
    the_body = body()
    actor = actor_of(role)

    with refused(Forbidden):
        services.create_meeting(actor=actor, body_id=the_body.pk, title_zh="会")


def test_a_meeting_is_edited_by_its_seen_version(office):
    meeting = factories.meeting()

    edited = services.edit_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=1, changes={"title_en": "Plenary"}
    )

    assert (edited.title_en, edited.version) == ("Plenary", 2)
    with refused(Stale) as caught:
        services.edit_meeting(
            actor=office, meeting_id=meeting.pk, seen_version=1, changes={"title_en": "Other"}
        )
    assert caught.value.changes == {"title_en": ("", "Plenary")}
    with refused(Refused):
        services.edit_meeting(
            actor=office,
            meeting_id=meeting.pk,
            seen_version=2,
            changes={"title_zh": "", "title_en": ""},
        )
    with pytest.raises(ValueError, match="no such field"):
        services.edit_meeting(
            actor=office, meeting_id=meeting.pk, seen_version=2, changes={"state": "closed"}
        )


def test_a_meeting_recorded_by_mistake_is_taken_away_for_a_reason(office, announced, signed_in):
    planned = factories.meeting(is_held=False, title_en="Twice")
    client = signed_in(User.objects.get(pk=office.user_id))
    address = reverse("governance:meeting-withdraw", args=[planned.pk])
    edit = reverse("governance:meeting-edit", args=[planned.pk])
    assert address in client.get(edit).content.decode()
    with refused(Refused, "reason"):
        services.withdraw_meeting(
            actor=office, meeting_id=planned.pk, seen_version=None, reason=" "
        )

    told = client.post(address, {"seen_version": planned.version, "reason": "x"}, follow=True)

    assert "Twice” is taken away." in told.content.decode()
    assert not Meeting.objects.filter(pk=planned.pk).exists()
    assert not Entry.objects.filter(
        subject_type="governance.meeting", subject_id=planned.pk
    ).exists()
    assert AuditRow.objects.filter(action="governance.meeting.withdrawn").exists()
    assert MeetingWithdrawn(meeting_id=planned.pk) in announced


def test_what_somebody_has_worked_on_is_no_mistake(office, actor_of):
    held = factories.meeting()
    services.record_attendance(
        actor=office, meeting_id=held.pk, attendees=[AttendeeGiven(person_id=person().pk)]
    )
    planned = factories.meeting(is_held=False)
    services.add_agenda_item(actor=office, meeting_id=planned.pk, kind="study", text_zh="甲")
    given = {"seen_version": None, "reason": "x"}
    with refused(Refused, "have been recorded of it"):
        services.withdraw_meeting(actor=office, meeting_id=held.pk, **given)
    studied = factories.meeting(is_held=False)
    factories.requirement(meeting_id=studied.pk)
    with refused(Refused, "names it as the meeting"):
        services.withdraw_meeting(actor=office, meeting_id=studied.pk, **given)
    with refused(Refused, "take them off first"):
        services.withdraw_meeting(actor=office, meeting_id=planned.pk, **given)
    with refused(Forbidden):
        services.withdraw_meeting(actor=actor_of("leader"), meeting_id=planned.pk, **given)
    assert Meeting.objects.count() == 3


def test_a_text_belongs_to_one_meeting(office):
    meeting, text = factories.meeting(), factories.document()

    kept = services.attach_text(actor=office, meeting_id=meeting.pk, document_id=text.pk)

    assert kept.meeting == meeting
    other = factories.meeting()
    with refused(Refused, "already belongs"):
        services.attach_text(actor=office, meeting_id=other.pk, document_id=text.pk)
    with refused(NotFound):
        services.attach_text(actor=office, meeting_id=other.pk, document_id=0)


def test_closing_is_refused_while_something_has_no_fate(office):
    meeting = factories.meeting()
    factories.decision(meeting)
    for _ in range(2):
        factories.directive(meeting)

    with refused(Refused) as caught:
        services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)

    assert str(caught.value) == (
        "It is not settled yet what becomes of 3 decisions and directives: "
        "decisions 1; directives 1, 2."
    )


def test_a_meeting_with_every_fate_is_closed_and_reopened_for_a_reason(office, announced):
    meeting = factories.meeting()
    directive = factories.directive(meeting)
    services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="已办")
    announced.clear()

    closed = services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)

    assert closed.state == "closed"
    assert closed.closed_at is not None
    with refused(Refused):
        services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)
    with refused(Refused, "Say why"):
        services.reopen_meeting(actor=office, meeting_id=meeting.pk, seen_version=None, reason=" ")
    reopened = services.reopen_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, reason="补录一项"
    )
    assert (reopened.state, reopened.closed_at) == ("held", None)
    row = AuditRow.objects.filter(action="governance.meeting.reopened").get()
    assert row.after["note"] == {"reason": "补录一项"}
    assert announced == [MeetingClosed(meeting.pk), MeetingReopened(meeting.pk)]
    with refused(Refused):
        services.reopen_meeting(
            actor=office, meeting_id=meeting.pk, seen_version=None, reason="again"
        )


def test_a_closed_meeting_takes_no_change(office):
    meeting = factories.meeting()
    item = services.add_agenda_item(
        actor=office, meeting_id=meeting.pk, kind="hear", text_zh="听取工作报告"
    )
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)
    passage = factories.passage()

    with refused(Refused, "Reopen it"):
        services.edit_meeting(
            actor=office, meeting_id=meeting.pk, seen_version=None, changes={"title_en": "x"}
        )
    with refused(Refused, "Reopen it"):
        services.add_agenda_item(actor=office, meeting_id=meeting.pk, kind="hear", text_zh="x")
    with refused(Refused, "Reopen it"):
        services.remove_agenda_item(actor=office, item_id=item.pk, seen_version=None)
    with refused(Refused, "Reopen it"):
        services.record_attendance(actor=office, meeting_id=meeting.pk, attendees=[])
    with refused(Refused, "Reopen it"):
        services.record_decision(actor=office, meeting_id=meeting.pk, kind="noted", text_zh="x")
    with refused(Refused, "Reopen it"):
        services.add_directive(
            actor=office, meeting_id=meeting.pk, passage_id=passage.pk, text_zh="x"
        )


def test_the_agenda_is_numbered_without_gaps(office):
    meeting = factories.meeting()
    first, second, third = (
        services.add_agenda_item(actor=office, meeting_id=meeting.pk, kind="study", text_zh=text)
        for text in ("学习", "审议", "听取")
    )

    services.remove_agenda_item(actor=office, item_id=first.pk, seen_version=1)
    services.edit_agenda_item(
        actor=office, item_id=third.pk, seen_version=None, changes={"kind": "hear"}
    )

    items = list(meeting.items.values_list("number", "text_zh", "kind"))
    assert items == [(1, "审议", "study"), (2, "听取", "hear")]
    assert second.number == 2


def test_an_agenda_item_needs_a_kind_and_a_text_and_stays_under_a_decision(office):
    meeting = factories.meeting()
    item = services.add_agenda_item(
        actor=office, meeting_id=meeting.pk, kind="approve", text_zh="审定清单"
    )
    factories.decision(meeting, item_id=item.pk)

    with refused(Refused):
        services.add_agenda_item(actor=office, meeting_id=meeting.pk, kind="sing", text_zh="x")
    with refused(Refused):
        services.add_agenda_item(actor=office, meeting_id=meeting.pk, kind="hear")
    with refused(NotFound):
        services.add_agenda_item(
            actor=office, meeting_id=meeting.pk, kind="hear", text_zh="x", passage_id=0
        )
    with refused(Refused, "decision rests"):
        services.remove_agenda_item(actor=office, item_id=item.pk, seen_version=None)


def test_attendance_stands_in_protocol_order(office):
    meeting = factories.meeting()
    chair, mayor, deputy, guest = (person() for _ in range(4))
    high, low = post(order=1), post(order=5)

    services.record_attendance(
        actor=office,
        meeting_id=meeting.pk,
        attendees=[
            AttendeeGiven(guest.pk, status="observer"),
            AttendeeGiven(deputy.pk, (low.pk,)),
            AttendeeGiven(mayor.pk, (low.pk, high.pk)),
            AttendeeGiven(chair.pk, (low.pk,), is_chair=True),
        ],
        groups=[GroupGiven("各成员单位负责同志")],
    )

    ordered = [one.person for one in meeting.attendances.all()]
    assert ordered == [chair, mayor, deputy, guest]
    assert [group.text_zh for group in meeting.groups.all()] == ["各成员单位负责同志"]


def test_attendance_recorded_again_takes_the_place_of_the_first(office):
    meeting = factories.meeting()
    one, other = person(), person()
    services.record_attendance(
        actor=office, meeting_id=meeting.pk, attendees=[AttendeeGiven(one.pk)]
    )

    services.record_attendance(
        actor=office, meeting_id=meeting.pk, attendees=[AttendeeGiven(other.pk)]
    )

    assert [one.person for one in meeting.attendances.all()] == [other]


def test_attendance_with_two_chairs_or_somebody_twice_is_refused(office):
    meeting = factories.meeting()
    one, other = person(), person()

    with refused(Refused, "one chair"):
        services.record_attendance(
            actor=office,
            meeting_id=meeting.pk,
            attendees=[AttendeeGiven(p.pk, is_chair=True) for p in (one, other)],
        )
    with refused(Refused, "twice"):
        services.record_attendance(
            actor=office, meeting_id=meeting.pk, attendees=[AttendeeGiven(one.pk)] * 2
        )
    with refused(Refused, "was present"):
        services.record_attendance(
            actor=office,
            meeting_id=meeting.pk,
            attendees=[AttendeeGiven(one.pk, status="excused", is_chair=True)],
        )
    with refused(Refused):
        services.record_attendance(
            actor=office,
            meeting_id=meeting.pk,
            attendees=[AttendeeGiven(one.pk, status="asleep")],
        )
    with refused(NotFound):
        services.record_attendance(
            actor=office, meeting_id=meeting.pk, attendees=[AttendeeGiven(0)]
        )


def test_decisions_and_directives_are_numbered_apart(office):
    meeting = factories.meeting()

    decisions = [factories.decision(meeting).number for _ in range(2)]
    directives = [factories.directive(meeting).number for _ in range(3)]

    assert (decisions, directives) == ([1, 2], [1, 2, 3])


def test_a_decision_needs_a_kind_a_text_and_an_item_of_its_own_meeting(office):
    meeting, other = factories.meeting(), factories.meeting()
    foreign = services.add_agenda_item(
        actor=office, meeting_id=other.pk, kind="hear", text_zh="听取"
    )

    def decide(**fields):
        return services.record_decision(actor=office, meeting_id=meeting.pk, **fields)

    with refused(Refused):
        decide(kind="perhaps", text_zh="x")
    with refused(Refused):
        decide(kind="noted")
    with refused(NotFound):
        decide(kind="noted", text_zh="x", item_id=foreign.pk)


def test_decisions_and_directives_are_edited(office):
    decision, directive = factories.decision(), factories.directive()

    services.edit_decision(
        actor=office, decision_id=decision.pk, seen_version=1, changes={"kind": "amended"}
    )
    services.edit_directive(
        actor=office, directive_id=directive.pk, seen_version=1, changes={"verb": "提升"}
    )

    decision.refresh_from_db()
    directive.refresh_from_db()
    assert (decision.kind, directive.verb) == ("amended", "提升")
    with refused(Refused):
        services.edit_directive(
            actor=office, directive_id=directive.pk, seen_version=2, changes={"text_zh": ""}
        )
    with refused(Refused):
        services.edit_decision(
            actor=office, decision_id=decision.pk, seen_version=2, changes={"kind": "x"}
        )
    with refused(Stale):
        services.edit_directive(
            actor=office, directive_id=directive.pk, seen_version=1, changes={"verb": "x"}
        )


def test_a_directive_goes_only_without_a_fate(office):
    meeting = factories.meeting()
    directive, fated = factories.directive(meeting), factories.directive(meeting)
    services.no_action(actor=office, kind="directive", matter_id=fated.pk, reason="原则性表述")

    services.remove_directive(actor=office, directive_id=directive.pk, seen_version=1)

    assert list(meeting.directives.all()) == [fated]
    assert not Entry.objects.filter(
        subject_type="governance.directive", subject_id=directive.pk
    ).exists()
    with refused(Refused, "settled already"):
        services.remove_directive(actor=office, directive_id=fated.pk, seen_version=None)


def test_a_requirement_is_held_by_reference(office):
    requirement = services.add_requirement(
        actor=office, reference_zh="市委外事工作委员会2025年全会", issued_on=dt.date(2025, 4, 1)
    )

    edited = services.edit_requirement(
        actor=office, requirement_id=requirement.pk, seen_version=1, changes={"text_zh": "加强统筹"}
    )

    assert (edited.text_zh, edited.version) == ("加强统筹", 2)
    with refused(Refused):
        services.add_requirement(actor=office, text_zh="只有内容")
    with refused(NotFound):
        services.add_requirement(actor=office, reference_zh="x", meeting_id=0)


def test_the_system_itself_may_record(db):
    assert factories.meeting() in Meeting.objects.all()
    assert SYSTEM.user_id is None


def test_what_a_meeting_left_is_found_by_whom_the_meeting_is(office):
    decision = factories.decision(passage_id=factories.passage().pk)
    directive = factories.directive(decision.meeting)

    services.edit_meeting(
        actor=office,
        meeting_id=decision.meeting_id,
        seen_version=None,
        changes={"release": "public", "title_zh": decision.meeting.title_zh},
    )

    for record in (decision, directive):
        entry = Entry.objects.get(subject_type=record._meta.label_lower, subject_id=record.pk)
        assert entry.audience == "all"
