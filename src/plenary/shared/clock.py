"""The one place that knows what time it is, so that a test can say so instead."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Give this moment in UTC."""
    return timezone.now()


def today() -> dt.date:
    """Give the date in the office's own time zone."""
    return timezone.localdate()
