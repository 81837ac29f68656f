"""Tells the editors, once until it is taken over, that a body's page in public is behind the directory."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import BodyFacts
from plenary.contexts.communications.selectors.kinds import bodies
from plenary.kernel.accounts.selectors import with_role
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

KIND = "communications.body.reminded"


@transaction.atomic
def remind_of_bodies(*, post_id: int | None = None) -> int:
    """Tell of each body's page in public that says what the directory no longer says; give how many.

    Of one post's body alone, where that is given. The editors are told, or the office where there is
    none. What agrees again by itself is no longer listed. Doing it twice is as doing it once.
    """
    authorise(SYSTEM, policies.can_remind)
    asked = bodies.in_public()
    if post_id is not None:
        asked = asked.filter(posts=post_id)
    held = BodyFacts.objects.select_for_update(of=("self",)).filter(
        pk__in=asked.order_by().values("pk")
    )
    new = []
    for facts in held.select_related("page", "body__parent").order_by("pk"):
        is_old = bodies.is_out_of_date(facts)
        if is_old and facts.told_on is None:
            new.append(facts)
        if is_old != (facts.told_on is not None):
            before = snapshot(facts)
            facts.told_on = clock.today() if is_old else None
            facts.save(update_fields=["told_on"])
            record(actor=SYSTEM, action=KIND, subject=facts, before=before)
    people = list(with_role("editor")) or list(with_role("office"))
    notify_each(_line(facts, user.pk) for facts in new for user in people)
    return len(new)


def _line(facts: BodyFacts, user_id: int) -> Line:
    page = facts.page
    return Line(
        user_id=user_id,
        kind=KIND,
        text_zh=f"机构页面与名录不一致（任职或其他信息已变动），请重新采用后送审：《{page.title_zh or page.title_en}》",
        text_en=(
            "A body's page is behind the directory, of who holds a post or of another part: take it"
            f" over anew: “{page.title_en or page.title_zh}”"
        ),
        url=page.get_absolute_url(),
        about=subjects.about("communications.page", page.pk),
    )
