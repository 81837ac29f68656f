"""What people do to a working paper: accept, mend, split, merge, drop, restore, add, choose.

Every function gives a new paper or raises ``Refused`` with a plain sentence; spans stay verbatim
places in the source, in its order, and those of one section never overlap.
"""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.papers.quotes import find, one_line, trim, word_start
from plenary.contexts.governance.papers.shape import (
    FACTS,
    Clause,
    Item,
    Paper,
    clause_of,
    copy,
    live,
    new_id,
    part,
    parts,
    section_of,
    splittable,
)
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused

LONGEST = 3000
"""Characters in one clause; more than this is a chapter, not a clause."""
LONGEST_FACT = 300
AGENDA_KINDS = frozenset({"study", "hear", "review", "approve", "discuss", "notify", "other"})


def accept(paper: Paper, part_id: str) -> Paper:
    """Accept a part as it stands; a dropped one is restored first, so it may be refused."""
    after = restore(paper, part_id)
    part(after, part_id)["state"] = "accepted"
    return after


def accept_all(paper: Paper) -> Paper:
    """Accept every part that nobody has dropped."""
    after = copy(paper)
    for section in ("clauses", "agenda", "people", "groups", "references"):
        for one in live(after, section):
            one["state"] = "accepted"
    return after


def drop(paper: Paper, part_id: str) -> Paper:
    """Leave a part out of the record; it stays on the paper and can be restored."""
    after = copy(paper)
    one = part(after, part_id)
    one["state"] = "dropped"
    if section_of(part_id) == "clauses":
        one["task"] = False
    after["attach"]["clauses"].pop(part_id, None)
    after["attach"]["agenda"].pop(part_id, None)
    return after


def restore(paper: Paper, part_id: str) -> Paper:
    """Take a dropped part up again; refused where another has taken its words since."""
    after = copy(paper)
    one = part(after, part_id)
    if one["state"] == "dropped":
        _refuse_overlap(after, section_of(part_id), one["start"], one["end"], but=part_id)
        one["state"] = "found"
    return after


def split(paper: Paper, source: str, part_id: str, *, at: int) -> Paper:
    """Split a clause or agenda item in two at an offset of the source, before the word it falls into."""
    after = copy(paper)
    one = splittable(after, part_id)
    at = word_start(source, at)
    if not one["start"] < at < one["end"]:
        raise Refused(_("The place to split at must lie inside the clause."))
    first = trim(source, one["start"], at)
    second = trim(source, at, one["end"])
    if first[0] >= first[1] or second[0] >= second[1]:
        raise Refused(_("Each of the two parts needs words of its own."))
    rest = {**one, "id": new_id(after, part_id[0]), "start": second[0], "end": second[1]}
    one["start"], one["end"] = first
    if "verb" in rest:
        rest |= {"verb": "", "due_phrase": "", "due_on": "", "task": False, "unit": None}
        rest |= {"suggested": None, "reason_zh": "", "reason_en": ""}
    section = parts(after, section_of(part_id))
    section.insert(section.index(one) + 1, rest)
    return after


def split_before(paper: Paper, source: str, part_id: str, *, words: str) -> Paper:
    """Split a clause or agenda item where its second part's first words stand."""
    one = splittable(copy(paper), part_id)
    place = find(source[: one["end"]], words, near=one["start"] + 1)
    if place is None or not one["start"] < place[0]:
        raise Refused(
            _("The clause does not hold these words after its beginning."),
            fields={"words": _("Give the first words of the second part as they stand.")},
        )
    return split(paper, source, part_id, at=place[0])


def merge(paper: Paper, part_id: str) -> Paper:
    """Merge a clause or agenda item with the next one, with what stands between them."""
    after = copy(paper)
    one = splittable(after, part_id)
    section = section_of(part_id)
    following = next((p for p in live(after, section) if p["start"] >= one["end"]), None)
    if following is None:
        raise Refused(_("There is no next clause to merge with."))
    if following["end"] - one["start"] > LONGEST:
        raise Refused(_("The two stand too far apart to be one clause."))
    one["end"] = following["end"]
    one["state"] = "found"
    for name in ("verb", "actor", "due_phrase", "due_on", "unit", "theme"):
        if name in one:
            one[name] = one[name] or following[name]
    parts(after, section).remove(following)
    after["attach"][section].pop(following["id"], None)  # type: ignore[literal-required]
    return after


def mend_words(paper: Paper, source: str, part_id: str, *, quote: str) -> Paper:
    """Give a clause or agenda item other words of the source; refused unless they stand there."""
    after = copy(paper)
    one = splittable(after, part_id)
    start, end = _quoted(source, quote, near=one["start"])
    if (start, end) == (one["start"], one["end"]):
        return after
    _refuse_overlap(after, section_of(part_id), start, end, but=part_id)
    one["start"], one["end"] = start, end
    _sort(after, section_of(part_id))
    return after


def mend_clause(
    paper: Paper,
    part_id: str,
    *,
    verb: str | None = None,
    theme: int | None = None,
    actor: str | None = None,
    due_on: str | None = None,
) -> Paper:
    """Set a directive's verb, theme, actor and due date; what is None stays, but for the theme."""
    after = copy(paper)
    one = clause_of(after, part_id)
    one["theme"] = theme
    if verb is not None:
        one["verb"] = _short(verb, 60)
    if actor is not None:
        one["actor"] = _short(actor, 300)
    if due_on is not None:
        one["due_on"] = _day(due_on)
    return after


def make_task(paper: Paper, part_id: str, *, wanted: bool, unit: int | None = None) -> Paper:
    """Say whether a task is made from a directive, and which unit leads it."""
    after = copy(paper)
    one = clause_of(after, part_id)
    if wanted and one["state"] == "dropped":
        raise Refused(_("A dropped clause makes no task. Restore it first."))
    one["task"] = wanted
    one["unit"] = unit
    return after


def make_tasks(paper: Paper) -> Paper:
    """Let every accepted directive become a task, led by the unit that is chosen or suggested.

    Where all of them are to become tasks already, none is any more: the same button takes it back.
    Refused while no directive is accepted.
    """
    after = copy(paper)
    accepted = [one for one in after["clauses"] if one["state"] == "accepted"]
    if not accepted:
        raise Refused(
            _("No directive is accepted yet. Accept those that are to become tasks first.")
        )
    wanted = not all(one["task"] for one in accepted)
    for one in accepted:
        one["task"] = wanted
        one["unit"] = one["unit"] or one["suggested"]
    return after


def mend_kind(paper: Paper, part_id: str, *, kind: str) -> Paper:
    """Say what was done with an agenda item."""
    after = copy(paper)
    if section_of(part_id) != "agenda" or kind not in AGENDA_KINDS:
        raise Refused(_("There is no such kind of agenda item."))
    cast("Item", part(after, part_id))["kind"] = kind
    return after


def add_clause(paper: Paper, source: str, *, start: int, end: int) -> Paper:
    """Add a directive that the reader did not find, by its place in the source."""
    if not 0 <= start < end <= len(source):
        raise Refused(_("This place is not in the text."))
    start, end = trim(source, start, end)
    after = copy(paper)
    _refuse_length(start, end)
    _refuse_overlap(after, "clauses", start, end)
    clause: Clause = {
        "id": new_id(after, "c"),
        "state": "accepted",
        "start": start,
        "end": end,
        "verb": "",
        "theme": None,
        "actor": "",
        "due_phrase": "",
        "due_on": "",
        "task": False,
        "unit": None,
        "suggested": None,
        "reason_zh": "",
        "reason_en": "",
    }
    after["clauses"].append(clause)
    _sort(after, "clauses")
    return after


def add_quote(paper: Paper, source: str, *, quote: str) -> Paper:
    """Add a directive by quoting it as it stands in the source."""
    start, end = _quoted(source, quote, near=0)
    taken = [(c["start"], c["end"]) for c in live(paper, "clauses")]
    if any(start < e and s < end for s, e in taken) and (later := _free(source, quote, taken)):
        start, end = later
    return add_clause(paper, source, start=start, end=end)


def mend_fact(paper: Paper, source: str, field: str, *, text: str) -> Paper:
    """Set the title, source line, body's name or meeting's name; its mark follows the words."""
    if field not in FACTS:
        raise NotFound
    text = _short(text, LONGEST_FACT)
    after = copy(paper)
    old = after["facts"][field]
    if text == old["text"]:
        return after
    place = find(source, text, near=old["start"] or 0) if text else None
    after["facts"][field] = {
        "text": text,
        "start": place[0] if place else None,
        "end": place[1] if place else None,
    }
    return after


def mend_dates(paper: Paper, *, held_on: str, published_on: str, plenary: bool) -> Paper:
    """Set the day of the sitting, the day of publication, and whether it was a plenary."""
    after = copy(paper)
    after["held_on"], after["published_on"] = _day(held_on), _day(published_on)
    after["plenary"] = plenary
    if day := after["held_on"] or after["published_on"]:
        after["year"] = int(day[:4])
    return after


def choose_body(paper: Paper, body: int | None) -> Paper:
    """Say which known body met; None: a new body of the printed name is made."""
    after = copy(paper)
    after["body"] = body
    return after


def choose_person(paper: Paper, part_id: str, *, person: int | None, chair: bool) -> Paper:
    """Say which known person this is (None: a new one is made), and whether they presided."""
    after = copy(paper)
    if section_of(part_id) != "people":
        raise NotFound
    one = part(after, part_id)
    if one["person"] != person:
        after["attach"].get("people", {}).pop(part_id, None)
    one["person"], one["chair"] = person, chair
    return after


def choose_post(
    paper: Paper, part_id: str, post_id: str, *, post: int | None, home: int | str | None
) -> Paper:
    """Say which known post this is, or in which organisation a new one is made."""
    after = copy(paper)
    held = part(after, part_id).get("posts", [])
    for one in held:
        if one["id"] == post_id:
            one["post"], one["home"] = post, home
            return after
    raise NotFound


def choose_list(paper: Paper, *, task_list: int | None, name: str) -> Paper:
    """Say which draft task list takes the tasks; None: a new one of this name."""
    after = copy(paper)
    after["task_list"], after["list_name"] = task_list, _short(name, 200)
    return after


def faults(paper: Paper, source: str) -> list[str]:
    """Give what is wrong with a paper as it must never be: an empty list for every lawful paper."""
    wrong = []
    for section in ("clauses", "agenda"):
        last = 0
        for one in live(paper, section):
            if not last <= one["start"] < one["end"] <= len(source):
                wrong.append(f"{one['id']}: {one['start']}–{one['end']} after {last}")
            last = one["end"]
    ids = [p["id"] for s in ("clauses", "agenda", "people") for p in parts(paper, s)]
    if len(set(ids)) != len(ids):
        wrong.append("an id stands twice")
    return wrong


def _quoted(source: str, quote: str, *, near: int) -> tuple[int, int]:
    place = find(source, one_line(quote), near=near)
    if place is None:
        raise Refused(
            _("These words do not stand in the text. A clause is kept word for word."),
            fields={"quote": _("Copy the words as they stand in the text.")},
        )
    _refuse_length(*place)
    return place


def _free(source: str, quote: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the first place of the words that no clause has taken."""
    begin = 0
    while place := find(source[begin:], one_line(quote)):
        start, end = place[0] + begin, place[1] + begin
        if not any(start < e and s < end for s, e in taken):
            return start, end
        begin = start + 1
    return None


def _refuse_length(start: int, end: int) -> None:
    if end - start > LONGEST:
        raise Refused(_("This is too long for one clause."))
    if start >= end:
        raise Refused(_("A clause needs words."))


def _refuse_overlap(paper: Paper, section: str, start: int, end: int, *, but: str = "") -> None:
    for one in live(paper, section):
        if one["id"] != but and start < one["end"] and one["start"] < end:
            raise Refused(
                _("Part of these words already belongs to another one. Merge or edit that first.")
            )


def _sort(paper: Paper, section: str) -> None:
    parts(paper, section).sort(key=lambda p: (p["start"], p["end"]))


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(_("This is not a date. Write it as 2025-05-08.")) from None
    if not clock.EARLIEST <= day <= clock.LATEST:
        raise Refused(_("This day is too far off: give one from 1900 to 2199."))
    return day.isoformat()


def _short(text: str, longest: int) -> str:
    text = one_line(text)
    if len(text) > longest:
        raise Refused(_("This is too long: %(most)d characters at most.") % {"most": longest})
    return text
