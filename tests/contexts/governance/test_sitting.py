"""What the secretary writes down while a meeting sits: who is there, item by item, and what is decided."""

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Attendance, Decision, ItemPresence
from plenary.contexts.governance.selectors.sitting.page import sitting_page
from plenary.contexts.governance.services import AttendeeGiven, sitting
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(actor_of):
    return actor_of("office")


def seated(meeting, *statuses):
    """Give a chair and one attendee for each status."""
    services.record_attendance(
        actor=SYSTEM,
        meeting_id=meeting.pk,
        attendees=[
            AttendeeGiven(person().pk, is_chair=True),
            *(AttendeeGiven(person().pk, status=status) for status in statuses),
        ],
    )
    return list(meeting.attendances.all())


def item(meeting, **fields):
    start = {"kind": "review", "text_zh": "年度工作报告", "text_en": "the annual report"}
    return services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, **{**start, **fields})


def decide(actor, at, **fields):
    start = {"kind": "adopted", "seen_last": 0}
    return sitting.decide(actor=actor, item_id=at.pk, **{**start, **fields})


def test_a_substitute_is_named_and_the_name_goes_with_the_substitute(office):
    meeting = factories.meeting()
    one = seated(meeting, "present")[1]

    with refused(Refused, "in this person's stead"):
        sitting.set_status(actor=office, attendance_id=one.pk, seen_version=1, status="substitute")
    with refused(Refused, "only for a person who sent"):
        sitting.set_status(
            actor=office,
            attendance_id=one.pk,
            seen_version=1,
            status="excused",
            stand_in_zh="副局长",
        )
    sitting.set_status(
        actor=office,
        attendance_id=one.pk,
        seen_version=1,
        status="substitute",
        stand_in_zh="副局长",
    )

    one.refresh_from_db()
    assert (one.status, one.stand_in_zh, one.version) == ("substitute", "副局长", 2)
    row = AuditRow.objects.get(action="governance.attendance.changed")
    assert row.after["status"] == "substitute"
    assert "副局长" not in str(row.after), "the log keeps names as keyed digests"


def test_the_same_status_again_changes_nothing(office):
    one = seated(factories.meeting(), "excused")[1]

    sitting.set_status(actor=office, attendance_id=one.pk, seen_version=1, status="excused")

    one.refresh_from_db()
    assert one.version == 1


def test_a_status_is_refused_where_it_cannot_be(office, actor_of):
    meeting = factories.meeting()
    chair, one = seated(meeting, "present")

    def say(actor=office, at=one, status="excused", version=1, **fields):
        return sitting.set_status(
            actor=actor, attendance_id=at.pk, seen_version=version, status=status, **fields
        )

    with refused(Refused, "chair was present"):
        say(at=chair)
    with refused(Refused):
        say(status="asleep")
    with refused(Refused):
        say(status="substitute", stand_in_zh="机密★一年")
    with refused(Forbidden):
        say(actor=actor_of("leader"))
    with refused(NotFound):
        say(actor=actor_of())
    say()
    with refused(Stale) as late:
        say(status="absent")
    assert late.value.changes["status"] == ("present", "excused")
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)
    with refused(Refused, "closed"):
        say(status="absent", version=2)


def test_whoever_came_late_left_or_withdrew_is_away_for_just_those_items(office):
    meeting = factories.meeting()
    items = [item(meeting) for _ in range(4)]
    _chair, late, left, withdrew, absent = seated(meeting, *["present"] * 3, "absent")
    for one, kind, at in ((late, "late", 2), (left, "left", 3), (withdrew, "withdrew", 2)):
        sitting.note_presence(
            actor=office, attendance_id=one.pk, item_id=items[at - 1].pk, kind=kind
        )

    page = sitting_page(office, meeting.pk)

    away = [[one.pk for one in matter.away] for matter in page.matters]
    assert away == [[late.pk], [withdrew.pk], [left.pk], [left.pk]]
    assert [matter.here for matter in page.matters] == [3, 3, 3, 3]
    assert absent.pk not in [one.pk for one in page.there]


def test_a_note_of_an_item_is_refused_where_it_contradicts_another(office, actor_of):
    meeting = factories.meeting()
    first, second, third = (item(meeting) for _ in range(3))
    foreign = item(factories.meeting())
    _chair, one, absent = seated(meeting, "present", "absent")

    def note(kind, at, of=one, actor=office):
        return sitting.note_presence(actor=actor, attendance_id=of.pk, item_id=at.pk, kind=kind)

    noted = note("late", second)
    with refused(Refused, "at this item"):
        note("withdrew", second)
    with refused(Refused, "once"):
        note("late", third)
    with refused(Refused, "before they have come"):
        note("left", first)
    with refused(Refused, "not at the meeting"):
        note("late", third, of=absent)
    with refused(NotFound):
        note("withdrew", foreign)
    with refused(Forbidden):
        note("withdrew", third, actor=actor_of("leader"))
    with refused(Refused, "Take that back first"):
        sitting.set_status(actor=office, attendance_id=one.pk, seen_version=1, status="absent")
    with refused(Refused, "Take that back first"):
        services.record_attendance(
            actor=office,
            meeting_id=meeting.pk,
            attendees=[AttendeeGiven(one.person_id, status="excused")],
        )

    sitting.remove_presence(actor=office, presence_id=noted.pk)

    assert not ItemPresence.objects.exists()
    with refused(NotFound):
        sitting.remove_presence(actor=office, presence_id=noted.pk)


def test_the_whole_sheet_keeps_what_was_noted_of_single_items(office):
    meeting = factories.meeting()
    chair, one = seated(meeting, "present")
    sitting.note_presence(
        actor=office, attendance_id=one.pk, item_id=item(meeting).pk, kind="withdrew"
    )

    services.record_attendance(
        actor=office,
        meeting_id=meeting.pk,
        attendees=[
            AttendeeGiven(chair.person_id, is_chair=True),
            AttendeeGiven(one.person_id, status="substitute", stand_in_en="Deputy head"),
        ],
    )

    again = Attendance.objects.get(pk=one.pk)
    assert (again.status, again.version) == ("substitute", 2)
    assert again.presences.count() == 1


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("adopted", "会议审议通过：年度工作报告。", "The annual report: adopted."),
        (
            "amended",
            "会议原则通过：年度工作报告；按会议意见修改后印发。",
            "The annual report: adopted with the changes that the meeting asked for.",
        ),
        (
            "postponed",
            "会议决定暂缓审议：年度工作报告；列入下次会议议题。",
            "The annual report: postponed to the next meeting.",
        ),
        ("noted", "会议听取并知悉：年度工作报告。", "The annual report: heard and noted."),
        (
            "withdrawn",
            "会前撤回，本次会议不予审议：年度工作报告。",
            "The annual report: withdrawn before the meeting, not dealt with.",
        ),
    ],
)
def test_a_decision_left_empty_is_worded_from_its_item(office, kind, zh, en):
    made = decide(office, item(factories.meeting()), kind=kind)

    assert (made.number, made.text_zh, made.text_en) == (1, zh, en)


@pytest.mark.parametrize(
    ("item_kind", "zh", "en"),
    [
        ("study", "会议传达学习了年度工作报告。", "The annual report: studied."),
        ("hear", "会议听取并同意：年度工作报告。", "The annual report: heard and agreed to."),
    ],
)
def test_what_was_studied_or_heard_is_not_worded_as_adopted(office, item_kind, zh, en):
    said = {"study": "传达学习年度工作报告", "hear": "听取年度工作报告"}
    made = decide(office, item(factories.meeting(), kind=item_kind, text_zh=said[item_kind]))

    assert (made.text_zh, made.text_en) == (zh, en)


def test_a_decision_is_worded_only_in_the_languages_of_its_item(office):
    for told, kept in (
        ("人员名单。", "人员名单"),
        ("审议人员名单", "人员名单"),
        ("研究院建设方案", "研究院建设方案"),
    ):
        made = decide(office, item(factories.meeting(), text_en="", text_zh=told))
        assert (made.text_zh, made.text_en) == (f"会议审议通过：{kept}。", "")


def test_decisions_number_themselves_and_a_second_secretary_sees_the_first(office, actor_of):
    meeting = factories.meeting()
    first, second = item(meeting), item(meeting)
    one = decide(office, first)
    other = decide(actor_of("office"), second, text_zh="同意。")

    with refused(Stale, "meanwhile"):
        decide(office, first, text_zh="另行研究。")
    again = decide(office, first, text_zh="另行研究。", seen_last=one.pk)

    assert [one.number, other.number, again.number] == [1, 2, 3]
    assert [d.item_id for d in meeting.decisions.all()] == [first.pk, second.pk, first.pk]


def test_a_decision_on_the_spot_is_refused_where_it_cannot_be(office, actor_of):
    meeting = factories.meeting()
    at = item(meeting)

    with refused(Refused):
        decide(office, at, kind="maybe")
    with refused(Refused):
        decide(office, at, text_zh="秘密★三年")
    with refused(Forbidden):
        decide(actor_of("verifier"), at)
    with refused(NotFound):
        decide(actor_of(), at)
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)
    with refused(Refused, "closed"):
        decide(office, at)
    assert not Decision.objects.exists()


def test_the_screen_is_for_who_keeps_meetings(office, actor_of):
    meeting = factories.meeting(body_id=body().pk)

    assert sitting_page(office, meeting.pk).may_edit
    with pytest.raises(Forbidden):
        sitting_page(actor_of("leader"), meeting.pk)
    with pytest.raises(NotFound):
        sitting_page(actor_of(), meeting.pk)
