"""Why a job was refused, kept in both languages: it has no reader yet, and each who comes reads his own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import translation

from plenary.shared.errors import PlenaryError

LANGUAGES = ("zh-hans", "en")
LONGEST = 249
"""Characters of a sentence; both and the line's end between them are 500 at most."""


def why_refused(step: Callable[[str], object]) -> str:
    """Try a step that was refused once more in each language, and give the sentences; nothing of it stays.

    The step takes the language in which it speaks. Empty where it is refused no longer.
    """
    return _kept(_refusal(step, lang) for lang in LANGUAGES)


def in_each(sentence: Any) -> str:
    """Give a lazy sentence in both languages, to be kept."""
    said = []
    for lang in LANGUAGES:
        with translation.override(lang):
            said.append(str(sentence))
    return _kept(said)


def of_reader(kept: str) -> str:
    """Give of what was kept the sentence in the language in force; what has one language as it is."""
    zh, divider, en = kept.partition("\n")
    is_chinese = (translation.get_language() or "").startswith("zh")
    return (zh if is_chinese else en) if divider else kept


def _refusal(step: Callable[[str], object], lang: str) -> str:
    with translation.override(lang):
        try:
            with transaction.atomic():
                step(lang)
                transaction.set_rollback(True)
        except PlenaryError as error:
            return " ".join(str(told) for told in error.fields.values()) or str(error)
    return ""


def _kept(said: Any) -> str:
    lines = [" ".join(one.split())[:LONGEST] for one in said]
    return "\n".join(lines) if any(lines) else ""
