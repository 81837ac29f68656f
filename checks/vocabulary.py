"""Structured data against schema.org's own vocabulary, as the npm package ``schema-dts`` publishes it.

Each thing must be of a kind that there is, have only properties that its kind or a wider one has, and give
each a value of a kind that the property takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path("node_modules") / "schema-dts" / "dist" / "schema.d.ts"
_INTERFACE = re.compile(
    r"^(?:export )?interface (\w+?)(Base|Leaf)? extends ([^{]+) \{\n(.*?)^\}",
    re.MULTILINE | re.DOTALL,
)
_PROPERTY = re.compile(r'^ {4}"(\w+)"\?: SchemaValue<([^,]+), "', re.MULTILINE)
_WIDER = re.compile(r"(\w+?)Base\b")
_VALUE = re.compile(r'"(https://schema\.org/\w+)"')
OF_TEXT = {"Text", "URL", "Date", "DateTime", "Time", "Duration"}
OF_NUMBER = {"Number", "Integer", "Float"}


@dataclass(slots=True)
class Kind:
    """A kind of thing: the kinds that it is one of, and what each of its own properties takes."""

    wider: list[str] = field(default_factory=list)
    properties: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All kinds by their names, and the values of the closed lists."""

    kinds: dict[str, Kind]
    values: frozenset[str]

    def all_of(self, name: str) -> Iterator[str]:
        """Give a kind and all the wider ones."""
        yield name
        for one in self.kinds[name].wider:
            yield from self.all_of(one)


@cache
def read(path: Path) -> Vocabulary:
    """Read the vocabulary out of the package's declarations."""
    text = path.read_text(encoding="utf-8")
    kinds: dict[str, Kind] = {}
    for name, _part, wider, body in _INTERFACE.findall(text):
        kind = kinds.setdefault(name, Kind())
        kind.wider += [one for one in _WIDER.findall(wider) if one != name]
        for named, taken in _PROPERTY.findall(body):
            kind.properties[named] = {one.strip() for one in taken.split("|")}
    return Vocabulary(kinds, frozenset(_VALUE.findall(text)))


def faults(thing: dict[str, Any], known: Vocabulary, within: str = "") -> Iterator[str]:
    """Give what a thing, and each thing in it, has against the vocabulary.

    A role may stand between a property and its value; the value then is the role's own property of the
    same name (``within``).
    """
    name = thing.get("@type", "")
    if name not in known.kinds:
        yield f"{name or 'a thing without a kind'} is no kind of schema.org"
        return
    taken: dict[str, set[str]] = {}
    for one in known.all_of(name):
        taken = {**known.kinds[one].properties, **taken}
    for key, value in thing.items():
        if key.startswith("@") or key == within:
            continue
        if key not in taken:
            yield f"{name} has no property {key}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value_faults(f"{name}.{key}", one, taken[key], known)


def _value_faults(place: str, value: Any, kinds: set[str], known: Vocabulary) -> Iterator[str]:
    key = place.rpartition(".")[2]
    is_thing = isinstance(value, dict) and set(value) != {"@id"}
    if is_thing and _is_role(value, known):
        yield from faults(value, known, within=key)
        if key in value:
            yield from _value_faults(place, value[key], kinds, known)
        return
    if not _is_taken(value, kinds, known):
        yield f"{place} takes {', '.join(sorted(kinds))}, not {str(value)[:80]}"
    if is_thing:
        yield from faults(value, known)


def _is_role(value: dict[str, Any], known: Vocabulary) -> bool:
    name = value.get("@type", "")
    return name in known.kinds and "Role" in known.all_of(name)


def _is_taken(value: Any, kinds: set[str], known: Vocabulary) -> bool:
    if isinstance(value, bool):
        return "Boolean" in kinds
    if isinstance(value, int | float):
        return bool(kinds & OF_NUMBER)
    if isinstance(value, str):
        return bool(kinds & OF_TEXT) or value in known.values
    if set(value) == {"@id"}:
        return "IdReference" in kinds
    name = value.get("@type", "")
    return name not in known.kinds or bool(kinds & set(known.all_of(name)))
