"""What a working paper is told of the meeting that it is another text of: pairs of clauses and persons."""

from __future__ import annotations

from plenary.contexts.governance.papers.shape import Paper, copy, part, section_of, splittable


def attach(
    paper: Paper,
    meeting: int | None,
    *,
    clauses: dict[str, int],
    agenda: dict[str, int],
    scores: dict[str, int] | None = None,
) -> Paper:
    """Say that this is another text of a known meeting (None: that it is not).

    What Plenary had paired with the meeting attached before goes free.
    """
    after = copy(paper)
    _free_people(after)
    after["attach"] |= {"meeting": meeting, "clauses": clauses, "agenda": agenda}
    after["attach"]["scores"] = scores or {}
    if meeting is not None:
        for one in after["clauses"]:
            one["task"] = False
    return after


def pair_person(
    paper: Paper, part_id: str, *, person: int, ground: str, posts: dict[str, int]
) -> Paper:
    """Say which recorded attendee this is and on what ground, and which posts theirs are."""
    after = copy(paper)
    one = part(after, part_id)
    if one["person"] is None:
        one["person"] = person
        after["attach"].setdefault("people", {})[part_id] = ground
    for held in one["posts"]:
        if held["post"] is None and held["id"] in posts:
            held["post"] = posts[held["id"]]
            after["attach"].setdefault("posts", []).append(held["id"])
    return after


def _free_people(paper: Paper) -> None:
    paired = paper["attach"].pop("people", {})
    posts = set(paper["attach"].pop("posts", ()))
    for one in paper["people"]:
        if one["id"] in paired:
            one["person"] = None
        for held in one["posts"]:
            if held["id"] in posts:
                held["post"] = None


def pair(paper: Paper, part_id: str, other: int | None) -> Paper:
    """Pair a clause or agenda item with the record's; what it was paired with before goes free."""
    after = copy(paper)
    splittable(after, part_id)
    table = after["attach"][section_of(part_id)]  # type: ignore[literal-required]
    for key in [k for k, v in table.items() if v == other]:
        del table[key]
    table.pop(part_id, None)
    after["attach"]["scores"].pop(part_id, None)
    if other is not None:
        table[part_id] = other
    return after
