"""Draws the titles of editions as pictures for social media; a job calls it, never a request."""

from __future__ import annotations

import hashlib

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.models import Edition, EditionImage, Rendition
from plenary.contexts.communications.selectors import images
from plenary.kernel.audit.recording import authorise, record, snapshot
from plenary.kernel.documents.images.apart import title_apart
from plenary.kernel.documents.images.fonts import chinese_font
from plenary.kernel.documents.images.shapes import TITLES, Rendered
from plenary.kernel.documents.services import keep_made_file
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import PlenaryError, Refused
from plenary.shared.written import written_day

log = structlog.get_logger(__name__)

AT_ONCE = 200
"""How many titles one run of the job draws; the next run goes on."""


def draw_title(edition_id: int) -> bool:
    """Draw the title of an edition in force and say whether that was done.

    Nothing is drawn where the machine has no Chinese font: the edition waits until there is one. A
    title with a character that the font lacks stays without a picture. Doing it twice leaves the same.
    """
    font = chinese_font()
    edition = images.undrawn().filter(pk=edition_id).first()
    if edition is None or font is None:
        return False
    below = _below(edition)
    told = f"{TITLES} title {edition.title} {below}"
    key = hashlib.sha256(told.encode()).hexdigest()[:24]
    drawn = None
    if not Rendition.objects.filter(key=key).exists():
        try:
            drawn = title_apart(edition.title, below, font)
        except Refused as refused:
            log.warning("a title was not drawn", edition_id=edition_id, reason=str(refused))
            key = ""
    _keep(edition, key, drawn)
    return bool(key)


def draw_waiting() -> int:
    """Draw the titles of editions in force that have no picture yet, and give how many were drawn."""
    if chinese_font() is None:
        log.warning("no title is drawn: this machine has no Chinese font")
        return 0
    done = 0
    for pk in list(images.undrawn().values_list("pk", flat=True)[:AT_ONCE]):
        try:
            done += draw_title(pk)
        except PlenaryError as error:
            log.warning("a title was not drawn", edition_id=pk, reason=str(error))
    return done


@transaction.atomic
def _keep(edition: Edition, key: str, drawn: Rendered | None) -> None:
    """Keep the picture and say in the edition which it is; what the public reads does not change."""
    authorise(SYSTEM, policies.can_make_pictures)
    before = snapshot(edition)
    if drawn is not None:
        file = keep_made_file(actor=SYSTEM, data=drawn.data, media_type=drawn.media_type)
        Rendition.objects.get_or_create(
            key=key,
            name=drawn.name,
            defaults={"file": file, "width": drawn.width, "height": drawn.height},
        )
    if key:
        EditionImage.objects.get_or_create(edition=edition, key=key)
    edition.title_key, edition.title_drawn_at = key, clock.now()
    edition.save(update_fields=["title_key", "title_drawn_at"])
    record(actor=SYSTEM, action="communications.edition.prepared", subject=edition, before=before)


def _below(edition: Edition) -> str:
    """Give the office's name and the day, in the language of the edition."""
    facts, lang = edition.facts, edition.lang
    unit = facts[f"unit_{lang}"] or facts["unit_zh"] or facts["unit_en"]
    parts = [unit, written_day(edition.released_at, lang)]
    if facts.get("is_illustrative"):
        with translation.override(CODES[lang]):
            parts.append(_("illustrative"))
    return " · ".join(filter(None, parts))
