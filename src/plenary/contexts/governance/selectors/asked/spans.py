"""Days as the moments between them, by which an index is found: a moment's date is known of no index."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def within(name: str, first: dt.date, last: dt.date) -> dict[str, dt.datetime]:
    """Give the lookups by which a moment lies on these days, both of them included, in the office's time."""
    return {f"{name}__gte": _begins(first), f"{name}__lt": _begins(last + dt.timedelta(days=1))}


def _begins(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
