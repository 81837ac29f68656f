"""The page of a meeting: made from its record, and only from one that is released."""

import datetime as dt
from dataclasses import replace

import pytest

from plenary.contexts.communications.forms.readouts import ReadoutForm
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.readouts import (
    has_changed,
    make_readout,
    take_over_record,
)
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.topics import load_shipped_topics
from plenary.contexts.communications.services.translating import translate_page
from plenary.contexts.communications.services.writing import edit_page, given_of
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Meeting, MeetingText, Theme
from plenary.contexts.governance.selectors.released import to_tell_of
from plenary.kernel.documents.models import Document
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.governance import factories as meetings
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db

ZH = """石景山区召开外事工作会议
日期：2025-05-08
来源：区外办

近日，区外事工作会议召开。会议审议了年度工作要点。

会议强调，要办好重大活动，提升离境退税便利度。
"""
EN = """Chinese
Topics:
District Conference on Foreign Affairs Convened
Date: 2025-05-08
Source: Foreign Affairs Office
fontSize:   big middle small

Recently, the district  convened its conference on foreign affairs. The meeting reviewed the
key priorities of the year.

The meeting stressed that major events should be a success and the tax refund made easier.
"""


@pytest.fixture
def meeting():
    made = meetings.meeting(
        title_zh="石景山区召开外事工作会议",
        title_en="District Conference on Foreign Affairs Convened",
        release="public",
        held_on=dt.date(2025, 5, 8),
    )
    for lang, text in (("zh", ZH), ("en", EN)):
        document = meetings.document(lang=lang, text=text, release="public")
        governance.attach_text(actor=SYSTEM, meeting_id=made.pk, document_id=document.pk)
    theme = Theme.objects.get_or_create(
        key="refund", defaults={"name_zh": "离境退税", "name_en": "Tax refund"}
    )[0]
    meetings.directive(made, theme_id=theme.pk)
    load_shipped_topics(actor=SYSTEM)
    return made


def make(meeting, actor=SYSTEM):
    return make_readout(actor=actor, meeting_id=meeting.pk, source_unit_id=unit().pk)


def test_title_text_and_topics_come_from_the_record_in_both_languages(meeting):
    page = make(meeting)

    assert (page.title_zh, page.title_en) == (meeting.title_zh, meeting.title_en)
    assert page.body_zh == (
        "近日，区外事工作会议召开。会议审议了年度工作要点。\n\n"
        "会议强调，要办好重大活动，提升离境退税便利度。"
    )
    assert page.body_en.startswith("Recently, the district convened its conference on foreign")
    assert "fontSize" not in page.body_en
    assert "  " not in page.body_en
    assert page.summary_zh == "近日，区外事工作会议召开。"
    assert sorted(page.topics.values_list("key", flat=True)) == ["meetings", "refund"]
    assert not has_changed(SYSTEM, page)


def test_without_a_public_text_the_record_is_told_in_the_form_of_a_readout(meeting):
    Document.objects.filter(lang="en").update(release="internal")
    meetings.decision(meeting, text_zh="通过工作要点", text_en="The key priorities are adopted")
    source = "The meeting stressed the need to save.\n"
    kept = meetings.document(lang="en", text=source, release="internal")
    inside = meetings.passage(document=kept, start=21, end=37)
    meetings.directive(meeting, text_en="the need to save", passage_id=inside.pk)

    page = make(meeting)

    opening, decided = page.body_en.split("\n\n")
    assert "met on 8 May 2025" in opening
    assert decided == "The key priorities are adopted."
    assert "save" not in page.body_en, "what was read from an internal text is not told"


def test_the_choice_of_a_meeting_says_which_side_its_record_lacks(meeting):
    assert to_tell_of(SYSTEM)[0].lacks == ()

    Document.objects.filter(lang="en").update(release="internal")
    assert to_tell_of(SYSTEM)[0].lacks == ("en",)
    first = meetings.decision(meeting, text_zh="通过工作要点", text_en="Adopted")
    assert to_tell_of(SYSTEM)[0].lacks == ()
    meetings.decision(meeting, text_zh="听取汇报", text_en="")
    assert to_tell_of(SYSTEM)[0].lacks == ("en",), "half a list is no list"
    first.meeting.texts.all().delete()
    Meeting.objects.update(title_zh="")
    form = ReadoutForm(actor=SYSTEM, meetings=to_tell_of(SYSTEM))
    assert "no Chinese text" in str(form["meeting"])
    assert "no English text" in str(form["meeting"])


def test_a_meeting_that_is_not_released_has_no_page(meeting):
    governance.edit_meeting(
        actor=SYSTEM, meeting_id=meeting.pk, seen_version=None, changes={"release": "internal"}
    )

    with refused(Refused, "not released"):
        make(meeting)
    with refused(NotFound):
        make_readout(actor=SYSTEM, meeting_id=987654, source_unit_id=None)


def test_a_meeting_has_one_page(meeting):
    page = make(meeting)

    with refused(Refused, page.title_zh):
        make(meeting)
    with pytest.raises(Exception, match=r"(?i)unique"):
        Page.objects.create(
            kind="readout",
            slug="another",
            title_zh="另一页",
            meeting_id=meeting.pk,
            made_at=page.made_at,
            changed_at=page.changed_at,
        )


def next_year(meeting):
    """The next meeting of the same body, whose published readout says nearly the same."""
    later = meetings.meeting(
        title_zh="石景山区召开2026年外事工作会议",
        title_en="District Conference on Foreign Affairs of 2026 Convened",
        release="public",
        held_on=dt.date(2026, 5, 8),
    )
    for lang, text in (("zh", f"{ZH}\n会议结束。"), ("en", f"{EN}\nThe meeting ended.")):
        document = meetings.document(lang=lang, text=text, release="public")
        governance.attach_text(actor=SYSTEM, meeting_id=later.pk, document_id=document.pk)
    return later


def test_the_next_years_readout_is_no_twin_and_a_page_of_news_that_says_it_may_be(meeting, client):
    first, later = make(meeting), next_year(meeting)
    words = {"zh": f"{first.body_zh}\n\n完。", "en": f"{first.body_en}\n\nThe end."}

    second = make(later)
    assert second.meeting_id == later.pk
    second.delete()
    with refused(Refused, "nearly the same"):
        made.page(kind="news", body_zh=words["zh"], body_en=words["en"])
    news = made.page(kind="news", body_zh=words["zh"], body_en=words["en"], is_another=True)
    first.delete()
    client.force_login(made.editor())
    asked = client.post("/newsroom/readout/", {"meeting": later.pk}).content.decode()
    assert 'name="is_another"' in asked
    assert news.get_absolute_url() in asked

    client.post("/newsroom/readout/", {"meeting": later.pk, "is_another": "on"})
    assert Page.objects.filter(meeting_id=later.pk).exists()


def test_a_later_change_of_the_record_is_told_and_taken_over_by_a_person(meeting):
    page = make(meeting)
    with refused(Refused, "has not changed"):
        take_over_record(actor=SYSTEM, page_id=page.pk, seen_version=page.version)
    governance.edit_meeting(
        actor=SYSTEM,
        meeting_id=meeting.pk,
        seen_version=None,
        changes={"title_en": "Conference on Foreign Affairs Held"},
    )
    assert has_changed(SYSTEM, page)

    page = take_over_record(actor=SYSTEM, page_id=page.pk, seen_version=page.version)

    assert page.title_en == "Conference on Foreign Affairs Held"
    assert page.slug == "district-conference-on-foreign-affairs-convened"
    assert not has_changed(SYSTEM, page)


def test_an_outsider_makes_no_page(meeting):
    with pytest.raises(Exception, match="role does not allow"):
        make(meeting, unit_user(unit()).actor)


def change(page, **changes):
    given = replace(given_of(page), **changes)
    return edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)


def test_what_the_record_says_is_not_retyped_and_the_rest_is_changed(meeting):
    page = make(meeting)
    for name, value in (
        ("title_zh", "另一标题"),
        ("body_en", "Something else was said."),
        ("held_on", dt.date(2031, 1, 1)),
    ):
        with refused(Refused, "from the meeting's record") as caught:
            change(page, **{name: value})
        assert list(caught.value.fields) == [name]
    with refused(Refused, "from the meeting's record"):
        translate_page(actor=SYSTEM, record_id=page.pk, name="body_en", text="Another text.")

    assert change(page, summary_en="In short.").summary_en == "In short."
    governance.edit_meeting(
        actor=SYSTEM, meeting_id=meeting.pk, seen_version=None, changes={"release": "internal"}
    )
    with refused(Refused, "from the meeting's record"):
        change(Page.objects.get(pk=page.pk), body_zh="另一段文字。")


def test_a_page_that_was_retyped_is_flagged_held_back_and_brought_back_to_the_record(meeting):
    page = change(make(meeting), summary_zh="编辑写的摘要。", summary_en="In short.")
    text = page.body_zh
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["zh", "en"])
    Page.objects.update(body_zh="被改写的文字。")
    page.refresh_from_db()
    assert has_changed(SYSTEM, page)
    with refused(Refused, "take it over anew first"):
        approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["zh", "en"])

    page = take_over_record(actor=SYSTEM, page_id=page.pk, seen_version=None)

    assert (page.body_zh, page.summary_zh) == (text, "编辑写的摘要。")
    assert not has_changed(SYSTEM, page)


def test_a_corrected_day_reaches_the_page(meeting):
    page = make(meeting)
    day = page.held_on + dt.timedelta(days=1)
    changes = {"held_on": day}
    governance.edit_meeting(actor=SYSTEM, meeting_id=meeting.pk, seen_version=None, changes=changes)
    assert has_changed(SYSTEM, page)

    assert take_over_record(actor=SYSTEM, page_id=page.pk, seen_version=None).held_on == day


def test_a_side_that_the_record_lacks_is_written_by_hand_and_stays(meeting):
    Document.objects.filter(lang="en").update(release="internal")
    meeting.directives.all().delete()
    page = make(meeting)
    assert page.body_en == ""
    change(page, body_en="Translated by hand.", summary_en="By hand.")
    MeetingText.objects.filter(document__lang="zh").delete()
    document = meetings.document(lang="zh", text=ZH.replace("便利度", "效率"), release="public")
    governance.attach_text(actor=SYSTEM, meeting_id=meeting.pk, document_id=document.pk)

    page = take_over_record(actor=SYSTEM, page_id=page.pk, seen_version=None)

    assert "效率" in page.body_zh
    assert (page.body_en, page.summary_en) == ("Translated by hand.", "By hand.")


def test_the_form_asks_for_what_the_record_does_not_say(meeting, client):
    page = make(meeting)
    client.force_login(made.editor(language="en"))
    here = f"{page.get_absolute_url()}edit/"
    shown = client.get(here).content.decode()
    assert (
        "come from the meeting&#39;s record" in shown or "come from the meeting's record" in shown
    )
    for name in ("title_zh", "body_en", "held_on"):
        assert f'name="{name}"' not in shown
    sent = {
        "seen_version": page.version,
        "summary_zh": "新的摘要。",
        "summary_en": "A new summary.",
        "source_side": "zh",
        "source_unit": page.source_unit_id,
        "topics": [one.pk for one in page.topics.all()],
        "slug": page.slug,
    }

    assert client.post(here, {**sent, "title_zh": "改写的标题"}).status_code == 302

    page.refresh_from_db()
    assert (page.summary_en, page.title_zh) == ("A new summary.", meeting.title_zh)
