"""Drafts what the ladder says, and sends it: once a person, duty and step, in one mail a person a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db import transaction

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import NoticeState
from plenary.contexts.governance.models import Duty, Notice, Opinion
from plenary.contexts.governance.selectors import held, notices
from plenary.contexts.governance.services.checks import SHORT_REASON, need_reason
from plenary.contexts.governance.services.telling.daily import mail_now
from plenary.contexts.governance.services.telling.lines import about
from plenary.contexts.governance.workflows import NOTICE_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, record_many, save, snapshot
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.rows import update_rows

AT_ONCE = 1000
PEOPLE_AT_ONCE = 200
SETTLED = ("state", "reason", "settled_at", "settled_by_id", "version")


def draft_notices(*, on: dt.date, missed: Sequence[dt.date] = ()) -> int:
    """Draft what the ladder says on a day and give how many are new; a second time there are none.

    What it said on days that were missed, the latest first, is made up for (``notices.due``).
    """
    moment, made = clock.now(), 0
    found = notices.due(on, missed)
    while batch := list(islice(found, AT_ONCE)):
        rows = [
            Notice(
                **_of(one.owed.part),
                unit=one.unit,
                rung=one.rung,
                user_id=one.user_id,
                reached_as=one.reached_as,
                due_on=one.due_on,
                later_days=one.later_days,
                on=one.on,
                text_zh=one.text_zh,
                text_en=one.text_en,
                drafted_at=moment,
            )
            for one in batch
        ]
        with transaction.atomic():
            before = _drafted(rows)
            Notice.objects.bulk_create(rows, ignore_conflicts=True)
            made += _drafted(rows) - before
    return made


def _of(part: Duty | Opinion) -> dict[str, int]:
    if isinstance(part, Opinion):
        return {"opinion_id": part.pk}
    return {"task_id": part.task_id, "duty_id": part.pk}


def _drafted(rows: Sequence[Notice]) -> int:
    """Count the notices of what these rows speak of."""
    duties = {row.duty_id for row in rows if row.duty_id}
    asked = {row.opinion_id for row in rows if row.opinion_id}
    own = Notice.objects.filter(duty__in=duties).count() if duties else 0
    return own + (Notice.objects.filter(opinion__in=asked).count() if asked else 0)


def send_notices(*, actor: Actor) -> int:
    """Send every draft: a line in the app each, and one mail a person; give how many people were told.

    What no longer holds lapses: the work was reported, its date has moved, the part is another
    unit's or contested, the account is closed or no longer sees it. The mail holds what else waits
    for the person and is the day's only one: whoever has had it is mailed these lines the next day.
    """
    authorise(actor, policies.can_send_notices)
    people = list(
        notices.waiting(actor).order_by("user_id").values_list("user_id", flat=True).distinct()
    )
    return sum(
        _tell(actor, people[at : at + PEOPLE_AT_ONCE])
        for at in range(0, len(people), PEOPLE_AT_ONCE)
    )


@transaction.atomic
def drop_notice(*, actor: Actor, notice_id: int, seen_version: int | None, reason: str) -> Notice:
    """Leave a draft unsent, for a reason; refused without one and for what is sent or dropped."""
    notice = lock(notices.visible_to(actor), pk=notice_id, version=seen_version)
    authorise(actor, policies.can_send_notices, notice)
    state = NOTICE_FLOW.after(notice.state, "drop")
    reason = need_reason(reason, most=SHORT_REASON)
    before = snapshot(notice)
    _settle(actor, notice, state, reason)
    record(actor=actor, action="governance.notice.dropped", subject=notice, before=before)
    return notice


@transaction.atomic
def _tell(actor: Actor, people: Sequence[int]) -> int:
    """Send some people's drafts, each person's all or none; give how many people were told.

    Another sender's drafts are left to them. A fixed number of queries for so many people.
    """
    waiting = notices.visible_to(actor).filter(user_id__in=people, state=NoticeState.DRAFTED)
    drafts = list(
        waiting.select_for_update(of=("self",))
        .select_related("user")
        .order_by("user_id", "due_on", "pk")
    )
    holds = set(
        notices.holding().filter(pk__in=[one.pk for one in drafts]).values_list("pk", flat=True)
    )
    classes = held.classes_of_tasks({one.task_id for one in drafts if one.task_id})
    changes: dict[str, list[tuple[Notice, dict[str, Any]]]] = defaultdict(list)
    for notice in drafts:
        before = snapshot(notice)
        is_good = notice.pk in holds and notices.may_be_told(notice, classes)
        move = "send" if is_good else "lapse"
        _set(actor, notice, NOTICE_FLOW.after(notice.state, move))
        notice.version += 1
        changes[notice.state].append((notice, before))
    update_rows(drafts, SETTLED)
    for state, moved in changes.items():
        record_many(actor=actor, action=f"governance.notice.{state}", changes=moved)
    return _announce([notice for notice in drafts if notice.state == NoticeState.SENT])


def _settle(actor: Actor, notice: Notice, state: str, reason: str = "") -> None:
    _set(actor, notice, state, reason)
    save(notice, fields=["state", "reason", "settled_at", "settled_by_id"])


def _set(actor: Actor, notice: Notice, state: str, reason: str = "") -> None:
    notice.state, notice.reason = state, reason
    notice.settled_at, notice.settled_by_id = clock.now(), actor.user_id


def _announce(sent: list[Notice]) -> int:
    """Tell each person of their notices: a line each, in the day's mail; give how many people were told."""
    lines = notify_each(
        Line(
            user_id=notice.user_id,
            kind="governance.notice.sent",
            text_zh=notice.text_zh,
            text_en=notice.text_en,
            url=notice.get_absolute_url(),
            about=about(notice),
        )
        for notice in sent
    )
    people = sorted({notice.user_id for notice in sent})
    mail_now(people, looked_at={line.pk for line in lines})
    return len(people)


def send_if_by_itself() -> int:
    """Send the drafts where the profile wants nobody between; give how many people were told."""
    return 0 if profiles.current().notices.sent_by_a_person else send_notices(actor=SYSTEM)
