"""A meeting's record as plain values, for its minutes to be drafted from; at most twenty queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Literal, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.minutes_facts import (
    ItemFacts,
    MatterFacts,
    MinutesFacts,
    QuorumFacts,
    SeatFacts,
    SpotTaskFacts,
)
from plenary.contexts.governance.drafting.minutes_words import post_en, post_zh
from plenary.contexts.governance.enums import (
    NOT_DEALT_WITH,
    AttendanceStatus,
    MeetingState,
    PaperAccess,
    ReplyKind,
)
from plenary.contexts.governance.models import (
    AgendaItem,
    Attendance,
    Basis,
    Decision,
    Directive,
    Meeting,
)
from plenary.contexts.governance.selectors.held import NARROWING, decisions_held
from plenary.contexts.governance.selectors.sitting.page import away_kind
from plenary.contexts.governance.selectors.sitting.quorum import Bench, bench_of
from plenary.contexts.governance.selectors.sitting.unnamed import UnnamedUnit, unnamed_units
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.people.models import Post
from plenary.readout import Span, Voice, voices

FEWER_READERS = (PaperAccess.CONCERNED, PaperAccess.COMMITTEE)
"""The classes of papers whose items the public is not told of."""
Side = Literal["zh", "en"]
R = TypeVar("R", AgendaItem, Decision)
CAME = (AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE)


def minutes_facts(meeting: Meeting, *, is_public: bool = False) -> MinutesFacts:
    """Give what a meeting's record says now; for the public without what a paper's class holds back."""
    attendances = list(
        meeting.attendances.select_related("person").prefetch_related(
            "posts__organisation", "presences__item"
        )
    )
    decisions = _decisions(meeting, is_public=is_public)
    untold = _not_dealt_with(meeting) if is_public else frozenset()
    bench = bench_of(meeting) if attendances else None
    items = list(_items(meeting, is_public=is_public))
    chair = next((one for one in attendances if one.is_chair), None)
    unnamed = unnamed_units(meeting, attendances) if attendances and not is_public else []
    return MinutesFacts(
        title=_pair(meeting, "title"),
        body=_pair(meeting.body, "name"),
        held_on=meeting.held_on,
        place=_pair(meeting.place, "name") if meeting.place else Pair(),
        chair=_seat(chair, is_public=is_public) if chair else None,
        present=tuple(_seat(one, is_public=is_public) for one in attendances if one.status in CAME),
        excused=_seats(attendances, AttendanceStatus.EXCUSED),
        absent=_seats(attendances, AttendanceStatus.ABSENT),
        observers=_seats(attendances, AttendanceStatus.OBSERVER),
        groups=tuple(_pair(group, "text") for group in meeting.groups.all()),
        units_excused=_units(one for one in unnamed if one.reply == ReplyKind.NOT_COMING),
        units_unrecorded=_units(one for one in unnamed if one.reply != ReplyKind.NOT_COMING),
        items=tuple(
            replace(
                _item(item, decisions[item.pk], attendances, bench),
                is_dealt_with=item.pk not in untold,
            )
            for item in items
        ),
        loose=tuple(_loose(decisions, items)),
        demands=_told(meeting) if is_public else _demands(meeting),
        quorum=_quorum(bench, attendances),
    )


def _items(meeting: Meeting, *, is_public: bool) -> QuerySet[AgendaItem]:
    """Give the agenda; for the public without the items whose papers are for fewer readers."""
    items = _with_sources(meeting.items.all(), "passage")
    return items.exclude(papers__access__in=FEWER_READERS) if is_public else items


def _with_sources(records: QuerySet[R], *passages: str) -> QuerySet[R]:
    """Read with records what ``_narrow`` asks of their sources, but none of the texts: each record would bring its whole."""
    paths = [f"{one}{pair}__document" for one in passages for pair in ("", "__pair")]
    return records.select_related(*paths).defer(*(f"{one}__text" for one in paths))


def _not_dealt_with(meeting: Meeting) -> frozenset[int]:
    """Give the items of which a sitting that is over is not known to have dealt with them."""
    if meeting.state == MeetingState.PLANNED:
        return frozenset()
    untold = meeting.items.exclude(was_dealt_with())
    return frozenset(untold.order_by().values_list("pk", flat=True))


def was_dealt_with() -> Q:
    """Ask of an item whether the record says that its sitting dealt with it.

    An outcome says it, one that is held back only where nothing else was decided; without any
    decision a text that was read says it, the agenda does not.
    """
    decisions = Decision.objects.filter(item=OuterRef("pk")).order_by()
    told = decisions.exclude(pk__in=decisions_held(*NARROWING).order_by().values("pk"))
    outcomes, outcomes_told = (one.exclude(kind__in=NOT_DEALT_WITH) for one in (decisions, told))
    undecided = ~Q(Exists(decisions)) & Q(passage__isnull=False)
    return Q(Exists(outcomes_told)) | (~Q(Exists(told)) & Q(Exists(outcomes))) | undecided


def _loose(
    decisions: Mapping[int | None, Sequence[MatterFacts]], items: Sequence[AgendaItem]
) -> list[MatterFacts]:
    """Give the decisions on no item and, let out as they are, those on items that are not told."""
    told = {item.pk for item in items}
    apart = chain.from_iterable(found for item, found in decisions.items() if item not in told)
    return sorted(apart, key=lambda one: one.number)


def _demands(meeting: Meeting) -> tuple[MatterFacts, ...]:
    return tuple(_matter(one) for one in meeting.directives.all())


def _told(meeting: Meeting) -> tuple[MatterFacts, ...]:
    """Give the directives with how their source reports each: who said it, and in which manner."""
    found = list(meeting.directives.select_related("passage__document", "passage__pair__document"))
    heard = _heard(found)
    return tuple(
        replace(
            _matter(one),
            voices=heard[one.pk],
            lang=one.passage.document.lang,
            source=one.passage.document_id,
            narrow=_narrow(one),
        )
        for one in found
    )


def _narrow(one: AgendaItem | Decision | Directive) -> frozenset[str]:
    """Give the languages whose words come from a text that is not public: both, where its own is none.

    What nobody read from a text was written by the office; of a decision that says what it says of its item.
    """
    item = one.item if isinstance(one, Decision) else None
    passage = one.passage or (item.passage if item else None)
    if passage is None:
        return frozenset()
    if not _is_public(passage):
        return frozenset({"zh", "en"})
    pair = passage.pair
    return frozenset({pair.document.lang} if pair and not _is_public(pair) else ())


def _is_public(passage: Passage) -> bool:
    return passage.document.release == Release.PUBLIC


def _heard(directives: Sequence[Directive]) -> dict[int, dict[str, Voice]]:
    """Give, for each directive and each language in which there is a source of it, how that reports it.

    Beside a public text one that is not public is not asked: who spoke there is nobody's to tell.
    """
    places: defaultdict[Document, list[tuple[Directive, Passage]]] = defaultdict(list)
    for one in directives:
        for passage in filter(None, (one.passage, one.passage.pair)):
            is_open = _is_public(passage) or not _is_public(one.passage)
            if passage.start is not None and is_open:
                places[passage.document].append((one, passage))
    heard: dict[int, dict[str, Voice]] = {one.pk: {} for one in directives}
    for document, there in places.items():
        side: Side = "zh" if document.lang == "zh" else "en"
        spans = [Span(passage.start or 0, passage.end or 0) for _one, passage in there]
        for (one, passage), voice in zip(there, voices(document.text, side, spans), strict=True):
            heard[one.pk][side] = _as_worded(voice, getattr(one, f"text_{side}"), passage.quote)
    return heard


def _as_worded(voice: Voice, said: str, quote: str) -> Voice:
    """Leave out the words before a directive that is worded otherwise than its source."""
    return voice if " ".join(said.split()) == " ".join(quote.split()) else replace(voice, lead="")


def _quorum(bench: Bench | None, attendances: Sequence[Attendance]) -> QuorumFacts | None:
    found = bench.filled_by(attendances) if bench else None
    return QuorumFacts(found.seats, found.needed, found.coming) if found else None


def _shortfall(bench: Bench | None, attendances: Sequence[Attendance]) -> QuorumFacts | None:
    """Give the quorum where those in the room do not make it."""
    found = _quorum(bench, attendances)
    return found if found and found.filled < found.needed else None


def _decisions(meeting: Meeting, *, is_public: bool) -> defaultdict[int | None, list[MatterFacts]]:
    resting: defaultdict[int | None, list[SpotTaskFacts]] = defaultdict(list)
    bases = Basis.objects.filter(decision__meeting=meeting).order_by("task_id")
    for basis in bases.select_related("task__lead_unit"):
        task = basis.task
        lead = _pair(task.lead_unit, "name") if task.lead_unit else Pair()
        resting[basis.decision_id].append(
            SpotTaskFacts(task.pk, _pair(task, "title"), lead, task.due_on)
        )
    found: defaultdict[int | None, list[MatterFacts]] = defaultdict(list)
    told = _with_sources(meeting.decisions.all(), "passage", "item__passage")
    if is_public:
        told = told.exclude(pk__in=decisions_held(*NARROWING).order_by().values("pk"))
    for one in told:
        matter = _matter(one, str(one.kind), tuple(resting[one.pk]))
        found[one.item_id].append(replace(matter, narrow=_narrow(one)))
    return found


def _matter(
    one: Decision | Directive, kind: str = "", tasks: tuple[SpotTaskFacts, ...] = ()
) -> MatterFacts:
    return MatterFacts(one.pk, one.number, _pair(one, "text"), kind, one.passage_id, tasks)


def _item(
    item: AgendaItem,
    decisions: Sequence[MatterFacts],
    attendances: Sequence[Attendance],
    bench: Bench | None,
) -> ItemFacts:
    away = [
        (_pair(one.person, "name"), kind) for one in attendances if (kind := away_kind(one, item))
    ]
    return ItemFacts(
        pk=item.pk,
        number=item.number,
        kind=item.kind,
        text=_pair(item, "text"),
        passage=item.passage_id,
        decisions=tuple(decisions),
        narrow=_narrow(item),
        away=tuple(away),
        quorum=_shortfall(bench, [one for one in attendances if not away_kind(one, item)])
        if away
        else None,
    )


def _units(unnamed: Iterable[UnnamedUnit]) -> tuple[Pair, ...]:
    return tuple(_pair(one.unit, "name") for one in unnamed)


def _seats(attendances: Sequence[Attendance], *statuses: str) -> tuple[SeatFacts, ...]:
    return tuple(_seat(one) for one in attendances if one.status in statuses)


def _seat(one: Attendance, *, is_public: bool = False) -> SeatFacts:
    """Give a person with their posts, in public with whose posts they are: not everybody knows."""
    named = _post_of if is_public else _title_of
    return SeatFacts(
        name=_pair(one.person, "name"),
        posts=tuple(named(post) for post in one.posts.all()),
        stand_in=_pair(one, "stand_in"),
    )


def _title_of(post: Post) -> Pair:
    return _pair(post, "title")


def _post_of(post: Post) -> Pair:
    title, of = _pair(post, "title"), _pair(post.organisation, "name")
    return Pair(post_zh(title.zh, of.zh), post_en(title.en, of.en))


def _pair(record: Any, stem: str) -> Pair:
    return Pair(getattr(record, f"{stem}_zh"), getattr(record, f"{stem}_en"))
