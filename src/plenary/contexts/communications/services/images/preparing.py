"""Makes the sizes of photos that pages show; a job calls it, never a request."""

from __future__ import annotations

import structlog
from django.db import transaction

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page, PageImage, Rendition
from plenary.contexts.communications.selectors import images
from plenary.kernel.audit.recording import authorise, record
from plenary.kernel.documents import filing
from plenary.kernel.documents.images.apart import render_apart
from plenary.kernel.documents.images.shapes import Rendered
from plenary.kernel.documents.services import keep_made_file
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import PlenaryError

log = structlog.get_logger(__name__)


def prepare_image(image_id: int) -> int:
    """Make the sizes of a photo and give how many; none where they are there, or the photo is gone.

    Doing it twice leaves the same as doing it once.
    """
    image = images.unprepared().select_related("file").filter(pk=image_id).first()
    if image is None:
        return 0
    with filing.open_file(image.file.sha256) as file:
        data = file.read()
    return _keep(image, render_apart(data, image.focus_x, image.focus_y))


def prepare_waiting() -> int:
    """Make the sizes of all photos that lack them, and give of how many; one that fails stops no other."""
    done = 0
    for pk in list(images.unprepared().values_list("pk", flat=True)):
        try:
            done += bool(prepare_image(pk))
        except PlenaryError as error:
            log.warning("the sizes of a photo were not made", image_id=pk, reason=str(error))
    return done


@transaction.atomic
def _keep(image: PageImage, made: list[Rendered]) -> int:
    """Keep all sizes at once; another worker may have been quicker."""
    authorise(SYSTEM, policies.can_make_pictures)
    Page.objects.select_for_update().get(pk=image.page_id)
    if Rendition.objects.filter(key=image.key).exists():
        return 0
    Rendition.objects.bulk_create(
        Rendition(
            key=image.key,
            name=one.name,
            width=one.width,
            height=one.height,
            file=keep_made_file(actor=SYSTEM, data=one.data, media_type=one.media_type),
        )
        for one in made
    )
    record(actor=SYSTEM, action="communications.image.prepared", subject=image)
    return len(made)
