"""What governance's views share: the words of the lights, and a refusal shown at its field."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from plenary.contexts.governance import profiles
from plenary.shared.web.record_form import show_refusal

__all__ = ["light_words", "pairs", "show_refusal"]


def light_words() -> dict[str, str]:
    """Give each light's word of the practice profile, in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    return {
        light: word.zh if chinese else word.en for light, word in profiles.current().words.items()
    }


def pairs(data: dict[str, Any], *stems: str) -> dict[str, Any]:
    """Take the two sides of these fields out of cleaned data."""
    return {f"{stem}_{side}": data[f"{stem}_{side}"] for stem in stems for side in ("zh", "en")}
