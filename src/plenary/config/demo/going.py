"""Lets the demo's clock go on and never back: past midnight, and with a new start at an earlier hour."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from plenary.config.demo.loading import DAY
from plenary.config.environment import environment
from plenary.kernel.audit.models import AuditRow
from plenary.shared import clock

ONE_DAY = dt.timedelta(days=1)


def keep_going() -> dt.timedelta:
    """Set the demo's clock, for this process and those that begin after it; give by how much it is off.

    It begins at this time of day on the demo's day or, where something was recorded later than that, on
    the first day after it.
    """
    now = clock.true_now()
    begins = timezone.localtime(now).replace(year=DAY.year, month=DAY.month, day=DAY.day)
    latest = AuditRow.objects.aggregate(latest=Max("at"))["latest"]
    while latest is not None and begins <= latest:
        begins += ONE_DAY
    shift = begins - now
    environment().demo_clock.write_text(str(shift.total_seconds()), encoding="ascii")
    settings.DEMO_SHIFT = shift
    return shift
