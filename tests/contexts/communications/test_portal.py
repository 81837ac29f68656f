"""What anybody reads: the portal's pages in both languages, their addresses, headers and weight."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders

from plenary import __version__
from plenary.contexts.communications.exports.site import export_site
from plenary.contexts.communications.models import Edition
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.indexing import index_side
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.notifications.models import Mail
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.communications import factories as made

pytestmark = pytest.mark.django_db
LIGHT = 60_000


def article(page, lang="en"):
    return f"/portal/{lang}/pages/{page.slug}/"


def text(answer):
    return answer.content.decode()


def test_who_comes_without_a_language_is_sent_to_their_own(client):
    for asked, lang in (("zh-CN,zh;q=0.9", "zh"), ("en-GB", "en"), ("fr", "en")):
        answer = client.get("/portal/", headers={"accept-language": asked})
        assert answer.url == f"/portal/{lang}/"
        assert "Accept-Language" in answer.headers["Vary"]


def test_every_page_feed_and_mail_carries_the_name_that_the_office_gave_the_portal(
    client, settings, tmp_path
):
    page = made.published()
    assert "<title>Front page · Public portal</title>" in text(client.get("/portal/en/"))
    settings.SITE_NAMES = {"zh": "某区外事 Some City", "en": "Some & Sons"}

    for path in ("/portal/en/", article(page), "/portal/en/archive/", "/portal/en/nothing/"):
        shown = text(client.get(path))
        assert " · Some &amp; Sons</title>" in shown
        assert 'class="brand" href="/portal/en/">Some &amp; Sons</a>' in shown
        assert "Public portal" not in shown
    assert '<span lang="en">Some City</span></a>' in text(client.get("/portal/zh/"))
    assert 'og:site_name" content="Some &amp; Sons"' in text(client.get(article(page)))
    assert json.loads(client.get("/portal/en/feed.json").content)["title"] == "Some & Sons"
    assert "<h1><a href=" in text(client.get("/portal/en/list.html"))
    assert "Some &amp; Sons" in text(client.get("/portal/en/list.html"))
    client.post("/portal/en/subscribe/", {"email": "reader@example.org"})
    assert Mail.objects.get().body.endswith("-- \nSome & Sons\nhttp://127.0.0.1:8000/portal/en/\n")
    export_site(tmp_path / "site")
    entrance = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "<title>某区外事 Some City · Some &amp; Sons</title>" in entrance
    assert 'href="portal/en/index.html"' in entrance
    assert 'rel="stylesheet" href="static/communications/portal.css"' in entrance


@pytest.mark.parametrize("lang", made.BOTH)
def test_an_article_says_all_that_a_page_must_say(client, lang):
    page = made.published(
        kind="news", body_en="One.\n\n## Two\n\n- three", body_zh="一。\n\n## 二\n\n- 三"
    )
    attach_file(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        data=b"opening hours",
        file_name="hours.txt",
        name_zh="开放时间",
        name_en="Opening hours",
    )
    notes = {"zh": "补充附件。", "en": "The hours are attached."}
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH, notes=notes)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)

    shown = text(client.get(article(page, lang)))

    topic, unit = page.topics.get(), page.source_unit
    zh = lang == "zh"
    for said in (
        f'<html lang="{"zh-Hans" if zh else "en"}"',
        page.title_zh if zh else page.title_en,
        topic.name_zh if zh else topic.name_en,
        unit.name_zh if zh else unit.name_en,
        page.index,
        "开放时间" if zh else "Opening hours",
        "TXT, 13 B",
        notes[lang],
        "<h2>二</h2>" if zh else "<h2>Two</h2>",
        f'rel="canonical" href="http://127.0.0.1:8000{article(page, lang)}"',
        f'hreflang="en" href="http://127.0.0.1:8000{article(page)}"',
        f'hreflang="zh-Hans" href="http://127.0.0.1:8000{article(page, "zh")}"',
    ):
        assert said in shown
    link = re.search(r'href="(/portal/files/[^"]+)"', shown)[1]
    file = client.get(link)
    assert file.getvalue() == b"opening hours"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_an_article_tells_its_days_and_its_address_to_people_and_to_machines(client):
    with time_machine.travel(dt.datetime(2025, 7, 1, 4, tzinfo=dt.UTC), tick=False):
        page = made.published(kind="news", held_on=dt.date(2025, 6, 30))
    with time_machine.travel(dt.datetime(2025, 7, 9, 17, tzinfo=dt.UTC), tick=False):
        again = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
        given = made.given(**{**made.said(page), "body_en": "The other counter opens."})
        edit_page(given=given, **again)
        submit_page(langs=["en"], notes={"en": "It is another counter."}, **again)
        approve_page(langs=["en"], **again)

    shown = {lang: text(client.get(article(page, lang))) for lang in made.BOTH}

    days = {
        lang: re.findall(r"<dt>([^<]+)</dt><dd>(?:<time[^>]*>)?([^<]+)", said)[:4]
        for lang, said in shown.items()
    }
    assert days["en"] == [
        ("Held on", "30 June 2025"),
        ("Released in Chinese", "1 July 2025"),
        ("Released in English", "1 July 2025"),
        ("Updated", "10 July 2025"),
    ]
    assert [day for _name, day in days["zh"][:3]] == [
        "2025年6月30日",
        "2025年7月1日",
        "2025年7月1日",
    ]
    for lang, said in shown.items():
        address = f"http://127.0.0.1:8000{article(page, lang)}"
        assert f'<a href="{address}">{address}</a>' in said
    told = json.loads(
        re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', shown["en"])[1]
    )
    assert told["datePublished"].startswith("2025-07-01")
    assert told["dateModified"].startswith(("2025-07-09", "2025-07-10"))


def test_a_file_is_given_out_only_with_a_page_in_force(client):
    page = made.page()
    file = attach_file(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        data=b"not out yet",
        file_name="x.txt",
        name_en="X",
    ).file
    address = f"/portal/files/{file.sha256}/x.txt"
    assert client.get(address).status_code == 404

    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"], alone=made.ALONE)

    assert client.get(address).getvalue() == b"not out yet"
    assert client.get(f"/portal/files/{file.sha256}/y.txt").status_code == 404


@pytest.mark.parametrize("kind", ["front", "article", "archive", "topic", "withdrawn", "missing"])
def test_no_page_needs_a_script_a_third_party_or_a_session_and_all_are_light(client, kind):
    page = made.published(body_en="A word. " * 1500)
    key = page.topics.get().key
    path = {
        "front": "/portal/en/",
        "article": article(page),
        "archive": "/portal/en/archive/",
        "topic": f"/portal/en/topics/{key}/",
        "withdrawn": "/portal/en/withdrawn/",
        "missing": "/portal/en/pages/nothing/",
    }[kind]

    answer = client.get(path)

    shown = text(answer)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == (404 if kind == "missing" else 200)
    assert "default-src 'none'" in policy
    reads_aloud = kind == "article"
    assert ("script-src 'self'" in policy) is (kind in {"article", "topic", "missing"})
    assert "unsafe" not in policy
    assert not answer.cookies
    assert shown.count("<form") == shown.count('role="search"') == (kind in {"front", "missing"})
    scripts = re.findall(r'<script(?! type="application/ld\+json")[^>]*>', shown)
    script = '<script src="/static/communications/read_aloud.js" defer>'
    assert scripts == ([script] if reads_aloud else [])
    assert ("data-aloud" in shown) is reads_aloud
    asked = re.findall(r'(?:src|<link rel="(?:icon|stylesheet)" href)="([^"]+)"', shown)
    assert all(address.startswith("/static/") for address in asked)
    sheet = Path(finders.find("communications/portal.css"))
    assert len(answer.content) + sheet.stat().st_size < LIGHT


def test_a_language_without_news_begins_with_what_it_has(client):
    empty = text(client.get("/portal/en/"))
    notice = made.published(kind="notice", langs=["en"])

    shown = text(client.get("/portal/en/"))

    assert "Nothing has been published in this language yet." in empty
    assert notice.title_en in shown
    assert "Nothing has been published" not in shown
    assert "Latest" not in shown


def test_what_is_not_in_this_language_yet_says_so_and_whom_to_ask(client, settings):
    settings.CONTACT = "office@example.org"
    page = made.published(langs=["zh"])

    answer = client.get(article(page))

    shown = text(answer)
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in shown
    assert "not available in English yet" in shown
    assert page.title_zh in shown
    assert page.source_unit.name_en in shown
    assert "mailto:office@example.org" in shown
    assert page.title_en not in shown
    there = text(client.get(article(page, "zh")))
    assert f'href="{article(page)}"' in there
    assert 'hreflang="en" href="http' not in there


def test_a_draft_a_page_in_review_and_a_page_under_embargo_are_nowhere(client):
    tomorrow = clock.now() + dt.timedelta(days=1)
    pages = [made.page(), made.submitted(), made.submitted()]
    approve_page(
        actor=SYSTEM, page_id=pages[2].pk, seen_version=None, langs=made.BOTH, due_at=tomorrow
    )
    shown = text(client.get("/portal/en/")) + text(client.get("/portal/en/archive/"))
    for page in pages:
        assert page.title_en not in shown
        assert client.get(article(page)).status_code == 404


def test_a_change_is_not_public_before_it_is_approved(client):
    page = made.published(body_en="It opens at nine.")
    given = made.given(**{**made.said(page), "body_en": "It opens at eight."})
    edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)

    assert "at nine" in text(client.get(article(page)))
    submit_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"], notes={"en": "The hour."}
    )
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"], alone=made.ALONE)
    shown = text(client.get(article(page)))
    assert "at eight" in shown
    assert "The hour." in shown


def test_a_withdrawn_page_keeps_its_address_and_says_why(client):
    page = made.published()
    withdraw_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong figures."}
    )

    answer = client.get(article(page))

    assert answer.status_code == 410
    assert "Wrong figures." in text(answer)
    listed = text(client.get("/portal/en/withdrawn/"))
    assert "Wrong figures." in listed
    assert page.title_en in listed
    assert page.title_en not in text(client.get("/portal/en/archive/"))
    other = client.get(article(page, "zh"))
    assert other.status_code == 200
    assert "已撤下" in text(other)
    assert "尚未发布" not in text(other)


def test_what_was_withdrawn_in_its_only_language_says_so_in_the_other_too(client):
    page = made.published(langs=["en"])
    withdraw_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong figures."}
    )

    there = client.get(article(page, "zh"))

    assert there.status_code == 410
    assert '<dd lang="en">Wrong figures.</dd>' in text(there)
    assert f'href="{article(page)}"' in text(there)
    assert "本页已撤下" in text(there)


def test_a_hub_introduces_its_topic_and_has_no_second_address(client):
    topic = made.topic()
    hub = made.published(kind="hub", hub_of_id=topic.pk, topic_ids=[topic.pk])
    news = made.published(topic_ids=[topic.pk])

    assert f"/portal/en/topics/{topic.key}/" in text(client.get("/portal/en/"))
    shown = text(client.get(f"/portal/en/topics/{topic.key}/"))

    assert hub.title_en in shown
    assert hub.body_en in shown
    assert news.title_en in shown
    assert client.get(article(hub)).status_code == 404
    assert client.get("/portal/en/topics/nothing/").status_code == 404


def test_a_withdrawn_hub_says_why_at_its_topic_in_whose_language_it_was(client):
    topic = made.topic()
    hub = made.published(kind="hub", hub_of_id=topic.pk, topic_ids=[topic.pk])
    here, there = (f"/portal/{lang}/topics/{topic.key}/" for lang in ("en", "zh"))
    reasons = {"en": "Wrong figures."}
    withdraw_page(actor=SYSTEM, page_id=hub.pk, seen_version=None, reasons=reasons)

    alone = client.get(here)
    assert alone.status_code == 410
    assert "Wrong figures." in text(alone)
    assert 'class="switch" href="' + there in text(alone)
    assert client.get(there).status_code == 200
    assert 'hreflang="en" href="http' not in text(client.get(there))
    listed = text(client.get("/portal/en/withdrawn/"))
    assert f'href="{here}"' in listed
    assert f"/pages/{hub.slug}/" not in listed
    assert client.get(article(hub)).status_code == client.get(article(hub, "zh")).status_code == 404

    news = made.published(topic_ids=[topic.pk])
    beside = client.get(here)
    assert beside.status_code == 200
    assert "Wrong figures." in text(beside)
    assert news.title_en in text(beside)
    withdraw_page(actor=SYSTEM, page_id=hub.pk, seen_version=None, reasons={"zh": "数字有误。"})
    assert "数字有误。" in text(client.get(there))


def test_a_topic_of_one_language_leads_from_the_other_to_it_and_one_of_none_is_not_there(
    client, settings
):
    settings.CONTACT = "ask@example.org"
    topic, unused = made.topic(), made.topic()
    page = made.published(langs=["zh"], topic_ids=[topic.pk])
    made.submitted(topic_ids=[unused.pk])

    shown = text(client.get(f"/portal/en/topics/{topic.key}/"))
    there = text(client.get(f"/portal/zh/topics/{topic.key}/"))
    asked = {lang: text(client.get(f"/portal/{lang}/subscribe/")) for lang in made.BOTH}

    assert "Nothing stands under this topic in English yet." in shown
    assert f'href="/portal/zh/topics/{topic.key}/" lang="zh-Hans"' in shown
    assert topic.name_zh in shown
    assert page.source_unit.name_zh in shown or page.source_unit.name_en in shown
    assert "mailto:ask@example.org" in shown
    assert 'name="robots" content="noindex"' in shown
    assert 'hreflang="en" href="http' not in there
    for lang in made.BOTH:
        assert client.get(f"/portal/{lang}/topics/{unused.key}/").status_code == 404
        assert unused.name_zh not in asked[lang]
        assert unused.name_en not in asked[lang]
    assert topic.name_zh in asked["zh"]
    assert topic.name_en not in asked["en"]


def test_what_machines_read_is_valid_and_holds_no_markup(client):
    page = made.published(title_en="</script><script>alert(1)</script> & co")

    shown = text(client.get(article(page)))

    assert "<script>alert" not in shown
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1]
    said = json.loads(block)
    assert said["@type"] == "NewsArticle"
    assert said["headline"] == "</script><script>alert(1)</script> & co"
    assert said["inLanguage"] == "en"
    assert said["workTranslation"]["@id"].endswith(article(page, "zh"))


def test_size_and_contrast_are_kept_in_one_cookie_only_when_chosen(client):
    made.published()
    answer = client.get("/portal/reading/?size=big&next=/portal/en/")
    assert answer.url == "/portal/en/"
    assert list(answer.cookies) == ["plenary_reading"]
    assert answer.cookies["plenary_reading"]["path"] == "/portal/"
    assert 'class="size-big contrast-usual"' in text(client.get("/portal/en/"))

    client.get("/portal/reading/?contrast=high&next=/portal/en/")
    assert 'class="size-big contrast-high"' in text(client.get("/portal/en/"))

    client.get("/portal/reading/?size=middle&contrast=usual")
    assert not client.cookies["plenary_reading"].value
    assert client.get("/portal/reading/?size=x&next=https://else.example/").url == "/portal/en/"


def test_a_reader_who_has_the_page_is_not_sent_it_again(client):
    page = made.published()
    first = client.get(article(page))

    again = client.get(article(page), headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.head(article(page)).status_code == 200
    assert client.post(article(page)).status_code == 405


@pytest.mark.parametrize("path", ["/portal/fr/", "/portal/fr/archive/", "/portal/fr/pages/x/"])
def test_there_is_no_third_language(client, path):
    assert client.get(path).status_code == 404


def copies_of(page, number):
    edition = Edition.objects.get(page=page, lang="en")
    for n in range(number):
        copy = made.page()
        copy = Edition(
            page=copy,
            **{
                field.attname: getattr(edition, field.attname)
                for field in Edition._meta.concrete_fields
                if field.attname not in {"id", "page_id", "slug"}
            },
            slug=f"copy-{n}",
        )
        copy.save()
        copy.topics.set(page.topics.all())


def test_the_number_of_queries_is_the_same_for_one_page_and_for_many(
    client, django_assert_num_queries
):
    page = made.published()
    key = page.topics.get().key
    asked = {
        "/portal/en/": 3,
        "/portal/en/archive/": 4,
        f"/portal/en/topics/{key}/": 6,
        article(page): 3,
    }
    for number in (0, 30):
        copies_of(page, number)
        for path, queries in asked.items():
            with django_assert_num_queries(queries):
                assert client.get(path).status_code == 200
    second = text(client.get("/portal/en/archive/?page=2"))
    assert "21–31" in second
    assert 'rel="next"' not in second
    assert "21–31" in text(client.get("/portal/en/archive/?page=999"))
    assert "1–20" in text(client.get("/portal/en/archive/?page=0"))
    assert client.get("/portal/en/archive/?page=x&year=y").status_code == 200


@pytest.mark.parametrize("lang", made.BOTH)
def test_the_accessibility_statement_names_its_day_and_whom_to_tell(client, settings, lang):
    settings.CONTACT = "ask@example.org"
    shown = text(client.get(f"/portal/{lang}/accessibility/"))
    assert {"zh": "无障碍声明", "en": "Accessibility statement"}[lang] in shown
    assert 'href="mailto:ask@example.org"' in shown
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', shown)
    assert f'href="/portal/{lang}/accessibility/"' in text(client.get(f"/portal/{lang}/"))


def test_the_statement_speaks_for_the_program_and_leads_to_what_the_office_says_itself(client):
    statement = "/portal/en/accessibility/"
    without = text(client.get(statement))
    assert f"This version of Plenary ({__version__})" in without
    assert "/pages/accessibility/" not in without

    made.published(langs=["en"], kind="static", slug="accessibility", title_en="Our own")

    shown = text(client.get(statement))
    assert 'href="/portal/en/pages/accessibility/">Our own</a>' in shown
    assert "/pages/accessibility/" not in text(client.get("/portal/zh/accessibility/"))


def test_a_title_says_which_of_its_words_are_in_the_other_language(client):
    page = made.published()
    here, there = (Edition.objects.filter(page=page, lang=lang) for lang in ("en", "zh"))
    here.update(title="A visit to 首钢园", summary="At 首钢园.")
    there.update(title="国际友城Open Day Week开幕")
    for path in ("/portal/en/", "/portal/en/archive/", article(page), "/portal/en/list.html"):
        assert 'A visit to <span lang="zh-Hans">首钢' in text(client.get(path)), path
    assert 'At <span lang="zh-Hans">首钢园</span>.' in text(client.get("/portal/en/"))
    assert '<span lang="en">Open Day Week</span>' in text(client.get("/portal/zh/"))
    here.update(title="The counter 首钢园 opens")
    index_side(page.sides.get(lang="en"))
    found = text(client.get("/portal/en/search/?q=counter"))
    assert '<span lang="zh-Hans">首钢园</span>' in found


def test_every_test_that_the_accessibility_checklist_names_is_there():
    root = Path(__file__).parents[3]
    named = re.findall(
        r"`((?:tests|checks)/[\w/.]+)(?:::(\w+))?`", (root / "docs/accessibility.md").read_text()
    )
    assert len(named) > 20
    for file, name in named:
        assert name in (root / file).read_text(encoding="utf-8"), (file, name)


def test_the_other_language_is_asked_the_same(client, db):
    searched = client.get("/portal/en/search/?q=tax+refund&x=1").content.decode()
    listed = client.get("/portal/zh/archive/?kind=guide&year=1066&page=9").content.decode()

    assert 'class="switch" href="/portal/zh/search/?q=tax+refund"' in searched
    assert 'class="switch" href="/portal/en/archive/?kind=guide"' in listed
