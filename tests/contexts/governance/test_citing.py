"""The way back from a source text: what cites it, as far as one may see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance.models import MeetingText
from plenary.contexts.governance.selectors.citing import citing
from plenary.contexts.governance.services import BasisGiven
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def readout():
    """A public readout of a meeting with one clause and a task of its own."""
    text = factories.document(release="public")
    meeting = factories.meeting(title_en="Plenary")
    MeetingText.objects.create(meeting=meeting, document=text)
    place = factories.passage(document=text)
    factories.directive(meeting, passage_id=place.pk)
    factories.draft_task(bases=[BasisGiven("passage", place.pk)])
    return text


def test_a_text_leads_to_the_meeting_the_clause_and_the_task_that_cite_it(readout, signed_in):
    client = signed_in(grant_role(user(), "office"))
    found = list(citing(SYSTEM, readout))

    html = client.get(f"/documents/{readout.pk}/").content.decode()

    assert [str(one.kind) for one in found] == ["Meeting", "Directive", "Task"]
    assert "#directive-" in found[1].url
    assert all(f'href="{one.url}"' in html for one in found)
    assert all(client.get(one.url).status_code == 200 for one in found)


def test_an_entry_of_progress_leads_back_to_its_task():
    entry = factories.report(factories.open_task())
    text = entry.passage.document

    assert [one.url for one in citing(SYSTEM, text)] == [entry.task.get_absolute_url()]


def test_what_one_may_not_see_is_not_named(readout):
    stranger = unit_user(unit()).actor

    assert list(citing(stranger, readout)) == []


def test_the_questions_are_as_many_for_one_clause_as_for_twenty(readout):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert list(citing(SYSTEM, readout))
        return len(caught)

    few = asked()
    meeting = MeetingText.objects.get(document=readout).meeting
    for start in range(1, 20):
        place = factories.passage(document=readout, start=start, end=start + 1)
        factories.directive(meeting, passage_id=place.pk)

    assert asked() == few
