"""Puts the lines that wait for a mail into one mail a person a day, as each person sees them by then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.models import Notification
from plenary.kernel.notifications.services import Letter, write_mails

PEOPLE_AT_ONCE = 200
ROWS_AT_ONCE = 5000
LISTED = 40
"""How many matters a mail writes out; of more it says the number."""


@dataclass(frozen=True, slots=True)
class Post:
    """When mails may go, and in which language to people who chose none."""

    opens_at: dt.datetime
    language: str


def waiting() -> QuerySet[Notification]:
    """Give the lines that wait for their person's next mail and have not been read meanwhile."""
    return Notification.objects.filter(to_mail=True, read_at=None).order_by("user_id", "pk")


def mail_everybody(post: Post) -> int:
    """Write the day's mail to everybody for whom lines wait; give how many."""
    held = Notification.objects.filter(to_mail=True).order_by("user_id")
    people = list(held.values_list("user_id", flat=True).distinct())
    return sum(
        mail_people(people[at : at + PEOPLE_AT_ONCE], post)
        for at in range(0, len(people), PEOPLE_AT_ONCE)
    )


@transaction.atomic
def mail_people(people: Sequence[int], post: Post, *, looked_at: Collection[int] = ()) -> int:
    """Write one mail to each of these people for whom lines wait; give how many.

    Whoever has a mail of the day on which these may go keeps the rest for the next day's: the account
    is locked, so that two who write at a time write one. A line lapses that was read in the app, whose
    subject its person no longer sees, or whose account is closed. ``looked_at`` are lines that were
    looked at in this transaction. The same number of queries for one person and two hundred.
    """
    accounts = get_user_model().objects
    held = accounts.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    users = {user.pk: user for user in held}
    open_ = users.keys() - mailed_on(timezone.localdate(post.opens_at), users)
    lines = list(
        Notification.objects.filter(to_mail=True, user_id__in=open_).order_by("user_id", "pk")
    )
    going = _still_good(lines, users, set(looked_at))
    _settle([line.pk for line in lines if line.pk not in going], mailed_at=None)
    _settle(sorted(going), mailed_at=post.opens_at)
    by_person = groupby((line for line in lines if line.pk in going), key=lambda line: line.user_id)
    letters = [_letter(users[pk], list(told), post) for pk, told in by_person]
    write_mails(letters)
    return len(letters)


def mailed_on(day: dt.date, people: Collection[int]) -> set[int]:
    """Give those of these people who have a mail of this day, or of a later one."""
    start = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    found = Notification.objects.filter(user_id__in=people, mailed_at__gte=start).order_by()
    return set(found.values_list("user_id", flat=True).distinct())


def _still_good(lines: list[Notification], users: dict[int, Any], looked_at: set[int]) -> set[int]:
    good = [line for line in lines if users[line.user_id].is_active and line.read_at is None]
    actors = {pk: users[pk].actor for pk in {line.user_id for line in good}}
    asked = ((actors[one.user_id], one.about) for one in good if one.pk not in looked_at)
    seen = subjects.seen(asked)
    return {one.pk for one in good if one.pk in looked_at or (one.user_id, one.about) in seen}


def _settle(rows: Sequence[int], *, mailed_at: dt.datetime | None) -> None:
    for at in range(0, len(rows), ROWS_AT_ONCE):
        some = Notification.objects.filter(pk__in=rows[at : at + ROWS_AT_ONCE])
        some.update(to_mail=False, mailed_at=mailed_at)


def _letter(user: Any, lines: list[Notification], post: Post) -> Letter:
    language = user.language or post.language
    with override(language):
        subject = ngettext("%(count)s message", "%(count)s messages", len(lines)) % {
            "count": len(lines)
        }
        body = _body(lines, is_chinese=language.startswith("zh"))
    return Letter(to=user.email, subject=f"Plenary: {subject}", body=body, not_before=post.opens_at)


def _body(lines: list[Notification], *, is_chinese: bool) -> str:
    matters: dict[str, list[Notification]] = defaultdict(list)
    for line in lines:
        matters[line.url or str(line.pk)].append(line)
    said: list[str] = []
    for told in islice(matters.values(), LISTED):
        said += [f"- {line.text_zh if is_chinese else line.text_en}" for line in told]
        if told[0].url:
            said.append(f"  {settings.ORIGIN}{told[0].url}")
    if len(matters) > LISTED:
        said.append(
            _("And %(count)s more; they stand among your messages.")
            % {"count": len(matters) - LISTED}
        )
    said += [
        "",
        _("One mail a day holds everything. Nothing has to be answered where nothing is new."),
    ]
    return "\n".join(said)
