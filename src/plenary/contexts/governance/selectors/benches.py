"""The confirming screen's contents: the marked source, and a card for each thing found in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

from plenary.contexts.governance.enums import AgendaKind
from plenary.contexts.governance.models import Meeting, Reading, TaskList, Theme
from plenary.contexts.governance.papers.attendees import GROUNDS
from plenary.contexts.governance.papers.beside import unknown_beside
from plenary.contexts.governance.papers.marks import Run, marks_of, runs
from plenary.contexts.governance.papers.pairing import SURE
from plenary.contexts.governance.papers.quotes import one_line
from plenary.contexts.governance.papers.shape import Attendee, Clause, Named, Paper, live
from plenary.contexts.governance.seats import place_of
from plenary.contexts.governance.selectors.matching import organisation_names
from plenary.contexts.governance.selectors.readings import REASONS, draft_lists
from plenary.contexts.governance.selectors.themes import offered
from plenary.kernel.organisations.enums import Level
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post
from plenary.shared.web.filters import side


@dataclass(frozen=True, slots=True)
class Card:
    """A directive or agenda item as the screen shows it."""

    part: dict[str, Any]
    number: int | None
    """Its number in the record to be; none for what is dropped."""
    words: str
    unit: str = ""
    pair: int | None = None
    alike: int | None = None
    """How alike the pair is that Plenary made, in per cent."""
    unknown: tuple[str, ...] = ()
    """Units that the clause joins to a known one and that are not known here."""

    @property
    def is_doubtful(self) -> bool:
        """Say whether a person should look at the pair."""
        return self.alike is not None and self.alike < SURE * 100

    @property
    def id(self) -> str:
        """Give its id on the paper."""
        return str(self.part["id"])


@dataclass(frozen=True, slots=True)
class PostCard:
    """A printed post, with the record it was matched to or the organisation of a new one."""

    held: dict[str, Any]
    post: Post | None
    home: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """An attendee, with the person they were matched to."""

    part: Attendee
    person: Person | None
    posts: tuple[PostCard, ...]
    ground: Any = ""
    """Why Plenary takes this attendee of a second text for one recorded already."""
    is_left_out: bool = False
    """Whether the meeting's recorded attendance does not hold this attendee of a second text."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the paper is."""

    clauses: int
    accepted: int
    waiting: int
    dropped: int
    tasks: int
    agenda: int
    people: int
    references: int

    @property
    def makes_all_tasks(self) -> bool:
        """Say whether every accepted directive is to become a task already."""
        return self.accepted > 0 and self.tasks >= self.accepted


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that the confirming screen shows."""

    reading: Reading
    paper: Paper
    runs: list[Run]
    clauses: list[Card]
    agenda: list[Card]
    people: list[PersonCard]
    groups: list[Named]
    references: list[Named]
    counts: Counts
    themes: list[Theme]
    units: list[str]
    bodies: list[Organisation]
    body: Organisation | None
    lists: list[TaskList]
    proposed: Meeting | None
    attached: Meeting | None
    directives: list[Any] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    present: list[Person] = field(default_factory=list)
    """Who is recorded as present at the meeting that the text is attached to."""
    agenda_kinds: list[tuple[str, Any]] = field(default_factory=list)
    reasons: list[Any] = field(default_factory=list)

    @property
    def elsewhere(self) -> tuple[str, str] | None:
        """Give the place that the text is of and the one that is kept here, where they differ."""
        lang = self.paper["lang"]
        facts = self.paper["facts"]
        there = place_of(facts[fact]["text"] for fact in ("body", "name", "title"))
        chosen = [self.body] if self.body else []
        own = [body for body in self.bodies if body.level == Level.OWN]
        kept = [*chosen, *sorted(own, key=lambda body: body.pk)]
        here = place_of(getattr(body, f"name_{lang}") for body in kept)
        return (there, here) if there and here and there != here else None

    @property
    def left(self) -> list[Any]:
        """Give the directives of the meeting that no clause of this text is paired with."""
        paired = set(self.paper["attach"]["clauses"].values())
        return [d for d in self.directives if d.pk not in paired]


def bench(reading: Reading) -> Bench:
    """Lay out a reading's paper with the records that it names; the number of queries is constant."""
    paper = cast("Paper", reading.paper)
    source = reading.text
    bodies = list(Organisation.objects.filter(kind="body"))
    units = list(Organisation.objects.filter(kind="unit", dissolved_on=None))
    attach = paper["attach"]
    meetings = Meeting.objects.in_bulk([m for m in (attach["proposed"], attach["meeting"]) if m])
    attached = meetings.get(attach["meeting"] or 0)
    unit_names = {u.pk: _name(u) for u in units}
    present = [a.person for a in attached.attendances.select_related("person")] if attached else []
    return Bench(
        reading=reading,
        paper=paper,
        runs=runs(source, marks_of(paper)),
        clauses=_with_doubts(_cards(paper, "clauses", source, unit_names)),
        agenda=_cards(paper, "agenda", source, unit_names),
        people=_people(paper, {one.pk for one in present}),
        groups=paper["groups"],
        references=paper["references"],
        counts=counts(paper),
        themes=list(offered(*(clause["theme"] for clause in paper["clauses"]))),
        units=sorted({n for u in units for n in (u.name_zh, u.name_en) if n}),
        bodies=bodies,
        body=next((b for b in bodies if b.pk == paper["body"]), None),
        lists=list(draft_lists(paper["body"])),
        proposed=meetings.get(attach["proposed"] or 0),
        attached=attached,
        directives=list(attached.directives.all()) if attached else [],
        items=list(attached.items.all()) if attached else [],
        present=present,
        agenda_kinds=list(AgendaKind.choices),
        reasons=[REASONS[r] for r in attach["reasons"]],
    )


def counts(paper: Paper) -> Counts:
    """Count a paper's clauses by state."""
    states = [c["state"] for c in paper["clauses"]]
    return Counts(
        clauses=len(states) - states.count("dropped"),
        accepted=states.count("accepted"),
        waiting=states.count("found"),
        dropped=states.count("dropped"),
        tasks=sum(c["task"] for c in cast("list[Clause]", live(paper, "clauses"))),
        agenda=len(live(paper, "agenda")),
        people=len(live(paper, "people")),
        references=len(live(paper, "references")),
    )


def _cards(paper: Paper, section: str, source: str, units: dict[int, str]) -> list[Card]:
    pairs = paper["attach"][section]  # type: ignore[literal-required]
    scores = paper["attach"]["scores"]
    cards, number = [], 0
    for part in cast("dict[str, list[dict[str, Any]]]", paper)[section]:
        is_live = part["state"] != "dropped"
        number += is_live
        words = one_line(source[part["start"] : part["end"]])
        unit = units.get(part.get("unit") or 0, "")
        cards.append(
            Card(
                part,
                number if is_live else None,
                words,
                unit,
                pairs.get(part["id"]),
                scores.get(part["id"]),
            )
        )
    return cards


def _with_doubts(cards: list[Card]) -> list[Card]:
    """Tell of each directive which units it names beside a known one without anybody knowing them."""
    names = organisation_names()
    texts = [f"{card.part['actor']}\n{card.words}" for card in cards]
    everything = "\n".join(texts)
    known = [n for printed in names.printed.values() for n in printed if n in everything]
    return [
        replace(card, unknown=tuple(unknown_beside(text, known, names.by_plain)))
        for card, text in zip(cards, texts, strict=True)
    ]


def _people(paper: Paper, present: set[int]) -> list[PersonCard]:
    people = paper["people"]
    grounds = paper["attach"].get("people", {})
    persons = Person.objects.in_bulk({p["person"] for p in people if p["person"]})
    held = [h for p in people for h in p["posts"]]
    wanted = {h["post"] for h in held} | {n["id"] for h in held for n in h["near"]}
    posts = Post.objects.select_related("organisation").in_bulk([pk for pk in wanted if pk])
    homes = Organisation.objects.in_bulk({h["home"] for h in held if isinstance(h["home"], int)})
    return [
        PersonCard(
            p,
            persons.get(p["person"] or 0),
            tuple(_post(cast("dict[str, Any]", h), posts, homes) for h in p["posts"]),
            ground=GROUNDS.get(grounds.get(p["id"], ""), ""),
            is_left_out=bool(present) and p["person"] not in present,
        )
        for p in people
    ]


def _post(held: dict[str, Any], posts: dict[int, Post], homes: dict[int, Organisation]) -> PostCard:
    post = posts.get(held["post"] or 0)
    home = held["home"]
    name = _name(homes[home]) if isinstance(home, int) and home in homes else str(home or "")
    known = [post] if post else []
    known += [posts[n["id"]] for n in held["near"] if n["id"] in posts and posts[n["id"]] != post]
    choices = [(f"post:{p.pk}", f"{side(p, 'title')} · {_name(p.organisation)}") for p in known]
    if isinstance(home, int) and name:
        choices.append((f"in:{home}", name))
    elif name:
        choices.append((f"new:{name}", name))
    chosen = choices[0][0] if post else next((c for c, _n in choices if c[:4] != "post"), "body")
    return PostCard(held, post, name, tuple(choices), chosen)


def _name(organisation: Organisation) -> str:
    return side(organisation, "name")
