"""The pages in public of which it is known that the directory says something else by now."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors import pages
from plenary.shared.actor import Actor

FROM_DIRECTORY = (PageKind.BODY, PageKind.POST)


def to_take_over(actor: Actor) -> QuerySet[Page]:
    """Give the visible pages of bodies and posts that the directory has outgrown, those longest noticed first."""
    shown = Edition.objects.filter(kind__in=FROM_DIRECTORY, is_current=True).values("page_id")
    noticed = Coalesce("told_body__told_on", "told_post__told_on")
    found = pages.visible_to(actor).filter(pk__in=shown).annotate(noticed_on=noticed)
    behind = found.filter(noticed_on__isnull=False).order_by("noticed_on", "pk")
    return behind.defer("body_zh", "body_en")
