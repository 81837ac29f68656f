"""What governance's views share: the words of the lights, and a refusal shown at its field."""

from __future__ import annotations

from typing import Any

from plenary.contexts.governance.profiles import light_words
from plenary.shared.web.record_form import show_refusal

__all__ = ["light_words", "pairs", "show_refusal"]


def pairs(data: dict[str, Any], *stems: str) -> dict[str, Any]:
    """Take the two sides of these fields out of cleaned data."""
    return {f"{stem}_{side}": data[f"{stem}_{side}"] for stem in stems for side in ("zh", "en")}
