"""Tells the source unit and the editors, once until it is checked, that a guide may be out of date."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import GuideFacts
from plenary.contexts.communications.selectors.kinds.guides import OldGuide, old_guides
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import of_units, with_role
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

KIND = "communications.guide.reminded"


@transaction.atomic
def remind_of_guides() -> int:
    """Tell of each guide that has grown old, until somebody checks it; give how many guides.

    Its source unit's accounts and the editors, or the office where there is no editor, in the app and
    in each person's mail of the day. Doing it twice is as doing it once.
    """
    authorise(SYSTEM, policies.can_remind)
    old = {one.page_id: one for one in old_guides()}
    held = GuideFacts.objects.select_for_update().filter(page_id__in=old, told_on__isnull=True)
    new = list(held.order_by("page_id"))
    for facts in new:
        before = snapshot(facts)
        facts.told_on = clock.today()
        facts.save(update_fields=["told_on"])
        record(actor=SYSTEM, action=KIND, subject=facts, before=before)
    editors = list(with_role("editor")) or list(with_role("office"))
    notify_each(line for facts in new for line in _lines(facts, old[facts.page_id], editors))
    return len(new)


def _lines(facts: GuideFacts, guide: OldGuide, editors: list[User]) -> Iterator[Line]:
    units = of_units([guide.source_unit_id] if guide.source_unit_id else [])
    for user in editors:
        yield _line(facts, guide, user, is_editor=True)
    for user in units:
        if user not in editors:
            yield _line(facts, guide, user, is_editor=False)


def _line(facts: GuideFacts, guide: OldGuide, user: User, *, is_editor: bool) -> Line:
    day = guide.checked_on.isoformat()
    zh = "请在该页注明仍然有效，或予以更正" if is_editor else "如有变化，请点页面末尾的“纠错”说明"
    en = (
        "say on its page that it still holds, or correct it"
        if is_editor
        else "if it no longer holds, say so by “Report an error” at its end"
    )
    return Line(
        user_id=user.pk,
        kind=KIND,
        text_zh=f"办事指南《{guide.title('zh')}》应核查（上次核查：{day}）：{zh}",
        text_en=f"The guide “{guide.title('en')}”, last checked on {day}, is due to be checked: {en}",
        url=guide.url if is_editor else guide.address((user.language or "zh")[:2]),
        about=subjects.about("communications.guidefacts", facts.pk),
    )
