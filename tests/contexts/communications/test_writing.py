"""Writing pages: one address, tidy texts, nothing twice, and what a change undoes."""

import datetime as dt

import pytest
from django.urls import reverse

from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors.parts import FILE_WORDS
from plenary.contexts.communications.selectors.readiness import faults
from plenary.contexts.communications.services import attaching, topics, writing
from plenary.contexts.communications.services.part_words import translate_attachment
from plenary.contexts.communications.services.sending import submit_page
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import states_of
from plenary.kernel.text.services import confirm_text, keep_texts
from plenary.shared import clock
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
LONG_ZH = "区政务服务中心窗口工作人员英语接待培训近日开班，共有三十六名工作人员参加。课程为期四周，每周两次，每次一小时，学员分组练习，完成后在胸牌上标明语言。"


def edit(page, actor=None, **changes):
    return writing.edit_page(
        actor=actor or made.SYSTEM,
        page_id=page.pk,
        seen_version=page.version,
        given=made.given(**{**made.said(page), **changes}),
    )


def test_a_page_has_one_address_for_both_languages_and_tidy_texts():
    page = made.page(
        title_en="The  Director’s Visit — held ",
        body_zh="第一段  有两个空格。 \n\n\n\n第二段。",
        held_on=dt.date(2025, 5, 8),
    )

    assert page.slug == "the-directors-visit-held"
    assert page.title_en == "The Director’s Visit — held"
    assert page.body_zh == "第一段 有两个空格。\n\n第二段。"
    assert {side.lang: side.state for side in page.sides.all()} == {"zh": "draft", "en": "draft"}


def test_an_address_that_is_taken_gets_a_number_and_one_without_english_a_date():
    first, second = made.page(title_en="Café hours"), made.page(title_en="Cafe hours")
    with clock.at(dt.date(2025, 5, 8)):
        third = made.page(title_en="", kind="notice")

    assert [page.slug for page in (first, second, third)] == [
        "cafe-hours",
        "cafe-hours-2",
        "notice-20250508",
    ]


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"title_zh": "", "title_en": " "}, "title"),
        ({"slug": "Not An Address"}, "small letters"),
        ({"slug": "../x"}, "small letters"),
        ({"title_zh": "绝密★一年"}, "secrecy"),
        ({"body_en": "x" * 120_001}, "longer"),
        ({"source_side": "fr"}, "source side"),
    ],
)
def test_what_cannot_be_a_page_is_refused(fields, match):
    said = made.given(**fields)
    with refused(Refused, match):
        writing.make_page(actor=made.SYSTEM, kind="news", given=said)


@pytest.mark.parametrize("kind", ["readout", "poem"])
def test_a_readout_and_an_unknown_kind_are_not_written_by_hand(kind):
    said = made.given()
    with refused(Refused, "kind of page"):
        writing.make_page(actor=made.SYSTEM, kind=kind, given=said)


def test_a_unit_or_topic_that_does_not_exist_is_not_found():
    for wrong in ({"source_unit_id": 987654}, {"topic_ids": [987654]}):
        other = made.given(**wrong)
        with refused(NotFound):
            writing.make_page(actor=made.SYSTEM, kind="news", given=other)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"title_zh": "退税服务点开放"}, {"title_zh": "退税服务点  开放！"}, "title_zh"),
        ({"title_en": "Refund points open"}, {"title_en": "REFUND-POINTS, open"}, "title_en"),
        ({"body_zh": LONG_ZH}, {"body_zh": LONG_ZH.replace("，", "， ")}, "body_zh"),
        ({"slug": "refund-points"}, {"slug": "refund-points"}, "slug"),
    ],
)
def test_nothing_is_there_twice(first, second, field):
    twin = made.page(**first)
    said = made.given(**second)

    with refused(Refused) as caught:
        writing.make_page(actor=made.SYSTEM, kind="news", given=said)

    assert list(caught.value.fields) == [field]
    assert twin.title_zh in str(caught.value)


def test_the_database_itself_keeps_titles_apart():
    first, second = made.page(), made.page()

    with pytest.raises(Exception, match=r"(?i)unique"):
        Page.objects.filter(pk=second.pk).update(title_key_zh=first.title_key_zh)


def test_a_short_text_may_stand_on_two_pages():
    made.page(body_zh="今日休息。")

    assert made.page(body_zh="今日休息。").pk


def test_a_change_lets_the_review_of_the_language_lapse_and_not_of_the_other():
    page = edit(made.submitted(), body_en="The counter opens early.")

    assert {side.lang: side.state for side in page.sides.all()} == {"zh": "review", "en": "draft"}


def test_a_fact_that_both_share_lets_both_reviews_lapse():
    page = edit(made.submitted(), held_on=dt.date(2025, 1, 1))

    assert {side.state for side in page.sides.all()} == {"draft"}


def test_saving_what_was_there_changes_nothing():
    page = made.submitted()

    assert edit(page).version == page.version
    assert {side.state for side in page.sides.all()} == {"review"}


def test_a_late_save_is_told_and_an_outsider_finds_nothing():
    page = made.page()
    said = made.given(**{**made.said(page), "title_zh": "另一个标题"})
    edit(page, title_en="Another title")

    with refused(Stale):
        writing.edit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=page.version, given=said)
    with refused(NotFound):
        writing.edit_page(
            actor=unit_user(unit()).actor, page_id=page.pk, seen_version=None, given=said
        )
    with refused(Forbidden):
        writing.make_page(actor=unit_user(unit()).actor, kind="news", given=said)


def test_once_public_the_address_stays():
    page = made.published()

    with refused(Refused, "address") as caught:
        edit(page, slug="another-one")
    assert "slug" in caught.value.fields


def test_the_other_side_is_known_to_be_old_until_somebody_says_that_it_holds():
    page = made.page(source_side="zh")
    page = edit(page, body_zh="窗口改到九时开放。")
    assert states_of([page])["communications.page", page.pk, "body"] == State.OUTDATED

    page = writing.say_still_holds(actor=made.SYSTEM, page_id=page.pk, seen_version=page.version)

    assert states_of([page])["communications.page", page.pk, "body"] == State.DRAFT
    with refused(Refused, "out of date"):
        writing.say_still_holds(actor=made.SYSTEM, page_id=page.pk, seen_version=page.version)


def test_a_topic_has_one_hub():
    topic = made.topic()
    made.page(kind="hub", hub_of_id=topic.pk)
    said = made.given()

    with refused(Refused, "its page already"):
        writing.make_page(actor=made.SYSTEM, kind="hub", given=said, hub_of_id=topic.pk)
    with refused(Refused, "topic that this page introduces"):
        writing.make_page(actor=made.SYSTEM, kind="hub", given=said)


def test_topics_have_both_names_once():
    topic = made.topic(name_zh="退税", name_en="Tax refund")
    assert topic.key == "tax-refund"

    with refused(Refused, "both languages"):
        topics.make_topic(actor=made.SYSTEM, name_zh="展会", name_en=" ")
    with refused(Refused, "Another topic"):
        topics.make_topic(actor=made.SYSTEM, name_zh="退税", name_en="Refund")
    with refused(Forbidden):
        topics.make_topic(actor=made.translator().actor, name_zh="展会", name_en="Fairs")
    renamed = topics.rename_topic(
        actor=made.SYSTEM, topic_id=topic.pk, seen_version=1, name_zh="离境退税", name_en="Refund"
    )
    assert (renamed.key, renamed.name_en) == ("tax-refund", "Refund")
    assert topics.load_shipped_topics(actor=made.SYSTEM) == len(topics.TOPICS) - 1
    assert topics.load_shipped_topics(actor=made.SYSTEM) == 0
    assert Topic.objects.filter(name_zh="离境退税").count() == 1


def attach(page, **fields):
    return attaching.attach_file(
        **{
            "actor": made.SYSTEM,
            "page_id": page.pk,
            "seen_version": None,
            "data": b"opening hours",
            "file_name": "hours.txt",
            "name_zh": "开放时间",
            **fields,
        }
    )


def test_a_page_waits_for_the_names_of_its_files_in_each_language_as_they_stand_now():
    page = made.page()
    file = attach(page)
    asked = {"actor": made.SYSTEM, "page_id": page.pk, "seen_version": None}
    with refused(Refused, "no words in this language yet: hours.txt"):
        submit_page(**asked, langs=["en"])
    assert "files" not in faults(page, "zh")
    translate_attachment(actor=made.SYSTEM, record_id=file.pk, name="name_en", text="Hours")
    assert faults(page, "en") == {}

    file.refresh_from_db()
    file.name_zh = "开放和休息时间"
    file.save()
    keep_texts(actor=made.SYSTEM, subject=file, fields=FILE_WORDS)
    with refused(Refused, "older than the other language's: hours.txt"):
        submit_page(**asked, langs=["en"])
    assert faults(page, "zh") == {}
    confirm_text(actor=made.SYSTEM, subject=file, field="name")
    submit_page(**asked, langs=made.BOTH)


def test_a_file_is_attached_once_and_lets_both_reviews_lapse():
    page, other = made.submitted(), made.page()
    file = attach(page)

    assert {side.state for side in page.sides.all()} == {"draft"}
    with refused(Refused, "already"):
        attach(page, name_zh="又一次")
    with refused(Refused, "Name the file"):
        attach(page, data=b"else", name_zh=" ")
    with refused(Refused, "Readers are not given"):
        attach(page, data=b"<!doctype html><title>x</title>", file_name="x.html")
    for name in ("plan.pdf", "plan.pdf. ", "plan.p\u200bdf\u3164", "plan．ｐｄｆ"):
        with refused(Refused, "named .pdf, but is none"):
            attach(page, data=b"more", file_name=name)
    for name in ("plan.hta", "plan.txt.exe", "plan.txt\u202egpj.cmd", "plan.html"):
        with refused(Refused, "Readers are not given"):
            attach(page, data=b"more", file_name=name)
    for head in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1 Exif GPS", b"RIFF....WEBP"):
        with refused(Refused, "goes out as a photo"):
            attach(page, data=head + b"picture", file_name="map.png")
    with refused(Refused, "secrecy"):
        attach(page, data=b"more", file_name="(TOP SECRET).txt")
    with refused(NotFound):
        attaching.detach_file(
            actor=made.SYSTEM, page_id=other.pk, seen_version=None, attachment_id=file.pk
        )
    attaching.detach_file(
        actor=made.SYSTEM, page_id=page.pk, seen_version=None, attachment_id=file.pk
    )
    assert not page.attachments.exists()


def test_a_picture_that_was_attached_before_keeps_its_page_back_and_its_form_leads_to_photos(
    signed_in, client
):
    page = made.page()
    attach(page)
    StoredFile.objects.update(media_type="image/jpeg")
    signed_in(made.editor(language="en"))

    with refused(Refused, "goes out as a photo"):
        submit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, langs=["zh"])
    here = page.get_absolute_url()
    assert 'href="#files"' in client.get(here).content.decode()
    shown = client.get(f"{here}files/").content.decode()
    assert f'href="{reverse("communications:image-new", args=[page.pk])}">Add a photo' in shown
