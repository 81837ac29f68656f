"""What the database knows of changes of what the public reads."""

from __future__ import annotations

from django.db.models import Count, Sum

from plenary.contexts.communications.models import PublicChange


def sum_of_changes() -> tuple[int, int]:
    """Give two numbers, of which one at least is another after each change.

    Not the latest row: of two changes at once the one with the lower number may be committed last.
    """
    found = PublicChange.objects.aggregate(count=Count("pk"), sum=Sum("stamp"))
    return found["count"], int(found["sum"] or 0)
