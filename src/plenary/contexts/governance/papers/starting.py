"""The first working paper: the reader's draft, laid out for people to mend."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any, cast

from plenary.contexts.governance.papers.shape import (
    Attendee,
    Clause,
    Fact,
    Item,
    Named,
    Paper,
    new_id,
)
from plenary.readout import held_on, published

Found = dict[str, Any]
_PLENARY = re.compile(r"\bplenary\b|全体会议|全会", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_HALF = {"H1": (6, 30), "H2": (12, 31)}
_HEADER_LINE = 40
"""A date in a line with fewer other characters than this is the line's whole matter."""


def first_paper(found: Found, source: str) -> Paper:
    """Lay a draft (``Draft.to_json``) out as a paper; nothing is accepted, nothing matched yet."""
    paper = _empty(found)
    spans = found["spans"]
    title = found["title"]
    paper["facts"] = {
        "title": _fact(title["text"], title),
        "source": _fact(found["source"], spans["source"]),
        "body": _fact(found["body"], spans["body"]),
        "name": _fact(found["meeting_name"], spans["meeting_name"]),
    }
    _set_dates(paper, found, source)
    paper["clauses"] = _clauses(paper, found)
    paper["agenda"] = _agenda(paper, found)
    paper["people"] = _people(paper, found)
    paper["groups"] = _named(paper, "g", found["attendee_groups"], spans["attendee_groups"])
    paper["references"] = _named(paper, "r", found["references"], spans["references"])
    return paper


def last_day(iso: str | None) -> str:
    """Give the last day of what a draft calls due: a date, month, quarter, half-year, year or plan."""
    if not iso:
        return ""
    last = iso.rpartition("/")[2]
    year, _, rest = last.partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return ""
    try:
        return _end_of(int(year), rest).isoformat()
    except ValueError:
        return ""


def _end_of(year: int, rest: str) -> dt.date:
    if not rest:
        return dt.date(year, 12, 31)
    if rest in _HALF:
        return dt.date(year, *_HALF[rest])
    if rest.startswith("Q"):
        return _month_end(year, int(rest[1:]) * 3)
    if "-" in rest:
        return dt.date.fromisoformat(f"{year}-{rest}")
    return _month_end(year, int(rest))


def _month_end(year: int, month: int) -> dt.date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise ValueError(month)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _empty(found: Found) -> Paper:
    return {
        "lang": found["lang"],
        "next": 0,
        "facts": {},
        "held_on": "",
        "published_on": "",
        "year": None,
        "plenary": False,
        "body": None,
        "body_near": [],
        "task_list": None,
        "list_name": "",
        "clauses": [],
        "agenda": [],
        "people": [],
        "groups": [],
        "references": [],
        "notes": list(found["notes"]),
        "attach": {
            "proposed": None,
            "reasons": [],
            "meeting": None,
            "clauses": {},
            "agenda": {},
            "scores": {},
        },
    }


def _fact(text: str | None, span: Found | None) -> Fact:
    if not text or span is None:
        return {"text": text or "", "start": None, "end": None}
    return {"text": text, "start": span["start"], "end": span["end"]}


def _set_dates(paper: Paper, found: Found, source: str) -> None:
    """Tell a date that stands in a line of its own (publication) from one in a sentence (sitting).

    Of a published text the sitting is the day that its first paragraphs name, for a person to look at.
    """
    date, span = found["date"], found["spans"]["date"]
    names = f"{paper['facts']['title']['text']} {paper['facts']['name']['text']}"
    paper["plenary"] = bool(_PLENARY.search(names))
    if date and span:
        paper["facts"]["date"] = _fact(date, span)
        line_start = source.rfind("\n", 0, span["start"]) + 1
        line_end = source.find("\n", span["end"])
        line = source[line_start : line_end if line_end >= 0 else len(source)]
        own = len(line.strip()) - (span["end"] - span["start"]) < _HEADER_LINE
        paper["published_on" if own else "held_on"] = date
        if own:
            paper["held_on"] = held_on(published(source, found["lang"]), found["lang"])
    year = _YEAR.search(names)
    if year or date:
        paper["year"] = int(year[1] if year else date[:4])


def _clauses(paper: Paper, found: Found) -> list[Clause]:
    clauses: list[Clause] = []
    for one in found["directives"]:
        due = one["due"] or {"text": "", "iso": None}
        clauses.append(
            {
                "id": new_id(paper, "c"),
                "state": "found",
                "start": one["start"],
                "end": one["end"],
                "verb": one["verb"] or "",
                "theme": None,
                "actor": one["actor"] or "",
                "due_phrase": due["text"],
                "due_on": last_day(due["iso"]),
                "task": False,
                "unit": None,
                "suggested": None,
                "reason_zh": "",
                "reason_en": "",
            }
        )
    return clauses


def _agenda(paper: Paper, found: Found) -> list[Item]:
    return [
        {
            "id": new_id(paper, "a"),
            "state": "found",
            "kind": one["kind"],
            "start": span["start"],
            "end": span["end"],
        }
        for one, span in zip(found["agenda"], found["spans"]["agenda"], strict=True)
    ]


def _people(paper: Paper, found: Found) -> list[Attendee]:
    chairs = set(found["chair"])
    people: list[Attendee] = []
    for one, span in zip(found["attendees"], found["spans"]["attendees"], strict=True):
        person = _attendee(paper, one["name"], span["name"], chair=one["name"] in chairs)
        person["posts"] = [
            {
                "id": new_id(paper, "o"),
                "text": text,
                "start": place["start"],
                "end": place["end"],
                "post": None,
                "home": None,
                "near": [],
            }
            for text, place in zip(one["posts"], span["posts"], strict=True)
        ]
        people.append(person)
    named = {p["text"] for p in people}
    for text, place in zip(found["chair"], found["spans"]["chair"], strict=True):
        if text not in named:
            people.insert(0, _attendee(paper, text, place, chair=True))
    return people


def _attendee(paper: Paper, name: str, span: Found, *, chair: bool) -> Attendee:
    return {
        "id": new_id(paper, "p"),
        "state": "found",
        "text": name,
        "start": span["start"],
        "end": span["end"],
        "chair": chair,
        "person": None,
        "near": [],
        "posts": [],
    }


def _named(paper: Paper, letter: str, values: list[Any], places: list[Found]) -> list[Named]:
    named = []
    for value, place in zip(values, places, strict=True):
        text, kind = (value["text"], value["kind"]) if isinstance(value, dict) else (value, "")
        named.append(
            {"id": new_id(paper, letter), "state": "found", "text": text, "kind": kind}
            | _place(place)
        )
    return cast("list[Named]", named)


def _place(span: Found) -> Any:
    return {"start": span["start"], "end": span["end"]}
