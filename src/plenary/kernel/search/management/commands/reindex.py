"""``reindex``: rebuilds the search index from the records."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from plenary.kernel.search import rebuilding


class Command(BaseCommand):
    """Indexes every record of every registered model again and forgets those that are gone."""

    help = "Rebuild the search index from the records."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild it and say how much there is of each kind."""
        for label, count in rebuilding.rebuild_all().items():
            self.stdout.write(f"{label}: {count}")
        rebuilding.set_current()
