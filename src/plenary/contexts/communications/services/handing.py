"""Hands a public text that two people let out to the newsroom: as a draft page, and told to its editors."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import SideState
from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors import limits, pages, records
from plenary.contexts.communications.services.readouts import make_readout
from plenary.contexts.communications.services.sending import take_back
from plenary.contexts.governance import api as governance
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import with_role
from plenary.kernel.audit.recording import authorise, lock
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.shared.actor import SYSTEM
from plenary.shared.addresses import address_of
from plenary.shared.errors import Refused

TAKEN_BACK = "会议公开文本已撤回 / The meeting's public text was taken back."


@transaction.atomic
def hand_text_over(*, meeting_id: int) -> Page | None:
    """Make the draft page of a meeting whose public text is out, in its words; give the page.

    A page that is there stays as it is: its editors take the new words over. Where the newsroom
    refuses the page, for example for a title that another one has, none is made and the editors are
    led to making it.
    """
    page = Page.objects.filter(meeting_id=meeting_id).first()
    if page is not None:
        _tell(
            page, "会议公开文本已重新发布，请更新页面", "A public text went out anew: take it over"
        )
        return page
    name = governance.released_meeting(SYSTEM, meeting_id)
    try:
        with transaction.atomic():
            page = make_readout(actor=SYSTEM, meeting_id=meeting_id, source_unit_id=None)
    except Refused:
        _tell_people(
            _editors(),
            f"会议公开文本已发布，页面尚待建立：《{name.title_zh or name.title_en}》",
            f"A public text is out, its page is yet to be made: “{name.title_en or name.title_zh}”",
            f"{address_of('communications:readout-new')}?meeting={meeting_id}",
        )
        return None
    _tell(page, "会议公开文本已转为页面草稿", "A public text has become a draft page")
    return page


@transaction.atomic
def tell_taken_back(*, meeting_id: int) -> Page | None:
    """Tell the editors that a public text was taken back whose page is there; give the page.

    What was approved to go out at an hour goes back to its writers, unless the meeting is told all
    the same, in the very words of the page.
    """
    found = Page.objects.filter(meeting_id=meeting_id).first()
    if found is None:
        return None
    page = lock(pages.visible_to(SYSTEM), pk=found.pk)
    authorise(SYSTEM, policies.can_publish_due, page)
    waiting = [one for one in page.sides.all() if one.state == SideState.APPROVED]
    if waiting and records.faults(page):
        take_back(page, waiting, TAKEN_BACK)
    if Edition.objects.filter(page=page, is_current=True).exists():
        _tell(
            page,
            "会议公开文本已撤回，门户页面仍在公开",
            "A public text was taken back, its page is still public",
        )
    else:
        _tell(page, "会议公开文本已撤回", "A public text was taken back")
    return page


def _tell(page: Page, zh: str, en: str) -> None:
    """Tell the editors of a page; of a limited draft those named for it."""
    title_zh, title_en = page.title_zh or page.title_en, page.title_en or page.title_zh
    about = subjects.about("communications.page", page.pk)
    words = (f"{zh}：《{title_zh}》", f"{en}: “{title_en}”", page.get_absolute_url(), about)
    _tell_people(limits.named(page) or _editors(), *words)


def _editors() -> list[User]:
    """Give the editors; where there are none, the office."""
    return [*with_role("editor")] or [*with_role("office")]


def _tell_people(people: Sequence[User], zh: str, en: str, url: str, about: str = "") -> None:
    notify(
        users=[one.pk for one in people],
        kind="communications.page.text_moved",
        text_zh=zh,
        text_en=en,
        url=url,
        about=about,
    )
