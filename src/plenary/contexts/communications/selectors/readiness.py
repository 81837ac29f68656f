"""What a page still lacks before a language of it may go out; the same list refuses and advises."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors import images
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import states_of

FIELDS = ("title", "summary", "body")


def faults(page: Page, lang: str) -> dict[str, Any]:
    """Give what keeps a language of a page from being published: form field to sentence."""
    found: dict[str, Any] = {}
    zh = lang == Lang.ZH
    if not getattr(page, f"title_{lang}"):
        found[f"title_{lang}"] = (
            _("The Chinese title is missing.") if zh else _("The English title is missing.")
        )
    if not getattr(page, f"body_{lang}"):
        found[f"body_{lang}"] = (
            _("The Chinese text is missing.") if zh else _("The English text is missing.")
        )
    if not page.topics.exists():
        found["topics"] = _("Choose at least one topic: a page without one is not found again.")
    if page.source_unit_id is None:
        found["source_unit"] = _("Say which unit this comes from.")
    if lang in outdated(page):
        found[f"body_{lang}"] = _(
            "This side is older than the other one. Bring it up to date, or say that it still holds."
        )
    return found | images.faults(page)


def outdated(page: Page) -> set[str]:
    """Give the languages whose text was made from an earlier state of the other one."""
    states = states_of([page], fields=FIELDS)
    if State.OUTDATED not in states.values():
        return set()
    return {Lang.EN.value if page.source_side == Lang.ZH else Lang.ZH.value}
