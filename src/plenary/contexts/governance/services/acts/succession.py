"""Gives a post's new holder the sheet of what they take over; the duties themselves stay on the post."""

from __future__ import annotations

from django.db import transaction

from plenary.contexts.governance.models import Sheet
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.acts import matters, sheets
from plenary.contexts.governance.services.acts.sheets import draw_handover
from plenary.contexts.governance.services.telling.lines import about
from plenary.kernel.accounts.models import User
from plenary.kernel.notifications.services import notify
from plenary.kernel.people.models import Holding
from plenary.shared.actor import SYSTEM


@transaction.atomic
def hand_posts_over(post_id: int | None = None) -> int:
    """Draw up the sheet of a post's hand-over, or of every one of this month that lacks its own, and
    tell the successor; give how many.

    Called when a post's holder changes and again each night, so that none is lost; doing it twice is
    as doing it once. A post without duties and open instructions gets no sheet.
    """
    waiting = sheets.handed_over_without_sheet(post_id).select_for_update(of=("self",))
    return sum(_hand_over(holding) for holding in waiting.order_by("pk"))


def _hand_over(holding: Holding) -> bool:
    post = holding.post
    if not (matters.duties_of_post(post) or matters.tasks_of_words(post)):
        return False
    before = post.holdings.filter(until_on__isnull=False).exclude(pk=holding.pk)
    former = before.order_by("-until_on", "-pk").first()
    sheet = draw_handover(
        actor=SYSTEM,
        post_id=post.pk,
        holding=holding,
        person=holding.person,
        former_id=former.person_id if former else None,
    )
    _tell(sheet, holding)
    return True


def _tell(sheet: Sheet, holding: Holding) -> None:
    """Tell the successor and the office."""
    own = User.objects.filter(is_active=True, person=holding.person_id)
    users = set(own.values_list("pk", flat=True)) | recipients.of_posts([holding.post_id])
    notify(
        users=users | recipients.of_the_office(),
        kind="governance.post.handed_over",
        text_zh=f"职务已交接，请查阅：{sheet.title_zh}",
        text_en=f"A post has been handed over; please read: {sheet.title_en}",
        url=sheet.get_absolute_url(),
        about=about(sheet),
    )
