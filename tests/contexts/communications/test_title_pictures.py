"""The picture of a title for social media: drawn after publication, public with its edition, never of boxes."""

import re

import pytest

from plenary.contexts.communications.exports.site import export_site
from plenary.contexts.communications.models import Edition, Rendition
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.services.images import drawing
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.shared.actor import SYSTEM
from tests.contexts.communications import factories as made
from tests.contexts.communications.test_images import asked

pytestmark = pytest.mark.django_db


def graph(client, page, lang):
    shown = client.get(f"/portal/{lang}/pages/{page.slug}/").content.decode()
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', shown))


def test_each_language_gets_its_picture_after_it_was_published(client):
    page = made.published(
        title_zh="窗口“多语”服务开通", title_en="Counters answer in “many” languages"
    )
    before = graph(client, page, "zh")
    assert "og:image" not in before
    assert before["twitter:card"] == "summary"

    assert drawing.draw_waiting() == 2
    assert drawing.draw_waiting() == 0

    for lang, locale in (("zh", "zh_CN"), ("en", "en_GB")):
        said = graph(client, page, lang)
        assert said["og:title"] == said["twitter:title"] == getattr(page, f"title_{lang}")
        assert said["og:description"] == getattr(page, f"summary_{lang}")
        assert said["og:url"] == f"http://127.0.0.1:8000/portal/{lang}/pages/{page.slug}/"
        assert said["og:locale"] == locale
        assert said["og:type"] == "article"
        assert said["twitter:card"] == "summary_large_image"
        address = said["og:image"].removeprefix("http://127.0.0.1:8000")
        answer = client.get(address)
        assert answer.getvalue().startswith(b"\x89PNG")
        assert answer.headers["Content-Type"] == "image/png"
    keys = Edition.objects.values_list("title_key", flat=True)
    assert len(set(keys)) == 2


def test_it_is_public_only_with_its_edition(client):
    page = made.published(langs=["en"])
    drawing.draw_waiting()
    address = f"/portal/images/{Edition.objects.get().title_key}/title.png"
    assert asked(client, address) == 200

    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong."})

    assert asked(client, address) == 404


def test_what_says_the_same_is_drawn_once_and_what_is_not_in_force_never():
    made.submitted()
    page = made.published(langs=["zh"])
    edition = Edition.objects.get()
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"zh": "有误。"})
    assert drawing.draw_title(edition.pk) is False
    Edition.objects.update(is_current=True)
    assert drawing.draw_title(edition.pk) is True
    Edition.objects.update(title_drawn_at=None, title_key="")
    assert drawing.draw_title(edition.pk) is True
    assert Rendition.objects.count() == 1


def test_without_a_chinese_font_there_is_no_picture_until_one_is_installed(client, monkeypatch):
    page = made.published(langs=["zh"])
    with monkeypatch.context() as without:
        without.setattr(drawing, "chinese_font", lambda: None)
        assert drawing.draw_waiting() == 0
        assert drawing.draw_title(Edition.objects.get().pk) is False
    assert "og:image" not in graph(client, page, "zh")
    assert images.undrawn().count() == 1

    assert drawing.draw_waiting() == 1


def test_a_title_with_a_character_that_the_font_lacks_stays_without_a_picture(client):
    page = made.published(langs=["en"], title_en="Welcome \U0001f600 to the counter")

    assert drawing.draw_waiting() == 0

    assert "og:image" not in graph(client, page, "en")
    assert images.undrawn().count() == 0


def test_a_publication_puts_the_job_into_the_queue(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made.published(langs=["en"])

    assert Edition.objects.get().title_key


def test_a_title_is_no_markup_in_the_tags_and_a_hub_has_them_too(client):
    topic = made.topic()
    page = made.published(
        kind="hub", hub_of_id=topic.pk, topic_ids=[topic.pk], title_en='"><script>1</script>'
    )
    shown = client.get(f"/portal/en/topics/{topic.key}/").content.decode()
    assert "<script>1" not in shown
    assert 'property="og:title" content="&#34;&gt;&lt;script&gt;' in shown
    assert client.get(f"/portal/en/topics/{made.topic().key}/").content.count(b"og:title") == 0
    assert page.hub_of_id == topic.pk


def test_the_files_of_the_site_carry_the_pictures(tmp_path):
    made.published(langs=["en"])
    drawing.draw_waiting()

    done = export_site(tmp_path / "site")

    key = Edition.objects.get().title_key
    assert done.missing == []
    assert (tmp_path / f"site/portal/images/{key}/title.png").stat().st_size > 1000
