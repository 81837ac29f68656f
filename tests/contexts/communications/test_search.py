"""The portal's search: narrowed by kind, topic and year, with counts, and help where nothing is found."""

import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from plenary.contexts.communications.models import Edition
from plenary.contexts.communications.services.indexing import index_side
from plenary.kernel.search import selectors as searching
from tests.contexts.communications import factories as made

pytestmark = pytest.mark.django_db


def asked(client, query, lang="en"):
    answer = client.get(f"/portal/{lang}/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html):
    found = re.findall(r"<h2><a href=\"/portal/[^>]*>(.*?)</a>", html)
    return [re.sub(r"<[^>]*>", "", one) for one in found]


def choices(html, label):
    """What a search may be narrowed to under a heading, with the counts, the chosen one marked."""
    nav = re.search(
        rf'<nav class="years no-print" aria-label="{label}">(.*?)</nav>', html, re.DOTALL
    )
    found = re.findall(r"<a ([^>]*)>([^<]*)</a>", nav[1]) if nav else []
    return [f"{'*' * ('aria-current' in how)}{' '.join(words.split())}" for how, words in found]


def of_year(page, year):
    """Let a page be released in another year."""
    for edition in Edition.objects.filter(page=page):
        edition.released_at = edition.released_at.replace(year=year, month=3, day=1)
        edition.save()
    for side in page.sides.all():
        index_side(side)


def test_kind_topic_and_year_narrow_a_search_and_each_says_how_many_it_leaves(client):
    tax, fairs = made.topic(name_en="Tax", name_zh="税务"), made.topic(name_en="Fairs")
    old = made.published(title_en="Refund old", body_zh="退税旧。", topic_ids=[tax.pk])
    of_year(old, 2024)
    made.published(kind="notice", title_en="Refund closed", topic_ids=[tax.pk, fairs.pk])
    made.published(title_en="Refund fair", topic_ids=[fairs.pk])
    made.published(title_en="Something else", topic_ids=[fairs.pk])
    year = max(Edition.objects.values_list("released_at__year", flat=True))

    all_of_it = asked(client, "q=refund")
    assert choices(all_of_it, "Kinds of page") == ["*All kinds", "News (2)", "Notice (1)"]
    assert choices(all_of_it, "Topics") == ["*All topics", "Tax (2)", "Fairs (2)"]
    assert choices(all_of_it, "Years") == ["*All years", f"{year} (2)", "2024 (1)"]

    of_tax = asked(client, f"q=refund&topic={tax.key}")
    assert len(titles(of_tax)) == 2
    assert choices(of_tax, "Kinds of page") == ["*All kinds", "News (1)", "Notice (1)"]
    assert choices(of_tax, "Topics") == ["All topics", "*Tax (2)", "Fairs (2)"]
    assert f'href="/portal/en/search/?q=refund&amp;kind=notice&amp;topic={tax.key}"' in of_tax
    assert f'name="topic" value="{tax.key}"' in of_tax
    assert f'href="/portal/zh/search/?q=refund&amp;topic={tax.key}"' in of_tax

    assert len(titles(asked(client, f"q=refund&kind=news&topic={tax.key}&year=2024"))) == 1
    assert len(titles(asked(client, "q=refund&kind=nothing&topic=none&year=x"))) == 3
    chinese = asked(client, "q=退税&year=2024", "zh")
    assert choices(chinese, "年份") == ["全部年份", "*2024（1）"]


def test_where_nothing_is_found_the_page_helps_on(client, settings):
    settings.CONTACT = "ask@example.org"
    topic = made.topic(name_en="Tax")
    made.published(kind="notice", title_en="Refund", topic_ids=[topic.pk])

    narrowed = asked(client, "q=refund&kind=news")
    assert "Search in every kind, topic and year: 1 page<" in narrowed
    assert choices(narrowed, "Kinds of page") == ["All kinds", "*News (0)", "Notice (1)"]
    nothing = asked(client, "q=zebra&year=2024")
    assert "every kind" not in nothing
    for help_given in ("Fewer or more", "用中文检索", f"/topics/{topic.key}/", "ask@example.org"):
        assert help_given in nothing
    assert "To its beginning" in asked(client, "q=refund&page=9")


def near(html):
    """The other words that are offered, each with how many pages it finds."""
    found = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).partition(":")[2].strip() if found else ""


@pytest.mark.parametrize(
    ("lang", "words", "offered"),
    [
        ("en", "nigth market", "night market (1), market (1)"),
        ("en", "street market", "market (1)"),
        ("en", "zebra", ""),
        ("zh", "夜市 斑马", "夜市（1）"),
        ("zh", "夜市开幕", ""),
        ("zh", "湖畔夜市", "湖畔 夜市（1）"),
    ],
)
def test_where_nothing_is_found_words_spelled_alike_or_fewer_of_them_are_offered(
    client, lang, words, offered
):
    made.published(
        title_en="The night market opens",
        title_zh="夜市开张",
        body_en="At dusk.",
        body_zh="在湖畔。",
    )

    html = asked(client, urlencode({"q": words}), lang).replace("：", ":")

    assert near(html) == offered


def test_the_number_and_topics_of_a_page_find_it_but_stand_in_no_excerpt(client):
    page = made.published(topic_ids=[made.topic(name_en="Refund of tax").pk])
    for words in (page.index, "refund"):
        html = asked(client, urlencode({"q": words}))
        assert titles(html) == [page.title_en]
        listed = html[html.index('class="lines found"') : html.index('class="pager')]
        assert page.index not in listed
        assert "Refund" not in listed


def test_of_a_word_in_very_many_pages_the_narrowing_still_reaches_the_old_ones(
    client, monkeypatch, django_assert_num_queries
):
    for number in range(3):
        of_year(
            made.published(title_en=f"Refund {number}", title_zh=f"退税{number}"), 2020 + number
        )
    for most, queries in ((500, 12), (2, 12)):
        monkeypatch.setattr(searching, "RANKED", most)
        with django_assert_num_queries(queries):
            html = asked(client, "q=refund&kind=news&year=2020")
        assert titles(html) == ["Refund 0"]
    html = asked(client, "q=refund")
    assert "More than 2 pages" in html
    assert choices(html, "Years")[-3:] == ["2022 (1+)", "2021 (1+)", "2020"]


def test_labels_are_found_by_nobodys_words_and_come_back_with_reindexing(client):
    made.published(kind="notice", title_en="Refund")
    assert not titles(asked(client, "q=notice"))
    assert not titles(asked(client, "q=topic1"))
    call_command("reindex", verbosity=0)
    assert len(titles(asked(client, "q=refund&kind=notice"))) == 1
