"""What machines ask for: feeds, the map, robots.txt, security.txt; and the search, with synonyms."""

import datetime as dt
import importlib.util
import json
import re
from pathlib import Path

import pytest
import time_machine
from lxml import etree

from plenary.contexts.communications.services.topics import rename_topic
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.kernel.search.models import Entry
from plenary.kernel.search.selectors import find
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.communications import factories as made
from tests.contexts.language import factories as terms
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def xml(answer):
    return etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))


@pytest.mark.parametrize("lang", made.BOTH)
def test_each_language_and_topic_has_its_feeds(client, lang):
    page = made.published(title_zh="退税 & 服务", title_en="Refund & services")
    made.published(langs=[lang], kind="static")
    made.submitted()
    topic = page.topics.get()
    title = page.title_zh if lang == "zh" else page.title_en
    address = f"http://127.0.0.1:8000/portal/{lang}/pages/{page.slug}/"
    for base in (f"/portal/{lang}/", f"/portal/{lang}/topics/{topic.key}/"):
        rss = client.get(f"{base}rss.xml")
        items = xml(rss).findall("channel/item")
        assert [item.findtext("title") for item in items] == [title]
        assert items[0].findtext("link") == items[0].findtext("guid") == address
        assert rss.headers["Content-Type"].startswith("application/rss+xml")
        atom = xml(client.get(f"{base}atom.xml"))
        assert [one.text for one in atom.findall(f"{ATOM}entry/{ATOM}title")] == [title]
        feed = json.loads(client.get(f"{base}feed.json").content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["language"] == ("zh-Hans" if lang == "zh" else "en")
        assert feed["feed_url"] == f"http://127.0.0.1:8000{base}feed.json"
        assert [(one["id"], one["title"]) for one in feed["items"]] == [(address, title)]
        assert feed["items"][0]["content_html"].startswith("<p>")
    assert client.get("/portal/fr/rss.xml").status_code == 404
    assert client.get(f"/portal/{lang}/topics/nothing/rss.xml").status_code == 404


def test_feeds_hold_against_their_grammars_and_the_grammars_refuse_what_is_wrong(client):
    made.published(title_zh="退税 & <服务>", title_en="Refund & <services>")
    edition = made.published(title_zh="无正文", title_en="Without a text").editions.first()
    type(edition).objects.filter(pk=edition.pk).update(html="", summary="")
    rss, atom, feed = (
        client.get(f"/portal/{edition.lang}/{name}").content
        for name in ("rss.xml", "atom.xml", "feed.json")
    )
    assert grammars.xml_faults(rss) == grammars.xml_faults(atom) == []
    assert grammars.json_faults(feed) == []

    for whole, cut in ((rss, rb"<description>.*?</description>"), (rss, rb", \d\d "),
                       (atom, rb"<id>.*?</id>"), (atom, rb"<author>.*?</author>"),
                       (atom, rb"\+00:00"), (atom, rb'href="[^"]+"')):  # fmt: skip
        assert grammars.xml_faults(re.sub(cut, b"", whole)), cut
    twice = re.sub(rb"(<entry>.*?</entry>)", rb"\1\1", atom)
    assert "4.1.1: two entries have one id" in grammars.xml_faults(twice)
    for name in (b'"content_text"', b'"id"', b'"title"'):
        assert grammars.json_faults(feed.replace(name, b'"other"')), name


def _grammars():
    """The module that ``make check-real`` takes."""
    file = Path(__file__).parents[3] / "checks" / "grammars.py"
    spec = importlib.util.spec_from_file_location("grammars", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


grammars = _grammars()


def test_the_map_names_what_is_public_with_its_other_language_and_nothing_else(client):
    both, one = made.published(), made.published(langs=["zh"])
    hidden = made.submitted()

    parts = [loc.text for loc in xml(client.get("/portal/sitemap.xml")).iter(f"{MAP}loc")]
    body = b"".join(client.get(re.sub(r"^http://[^/]+", "", part)).content for part in parts)

    shown = body.decode()
    listed = [loc.text for loc in etree.fromstring(body).iter(f"{MAP}loc")]
    assert f"http://127.0.0.1:8000/portal/en/pages/{both.slug}/" in listed
    assert f"http://127.0.0.1:8000/portal/zh/pages/{one.slug}/" in listed
    assert f"http://127.0.0.1:8000/portal/en/pages/{one.slug}/" not in listed
    assert hidden.slug not in shown
    assert len(listed) == len(set(listed))
    links = [link.get("hreflang") for link in etree.fromstring(body).iter(f"{XHTML}link")]
    assert {"zh-Hans", "en"} == set(links)


def test_machines_are_let_into_the_portal_alone_and_told_whom_to_warn(client, settings):
    said = client.get("/robots.txt").content.decode()
    assert "Allow: /portal/\n" in said
    assert said.index("Disallow: /portal/reading/") < said.index("Allow: /portal/")
    assert "Disallow: /\n" in said
    assert "Sitemap: http://127.0.0.1:8000/portal/sitemap.xml" in said

    assert client.get("/.well-known/security.txt").status_code == 404
    settings.CONTACT = "office@example.org"
    said = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:office@example.org\n" in said


@pytest.mark.parametrize(
    ("zone", "demo_day"),
    [("America/Vancouver", None), ("Asia/Shanghai", dt.date(2025, 7, 15))],
)
def test_whom_to_warn_never_stands_there_with_an_end_that_is_over(client, settings, zone, demo_day):
    settings.CONTACT = "office@example.org"
    settings.TIME_ZONE, settings.DEMO_DAY = zone, demo_day
    with time_machine.travel(dt.datetime(2027, 1, 1, 3, tzinfo=dt.UTC), tick=False):
        said = client.get("/.well-known/security.txt").content.decode()

    assert "Expires: 2027-06-30T00:00:00Z\n" in said


def test_the_map_tells_the_offices_day_not_that_of_greenwich(client):
    with time_machine.travel(dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC), tick=False):
        made.published()
        shown = client.get("/portal/sitemap-0.xml").content.decode()

    assert "<lastmod>2027-01-01</lastmod>" in shown


def titles(client, lang, words):
    shown = client.get(f"/portal/{lang}/search/", {"q": words}).content.decode()
    found = re.findall(r'<h2><a href="/portal/[^"]+">(.*?)</a></h2>', shown)
    return [re.sub("</?mark>|<wbr>", "", one) for one in found]


def test_readers_find_what_is_public_by_two_characters_and_by_words(client):
    made.published(
        title_zh="国际友城来访",
        title_en="Partner city visits",
        body_zh="代表团参观了新首钢园。",
        body_en="The delegation saw the park.",
    )
    made.submitted(title_zh="尚未公开的友城", title_en="A hidden partner city")

    assert titles(client, "zh", "友城") == ["国际友城来访"]
    assert titles(client, "zh", "首钢") == ["国际友城来访"]
    assert titles(client, "en", "delegation") == ["Partner city visits"]
    assert titles(client, "en", "友城") == []
    assert titles(client, "zh", "<b>") == []
    empty = client.get("/portal/zh/search/")
    assert empty.status_code == 200
    assert not empty.cookies


def test_a_word_of_the_term_base_finds_what_is_called_otherwise(client):
    terms.approved(
        name_zh="离境退税",
        name_en="departure tax refund",
        names=(terms.forbidden("exit tax rebate"), terms.accepted("VAT refund for tourists")),
    )
    made.published(
        title_zh="退税点开放", title_en="A departure tax refund point opens", body_zh="欢迎光临。"
    )
    expected = ["A departure tax refund point opens"]

    for words in ("exit tax rebate", "VAT refund for tourists", "离境退税"):
        assert titles(client, "en", words) == expected
    assert titles(client, "en", "rebate") == []


def test_terms_within_the_words_find_what_is_called_otherwise(client):
    terms.approved(
        name_zh="友好城市", name_en="sister city", names=(terms.accepted("friendship city"),)
    )
    terms.approved(name_zh="代表团", name_en="delegation")
    terms.approved(name_zh="访", name_en="visit", valid_to="2001-01-01")
    terms.proposal(name_zh="抵京", name_en="arrives secretly")
    made.published(
        title_zh="外宾抵京", title_en="A sister city delegation arrives", body_zh="欢迎光临。"
    )
    made.published(
        title_zh="友好城市来访", title_en="A guest arrives", body_en="Welcome.", summary_en=""
    )

    for words in ("友好城市 代表团", "友好城市代表团", "delegation 友好城市"):
        assert titles(client, "en", words) == ["A sister city delegation arrives"]
    for words in ("friendship city 来访", "Sister City来访"):
        assert titles(client, "zh", words) == ["友好城市来访"]
    assert titles(client, "en", "sister citizens 代表团") == []
    assert titles(client, "en", "抵京") == []
    shown = client.get("/portal/en/search/?q=友好城市 代表团").content.decode()
    assert "sister city delegation" in shown
    assert "friendship city delegation" in shown
    many = client.get("/portal/en/search/?q=" + "友好城市 代表团 " * 20)
    assert many.status_code == 200


def test_of_a_part_of_a_chinese_word_only_chinese_names_are_looked_for(client):
    terms.approved(name_zh="委员", name_en="member", names=(terms.accepted("成员", side="zh"),))
    made.published(title_zh="外事成员会开会", title_en="A meeting", body_zh="欢迎光临。")

    shown = client.get("/portal/zh/search/?q=外事委员会").content.decode()

    assert "外事成员会" in shown
    assert "member" not in shown
    assert titles(client, "zh", "外事委员会") == ["外事成员会开会"]


def test_another_site_may_show_the_list_of_the_portal_or_of_a_topic(client):
    topic, other = made.topic(), made.topic()
    page = made.published(topic_ids=[topic.pk])
    beside = made.published(topic_ids=[other.pk])
    lists = {
        "/portal/zh/list.html": [page, beside],
        f"/portal/zh/topics/{topic.key}/list.html": [page],
    }
    for path, expected in lists.items():
        answer = client.get(path)
        shown = answer.content.decode()
        assert shown.startswith("<!doctype html>")
        assert '<meta charset="utf-8">' in shown
        assert '<base target="_top">' in shown
        for one in (page, beside):
            link = f'href="http://127.0.0.1:8000/portal/zh/pages/{one.slug}/"'
            assert (link in shown) is (one in expected)
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers
        assert not answer.cookies
    told = client.get("/portal/zh/embed/").content.decode()
    assert all(f"http://127.0.0.1:8000{path}" in told for path in lists)
    assert other.name_zh in told
    assert 'href="/portal/zh/embed/"' in client.get("/portal/zh/").content.decode()
    assert client.get("/portal/zh/topics/nothing/list.html").status_code == 404
    assert client.get("/portal/fr/list.html").status_code == 404
    assert "frame-ancestors 'none'" in client.get("/portal/zh/").headers["Content-Security-Policy"]


def test_a_renamed_topic_has_its_new_name_everywhere_and_is_found_by_it(
    client, django_capture_on_commit_callbacks
):
    topic = made.topic(name_zh="斑马", name_en="Zebras")
    page = made.published(topic_ids=[topic.pk])
    assert titles(client, "en", "zebras") == [page.title_en]

    with django_capture_on_commit_callbacks(execute=True):
        rename_topic(
            actor=SYSTEM,
            topic_id=topic.pk,
            seen_version=topic.version,
            name_zh="长颈鹿",
            name_en="Giraffes",
        )

    for path in (f"/portal/en/pages/{page.slug}/", "/portal/en/rss.xml", "/portal/en/feed.json"):
        shown = client.get(path).content.decode()
        assert "Giraffes" in shown, path
        assert "Zebras" not in shown, path
    assert titles(client, "en", "giraffes") == titles(client, "en", page.title_en)
    assert titles(client, "zh", "长颈鹿") == [page.title_zh]
    assert titles(client, "en", "zebras") == []


def test_what_is_withdrawn_is_found_no_more(client):
    page = made.published()
    assert Entry.objects.filter(audience="public").count() == 2

    withdraw_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong figures."}
    )

    assert titles(client, "en", page.title_en) == []
    assert titles(client, "zh", page.title_zh) == [page.title_zh]


def test_who_has_not_signed_in_finds_nothing_but_what_is_public():
    page = made.published(title_en="Zebra crossing")
    Entry.objects.create(
        subject_type="x.y", subject_id=1, title_en="Zebra memo", url="/x/", audience="all"
    )

    assert [hit.subject_type for hit in find(NOBODY, "zebra").hits] == ["communications.pageside"]
    signed_in = find(unit_user(unit()).actor, "zebra")
    assert {hit.url for hit in signed_in.hits} >= {f"/portal/en/pages/{page.slug}/"}
