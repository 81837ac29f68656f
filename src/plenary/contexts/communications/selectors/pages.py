"""The newsroom's pages: which an actor sees, lists of them, and what waits for a second pair of eyes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, PageKind, SideState
from plenary.contexts.communications.keys import title_key
from plenary.contexts.communications.models import Edition, Page, PageReader, PageSide, Topic
from plenary.contexts.governance import api as governance
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor

NO_ENGLISH = "no_english"
"""Beside the states of a side: what was held by today and cannot be read in English."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of pages is narrowed to."""

    q: str = ""
    kind: str = ""
    state: str = ""


def visible_to(actor: Actor) -> QuerySet[Page]:
    """Give the pages that the actor sees in the newsroom; everybody else reads the portal.

    A limited draft is there for those named alone; for the office, once none of these looks into the
    newsroom any more, so that it is not lost.
    """
    if not policies.can_see(actor):
        return Page.objects.none()
    if actor.has("system"):
        return Page.objects.all()
    named = PageReader.objects.filter(page=OuterRef("pk"))
    seen = Q(is_limited=False) | Q(Exists(named.filter(user=actor.user_id)))
    if actor.has("office"):
        seen |= Q(~Exists(named.filter(user__in=accounts.with_roles(policies.LOOKING).order_by())))
    return Page.objects.filter(seen)


def listing(actor: Actor, asked: Filters) -> QuerySet[Page]:
    """Give the visible pages with their sides and unit, the last changed first."""
    found = visible_to(actor).select_related("source_unit").prefetch_related("sides", "topics")
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state == NO_ENGLISH:
        found = without_english(found)
    elif asked.state:
        found = found.filter(
            pk__in=PageSide.objects.filter(state=asked.state).order_by().values("page_id")
        )
    if key := title_key(asked.q):
        found = found.filter(Q(title_key_zh__contains=key) | Q(title_key_en__contains=key))
    return found.defer("body_zh", "body_en")


def without_english(found: QuerySet[Page]) -> QuerySet[Page]:
    """Give of these pages what was held by today and is not public in English, the oldest first.

    What was withdrawn in English has its reason, and waits for nobody.
    """
    out = Edition.objects.filter(page=OuterRef("pk"), lang=Lang.EN, is_current=True)
    gone = PageSide.objects.filter(page=OuterRef("pk"), lang=Lang.EN, withdrawn_at__isnull=False)
    held = found.filter(~Exists(out), ~Exists(gone), held_on__lte=clock.today())
    return held.order_by("held_on", "pk")


def last_unit(kind: str = "") -> int | None:
    """Give the unit that the last page of a kind came from, else the last of all: mostly the office's own."""
    every = Page.objects.order_by("-pk").values_list("source_unit_id", flat=True)
    return every.filter(kind=kind).first() or every.first()


def unit_of_meeting(meeting_id: int) -> int | None:
    """Give the unit from which a meeting's page comes: its body's office, else the last readout's."""
    return governance.office_of_meeting(meeting_id) or last_unit(PageKind.READOUT)


def events(actor: Actor) -> QuerySet[Page]:
    """Give the visible events, the latest first."""
    found = visible_to(actor).filter(kind=PageKind.EVENT, is_limited=False)
    return found.order_by("-held_on", "-pk").defer("body_zh", "body_en")


def guides_to_check(actor: Actor) -> list[Page]:
    """Give the visible guides in public that nobody has looked at for longer than they hold."""
    public = Edition.objects.filter(kind=PageKind.GUIDE, is_current=True).values("page_id")
    found = visible_to(actor).filter(pk__in=public).select_related("guide")
    every = found.order_by("guide__checked_on").defer("body_zh", "body_en")
    return [one for one in every if is_stale(one.guide.checked_on, one.guide.stale_after)]


def is_stale(checked_on: dt.date, days: int) -> bool:
    """Say whether a guide was looked at so long ago that it may no longer hold."""
    return (clock.today() - checked_on).days > days


def waiting_for(actor: Actor) -> list[PageSide]:
    """Give the sides in review that the actor may approve, the oldest first."""
    sides = PageSide.objects.filter(
        state=SideState.REVIEW, page__in=visible_to(actor).order_by().values("pk")
    )
    every = sides.select_related("page").order_by("submitted_at", "pk")
    return [side for side in every if policies.can_approve(actor, side.page)]


def in_review(actor: Actor) -> QuerySet[Page]:
    """Give the visible pages of which a language waits for a second pair of eyes."""
    sides = PageSide.objects.filter(state=SideState.REVIEW).order_by()
    return visible_to(actor).filter(pk__in=sides.values("page_id"))


def sides_of(page: Page) -> dict[str, PageSide]:
    """Give the two sides of a page by their language."""
    return {side.lang: side for side in page.sides.all()}


def posts_for(actor: Actor, page: Page) -> QuerySet[Post]:
    """Give the posts of which one may answer for a page: those of the unit that it comes from."""
    held = people.posts_visible_to(actor).filter(abolished_on__isnull=True)
    return held.filter(organisation=page.source_unit_id).select_related("organisation")


def topics() -> QuerySet[Topic]:
    """Give every topic in its order."""
    return Topic.objects.all()


def same_words(page: Page, fields: dict[str, str]) -> Page | None:
    """Give another page that has one of these keys, for example the same title in one language."""
    same = Q(pk__in=[])
    for name, key in fields.items():
        if key:
            same |= Q(**{name: key})
    return Page.objects.filter(same).exclude(pk=page.pk).order_by("pk").first()


def taken_back(actor: Actor) -> list[tuple[Page, dt.datetime]]:
    """Give the visible pages in public whose meeting's public text was taken back, and when that was."""
    public = Edition.objects.filter(kind=PageKind.READOUT, is_current=True).values("page_id")
    found = visible_to(actor).filter(pk__in=public).defer("body_zh", "body_en")
    by_meeting = {page.meeting_id: page for page in found if page.meeting_id is not None}
    back = governance.texts_taken_back(set(by_meeting))
    return [(by_meeting[meeting], at) for meeting, at in back.items()]
