"""Known bodies, posts, persons and themes by the names that a text prints.

The same name but for its writing is a match and is taken; what is nearly the same is only proposed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from plenary.contexts.governance.heads import home_of, office_of
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.names import is_chinese, is_short_form, plain, title_and_home
from plenary.contexts.governance.papers.shape import Near
from plenary.contexts.governance.seats import full_seat, holds, in_full, lacks_only_place, seat_of
from plenary.kernel.organisations.models import FormerName, Organisation
from plenary.kernel.people.models import Person, Post

NEAR = 82
"""From this likeness (0 to 100, rapidfuzz's ratio) a name is proposed."""
NEAR_CHINESE = 74
"""Chinese names are short: one character of four is a quarter of the name."""
SAME = 100
"""The likeness of a name that two records bear."""
MOST = 3
SHORTEST_END = 3
"""From so many characters on the end of a name is taken for the name."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name was found to be: ``pk`` where one record alone bears it, else proposals."""

    pk: int | None = None
    near: tuple[Near, ...] = ()


@dataclass(slots=True)
class Names:
    """The names by which records of one kind are known."""

    by_plain: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[int, str] = field(default_factory=dict)
    printed: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Each record's names as they are written."""
    full: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """An organisation's full names, in Chinese and English."""

    def add(self, pk: int, *names: str) -> None:
        """Make a record known by these names; the first that is not empty is the one shown."""
        for name in names:
            if bare := plain(name):
                self.by_plain[bare].add(pk)
                self.printed[pk].append(name)
                self.shown.setdefault(pk, name)

    def match(self, printed: str, *, among: Iterable[int] | None = None) -> Match:
        """Find the record of a printed name.

        Two records of the same name are two proposals: which one is meant is a person's to say.
        """
        bare = plain(printed)
        if not bare:
            return Match()
        wanted = None if among is None else set(among)
        same = {pk for pk in self.by_plain.get(bare, ()) if wanted is None or pk in wanted}
        if len(same) == 1:
            return Match(pk=same.pop())
        if same:
            return Match(near=tuple(self._near(pk, SAME) for pk in sorted(same)))
        return Match(near=self._proposals(bare, wanted))

    def typed(self, printed: str) -> Match:
        """Find the record of a name that a person types: as ``match``, else the only one whose name but for its
        place that is. What else holds it is proposed.

        商务局 is 石景山区商务局 where no other unit is called so. For a name in a text that would be a guess.
        """
        match = self.match(printed)
        if match.pk is not None or len(plain(printed)) < SHORTEST_END or _is_borne(match):
            return match
        holding = {
            pk: any(lacks_only_place(name, printed) for name in names)
            for pk, names in self.printed.items()
            if any(holds(name, printed) for name in names)
        }
        meant = [pk for pk, is_called in holding.items() if is_called]
        if len(meant) == 1:
            return Match(pk=meant[0])
        near = {one["id"]: one for one in match.near}
        near |= {pk: self._near(pk, NEAR) for pk in holding if pk not in near}
        return Match(near=tuple(near.values())[:MOST])

    def _proposals(self, bare: str, wanted: set[int] | None) -> tuple[Near, ...]:
        least = NEAR_CHINESE if is_chinese(bare) else NEAR
        found = process.extract(bare, self.by_plain.keys(), scorer=fuzz.ratio,
                                score_cutoff=least, limit=MOST * 3)  # fmt: skip
        near: dict[int, Near] = {}
        for name, score, _index in found:
            for pk in self.by_plain[name]:
                if wanted is None or pk in wanted:
                    near.setdefault(pk, self._near(pk, round(score)))
        return tuple(near.values())[:MOST]

    def _near(self, pk: int, score: int) -> Near:
        return {"id": pk, "name": self.shown[pk], "score": score}


def _is_borne(match: Match) -> bool:
    """Say whether two records bear just this name."""
    return any(one["score"] == SAME for one in match.near)


def organisation_names(*, kind: str | None = None, only_in_being: bool = False) -> Names:
    """Give the names of organisations: in both languages, short, former and other ones."""
    names = Names()
    organisations = Organisation.objects.all()
    if only_in_being:
        organisations = organisations.filter(dissolved_on=None)
    if kind:
        organisations = organisations.filter(kind=kind)
    fields = ("name_zh", "name_en", "short_zh", "short_en")
    for pk, *own in organisations.values_list("pk", *fields):
        names.add(pk, *own)
        names.full[pk] = (own[0], own[1])
    former = FormerName.objects.filter(organisation__in=organisations)
    for pk, zh, en in former.values_list("organisation_id", "name_zh", "name_en"):
        names.add(pk, zh, en)
    return names


def match_body(printed: str, bodies: Names) -> Match:
    """Find the body of a printed name: by one of its names, else the only one of which it is a short
    form, or whose full name is a short form of it.

    A short name that is kept beside a full one is no ground: 区委 is what every district says of its own.
    """
    match = bodies.match(printed)
    if match.pk is not None or _is_borne(match):
        return match
    related = {
        pk
        for pk, names in bodies.printed.items()
        if any(is_short_form(printed, name) for name in names)
        or any(is_short_form(name, printed) for name in bodies.full[pk])
    }
    return Match(pk=related.pop()) if len(related) == 1 else match


def person_names() -> Names:
    """Give the names of persons; in pinyin the given name may come first as well."""
    names = Names()
    for pk, zh, en in Person.objects.values_list("pk", "name_zh", "name_en"):
        names.add(pk, zh, en, " ".join(reversed(en.split())))
    return names


def post_names(organisations: Names) -> Names:
    """Give the posts by their title alone and with each name of their organisation before or after."""
    names = Names()
    known: Mapping[int, list[str]] = _by_record(organisations)
    for pk, home, zh, en in Post.objects.filter(abolished_on=None).values_list(
        "pk", "organisation_id", "title_zh", "title_en"
    ):
        names.shown[pk] = zh or en
        for bare in (plain(zh), plain(en)):
            if not bare:
                continue
            names.by_plain[bare].add(pk)
            for of in known.get(home, ()):
                names.by_plain[bare + of].add(pk)
                names.by_plain[of + bare].add(pk)
    return names


def match_home(printed: str, organisations: Names, place: str) -> int | None:
    """Find the organisation of a printed name, in a text of a place: 区委 of 石景山区 is 石景山区委."""
    match = organisations.match(printed)
    seat = full_seat(printed, place)
    if match.pk is not None or seat is None:
        return match.pk
    there = {
        pk
        for pk, names in organisations.printed.items()
        if any(seat_of(name) == seat for name in names)
    }
    return there.pop() if len(there) == 1 else None


def match_post(
    printed: str, posts: Names, organisations: Names, *, place: str = ""
) -> tuple[Match, int | str | None]:
    """Find a printed post, and where a new one would be held: a known body, a new one's name, or None.

    A title alone (``Director``) never decides: its organisation must be named too, unless the title
    itself names it. ``place`` is whose text it is: there 区委 is 石景山区委, known or still to be made.
    """
    title, home = title_and_home(printed)
    whole = posts.match(printed)
    known = match_home(home, organisations, place) if home else None
    if whole.pk is None and known is not None:
        there = list(Post.objects.filter(organisation_id=known).values_list("pk", flat=True))
        inside = posts.match(title, among=there)
        if inside.pk is not None:
            return inside, known
    if whole.pk is None and known is None and (office := office_of(printed)):
        return _of_office(title, home_of(office, organisations.full, place), posts, whole)
    if not home and whole.pk is not None and len(plain(title)) <= 8:  # noqa: PLR2004 - a bare title
        doubt: Near = {"id": whole.pk, "name": posts.shown[whole.pk], "score": 90}
        return Match(near=(doubt,)), None
    return whole, known or in_full(home, place) or None


def _of_office(
    title: str, home: int | str | None, posts: Names, found: Match
) -> tuple[Match, int | str | None]:
    """Find a post in the body that the law puts it in, else say that it would be made there."""
    if not isinstance(home, int):
        return found, home
    there = list(Post.objects.filter(organisation_id=home).values_list("pk", flat=True))
    inside = posts.match(title, among=there)
    return (inside if inside.pk is not None else found), home


def theme_of(label: str, clause: str, themes: Iterable[Theme]) -> int | None:
    """Give the theme of a clause: by the reader's label, else the one whose words it holds most."""
    listed = list(themes)
    if wanted := plain(label):
        for theme in listed:
            if wanted in {plain(theme.key), plain(theme.name_en), plain(theme.name_zh)}:
                return theme.pk
    low = clause.casefold()
    counts = {t.pk: _held(low, t.words) for t in listed}
    best = max(counts, key=lambda pk: counts[pk], default=None)
    return best if best is not None and counts[best] else None


def _held(low: str, words: str) -> int:
    """Count the letters of the words that a clause holds; an English word must stand whole."""
    return sum(
        len(word) for word, whole in _listed(words) if (whole.search(low) if whole else word in low)
    )


@lru_cache(maxsize=200)
def _listed(words: str) -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """Give the words of a theme, an English one with how it is found as a whole."""
    listed = (word.strip().casefold() for word in words.splitlines())
    return tuple(
        (word, re.compile(rf"\b{re.escape(word)}") if word.isascii() else None)
        for word in listed
        if word
    )


def _by_record(names: Names) -> dict[int, list[str]]:
    table: dict[int, list[str]] = defaultdict(list)
    for bare, records in names.by_plain.items():
        for pk in records:
            table[pk].append(bare)
    return table
