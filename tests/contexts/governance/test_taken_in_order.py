"""Two people change a task, its list and its parts at once: one waits for the other, and neither fails."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from plenary.contexts.governance import services
from plenary.contexts.governance.models import (
    AgendaItem,
    Attendance,
    Decision,
    ListEntry,
    Meeting,
    Task,
    TaskList,
    Topic,
)
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services.parts import AttendeeGiven
from plenary.contexts.governance.services.sitting import set_status
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import factories
from tests.factories import person

PATIENCE = 120


def at_once(first, other, second):
    """One person does the first and, while another waits or is done, the second in the same step.

    SQLite lets one write at a time: there they come one after the other.
    """

    def alone():
        try:
            return other()
        finally:
            connection.close()

    if connection.vendor == "sqlite":
        with transaction.atomic():
            first()
            second()
        return other()
    with ThreadPoolExecutor(max_workers=1) as threads:
        with transaction.atomic():
            first()
            waiting = threads.submit(alone)
            until_somebody_waits(waiting)
            second()
        return waiting.result(timeout=PATIENCE)


def until_somebody_waits(other):
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while not other.done() and time.monotonic() < end:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
            time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_a_list_is_adopted_and_a_part_signed_for_while_somebody_changes_their_task():
    draft, new = factories.draft_task(), factories.open_task()
    listed = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=draft.pk)

    at_once(
        lambda: services.edit_task(
            actor=SYSTEM, task_id=draft.pk, seen_version=None, changes={"title_en": "Fair"}
        ),
        lambda: services.adopt_list(actor=SYSTEM, list_id=listed.pk, seen_version=None, owed="x"),
        lambda: services.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=new.pk),
    )

    assert TaskList.objects.get().state == "adopted"
    assert ListEntry.objects.filter(task_list=listed).count() == 2
    kept = Task.objects.get(pk=draft.pk)
    assert (kept.state, kept.title_en) == ("open", "Fair")

    duty = kept.duties.get()
    factories.report(kept, says_done=True)
    with pytest.raises(Refused, match="already"):
        at_once(
            lambda: Task.objects.select_for_update().get(pk=kept.pk),
            lambda: services.sign_for(actor=SYSTEM, duty_id=duty.pk),
            lambda: services.verify_task(
                actor=SYSTEM, task_id=kept.pk, seen_version=None, verdict="accepted", note="已查看"
            ),
        )
    duty.refresh_from_db()
    assert (duty.state, duty.signed_at) == ("done", None)


@pytest.mark.django_db(transaction=True)
def test_an_item_and_an_attendance_are_changed_while_somebody_changes_the_meetings_whole():
    meeting = factories.meeting()
    first, item = [
        services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, kind="discuss", text_zh=text)
        for text in "甲乙"
    ]
    came = AttendeeGiven(person_id=person().pk)
    services.record_attendance(actor=SYSTEM, meeting_id=meeting.pk, attendees=[came])
    attendance = Attendance.objects.get()

    at_once(
        lambda: Meeting.objects.select_for_update().get(pk=meeting.pk),
        lambda: services.edit_agenda_item(
            actor=SYSTEM, item_id=item.pk, seen_version=None, changes={"text_en": "Fair"}
        ),
        lambda: services.move_agenda_item(
            actor=SYSTEM, item_id=first.pk, seen_version=None, number=2
        ),
    )
    at_once(
        lambda: Meeting.objects.select_for_update().get(pk=meeting.pk),
        lambda: set_status(
            actor=SYSTEM, attendance_id=attendance.pk, seen_version=None, status="absent"
        ),
        lambda: services.record_attendance(
            actor=SYSTEM,
            meeting_id=meeting.pk,
            attendees=[AttendeeGiven(person_id=came.person_id, status="excused")],
        ),
    )

    item, attendance = AgendaItem.objects.get(pk=item.pk), Attendance.objects.get()
    assert (item.number, item.text_en, attendance.status) == (1, "Fair", "absent")


@pytest.mark.django_db(transaction=True)
def test_a_topic_is_withdrawn_while_somebody_changes_the_decision_that_postponed_it():
    decision = factories.decision(kind="postponed")
    topic = Topic.objects.get(carried_from=decision)

    at_once(
        lambda: Decision.objects.select_for_update().get(pk=decision.pk),
        lambda: agendas.withdraw_topic(actor=SYSTEM, topic_id=topic.pk, seen_version=None),
        lambda: Topic.objects.select_for_update().get(pk=topic.pk),
    )

    decision.refresh_from_db()
    assert (decision.kind, decision.fate) == ("postponed", "")
