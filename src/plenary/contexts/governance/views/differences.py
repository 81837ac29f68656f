"""Marks both sides of a report's statement that differs from an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.selectors.reports import Difference
from plenary.shared.stretches import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement's difference with both sides marked."""

    difference: Difference
    zh: list[Stretch]
    en: list[Stretch]


def marked_difference(difference: Difference) -> Marked:
    """Mark both sides of a statement that differs."""
    then, now = difference.then, difference.now
    zh = ((then.text_zh if then else ""), (now.text_zh if now else ""))
    en = ((then.text_en if then else ""), (now.text_en if now else ""))
    return Marked(difference, stretches(*zh, lang="zh"), stretches(*en, lang="en"))
