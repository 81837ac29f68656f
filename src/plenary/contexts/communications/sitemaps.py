"""The map of the portal for search engines, in parts, each address with the one in the other language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from django.db.models import Max

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Edition, Topic
from plenary.shared.written import local_day

PART = 2000
"""Pages in a part: with two languages each far below the 50,000 addresses that a map may hold."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
_INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def index(path_of: str) -> str:
    """Write the list of the parts; ``path_of`` holds ``{}`` where a part's number stands."""
    parts = range(last_part() + 1)
    lines = [f"<sitemap><loc>{addresses.full(path_of.format(n))}</loc></sitemap>" for n in parts]
    return f"{_HEAD}{_INDEX}\n" + "\n".join(lines) + "\n</sitemapindex>\n"


def last_part() -> int:
    """Give the number of the last part, of which there is always one."""
    last = Edition.objects.filter(is_current=True).aggregate(last=Max("page_id"))["last"] or 0
    return int(last) // PART


def part(number: int, *, is_copy: bool = False) -> str:
    """Write a part: the pages whose numbers fall into it; the first one also the lists.

    A copy as files has no pages that need a server.
    """
    current = Edition.objects.filter(
        is_current=True, page_id__gte=number * PART, page_id__lt=(number + 1) * PART
    ).exclude(kind="hub")
    rows = current.order_by("page_id", "lang").values_list(
        "page_id", "lang", "slug", "published_at"
    )
    pages: defaultdict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for pk, lang, slug, at in rows:
        pages[pk][lang] = (addresses.full(addresses.page(lang, slug)), local_day(at).isoformat())
    entries = list(pages.values())
    if number == 0:
        entries = [*_lists(), *([] if is_copy else _served()), *entries]
    lines = [line for entry in entries for line in _lines(entry)]
    return f"{_HEAD}{_SET}\n" + "\n".join(lines) + "\n</urlset>\n"


def _lists() -> Iterable[dict[str, tuple[str, str]]]:
    """Give the front page, the archive and the topics under which something stands."""
    yield {lang: (addresses.full(addresses.front(lang)), "") for lang in Lang.values}
    yield {lang: (addresses.full(f"{addresses.front(lang)}archive/"), "") for lang in Lang.values}
    held = Topic.objects.filter(editions__is_current=True)
    rows = held.values_list("key", "editions__lang").distinct().order_by("key")
    topics: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for key, lang in rows:
        topics[key][lang] = (addresses.full(addresses.topic(lang, key)), "")
    yield from topics.values()


def _served() -> Iterable[dict[str, tuple[str, str]]]:
    """Give the look-up of terms and the check of a text."""
    for path in (addresses.terms, addresses.text_check):
        yield {lang: (addresses.full(path(lang)), "") for lang in Lang.values}


def _lines(entry: dict[str, tuple[str, str]]) -> Iterable[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{addresses.TAGS[lang]}" href={quoteattr(address)}/>'
        for lang, (address, _on) in entry.items()
    )
    for address, on in entry.values():
        day = f"<lastmod>{on}</lastmod>" if on else ""
        yield f"<url><loc>{address}</loc>{day}{links}</url>"
