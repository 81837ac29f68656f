"""Fills an empty database with a portal: pages in force in both languages, and what they are found by."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import words
from copying import copy, copy_columns
from django.db import connection, transaction
from django.utils import timezone

from plenary.contexts.communications import keys, markup
from plenary.contexts.communications.models import Edition, IndexCount, Page, PageSide, Topic
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.search.cutting import line, token_set

LANGS = ("zh", "en")
STANDING = 4
"""Pages that stand in the foot of every page."""
NOTICE_EVERY = 7
SENTENCES = 16
"""Of a text, in each language: some 3 kB."""
YEARS = 6
DRAWN = 500
"""How many different texts there are; each page's has its number in it besides."""
NUMBER = "987654321"
"""Stands in a text where the page's number will."""


@dataclass(frozen=True, slots=True)
class Text:
    """One language of a text, and what is made of it: HTML, the index's line and tokens."""

    summary: str
    body: str
    html: str
    plain: str
    folded: str
    tokens: tuple[str, ...]


@functools.cache
def text(drawn: int, at: int) -> Text:
    """Draw a text in a language."""
    draw = random.Random(drawn)
    texts = [words.entry(draw) for _ in range(SENTENCES)]
    sentences = [f"{one[at]}{' ' * at}{one[2 + at]}" for one in texts]
    body = _text(sentences * (2 + at), (f"第{NUMBER}号", f"No. {NUMBER}")[at])
    found = f"{sentences[0]}\n{markup.plain(body)}"
    return Text(
        summary=sentences[0],
        body=body,
        html=str(markup.html(body)),
        plain=found,
        folded=line(found),
        tokens=tuple(token_set(found)),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A page as it is about to be written: titles, summaries and texts in Chinese and English."""

    number: int
    kind: str
    released_at: dt.datetime
    title: tuple[str, str]

    def made(self, what: str, at: int) -> str:
        """Give what is made of the page's text in a language, with its own number in it."""
        found = str(getattr(text(self.number % DRAWN, at), what))
        return found.replace(NUMBER, str(self.number))

    @property
    def slug(self) -> str:
        """The page's address."""
        return f"page-{self.number}"


@transaction.atomic
def fill(size: int) -> None:
    """Write ``size`` pages in both languages, the same for the same size, then ANALYZE."""
    unit = Organisation.objects.create(
        kind="unit",
        code="bench",
        name_zh="外事办公室",
        name_en="Foreign Affairs Office",
        path="/1/",
    )
    for role in ("editor", "office"):
        access = {"roles": [role], "unit_ids": [], "post_ids": []}
        user, is_new = User.objects.get_or_create(
            email=f"{role}@example.org", defaults={"name": role.title(), "access": access}
        )
        if is_new:
            Grant.objects.create(user=user, role=role)
    topics = list(Topic.objects.all())
    start = timezone.now() - dt.timedelta(hours=1)
    for at in range(0, size, 10_000):
        numbers = range(at + 1, min(at + 10_000, size) + 1)
        _write([written(number, size, start) for number in numbers], unit, topics)
    counted = IndexCount.objects.get_or_create(year=timezone.localdate().year)[0]
    IndexCount.objects.filter(pk=counted.pk).update(last=size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def written(number: int, size: int, start: dt.datetime) -> Written:
    """Draw a page; the last one is the latest, an hour old at ``start``."""
    draw = random.Random(number)
    kind = "static" if number <= STANDING else "notice" if not number % NOTICE_EVERY else "news"
    return Written(
        number=number,
        kind=kind,
        released_at=start - dt.timedelta(minutes=(size - number) * YEARS * 525_600 // size),
        title=words.title(draw, number),
    )


def _text(sentences: list[str], last: str) -> str:
    parts = ["\n".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join([parts[0], f"## {last}", *parts[1:], f"- {sentences[0]}\n- {sentences[1]}"])


def _write(some: list[Written], unit: Organisation, topics: list[Topic]) -> None:
    copy(
        Page,
        (
            *("id", "kind", "slug", "title_zh", "title_en", "summary_zh", "summary_en"),
            *("body_zh", "body_en", "source_unit_id", "index_year", "index_number"),
            *("title_key_zh", "title_key_en", "body_key_zh", "body_key_en", "made_at"),
            "changed_at",
        ),
        (
            (
                *(one.number, one.kind, one.slug, *one.title),
                *(one.made("summary", 0), one.made("summary", 1)),
                *(one.made("body", 0), one.made("body", 1), unit.pk),
                *(one.released_at.year, one.number, *map(keys.title_key, one.title)),
                *(_digest(one, 0), _digest(one, 1), one.released_at, one.released_at),
            )
            for one in some
        ),
    )
    numbered = [
        (2 * one.number - 1 + at, one, at, lang) for one in some for at, lang in enumerate(LANGS)
    ]
    copy(
        PageSide,
        ("id", "page_id", "lang", "state", "released_at"),
        ((pk, one.number, lang, "published", one.released_at) for pk, one, _at, lang in numbered),
    )
    copy(
        Edition,
        (
            *("id", "page_id", "lang", "number", "kind", "slug", "title", "summary", "body"),
            *("html", "facts", "released_at", "published_at"),
        ),
        (
            (
                *(pk, one.number, lang, 1, one.kind, one.slug, one.title[at]),
                *(one.made("summary", at), one.made("body", at), one.made("html", at)),
                _facts(one, unit, topics),
                *(one.released_at, one.released_at),
            )
            for pk, one, at, lang in numbered
        ),
    )
    copy_columns(
        Edition.topics.through._meta.db_table,
        ("edition_id", "topic_id"),
        ((pk, topic.pk) for pk, one, _at, _lang in numbered for topic in _under(one, topics)),
    )
    _search(numbered)


def _digest(one: Written, at: int) -> str:
    return hashlib.sha256(f"{one.number} {at}".encode()).hexdigest()


def _under(one: Written, topics: list[Topic]) -> list[Topic]:
    """Give a page's topics: one of all, and every third page another."""
    found = {one.number % len(topics): None}
    if not one.number % 3:
        found[one.number // 3 % len(topics)] = None
    return [topics[at] for at in found]


def _facts(one: Written, unit: Organisation, topics: list[Topic]) -> dict[str, Any]:
    return {
        "index": f"{one.released_at.year}-{one.number:05d}",
        "hub": "",
        "held_on": "",
        "unit_zh": unit.name_zh,
        "unit_en": unit.name_en,
        "topics": [[topic.key, topic.name_zh, topic.name_en] for topic in _under(one, topics)],
        "files": [],
        "images": [],
        "corrections": [],
        "is_illustrative": True,
    }


def _search(numbered: list[tuple[int, Written, int, str]]) -> None:
    """Write what the search service would: each language by itself, for everybody."""
    columns = ("subject_type", "subject_id", "url", "audience", "unit_ids", "on")
    columns += ("title_zh", "title_en", "text", "folded", "terms")

    def rows() -> Iterator[tuple[Any, ...]]:
        for pk, one, at, lang in numbered:
            titles = (one.title[0], "") if lang == "zh" else ("", one.title[1])
            folded = f"{line(titles[0])}\n{line(titles[1])}\n{one.made('folded', at)}"
            title = token_set(one.title[at])
            tokens = {*title, str(one.number), *text(one.number % DRAWN, at).tokens} - {NUMBER}
            terms = itertools.chain(tokens, (f"={token}" for token in title))
            yield (
                *("communications.pageside", pk, f"/portal/{lang}/pages/{one.slug}/", "public", []),
                *(one.released_at.date(), *titles, one.made("plain", at), folded),
                " ".join(f"'{token}'" for token in terms),
            )

    copy_columns("search_entry", columns, rows())
