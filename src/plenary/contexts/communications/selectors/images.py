"""Photos of pages: what they still lack, which of their sizes are there, and which anybody may see."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.communications import licences
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import (
    Edition,
    EditionImage,
    Page,
    PageImage,
    Rendition,
)
from plenary.contexts.communications.selectors import pages
from plenary.kernel.documents.images.shapes import RECIPE, WIDTHS
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import ONE_LANGUAGE_PROFILES, rows_of_many
from plenary.shared.actor import Actor

FIELD = re.compile(r"image-(?P<pk>\d+)-(?P<name>\w+)")
"""The name under which a fault of a photo's field is found."""
WORDED = ("alt", "credit")
"""The two-language texts of a photo."""


def visible_to(actor: Actor) -> QuerySet[PageImage]:
    """Give the photos of the pages that the actor sees in the newsroom."""
    return PageImage.objects.filter(page__in=pages.visible_to(actor).order_by())


def key_of(sha256: str, focus_x: int, focus_y: int) -> str:
    """Give the name of what is made of a picture around a focus."""
    told = f"{RECIPE} {sha256} {focus_x} {focus_y}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def of_page(page: Page) -> QuerySet[PageImage]:
    """Give the photos of a page in their order, each with ``is_ready``: its sizes have been made."""
    made = Rendition.objects.filter(key=OuterRef("key"))
    return PageImage.objects.filter(page=page).annotate(is_ready=Exists(made))


def unprepared() -> QuerySet[PageImage]:
    """Give the photos whose sizes have not been made."""
    made = Rendition.objects.filter(key=OuterRef("key"))
    return PageImage.objects.filter(~Exists(made))


def faults(page: Page, lang: str) -> dict[str, str]:
    """Give what keeps the photos of a page from being published in a language.

    Their words are asked for in both languages, or in this one alone where one language is enough.
    """
    found: dict[str, str] = {}
    every: list[Any] = list(of_page(page))
    is_single = settings.PROFILE in ONE_LANGUAGE_PROFILES
    langs = (lang,) if is_single else tuple(Lang.values)
    names = [f"{name}_{one}" for name in WORDED for one in langs]
    for number, image in enumerate(every, start=1):
        for name in names:
            if not getattr(image, name):
                found[f"image-{image.pk}-{name}"] = _sentence(name) % {"number": number}
        if not image.consent:
            found[f"image-{image.pk}-consent"] = _(
                "Say of photo %(number)d whether the persons on it agreed to be shown, or that nobody can"
                " be recognised."
            ) % {"number": number}
        if not image.is_ready:
            found[f"image-{image.pk}-file"] = _(
                "The sizes of photo %(number)d are still being made. Try again in a moment."
            ) % {"number": number}
    return found | _outdated(every, langs)


def _outdated(every: list[PageImage], langs: Collection[str]) -> dict[str, str]:
    """Give the words of photos that were made from an earlier state of the other language's."""
    numbers = {image.pk: number for number, image in enumerate(every, start=1)}
    return {
        f"image-{row.subject_id}-{row.field}_{row.other_side}": _older(row.other_side)
        % {"number": numbers[row.subject_id]}
        for row in rows_of_many(every).filter(standing=State.OUTDATED)
        if row.other_side in langs
    }


def _older(side: str) -> str:
    if side == Lang.ZH:
        return _(
            "The Chinese words of photo %(number)d are older than the English ones. Bring them up to"
            " date, or say at the translation desk that they still hold."
        )
    return _(
        "The English words of photo %(number)d are older than the Chinese ones. Bring them up to"
        " date, or say at the translation desk that they still hold."
    )


def _sentence(name: str) -> str:
    return {
        "alt_zh": _("Say in Chinese what photo %(number)d shows, for readers who cannot see it."),
        "alt_en": _("Say in English what photo %(number)d shows, for readers who cannot see it."),
        "credit_zh": _("Say in Chinese whose photo %(number)d is."),
        "credit_en": _("Say in English whose photo %(number)d is."),
    }[name]


def facts(page: Page) -> list[dict[str, Any]]:
    """Give the photos of a page in plain values, as an edition keeps them."""
    images = list(of_page(page))
    made: dict[str, list[Rendition]] = {}
    for one in Rendition.objects.filter(key__in=[image.key for image in images]):
        made.setdefault(one.key, []).append(one)
    return [_facts(image, made.get(image.key, [])) for image in images]


def _facts(image: PageImage, made: list[Rendition]) -> dict[str, Any]:
    stems = [one.name.rpartition(".") for one in made]
    return {
        "key": image.key,
        "width": image.width,
        "height": image.height,
        "widths": sorted({int(stem) for stem, _dot, _end in stems if stem.isdigit()}),
        "formats": list(dict.fromkeys(ending for _stem, _dot, ending in stems)),
        "alt_zh": image.alt_zh,
        "alt_en": image.alt_en,
        "credit_zh": image.credit_zh,
        "credit_en": image.credit_en,
        **licences.facts(image.licence),
    }


def undrawn() -> QuerySet[Edition]:
    """Give the editions in force whose titles have not been drawn, the latest first, without long texts."""
    found = Edition.objects.filter(is_current=True, title_drawn_at__isnull=True)
    return found.defer("body", "html").order_by("-pk")


def public_rendition(key: str, name: str) -> Rendition | None:
    """Give one size of a picture that an edition in force shows."""
    shown = EditionImage.objects.filter(key=OuterRef("key"), edition__is_current=True)
    found = Rendition.objects.filter(Exists(shown), key=key, name=name)
    return found.select_related("file").first()


def rendition_of(page: Page, key: str, name: str) -> Rendition | None:
    """Give one size of a photo of this page, public or not."""
    if not PageImage.objects.filter(page=page, key=key).exists():
        return None
    return Rendition.objects.select_related("file").filter(key=key, name=name).first()


def photo_of(page: Page, image_id: int) -> StoredFile | None:
    """Give a photo of this page in the width of a page, else whole; public or not."""
    found = PageImage.objects.select_related("file").filter(page=page, pk=image_id).first()
    if found is None:
        return None
    sizes = Rendition.objects.select_related("file")
    made = sizes.filter(key=found.key, name=f"{WIDTHS[1]}.jpg").first()
    return made.file if made else found.file


def leading(side_ids: Collection[int], lang: str) -> dict[int, dict[str, Any]]:
    """Give the first photo of what is in force of these pages in a language, by the side's number."""
    shown = Edition.objects.filter(
        lang=lang, is_current=True, page__sides__lang=lang, page__sides__in=side_ids
    )
    rows = shown.order_by().values_list("page__sides", "facts__images__0")
    return {side: image for side, image in rows if image}
