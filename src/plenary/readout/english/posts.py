"""Reads the posts that are printed beside a name, before it or after it, or once for several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plenary.readout.draft import Attendee, Found
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import POST_HEADS
from plenary.readout.english.words import Word, value

_SHARED = re.compile(
    r"(?i)(?:(?:all|both)\s+)?(?:[a-z-]+\s+){0,3}(?:heads|directors|members|secretaries|chairmen|mayors|ministers"
    r"|governors|presidents|premiers|leaders|chairs|councillors|commissioners)\b"
)
_LONGEST_TITLE = 12
_LONGEST_TAIL = 5
_LONGEST_MODIFIER = 4
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
CORE_POSTS = word_set("""
    secretary director chairman chairwoman chairperson chair head governor mayor president member minister
    commissioner professor inspector counselor counsellor consul ambassador dean leader representative
    administrator premier academician manager supervisor spokesperson advisor adviser assistant ceo cfo
    cto councilmember alderman selectman trustee researcher founder councilor councillor commander chief executive secretary-general vice-president
    vice-governor vice-minister director-general vice-chairman vice-mayor general expert magistrate
    editor-in-chief co-chair fellow prosecutor clerk partner engineer economist convener convenor rector bursar warden
    """)
_PLURALS = word_set("""
    other others representatives members heads leaders officials presidents experts directors generals
    principals staff delegates secretaries cadres scholars persons personnel mayors governors
    """)
JOINTS = word_set(", ; and & or")
_GROUPS_END = word_set("including namely comprising")


def is_plural(post: str) -> bool:
    """Say whether a post is that of several: "Vice Mayors", "Vice-Chairmen of the council"."""
    heads = [w.lower() for w in post.split()]
    return any(_singular(w) != w and _is_core_post(_singular(w)) for w in heads)


def with_shared(people: list[Attendee]) -> Iterator[Attendee]:
    """Give the post printed once after a list to all of it: "A, B and C, deputy heads of the group"."""
    last = people[-1].posts if people else ()
    common = bool(last) and _SHARED.match(last[0].text) is not None
    for person in people:
        yield Attendee(person.name, last) if common and not person.posts else person


def title_before(text: str, listed: Sequence[Word], floor: int, at: int) -> tuple[Found, ...]:
    """Read a post printed before the name: "Premier Li Qiang", "Vice Mayors A and B"."""
    start = at
    while start > floor and _is_title_word(listed, start - 1):
        start -= 1
    while start < at and listed[start].low in {"the", "a", "also", "other", "both", "then"}:
        start += 1
    body = listed[start:at]
    if (
        not body
        or len(body) > _LONGEST_TITLE
        or body[-1].low in {"members", "leaders", "officials"}
        or body[0].low == "members"
    ):
        return ()
    if not any(_is_core_post(w.low) or _is_core_post(_singular(w.low)) for w in body):
        return ()
    return _split_posts(text, body, any_head=True)


def _singular(word: str) -> str:
    return word[:-2] + "an" if word.endswith("men") else word.removesuffix("s")


def _is_title_word(listed: Sequence[Word], at: int) -> bool:
    word = listed[at].low
    if word == "and":
        return (
            at > 0
            and at + 1 < len(listed)
            and _is_post(listed, at + 1)
            and listed[at - 1].low in CORE_POSTS
        )
    return word[0].isalnum() and word not in {"including", "by", "on", "in", "with"}


def posts_after(
    text: str, listed: Sequence[Word], start: int, end: int, *, is_last: bool
) -> tuple[Found, ...]:
    """Read the posts printed after a name, between commas or in brackets."""
    if start < end and listed[start].low in {"(", "（"}:
        close = next((i for i in range(start, end) if listed[i].low in {")", "）"}), end)
        return _split_posts(text, listed[start + 1 : close], any_head=True)
    if start >= end or listed[start].low != ",":
        return ()
    body = list(listed[start + 1 : end])
    body = body[: next((i for i in range(len(body)) if _leaves_post(body, i)), len(body))]
    if body and body[0].low in {"a", "an", "the"} and len(body) > 1:
        body = body[1:]
    shared = _SHARED.match(text, body[0].start, body[-1].end) if is_last and body else None
    if shared:
        return tuple(_shared_posts(text, body))
    body = _without_next_title(body) if not is_last else body
    if not body:
        return ()
    return _split_posts(text, _without_group(body), any_head=False)


def _shared_posts(text: str, body: Sequence[Word]) -> Iterator[Found]:
    """Give the posts of "all members of the bureau and deputy heads of the group"."""
    first = int(body[0].low in {"all", "both"})
    for i in range(first + 1, len(body) + 1):
        ends = i == len(body) or (
            body[i].low in JOINTS
            and (
                i + 1 >= len(body)
                or _SHARED.match(text, body[i + 1].start, body[-1].end) is not None
            )
        )
        if ends or body[i].low in {",", ";"}:
            yield value(text, body[first:i])
            first = i + 1
        if i < len(body) and body[i].low in {",", ";"}:
            return


def _leaves_post(body: Sequence[Word], at: int) -> bool:
    """Say whether a post ends before a word: "who", or "on Friday"."""
    word = body[at].low
    return word == "who" or (word == "on" and at + 1 < len(body) and body[at + 1].low in _WEEKDAYS)


def _without_group(body: list[Word]) -> list[Word]:
    """Leave out "and other members including" and "as well as heads of departments"."""
    including = next(
        (
            i
            for i, w in enumerate(body)
            if w.low in _GROUPS_END
            or (w.low == "such" and i + 1 < len(body) and body[i + 1].low == "as")
        ),
        None,
    )
    if including is not None:
        cut = max((i for i in range(including) if body[i].low in {",", ";", "and"}), default=0)
        body = body[:cut]
    for i, word in enumerate(body):
        joins = word.low in {"and", ",", ";"} or [w.low for w in body[i : i + 2]] == ["as", "well"]
        if i and joins and _is_group([w.low for w in body[i + 1 : i + 9]]):
            return body[:i]
    return body


def _is_group(after: list[str]) -> bool:
    """Say whether people without names are spoken of: "other members", "heads of departments"."""
    if after[:3] == ["a", "total", "of"]:
        return True
    for word in after:
        if word in _PLURALS:
            return True
        if word in {"of", "for", "in", ","}:
            return False
    return False


def _is_core_post(word: str) -> bool:
    return word in CORE_POSTS or any(part in CORE_POSTS for part in word.split("-"))


def _without_next_title(body: list[Word]) -> list[Word]:
    """Leave out the title of the next person: "..., and Mayor" before a name."""
    if not body or body[-1].low in JOINTS:
        return body
    cut = max((i for i, w in enumerate(body) if w.low in {",", ";", "and"}), default=-1)
    if cut < 0 and all(w.low in POST_HEADS for w in body):
        return []
    tail = body[cut + 1 :]
    if cut >= 0 and tail and tail[0].low in POST_HEADS and len(tail) <= _LONGEST_TAIL:
        return body[:cut]
    return body


def _split_posts(text: str, body: Sequence[Word], *, any_head: bool) -> tuple[Found, ...]:
    body = list(body)
    while body and (
        body[-1].low in JOINTS or body[-1].low in {"also", "both", "all", "well", "as", "."}
    ):
        body.pop()
    if not body or (not any_head and not _is_post(body, 0) and not _is_loose_post(body)):
        return ()
    starts = [
        0,
        *(i for i in range(1, len(body)) if body[i - 1].low in JOINTS and _is_post(body, i)),
    ]
    posts: list[Found] = []
    for start, stop in zip(starts, [*starts[1:], len(body)], strict=True):
        last = stop
        while last > start and body[last - 1].low in JOINTS:
            last -= 1
        if last > start:
            first = start
            while first < last - 1 and body[first].low in {
                "the",
                "also",
                "concurrently",
                "a",
                "an",
            }:
                first += 1
            posts.append(value(text, body[first:last]))
    return tuple(posts)


def _is_post(body: Sequence[Word], at: int) -> bool:
    """Say whether a post begins here: perhaps "Deputy" and the like, then "Secretary", "Mayor"."""
    if at < len(body) and body[at].low in {"the", "also", "concurrently", "a"}:
        at += 1
    for i in range(at, min(at + 5, len(body))):
        word = body[i].low
        if _is_core_post(word):
            return True
        if word not in POST_HEADS and not (
            body[i].capital and i > at - 1 and word.isalpha() and i - at < _LONGEST_MODIFIER
        ):
            return False
        if body[i].capital is False and word not in POST_HEADS:
            return False
    return False


def _is_loose_post(body: Sequence[Word]) -> bool:
    """Say whether a text after a name is a post such as "the Party committee secretary"."""
    for word in body[:6]:
        if _is_core_post(word.low):
            return True
        if word.low in {"of", "for", "in", "at", "by", "on", "to"} or not word.low[0].isalpha():
            return False
    return False
