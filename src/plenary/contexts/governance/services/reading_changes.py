"""The changes that a person can make to a working paper, by the word that the page sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.models import Meeting, Reading, TaskList
from plenary.contexts.governance.papers import attached, mending
from plenary.contexts.governance.papers.shape import Paper, clause_of, part, section_of
from plenary.contexts.governance.selectors import attendees, matching
from plenary.contexts.governance.selectors.proposals import attachment, propose_meeting, read_anew
from plenary.contexts.governance.services.themes.using import need_in_use
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post
from plenary.shared.errors import NotFound, Refused

Values = dict[str, Any]
Change = Callable[[Paper, str, Values], Paper]


def needed(reading: Reading) -> Paper:
    """Give the paper of a reading."""
    return cast("Paper", reading.paper)


def _accept(paper: Paper, source: str, values: Values) -> Paper:
    """Accept a part; what was typed on its card beforehand is kept as well."""
    typed = _mend(paper, source, values) if values.get("quote") else paper
    return mending.accept(typed, values["part"])


def _accept_all(paper: Paper, _source: str, _values: Values) -> Paper:
    return mending.accept_all(paper)


def _all_tasks(paper: Paper, _source: str, _values: Values) -> Paper:
    """Make tasks of all accepted directives; a text that is attached makes none."""
    if paper["attach"]["meeting"] is not None:
        raise Refused(_("A text that is attached makes no tasks: make them on the meeting's page."))
    return mending.make_tasks(paper)


def _drop(paper: Paper, _source: str, values: Values) -> Paper:
    return mending.drop(paper, values["part"])


def _restore(paper: Paper, _source: str, values: Values) -> Paper:
    return mending.restore(paper, values["part"])


def _merge(paper: Paper, _source: str, values: Values) -> Paper:
    return mending.merge(paper, values["part"])


def _split(paper: Paper, source: str, values: Values) -> Paper:
    """Split by offset, as the keys do, or by the second part's first words, with what else was typed."""
    if values.get("at") is None and values.get("quote") and values.get("words"):
        return _mend(paper, source, values)
    if values.get("at") is not None:
        after = mending.split(paper, source, values["part"], at=values["at"])
    else:
        after = mending.split_before(paper, source, values["part"], words=values.get("words", ""))
    return _with_new_read(paper, after, source)


def _with_new_read(before: Paper, after: Paper, source: str) -> Paper:
    """Read a directive that a split has made by its own words."""
    known = {one["id"] for one in before["clauses"]}
    for one in after["clauses"]:
        if one["id"] not in known:
            read_anew(after, source, one)
    return after


def _add(paper: Paper, source: str, values: Values) -> Paper:
    if values.get("start") is not None and values.get("end") is not None:
        return mending.add_clause(paper, source, start=values["start"], end=values["end"])
    return mending.add_quote(paper, source, quote=values.get("quote", ""))


def _mend(paper: Paper, source: str, values: Values) -> Paper:
    """Set whatever the card of a directive or an agenda item shows, all at once; split where it says."""
    part_id = values["part"]
    after = paper
    if values.get("quote"):
        after = mending.mend_words(after, source, part_id, quote=values["quote"])
    if section_of(part_id) == "agenda":
        return mending.mend_kind(after, part_id, kind=values["kind"])
    theme = values.get("theme")
    need_in_use([theme], held=[clause_of(paper, part_id)["theme"]])
    after = mending.mend_clause(
        after,
        part_id,
        verb=values["verb"],
        theme=theme,
        actor=values["actor"],
        due_on=values["due_on"],
    )
    after = _task(after, part_id, values)
    if values.get("words"):
        split = mending.split_before(after, source, part_id, words=values["words"])
        return _with_new_read(after, split, source)
    return after


def _task(paper: Paper, part_id: str, values: Values) -> Paper:
    unit = _unit_named(values.get("unit", ""))
    return mending.make_task(paper, part_id, wanted=bool(values.get("task")), unit=unit)


def _unit_named(name: str) -> int | None:
    """Give the unit of a typed name; refused where no unit, or more than one, is called that."""
    if not name.strip():
        return None
    found = matching.organisation_names(kind="unit").typed(name)
    if found.pk is None:
        sentence = _("There is no unit of this name. Choose one from the list.")
        raise Refused(sentence, fields={"unit": sentence})
    return found.pk


def _facts(paper: Paper, source: str, values: Values) -> Paper:
    after = paper
    for field in ("title", "source", "body", "name"):
        after = mending.mend_fact(after, source, field, text=values[field])
    after = mending.mend_dates(
        after,
        held_on=values["held_on"],
        published_on=values["published_on"],
        plenary=bool(values.get("plenary")),
    )
    body = _existing(Organisation, values.get("body_id"), kind="body")
    after = mending.choose_body(after, body)
    if after["attach"]["meeting"] is None:
        propose_meeting(after)
    return after


def _person(paper: Paper, _source: str, values: Values) -> Paper:
    part_id = values["part"]
    after = mending.choose_person(
        paper,
        part_id,
        person=_existing(Person, values.get("person")),
        chair=bool(values.get("chair")),
    )
    for held in part(after, part_id)["posts"]:
        choice = values.get("posts", {}).get(held["id"])
        if choice is not None:
            post, home = _post_choice(choice, held["home"])
            after = mending.choose_post(after, part_id, held["id"], post=post, home=home)
    meeting = Meeting.objects.filter(pk=after["attach"]["meeting"] or 0).first()
    is_other = part(after, part_id)["person"] != part(paper, part_id)["person"]
    return attendees.with_posts(after, meeting, part_id) if meeting and is_other else after


def _post_choice(choice: str, home: int | str | None) -> tuple[int | None, int | str | None]:
    """Read ``post:7``, ``in:12``, ``new:Harbour Board`` or ``body``; anything else stays as it was."""
    word, _colon, value = choice.partition(":")
    if word == "post" and value.isdecimal():
        return _existing(Post, int(value)), home
    if word == "in" and value.isdecimal():
        return None, _existing(Organisation, int(value))
    if word == "new" and value.strip():
        return None, value.strip()[:200]
    return None, None


def _list(paper: Paper, _source: str, values: Values) -> Paper:
    chosen = _existing(TaskList, values.get("task_list"), state=ListState.DRAFT)
    return mending.choose_list(paper, task_list=chosen, name=values.get("list_name", ""))


def _attach(paper: Paper, source: str, values: Values) -> Paper:
    pk = values.get("meeting")
    if pk is None:
        return attached.attach(paper, None, clauses={}, agenda={})
    meeting = Meeting.objects.filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    pk = meeting.pk
    pairs = attachment(paper, source, meeting)
    after = attached.attach(
        paper, pk, clauses=pairs["clauses"], agenda=pairs["agenda"], scores=pairs["scores"]
    )
    return attendees.paired(after, meeting)


def _pair(paper: Paper, _source: str, values: Values) -> Paper:
    meeting = Meeting.objects.filter(pk=paper["attach"]["meeting"] or 0).first()
    other = values.get("other")
    if meeting is None:
        raise Refused(_("Say first which meeting this text belongs to."))
    mine = meeting.items if section_of(values["part"]) == "agenda" else meeting.directives
    if other is not None and not mine.filter(pk=other).exists():
        raise NotFound
    return attached.pair(paper, values["part"], other)


def _existing(model: Any, pk: int | None, **wanted: Any) -> int | None:
    if pk is None:
        return None
    if not model.objects.filter(pk=pk, **wanted).exists():
        raise NotFound
    return pk


CHANGES: dict[str, Change] = {
    "accept": _accept,
    "accept_all": _accept_all,
    "tasks_all": _all_tasks,
    "drop": _drop,
    "restore": _restore,
    "merge": _merge,
    "split": _split,
    "add": _add,
    "mend": _mend,
    "facts": _facts,
    "person": _person,
    "list": _list,
    "attach": _attach,
    "pair": _pair,
}
