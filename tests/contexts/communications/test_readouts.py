"""The page of a meeting: made from its record, and only from one that is released."""

import pytest

from plenary.contexts.communications.forms.readouts import ReadoutForm
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.services.readouts import (
    has_changed,
    make_readout,
    take_over_record,
)
from plenary.contexts.communications.services.topics import load_shipped_topics
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Meeting, Theme
from plenary.contexts.governance.selectors.released import to_tell_of
from plenary.kernel.documents.models import Document
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import NotFound, Refused
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


def test_without_a_public_text_the_parts_of_the_record_are_told(meeting):
    Document.objects.filter(lang="en").update(release="internal")
    meetings.decision(meeting, text_zh="通过工作要点", text_en="The key priorities are adopted")

    page = make(meeting)

    assert page.body_en == "## Decisions\n\n1. The key priorities are adopted"


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
