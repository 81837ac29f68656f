"""Agreed names that a page does not keep to: what is open, and why one of them may stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plenary.contexts.communications.enums import Lang, WaiverKind
from plenary.contexts.communications.markup import plain
from plenary.contexts.communications.models import Edition, Page, Waiver
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.language.api import Drift, Part, open_names, sentences
from plenary.kernel.text.naming import recorded_in
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
    """The sentence with the name, in the language that keeps to it."""
    key: str
    """Of the part, the name and the sentences of both languages: another as soon as one of them changes."""
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
    kept = {one.findings[0]["key"]: one for one in page.waivers.filter(kind=WaiverKind.NAMES)}
    return [_question(one, parts[one.field], kept) for one in drifts]


def gone_names(editions: Iterable[Edition]) -> list[Gone]:
    """Give the names that a page says in public and that their records have given up since."""
    by_lang = {one.lang: one for one in editions}
    texts = {
        lang: "\n".join([one.title, one.summary, plain(one.body)]) for lang, one in by_lang.items()
    }
    return [
        Gone(old, called[0], former.until)
        for record in recorded_in(texts.get(Lang.ZH, ""), texts.get(Lang.EN, ""))
        for former in record.former
        for lang, old, called in ((Lang.ZH, former.zh, record.zh), (Lang.EN, former.en, record.en))
        if lang in by_lang
        and old
        and called
        and timezone.localdate(by_lang[lang].published_at) <= former.until
        and old in _without(texts[lang], called)
    ]


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def unanswered(page: Page) -> list[Question]:
    """Give the agreed names that the page does not keep to and of which nobody has said why."""
    return [one for one in questions(page) if one.waiver is None]


def faults(found: list[Question], lang: str) -> dict[str, Any]:
    """Give what keeps a language back among these questions: the form's field and a sentence."""
    names = [_named(one) for one in found if one.lang == lang and one.waiver is None]
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
    other = Lang.ZH if drift.side == Lang.EN else Lang.EN
    whole = {Lang.ZH.value: part.zh, Lang.EN.value: part.en}
    theirs, own = sentences(whole[other], other), sentences(whole[drift.side], drift.side)
    at = [number for number, one in enumerate(theirs) if drift.name.lower() in one.lower()]
    said = [theirs[number] for number in at]
    is_level = len(theirs) == len(own)
    there = [own[number] for number in at] if is_level else [whole[drift.side]]
    digest = hashlib.sha256("\n".join([drift.field, drift.name, *said, *there]).encode())
    key = digest.hexdigest()
    return Question(drift, said[0] if said else whole[other], key, kept.get(key))
