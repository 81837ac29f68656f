"""Public languages that wait to be compared with a correction of the other one."""

from __future__ import annotations

from django.db.models import QuerySet

from plenary.contexts.communications.models import Edition
from plenary.contexts.communications.selectors import pages
from plenary.shared.actor import Actor


def to_compare(actor: Actor) -> QuerySet[Edition]:
    """Give what readers are warned of on the visible pages, the longest standing first."""
    found = Edition.objects.filter(is_current=True, other_corrected_at__isnull=False)
    seen = found.filter(page__in=pages.visible_to(actor).order_by())
    return seen.select_related("page").defer("body", "html").order_by("other_corrected_at", "pk")
