"""The newsroom's pages: from the form to the public, refusals shown where they are, who may open what."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors import pages, untold
from plenary.contexts.communications.selectors.readiness import advice
from plenary.contexts.communications.services.readouts import make_readout
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.governance.api import untold_of
from plenary.kernel.accounts.models import User
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.communications import factories as made
from tests.contexts.governance import factories as meetings
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
WRITERS = {"office", "editor", "translator", "system"}
SEERS = WRITERS | {"leader", "verifier"}
APPROVERS = {"office", "editor", "system"}


def form_of(page):
    said = made.said(page)
    return {
        **{name: said[name] for name in said if name.startswith(("title", "summary", "body"))},
        "source_side": said["source_side"],
        "source_unit": said["source_unit_id"],
        "topics": said["topic_ids"],
        "held_on": "",
        "slug": said["slug"],
        "seen_version": page.version,
    }


def test_a_page_goes_from_the_form_to_the_public_through_two_people(signed_in, client):
    topic, source = made.topic(), unit()
    writer, second = made.editor(), made.editor()
    signed_in(writer)
    sent = {
        "kind": "news",
        "title_zh": "窗口开放",
        "title_en": "The counter opens",
        "body_zh": "窗口九时开放。",
        "body_en": "The counter opens at nine.",
        "source_side": "zh",
        "source_unit": source.pk,
        "topics": [topic.pk],
    }
    answer = client.post("/newsroom/new/", sent)
    page = Page.objects.get()
    assert answer.url == page.get_absolute_url()
    here = page.get_absolute_url()
    assert "The counter opens at nine." in client.get(here).content.decode()
    assert client.get(f"{here}preview/en/").status_code == 200
    answer = client.post(f"{here}submit/", {"langs": ["zh", "en"], "seen_version": page.version})
    assert answer.status_code == 302
    assert client.get(f"{here}approve/").status_code == 403

    signed_in(second)
    assert "The counter opens" in client.get("/newsroom/").content.decode()
    page.refresh_from_db()
    answer = client.post(f"{here}approve/", {"langs": ["zh", "en"], "seen_version": page.version})
    assert answer.status_code == 302
    client.logout()
    assert (
        b"The counter opens at nine." in client.get("/portal/en/pages/the-counter-opens/").content
    )


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(signed_in, client):
    twin, page = made.page(), made.page()
    signed_in(made.editor())

    answer = client.post(
        f"/newsroom/pages/{page.pk}/edit/", {**form_of(page), "title_zh": twin.title_zh}
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Another page has this title" in shown
    assert page.body_en in shown


def test_a_late_save_shows_what_has_changed(signed_in, client):
    page = made.page()
    signed_in(made.editor())
    form = form_of(page)
    client.post(f"/newsroom/pages/{page.pk}/edit/", {**form, "title_en": "Changed meanwhile"})

    answer = client.post(f"/newsroom/pages/{page.pk}/edit/", {**form, "title_en": "Mine"})

    assert answer.status_code == 409
    assert b"Changed meanwhile" in answer.content
    assert b"Mine" in answer.content


def test_a_correction_without_its_note_is_asked_for_it(signed_in, client):
    page = made.published()
    signed_in(made.editor())
    client.post(f"/newsroom/pages/{page.pk}/edit/", {**form_of(page), "body_en": "Otherwise."})
    page.refresh_from_db()

    sent = {"langs": ["en"], "seen_version": page.version}
    answer = client.post(f"/newsroom/pages/{page.pk}/submit/", sent)

    assert answer.status_code == 422
    assert b"Say in English what is corrected" in answer.content
    sent["note_en"] = "The hour."
    assert client.post(f"/newsroom/pages/{page.pk}/submit/", sent).status_code == 302


def test_it_waits_for_its_hour_and_an_hour_without_a_day_is_asked_for(signed_in, client):
    page = made.submitted()
    signed_in(made.editor())
    sent = {"langs": ["zh", "en"], "seen_version": page.version, "due_time": "09:00"}
    assert client.post(f"/newsroom/pages/{page.pk}/approve/", sent).status_code == 422

    answer = client.post(f"/newsroom/pages/{page.pk}/approve/", {**sent, "due_on": "2099-01-02"})

    assert answer.status_code == 302
    assert {side.state for side in page.sides.all()} == {"approved"}
    assert b"2099-01-02 09:00" in client.get(page.get_absolute_url()).content


def test_it_is_sent_back_withdrawn_and_told_why(signed_in, client):
    page, public = made.submitted(), made.published()
    signed_in(made.editor(language="en"))
    sent = {"langs": ["en"], "seen_version": page.version}
    address = f"/newsroom/pages/{page.pk}/send-back/"
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "reason": "Check the date."}).status_code == 302
    assert b"Check the date." in client.get(page.get_absolute_url()).content

    address = f"/newsroom/pages/{public.pk}/withdraw/"
    sent = {"seen_version": public.version, "reason_en": ""}
    assert client.post(address, sent).status_code == 422
    sent |= {"reason_en": "It named a resident.", "hide_title_en": "on"}
    assert client.post(address, sent).status_code == 302
    gone = client.get(f"/portal/en/pages/{public.slug}/").content.decode()
    assert "It named a resident." in gone
    assert public.title_en not in gone
    assert "not told the title" in client.get(public.get_absolute_url()).content.decode()
    assert Edition.objects.filter(is_current=True).count() == 1
    assert client.get(f"/newsroom/pages/{page.pk}/withdraw/").status_code == 422


def test_a_meeting_becomes_a_page_and_an_unreleased_one_is_named(signed_in, client):
    open_one = meetings.meeting(title_zh="公开的会议", release="public")
    meetings.meeting(title_zh="内部的会议")
    signed_in(grant_role(user(), "office"))
    shown = client.get("/newsroom/readout/").content.decode()
    assert "内部的会议" in shown

    answer = client.post("/newsroom/readout/", {"meeting": open_one.pk, "source_unit": unit().pk})

    page = Page.objects.get()
    assert answer.url == page.get_absolute_url()
    assert page.title_zh == "公开的会议"
    assert client.get(answer.url).status_code == 200
    again = client.post("/newsroom/readout/", {"meeting": open_one.pk})
    assert again.status_code == 422


def test_a_meetings_record_leads_to_its_page_or_to_making_it(signed_in, client):
    meeting = meetings.meeting(title_zh="公开的会议", release="public")
    signed_in(made.editor())
    here = client.get(meeting.get_absolute_url()).content.decode()
    way = f"/newsroom/readout/?meeting={meeting.pk}"
    assert f'href="{way}"' in here
    chosen = re.compile(rf'<input[^>]* value="{meeting.pk}"[^>]* checked')
    assert chosen.search(client.get(way).content.decode())
    client.post("/newsroom/readout/", {"meeting": meeting.pk})
    page = Page.objects.get()
    here = client.get(meeting.get_absolute_url()).content.decode()
    assert f'href="{page.get_absolute_url()}"' in here
    signed_in(grant_role(user(), "administrator"))
    assert "newsroom" not in client.get(meeting.get_absolute_url()).content.decode()


def test_files_and_topics_have_their_forms(signed_in, client):
    page = made.page()
    signed_in(made.editor())
    upload = SimpleUploadedFile("hours.txt", b"from nine")
    sent = {"file": upload, "name_en": "Hours", "seen_version": page.version}
    assert client.post(f"/newsroom/pages/{page.pk}/files/", sent).status_code == 302
    file = page.attachments.get()
    page.refresh_from_db()
    sent = {"seen_version": page.version}
    client.post(f"/newsroom/pages/{page.pk}/files/{file.pk}/", sent)
    assert not page.attachments.exists()

    sent = {"name_zh": "展会", "name_en": "Fairs"}
    assert client.post("/newsroom/topics/new/", sent).status_code == 302
    assert client.post("/newsroom/topics/new/", sent).status_code == 422
    assert b"Fairs" in client.get("/newsroom/topics/").content


def test_the_list_takes_as_many_queries_for_one_page_as_for_many(
    signed_in, client, django_assert_max_num_queries
):
    made.submitted()
    signed_in(made.editor())
    client.get("/newsroom/")
    with django_assert_max_num_queries(15) as first:
        client.get("/newsroom/")
    for _one in range(12):
        made.submitted()
    with django_assert_max_num_queries(15) as many:
        client.get("/newsroom/?kind=news&state=review&q=News")

    assert len(many) == len(first)


def test_what_was_held_without_an_english_page_is_named_the_longest_ago_first(signed_in, client):
    today = clock.today()
    days = {name: today - dt.timedelta(days=number) for name, number in (("old", 40), ("new", 2))}
    newer = made.published(langs=["zh"], held_on=days["new"])
    older = made.submitted(made.editor(name="林编辑").actor, held_on=days["old"])
    made.published(held_on=days["old"])
    made.page(held_on=today + dt.timedelta(days=3))
    gone = made.published(held_on=days["old"])
    withdraw_page(actor=SYSTEM, page_id=gone.pk, seen_version=None, reasons={"en": "Wrong."})
    meeting = meetings.meeting(
        title_zh="未成稿的会议", release="public", held_on=today - dt.timedelta(days=20)
    )
    told = meetings.meeting(release="public", held_on=days["old"])
    make_readout(actor=SYSTEM, meeting_id=told.pk, source_unit_id=None)

    found = untold.worst(grant_role(user(), "office").actor)
    assert [one.age.days for one in found] == [40, 40, 20, 2]
    assert found[0].owner == "林编辑"
    assert [one.has_page for one in found] == [True, True, False, True]

    signed_in(made.editor())
    shown = client.get("/newsroom/?state=no_english").content.decode()
    listed = shown.partition("<tbody>")[2]
    assert 0 < listed.index(older.get_absolute_url()) < listed.index(newer.get_absolute_url())
    assert gone.get_absolute_url() not in shown
    signed_in(grant_role(user(), "office"))
    assert f"?meeting={meeting.pk}" in client.get("/newsroom/").content.decode()


def test_a_meeting_of_long_ago_without_a_page_is_not_pushed_off_the_list(signed_in, client):
    today, office = clock.today(), grant_role(user(), "office")
    days = [today - dt.timedelta(days=number) for number in range(1, 5)]
    ago = [today - dt.timedelta(days=number) for number in (400, 500)]
    old = meetings.meeting(title_zh="旧日的会议", release="public", held_on=ago[0])
    meetings.meeting(title_zh="内部的会议", release="internal", held_on=ago[1])
    for held_on in days:
        recent = meetings.meeting(title_zh=f"会议{held_on}", release="public", held_on=held_on)
        make_readout(actor=SYSTEM, meeting_id=recent.pk, source_unit_id=None)
    told = untold.told_meetings()

    found = untold_of(office.actor, told=told, by=today, limit=2)

    assert [one.pk for one in found] == [old.pk]
    assert untold.worst(office.actor)[0].url.endswith(f"?meeting={old.pk}")
    signed_in(office)
    shown = client.get(f"/newsroom/readout/?meeting={old.pk}").content.decode()
    assert "旧日的会议" in shown


@pytest.fixture
def actors():
    roles = ("office", "editor", "translator", "leader", "verifier", "protocol", "counter")
    every = {role: grant_role(user(), role).actor for role in (*roles, "administrator")}
    return every | {"unit": unit_user(unit()).actor, "nobody": NOBODY, "system": SYSTEM}


def allowed(actors, question):
    return {role for role, actor in actors.items() if question(actor)}


def test_who_sees_writes_approves_and_withdraws(actors):
    page = made.page()

    assert allowed(actors, lambda a: pages.visible_to(a).filter(pk=page.pk).exists()) == SEERS
    assert allowed(actors, policies.can_write) == WRITERS
    assert allowed(actors, lambda a: policies.can_approve(a, page)) == APPROVERS
    assert allowed(actors, policies.can_withdraw) == APPROVERS
    assert allowed(actors, policies.can_name_topics) == APPROVERS
    assert allowed(actors, policies.can_publish_due) == {"system"}
    assert allowed(actors, policies.can_make_pictures) == {"system"}


def test_who_opens_a_page_of_the_newsroom(client, actors):
    page = made.page()
    opened = {
        "/newsroom/": SEERS,
        "/newsroom/topics/": SEERS,
        f"/newsroom/pages/{page.pk}/": SEERS,
        f"/newsroom/pages/{page.pk}/preview/zh/": SEERS,
        "/newsroom/new/": WRITERS,
        "/newsroom/readout/": WRITERS,
        f"/newsroom/pages/{page.pk}/edit/": WRITERS,
        f"/newsroom/pages/{page.pk}/submit/": WRITERS,
        f"/newsroom/pages/{page.pk}/checks/": WRITERS,
        "/newsroom/new/event/": WRITERS,
        "/newsroom/import/": WRITERS,
        "/newsroom/topics/new/": APPROVERS,
    }
    found = {path: {"system"} for path in opened}
    for role, actor in actors.items():
        client.logout()
        if actor.user_id:
            client.force_login(User.objects.get(pk=actor.user_id))
        for path in opened:
            if actor is not SYSTEM and client.get(path).status_code == 200:
                found[path].add(role)

    assert found == opened


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ('<p class="MsoNormal">Nine</p>', True),
        ("Nine<br/>ten", True),
        ("a < b and c > d, <office@example.org>, <Paris>", False),
    ],
)
def test_a_text_with_marks_of_html_says_that_readers_would_see_them(text, is_said):
    found = advice(made.page(body_en=text, held_on=clock.today()))

    assert list(found) == ["body_en"] * is_said
    assert ["marks of HTML" in one for one in found.values()] == [True] * is_said
