"""A meeting that is called off is no coming one: what waited for it comes to the next."""

import datetime as dt

import pytest

from plenary.contexts.governance import services as governance
from plenary.contexts.governance.enums import OpinionState
from plenary.contexts.governance.models import Opinion, Topic
from plenary.contexts.governance.selectors.agendas import opinions, topics, versions
from plenary.contexts.governance.selectors.minutes.approval import approval_of
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.convenings import committee, convened, drawn_up
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.test_minutes import recorded, sign
from tests.factories import unit, unit_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
JULY, JUNE_NEXT = dt.date(2025, 7, 16), dt.date(2025, 9, 16)
OFF = "called off"


def call_off(meeting, actor=SYSTEM):
    return services.call_off_meeting(
        actor=actor, convening_id=meeting.convening.pk, seen_version=None, reason="防汛"
    )


@pytest.fixture
def july(commerce):
    """A convened meeting with last time's minutes, a postponed matter and a topic on its agenda."""
    before = made.planned(body_id=committee().pk, held_on=dt.date(2025, 6, 2))
    matter = made.items(before, "上次未议的事项")[0]
    factories.decision(before, kind="postponed", item_id=matter.pk)
    governance.hold_meeting(actor=SYSTEM, meeting_id=before.pk, seen_version=None)
    held = recorded(before.body, held_on=before.held_on)
    sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    meeting = made.planned(body_id=before.body_id, held_on=JULY)
    made.accepted(meeting, unit_id=commerce.pk)
    made.items(meeting, "自定事项")
    convened(meeting)
    return meeting


def kinds(meeting):
    """What stands on an agenda: minutes, a postponed matter, a unit's topic, or an item of its own."""
    behind = {one.item_id: one for one in Topic.objects.filter(item__meeting=meeting)}

    def kind(one):
        if one.approves_id:
            return "minutes"
        if one.pk not in behind:
            return "own"
        return "carried" if behind[one.pk].carried_from_id else "topic"

    return [kind(one) for one in meeting.items.order_by("number")]


def test_what_stood_on_it_comes_to_the_next_agenda_that_is_open(office, july, commerce):
    asked = agendas.ask_opinions(
        actor=SYSTEM,
        unit_ids=[min(unit_user(unit()).actor.unit_ids)],
        days=3,
        topic_id=Topic.objects.get(unit=commerce).pk,
    )[0]
    own = july.items.get(text_zh="自定事项")
    stays = agendas.ask_opinions(actor=SYSTEM, unit_ids=[asked.unit_id], days=3, item_id=own.pk)[0]
    made.circulated(july)
    sent = versions.last_circulated(july).content
    coming = made.planned(body_id=july.body_id, held_on=JUNE_NEXT)
    assert kinds(july) == ["minutes", "carried", "topic", "own"]

    call_off(july, office)

    assert (kinds(coming), kinds(july)) == (["minutes", "carried", "topic"], ["own"])
    assert versions.last_circulated(july).content == sent, "what was circulated never changes"
    assert not versions.is_frozen(july)
    moved = Opinion.objects.get(pk=asked.pk)
    assert moved.meeting == coming
    assert list(opinions.to_be_given()) == [moved], f"nobody is reminded of {stays} any more"
    stays.refresh_from_db()
    assert stays.state_on(clock.today()) == OpinionState.NOT_ASKED
    told = Notification.objects.filter(kind="governance.opinion.released")
    assert [one.url for one in told] == [stays.get_absolute_url()]


def test_where_no_other_is_planned_it_waits_and_its_unit_hears_of_it(office, july, liaison):
    meant = made.submitted(july)

    call_off(july, office)

    assert set(Topic.objects.filter(state="submitted").values_list("meeting", flat=True)) == {None}
    meant.refresh_from_db()
    assert meant.meeting is None
    assert Notification.objects.filter(kind="governance.topic.put_back").exists()
    later = made.planned(body_id=july.body_id, held_on=JUNE_NEXT)
    assert kinds(later) == ["minutes", "carried"], "a unit's topic is judged anew by the office"


def test_what_came_to_a_meeting_recorded_by_mistake_comes_to_the_next_one(office, commerce):
    twice = made.planned(body_id=committee().pk, held_on=JULY)
    made.accepted(twice, unit_id=commerce.pk)
    meant = made.submitted(twice)
    coming = made.planned(body_id=twice.body_id, held_on=JUNE_NEXT)

    governance.withdraw_meeting(
        actor=office, meeting_id=twice.pk, seen_version=None, reason="重复登记"
    )

    assert kinds(coming) == ["topic"]
    meant.refresh_from_db()
    assert meant.meeting is None


def test_of_a_meeting_recorded_by_mistake_its_units_hear_that_and_not_that_it_is_called_off(
    office, liaison, commerce
):
    twice = made.planned(body_id=committee().pk, held_on=JULY)
    made.accepted(twice, unit_id=commerce.pk)
    drawn_up(twice)
    drawn = {"subject_type": "governance.convening", "subject_id": twice.convening.pk}

    governance.withdraw_meeting(
        actor=office, meeting_id=twice.pk, seen_version=None, reason="重复登记"
    )

    told = Notification.objects.get(kind="governance.topic.put_back", user_id=liaison.user_id)
    assert "recorded by mistake" in told.text_en
    assert "误登记" in told.text_zh
    row = AuditRow.objects.get(**drawn, action="governance.convening.withdrawn")
    assert (row.after["note"]["reason"], row.after["note"]["invitations"]) == ("重复登记", 3)


def test_the_minutes_on_a_meeting_recorded_by_mistake_do_not_go_with_it(office):
    held = recorded(committee(), held_on=dt.date(2025, 6, 2))
    report = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    twice = made.planned(body_id=held.body_id, held_on=JULY)
    coming = made.planned(body_id=held.body_id, held_on=JUNE_NEXT)
    assert (kinds(twice), kinds(coming)) == (["minutes"], [])

    governance.withdraw_meeting(
        actor=office, meeting_id=twice.pk, seen_version=None, reason="重复登记"
    )

    assert kinds(coming) == ["minutes"]
    assert approval_of(report).state == "placed"


def test_a_meeting_taken_up_again_is_not_taken_away_since_people_were_asked_to_it(office, july):
    call_off(july)
    services.take_up_convening(actor=SYSTEM, convening_id=july.convening.pk)
    with refused(Refused, "have been asked to it"):
        governance.withdraw_meeting(
            actor=office, meeting_id=july.pk, seen_version=None, reason="重复登记"
        )


def test_a_convened_meeting_is_called_off_and_not_taken_away(office, july):
    with refused(Refused, "call it off"):
        governance.withdraw_meeting(
            actor=office, meeting_id=july.pk, seen_version=None, reason="重复登记"
        )


def test_what_is_postponed_later_passes_it_over(office, july):
    call_off(july)
    coming = made.planned(body_id=july.body_id, held_on=JUNE_NEXT)
    spring = made.planned(body_id=july.body_id, held_on=dt.date(2025, 7, 2))
    matter = made.items(spring, "再议事项")[0]

    factories.decision(spring, kind="postponed", item_id=matter.pk)

    assert coming.items.filter(text_zh="再议事项").exists()
    assert not july.items.filter(text_zh="再议事项").exists()
    assert july not in topics.coming_meetings(office)


def test_nothing_is_recorded_of_it_until_it_is_taken_up_again(office, july):
    call_off(july)
    own = july.items.get()
    start = {"actor": office, "meeting_id": july.pk}

    with refused(Refused, OFF):
        governance.hold_meeting(**start, seen_version=None)
    with refused(Refused, OFF):
        governance.add_agenda_item(**start, kind="hear", text_zh="一项")
    with refused(Refused, OFF):
        governance.record_decision(**start, kind="adopted", text_zh="同意。", item_id=own.pk)
    with refused(Refused, OFF):
        made.approved(july, office)
    with refused(Refused, OFF):
        made.topic(july)
    with refused(Refused, OFF):
        agendas.ask_opinions(actor=office, unit_ids=[unit().pk], days=2, item_id=own.pk)

    services.take_up_convening(actor=office, convening_id=july.convening.pk)

    assert kinds(july) == ["minutes", "own", "carried"]
    held = governance.hold_meeting(**start, seen_version=None, held_on=clock.today())
    assert held.state == "held"


def test_minutes_on_an_agenda_of_its_own_wait_again(july):
    report = july.items.get(approves__isnull=False).approves
    call_off(july)

    assert approval_of(report).state == "waiting"


def test_its_pages_say_so_and_offer_nothing_that_is_refused(july, office, signed_in):
    call_off(july)
    desk = signed_in(User.objects.get(pk=office.user_id))

    page = desk.get(july.get_absolute_url()).content.decode()

    assert "The meeting is called off: 防汛" in page
    assert "It has been held" not in page
    assert "Record the meeting" not in page
    listed = desk.get("/meetings/").content.decode()
    assert "Called off" in listed
    sheet = f"/meetings/{july.pk}/attendance/"
    shown = desk.get(sheet)
    assert (shown.status_code, "Convene it again" in shown.content.decode()) == (422, True)
    typed = desk.post(sheet, {"seen_version": july.version, "group_0-text_zh": "列席人员"})
    assert typed.status_code == 422
    assert "Convene it again" in typed.content.decode()
    assert not july.groups.exists()
    screen = desk.get(f"/meetings/{july.pk}/record/").content.decode()
    assert "Convene it again" in screen
    assert "The meeting is closed" not in screen
