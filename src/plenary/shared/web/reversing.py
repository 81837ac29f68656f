"""The addresses of pages without arguments, each found once: every page shows some twenty of them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse


def address_of(name: str) -> str:
    """Give the address of a page by its name; ``NoReverseMatch`` where there is none."""
    return _found(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=1000)
def _found(name: str, urlconf: str, _prefix: str) -> str:
    return reverse(name, urlconf=urlconf)
