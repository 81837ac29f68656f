"""Whom of a meeting's recorded attendees a second text names, and by which of their posts."""

from __future__ import annotations

from typing import cast

from plenary.contexts.governance.models import Attendance, Meeting
from plenary.contexts.governance.papers import attached
from plenary.contexts.governance.papers.attendees import Present, pair_people, pair_posts
from plenary.contexts.governance.papers.shape import Attendee, Paper, live


def paired(paper: Paper, meeting: Meeting) -> Paper:
    """Pair the attendees of a paper with those recorded, where nothing is in doubt.

    Whom the names have told already stays; a person may choose otherwise on the confirming screen.
    """
    recorded = _recorded(meeting)
    named = cast("list[Attendee]", live(paper, "people"))
    known = {one["person"] for one in named} - {None}
    free = [one for one in recorded if one.person_id not in known]
    unknown = [one for one in named if one["person"] is None]
    found = pair_people([_printed(one) for one in unknown], [_kept(one) for one in free])
    after = paper
    for one in named:
        key, ground = found.get(one["id"], ("", ""))
        person = one["person"] or int(key or 0)
        attendance = next((a for a in recorded if a.person_id == person), None)
        if attendance is not None:
            after = attached.pair_person(
                after, one["id"], person=person, ground=ground, posts=_posts(one, attendance)
            )
    return after


def with_posts(paper: Paper, meeting: Meeting, part_id: str) -> Paper:
    """Pair the posts of one attendee, whom somebody has just chosen, with those recorded."""
    one = next((p for p in paper["people"] if p["id"] == part_id), None)
    if one is None or one["person"] is None:
        return paper
    for attendance in _recorded(meeting):
        if attendance.person_id == one["person"]:
            posts = _posts(one, attendance)
            return attached.pair_person(
                paper, part_id, person=one["person"], ground="", posts=posts
            )
    return paper


def _recorded(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendances.select_related("person").prefetch_related("posts"))


def _posts(one: Attendee, attendance: Attendance) -> dict[str, int]:
    taken = {held["post"] for held in one["posts"]}
    theirs = [
        (str(post.pk), post.title_zh or post.title_en)
        for post in attendance.posts.all()
        if post.pk not in taken
    ]
    mine = [(held["id"], held["text"]) for held in one["posts"] if held["post"] is None]
    return {key: int(pk) for key, pk in pair_posts(mine, theirs).items()}


def _printed(one: Attendee) -> Present:
    return Present(
        key=one["id"],
        is_chair=one["chair"],
        titles=tuple(held["text"] for held in one["posts"]),
        known=frozenset(held["post"] for held in one["posts"] if held["post"] is not None),
    )


def _kept(attendance: Attendance) -> Present:
    posts = list(attendance.posts.all())
    return Present(
        key=str(attendance.person_id),
        is_chair=attendance.is_chair,
        titles=tuple(post.title_zh or post.title_en for post in posts),
        known=frozenset(post.pk for post in posts),
    )
