"""Tells whoever answers for a page, once, that a link of it leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import transaction

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.models import PageLink
from plenary.contexts.communications.selectors.links import broken
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import acting_for, of_units, with_role
from plenary.kernel.audit.recording import authorise
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import Line, notify_each
from plenary.shared import clock
from plenary.shared.actor import SYSTEM

KIND = "communications.link.broken"
AT_ONCE = 500


@transaction.atomic
def tell_owners() -> int:
    """Tell the owners of pages of links that they were not told of yet, and give how many links.

    Whoever acts for the post that answers for the page, now: a successor is told in place of who held it
    before. Where nobody does, the source unit's accounts and the editors; the editors, or the office, in any case.
    """
    authorise(SYSTEM, policies.can_remind)
    new = list(
        broken.listing(SYSTEM).filter(told_at__isnull=True).order_by("edition_id", "pk")[:AT_ONCE]
    )
    editors = list(with_role("editor")) or list(with_role("office"))
    lines: list[Line] = []
    for _edition, links in groupby(new, key=lambda link: link.edition_id):
        lines += _lines(list(links), editors)
    notify_each(lines)
    PageLink.objects.filter(pk__in=[link.pk for link in new]).update(told_at=clock.now())
    return len(new)


def owners_of(page_post: int | None, page_unit: int | None) -> list[User]:
    """Give the accounts that answer for a page: its post's, else its unit's."""
    holders = list(acting_for([page_post])) if page_post else []
    return holders or list(of_units([page_unit] if page_unit else []))


def _lines(links: list[PageLink], editors: Iterable[User]) -> Iterator[Line]:
    edition, page = links[0].edition, links[0].edition.page
    told = {
        user.pk: user for user in [*owners_of(page.owner_post_id, page.source_unit_id), *editors]
    }
    named, count = links[0].address, len(links)
    for user in told.values():
        yield Line(
            user_id=user.pk,
            kind=KIND,
            text_zh=f"页面《{edition.title[:60]}》有{count}处链接失效，如：{named[:90]}",
            text_en=f"On “{edition.title[:90]}” {count} link{'s lead' if count > 1 else ' leads'}"
            f" nowhere, such as {named[:120]}",
            url=page.get_absolute_url() if policies.can_see(user.actor) else addresses.of(edition),
            about=subjects.about("communications.pagelink", links[0].pk),
        )
