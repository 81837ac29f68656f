"""Links in public pages that lead nowhere: within the portal by what is public now, outside by the last look."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, FormerAddress, PageLink, PageSide, Topic
from plenary.shared.actor import Actor

FAULTS: dict[str, Any] = {
    "unknown": _("The name is not known"),
    "refused": _("Not asked: it leads into a network within"),
    "timeout": _("No answer in time"),
    "tls": _("The certificate is not in order"),
    "connection": _("No connection"),
    "malformed": _("It leads to what is no address"),
    "redirects": _("It leads round in a circle"),
}
WITHDRAWN = _("Withdrawn")
MOVED = _("The page stands at its topic's address")
UNPUBLISHED = _("Not public in this language")
NOWHERE = _("There is no such page")
ANSWERED = pgettext_lazy("web address", "Answers %(status)d")
WHERE = {"within": Q(web__isnull=True), "outside": Q(web__isnull=False)}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: on which page, why, since when, and who answers for the page."""

    link: PageLink
    fault: str
    since: dt.datetime
    public: str
    """The path of the page that holds it."""


def in_force() -> QuerySet[PageLink]:
    """Give the links of what is public that lead nowhere, those of the longest standing first.

    In one query: a page withdrawn a moment ago is known here at once. An address that a page had
    before its words were hidden leads where the page stands now.
    """
    current = Edition.objects.filter(is_current=True).order_by()
    there = current.filter(slug=OuterRef("slug"), lang=OuterRef("to_lang"))
    moved = FormerAddress.objects.filter(slug=OuterRef("slug")).order_by()
    now_there = moved.filter(page__editions__in=current.filter(lang=OuterRef(OuterRef("to_lang"))))
    own = PageSide.objects.filter(
        Q(page__slug=OuterRef("slug")) | Q(page__former_addresses__slug=OuterRef("slug"))
    ).order_by()
    withdrawn = own.filter(lang=OuterRef("to_lang"), withdrawn_at__isnull=False)
    found = PageLink.objects.filter(edition__is_current=True).alias(
        is_there=Exists(there.exclude(kind=PageKind.HUB)) | Exists(now_there),
        is_topic=Exists(Topic.objects.filter(key=OuterRef("topic_key")).order_by()),
    )
    found = found.annotate(
        is_hub=Exists(there.filter(kind=PageKind.HUB)),
        withdrawn_at=Subquery(withdrawn.values("withdrawn_at")[:1]),
        is_known=Exists(own),
    )
    leads_nowhere = (
        Q(web__failed_since__isnull=False)
        | (~Q(slug="") & Q(is_there=False))
        | (~Q(topic_key="") & Q(is_topic=False))
    )
    since = Case(
        When(web__failed_since__isnull=False, then=F("web__failed_since")),
        When(withdrawn_at__gt=F("edition__published_at"), then=F("withdrawn_at")),
        default=F("edition__published_at"),
        output_field=DateTimeField(),
    )
    told = found.filter(leads_nowhere).annotate(since=since)
    return told.order_by("since", "pk")


def visible_to(actor: Actor) -> QuerySet[PageLink]:
    """Give those that the actor may see: all to who looks into the newsroom, a unit those on its own pages."""
    if policies.can_see(actor):
        return in_force()
    own = Q(edition__page__source_unit__in=actor.unit_ids) if actor.has("unit") else Q(pk__in=[])
    return in_force().filter(own | Q(edition__page__owner_post__in=actor.post_ids))


def listing(actor: Actor, where: str = "") -> QuerySet[PageLink]:
    """Give what the list shows, within the portal or outside alone where asked."""
    found = visible_to(actor).filter(WHERE.get(where, Q()))
    return found.select_related(
        "web", "edition__page__source_unit", "edition__page__owner_post__organisation"
    ).defer("edition__body", "edition__html", "edition__page__body_zh", "edition__page__body_en")


def described(link: Any) -> BrokenLink:
    """Say why a link of these leads nowhere."""
    return BrokenLink(link, str(_fault(link)), link.since, addresses.of(link.edition))


def _fault(link: Any) -> Any:
    if link.web is not None:
        if link.web.status:
            return ANSWERED % {"status": link.web.status}
        return FAULTS.get(link.web.fault, FAULTS["connection"])
    if link.is_hub:
        return MOVED
    if link.withdrawn_at is not None:
        return WITHDRAWN
    return UNPUBLISHED if link.slug and link.is_known else NOWHERE
