"""Agreed names that a page does not keep to: what is open, and why one of them may stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plenary.contexts.communications.enums import Lang, WaiverKind
from plenary.contexts.communications.markup import plain
from plenary.contexts.communications.models import Edition, Page, Waiver
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.language.api import Drift, Part, names_given_up, open_names, sentences
from plenary.kernel.text.profiles import day_of
from plenary.shared.quotation import inner
from plenary.shared.web.filters import comma

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Gone:
    """A name in public that its record no longer bears."""

    name: str
    now: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class Question:
    """An agreed name that a part of a page does not keep to, and the sentences that it stands in."""

    drift: Drift
    said: str
    """The sentence with the name."""
    said_in: str
    """The language of that sentence: the one that keeps to the name, but for a name given up."""
    key: str
    """Of the part, the name, its sentences and what answers to them: another as soon as one of them changes."""
    waiver: Waiver | None = None
    """Why it may stand, where somebody has said so of just these sentences."""

    @property
    def lang(self) -> str:
        """Give the language that it keeps back."""
        return self.drift.side

    @property
    def told(self) -> str:
        """Give the words that it is about: what stands in the name's place, else the name itself."""
        return self.drift.instead or self.drift.name


def questions(page: Page) -> list[Question]:
    """Give every agreed name that the page does not keep to, answered or not, in three queries at most."""
    parts = {
        field: Part(field, plain(getattr(page, f"{field}_zh")), plain(getattr(page, f"{field}_en")))
        for field in FIELDS
    }
    drifts = open_names(list(parts.values()), on=day_of(page))
    if not drifts:
        return []
    held = page.waivers.filter(Q(settled_at=None) | ~Q(edition=None), kind=WaiverKind.NAMES)
    kept = {one.findings[0]["key"]: one for one in held}
    return [_question(one, parts[one.field], kept) for one in drifts]


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


def unanswered(page: Page) -> list[Question]:
    """Give the agreed names that the page does not keep to and of which nobody has said why."""
    return [one for one in questions(page) if one.waiver is None]


def faults(found: list[Question], lang: str) -> dict[str, Any]:
    """Give what keeps a language back among these questions: the form's field and a sentence.

    What is not proved is for a person to judge and keeps nothing back.
    """
    asked = [one for one in found if one.lang == lang and one.waiver is None]
    names = [_named(one) for one in asked if one.drift.is_proof]
    if not names:
        return {}
    sentence = _(
        "Agreed names are called otherwise: %(names)s. Take the agreed name, or say why this text"
        " says otherwise."
    )
    shown = comma().join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return {"names": sentence % {"names": shown}}


def _named(one: Question) -> str:
    wanted = inner(one.drift.wanted)
    if one.drift.instead:
        return _("“%(said)s” instead of “%(wanted)s”") % {
            "said": inner(one.drift.instead),
            "wanted": wanted,
        }
    return _("“%(wanted)s” for “%(name)s”") % {"wanted": wanted, "name": inner(one.drift.name)}


def _question(drift: Drift, part: Part, kept: dict[str, Waiver]) -> Question:
    other = Lang.ZH if drift.side == "en" else Lang.EN
    home, away = (drift.side, other) if drift.is_given_up else (other, drift.side)
    theirs, own = getattr(part, home), getattr(part, away)
    cut = sentences(theirs, home)
    said = [one for one in cut if _has(one, drift.name)]
    there = _answering(drift, (cut, sentences(own, away)), (theirs, own))
    digest = hashlib.sha256("\n".join([drift.field, drift.name, *said, *there]).encode())
    key = digest.hexdigest()
    return Question(drift, said[0] if said else theirs, home, key, kept.get(key))


def _answering(drift: Drift, cut: tuple[list[str], list[str]], texts: tuple[str, str]) -> list[str]:
    """Give what answers in one language to the sentences of the other that have a name.

    The sentences at the same places, where both languages have as many; else those with what stands in the name's
    place, else the paragraphs at the same places, else the whole.
    """
    if found := _level(drift.name, *cut):
        return found
    if drift.instead and not drift.is_given_up:
        return [one for one in cut[1] if _has(one, drift.instead)]
    lines = [[line for line in text.splitlines() if line.strip()] for text in texts]
    return _level(drift.name, *lines) or [texts[1]]


def _level(name: str, theirs: list[str], own: list[str]) -> list[str]:
    """Give the pieces of a text at the places where the other one has a name; none where they are not as many."""
    if len(theirs) != len(own):
        return []
    return [mine for one, mine in zip(theirs, own, strict=True) if _has(one, name)]


def _has(text: str, name: str) -> bool:
    return name.lower() in text.lower()
