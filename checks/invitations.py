"""Writes the calendar files of a convening into a folder: asked, moved, called off; nothing of it is kept.

And at each of these steps the feeds of an account, a unit and a body that hold the meeting and a task.

Run in the installation's own Python on a demo that nobody else needs: ``invitations.py DIR``.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402 - the settings are needed first
from tests.contexts.governance import convenings, factories  # noqa: E402

from plenary.contexts.governance import services as governance  # noqa: E402
from plenary.contexts.governance.models import FeedLink  # noqa: E402
from plenary.contexts.governance.selectors.calendar.feeds import feed_of  # noqa: E402
from plenary.contexts.governance.services import convening as services  # noqa: E402
from plenary.contexts.governance.services.feeds import make_feed_link  # noqa: E402
from plenary.contexts.governance.services.parts import MilestoneGiven  # noqa: E402
from plenary.kernel.accounts.models import User  # noqa: E402
from plenary.kernel.notifications.models import Mail  # noqa: E402
from plenary.kernel.organisations.models import MemberUnit  # noqa: E402
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
    links = feeds_about(made.meeting.body_id)
    _write(folder, "asked", links)
    later = convenings.given(starts_at=convenings.STARTS + convenings.HOUR, **NOTICE)
    named = {"actor": SYSTEM, "convening_id": made.pk, "seen_version": None}
    services.change_convening(**named, given=later)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    _write(folder, "moved", links)
    services.call_off_meeting(**named, reason="台风 / a typhoon")
    _write(folder, "off", links)
    mails = list(Mail.objects.exclude(pk__in=before).exclude(calendar="").order_by("pk"))
    for mail in mails:
        (folder / f"invitation-{mail.pk}.ics").write_text(
            mail.calendar, encoding="utf-8", newline=""
        )
    transaction.set_rollback(True)
    return len(mails)


def feeds_about(body_id: int) -> list[FeedLink]:
    """Make a link of each scope for the account of the body's member unit, and a task in a list of the body."""
    seat = MemberUnit.objects.filter(body_id=body_id)[0]
    account = User.objects.get(grants__unit=seat.unit)
    task = factories.draft_task(
        lead_unit_id=seat.unit_id, due_on=AT.date(), milestones=(MilestoneGiven(AT.date(), "一"),)
    )
    listed = factories.task_list(body_id=body_id)
    governance.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=task.pk)
    governance.adopt_list(actor=SYSTEM, list_id=listed.pk, seen_version=None, owed="x")
    scopes = {"account": None, "unit": seat.unit_id, "body": body_id}
    return [
        make_feed_link(
            actor=account.actor, scope=scope, organisation_id=pk, language="zh-hans", months=3
        )[0]
        for scope, pk in scopes.items()
    ]


def _write(folder: Path, step: str, links: list[FeedLink]) -> None:
    for link in links:
        (folder / f"feed-{link.scope}-{step}.ics").write_bytes(feed_of(link).written())


if __name__ == "__main__":
    with clock.at(AT):
        count = written(Path(sys.argv[1]))
    raise SystemExit(0 if count else "no calendar file was written")
