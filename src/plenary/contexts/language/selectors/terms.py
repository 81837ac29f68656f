"""Terms: which an actor sees, how they are found, and what stands against an approval."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from plenary.contexts.language import policies
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.exchange.entry import UNDATED, Entry, Name
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.models import Term, TermToken
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.search.cutting import is_han, pieces, tokens
from plenary.shared import clock
from plenary.shared.actor import Actor

LONGEST_TOKEN = 32
"""Of a word so many characters are kept."""
MOST_PIECES = 12
LONGEST_SHORT = 8
"""A Chinese name of more characters is no short one."""
MOST_NEAR, MOST_READ = 8, 500
OPEN_STATES = (TermState.DRAFT, TermState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of terms is narrowed to; nothing asked: every term."""

    q: str = ""
    profile: str | None = None
    domain: str = ""
    state: str = ""
    is_mine: bool = False
    on: dt.date | None = None
    dating: str = ""


DATINGS = {
    "stated": Q(source_on__isnull=False),
    "undated": Q(is_source_undated=True),
    "unknown": Q(source_on=None, is_source_undated=False),
}
"""What is known of the date of an entry's source: a date, that it states none, or nothing yet."""


def visible_to(actor: Actor) -> QuerySet[Term]:
    """Give every entry to those who write terms, and what is approved to everybody else."""
    if policies.can_write(actor):
        return Term.objects.all()
    return Term.objects.filter(state=TermState.APPROVED)


def listing(actor: Actor, asked: Filters) -> QuerySet[Term]:
    """Give the visible entries that meet the filters, those called exactly so first."""
    found = visible_to(actor)
    if asked.profile is not None:
        found = found.filter(profile=asked.profile)
    if asked.domain:
        found = found.filter(domain=asked.domain)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.is_mine:
        found = found.filter(written_by_id=actor.user_id or 0)
    if asked.dating in DATINGS:
        found = found.filter(DATINGS[asked.dating])
    if asked.on:
        found = found.filter(in_force_on(asked.on))
    return _meeting(found, asked.q).prefetch_related("designations")


def instead(actor: Actor, asked: Filters, found: QuerySet[Term]) -> list[Term]:
    """Give what may be meant where nothing meets the words: within the other filters, else among all."""
    if not asked.q.strip() or found.exists():
        return []
    within = near(listing(actor, replace(asked, q="")), asked.q)
    return within or near(listing(actor, Filters(on=asked.on)), asked.q)


def near(found: QuerySet[Term], query: str) -> list[Term]:
    """Give of some terms those that one who met none may mean: called so in full, as 友好城市 for 友城, or by like words."""
    asked = pieces(query)[:MOST_PIECES]
    shared = {token[:LONGEST_TOKEN] for piece in asked for token in tokens(piece)}
    shared = {token for token in shared if len(token) > 1}
    like = TermToken.objects.filter(token__in=shared).values("term")
    counted = like.annotate(times=Count("token")).order_by("-times", "term")
    numbers = [row["term"] for row in counted.filter(term__in=found.order_by())[:MOST_NEAR]]
    alike = {term.pk: term for term in found.filter(pk__in=numbers)}
    offered = [*_in_full(found, asked), *(alike[pk] for pk in numbers)]
    return list({term.pk: term for term in offered}.values())[:MOST_NEAR]


def _in_full(found: QuerySet[Term], asked: list[str]) -> list[Term]:
    """Give the terms whose Chinese name holds the characters of a short one in their order, the shortest first."""
    short = "".join(piece for piece in asked if is_han(piece))
    if not 1 < len(short) <= LONGEST_SHORT or not all(map(is_han, asked)):
        return []
    for char in dict.fromkeys(short):
        found = found.filter(name_zh__contains=char)
    in_order = re.compile(".*".join(map(re.escape, short)), re.DOTALL)
    called = [term for term in found[:MOST_READ] if in_order.search(term.name_zh)]
    return sorted(called, key=lambda term: (len(term.name_zh), term.pk))[:MOST_NEAR]


def approved(pk: int) -> Term | None:
    """Give an approved entry by its number."""
    return Term.objects.filter(pk=pk, state=TermState.APPROVED).first()


def current(found: QuerySet[Term]) -> QuerySet[Term]:
    """Give of each code the approved revision, or the latest where none is approved."""
    others = Term.objects.filter(code=OuterRef("code"))
    is_better = Exists(others.filter(state=TermState.APPROVED)) | Exists(
        others.filter(revision__gt=OuterRef("revision"))
    )
    return found.filter(Q(state=TermState.APPROVED) | ~is_better)


def with_history(found: QuerySet[Term]) -> QuerySet[Term]:
    """Give every revision, those of one code together and in their order."""
    return found.order_by("code", "revision")


def in_force_on(day: dt.date) -> Q:
    """Give the condition that an entry holds on a day."""
    starts = Q(valid_from=None) | Q(valid_from__lte=day)
    return starts & (Q(valid_to=None) | Q(valid_to__gte=day))


def domains(actor: Actor) -> list[str]:
    """Give the domains of the visible entries, in their order."""
    found = visible_to(actor).exclude(domain="").order_by("domain")
    return list(found.values_list("domain", flat=True).distinct())


def same_names(actor: Actor, term: Term) -> QuerySet[Term]:
    """Give the other visible entries of the same Chinese name: other kinds of text, other times."""
    found = visible_to(actor).filter(name_zh=term.name_zh).exclude(name_zh="")
    return found.exclude(code=term.code).exclude(state=TermState.RETIRED)


def revisions(actor: Actor, term: Term) -> QuerySet[Term]:
    """Give every visible revision of the entry, the latest first."""
    return visible_to(actor).filter(code=term.code).order_by("-revision")


def earlier_of(actor: Actor, term: Term) -> Term | None:
    """Give the visible revision before this one that is or was in force."""
    before = visible_to(actor).filter(code=term.code, revision__lt=term.revision)
    settled = before.exclude(state__in=OPEN_STATES).exclude(approved_at=None, brought_in=None)
    return settled.prefetch_related("designations").order_by("-revision").first()


def history_of(actor: Actor, term: Term) -> QuerySet[AuditRow]:
    """Give the audit rows of all visible revisions of an entry, the latest first."""
    label = Term._meta.label_lower  # noqa: SLF001 - Django's documented meta API
    ids = list(revisions(actor, term).values_list("pk", flat=True))
    return AuditRow.objects.filter(subject_type=label, subject_id__in=ids).order_by("-id")


def rivals(term: Term) -> QuerySet[Term]:
    """Give the approved entries that say another preferred name for the same kind and time."""
    found = Term.objects.filter(
        state=TermState.APPROVED,
        name_zh=term.name_zh,
        profile=term.profile,
        domain=term.domain,
    ).exclude(code=term.code)
    if term.valid_to:
        found = found.filter(Q(valid_from=None) | Q(valid_from__lte=term.valid_to))
    if term.valid_from:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=term.valid_from))
    return found


def entry_of(term: Term) -> Entry:
    """Give an entry as plain values."""
    return Entry(
        code=term.code,
        name_zh=term.name_zh,
        name_en=term.name_en,
        profile=term.profile,
        domain=term.domain,
        definition_zh=term.definition_zh,
        definition_en=term.definition_en,
        note=term.note,
        source=term.source,
        source_on=UNDATED if term.is_source_undated else _iso(term.source_on),
        valid_from=_iso(term.valid_from),
        valid_to=_iso(term.valid_to),
        names=tuple(
            sorted(Name(d.side, d.text, d.standing, d.reason) for d in term.designations.all())
        ),
    )


def status_of(term: Term) -> Status:
    """Give where an entry stands; who approved it elsewhere where nobody has here."""
    if term.approved_at is None:
        return Status(
            term.state, str(term.revision), term.said_approver, _iso(term.said_approved_on)
        )
    day = timezone.localdate(term.approved_at)
    return Status(term.state, str(term.revision), term.approved_by_name, _iso(day))


def is_in_force(term: Term) -> bool:
    """Say whether an approved entry holds today."""
    today = clock.today()
    return (term.valid_from or today) <= today <= (term.valid_to or today)


def _meeting(found: QuerySet[Term], query: str) -> QuerySet[Term]:
    asked = pieces(query)[:MOST_PIECES]
    if not asked:
        return found.none() if query.strip() else found
    for piece in asked:
        for condition in _conditions(piece, is_last=piece is asked[-1]):
            found = found.filter(pk__in=TermToken.objects.filter(condition).values("term_id"))
    exact = Q(name_zh=query.strip()) | Q(name_en__iexact=query.strip())
    rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(rank, "name_zh", "name_en", "id")


def _conditions(piece: str, *, is_last: bool) -> list[Q]:
    """Give what an entry's tokens must hold for one piece of a query."""
    if not is_han(piece):
        word = piece[:LONGEST_TOKEN]
        if is_last and word.isascii():
            return [Q(token__gte=word, token__lt=word[:-1] + chr(ord(word[-1]) + 1))]
        return [Q(token=word)]
    if len(piece) == 1:
        return [Q(token__startswith=piece)]
    return [Q(token=token) for token in tokens(piece)[:-1]]


def _iso(value: dt.date | None) -> str:
    return value.isoformat() if value else ""
