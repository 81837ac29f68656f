"""Who looked at personal data and at papers: one row a person, record, way and day, for a year."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.audit.models import AuditRow, Viewing
from plenary.kernel.audit.selectors import viewings
from plenary.kernel.audit.viewing import forget_viewings, note_viewed
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import convenings
from tests.factories import grant_role, person, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def test_a_second_view_on_a_day_leaves_nothing_and_a_year_is_kept(the_first_of_july):
    reader, one, other = user().actor, person(), person()
    with CaptureQueriesContext(connection) as asked:
        note_viewed(reader, one, other)
    assert (len(asked), Viewing.objects.count()) == (1, 2)
    note_viewed(reader, one)
    note_viewed(NOBODY, one)
    note_viewed(SYSTEM, one)
    assert Viewing.objects.count() == 2
    the_first_of_july.move_to(dt.datetime(2025, 7, 2, 4, tzinfo=dt.UTC))
    note_viewed(reader, one)
    note_viewed(reader, one, way="taken")
    assert Viewing.objects.count() == 4
    assert not viewings(reader, {}).exists()

    the_first_of_july.move_to(dt.datetime(2026, 7, 2, 4, tzinfo=dt.UTC))
    assert forget_viewings() == 2
    assert set(Viewing.objects.values_list("way", flat=True)) == {"seen", "taken"}


def test_administrators_read_who_looked_at_whom_and_nobody_else_does(signed_in):
    office = grant_role(user(name="Li Min", language="en"), "office")
    shown, sitting = person(), convenings.convened()
    client = signed_in(office)
    assert client.get(shown.get_absolute_url()).status_code == 200
    sheet = f"/meetings/{sitting.meeting_id}/convening/sign-in/"
    for address in (f"/meetings/{sitting.meeting_id}/convening/", f"{sheet}sheet.zh.docx"):
        assert client.get(address).status_code == 200
    assert client.get("/audit/viewings/").status_code == 403

    client = signed_in(grant_role(user(language="en"), "administrator"))
    page = client.get("/audit/viewings/").content.decode()
    for words in (f"Person {shown.pk}", f"Convening {sitting.pk}", "Taken out as a file", "Li Min"):
        assert words in page
    assert AuditRow.objects.filter(action="audit.log.read").exists()
    one = client.get(f"/audit/viewings/?kind=people.person&number={shown.pk}").content.decode()
    assert "Convening" not in one.partition("<tbody>")[2]
    assert client.get("/audit/viewings/?number=1").status_code == 422
    assert "/audit/viewings/" in client.get("/audit/").content.decode()
    assert client.get("/accounts/all/").status_code == 200
    assert Viewing.objects.filter(subject_type="accounts.user", subject_id=office.pk).exists()


def test_a_papers_page_tells_the_office_alone_who_opened_and_took_it(signed_in):
    meeting = made.planned()
    paper = made.paper(topic_id=made.accepted(meeting).pk)
    leader = grant_role(user(name="Chair Wang", language="en"), "leader")
    client = signed_in(leader)
    page = paper.get_absolute_url()
    assert "Who has read it" not in client.get(page).content.decode()
    list(client.get(f"{page}versions/1/file/"))

    told = signed_in(grant_role(user(language="en"), "office")).get(page).content.decode()
    assert "Who has read it" in told
    assert told.count("Chair Wang") == 2
