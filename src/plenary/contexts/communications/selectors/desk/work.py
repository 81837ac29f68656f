"""One text as whoever translates or reviews it sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.desk.changes import Changed, changes_of
from plenary.contexts.communications.selectors.desk.texts import Line, lines
from plenary.contexts.language.api import Proposal, proposals, sentences
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.selectors import with_role
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import history
from plenary.kernel.text import checks, selectors
from plenary.kernel.text.digests import digest
from plenary.kernel.text.enums import State
from plenary.kernel.text.models import TextState
from plenary.kernel.text.policies import can_review
from plenary.kernel.text.profiles import day_of, profile_of
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

MOST_SENTENCES = 15
"""For so many sentences earlier translations are looked up; the page of the memory knows the others."""
MOST_ROWS = 20
ROLES = ("translator", "editor", "office")
"""Who may be given a text."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence of the source with what is most like it among earlier translations."""

    sentence: str
    proposals: list[Proposal]


@dataclass(frozen=True, slots=True)
class Work:
    """A text at the desk: both sides as they stand, what changed, and who may do what."""

    line: Line
    state: State
    other: str
    siblings: list[TextState]
    changes: list[Changed] | None
    history: list[AuditRow]
    may_write: bool
    may_review: bool
    may_hand_over: bool
    is_own: bool
    """Whether the actor made the side that waits for a review."""

    @property
    def text(self) -> TextState:
        """Give what is kept of the text."""
        return self.line.text

    @property
    def source(self) -> str:
        """Give the source side."""
        return self.line.source

    @property
    def profile(self) -> str:
        """Give the kind of text by whose rules its wording is checked."""
        return profile_of(self.text.subject_type, self.text.field)

    @property
    def day(self) -> dt.date | None:
        """Give the day by whose rules its wording is checked."""
        return day_of(self.line.record)

    @property
    def seen_source(self) -> str:
        """Give the digest of the source that is shown."""
        return digest(self.source)

    @property
    def seen_other(self) -> str:
        """Give the digest of the other side that is shown."""
        return digest(self.other)


def work_on(actor: Actor, pk: int) -> Work:
    """Give a text of the desk; ``NotFound`` for one whose record the actor may not see."""
    text = selectors.visible_to(actor).filter(pk=pk).first()
    found = lines([text]) if text else []
    if text is None or not found:
        raise NotFound
    record = found[0].record
    state = selectors.state_of(record, text.field)
    return Work(
        line=found[0],
        state=state,
        other=found[0].other,
        siblings=list(selectors.rows_of(record).exclude(pk=pk).order_by("pk")),
        changes=changes_of(text, record) if state == State.OUTDATED else [],
        history=list(history(text).order_by("-pk")[:MOST_ROWS]),
        may_write=policies.can_write_side(actor, text),
        may_review=state == State.DRAFT and can_review(actor, text),
        may_hand_over=policies.can_hand_over(actor, text),
        is_own=policies.made(actor, text),
    )


def proposed(actor: Actor, work: Work) -> list[Proposed]:
    """Give the sentences that have an earlier translation: of an old text those that have changed."""
    side = work.text.source_side
    asked = sentences(work.source, side)
    if work.changes:
        asked = [one.now for one in work.changes if one.now]
    elif len(asked) > 1:
        asked = [" ".join(work.source.split()), *asked]
    every = (
        Proposed(sentence, proposals(actor, sentence, side, limit=2))
        for sentence in dict.fromkeys(asked[:MOST_SENTENCES])
    )
    return [one for one in every if one.proposals]


def remarks(work: Work, other: str) -> list[tuple[Any, str]]:
    """Give what the check of the wording says of the source with this other side, and of which words."""
    if not other.strip():
        return []
    sides = {work.text.source_side: work.source, work.text.other_side: other}
    return [
        (finding, sides[finding.side][finding.start : finding.end])
        for finding in checks.check(sides["zh"], sides["en"], "en", work.profile, work.day)
    ]


def translators() -> list[User]:
    """Give the accounts to which a text may be handed over, by name."""
    held = with_role(ROLES[0])
    for role in ROLES[1:]:
        held = held | with_role(role)
    return list(held.order_by("name", "pk"))
