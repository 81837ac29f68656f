"""Writes down from which state of the source side the other side of a text was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, record, record_made, record_many, snapshot
from plenary.kernel.text import policies, selectors
from plenary.kernel.text.digests import digest
from plenary.kernel.text.enums import State
from plenary.kernel.text.events import TextReviewed
from plenary.kernel.text.models import Side, TextState
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.events import announce

KEY = ("subject_type", "subject_id", "field")
NOTED = [
    "source_side",
    "source_digest",
    "other_digest",
    "made_from",
    "is_reviewed",
    "made_at",
    "made_by_id",
    "made_by_name",
    "standing",
    "since",
]
"""What a change of either side may set."""


@transaction.atomic
def keep_text(
    *, actor: Actor, subject: models.Model, field: str, zh: str, en: str, source_side: str
) -> TextState:
    """Note that a service has just written both sides of a record's field.

    Called by that service, which saves the fields itself and has judged who may. Where only the
    source changed, the other side is out of date from now on; where the other side changed, it
    counts as made from the source as it now stands. A change of either lets the review lapse. What is
    out of date stays so where another side is named the source and neither text has changed.
    """
    sides = {"zh": zh, "en": en}
    if source_side not in Side.values:
        raise Refused(_("The source side is either Chinese or English."))
    source, other = sides[source_side], sides["en" if source_side == "zh" else "zh"]
    state = _locked(subject, field)
    before = snapshot(state) if state.pk else None
    _note_sides(state, actor, source_side, source, other)
    if before == snapshot(state):
        return state
    state.save()
    record(actor=actor, action="text.state.kept", subject=state, before=before)
    return state


@dataclass(frozen=True, slots=True)
class NewText:
    """Both sides of a field of a record that has just been made."""

    subject: models.Model
    field: str
    zh: str
    en: str
    source_side: str


@transaction.atomic
def keep_new_texts(*, actor: Actor, texts: Iterable[NewText]) -> None:
    """Note both sides of fields of many new records, as ``keep_text`` does, in a fixed number of queries."""
    states = []
    for text in texts:
        sides = {"zh": text.zh, "en": text.en}
        other = sides["en" if text.source_side == "zh" else "zh"]
        state = TextState(
            subject_type=text.subject._meta.label_lower,  # noqa: SLF001
            subject_id=text.subject.pk,
            field=text.field,
            source_side=text.source_side,
            source_digest=digest(sides[text.source_side]),
        )
        _note_other(state, digest(other) if other.strip() else "", actor, (text.source_side, ""))
        _stand(state)
        states.append(state)
    TextState.objects.bulk_create(states, batch_size=500)
    record_made(actor=actor, action="text.state.kept", made=[(state, None) for state in states])


@transaction.atomic
def keep_many_texts(*, actor: Actor, texts: Iterable[NewText]) -> None:
    """Note both sides of fields of many records, known or new, in a fixed number of queries.

    As ``keep_text`` does, but the source side of a known field stays what it was while it has a text.
    """
    given = list(texts)
    rows = selectors.rows_of_many(text.subject for text in given).select_for_update()
    known = {(row.subject_type, row.subject_id, row.field): row for row in rows}
    made: list[tuple[TextState, None]] = []
    changed: list[tuple[TextState, dict[str, Any]]] = []
    for text in given:
        key = (text.subject._meta.label_lower, text.subject.pk, text.field)  # noqa: SLF001
        state = known.get(key) or TextState(**dict(zip(KEY, key, strict=True)))
        before = snapshot(state)
        sides = {"zh": text.zh, "en": text.en}
        kept = sides.get(state.source_side, "").strip()
        source_side = state.source_side if kept else text.source_side
        other = sides["en" if source_side == "zh" else "zh"]
        _note_sides(state, actor, source_side, sides[source_side], other)
        if key not in known:
            made.append((state, None))
        elif before != snapshot(state):
            changed.append((state, before))
    TextState.objects.bulk_create([state for state, _none in made], batch_size=500)
    TextState.objects.bulk_update([state for state, _was in changed], NOTED, batch_size=500)
    record_made(actor=actor, action="text.state.kept", made=made)
    record_many(actor=actor, action="text.state.kept", changes=changed)


@transaction.atomic
def copy_texts(*, actor: Actor, copies: Mapping[int, models.Model]) -> None:
    """Let copied records, by the number of what each was copied from, stand as their originals do.

    Of one kind and of the same words: what was reviewed there is reviewed here. Nobody has taken them.
    """
    if not copies:
        return
    label = next(iter(copies.values()))._meta.label_lower  # noqa: SLF001
    states = list(TextState.objects.filter(subject_type=label, subject_id__in=copies))
    for state in states:
        state.pk, state.subject_id = None, copies[state.subject_id].pk
        state.owner_id, state.owner_name = None, ""
    TextState.objects.bulk_create(states, batch_size=500)
    made = [(state, None) for state in states]
    record_made(actor=actor, action="text.state.kept", made=made)


@transaction.atomic
def review_text(
    *, actor: Actor, subject: models.Model, field: str, seen_digest: str = ""
) -> TextState:
    """Say that the other side says what the source says.

    Refused while a side is missing or out of date, and to whoever made it. ``Stale`` where
    ``seen_digest``, the ``source_digest`` that the reviewer was shown, is no longer the source's.
    Announces ``TextReviewed``.
    """
    state = selectors.rows_of(subject).select_for_update().filter(field=field).first()
    if state is None:
        raise NotFound
    if seen_digest and seen_digest != state.source_digest:
        raise Stale
    authorise(actor, policies.can_review, state)
    if selectors.state_of(subject, field) not in {State.DRAFT, State.REVIEWED}:
        raise Refused(_("Only a text with both sides up to date can be reviewed."))
    before = snapshot(state)
    state.is_reviewed = True
    _stand(state)
    state.save(update_fields=["is_reviewed", "standing", "since"])
    record(actor=actor, action="text.state.reviewed", subject=state, before=before)
    announce(
        TextReviewed(
            subject_type=state.subject_type,
            subject_id=state.subject_id,
            field=field,
            zh=getattr(subject, f"{field}_zh"),
            en=getattr(subject, f"{field}_en"),
        )
    )
    return state


@transaction.atomic
def confirm_text(*, actor: Actor, subject: models.Model, field: str) -> TextState:
    """Say that the other side still holds although the source has changed; it waits for a review.

    Refused while a side is missing, and where nothing is out of date.
    """
    state = selectors.rows_of(subject).select_for_update().filter(field=field).first()
    if state is None:
        raise NotFound
    authorise(actor, policies.can_confirm)
    if selectors.state_of(subject, field) != State.OUTDATED:
        raise Refused(_("Only a side that is out of date can be said to hold still."))
    before = snapshot(state)
    state.made_from = state.source_digest = digest(getattr(subject, f"{field}_{state.source_side}"))
    _sign(state, actor)
    state.is_reviewed = False
    _stand(state)
    state.save()
    record(actor=actor, action="text.state.confirmed", subject=state, before=before)
    return state


def _locked(subject: models.Model, field: str) -> TextState:
    kept = selectors.rows_of(subject).select_for_update().filter(field=field).first()
    return kept or TextState(
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=subject.pk,
        field=field,
    )


def _note_sides(state: TextState, actor: Actor, source_side: str, source: str, other: str) -> None:
    was_source = (state.source_side, state.source_digest)
    state.source_side = source_side
    state.source_digest = digest(source)
    _note_other(state, digest(other) if other.strip() else "", actor, was_source)
    _stand(state)


def _note_other(state: TextState, other: str, actor: Actor, was_source: tuple[str, str]) -> None:
    """Note what the other side was made from, where it changed; nothing where it did not.

    Which side is the source is no word on whether the two agree.
    """
    if other == state.other_digest and was_source[0] == state.source_side:
        state.is_reviewed = state.is_reviewed and was_source[1] == state.source_digest
        return
    made_from = state.source_digest if other else ""
    if _is_turned_while_old(state, other, was_source):
        made_from = "" if state.made_from == state.source_digest else state.made_from
    state.other_digest, state.made_from = other, made_from
    state.made_at, state.made_by_id, state.made_by_name = None, None, ""
    if made_from == state.source_digest:
        _sign(state, actor)
    state.is_reviewed = False


def _is_turned_while_old(state: TextState, other: str, was_source: tuple[str, str]) -> bool:
    """Say whether the sides of a text that was out of date have changed places and nothing else."""
    is_turned = was_source[0] != state.source_side and was_source[1] == other
    is_same = is_turned and state.other_digest == state.source_digest
    return is_same and state.made_from != was_source[1]


def _sign(state: TextState, actor: Actor) -> None:
    """Note who has just made the other side, or answered for it."""
    state.made_at, state.made_by_id = clock.now(), actor.user_id
    state.made_by_name = actor.name


def _stand(state: TextState) -> None:
    """Say in a word how the other side stands, and since when; the moment stays while the word does."""
    standing = State.MISSING
    if state.other_digest:
        standing = State.REVIEWED if state.is_reviewed else State.DRAFT
        if state.made_from != state.source_digest:
            standing = State.OUTDATED
    if state.since is None or standing != state.standing:
        state.standing, state.since = standing, clock.now()


def give_to(*, actor: Actor, state: TextState, owner_id: int | None, owner_name: str) -> None:
    """Put a locked text into somebody's queue, or into nobody's; whoever calls has judged who may."""
    if state.owner_id == owner_id:
        return
    before = snapshot(state)
    state.owner_id, state.owner_name = owner_id, owner_name
    state.save(update_fields=["owner_id", "owner_name"])
    action = "text.state.put_back" if owner_id is None else "text.state.given"
    record(actor=actor, action=action, subject=state, before=before)


def credit(*, actor: Actor, state: TextState, name: str) -> None:
    """Name the translator of a side that the actor has just written down for somebody outside.

    Whoever wrote it down has had a hand in it all the same and does not review it.
    """
    before = snapshot(state)
    state.made_by_name = name
    state.save(update_fields=["made_by_name"])
    record(actor=actor, action="text.state.credited", subject=state, before=before)


def keep_texts(*, actor: Actor, subject: models.Model, fields: Iterable[str]) -> None:
    """Note both sides of a record's fields, as ``keep_text`` does; the source side stays what it was.

    At first it is the side that was written, Chinese where both were, or English in a profile that
    asks for English alone. A field without a text is passed over.
    """
    is_english = settings.PROFILE in selectors.ONE_LANGUAGE_PROFILES
    first = Side.EN if is_english else Side.ZH
    kept = dict(selectors.rows_of(subject).values_list("field", "source_side"))
    for field in fields:
        sides = {side: str(getattr(subject, f"{field}_{side}") or "") for side in Side.values}
        written = [side for side, text in sides.items() if text.strip()]
        if not written:
            continue
        source = kept.get(field, first)
        keep_text(
            actor=actor,
            subject=subject,
            field=field,
            zh=sides["zh"],
            en=sides["en"],
            source_side=source if source in written else written[0],
        )
