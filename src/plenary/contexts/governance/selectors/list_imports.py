"""Files with lists on their way in, and what each is compared with, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from rapidfuzz import fuzz

from plenary.contexts.governance.enums import NO_MORE, DutyRole, ImportState, TaskState
from plenary.contexts.governance.importing.columns import Head, Shape
from plenary.contexts.governance.importing.dates import Window
from plenary.contexts.governance.importing.known import Found, Near, TaskThere
from plenary.contexts.governance.importing.plan import Plan
from plenary.contexts.governance.importing.planning import Choices, Ground, plan_list
from plenary.contexts.governance.importing.rows import lines_of
from plenary.contexts.governance.models import (
    Duty,
    ListEntry,
    ListImport,
    ListLayout,
    ListRow,
    TaskList,
    Theme,
)
from plenary.contexts.governance.names import is_chinese, plain
from plenary.contexts.governance.policies import can_manage_lists
from plenary.contexts.governance.seats import seat_of
from plenary.contexts.governance.selectors.matching import (
    match_post,
    organisation_names,
    person_names,
    post_names,
    theme_of,
)
from plenary.kernel.documents.apart import tables_from_json
from plenary.kernel.documents.tables import Table
from plenary.kernel.organisations.enums import Level, OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding, Post
from plenary.shared import clock
from plenary.shared.actor import Actor

YEARS_BACK = 2
SHORTEST, LONGEST_SHORT, MOST_NEAR = 2, 10, 3
PLACE, LEVELS = range(2, 9), "区县市州旗"
"""How many characters stand before the level of the place that a unit's name begins with, and what levels there are."""
SLIP = 80
"""From this likeness (0 to 100) a place is an own one, mistyped: 石景区 for 石景山区, but never 东城区 for 西城区."""
MOST_THERE = 20_000
"""So many tasks of the body's lists, the newest first, are looked at for repetition."""


def visible_to(actor: Actor) -> QuerySet[ListImport]:
    """Give the working papers: the office's, and nobody else's."""
    return ListImport.objects.all() if can_manage_lists(actor) else ListImport.objects.none()


def listing(actor: Actor) -> QuerySet[ListImport]:
    """Give the working papers without what was read, the latest first."""
    return visible_to(actor).defer("tables", "choices").select_related("task_list")


def table_of(found: ListImport) -> Table:
    """Give the table that was chosen."""
    return tables_from_json([found.tables[found.choices["table"]]])[0]


def shape_chosen(found: ListImport) -> Shape:
    """Give how the table is to be read."""
    first, past = found.choices["head"]
    return Shape(Head(first, past), tuple(found.choices["columns"]))


def target_of(found: ListImport) -> TaskList | None:
    """Give the list that is brought in anew, where it is not to be made."""
    return TaskList.objects.filter(pk=found.choices["list"].get("id") or 0).first()


def settled_before(target: TaskList | None, body_id: int | None) -> dict[str, dict[str, Any]]:
    """Give what words were settled to mean, by kind: in the files of a list that is there; for a new one in the
    body's last file, of units and posts that are still there. Three queries at most.
    """
    done = ListImport.objects.filter(state=ImportState.DONE, task_list__isnull=False)
    if target is not None:
        settled: dict[str, dict[str, Any]] = {}
        for one in done.filter(task_list=target).order_by("changed_at", "pk"):
            for kind, words in one.choices.get("words", {}).items():
                settled.setdefault(kind, {}).update(words)
        return settled
    last = done.filter(task_list__body=body_id).order_by("-changed_at", "-pk").first()
    told = last.choices.get("words", {}) if last is not None and body_id else {}
    today = clock.today()
    there = {
        "unit": Organisation.objects.exclude(dissolved_on__lte=today),
        "post": Post.objects.exclude(abolished_on__lte=today),
    }
    return {
        kind: {words: pk for words, pk in told[kind].items() if pk in pks}
        for kind, pks in (
            (one, set(found.values_list("pk", flat=True))) for one, found in there.items()
        )
        if kind in told
    }


def plan_of(found: ListImport) -> Plan:
    """Say what bringing the file in would do now."""
    shape = shape_chosen(found)
    lines = lines_of(table_of(found), shape)
    chosen = Choices(found.choices.get("words", {}), found.choices.get("rows", {}))
    return plan_list(lines, shape, _ground(found, shape), chosen)


def _ground(found: ListImport, shape: Shape) -> Ground:
    given = found.choices["list"]
    target = target_of(found)
    body_id = target.body_id if target else given.get("body")
    starts_on = target.starts_on if target else dt.date.fromisoformat(given["starts_on"])
    ends_on = target.ends_on if target else dt.date.fromisoformat(given["ends_on"])
    look_up = NamesKnown()
    return Ground(
        window=Window(starts_on, ends_on),
        find_unit=look_up.unit,
        find_post=look_up.post,
        find_theme=look_up.theme,
        retired_themes=look_up.retired_themes,
        there=_there(body_id, starts_on, target, shape) if body_id else (),
        list_id=target.pk if target else None,
    )


class NamesKnown:
    """The names of units, posts, persons and themes, each looked up once a file."""

    def __init__(self) -> None:
        self.units = organisation_names()
        self._posts, self._persons = post_names(self.units), person_names()
        self._full = _full_names()
        self._gone = _gone()
        self._held = _held_posts()
        self._places = _own_places()
        self._themes = list(Theme.objects.all())
        self.retired_themes = frozenset(one.pk for one in self._themes if one.retired_on)
        self.unit = lru_cache(maxsize=None)(self._unit)
        self.post = lru_cache(maxsize=None)(self._post)
        self.theme = lru_cache(maxsize=None)(self._theme)

    def _unit(self, words: str) -> Found:
        match = self.units.match(words)
        near = tuple(Near(one["id"], one["name"]) for one in match.near)
        if match.pk is None:
            if self._is_elsewhere(words):
                return Found()
            return Found(near=self._without_place(words) or near or self._abbreviated(words))
        if match.pk in self._gone:
            after = self._gone[match.pk]
            return Found(near=(Near(after, self.units.shown[after]),) if after else ())
        return Found(match.pk, how=self._how(match.pk, words))

    def _is_elsewhere(self, words: str) -> bool:
        """Say whether a name begins with another place than the bodies' own: 海淀区商务局 is no unit of 石景山区.

        A place that is nearly an own one is a slip of the pen; where no body names its place, nobody can tell.
        """
        seat = seat_of(words) if is_chinese(words) else None
        if seat is None or not self._places:
            return False
        is_own = any(fuzz.ratio(seat.place, own) >= SLIP for own in self._places)
        return not is_own and not any(seat.place in name for name in self.units.by_plain)

    def _without_place(self, words: str) -> tuple[Near, ...]:
        """Propose the unit whose name is this one but for its own place before it: 区税务局 for 石景山区税务局."""
        bare = plain(words)
        tails = (
            bare[start:]
            for at in PLACE
            if bare[at : at + 1] in LEVELS
            for start in (at, at + 1)
            if bare[start:]
        )
        ids = {pk for tail in tails for pk in self.units.by_plain.get(tail, ())}
        return tuple(Near(pk, self.units.shown[pk]) for pk in sorted(ids)[:MOST_NEAR])

    def _abbreviated(self, words: str) -> tuple[Near, ...]:
        """Propose units whose name holds these characters in their order, as abbreviations do."""
        bare = plain(words)
        if not SHORTEST <= len(bare) <= LONGEST_SHORT or not is_chinese(bare):
            return ()
        found = [name for name in self.units.by_plain if _is_cut_out_of(bare, name)]
        ids = {pk for name in sorted(found, key=len) for pk in self.units.by_plain[name]}
        return tuple(Near(pk, self.units.shown[pk]) for pk in list(ids)[:MOST_NEAR])

    def _how(self, pk: int, words: str) -> str:
        names, short = self._full[pk]
        if plain(words) in names:
            return "name"
        return "short" if plain(words) in short else "former"

    def _post(self, words: str) -> Found:
        match, _home = match_post(words, self._posts, self.units)
        if match.pk is not None:
            return Found(match.pk)
        person = self._persons.match(words).pk
        held = self._held.get(person or 0, [])
        if len(held) == 1:
            return Found(held[0], how="person")
        near = [Near(pk, self._posts.shown[pk]) for pk in held if pk in self._posts.shown]
        near += [Near(one["id"], one["name"]) for one in match.near]
        return Found(near=tuple(near))

    def _theme(self, label: str, words: str) -> int | None:
        """Give the theme that the label names, a retired one too; words lead to one in use alone."""
        named = theme_of(label, "", self._themes)
        in_use = (one for one in self._themes if one.pk not in self.retired_themes)
        return named or theme_of("", words, in_use)


def _is_cut_out_of(short: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in short)


def unit_named(words: str) -> int | None:
    """Give the unit that bears this very name, full, short or former."""
    return organisation_names().match(words).pk


def post_named(words: str) -> int | None:
    """Give the post that these words name with its organisation."""
    units = organisation_names()
    return match_post(words, post_names(units), units)[0].pk


def offered_names() -> list[str]:
    """Give the names in being that a person may choose from, in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    units = Organisation.objects.filter(dissolved_on=None, kind="unit")
    return [
        (zh if chinese else en) or zh or en for zh, en in units.values_list("name_zh", "name_en")
    ]


def _full_names() -> dict[int, tuple[set[str], set[str]]]:
    return {
        pk: ({plain(zh), plain(en)}, {plain(short_zh), plain(short_en)})
        for pk, zh, en, short_zh, short_en in Organisation.objects.values_list(
            "pk", "name_zh", "name_en", "short_zh", "short_en"
        )
    }


def _own_places() -> frozenset[str]:
    """Give the places that the own bodies name: 石景山区 of 石景山区外事工作委员会."""
    own = Organisation.objects.filter(kind=OrganisationKind.BODY, level=Level.OWN)
    seats = (seat_of(name) for name in own.values_list("name_zh", flat=True) if name)
    return frozenset(seat.place for seat in seats if seat)


def _gone() -> dict[int, int | None]:
    """Give the units that are dissolved, with those that took their work over."""
    dissolved = Organisation.objects.filter(dissolved_on__lte=clock.today())
    return dict(dissolved.values_list("pk", "successor_id"))


def _held_posts() -> dict[int, list[int]]:
    held: dict[int, list[int]] = defaultdict(list)
    now = Holding.objects.filter(until_on=None, post__abolished_on=None)
    for person, post in now.values_list("person_id", "post_id"):
        held[person].append(post)
    return held


def _there(
    body_id: int, starts_on: dt.date, target: TaskList | None, shape: Shape
) -> list[TaskThere]:
    """Give the tasks of the body's lists of these years, those of the list itself with their values.

    A task that others continue is none to go on with, for they stand there in its place; nor is one that was ended.
    """
    earliest = starts_on.replace(year=starts_on.year - YEARS_BACK, day=1)
    entries = (
        ListEntry.objects.filter(task_list__body_id=body_id, task_list__ends_on__gte=earliest)
        .exclude(task_list=target)
        .exclude(task__state__in=NO_MORE)
        .order_by("-task_list__starts_on", "-pk")
    )
    found = [_task_there(entry) for entry in _with_tasks(entries)[:MOST_THERE]]
    if target is None:
        return found
    own = list(_with_tasks(target.entries.all()))
    values = values_of(own, shape.columns)
    others = _others(target, shape)
    here = [_task_there(entry, values[entry.pk], others.get(entry.pk)) for entry in own]
    taken = {one.task_id for one in here}
    return here + [one for one in found if one.task_id not in taken]


def _with_tasks(entries: QuerySet[ListEntry]) -> QuerySet[ListEntry]:
    return entries.select_related("task", "task_list")


def _task_there(
    entry: ListEntry,
    values: dict[str, Any] | None = None,
    others: tuple[str, ...] | None = None,
) -> TaskThere:
    task, task_list = entry.task, entry.task_list
    return TaskThere(
        task_id=task.pk,
        title_zh=task.title_zh,
        title_en=task.title_en,
        list_id=task_list.pk,
        list_name=str(task_list),
        number=entry.number,
        is_closed=task.state == TaskState.CLOSED,
        is_draft=task.state == TaskState.DRAFT,
        due_on=task.due_on,
        values=values or {},
        others=others,
    )


def _others(target: TaskList, shape: Shape) -> dict[int, tuple[str, ...]]:
    """Give the cells of the columns that are only kept, where the list's file had the same columns."""
    layout = ListLayout.objects.filter(task_list=target).first()
    if layout is None or layout.columns != list(shape.columns):
        return {}
    kept = [at for at, key in enumerate(shape.columns) if not key]
    rows = ListRow.objects.filter(entry__task_list=target).values_list("entry_id", "cells")
    return {entry: tuple(cells[at] for at in kept if at < len(cells)) for entry, cells in rows}


def values_of(entries: Iterable[ListEntry], columns: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Give what each entry's task says now, by the columns of a file, in the form that is compared."""
    listed, keys = list(entries), {key for key in columns if key}
    parts = parts_of([entry.task_id for entry in listed])
    found: dict[int, dict[str, Any]] = {}
    for entry in listed:
        task, roles = entry.task, parts[entry.task_id]
        lead, responsible = roles[DutyRole.LEAD], roles[DutyRole.RESPONSIBLE]
        every = {
            "number": entry.number,
            "title_zh": task.title_zh,
            "title_en": task.title_en,
            "success_zh": task.success_zh,
            "success_en": task.success_en,
            "lead": lead if "responsible" in keys else lead + responsible,
            "responsible": responsible,
            "supporting": roles[DutyRole.SUPPORTING],
            "supervising": next(iter(roles[DutyRole.SUPERVISING]), None),
            "accountable": next(iter(roles[DutyRole.ACCOUNTABLE]), None),
            "due": task.due_on.isoformat() if task.due_on else "",
            "theme": task.theme_id,
        }
        found[entry.pk] = {key: value for key, value in every.items() if key in keys}
    return found


def parts_of(task_ids: Iterable[int]) -> dict[int, dict[str, list[int]]]:
    """Give the units with a part in each task by role, and the accountable posts."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    ids = list(task_ids)
    for start in range(0, len(ids), 500):
        duties = Duty.objects.filter(task_id__in=ids[start : start + 500]).order_by("pk")
        for task, role, unit, post in duties.values_list("task_id", "role", "unit_id", "post_id"):
            one = post if role == DutyRole.ACCOUNTABLE else unit
            if one is not None:
                found[task][role].append(one)
    return found
