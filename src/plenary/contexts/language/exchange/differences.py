"""What differs between two entries: field by field, the other names list by list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from plenary.contexts.language.exchange import names
from plenary.contexts.language.exchange.entry import Entry, Name

Difference = tuple[str, str, str]
"""A field or a list of names, what it was and what it is."""


def changes_of(was: Entry, entry: Entry) -> list[Difference]:
    """Give what differs, in the order of the form: the names after the preferred ones."""
    plain = [
        (field.name, before, after)
        for field in fields(Entry)
        if field.name not in {"code", "names"}
        if (before := getattr(was, field.name)) != (after := getattr(entry, field.name))
    ]
    preferred = [one for one in plain if one[0].startswith("name_")]
    return [*preferred, *_lists(was, entry), *(one for one in plain if one not in preferred)]


def noted(kept: Iterable[Name]) -> list[str]:
    """Write names for the audit log: standing, language, the name and its remark."""
    return [f"{one.standing} {one.side}: {names.written_one(one)}" for one in kept]


def read_noted(lines: Iterable[str]) -> tuple[Name, ...]:
    """Read names as ``noted`` writes them; what is written otherwise is passed over."""
    found: list[Name] = []
    for line in lines:
        head, _colon, text = line.partition(": ")
        standing, _blank, side = head.partition(" ")
        if text and side in {"zh", "en"}:
            found += names.read(text, side, standing)
    return tuple(found)


def _lists(was: Entry, entry: Entry) -> list[Difference]:
    told = [
        (
            key,
            names.written(sorted(was.names), side, standing),
            names.written(sorted(entry.names), side, standing),
        )
        for key, side, standing in names.LISTS
    ]
    return [
        (key, before.replace("\n", "; "), after.replace("\n", "; "))
        for key, before, after in told
        if before != after
    ]
