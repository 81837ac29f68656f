"""The port by which a form's two-language fields are told where, and by which rules, they are checked."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

_names: list[str] = []
_rules: list[Callable[[str, str], str]] = []
RULES = "_rules"
"""Ends the name of the hidden field that carries a pair's profile, and behind a semicolon the field of its day."""


def check_at(name: str) -> None:
    """Say at which address, by its name, a pair of fields is checked; the last one said holds."""
    _names[:] = [name]


def address() -> str:
    """Give that address; empty where nothing checks."""
    return reverse(_names[0]) if _names else ""


def judge_by(profile_of: Callable[[str, str], str]) -> None:
    """Say who knows the profile of a field by the label of its record; the last one said holds."""
    _rules[:] = [profile_of]


def profile(label: str, stem: str) -> str:
    """Give the profile of a form's field; empty where the form names no record, or nothing checks."""
    return _rules[0](label, stem) if _rules and label else ""
