"""``plenary manage load_calendar``: loads the days off and make-up days that Plenary brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from plenary.kernel.calendar import services


class Command(BaseCommand):
    """Loads a calendar; loading it twice is the same as once."""

    help = "Load the calendar's days off and make-up working days."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file of one's own: a new year's notice, before Plenary brings it."""
        parser.add_argument("--file", type=Path, help="CSV: on,is_working,name_zh,name_en,source")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many days there are."""
        number = services.load_calendar(calendar=settings.CALENDAR, path=options["file"])
        self.stdout.write(f"{number} days loaded.")
