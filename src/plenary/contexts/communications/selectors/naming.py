"""Agreed names that a page does not keep to: what is open, and why one of them may stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from plenary.contexts.communications.enums import Lang, WaiverKind
from plenary.contexts.communications.markup import plain
from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.communications.selectors.wording import Found
from plenary.contexts.language.api import (
    NameAnswer,
    NameQuestion,
    Part,
    answered,
    name_questions,
    names_fault,
    names_given_up,
)
from plenary.kernel.text.profiles import day_of


@dataclass(frozen=True, slots=True)
class Gone:
    """A name in public that its record no longer bears."""

    name: str
    now: str
    until: dt.date


def questions(page: Page) -> list[NameQuestion]:
    """Give every agreed name that the page does not keep to, answered or not, in three queries at most."""
    parts = {
        field: Part(field, plain(getattr(page, f"{field}_zh")), plain(getattr(page, f"{field}_en")))
        for field in FIELDS
    }
    found = name_questions(list(parts.values()), on=day_of(page))
    if not found:
        return []
    held = page.waivers.filter(Q(settled_at=None) | ~Q(edition=None), kind=WaiverKind.NAMES)
    kept = {
        one.findings[0]["key"]: NameAnswer(one.reason, one.made_by_name, one.made_at)
        for one in held
    }
    return answered(found, kept)


def gone_names(editions: Iterable[Edition]) -> list[Gone]:
    """Give the names that a page says in public and that their records have given up since.

    Not what a page about a day calls by the name that was borne on that day.
    """
    by_lang = {one.lang: one for one in editions}
    texts = {
        lang: "\n".join([one.title, one.summary, plain(one.body)]) for lang, one in by_lang.items()
    }
    return [
        Gone(one.name, one.now, one.until)
        for one in names_given_up(texts.get(Lang.ZH, ""), texts.get(Lang.EN, ""))
        if _is_behind(by_lang[one.side], one.until)
    ]


def _is_behind(edition: Edition, until: dt.date) -> bool:
    """Say whether an edition went out while a name was borne and speaks of no day on which it was."""
    held_on = edition.page.held_on
    is_of_then = held_on is not None and held_on <= until
    return timezone.localdate(edition.published_at) <= until and not is_of_then


def unanswered(page: Page) -> list[NameQuestion]:
    """Give the agreed names that the page does not keep to and of which nobody has said why."""
    return [one for one in questions(page) if one.answer is None]


def is_asked_of(one: Found, found: Iterable[NameQuestion]) -> bool:
    """Say whether a hint of the check is about a name that is asked of already, with more to do about it."""
    same = (q.drift for q in found if q.drift.field == one.field)
    return not one.finding.is_proof and any(
        one.words in (drift.name, drift.instead) for drift in same
    )


def faults(found: list[NameQuestion], lang: str) -> dict[str, Any]:
    """Give what keeps a language back among these questions: the form's field and a sentence."""
    sentence = names_fault(one for one in found if one.lang == lang)
    return {"names": sentence} if sentence else {}
