"""A list keeps by which decision or at which meeting it was adopted."""

import datetime as dt
import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.exports.lists import docx_of, xlsx_of
from plenary.contexts.governance.models import Reading
from plenary.contexts.governance.selectors.list_sheets import sheet_of
from plenary.contexts.governance.selectors.withdrawal import obstacles
from plenary.contexts.governance.services.adopting import record_adoption
from plenary.kernel.audit.models import AuditRow
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
HELD = dt.date(2025, 3, 1)


@pytest.fixture
def desk(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def committee(db):
    return body()


@pytest.fixture
def meeting(committee):
    return factories.meeting(body_id=committee.pk, title_en="First session", held_on=HELD)


@pytest.fixture
def draft(committee):
    made = factories.task_list(body_id=committee.pk, name_en="Key tasks")
    services.add_task_to_list(
        actor=SYSTEM, list_id=made.pk, task_id=factories.draft_task(release="public").pk
    )
    made.refresh_from_db()
    return made


def adopt(actor, task_list, **given):
    return services.adopt_list(actor=actor, list_id=task_list.pk, seen_version=None, **given)


def test_a_list_is_adopted_by_a_decision_that_its_page_and_files_name(desk, office, meeting, draft):
    decision = factories.decision(meeting, text_en="The list is adopted")
    factories.decision(text_en="Of another body")
    form = desk.get(draft.get_absolute_url()).content.decode()
    assert "The list is adopted" in form
    assert "Of another body" not in form

    sent = {"seen_version": draft.version, "decision": decision.pk, "adopted_on": "2025-03-02"}
    desk.post(f"/lists/{draft.pk}/adopt/", sent)

    draft.refresh_from_db()
    assert (draft.adopting_meeting, draft.adopting_decision) == (meeting, decision)
    page = desk.get(draft.get_absolute_url()).content.decode()
    assert f'href="{meeting.get_absolute_url()}#decision-{decision.pk}"' in page
    assert "First session" in page
    paper = desk.get(f"/lists/{draft.pk}/list.docx")
    words = [one.text for one in docx.Document(io.BytesIO(paper.content)).paragraphs]
    assert "Adopted on 2025-03-02, First session, decision 1" in words
    book = desk.get(f"/lists/{draft.pk}/list.xlsx").content
    sheet = sheet_of(office, draft)
    assert len(book) > len(xlsx_of(sheet))
    assert docx_of(sheet, "x")


def test_a_meeting_alone_adopts_and_lends_its_day(office, meeting, draft):
    adopted = adopt(office, draft, meeting_id=meeting.pk)

    assert (adopted.adopting_meeting, adopted.adopting_decision) == (meeting, None)
    assert adopted.adopted_on == HELD
    reading = Reading(meeting=meeting, document=factories.document())
    assert [str(one) for one in obstacles(reading)] == ["A task list was adopted at the meeting."]


def test_what_could_not_adopt_the_list_is_refused_and_nothing_comes_into_force(
    desk, office, committee, meeting, draft
):
    foreign = factories.decision()
    postponed = factories.decision(meeting, kind="postponed")
    other = factories.meeting(body_id=committee.pk, held_on=HELD)
    planned = factories.meeting(body_id=committee.pk, is_held=False)
    decision = factories.decision(meeting)

    for given in (
        {"decision_id": foreign.pk},
        {"decision_id": postponed.pk},
        {"meeting_id": foreign.meeting_id},
        {"meeting_id": planned.pk},
        {"meeting_id": 0},
    ):
        with refused(NotFound):
            adopt(office, draft, **given)
    with refused(Refused, "of another meeting"):
        adopt(office, draft, decision_id=decision.pk, meeting_id=other.pk)
    early = {"seen_version": draft.version, "meeting": meeting.pk, "adopted_on": "2025-02-01"}
    answer = desk.post(f"/lists/{draft.pk}/adopt/", early)
    assert answer.status_code == 422
    assert "not adopted before the meeting" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_list_whose_decision_is_owed_says_so_until_it_is_recorded(desk, office, meeting, draft):
    one_of = "Name the decision or meeting, or say why"
    for given in ({}, {"owed": " "}, {"owed": "No minutes", "meeting_id": meeting.pk}):
        with refused(Refused, one_of):
            adopt(office, draft, **given)
    sent = {"seen_version": draft.version, "adopted_on": "2025-03-02"}
    neither = desk.post(f"/lists/{draft.pk}/adopt/", sent)
    assert neither.status_code == 422
    assert one_of in neither.content.decode()

    desk.post(f"/lists/{draft.pk}/adopt/", {**sent, "owed": "The minutes are not out."})

    draft.refresh_from_db()
    assert (draft.state, draft.adopting_meeting) == ("adopted", None)
    page = desk.get(draft.get_absolute_url()).content.decode()
    assert "ground not recorded" in page
    assert "The minutes are not out." in page
    paper = desk.get(f"/lists/{draft.pk}/list.docx")
    words = [one.text for one in docx.Document(io.BytesIO(paper.content)).paragraphs]
    assert any(one.startswith("Adopted on") for one in words)


def test_by_what_a_list_was_adopted_is_recorded_later_once(desk, office, committee, meeting, draft):
    decision = factories.decision(meeting, text_en="The list is adopted")
    with refused(Refused, "not adopted yet"):
        record_adoption(actor=office, list_id=draft.pk, seen_version=None, meeting_id=meeting.pk)
    adopt(office, draft, adopted_on=HELD, owed="No minutes yet")
    address = f"/lists/{draft.pk}/adoption/"
    assert address in desk.get(draft.get_absolute_url()).content.decode()
    late = factories.meeting(body_id=committee.pk, held_on=dt.date(2025, 4, 1))
    for given, words in (
        ({}, "Name the decision"),
        ({"meeting_id": late.pk}, "before the meeting"),
    ):
        with refused(Refused, words):
            record_adoption(actor=office, list_id=draft.pk, seen_version=None, **given)
    foreign = factories.decision()
    with refused(NotFound):
        record_adoption(actor=office, list_id=draft.pk, seen_version=None, decision_id=foreign.pk)

    draft.refresh_from_db()
    first = desk.post(address, {"seen_version": draft.version, "meeting": meeting.pk})
    assert first.status_code == 302
    with refused(Refused, "recorded already"):
        record_adoption(actor=office, list_id=draft.pk, seen_version=None, meeting_id=meeting.pk)
    draft.refresh_from_db()
    done = desk.post(address, {"seen_version": draft.version, "decision": decision.pk})

    assert done.status_code == 302
    draft.refresh_from_db()
    assert (draft.adopting_meeting, draft.adopting_decision) == (meeting, decision)
    again = desk.post(address, {"seen_version": draft.version, "decision": decision.pk})
    assert again.status_code == 422
    recorded = desk.get(draft.get_absolute_url()).content.decode()
    assert address not in recorded
    assert "ground not recorded" not in recorded
    rows = AuditRow.objects.filter(action="governance.task_list.adoption_recorded")
    assert rows.count() == 2
    with refused(Forbidden):
        record_adoption(
            actor=grant_role(user(), "leader").actor, list_id=draft.pk, seen_version=None
        )


def test_who_does_not_see_the_meeting_reads_the_day_alone(client, office, meeting, draft):
    adopt(office, draft, meeting_id=meeting.pk)
    client.force_login(unit_user(unit()))

    page = client.get(draft.get_absolute_url())

    assert page.status_code == 200
    assert "First session" not in page.content.decode()


def test_a_draft_list_asks_as_many_queries_for_nine_decisions_as_for_one(desk, meeting, draft):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(draft.get_absolute_url()).status_code == 200
        return len(seen)

    factories.decision(meeting)
    one = asked()
    for _ in range(8):
        factories.decision(meeting)

    assert asked() == one


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "This day is still to come."), ("zh-hans", "该日期尚未到来。")]
)
def test_a_list_is_not_adopted_on_a_day_to_come(desk, office, draft, lang, words):
    tomorrow = clock.today() + dt.timedelta(days=1)
    with refused(Refused, "still to come"):
        adopt(office, draft, adopted_on=tomorrow, owed="待补")
    desk.cookies["plenary_language"] = lang
    sent = {"adopted_on": tomorrow.isoformat(), "owed": "x", "seen_version": draft.version}
    answer = desk.post(f"/lists/{draft.pk}/adopt/", sent)
    assert words in answer.content.decode()
    assert adopt(office, draft, adopted_on=clock.today(), owed="待补").adopted_on == clock.today()


def test_the_only_meeting_that_fits_is_chosen_beforehand_and_yields_to_what_is_typed(
    desk, office, meeting, draft
):
    chosen = f'<option value="{meeting.pk}" selected'
    assert chosen in desk.get(draft.get_absolute_url()).content.decode()
    later = factories.meeting(body_id=draft.body_id, held_on=dt.date(2025, 4, 1))
    assert " selected>2025" not in desk.get(draft.get_absolute_url()).content.decode()
    decided = factories.decision(meeting, text_en="Work goes on")
    task = draft.entries.get().task
    task.bases.create(decision=decided)
    assert chosen in desk.get(draft.get_absolute_url()).content.decode()

    of_later = factories.decision(later, text_en="The list is adopted")
    sent = {"seen_version": draft.version, "adopted_on": "2025-04-02", "meeting": meeting.pk}
    desk.post(f"/lists/{draft.pk}/adopt/", {**sent, "decision": of_later.pk})

    draft.refresh_from_db()
    assert (draft.adopting_meeting, draft.adopting_decision) == (later, of_later)
    other = factories.task_list(body_id=draft.body_id, name_en="Other tasks")
    services.add_task_to_list(
        actor=SYSTEM, list_id=other.pk, task_id=factories.draft_task(release="public").pk
    )
    other.refresh_from_db()
    assert chosen in desk.get(other.get_absolute_url()).content.decode(), "the later one is spent"
    owed = {**sent, "seen_version": other.version, "owed": "The minutes are not out."}
    desk.post(f"/lists/{other.pk}/adopt/", owed)
    other.refresh_from_db()
    assert (other.state, other.adopting_meeting) == ("adopted", None)
    assert f'<option value="{meeting.pk}" selected' in (
        desk.get(f"/lists/{other.pk}/adoption/").content.decode()
    )
