"""Says of a public language that the other one was corrected without it, until somebody has compared them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.services.writing import confirm_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


def flag_others(actor: Actor, page: Page, editions: Iterable[Edition]) -> None:
    """Flag the other language of each correction that went out without it.

    A correction that follows the other language's calls nothing in doubt. Called within the
    transaction of the publication.
    """
    out = {edition.lang: edition for edition in editions}
    for lang, edition in out.items():
        if edition.number == 1 or addresses.OTHER[lang] in out or _follows(edition):
            continue
        other = Edition.objects.filter(page=page, lang=addresses.OTHER[lang], is_current=True)
        for one in other.filter(other_corrected_at__isnull=True):
            before = snapshot(one)
            one.other_corrected_at = edition.published_at
            one.save(update_fields=["other_corrected_at"])
            record(actor=actor, action="communications.edition.flagged", subject=one, before=before)


@transaction.atomic
def say_compared(*, actor: Actor, page_id: int, seen_version: int | None, lang: str) -> Page:
    """Say that a public language agrees with the corrected other one: the note to readers goes.

    Where its text counts as older than its source, it is said to hold as well. Refused where nothing
    is flagged, and while a change of this language waits, which is published instead.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    current = Edition.objects.filter(page=page, lang=lang, is_current=True).first()
    if current is None or current.other_corrected_at is None:
        raise Refused(_("This language is not waiting to be compared with a correction."))
    if any(getattr(current, name) != getattr(page, f"{name}_{lang}") for name in ("title", "body")):
        raise Refused(
            _(
                "This language has been changed and not published since. Publish that change instead."
            )
        )
    before = snapshot(current)
    current.other_corrected_at = None
    current.save(update_fields=["other_corrected_at"])
    record(actor=actor, action="communications.edition.checked", subject=current, before=before)
    if lang != page.source_side:
        confirm_sides(actor, page)
    save(page, fields=[])
    return page


def _follows(edition: Edition) -> bool:
    """Say whether the edition before this one was flagged: this one brings it up to the other language."""
    before = Edition.objects.filter(
        page=edition.page_id, lang=edition.lang, number=edition.number - 1
    )
    return before.filter(other_corrected_at__isnull=False).exists()
