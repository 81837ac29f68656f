"""How often the portal's pages were opened as .csv: a row a day, page and language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import Place
from plenary.contexts.communications.models import Page, ReaderCount, Topic
from plenary.shared.cells import harmless

COLUMNS = ("day", "place", "address", "title", "lang", "views")


def csv_of(counts: Iterable[ReaderCount]) -> str:
    """Give the counts, oldest first, with the byte order mark that spreadsheets need to see Chinese.

    The headings are the same in every language: a program reads them.
    """
    rows = list(counts)
    page_ids = {row.subject_id for row in rows if row.place == Place.PAGE}
    topic_ids = {row.subject_id for row in rows if row.place == Place.TOPIC}
    known_pages = {page.pk: page for page in Page.objects.filter(pk__in=page_ids)}
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=topic_ids)}
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows:
        address, title = _named(row, known_pages.get(row.subject_id), topics.get(row.subject_id))
        cells = (row.day.isoformat(), row.place, address, title, row.lang, row.views)
        writer.writerow([harmless(cell) for cell in cells])
    return buffer.getvalue()


def _named(row: ReaderCount, page: Page | None, topic: Topic | None) -> tuple[str, str]:
    if row.place == Place.PAGE and page:
        return addresses.page(row.lang, page.slug), str(getattr(page, f"title_{row.lang}"))
    if row.place == Place.TOPIC and topic:
        return addresses.topic(row.lang, topic.key), str(getattr(topic, f"name_{row.lang}"))
    front = addresses.front(row.lang)
    return (front if row.place == Place.FRONT else f"{front}{row.place}/"), ""
