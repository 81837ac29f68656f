"""Tells the editors, once until it is taken over, that a body's or a post's page in public is behind the directory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.selectors.kinds.directory import (
    Facts,
    facts_of,
    in_public,
    is_out_of_date,
)
from plenary.kernel.accounts.selectors import with_role
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

OF_BODY = "communications.body.reminded"
OF_POST = "communications.post.reminded"
WORDS = {
    OF_BODY: (
        "机构页面与名录不一致（任职或其他信息已变动），请重新采用后送审",
        "A body's page is behind the directory, of who holds a post or of another part: take it over anew",
    ),
    OF_POST: (
        "职务页面与名录不一致（任职或其他信息已变动），请重新采用后送审",
        "A post's page is behind the directory, of who holds it or of another part: take it over anew",
    ),
}


@transaction.atomic
def remind_of_directory(*, post_id: int | None = None) -> int:
    """Tell of each body's and post's page in public that says what the directory no longer says; give how many.

    Of the pages that name one post's holder alone, where that is given. The editors are told, or the
    office where there is none. What agrees again by itself is no longer listed. Doing it twice is as
    doing it once.
    """
    authorise(SYSTEM, policies.can_remind)
    of_bodies, of_posts = in_public(PageKind.BODY), in_public(PageKind.POST)
    if post_id is not None:
        of_bodies, of_posts = of_bodies.filter(posts=post_id), of_posts.filter(post=post_id)
    new = [
        *_noticed(OF_BODY, PageKind.BODY, of_bodies),
        *_noticed(OF_POST, PageKind.POST, of_posts),
    ]
    people = list(with_role("editor")) or list(with_role("office"))
    notify_each(_line(action, facts, user.pk) for action, facts in new for user in people)
    return len(new)


def _noticed(action: str, kind: str, wanted: QuerySet[Any]) -> Iterator[tuple[str, Facts]]:
    """Note since when each is behind, or that it is no more; give those that are newly behind."""
    held = facts_of(kind).select_for_update(of=("self",))
    for facts in held.filter(pk__in=wanted.order_by().values("pk")).order_by("pk"):
        is_old = is_out_of_date(facts)
        if is_old == (facts.told_on is not None):
            continue
        before = snapshot(facts)
        facts.told_on = clock.today() if is_old else None
        facts.save(update_fields=["told_on"])
        record(actor=SYSTEM, action=action, subject=facts, before=before)
        if is_old:
            yield action, facts


def _line(kind: str, facts: Facts, user_id: int) -> Line:
    page = facts.page
    zh, en = WORDS[kind]
    return Line(
        user_id=user_id,
        kind=kind,
        text_zh=f"{zh}：《{page.title_zh or page.title_en}》",
        text_en=f"{en}: “{page.title_en or page.title_zh}”",
        url=page.get_absolute_url(),
        about=subjects.about("communications.page", page.pk),
    )
