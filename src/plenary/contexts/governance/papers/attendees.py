"""Pairs the attendees of two texts of one meeting, and the posts of each, where nothing is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

GROUNDS = {
    "chair": _("both chaired"),
    "post": _("the same posts"),
    "order": _("the same place in the order"),
}
"""Why two attendees are taken for one person."""

_RANKS = (
    ("secretary-general", re.compile(r"秘书长|secretary[ -]general", re.IGNORECASE)),
    ("secretary", re.compile(r"书记|\bsecretary\b(?![ -]general)", re.IGNORECASE)),
    (
        "mayor",
        re.compile(r"[区市县镇乡州省]长|\bmayor\b|\bgovernor\b|\bmagistrate\b", re.IGNORECASE),
    ),
    ("chair", re.compile(r"主席|会长|理事长|董事长|\bchair|\bpresident\b", re.IGNORECASE)),
    (
        "head",
        re.compile(
            r"主任|[局部厅处科司组院校台馆所站]长|总经理|总裁"
            r"|\bdirector\b|\bhead\b|\bchief\b|\bleader\b|\bminister\b|\bmanager\b",
            re.IGNORECASE,
        ),
    ),
    ("member", re.compile(r"委员(?!会)|常委|成员|\bmember\b", re.IGNORECASE)),
)
"""The ranks that posts are told apart by in both languages; the first that a title holds is its rank."""
_DEPUTY = re.compile(r"副|\bdeputy\b|\bvice\b|\bassistant\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Present:
    """An attendee as pairing sees them: ``titles`` of their posts, ``known`` ids of known posts."""

    key: str
    is_chair: bool = False
    titles: tuple[str, ...] = ()
    known: frozenset[int] = frozenset()

    @property
    def marks(self) -> frozenset[str]:
        """Give what their posts are known by in either language."""
        ranks = {rank for title in self.titles if (rank := rank_of(title))}
        return frozenset(ranks | {f"post {pk}" for pk in self.known})


def rank_of(title: str) -> str:
    """Give the rank of a post in either language, ``deputy head`` for 副主任; "" for none known."""
    bare = re.sub(r"委员会", "会", title)
    for rank, words in _RANKS:
        if words.search(bare):
            return f"deputy {rank}" if _DEPUTY.search(bare) else rank
    return ""


def pair_people(left: Sequence[Present], right: Sequence[Present]) -> dict[str, tuple[str, str]]:
    """Give each key of the left that is surely one of the right: (its key, the ground).

    Sure are the two chairs; those whose posts agree better than with anybody else's, on both sides;
    and, where both texts name as many, those left over in the order named, unless their posts differ.
    """
    found: dict[str, tuple[str, str]] = {}
    chairs = [[one for one in side if one.is_chair] for side in (left, right)]
    if len(chairs[0]) == len(chairs[1]) == 1:
        found[chairs[0][0].key] = (chairs[1][0].key, "chair")
    rest_left, rest_right = _left_over(left, right, found)
    for one in rest_left:
        other = _only_best(one, rest_right)
        if other is not None and _only_best(other, rest_left) is one:
            found[one.key] = (other.key, "post")
    if len(left) == len(right):
        for one, other in zip(*_left_over(left, right, found), strict=True):
            if not (one.marks and other.marks) or one.marks & other.marks:
                found[one.key] = (other.key, "order")
    return found


def pair_posts(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Pair two lists of posts (key, title) of one person: the same rank, held but once on each side."""
    found = {}
    for key, title in left:
        rank = rank_of(title)
        mine = [k for k, other in left if rank_of(other) == rank]
        theirs = [k for k, other in right if rank_of(other) == rank]
        if rank and len(mine) == len(theirs) == 1:
            found[key] = theirs[0]
    return found


def _only_best(one: Present, others: Sequence[Present]) -> Present | None:
    scored = sorted(((_agreement(one, other), n) for n, other in enumerate(others)), reverse=True)
    if not scored or not scored[0][0]:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return others[scored[0][1]]


def _agreement(one: Present, other: Present) -> float:
    every = one.marks | other.marks
    return len(one.marks & other.marks) / len(every) if every else 0.0


def _left_over(
    left: Sequence[Present], right: Sequence[Present], found: dict[str, tuple[str, str]]
) -> tuple[list[Present], list[Present]]:
    taken = {key for key, _ground in found.values()}
    return [o for o in left if o.key not in found], [o for o in right if o.key not in taken]
