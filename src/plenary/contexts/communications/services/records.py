"""Pages that are made from a record: whether it has changed since, and bringing one up to it."""

from __future__ import annotations

from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds.directory import (
    FROM_DIRECTORY,
    facts_of,
    is_out_of_date,
)
from plenary.contexts.communications.services import readouts
from plenary.contexts.communications.services.kinds import take_over_directory
from plenary.shared.actor import Actor


def take_over(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Bring a page up to the record that it was made from: a meeting's, or one of the directory.

    Refused and ``NotFound`` as ``take_over_record`` and ``take_over_directory`` are.
    """
    kind = pages.visible_to(actor).filter(pk=page_id).values_list("kind", flat=True).first()
    service = take_over_directory if kind in FROM_DIRECTORY else readouts.take_over_record
    return service(actor=actor, page_id=page_id, seen_version=seen_version)


def has_changed(actor: Actor, page: Page) -> bool:
    """Say whether the record of a page says something else than when it was taken over."""
    if page.kind in FROM_DIRECTORY:
        return is_out_of_date(facts_of(page.kind).get(page=page))
    return readouts.has_changed(actor, page)
