"""What a token may be allowed to do: each context says its own scopes when the app starts."""

from __future__ import annotations

from typing import Any

_labels: dict[str, Any] = {}


def offer(scope: str, label: Any) -> None:
    """Add a scope such as ``tasks:read`` with its words; twice is the same as once."""
    _labels[scope] = label


def choices() -> list[tuple[str, Any]]:
    """Give every scope with its words, in one order."""
    return sorted(_labels.items())


def known() -> frozenset[str]:
    """Give every scope."""
    return frozenset(_labels)


def label_of(scope: str) -> str:
    """Give a scope's words in the language in force; the scope itself where nobody offers it any more."""
    return str(_labels.get(scope, scope))
