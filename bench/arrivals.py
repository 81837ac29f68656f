"""A day's last ten minutes drawn up beforehand: who asks for what at which moment, whatever the answers take."""

from __future__ import annotations

import random
from dataclasses import dataclass

from asking import Ask

READ = (
    *("home",) * 4,
    *("own tasks",) * 4,
    *("task page",) * 6,
    *("search",) * 2,
    *("calendar",) * 1,
    *("portal front",) * 1,
    *("portal article",) * 1,
)
"""What people look at, as often as it stands here."""
WORDS = ("服务", "国际", "services", "refund")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account: the unit, the tasks it still owes a report on, and their place."""

    email: str
    unit: int
    owed: tuple[int, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Move:
    """One request: seconds after the beginning, its kind, and what is asked."""

    at: float
    kind: str
    ask: Ask


def drawn(
    people: list[Person], *, entries: int, views: int, seconds: float, articles: int
) -> list[list[Move]]:
    """Give each person's moves in order: sign in, look around, and hand in what is owed.

    People come at even, shuffled moments of the first half and go on until the end, with times to
    think between. An entry is its form opened and, later, sent; the form is one of the views.
    """
    draw = random.Random(2026)
    plans: list[list[Move]] = []
    shares = _shares(people, entries)
    arrivals = [seconds * 0.5 * (n + draw.random()) / len(people) for n in range(len(people))]
    draw.shuffle(arrivals)
    reads = _spread(views - sum(shares), len(people))
    for person, start, reports, looks in zip(people, arrivals, shares, reads, strict=True):
        wanted = ["entry"] * reports + [draw.choice(READ) for _look in range(looks)]
        draw.shuffle(wanted)
        step = (seconds - start) / (len(wanted) + 1)
        moves = [Move(start, "sign in", Ask("/accounts/sign-in/"))]
        owed = iter(person.owed)
        for n, kind in enumerate(wanted, start=1):
            at = start + step * (n - 0.4 * draw.random())
            if kind == "entry":
                moves += _entry(draw, at, step, next(owed), person.unit)
            else:
                moves.append(Move(at, kind, Ask(_path(draw, kind, person, articles))))
        plans.append(moves)
    return plans


def _entry(draw: random.Random, at: float, step: float, task: int, unit: int) -> list[Move]:
    path = f"/tasks/{task}/progress/{unit}/"
    n, m = draw.randint(2, 40), draw.randint(20, 900)
    form: dict[str, object] = {
        "done_zh": f"已完成现场勘查{n}处，接待外籍人员{m}人次。",
        "done_en": f"{n} sites were surveyed and {m} people received.",
        "next_zh": "继续推进剩余点位改造。",
        "next_en": "The remaining sites follow.",
    }
    return [
        Move(at, "progress form", Ask(path)),
        Move(at + 0.3 * step, "progress entry", Ask(path, form=form, expected=302)),
    ]


def _path(draw: random.Random, kind: str, person: Person, articles: int) -> str:
    lang = draw.choice(("zh", "en"))
    paths = {
        "home": "/",
        "own tasks": f"/tasks/?unit={person.unit}",
        "task page": f"/tasks/{draw.choice(person.owed)}/",
        "search": f"/search/?q={draw.choice(WORDS)}",
        "calendar": "/calendar/",
        "portal front": f"/portal/{lang}/",
        "portal article": f"/portal/{lang}/pages/page-{draw.randint(1, articles)}/",
    }
    return paths[kind]


def _shares(people: list[Person], entries: int) -> list[int]:
    """Give how many entries each hands in: alike for all, as far as each owes so many."""
    shares = [0] * len(people)
    left = entries
    while left:
        able = [n for n, person in enumerate(people) if shares[n] < len(person.owed)]
        if not able:
            raise SystemExit("the units owe too few reports: fill more tasks")
        for n in able[:left]:
            shares[n] += 1
        left -= len(able[:left])
    return shares


def _spread(count: int, over: int) -> list[int]:
    return [count // over + (n < count % over) for n in range(over)]
