"""What anybody may read: editions in force, and of the rest only that they are not there, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.lookups import IsNull
from django.utils import timezone

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, PageSide, Topic
from plenary.contexts.communications.selectors.dates import on_front
from plenary.contexts.communications.selectors.prepared import (
    first_row,
    records,
    records_of_all,
)
from plenary.kernel.documents.models import StoredFile
from plenary.shared import clock

LISTED = (
    PageKind.NEWS,
    PageKind.READOUT,
    PageKind.NOTICE,
    PageKind.EVENT,
    PageKind.GUIDE,
    PageKind.BODY,
    PageKind.POST,
)
"""What stands in lists and feeds; hubs and standing pages have their places."""
BESIDE = (PageKind.EVENT, PageKind.GUIDE, PageKind.BODY)
"""What the front page names beside the news, each kind with its own list."""
OF_OWN_FORM = (*BESIDE, PageKind.POST)
"""What is shown by a template of its kind."""
LEADING = (PageKind.NEWS, PageKind.READOUT)
LATEST, NOTICES, BESIDES = 12, 5, 5


def current(lang: str) -> QuerySet[Edition]:
    """Give what is in force in a language, the latest first, without the long texts."""
    return Edition.objects.filter(lang=lang, is_current=True).defer("body", "html")


@dataclass(frozen=True, slots=True)
class Front:
    """The front page: the latest, notices, and the topics that something stands under."""

    latest: list[Edition]
    notices: list[Edition]
    events: list[Edition]
    """Those to come or under way that end first, the next first."""
    guides: list[Edition]
    bodies: list[Edition]
    topics: list[Topic]


def front(lang: str) -> Front:
    """Give the front page of a language: what it shows of pages in one query, the topics in another."""
    found = records_of_all((_latest, _notices, _events, _guides, _bodies), lang, clock.today())
    found.sort(key=lambda one: (one.released_at, one.pk), reverse=True)
    of = {kind: [one for one in found if one.kind == kind] for kind in (PageKind.NOTICE, *BESIDE)}
    return Front(
        latest=[one for one in found if one.kind in LEADING],
        notices=of[PageKind.NOTICE],
        events=sorted(of[PageKind.EVENT], key=_next_first),
        guides=of[PageKind.GUIDE],
        bodies=of[PageKind.BODY],
        topics=records(topics_in_use, lang),
    )


def _latest(lang: str, _today: dt.date) -> QuerySet[Edition]:
    return current(lang).filter(kind__in=LEADING)[:LATEST]


def _notices(lang: str, today: dt.date) -> QuerySet[Edition]:
    return on_front(current(lang).filter(kind=PageKind.NOTICE), today)[:NOTICES]


def _guides(lang: str, _today: dt.date) -> QuerySet[Edition]:
    return current(lang).filter(kind=PageKind.GUIDE)[:BESIDES]


def _bodies(lang: str, _today: dt.date) -> QuerySet[Edition]:
    return current(lang).filter(kind=PageKind.BODY)[:BESIDES]


def _events(lang: str, today: dt.date) -> QuerySet[Edition]:
    """Give the events to come or under way that end first, however many were published since."""
    return current(lang).filter(ends_on__gte=today).order_by("ends_on", "pk")[:BESIDES]


def _next_first(event: Edition) -> tuple[str, int]:
    return event.facts["event"]["starts_on"], event.pk


def topics_in_use(lang: str) -> QuerySet[Topic]:
    """Give the topics under which something of a language is in force, a hub alone included.

    Each topic's own rows are gone through until one is in force. Reading all editions took 100 ms at
    50,000 pages, and looking for a topic's latest from the newest edition on a second, where a topic had none.
    """
    in_force = Edition.objects.filter(
        pk=OuterRef("edition"), lang=lang, is_current=True, kind__in=[*LISTED, PageKind.HUB]
    ).order_by()
    held = (
        Edition.topics.through.objects.filter(topic=OuterRef("pk"))
        .filter(IsNull(Subquery(in_force.values("pk")[:1]), False))
        .order_by()
    )
    return Topic.objects.alias(held=Subquery(held.values("edition")[:1])).filter(held__isnull=False)


def standing(lang: str) -> list[Edition]:
    """Give the standing pages of a language, for the foot of every page."""
    return records(_standing, lang)


def standing_at(slug: str, lang: str) -> Edition | None:
    """Give a standing page by its address."""
    return current(lang).filter(kind=PageKind.STATIC, slug=slug).first()


def _standing(lang: str) -> QuerySet[Edition]:
    return current(lang).filter(kind=PageKind.STATIC).order_by("slug")[:10]


def archive(
    lang: str, *, year: int | None = None, topic: Topic | None = None, kind: str = ""
) -> QuerySet[Edition]:
    """Give what a language's lists show, of one year, topic and kind where asked."""
    found = current(lang).filter(kind__in=[kind] if kind in LISTED else LISTED)
    if topic is not None:
        found = found.filter(topics=topic)
    if year is not None:
        zone = timezone.get_current_timezone()
        found = found.filter(
            released_at__gte=dt.datetime(year, 1, 1, tzinfo=zone),
            released_at__lt=dt.datetime(year + 1, 1, 1, tzinfo=zone),
        )
    return found


def kinds_in_use(lang: str) -> list[PageKind]:
    """Give the kinds of page that a language's lists hold, in their order; each is looked for by itself."""
    row = first_row(_kinds_held, lang)
    return [kind for kind, is_held in zip(LISTED, row, strict=False) if is_held]


def _kinds_held(lang: str) -> QuerySet[Edition, tuple[bool, ...]]:
    held = {kind.value: Exists(current(lang).filter(kind=kind).order_by()) for kind in LISTED}
    found = current(lang).annotate(**{f"has_{kind}": one for kind, one in held.items()})
    return found.order_by().values_list(*(f"has_{kind}" for kind in held))[:1]


def years(lang: str) -> list[int]:
    """Give the years since the first release in a language, the latest first."""
    first = records(_first, lang)
    if not first:
        return []
    return list(range(clock.today().year, timezone.localtime(first[0].released_at).year - 1, -1))


def _first(lang: str) -> QuerySet[Edition]:
    return current(lang).only("released_at").order_by("released_at", "id")[:1]


def on_address(slug: str) -> dict[str, Edition]:
    """Give what is in force under an address, by language, in one query.

    Each knows the event that it belongs to, while that is in force in its language, and of a guide
    when it was last looked at.
    """
    hub = Edition.objects.filter(
        page=OuterRef("part_of"), lang=OuterRef("lang"), is_current=True
    ).order_by()
    found = Edition.objects.filter(slug=slug, is_current=True).defer("body")
    told = found.annotate(
        event_title=Subquery(hub.values("title")[:1]),
        event_slug=Subquery(hub.values("slug")[:1]),
        checked_on=F("page__guide__checked_on"),
        stale_after=F("page__guide__stale_after"),
    )
    return {edition.lang: edition for edition in told if edition.kind != PageKind.HUB}


def about(slug: str) -> dict[str, Edition]:
    """Give what readers may write about under an address, by language: hubs as well."""
    found = Edition.objects.filter(slug=slug, is_current=True).defer("body", "html")
    return {edition.lang: edition for edition in found}


def listed_at(hub: Edition) -> QuerySet[Edition]:
    """Give the news and notices of an event in its language, the latest first."""
    return current(hub.lang).filter(part_of=hub.page_id)


def hub(topic: Topic) -> dict[str, Edition]:
    """Give a topic's introduction, by language."""
    found = Edition.objects.filter(page__hub_of=topic, is_current=True).defer("body")
    return {edition.lang: edition for edition in found}


def topic(key: str) -> Topic | None:
    """Give a topic by its key."""
    return Topic.objects.filter(key=key).first()


def holds(topic: Topic, lang: str) -> bool:
    """Say whether anything of a language's lists stands under a topic."""
    return archive(lang, topic=topic).order_by().exists()


def topics_by_key() -> dict[str, Topic]:
    """Give all topics as they are called now: an edition's facts hold the names of its day."""
    return {topic.key: topic for topic in records(_every_topic)}


def _every_topic() -> QuerySet[Topic]:
    return Topic.objects.all()


def topics_of(edition: Edition) -> list[Topic]:
    """Give the topics under which an edition was published, as they are called now."""
    return named_now(edition, topics_by_key())


def named_now(edition: Edition, by_key: dict[str, Topic]) -> list[Topic]:
    """Give an edition's topics out of all of them."""
    return [by_key[key] for key, _zh, _en in edition.facts["topics"] if key in by_key]


def withdrawn(slug: str, lang: str) -> PageSide | None:
    """Give a language of a page that was withdrawn from this address; a hub's is that of its topic."""
    return all_withdrawn(lang).filter(page__slug=slug, page__hub_of=None).first()


def taken_back_at(edition: Edition, lang: str) -> dt.datetime | None:
    """Give when another language of a page in force was withdrawn; none where it never was public."""
    return (
        all_withdrawn(lang)
        .filter(page=edition.page_id)
        .values_list("withdrawn_at", flat=True)
        .first()
    )


def withdrawn_hub(topic: Topic, lang: str) -> PageSide | None:
    """Give a language of a topic's introduction that was withdrawn."""
    return all_withdrawn(lang).filter(page__hub_of=topic).first()


def all_withdrawn(lang: str) -> QuerySet[PageSide]:
    """Give what was withdrawn in a language, the latest first."""
    sides = PageSide.objects.filter(lang=lang, withdrawn_at__isnull=False)
    return sides.select_related("page__hub_of").order_by("-withdrawn_at", "-pk")


def withdrawn_by_title(lang: str) -> QuerySet[PageSide]:
    """Give what was withdrawn in a language, each with its ``last_title``; it is empty where that was at fault."""
    read = Edition.objects.filter(page=OuterRef("page"), lang=lang).order_by("-number")
    title = Case(When(hides_title=True, then=Value("")), default=Subquery(read.values("title")[:1]))
    return all_withdrawn(lang).annotate(last_title=title)


def last_title(side: PageSide) -> str:
    """Give the title under which a withdrawn page was last read; none where that was at fault."""
    if side.hides_title:
        return ""
    last = Edition.objects.filter(page=side.page_id, lang=side.lang).order_by("-number").first()
    return last.title if last else ""


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that stands on a page in force."""

    sha256: str
    name: str
    media_type: str
    size: int


def public_file(sha256: str, name: str) -> PublicFile | None:
    """Give a file by its digest and name, if a page in force carries it under that name."""
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None:
        return None
    for edition in Edition.objects.filter(files=stored, is_current=True).only("facts"):
        for file in edition.facts["files"]:
            if (file["sha256"], file["name"]) == (sha256, name):
                return PublicFile(sha256, name, stored.media_type, stored.size)
    return None
