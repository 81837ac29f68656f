"""Tells the source unit and the editors once that a guide may be out of date: a line each, one mail a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.models import GuideFacts
from plenary.contexts.communications.selectors.kinds.guides import OldGuide, old_guides
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import of_units, with_role
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.notifications.services import Letter, Line, notify_each, write_mails
from plenary.kernel.text.selectors import ONE_LANGUAGE_PROFILES
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

KIND = "communications.guide.reminded"
Told = dict[User, list[tuple[OldGuide, bool]]]
"""For each account the guides, and whether it is told of them as one that works on pages."""


@transaction.atomic
def remind_of_guides() -> int:
    """Tell of each guide that has grown old, until somebody checks it; give how many people were told.

    Its source unit's accounts and the editors, or the office where there is no editor. On a day off
    nobody is told: the next working day does it. Doing it twice is as doing it once.
    """
    authorise(SYSTEM, policies.can_remind)
    if not calendar.is_working_day(clock.today()):
        return 0
    old = {one.page_id: one for one in old_guides()}
    held = GuideFacts.objects.select_for_update().filter(page_id__in=old, told_on__isnull=True)
    new = list(held.order_by("page_id"))
    told = _people(old[facts.page_id] for facts in new)
    for facts in new:
        before = snapshot(facts)
        facts.told_on = clock.today()
        facts.save(update_fields=["told_on"])
        record(actor=SYSTEM, action=KIND, subject=facts, before=before)
    notify_each(_line(user, *one) for user, guides in told.items() for one in guides)
    write_mails(_letter(user, guides) for user, guides in told.items())
    return len(told)


def _people(guides: Iterable[OldGuide]) -> Told:
    editors = list(with_role("editor")) or list(with_role("office"))
    told: Told = {}
    for guide in guides:
        units = of_units([guide.source_unit_id] if guide.source_unit_id else [])
        for user in {*editors, *units}:
            told.setdefault(user, []).append((guide, user in editors))
    return told


def _line(user: User, guide: OldGuide, is_editor: bool) -> Line:
    day = guide.checked_on.isoformat()
    return Line(
        user_id=user.pk,
        kind=KIND,
        text_zh=f"办事指南《{guide.title('zh')}》上次核查为{day}，已到期，请核查是否仍然有效",
        text_en=f"The guide “{guide.title('en')}”, last checked on {day}, is due to be checked again",
        url=guide.url if is_editor else guide.address(_lang(user)),
    )


def _letter(user: User, guides: list[tuple[OldGuide, bool]]) -> Letter:
    lang = _lang(user)
    with translation.override(addresses.CODES[lang]):
        subject = ngettext(
            "A guide of the portal is due to be checked",
            "%(count)s guides of the portal are due to be checked",
            len(guides),
        ) % {"count": len(guides)}
        lines = [subject, ""]
        for guide, is_editor in guides:
            said = {"title": guide.title(lang), "day": guide.checked_on.isoformat()}
            lines.append(_("- %(title)s, last checked on %(day)s") % said)
            lines.append(f"  {addresses.full(guide.url if is_editor else guide.address(lang))}")
        lines += ["", _ask(is_editor=all(is_editor for _guide, is_editor in guides))]
    return Letter(to=user.email, subject=f"Plenary: {subject}", body="\n".join(lines))


def _ask(*, is_editor: bool) -> str:
    if is_editor:
        return _("If it still holds, say so on its page in the newsroom; else correct it there.")
    return _(
        "If it still holds, nothing is asked of you. If not, say what is wrong by the link"
        " “Correct an error” at its end."
    )


def _lang(user: User) -> str:
    """Give an account's language; where it has chosen none, the first of the installation's."""
    usual = "en" if settings.PROFILE in ONE_LANGUAGE_PROFILES else "zh"
    return (user.language or usual)[:2]
