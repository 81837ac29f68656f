"""Puts photos to a page, with what they show and whose they are, and takes them away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.enums import Consent, Lang, LicenceKey
from plenary.contexts.communications.models import Page, PageImage
from plenary.contexts.communications.selectors import images, pages
from plenary.contexts.communications.services.attaching import refuse_licence
from plenary.contexts.communications.services.base import back_to_draft, sign
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.images.apart import take_apart
from plenary.kernel.documents.images.shapes import Taken
from plenary.kernel.documents.services import bare_name, keep_made_file
from plenary.kernel.documents.validators import refuse_secrecy, refuse_secret_name
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.kernel.text.selectors import rows_of
from plenary.kernel.text.services import keep_text
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

MOST = 12
LONGEST = {
    "alt_zh": 300,
    "alt_en": 500,
    "credit_zh": 120,
    "credit_en": 200,
    "consent_by": 200,
    "consent_kept": 200,
}
GIVEN = (*LONGEST, "licence", "consent", "focus_x", "focus_y")
"""What is said of a photo."""
JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class ImageGiven:
    """What is said of a photo, and its focus in percent from the left and from the top."""

    alt_zh: str = ""
    alt_en: str = ""
    credit_zh: str = ""
    credit_en: str = ""
    licence: str = LicenceKey.RESERVED
    consent: str = ""
    """Of the persons on it (``Consent``); given, it is said by whom and where that is kept."""
    consent_by: str = ""
    consent_kept: str = ""
    focus_x: int = 50
    focus_y: int = 50


def add_image(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    data: bytes,
    file_name: str,
    given: ImageGiven,
) -> PageImage:
    """Put a photo to a page; both languages must be reviewed anew.

    Refused for what is no plain photo (``kernel.documents.images``), for the same photo twice, for
    more than ``MOST``, and for a secrecy marking in its words, name or properties; nothing is stored then. The
    photo is taken apart before the record is locked, and what was uploaded is not kept. Its words may
    be given later: the page does not go out before they are there.
    """
    page = pages.visible_to(actor).filter(pk=page_id).first()
    if page is None:
        raise NotFound
    authorise(actor, policies.can_write, page)
    refuse_secret_name(file_name)
    words = _checked(given)
    if page.images.count() >= MOST:
        raise Refused(_("A page takes no more than %(most)d photos.") % {"most": MOST})
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        sentence = _("The file is larger than %(limit)d MB.") % {"limit": limit}
        raise Refused(sentence, fields={"file": sentence})
    taken = take_apart(data)
    refuse_secrets_within(data)
    return _keep(
        actor=actor,
        page_id=page_id,
        seen_version=seen_version,
        taken=taken,
        name=bare_name(file_name),
        given=words,
    )


@transaction.atomic
def _keep(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    taken: Taken,
    name: str,
    given: ImageGiven,
) -> PageImage:
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    file = keep_made_file(actor=actor, data=taken.data, media_type=JPEG)
    if page.images.filter(file=file).exists():
        sentence = _("This photo stands with the page already.")
        raise Refused(sentence, fields={"file": sentence})
    made = PageImage(page=page, file=file, file_name=name, width=taken.width, height=taken.height)
    made.order = (page.images.aggregate(last=Max("order"))["last"] or 0) + 1
    _fill(made, given)
    made.save()
    record(actor=actor, action="communications.image.added", subject=made)
    _keep_words(actor, page, made)
    _touched(actor, page)
    return made


@transaction.atomic
def describe_image(
    *, actor: Actor, page_id: int, seen_version: int | None, image_id: int, given: ImageGiven
) -> PageImage:
    """Change the words or the focus of a photo; both languages must be reviewed anew.

    Refused for words that are too long, a focus outside the photo, a consent without whose it is and
    where it is kept, and a secrecy marking;
    ``NotFound`` for another page's photo.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    found = _of(page, image_id)
    before = snapshot(found)
    _fill(found, _checked(given))
    if snapshot(found) == before:
        return found
    found.save()
    record(actor=actor, action="communications.image.changed", subject=found, before=before)
    _keep_words(actor, page, found)
    _touched(actor, page)
    return found


@transaction.atomic
def lead_with_image(
    *, actor: Actor, page_id: int, seen_version: int | None, image_id: int
) -> PageImage:
    """Put a photo first, where it leads the page and stands in lists; ``NotFound`` for another's."""
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    found = _of(page, image_id)
    before = snapshot(found)
    found.order = (page.images.aggregate(first=Min("order"))["first"] or 0) - 1
    found.save(update_fields=["order"])
    record(actor=actor, action="communications.image.put_first", subject=found, before=before)
    _touched(actor, page)
    return found


@transaction.atomic
def drop_image(*, actor: Actor, page_id: int, seen_version: int | None, image_id: int) -> Page:
    """Take a photo from a page; both languages must be reviewed anew. ``NotFound`` for another's."""
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    found = _of(page, image_id)
    record(
        actor=actor,
        action="communications.image.dropped",
        subject=found,
        before=snapshot(found),
        note=None if page.is_limited else {"file": found.file_name},
    )
    found.delete()
    _touched(actor, page)
    return page


def given_of(image: PageImage) -> ImageGiven:
    """Give what is said of a photo as it stands."""
    return ImageGiven(**{name: getattr(image, name) for name in GIVEN})


def _keep_words(actor: Actor, page: Page, image: PageImage) -> None:
    """Note the two sides of each text of a photo for the desk; the source is the page's at first."""
    kept = dict(rows_of(image).values_list("field", "source_side"))
    for field in images.WORDED:
        sides = {lang: getattr(image, f"{field}_{lang}") for lang in Lang.values}
        written = [lang for lang in Lang.values if sides[lang]]
        if not written and field not in kept:
            continue
        source = kept.get(field, page.source_side)
        if written and source not in written:
            source = written[0]
        keep_text(
            actor=actor,
            subject=image,
            field=field,
            zh=sides["zh"],
            en=sides["en"],
            source_side=str(source),
        )


def _of(page: Page, image_id: int) -> PageImage:
    found = page.images.select_related("file").filter(pk=image_id).first()
    if found is None:
        raise NotFound
    return found


def _checked(given: ImageGiven) -> ImageGiven:
    """Give the words tidied; refused for what is too long, marked as secret or out of the photo."""
    words: dict[str, Any] = {name: keys.tidy_line(getattr(given, name)) for name in LONGEST}
    refuse_secrecy(*words.values())
    fields = {
        name: _("This is longer than %(most)d characters.") % {"most": LONGEST[name]}
        for name, text in words.items()
        if len(text) > LONGEST[name]
    }
    for name in ("focus_x", "focus_y"):
        if not 0 <= getattr(given, name) <= 100:  # noqa: PLR2004 - percent
            fields[name] = _("Give a percentage from 0 to 100.")
    if given.consent not in {"", *Consent.values}:
        fields["consent"] = _("Choose from the list whether the persons on it agreed.")
    if given.consent == Consent.GIVEN:
        for name in ("consent_by", "consent_kept"):
            if not words[name]:
                fields[name] = _("Say who agreed, and where that is kept.")
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)
    refuse_licence(given.licence)
    return replace(given, **words)


def _fill(image: PageImage, given: ImageGiven) -> None:
    for name in GIVEN:
        setattr(image, name, getattr(given, name))
    image.key = images.key_of(image.file.sha256, given.focus_x, given.focus_y)


def _touched(actor: Actor, page: Page) -> None:
    sign(page, actor)
    save(page, fields=["writer_ids", "changed_at"])
    back_to_draft(actor, page, Lang.values)
