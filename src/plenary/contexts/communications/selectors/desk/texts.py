"""The texts of the translation desk: filtered lists, counts and the queues of those who translate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Max, Min, Q, QuerySet, Value, When
from django.utils.translation import pgettext_lazy

from plenary.kernel.text import selectors
from plenary.kernel.text.enums import State
from plenary.kernel.text.kinds import NAMES, TextKind, Whose, kinds
from plenary.kernel.text.models import Side, TextState
from plenary.shared import clock
from plenary.shared.actor import Actor

OPEN = (State.MISSING, State.OUTDATED, State.DRAFT)
"""What waits for somebody: a translation, a second look at the source, a review."""
MOST_WORDS = 8
ALL, ME, NOBODY = "all", "me", "none"

FIELDS: dict[str, Any] = {
    "title": pgettext_lazy("field of a text", "title"),
    "text": pgettext_lazy("field of a text", "wording"),
    "name": pgettext_lazy("field of a text", "name"),
    "short": pgettext_lazy("field of a text", "short name"),
    "duties": pgettext_lazy("field of a text", "duties"),
    "reference": pgettext_lazy("field of a text", "reference"),
    "success": pgettext_lazy("field of a text", "mark of success"),
    "outcome": pgettext_lazy("field of a text", "outcome"),
    "reason": pgettext_lazy("field of a text", "reason"),
    "notice": pgettext_lazy("field of a text", "notice"),
    "summary": pgettext_lazy("field of a text", "summary"),
    "body": pgettext_lazy("field of a text", "full text"),
    "alt": pgettext_lazy("field of a text", "what the photo shows"),
    "room": pgettext_lazy("field of a text", "room"),
    "address": pgettext_lazy("field of a text", "address"),
    "hours": pgettext_lazy("field of a text", "opening hours"),
    "credit": pgettext_lazy("field of a text", "whose photo it is"),
}


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """What the desk's list is narrowed to: by default what waits for somebody."""

    state: str = ""
    kind: str = ""
    owner: str = ""
    lang: str = ""
    within: str = ""
    """The number of the record whose parts are listed, of a kind that has such."""
    words: str = ""
    """Words that all stand in the text, on either side."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text as the list shows it, with its record."""

    text: TextState
    kind: TextKind
    record: Any
    whose: Whose

    @property
    def word(self) -> str:
        """Give the kind of the record with its number, where it bears one."""
        return f"{self.kind.word} {self.whose.number}".strip()

    @property
    def is_called_so(self) -> bool:
        """Say whether the text is itself what its record is called."""
        return not self.whose.whole and self.text.field in NAMES

    @property
    def source(self) -> str:
        """Give the source side."""
        return str(getattr(self.record, f"{self.text.field}_{self.text.source_side}"))

    @property
    def other(self) -> str:
        """Give the side that is made from the source, empty while it is missing."""
        return str(getattr(self.record, f"{self.text.field}_{self.text.other_side}") or "")

    @property
    def field(self) -> str:
        """Say which text of the record it is."""
        return str(FIELDS.get(self.text.field, self.text.field))

    @property
    def age(self) -> dt.timedelta:
        """Give how long it has been standing so."""
        return clock.now() - (self.text.since or clock.now())

    @property
    def url(self) -> str:
        """Give the address of the record."""
        return self.kind.url(self.record)


@dataclass(frozen=True, slots=True)
class Queue:
    """What somebody has taken and what still waits of it."""

    owner_id: int
    name: str
    waiting: int
    since: dt.datetime | None
    """How the oldest of it has stood since."""


def listing(actor: Actor, asked: DeskFilters) -> QuerySet[TextState]:
    """Give the visible texts that meet the filters, those that have been so longest first.

    Of what waits for somebody, what is out of date stands before what is missing, and this before what waits for a review.
    """
    found = selectors.visible_to(actor, asked.kind)
    if asked.state != ALL:
        found = found.filter(standing__in=[asked.state] if asked.state else OPEN)
    if asked.owner:
        found = found.filter(owner_id=_owner(actor, asked.owner))
    if asked.lang:
        source = Side.ZH if asked.lang == Side.EN else Side.EN
        found = found.filter(source_side=source)
    if asked.within and (kind := kinds().get(asked.kind)) and kind.within:
        parts = kind.visible_to(actor).filter(**{kind.within: asked.within})
        found = found.filter(subject_id__in=parts.order_by().values("pk"))
    if words := asked.words.split():
        found = found.filter(_saying(words[:MOST_WORDS], asked.kind))
    urgent = [] if asked.state else ["-standing"]
    return found.order_by(*urgent, "since", "pk")


def _saying(words: list[str], label: str) -> Q:
    """Ask for texts in which each of the words stands on one of the sides."""
    asked = Q(pk__in=[])
    for kind in kinds().values():
        if label and kind.label != label:
            continue
        for name in selectors.two_language_fields(kind.model):
            said = Q()
            for word in words:
                said &= Q(**{f"{name}_zh__icontains": word}) | Q(**{f"{name}_en__icontains": word})
            records = kind.model._default_manager.filter(said)  # noqa: SLF001
            ids = records.order_by().values("pk")
            asked |= Q(subject_type=kind.label, field=name, subject_id__in=ids)
    return asked


def chosen(actor: Actor, ids: Iterable[int]) -> QuerySet[TextState]:
    """Give those of the named texts that the actor sees, in the order of the list."""
    return selectors.visible_to(actor).filter(pk__in=list(ids)).order_by("since", "pk")


def lines(texts: Iterable[TextState]) -> list[Line]:
    """Give texts with their records, in one query for each kind of record; in the order given."""
    listed, known = list(texts), kinds()
    ids: dict[str, list[int]] = {}
    for text in listed:
        ids.setdefault(text.subject_type, []).append(text.subject_id)
    records: dict[tuple[str, int], Any] = {}
    whose: dict[tuple[str, int], Whose] = {}
    for label, own in ids.items():
        kind = known[label]
        found = kind.model._default_manager.filter(pk__in=own)  # noqa: SLF001
        read = list(found.select_related(*kind.joined) if kind.joined else found)
        records |= {(label, one.pk): one for one in read}
        whose |= {(label, pk): said for pk, said in kind.whose(read).items()}
    return [
        Line(text, known[key[0]], records[key], whose[key])
        for text in listed
        if (key := (text.subject_type, text.subject_id)) in records
    ]


def counts(actor: Actor) -> dict[str, int]:
    """Give how many visible texts stand how."""
    found = selectors.visible_to(actor).order_by().values_list("standing")
    counted = dict(found.annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in (*OPEN, State.REVIEWED)}


def queues(actor: Actor) -> list[Queue]:
    """Give the queues in which something waits, the actor's own first, then the longest."""
    found = selectors.visible_to(actor).filter(owner_id__isnull=False, standing__in=OPEN)
    counted = (
        found.order_by()
        .values("owner_id")
        .annotate(name=Max("owner_name"), waiting=Count("pk"), oldest=Min("since"))
    )
    rows = counted.values_list("owner_id", "name", "waiting", "oldest")
    every = [Queue(owner or 0, name, waiting, since) for owner, name, waiting, since in rows]
    return sorted(every, key=lambda one: (one.owner_id != actor.user_id, -one.waiting, one.name))


def own_waiting(actor: Actor) -> int:
    """Give how much waits in the actor's own queue."""
    return listing(actor, DeskFilters(owner=ME)).order_by().count() if actor.user_id else 0


def untaken(actor: Actor) -> dict[str, int]:
    """Give how many texts are missing or out of date and in nobody's queue."""
    states = (State.MISSING, State.OUTDATED)
    found = selectors.visible_to(actor).filter(owner_id=None, standing__in=states).order_by()
    counted = dict(found.values_list("standing").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in states}


def next_of(actor: Actor, text: TextState) -> TextState | None:
    """Give what waits next in the actor's own queue."""
    own = listing(actor, DeskFilters(owner=ME)).exclude(pk=text.pk)
    return own.first() if actor.user_id else None


def next_to_review(actor: Actor, text: TextState) -> TextState | None:
    """Give what waits for a review by the actor after this text, in the order of the list."""
    found = selectors.visible_to(actor).filter(standing=State.DRAFT).exclude(pk=text.pk)
    if actor.user_id is not None:
        found = found.exclude(made_by_id=actor.user_id).exclude(made_by_name=actor.name)
    rank = Case(When(since__gte=text.since, then=0), default=1) if text.since else Value(0)
    return found.order_by(rank, "since", "pk").first()


def _owner(actor: Actor, asked: str) -> int | None:
    if asked == ME:
        return actor.user_id or 0
    return None if asked == NOBODY else int(asked)
