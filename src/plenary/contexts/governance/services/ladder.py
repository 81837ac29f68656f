"""Keeps the ladder of reminders: who is told, how many days from a date, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import Audience, Matter
from plenary.contexts.governance.models import Rung
from plenary.contexts.governance.selectors import ladder
from plenary.contexts.governance.services.checks import apply, need_choice
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

PLACES = frozenset({"task", "due", "days", "unit", "what"})
CHANGED = (
    "days",
    "repeat_days",
    "words_zh",
    "words_en",
    "is_lead_only",
    "is_after_silence",
    "is_active",
)
FURTHEST = 365
OFTENEST = 7
"""The fewest days between two repetitions: nobody is pressed daily."""
ONCE = (Matter.REPORT, Matter.OPINION)
"""The matters that are not repeated: another period follows, or the meeting comes."""


@transaction.atomic
def add_rung(
    *,
    actor: Actor,
    days: int,
    audience: str,
    words_zh: str,
    words_en: str,
    matter: str = Matter.DUE,
    is_lead_only: bool = False,
    is_after_silence: bool = False,
    repeat_days: int | None = None,
) -> Rung:
    """Add a step to this installation's ladder.

    Refused for more than a year, for words with another place than ``{task}``, ``{due}``, ``{days}``,
    ``{unit}`` and ``{what}``, for a matter, day and audience that have a step, and for repetitions more
    often than weekly, before the date, or of a report or an opinion.
    """
    authorise(actor, policies.can_keep_ladder)
    need_choice(audience, Audience.values, "audience")
    need_choice(matter, Matter.values, "matter")
    _need_days(days)
    _need_repeat(matter, days, repeat_days)
    _need_words(words_zh=words_zh, words_en=words_en)
    profile = profiles.current().key
    held = Rung.objects.filter(profile=profile, matter=matter, days=days, audience=audience)
    if held.exists():
        sentence = _("There is a step for this day and these people. Change that one.")
        raise Refused(sentence, fields={"days": sentence})

    made = Rung.objects.create(
        profile=profile,
        matter=matter,
        days=days,
        audience=audience,
        words_zh=words_zh.strip(),
        words_en=words_en.strip(),
        is_lead_only=is_lead_only,
        is_after_silence=is_after_silence,
        repeat_days=repeat_days,
    )

    record(actor=actor, action="governance.rung.added", subject=made)
    return made


@transaction.atomic
def edit_rung(
    *, actor: Actor, rung_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Rung:
    """Change a step's days, words, reach, or let it rest; notices already drafted keep their words.

    Refused for what ``add_rung`` refuses.
    """
    rung = lock(ladder.rungs(), pk=rung_id, version=seen_version)
    authorise(actor, policies.can_keep_ladder, rung)
    before = snapshot(rung)
    fields = apply(rung, changes, CHANGED)
    if not fields:
        return rung
    _need_days(rung.days)
    _need_repeat(rung.matter, rung.days, rung.repeat_days)
    _need_words(words_zh=rung.words_zh, words_en=rung.words_en)
    try:
        with transaction.atomic():
            save(rung, fields=fields)
    except IntegrityError:
        sentence = _("There is a step for this day and these people. Change that one.")
        raise Refused(sentence, fields={"days": sentence}) from None

    record(actor=actor, action="governance.rung.edited", subject=rung, before=before)
    return rung


def _need_days(days: int) -> None:
    if abs(days) > FURTHEST:
        sentence = _("A step lies within a year of the date.")
        raise Refused(sentence, fields={"days": sentence})


def _need_repeat(matter: str, days: int, repeat_days: int | None) -> None:
    sentence = None
    if repeat_days is None:
        return
    if days <= 0:
        sentence = _("Only a step after the date is repeated.")
    elif matter in ONCE:
        sentence = _("A step that speaks of this is not repeated.")
    elif not OFTENEST <= repeat_days <= FURTHEST:
        sentence = _("Give from 7 to 365 days: nobody is pressed more often than weekly.")
    if sentence is not None:
        raise Refused(sentence, fields={"repeat_days": sentence})


def _need_words(**words: str) -> None:
    refuse_secrecy(*words.values())
    for name, text in words.items():
        if not text.strip():
            sentence = _("Write the words in both languages: each person reads their own.")
            raise Refused(sentence, fields={name: sentence})
        if not _is_plain(text):
            sentence = _("Only {task}, {due}, {days}, {unit} and {what} may stand between braces.")
            raise Refused(sentence, fields={name: sentence})


def _is_plain(text: str) -> bool:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name in PLACES and not spec and not turned)
        for _text, name, spec, turned in parts
    )
