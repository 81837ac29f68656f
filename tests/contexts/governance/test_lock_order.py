"""Two people change one meeting, or one list, at the same moment: neither waits for the other for ever."""

import pytest
from django.db import connection, transaction

from plenary.contexts.governance import services
from plenary.contexts.governance.models import AgendaItem, Attendance, Meeting, Task, TaskList
from plenary.contexts.governance.services.parts import AttendeeGiven
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import person
from tests.kernel.installation import PATIENCE, Installation, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

ACTS = """
import django, pathlib, time
django.setup()
from plenary.contexts.governance import services
from plenary.contexts.governance.services.sitting import set_status
from plenary.shared.actor import SYSTEM
here = pathlib.Path({here!r})
acts = {{
    "agenda": lambda: services.edit_agenda_item(
        actor=SYSTEM, item_id={item}, seen_version=None, changes={{"text_zh": "乙改"}}
    ),
    "attendance": lambda: set_status(
        actor=SYSTEM, attendance_id={attendance}, seen_version=None, status="absent"
    ),
    "list": lambda: services.edit_list(
        actor=SYSTEM, list_id={task_list}, seen_version=None, changes={{"cadence": "half"}}
    ),
    "entry": lambda: services.add_task_to_list(
        actor=SYSTEM, list_id={task_list}, task_id={other}
    ),
}}
for name, act in acts.items():
    while not (here / f"go-{{name}}").exists():
        time.sleep(0.01)
    act()
    (here / f"done-{{name}}").touch()
"""

WAITING = """
    SELECT COUNT(*) FROM pg_locks
    WHERE NOT granted AND locktype = 'transactionid' AND transactionid = pg_current_xact_id()::xid
"""


def waits_for_us():
    if connection.vendor != "postgresql":
        return False  # SQLite has one writer at a time
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def held(rows):
    return list(rows.select_for_update())


def test_the_meeting_is_taken_before_its_parts_and_tasks_before_their_list(tmp_path):
    meeting = factories.meeting()
    for text in ("甲", "乙"):
        services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, kind="discuss", text_zh=text)
    services.record_attendance(
        actor=SYSTEM, meeting_id=meeting.pk, attendees=[AttendeeGiven(person_id=person().pk)]
    )
    task, other = factories.draft_task(), factories.draft_task()
    year = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=year.pk, task_id=task.pk)
    item, attendance = AgendaItem.objects.get(number=2), Attendance.objects.get()
    installation = Installation(tmp_path)
    code = ACTS.format(
        here=str(tmp_path),
        item=item.pk,
        attendance=attendance.pk,
        task_list=year.pk,
        other=other.pk,
    )
    somebody = installation.start(code)

    for name, first, then in (
        ("agenda", Meeting.objects.filter(pk=meeting.pk), AgendaItem.objects.filter(pk=item.pk)),
        ("attendance", Meeting.objects.filter(pk=meeting.pk), Attendance.objects.all()),
        ("list", Task.objects.filter(pk=task.pk), TaskList.objects.filter(pk=year.pk)),
        ("entry", Task.objects.filter(pk=other.pk), TaskList.objects.filter(pk=year.pk)),
    ):
        is_done = (tmp_path / f"done-{name}").exists
        with transaction.atomic():
            held(first)
            (tmp_path / f"go-{name}").touch()
            wait_until(lambda is_done=is_done: is_done() or waits_for_us())
            held(then)
        wait_until(is_done)

    assert somebody.wait(timeout=PATIENCE) == 0
    assert installation.ask("SELECT cadence FROM governance_tasklist") == [("half",)]
    asked = f"SELECT text_zh FROM governance_agendaitem WHERE id = {item.pk}"
    assert installation.ask(asked) == [("乙改",)]
