"""The main menu, and the links for everybody below each page: each app adds its own when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plenary.shared.actor import Actor
from plenary.shared.web.reversing import address_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry, shown to these roles; no roles: to everybody signed in."""

    order: int
    label: Any
    view: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a page shows it."""

    label: Any
    url: str
    is_current: bool


_entries: list[Entry] = []
_public: list[tuple[Any, str]] = []


def add_entry(order: int, label: Any, view: str, *roles: str) -> None:
    """Add an entry; adding it twice is the same as once."""
    entry = Entry(order, label, view, frozenset(roles))
    if entry not in _entries:
        _entries.append(entry)
        _entries.sort(key=lambda e: e.order)


def menu(actor: Actor, path: str) -> list[Item]:
    """Give the entries open to the actor; the longest address that the path begins with is current."""
    if actor.user_id is None:
        return []
    seen = [e for e in _entries if not e.roles or actor.has(*e.roles)]
    urls = [address_of(e.view) for e in seen]
    current = max(
        (u for u in urls if path.startswith(u) and (u != "/" or path == "/")), key=len, default=""
    )
    return [Item(e.label, u, u == current) for e, u in zip(seen, urls, strict=True)]


def add_public_link(label: Any, view: str) -> None:
    """Add a page that needs no account to the foot of every page; twice is the same as once."""
    if (label, view) not in _public:
        _public.append((label, view))


def public_links() -> list[tuple[Any, str]]:
    """Give the label and address of each page that needs no account."""
    return [(label, address_of(view)) for label, view in _public]
