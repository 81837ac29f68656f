"""A public text that two people let out becomes a draft page, and is flagged there when it is taken back."""

import datetime as dt

import pytest

from plenary.contexts.communications.jobs import publish_due
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.meetings import link_of_meeting
from plenary.contexts.communications.selectors.pages import taken_back
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.readouts import (
    has_changed,
    make_readout,
    take_over_record,
)
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.api import is_to_be_told, to_tell_of
from plenary.contexts.governance.services import releases
from plenary.kernel.accounts.models import User
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.governance import page_records as records
from tests.contexts.governance.test_releases import TEXTS, let_out
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    held = records.meeting()
    item = governance.add_agenda_item(
        actor=SYSTEM, meeting_id=held.pk, kind="study", text_zh="年度计划", text_en="The plan"
    )
    records.decision(held, item_id=item.pk)
    return held


@pytest.fixture
def editor():
    return made.editor(language="en")


@pytest.fixture
def out(meeting, editor, django_capture_on_commit_callbacks):
    """The public text of the meeting, let out, with its agenda item beside it; its page."""
    let_out(meeting, "decisions", "papers")
    writer = grant_role(user(), "office")
    named = [f"item:{meeting.items.get().pk}"]
    step = propose(writer.actor, meeting, named=named)
    with django_capture_on_commit_callbacks(execute=True):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)
    return step


def propose(actor, meeting, **said):
    return releases.propose_release(
        actor=actor, meeting_id=meeting.pk, stage="public", **{**TEXTS, **said}
    )


def take_back(step, capture):
    with capture(execute=True):
        releases.take_step_back(actor=SYSTEM, step_id=step.pk, seen_version=None, reason="有误")


def publish(page):
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)


def ready(page):
    """Give a page what its record does not know, and publish it."""
    page.source_unit = unit()
    page.save()
    page.topics.add(made.topic())
    publish(page)


def test_the_text_becomes_a_draft_in_both_languages_and_its_editors_are_told(out, meeting, editor):
    page = Page.objects.get(meeting_id=meeting.pk)

    assert (page.title_zh, page.title_en) == (meeting.title_zh, meeting.title_en)
    assert page.body_zh == f"{TEXTS['text_zh']}\n\n## 会议议题\n\n- 年度计划"
    assert page.body_en == f"{TEXTS['text_en']}\n\n## Agenda\n\n- The plan"
    assert {side.state for side in page.sides.all()} == {"draft"}
    told = Notification.objects.get(user_id=editor.pk)
    assert (told.url, told.to_mail) == (page.get_absolute_url(), True)
    assert told.text_en.startswith("A public text has become a draft page")
    assert not has_changed(editor.actor, page)


def test_whoever_wrote_the_text_does_not_approve_its_page(out, meeting):
    page = Page.objects.get(meeting_id=meeting.pk)
    page.source_unit = unit()
    page.save()
    page.topics.add(made.topic())
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    writer = User.objects.get(pk=out.proposed_by_id).actor

    with refused(Forbidden):
        approve_page(actor=writer, page_id=page.pk, seen_version=None, langs=made.BOTH)
    second = grant_role(user(), "office").actor
    approve_page(actor=second, page_id=page.pk, seen_version=None, langs=made.BOTH)


def test_what_the_record_says_later_reaches_no_page(out, meeting, editor):
    governance.edit_meeting(
        actor=SYSTEM, meeting_id=meeting.pk, seen_version=None, changes={"title_en": "Other"}
    )
    page = Page.objects.get(meeting_id=meeting.pk)

    assert not has_changed(editor.actor, page)
    with refused(Refused, "has not changed"):
        take_over_record(actor=editor.actor, page_id=page.pk, seen_version=None)


def test_a_text_let_out_anew_is_taken_over_by_a_person(
    out, meeting, editor, django_capture_on_commit_callbacks
):
    page = Page.objects.get(meeting_id=meeting.pk)
    step = propose(SYSTEM, meeting, text_en="Another text.")
    with django_capture_on_commit_callbacks(execute=True):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    assert Page.objects.get(meeting_id=meeting.pk).body_en == page.body_en
    assert Notification.objects.filter(text_en__startswith="A public text went out anew").exists()
    assert has_changed(editor.actor, page)
    page = take_over_record(actor=editor.actor, page_id=page.pk, seen_version=None)
    assert page.body_en == "Another text."


def test_a_text_taken_back_is_flagged_on_its_page_and_in_the_list(
    client, out, meeting, editor, django_capture_on_commit_callbacks
):
    page = Page.objects.get(meeting_id=meeting.pk)
    ready(page)
    assert taken_back(editor.actor) == []

    take_back(out, django_capture_on_commit_callbacks)

    assert [one.pk for one, _at in taken_back(editor.actor)] == [page.pk]
    assert Notification.objects.filter(user=editor, text_en__contains="still public").exists()
    client.force_login(editor)
    told = client.get(page.get_absolute_url()).content.decode()
    assert "public text was taken back on" in told
    assert "Readers still see this page" in told
    assert "Take the record over anew" not in told, "it would be refused"
    assert "was taken back" in client.get("/newsroom/").content.decode()
    with refused(Refused, "not released"):
        make_readout(actor=SYSTEM, meeting_id=meeting.pk, source_unit_id=None)


def test_where_the_newsroom_refuses_the_page_its_editors_are_led_to_making_it(
    meeting, editor, django_capture_on_commit_callbacks
):
    made.page(title_zh=meeting.title_zh)
    let_out(meeting, "decisions", "papers")
    step = propose(SYSTEM, meeting)

    with django_capture_on_commit_callbacks(execute=True):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    assert not Page.objects.filter(meeting_id=meeting.pk).exists()
    told = Notification.objects.get(user=editor)
    assert told.url == f"/newsroom/readout/?meeting={meeting.pk}"


def test_the_meeting_leads_to_its_page_or_to_making_it_or_says_why_not(client, meeting, editor):
    office = grant_role(user(language="en"), "office")
    words, address = link_of_meeting(office.actor, meeting.pk)
    assert (str(words).startswith("No page on the portal"), address) == (True, "")
    client.force_login(office)
    page = f"/meetings/{meeting.pk}/"
    told = client.get(page).content.decode()
    assert "No page on the portal" in told
    assert "/newsroom/readout/" not in told
    assert link_of_meeting(unit_user(unit()).actor, meeting.pk) is None

    governance.edit_meeting(
        actor=SYSTEM, meeting_id=meeting.pk, seen_version=None, changes={"release": "public"}
    )
    told = client.get(page).content.decode()
    assert "public without stages" in told
    assert f"/newsroom/readout/?meeting={meeting.pk}" in told
    ready(make_readout(actor=SYSTEM, meeting_id=meeting.pk, source_unit_id=unit().pk))
    assert "Public page on the portal" in client.get(page).content.decode()


def test_an_editor_tells_of_a_meeting_only_what_was_let_out(out, meeting, editor):
    services_name = to_tell_of(editor.actor)
    assert [(one.pk, one.is_released) for one in services_name] == [(meeting.pk, True)]
    assert is_to_be_told(editor.actor, meeting.pk)
    stranger = unit_user(unit()).actor
    other = records.meeting()
    assert not is_to_be_told(stranger, other.pk)


def test_a_day_is_asked_for_only_where_the_kind_tells_of_one(client, editor):
    client.force_login(editor)
    asks = 'name="held_on"'
    assert asks not in client.get("/newsroom/new/guide/").content.decode()
    static = made.page(kind="static")
    assert asks not in client.get(f"/newsroom/pages/{static.pk}/edit/").content.decode()
    assert asks in client.get(f"/newsroom/pages/{made.page().pk}/edit/").content.decode()
    sent = {"kind": "static", "title_zh": "关于", "source_side": "zh", "held_on": "2025-05-08"}

    answer = client.post("/newsroom/new/", sent)

    assert answer.status_code == 422
    assert "tells of no day" in answer.content.decode()
    assert not Page.objects.filter(title_zh="关于").exists()


def test_a_text_taken_back_stops_what_was_approved_and_its_page_goes_out_no_more(
    out, meeting, editor, django_capture_on_commit_callbacks
):
    page = Page.objects.get(meeting_id=meeting.pk)
    page.source_unit = unit()
    page.save()
    page.topics.add(made.topic())
    due = clock.now() + dt.timedelta(hours=1)
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, "langs": made.BOTH}
    approve_page(**asked, due_at=due)

    take_back(out, django_capture_on_commit_callbacks)

    assert {one.state for one in page.sides.all()} == {"draft"}
    assert "taken back" in page.sides.get(lang="en").sent_back_reason
    assert Notification.objects.filter(user=editor, kind="communications.page.held_back").exists()
    with refused(Refused, "public text is not out"):
        submit_page(**asked)


def test_should_the_word_be_lost_the_hour_asks_again_whether_the_text_is_out(out, meeting):
    page = Page.objects.get(meeting_id=meeting.pk)
    page.source_unit = unit()
    page.save()
    page.topics.add(made.topic())
    asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, "langs": made.BOTH}
    submit_page(**asked)
    approve_page(**asked, due_at=clock.now() + dt.timedelta(hours=1))
    releases.take_step_back(actor=SYSTEM, step_id=out.pk, seen_version=None, reason="有误")

    with clock.at(clock.today() + dt.timedelta(days=2)):
        assert publish_due.func() == 0

    assert {one.state for one in page.sides.all()} == {"draft"}
    assert "公开文本" in page.sides.get(lang="zh").sent_back_reason


def test_the_page_comes_from_the_bodys_office_and_repeats_no_text_of_one_sentence(
    meeting, editor, django_capture_on_commit_callbacks
):
    let_out(meeting, "decisions", "papers")
    theirs, elsewhere = unit(), unit()
    meeting.body.member_units.create(unit=theirs)
    grant_role(user(), "office", unit=elsewhere)
    writer = grant_role(user(), "office", unit=theirs)
    said = {"text_zh": "会议通过了年度计划。", "text_en": "The meeting adopted the plan."}
    step = propose(writer.actor, meeting, **said)
    with django_capture_on_commit_callbacks(execute=True):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    page = Page.objects.get(meeting_id=meeting.pk)
    assert page.source_unit_id == theirs.pk, "of the two that hold the role, the one seated there"
    assert (page.body_zh, page.summary_zh) == (said["text_zh"], "")
    assert (page.body_en, page.summary_en) == (said["text_en"], "")


def test_a_page_comes_from_where_the_last_readout_did_where_no_office_is_known(
    meeting, editor, django_capture_on_commit_callbacks
):
    let_out(meeting, "decisions", "papers")
    last = made.page(source_unit_id=unit().pk)
    Page.objects.filter(pk=last.pk).update(kind="readout", meeting_id=records.meeting().pk)
    for _ in range(2):
        grant_role(user(), "office", unit=unit())
    longer = {"text_zh": "会议通过了年度计划。会议听取了汇报。"}
    step = propose(grant_role(user(), "office").actor, meeting, **longer)
    with django_capture_on_commit_callbacks(execute=True):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    page = Page.objects.get(meeting_id=meeting.pk)
    assert page.source_unit_id == last.source_unit_id
    assert page.summary_zh == "会议通过了年度计划。"
