"""Keeps what a meeting leaves: typed, numbered decisions, and directives with their passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DecisionKind, FateKind
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import AgendaItem, Decision, Directive, Meeting
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.carrying import carry_over
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_existing,
)
from plenary.contexts.governance.services.indexing import index_matter, share_decisions
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.meetings import lock_open
from plenary.contexts.governance.services.releases.wording import (
    NEXT,
    drop_next,
    hold_back,
    is_out,
)
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.services.themes.using import need_in_use
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.search.services import forget_record
from plenary.shared.actor import Actor
from plenary.shared.errors import Dangling, Refused
from plenary.shared.events import announce

DECISION_FIELDS = ("item_id", "kind", "text_zh", "text_en", "passage_id")
DIRECTIVE_FIELDS = (
    "text_zh",
    "text_en",
    "verb",
    "theme_id",
    "actor_text",
    "due_phrase",
    "due_on",
    "passage_id",
)


@transaction.atomic
def record_decision(
    *,
    actor: Actor,
    meeting_id: int,
    kind: str,
    text_zh: str = "",
    text_en: str = "",
    item_id: int | None = None,
    passage_id: int | None = None,
) -> Decision:
    """Record an outcome under the meeting's next number; a postponed item waits for the next agenda.

    Refused on a closed meeting, without a text for a kind that does not exist and for
    an item of another meeting. Announces ``MeetingChanged``.
    """
    meeting = lock_open(actor, meeting_id)
    need_choice(kind, DecisionKind.values, "kind")
    need_a_side(text_zh, text_en, "text")
    need_existing(Passage, passage=[passage_id])
    _need_own_item(meeting, item_id)

    decision = Decision.objects.create(
        meeting=meeting,
        item_id=item_id,
        number=_next_number(meeting.decisions.all()),
        kind=kind,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        passage_id=passage_id,
    )

    record(actor=actor, action="governance.decision.recorded", subject=decision)
    carry_over(actor, decision)
    keep_sides(actor, decision, "text")
    index_matter(decision)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return decision


@transaction.atomic
def edit_decision(
    *, actor: Actor, decision_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Decision:
    """Change a decision (``DECISION_FIELDS``).

    Of one that is out to units the new wording waits until the decisions are released anew; what is
    out stays as it was released. Refused as recording is. Announces ``MeetingChanged``.
    """
    decision, meeting = lock_part(
        actor, meetings.decisions_visible_to(actor), pk=decision_id, version=seen_version
    )
    before = snapshot(decision)
    if is_out(decision):
        words = {name: value for name, value in changes.items() if name in NEXT}
        rest = {name: value for name, value in changes.items() if name not in NEXT}
        changed = [*hold_back(decision, words), *apply(decision, rest, DECISION_FIELDS)]
    else:
        changed = [*apply(decision, changes, DECISION_FIELDS), *drop_next(decision)]
    latest = decision.latest
    need_choice(latest["kind"], DecisionKind.values, "kind")
    need_a_side(latest["text_zh"], latest["text_en"], "text")
    need_existing(Passage, passage=[decision.passage_id])
    _need_own_item(meeting, decision.item_id)
    save(decision, fields=changed)

    action = "held_back" if decision.next_kind else "edited"
    record(actor=actor, action=f"governance.decision.{action}", subject=decision, before=before)
    carry_over(actor, decision)
    keep_sides(actor, decision, "text")
    index_matter(decision)
    if "item_id" in changed:
        share_decisions(Decision.objects.filter(pk=decision.pk))
    announce(MeetingChanged(meeting_id=meeting.pk))
    return decision


@transaction.atomic
def add_directive(
    *,
    actor: Actor,
    meeting_id: int,
    passage_id: int,
    text_zh: str = "",
    text_en: str = "",
    verb: str = "",
    theme_id: int | None = None,
    actor_text: str = "",
    due_phrase: str = "",
    due_on: dt.date | None = None,
) -> Directive:
    """Add a passage that demands action, under the meeting's next number.

    Refused on a closed meeting and without a text, and for a passage or theme that does not
    exist. Announces ``MeetingChanged``.
    """
    meeting = lock_open(actor, meeting_id)
    need_a_side(text_zh, text_en, "text")
    refuse_secrecy(verb, actor_text, due_phrase)
    need_existing(Passage, passage=[passage_id])
    need_in_use([theme_id])

    directive = Directive.objects.create(
        meeting=meeting,
        number=_next_number(meeting.directives.all()),
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        verb=verb.strip(),
        theme_id=theme_id,
        actor_text=actor_text.strip(),
        due_phrase=due_phrase.strip(),
        due_on=due_on,
        passage_id=passage_id,
    )

    record(actor=actor, action="governance.directive.added", subject=directive)
    keep_sides(actor, directive, "text")
    index_matter(directive)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return directive


@transaction.atomic
def edit_directive(
    *, actor: Actor, directive_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Directive:
    """Change a directive (``DIRECTIVE_FIELDS``). Refused as adding is. Announces ``MeetingChanged``."""
    directive, meeting = lock_part(
        actor, meetings.directives_visible_to(actor), pk=directive_id, version=seen_version
    )
    before = snapshot(directive)
    changed = apply(directive, changes, DIRECTIVE_FIELDS)
    need_a_side(directive.text_zh, directive.text_en, "text")
    need_existing(Passage, passage=[directive.passage_id])
    need_in_use([directive.theme_id], held=[before.get("theme_id")])
    save(directive, fields=changed)

    record(actor=actor, action="governance.directive.edited", subject=directive, before=before)
    keep_sides(actor, directive, "text")
    index_matter(directive)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return directive


@transaction.atomic
def remove_directive(*, actor: Actor, directive_id: int, seen_version: int | None) -> None:
    """Take away a directive that was none, for example one split in two by mistake.

    Refused on a closed meeting and once the directive has a fate.
    Announces ``MeetingChanged``.
    """
    directive, meeting = lock_part(
        actor, meetings.directives_visible_to(actor), pk=directive_id, version=seen_version
    )
    if directive.fate != FateKind.OPEN:
        raise Refused(_("It is settled already what becomes of it. Undo that first."))

    record(
        actor=actor,
        action="governance.directive.removed",
        subject=directive,
        before=snapshot(directive),
        note={"text": str(directive)},
    )
    forget_record(directive)
    directive.delete()
    announce(MeetingChanged(meeting_id=meeting.pk))


def _next_number(outcomes: QuerySet[Any]) -> int:
    return int(outcomes.aggregate(last=Max("number"))["last"] or 0) + 1


def _need_own_item(meeting: Meeting, item_id: int | None) -> None:
    if item_id and not AgendaItem.objects.filter(pk=item_id, meeting=meeting).exists():
        raise Dangling("item")
