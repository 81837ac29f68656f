"""What the second person is shown before something goes out: what would change for those who read it."""

import datetime as dt

import pytest
from django.utils.html import escape

from plenary.contexts.communications.differences import differences
from plenary.contexts.communications.models import Edition, PageImage
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.selectors.pages import sides_of
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.writing import edit_page
from tests.contexts.communications import factories as made
from tests.contexts.communications.test_images import quick
from tests.factories import unit

pytestmark = pytest.mark.django_db
NOTES = {"zh": "时间有误。", "en": "The hour was wrong."}


def changed(page, **fields):
    given = made.given(**{**made.said(page), **fields})
    return edit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, given=given)


def said(page, lang):
    """What one language's readers would see change: a part's name, and each piece as it is marked."""
    [found] = differences(page, [sides_of(page)[lang]])
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return {
        part.name: ["".join(marks[s.fate].format(s.text) for s in piece) for piece in part.pieces]
        for part in found.parts
    }


def test_each_sentence_and_fact_that_differs_is_marked_in_its_own_language_alone():
    page = made.published(body_en="It opens at nine. Come early.", body_zh="九时开放。请早到。")

    page = changed(
        page,
        title_en="The counter shuts",
        body_en="It opens at ten. Come early.",
        held_on=dt.date(2025, 3, 14),
        source_unit_id=unit(name_zh="新单位", name_en="New unit").pk,
        topic_ids=[made.topic(name_zh="新专题", name_en="New topic").pk],
    )

    english, chinese = said(page, "en"), said(page, "zh")
    assert english["Text"] == ["It opens at [-nine.-][+ten.+]"]
    assert "shuts+]" in english["Title"][0]
    assert english["Held on"] == ["[+14 March 2025+]"]
    assert "New" in english["Source"][0]
    assert "New" in english["Topics"][0]
    assert "Text" not in chinese
    assert "Title" not in chinese
    assert chinese["Held on"] == ["[+2025年3月14日+]"]
    assert "新" in chinese["Topics"][0]


def test_what_was_never_public_is_new_and_what_words_cannot_show_is_said():
    draft, page = made.page(), made.published(body_en="One.\n\nTwo.")
    assert all(one.is_first for one in differences(draft, list(sides_of(draft).values())))

    [same] = differences(page, [sides_of(page)["en"]])
    assert (same.parts, same.is_more) == ([], False)
    page = changed(page, body_en="One. Two.")
    [moved] = differences(page, [sides_of(page)["en"]])
    assert (moved.parts, moved.is_more) == ([], True)


def test_another_photo_of_the_same_words_is_told_beside_words_that_changed():
    page = made.published()
    photo = quick(page)
    edition = page.editions.get(lang="en")
    told = {**edition.facts, "images": images.facts(page)}
    Edition.objects.filter(pk=edition.pk).update(facts=told)
    page = changed(page, title_en="The counter shuts")
    [same] = differences(page, [sides_of(page)["en"]])
    assert ([part.name for part in same.parts], same.is_more) == (["Title"], False)

    PageImage.objects.filter(pk=photo.pk).update(key="f" * 32)

    [other] = differences(page, [sides_of(page)["en"]])
    assert ([part.name for part in other.parts], other.is_more) == (["Title"], True)


def test_the_approver_sees_the_change_and_the_note_in_both_languages(signed_in, client):
    tag = "<script>1</script>"
    page = changed(made.published(), body_zh="窗口今日关闭。", body_en=f"It is {tag} shut today.")
    submit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH, notes=NOTES)
    signed_in(made.editor(language="en"))

    shown = client.get(f"{page.get_absolute_url()}approve/").content.decode()

    for words in (*NOTES.values(), "put in: </span>今日关闭", "readers of the Chinese"):
        assert words in shown
    assert escape(tag) in shown
    assert tag not in shown
