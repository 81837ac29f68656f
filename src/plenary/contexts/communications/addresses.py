"""The one address of each public page in each language, as a path and in full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Edition, Page
from plenary.kernel.documents.images.shapes import CARDS

OTHER = {Lang.ZH.value: Lang.EN.value, Lang.EN.value: Lang.ZH.value}
TAGS = {Lang.ZH.value: "zh-Hans", Lang.EN.value: "en"}
"""The languages as HTML and feeds name them."""
CODES = {Lang.ZH.value: "zh-hans", Lang.EN.value: "en"}
"""The languages as Django's catalogues name them."""
LOCALES = {Lang.ZH.value: "zh_CN", Lang.EN.value: "en_GB"}
"""The languages as Open Graph names them."""

_elsewhere: ContextVar[str] = ContextVar("elsewhere", default="")


def front(lang: str) -> str:
    """Give the path of the portal in a language."""
    return _front(lang, get_script_prefix())


def site(lang: str) -> str:
    """Give the name of what stands at these addresses: the office's own for it, else what it is."""
    if name := settings.SITE_NAMES[lang]:
        return str(name)
    with translation.override(CODES[lang]):
        return _("Public portal")


def page(lang: str, slug: str) -> str:
    """Give the path of a page."""
    return f"{front(lang)}pages/{slug}/"


def topic(lang: str, key: str) -> str:
    """Give the path of a topic, which is also the address of its hub."""
    return f"{front(lang)}topics/{key}/"


def terms(lang: str) -> str:
    """Give the path of the terms in two languages."""
    return f"{front(lang)}terms/"


def text_check(lang: str) -> str:
    """Give the path of the page where anybody has a text checked."""
    return f"{front(lang)}text-check/"


def receipt(lang: str, key: str) -> str:
    """Give the path at which a reader's report is answered."""
    return f"{front(lang)}reports/{key}/"


def of(edition: Edition) -> str:
    """Give the path of an edition's page; a hub stands at its topic."""
    if hub := edition.facts.get("hub"):
        return topic(edition.lang, hub)
    return page(edition.lang, edition.slug)


def of_record(lang: str, record: Page) -> str:
    """Give the path of a page in a language, whether or not it is there."""
    return topic(lang, record.hub_of.key) if record.hub_of else page(lang, record.slug)


def image(key: str, name: str) -> str:
    """Give the path of one size of a picture; what it shows never changes."""
    return _image(get_script_prefix()).replace("/0/1", f"/{key}/{name}")


def srcset(shown: dict[str, Any], ending: str) -> str:
    """Give the sizes of a whole picture in a format, as browsers choose among them."""
    every = [f"{image(shown['key'], f'{width}.{ending}')} {width}w" for width in shown["widths"]]
    return ", ".join(every)


def card_srcset(shown: dict[str, Any], ending: str) -> str:
    """Give the two sizes of a picture's card in a format, for usual screens and for fine ones."""
    small, large = (image(shown["key"], f"card-{width}.{ending}") for width in CARDS)
    return f"{small}, {large} 2x"


def with_query(path: str, query: dict[str, str]) -> str:
    """Give a path with what was asked for, so that the other language is asked the same."""
    said = urlencode({name: value for name, value in query.items() if value})
    return f"{path}?{said}" if said else path


def full(path: str) -> str:
    """Give a path as the address that people see."""
    return f"{origin()}{path}"


def origin() -> str:
    """Give what stands before every path: where this portal is, or where a copy of it will stand."""
    return _elsewhere.get() or settings.ORIGIN


def is_elsewhere() -> bool:
    """Say whether a copy is being made that will stand at another address."""
    return bool(_elsewhere.get())


@contextmanager
def standing_at(address: str) -> Iterator[None]:
    """Write addresses as those of a copy at this one; nothing changes for an empty one."""
    token = _elsewhere.set(address.rstrip("/"))
    try:
        yield
    finally:
        _elsewhere.reset(token)


@lru_cache(maxsize=10)
def _image(_prefix: str) -> str:
    return reverse("communications:public-image", kwargs={"key": "0", "name": "1"})


@lru_cache(maxsize=10)
def _front(lang: str, _prefix: str) -> str:
    return reverse("communications:front", kwargs={"lang": lang})
