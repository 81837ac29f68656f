"""Writes the calendar files of a convening into a folder: asked, moved, called off; nothing of it is kept.

Run in the installation's own Python on a demo that nobody else needs: ``invitations.py DIR``.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402 - the settings are needed first
from tests.contexts.governance import convenings  # noqa: E402

from plenary.contexts.governance.services import convening as services  # noqa: E402
from plenary.kernel.notifications.models import Mail  # noqa: E402
from plenary.shared import clock  # noqa: E402
from plenary.shared.actor import SYSTEM  # noqa: E402

AT = dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC)
NOTICE = {
    "notice_zh": "请准时参加；带好材料，第一、二项。",
    "notice_en": "Bring the papers; items 1, 2.",
}


@transaction.atomic
def written(folder: Path) -> int:
    """Convene a meeting, move it and call it off; keep each mail's calendar file and give how many."""
    before = set(Mail.objects.values_list("pk", flat=True))
    made = convenings.convened(**NOTICE)
    later = convenings.given(starts_at=convenings.STARTS + convenings.HOUR, **NOTICE)
    named = {"actor": SYSTEM, "convening_id": made.pk, "seen_version": None}
    services.change_convening(**named, given=later)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    services.call_off_meeting(**named, reason="台风 / a typhoon")
    mails = list(Mail.objects.exclude(pk__in=before).exclude(calendar="").order_by("pk"))
    for mail in mails:
        (folder / f"invitation-{mail.pk}.ics").write_text(
            mail.calendar, encoding="utf-8", newline=""
        )
    transaction.set_rollback(True)
    return len(mails)


if __name__ == "__main__":
    with clock.at(AT):
        count = written(Path(sys.argv[1]))
    raise SystemExit(0 if count else "no calendar file was written")
