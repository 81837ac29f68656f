"""What a working paper holds, and how a part of it is found."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal, NotRequired, TypedDict, cast

from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import NotFound, Refused

State = Literal["found", "accepted", "dropped"]


class Fact(TypedDict):
    """A single value of the meeting; ``start`` and ``end`` are None where it was typed by hand."""

    text: str
    start: int | None
    end: int | None


class Near(TypedDict):
    """A record that is nearly the same: only proposed, never taken silently."""

    id: int
    name: str
    score: int


class Clause(TypedDict):
    """A directive. Its text is the source's from ``start`` to ``end``, never a copy.

    ``suggested`` is the unit that should lead, by the records, with the reason in both languages.
    """

    id: str
    state: State
    start: int
    end: int
    verb: str
    theme: int | None
    actor: str
    due_phrase: str
    due_on: str
    task: bool
    unit: int | None
    suggested: int | None
    reason_zh: str
    reason_en: str


class Item(TypedDict):
    """An agenda item."""

    id: str
    state: State
    start: int
    end: int
    kind: str


class PostHeld(TypedDict):
    """A post of an attendee: a known one, or a new one in ``home``.

    ``home`` is an organisation's id, the name of a new one, or None for the meeting's body.
    """

    id: str
    text: str
    start: int
    end: int
    post: int | None
    home: int | str | None
    near: list[Near]


class Attendee(TypedDict):
    """A named person who was present; ``person`` is the known record, if any."""

    id: str
    state: State
    start: int
    end: int
    text: str
    chair: bool
    person: int | None
    near: list[Near]
    posts: list[PostHeld]


class Named(TypedDict):
    """A group that was present, or a superior meeting, plan or document."""

    id: str
    state: State
    start: int
    end: int
    text: str
    kind: str


class Attach(TypedDict):
    """The meeting in another language's text that this text belongs to, with what is paired.

    ``scores`` says how alike a pair is that Plenary made, in per cent; a person's pair has none.
    ``people`` holds the attendees whom Plenary paired with those recorded, each with the ground
    (a key of ``GROUNDS``), and ``posts`` the printed posts that it paired; papers laid out before
    there was such pairing have neither.
    """

    proposed: int | None
    reasons: list[str]
    meeting: int | None
    clauses: dict[str, int]
    agenda: dict[str, int]
    scores: dict[str, int]
    people: NotRequired[dict[str, str]]
    posts: NotRequired[list[str]]


class Paper(TypedDict):
    """The whole working paper."""

    lang: Literal["zh", "en"]
    next: int
    facts: dict[str, Fact]
    held_on: str
    published_on: str
    year: int | None
    plenary: bool
    body: int | None
    body_near: list[Near]
    task_list: int | None
    list_name: str
    clauses: list[Clause]
    agenda: list[Item]
    people: list[Attendee]
    groups: list[Named]
    references: list[Named]
    notes: list[dict[str, str]]
    attach: Attach


FACTS = ("title", "source", "body", "name")
SECTIONS = {"c": "clauses", "a": "agenda", "p": "people", "g": "groups", "r": "references"}
SPLIT_SECTIONS = frozenset({"clauses", "agenda"})


def copy(paper: Paper) -> Paper:
    """Give a paper of its own to change, so that a refusal leaves the old one untouched."""
    return deepcopy(paper)


def section_of(part_id: str) -> str:
    """Give the section that an id belongs to; ``NotFound`` for an id that none has."""
    try:
        return SECTIONS[part_id[:1]]
    except KeyError:
        raise NotFound from None


def parts(paper: Paper, section: str) -> list[dict[str, Any]]:
    """Give the list of a section."""
    return cast("dict[str, list[dict[str, Any]]]", paper)[section]


def part(paper: Paper, part_id: str) -> dict[str, Any]:
    """Give one clause, agenda item, person, group or reference; ``NotFound`` without it."""
    for found in parts(paper, section_of(part_id)):
        if found["id"] == part_id:
            return found
    raise NotFound


def clause_of(paper: Paper, part_id: str) -> Clause:
    """Give one clause; ``Refused`` where the id is another part's."""
    if section_of(part_id) != "clauses":
        raise Refused(_("Only a directive has a verb, a theme and a task."))
    return cast("Clause", part(paper, part_id))


def splittable(paper: Paper, part_id: str) -> dict[str, Any]:
    """Give a directive or agenda item that is not dropped; ``Refused`` for anything else."""
    if section_of(part_id) not in SPLIT_SECTIONS:
        raise Refused(_("Only directives and agenda items can be edited like this."))
    one = part(paper, part_id)
    if one["state"] == "dropped":
        raise Refused(_("This was dropped. Restore it first."))
    return one


def live(paper: Paper, section: str) -> list[dict[str, Any]]:
    """Give what is not dropped, in the order of the text."""
    return [p for p in parts(paper, section) if p["state"] != "dropped"]


def side(paper: Paper, field: str, text: str) -> dict[str, Any]:
    """Give a text as the side of a two-language field that is the paper's language."""
    return {f"{field}_{paper['lang']}": text}


def new_id(paper: Paper, letter: str) -> str:
    """Give an id that the paper has never used."""
    paper["next"] += 1
    return f"{letter}{paper['next']}"
