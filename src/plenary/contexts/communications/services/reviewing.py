"""Says of a page's texts, once a second person let both sides out, that they agree."""

from __future__ import annotations

from typing import Any

from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import images
from plenary.kernel.text.enums import State
from plenary.kernel.text.policies import can_review
from plenary.kernel.text.selectors import rows_of_many
from plenary.kernel.text.services import review_text
from plenary.shared.actor import Actor


def review_texts(actor: Actor, page: Page) -> None:
    """Say of each text with both sides, the photos' too, that they agree: the memory keeps them.

    What the actor made stays a draft for somebody else. Called within the transaction of the release.
    """
    records: dict[tuple[str, int], Any] = {
        (one._meta.label_lower, one.pk): one  # noqa: SLF001 - Django's documented meta API
        for one in (page, *images.of_page(page))
    }
    for row in rows_of_many(records.values()).filter(standing=State.DRAFT):
        if can_review(actor, row):
            record = records[row.subject_type, row.subject_id]
            review_text(actor=actor, subject=record, field=row.field)
