"""What a version brings along as data, loaded once into each installation: days off, terms, topics, names."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

import plenary
from plenary.contexts.communications.api import load_shipped_topics
from plenary.contexts.governance.api import name_shipped
from plenary.contexts.language.api import load_shipped_terms
from plenary.kernel.calendar.services import load_calendar
from plenary.kernel.jobs import days
from plenary.shared import clock

SOURCES = (
    "kernel/calendar/data/*.csv",
    "contexts/language/data/terms.csv",
    "contexts/communications/topics.py",
    "contexts/governance/themes.py",
    "contexts/governance/topic_kinds.py",
)
"""Where it stands: what differs from what was loaded is loaded again."""


def is_loaded() -> bool:
    """Say whether what this version brings along is in the database."""
    return days.was_done(_mark())


@transaction.atomic
def load_shipped() -> None:
    """Load it; what an office has made its own is left alone, so doing this twice is as doing it once."""
    load_calendar(calendar=settings.CALENDAR)
    if settings.PROFILE == "cn-district":  # the terms of Chinese offices are nobody's elsewhere
        load_shipped_terms()
    load_shipped_topics()
    name_shipped()
    days.settle(_mark(), on=clock.today())


def _mark() -> str:
    """Name this data: by its contents, the practice, and the year from which days off are reckoned on."""
    found = hashlib.sha256()
    for told in (settings.PROFILE, settings.CALENDAR, _year()):
        found.update(told.encode() + b"\0")
    root = Path(plenary.__file__).parent
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            found.update(path.read_bytes())
    return f"workspace.shipped:{found.hexdigest()[:32]}"


def _year() -> str:
    return "" if settings.CALENDAR == "cn" else str(clock.today().year)
