"""Loads articles in two trees, one a language, by COPY, and lets Wagtail index them."""

from __future__ import annotations

import datetime as dt
import random
import sys
import uuid

import django
import words
from copying import copy

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from news.models import Article, FrontPage, ListPage  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

SENTENCES = 16
NOTICE_EVERY = 7
YEARS = 6


def main(size: int) -> None:
    """Write ``size`` articles in each language."""
    home = Site.objects.get(is_default_site=True).root_page
    keys = [uuid.uuid4() for _number in range(size)]
    above = (uuid.uuid4(), uuid.uuid4())
    for at, (code, lang) in enumerate((("zh-hans", "zh"), ("en", "en"))):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        front = FrontPage(title=lang, slug=lang, locale=locale, translation_key=above[0])
        home.add_child(instance=front)
        listed = ListPage(title="Pages", slug="pages", locale=locale, translation_key=above[1])
        front.add_child(instance=listed)
        articles(size, at, locale, listed, keys)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    call_command("update_index", verbosity=0, chunk_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def articles(size: int, at: int, locale: Locale, listed: ListPage, keys: list[uuid.UUID]) -> None:
    """Write the articles of one language below its list."""
    first = Page.objects.order_by("-pk").first().pk + 1
    kind = ContentType.objects.get_for_model(Article)
    start = timezone.now() - dt.timedelta(hours=1)
    rows = [row(number, size, at, start) for number in range(1, size + 1)]
    copy(
        Page,
        (
            *("id", "path", "depth", "numchild", "title", "draft_title", "slug", "url_path"),
            *("content_type_id", "locale_id", "translation_key", "live", "first_published_at"),
            *("last_published_at", "latest_revision_created_at", "alias_of_id"),
        ),
        (
            (
                first + n,
                Page._get_path(listed.path, listed.depth + 1, n + 1),
                listed.depth + 1,
                0,
                one["title"],
                one["title"],
                one["slug"],
                f"{listed.url_path}{one['slug']}/",
                kind.pk,
                locale.pk,
                keys[n],
                True,
                one["date"],
                one["date"],
                one["date"],
                None,
            )
            for n, one in enumerate(rows)
        ),
    )
    copy_rows = (
        (first + n, one["date"], one["kind"], one["summary"], one["body"])
        for n, one in enumerate(rows)
    )
    copy(Article, ("page_ptr_id", "date", "kind", "summary", "body"), copy_rows)
    Page.objects.filter(pk=listed.pk).update(numchild=size)


def row(number: int, size: int, at: int, start: dt.datetime) -> dict[str, object]:
    """Draw an article: the same words as the portal's page of this number."""
    draw = random.Random(number)
    texts = [words.entry(draw) for _sentence in range(SENTENCES)]
    sentences = [f"{one[at]}{' ' * at}{one[2 + at]}" for one in texts]
    body = "".join(f"<p>{' '.join(sentences[n : n + 4])}</p>" for n in range(0, SENTENCES, 4))
    return {
        "title": words.title(draw, number)[at],
        "slug": f"page-{number}",
        "kind": "notice" if not number % NOTICE_EVERY else "news",
        "date": start - dt.timedelta(minutes=(size - number) * YEARS * 525_600 // size),
        "summary": sentences[0],
        "body": f"<h2>{number}</h2>{body * (3 if at else 2)}",
    }


main(int(sys.argv[1]))
