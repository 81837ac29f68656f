"""The day on which a time in a post or a seat ends is the first of what comes after, everywhere."""

import datetime as dt

import pytest
import time_machine

from plenary.contexts.governance import jobs, services
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.calendar import entries
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.services import index_readers
from plenary.kernel.organisations import services as organisations
from plenary.kernel.people import services as people
from plenary.kernel.search.selectors import find
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import body, person, post, unit, unit_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
TODAY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(("days", "named"), [(0, "New Li"), (1, "Old Wang")])
def test_a_task_names_either_the_successor_or_the_former_holder(commerce, days, named):
    seat = post(organisation=commerce)
    people.appoint(actor=SYSTEM, post=seat, person=person(name_en="Old Wang", name_zh=""))
    successor = person(name_en="New Li", name_zh="")
    task = factories.open_task(lead_unit_id=commerce.pk)
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="accountable", post_id=seat.pk)
    on = TODAY + dt.timedelta(days=days)
    people.succeed(actor=SYSTEM, post=seat, person=successor, on=on)

    lines = {line.duty.post_id: line.holders for line in task_page(SYSTEM, task.pk).duties}

    assert lines[seat.pk] == [named]


@pytest.mark.parametrize(("days", "sits"), [(0, False), (1, True)])
def test_a_unit_sits_in_a_body_until_the_day_before_its_seat_ends(days, sits):
    committee, bureau = body(), unit()
    seat = organisations.seat_member_unit(actor=SYSTEM, body=committee, unit=bureau)
    organisations.end_seat(actor=SYSTEM, seat_id=seat.pk, until_on=TODAY + dt.timedelta(days=days))
    meeting = factories.meeting(body_id=committee.pk, is_held=False, held_on=dt.date(2025, 7, 9))
    member = unit_user(bureau).actor

    assert meetings.visible_to(member).filter(pk=meeting.pk).exists() == sits
    assert (index_readers.members(meeting) == [bureau.pk]) == sits
    july = {
        "starts_on": TODAY,
        "ends_on": dt.date(2025, 7, 31),
        "scope": "unit",
        "organisation": bureau,
    }
    found = entries.entries(SYSTEM, entries.Range(**july))
    assert any(one.kind == "meeting" for one in found) == sits


def test_a_unit_finds_the_meetings_of_a_body_as_long_as_it_sits_in_it(
    django_capture_on_commit_callbacks,
):
    committee, bureau, later = body(), unit(), unit()
    factories.meeting(body_id=committee.pk, title_en="Dolphin sitting")

    def finders():
        return {one for one in (bureau, later) if find(unit_user(one).actor, "dolphin").total}

    with django_capture_on_commit_callbacks(execute=True):
        now, then = (
            organisations.seat_member_unit(actor=SYSTEM, body=committee, unit=one)
            for one in (bureau, later)
        )
    assert finders() == {bureau, later}

    with django_capture_on_commit_callbacks(execute=True):
        organisations.end_seat(actor=SYSTEM, seat_id=now.pk, until_on=TODAY)
        tomorrow = TODAY + dt.timedelta(days=1)
        organisations.end_seat(actor=SYSTEM, seat_id=then.pk, until_on=tomorrow)
    assert finders() == {later}

    with time_machine.travel(dt.datetime.combine(tomorrow, dt.time(1), dt.UTC), tick=False):
        assert jobs.share_after_ends.call() == 1
        assert finders() == set()
