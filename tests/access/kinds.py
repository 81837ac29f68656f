"""Which kinds of record there are, and who is told of them: out of the models and the selectors of the code."""

import importlib
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps

import plenary
from plenary.kernel.search.selectors import visible_to as findable
from plenary.shared.actor import SYSTEM

ROOT = Path(plenary.__file__).parent
BESIDE = {
    "governance.releases.page.public_texts",
    "governance.releases.page.public_papers",
    "notifications.outbox",
    "accounts.tokens_of",
}
"""Doors to records that stand beside a ``visible_to``."""


@dataclass(frozen=True)
class Row:
    """A line of the matrix: what it is called, what it is about, and the answer to each role."""

    name: str
    words: str
    answers: dict[str, Any]


def modules(room):
    """Give every module of a room (``selectors``, ``services``, ``views``), in all apps."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if room in parts and parts[0] in {"contexts", "kernel", "workspace"}:
            yield importlib.import_module(".".join(("plenary", *parts)).removesuffix(".__init__"))


def functions(room):
    """Give the public functions that a room's modules define, by a name without floor and room."""
    for module in modules(room):
        place = [one for one in module.__name__.split(".") if one != room]
        place = place[2:] if place[1] in {"contexts", "kernel"} else place[1:]
        for name, found in vars(module).items():
            is_own = inspect.isfunction(found) and found.__module__ == module.__name__
            if is_own and not name.startswith("_"):
                yield ".".join((*place, name)), found


def sentence(of):
    """Give the first sentence of a docstring."""
    return " ".join((inspect.getdoc(of) or "").partition("\n\n")[0].split())


def models():
    """Give every model of Plenary's own, by its label."""
    return {
        one._meta.label: one for one in apps.get_models() if one.__module__.startswith("plenary.")
    }


def doors():
    """Give each selector that says of which records an actor is told at all, with its model's label."""
    for name, found in functions("selectors"):
        if "visible" in name.rpartition(".")[2] or name in BESIDE:
            yield name, found, found(SYSTEM).model._meta.label


def rows(house):
    """Give for each record and each door to its kind who sees it there, and who finds it."""
    by_kind: dict[str, list[Any]] = {}
    for name, door, label in doors():
        by_kind.setdefault(label, []).append((name, door))
    for name, record in house.records.items():
        for place, door in by_kind.get(record._meta.label, ()):
            seen = {role: _has(door(one), record) for role, one in house.actors.items()}
            yield Row(name, place, seen)


def _has(records, record):
    return records.filter(pk=record.pk).exists()


def found(house):
    """Give for each record in the search's index who finds it."""
    entries = {
        role: set(findable(one).values_list("subject_type", "subject_id"))
        for role, one in house.actors.items()
    }
    every = set(findable(SYSTEM).values_list("subject_type", "subject_id"))
    for name, one in house.records.items():
        key = (one._meta.label_lower, one.pk)
        if key in every:
            yield Row(name, one._meta.label, {role: key in mine for role, mine in entries.items()})
