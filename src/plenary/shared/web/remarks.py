"""The port by which a form's two-language fields are told where they are checked while one types."""

from __future__ import annotations

from django.urls import reverse

_names: list[str] = []


def check_at(name: str) -> None:
    """Say at which address, by its name, a pair of fields is checked; the last one said holds."""
    _names[:] = [name]


def address() -> str:
    """Give that address; empty where nothing checks."""
    return reverse(_names[0]) if _names else ""
