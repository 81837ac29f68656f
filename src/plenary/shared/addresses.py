"""The addresses of pages, each form of them found once: a page shows some dozens, a list some hundreds."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

_PLACE = 900_000_000_000_001
"""Stands for a record's number while the form of an address is found; the next ones for further numbers."""


def address_of(name: str, *numbers: int, **named: int) -> str:
    """Give the address of a page by its name and the numbers in it; ``NoReverseMatch`` where there is none.

    Words in an address have to be quoted, so they go through Django's ``reverse``.
    """
    numerals = numbers or tuple(named.values())
    if not all(type(numeral) is int and numeral >= 0 for numeral in numerals):
        return reverse(name, args=numbers or None, kwargs=named or None)
    form = _form(name, len(numbers), tuple(named), settings.ROOT_URLCONF, get_script_prefix())
    return form % numerals


@lru_cache(maxsize=2000)
def _form(name: str, count: int, names: tuple[str, ...], urlconf: str, _prefix: str) -> str:
    places = [_PLACE + place for place in range(count or len(names))]
    kwargs = dict(zip(names, places, strict=True)) if names else None
    form = reverse(name, urlconf=urlconf, args=places[:count] or None, kwargs=kwargs)
    form = form.replace("%", "%%")
    for place in places:
        form = form.replace(str(place), "%d")
    return form
