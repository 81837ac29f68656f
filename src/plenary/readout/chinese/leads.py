"""What follows a clause in its sentence: an action to which it can attach, or a demand of its own."""

from __future__ import annotations

import re

from plenary.readout.chinese import kinds, phrases
from plenary.readout.chinese.demands import demand_of
from plenary.readout.chinese.pieces import Piece
from plenary.readout.chinese.verbs import head_of


def others_follow(text: str, rest: list[Piece]) -> bool:
    """Whether the next clause tells somebody else to act."""
    following = demand_of(rest[0].of(text)) if rest else None
    return bool(following and following.subject)


def demand_follows(text: str, rest: list[Piece]) -> bool:
    """Whether the next clause demands something by itself (不仅要…，而且要…)."""
    return bool(rest and demand_of(rest[0].of(text)))


def attaches(text: str, piece: Piece, rest: list[Piece]) -> bool:
    """Whether an action follows, before any semicolon, to which a leading adjunct can attach."""
    return piece.stop != "；" and has_action(text, rest)


def has_action(text: str, rest: list[Piece]) -> bool:
    """Whether a clause follows in the sentence to which a leading adjunct can attach."""
    chained = False
    for piece in rest:
        words = piece.of(text)
        if piece.fresh:
            return False
        if demand_of(words):
            return True
        chained = chained or phrases.is_idiom_chain(words)
        if phrases.has_object(words) or phrases.is_whole_verb(words):
            return True
        if not kinds.is_lead(words) and not phrases.is_idiom(words):
            acts = head_of(words) or kinds.subject_verb(words)
            return chained or (bool(acts) and not _is_result_only(words))
        if piece.stop == "；":
            return bool(kinds.inner_head(words))
    return bool(rest and kinds.inner_head(rest[-1].of(text)))


def _is_result_only(words: str) -> bool:
    return bool(re.match(r"(?:切实|坚决)?(?:确保|从而|使(?!用)|让)|以便", words))


def leads_to_demand(text: str, rest: list[Piece]) -> bool:
    """Whether the next clause demands something of the same doer."""
    if not rest or rest[0].fresh:
        return False
    demand = demand_of(rest[0].of(text))
    return demand is not None and not demand.subject and not demand.forbids
