"""The main menu, and the links for everybody below each page: each app adds its own when it starts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of


@dataclass(frozen=True, slots=True)
class Section:
    """Entries that belong together: one word in the menu, the entries in a row below it."""

    slug: str
    label: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry, shown to these roles; no roles: to everybody signed in."""

    order: int
    label: Any
    view: str
    roles: frozenset[str] = frozenset()
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a page shows it."""

    label: Any
    url: str
    is_current: bool
    is_counted: bool = False
    """Whether a number may stand beside it: what of it waits for whoever looks."""


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the menu as a page shows it: it leads to the first of its entries."""

    label: Any
    entries: list[Item]

    @property
    def url(self) -> str:
        """Give the address of the first entry."""
        return self.entries[0].url

    @property
    def is_counted(self) -> bool:
        """Say whether a number may stand beside it; where there are several entries it stands at the entry."""
        return len(self.entries) == 1 and self.entries[0].is_counted

    @property
    def is_current(self) -> bool:
        """Say whether the page belongs to one of the entries."""
        return any(item.is_current for item in self.entries)


RecordLink = Callable[[Actor, int], tuple[Any, str] | None]
"""Gives label and address for an actor and a record's number; none where there is nothing for them.

A label without an address (an empty one) is words alone: why there is nothing to open.
"""

Counter = Callable[[Actor], int]
"""Counts what of a menu entry waits for an actor, in one query: it is asked on every page."""

ADMINISTRATION = Section("administration", _("Administration"))

_entries: list[Entry] = []
_pages: list[tuple[str, str]] = []
_counters: dict[str, Counter] = {}
_noted: list[str] = []
_public: list[tuple[Any, str]] = []
_of_records: dict[str, list[RecordLink]] = {}


def add_entry(
    order: int, label: Any, view: str, *roles: str, section: Section | None = None
) -> None:
    """Add an entry; adding it twice is the same as once."""
    entry = Entry(order, label, view, frozenset(roles), section)
    if entry not in _entries:
        _entries.append(entry)
        _entries.sort(key=lambda e: e.order)


def add_pages(beginning: str, view: str) -> None:
    """Let the pages whose address begins so belong to the entry of a view; twice is the same as once."""
    if (beginning, view) not in _pages:
        _pages.append((beginning, view))


def add_counter(view: str, counter: Counter) -> None:
    """Let a number stand beside the entry of a view; one for each."""
    _counters[view] = counter


def add_noted(view: str) -> None:
    """Let the number that a page noted last stand beside the entry of a view; twice is the same as once."""
    if view not in _noted:
        _noted.append(view)


def noted_addresses() -> list[str]:
    """Give the addresses of the entries beside which a noted number stands."""
    return [address_of(view) for view in _noted]


def waiting_counts(actor: Actor) -> dict[str, int]:
    """Give, by the address of its entry, what waits for the actor; a query for each counter."""
    return {address_of(view): counter(actor) for view, counter in _counters.items()}


def menu(actor: Actor, path: str) -> list[Group]:
    """Give what is open to the actor; the entry whose pages the path begins like longest is current.

    A section of which the actor sees a single entry is called as that entry is.
    """
    if actor.user_id is None:
        return []
    return menu_of(actor.roles, current_address(actor, path))


def current_address(actor: Actor, path: str) -> str:
    """Give the address of the entry to which a page belongs; nothing for a page of none."""
    fitting = [
        (beginning, url)
        for beginning, url in _beginnings(frozenset(actor.roles))
        if path.startswith(beginning) and (beginning != "/" or path == "/")
    ]
    return max(fitting, key=lambda pair: len(pair[0]), default=("", ""))[1]


def menu_of(roles: AbstractSet[str], current: str) -> list[Group]:
    """Give what is open to these roles, in which one address is current."""
    gathered: dict[str, list[tuple[Entry, Item]]] = {}
    for entry in _open_to(roles):
        url = address_of(entry.view)
        key = entry.section.slug if entry.section else url
        gathered.setdefault(key, []).append(
            (
                entry,
                Item(
                    entry.label,
                    url,
                    url == current,
                    entry.view in _counters or entry.view in _noted,
                ),
            )
        )
    return [_group(pairs) for pairs in gathered.values()]


@lru_cache(maxsize=200)
def _beginnings(roles: frozenset[str]) -> list[tuple[str, str]]:
    """Give how the addresses of each entry's pages begin, with the address of the entry."""
    urls = {entry.view: address_of(entry.view) for entry in _open_to(roles)}
    further = [
        (get_script_prefix() + beginning, urls[view]) for beginning, view in _pages if view in urls
    ]
    return [*((url, url) for url in urls.values()), *further]


def _open_to(roles: AbstractSet[str]) -> list[Entry]:
    return [entry for entry in _entries if not entry.roles or not entry.roles.isdisjoint(roles)]


def _group(pairs: list[tuple[Entry, Item]]) -> Group:
    first = pairs[0][0]
    named = first.section.label if first.section and len(pairs) > 1 else first.label
    return Group(named, [item for _entry, item in pairs])


def add_record_link(kind: str, link: RecordLink) -> None:
    """Let the page of a record, such as ``governance.meeting``, lead to what another context makes of it."""
    found = _of_records.setdefault(kind, [])
    if link not in found:
        found.append(link)


def record_links(actor: Actor, kind: str, pk: int) -> list[tuple[Any, str]]:
    """Give the label and address of what the actor may open or make of a record elsewhere."""
    return [found for link in _of_records.get(kind, []) if (found := link(actor, pk))]


def add_public_link(label: Any, view: str) -> None:
    """Add a page that needs no account to the foot of every page; twice is the same as once."""
    if (label, view) not in _public:
        _public.append((label, view))


def public_links() -> list[tuple[Any, str]]:
    """Give the label and address of each page that needs no account."""
    return [(label, address_of(view)) for label, view in _public]
