"""Reads TBX, entry by entry: ISO 30042:2019 in both styles, and the older form of 2008.

The file is never read as a whole tree, no entity of it is resolved and nothing it names is fetched.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from plenary.contexts.language.exchange.entry import PROFILES, Entry, Fault, Name
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.rows import MOST_ENTRIES, Row
from plenary.contexts.language.exchange.status import RETIRED, STATUS_FIELDS, Status

ROOTS = frozenset({"tbx", "martif"})
ENTRIES = frozenset({"conceptEntry", "termEntry"})
LANGUAGES = frozenset({"langSec", "langSet"})
TERMS = frozenset({"termSec", "tig", "ntig"})
OWN = "plenary:"
"""Begins a note that keeps what TBX-Basic has no category for."""
SUPERSEDED = "supersededTerm-admn-sts"
STANDINGS = {
    "preferredTerm-admn-sts": "preferred",
    "admittedTerm-admn-sts": "accepted",
    "deprecatedTerm-admn-sts": "forbidden",
    SUPERSEDED: "forbidden",
    "preferred": "preferred",
    "admitted": "accepted",
    "notRecommended": "forbidden",
    "deprecated": "forbidden",
    "obsolete": "forbidden",
    "superseded": "forbidden",
    "forbidden": "forbidden",
}
_KEPT_IN_NOTES = {
    "code": "code",
    "valid-from": "valid_from",
    "valid-to": "valid_to",
    "source-date": "source_on",
    "remark": "note",
    "definition-zh": "definition_zh",
    "definition-en": "definition_en",
    **{key.replace("_", "-"): key for key in STATUS_FIELDS},
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IGNORED = frozenset({"transac", "date", "transacNote"})
"""Who changed the entry elsewhere, and when: the history of another house."""
_FRAME = ENTRIES | LANGUAGES | TERMS | {"hi", "foreign", "sc", "ec", "ph"}
_READ = frozenset(
    {
        *("subjectField", "source", "definition", "note", "term"),
        *("administrativeStatus", "normativeAuthorization", "customerSubset"),
    }
)
"""The categories that a field of ours keeps."""
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How any XML of others is parsed."""


def rows_of_tbx(data: bytes) -> Iterator[Row]:
    """Give the entries of a TBX file in their order.

    Raises ``Unreadable`` for what is no TBX, is broken, declares entities or holds too many entries.
    """
    told: set[str] = set()
    for number, element in enumerate(entries_of(data), start=1):
        row, unread = row_of(number, element), _unread(element) - told
        told |= unread
        yield replace(row, unread=tuple(sorted(unread))) if unread else row
        forget(element)


def entries_of(data: bytes) -> Iterator[Any]:
    """Give the elements of the entries, each as soon as it has ended; the caller forgets it.

    Raises ``Unreadable`` like ``rows_of_tbx``.
    """
    return (element for element in elements_of(data) if not is_root(element))


def is_root(element: Any) -> bool:
    """Say whether an element is the whole file's."""
    return element.getparent() is None


def elements_of(data: bytes) -> Iterator[Any]:
    """Give the elements of the entries like ``entries_of``, and last the root, with what stands outside of them."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise Unreadable("entities")
    try:
        yield from _elements(data)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("broken-xml", line=error.lineno or 0) from error


def _elements(data: bytes) -> Iterator[Any]:
    _event, root = next(iter(etree.iterparse(io.BytesIO(data), events=("start",), **SAFE)))
    if _name(root) not in ROOTS:
        raise Unreadable("not-tbx", root=_name(root)[:40])
    tags = [f"{{*}}{name}" for name in ENTRIES]
    walk = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **SAFE)
    for number, (_event, element) in enumerate(walk, start=1):
        if number > MOST_ENTRIES:
            raise Unreadable("too-many-entries", most=MOST_ENTRIES)
        yield element
    yield walk.root


def forget(element: Any) -> None:
    """Let go of an entry that has been read, and of those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def row_of(number: int, element: Any) -> Row:
    """Give the row that an entry's element says."""
    values: dict[str, str] = {"source": "", "domain": ""}
    names: list[Name] = []
    for child in element:
        if _name(child) in LANGUAGES:
            names += _language(child, values)
        else:
            _concept(child, values)
    status, wrong = Status.read({key: values.pop(key, "") for key in STATUS_FIELDS})
    entry, faults = _entry(values, names)
    return Row(number, entry, faults=[*faults, *wrong], status=status)


def _unread(element: Any) -> set[str]:
    """Give what an entry holds that no field of ours keeps: its categories, and other languages."""
    found = set()
    for child in element.iter(etree.Element):
        name, kind = _name(child), _category(child)
        if name in LANGUAGES and _side(child) not in {"zh", "en"}:
            found.add(child.get(_LANG) or child.get("lang") or name)
        is_frame = name in _FRAME or name.endswith("Grp")
        if not is_frame and kind not in _READ and name not in _IGNORED:
            found.add(kind)
        if kind == "customerSubset" and _text(child) not in PROFILES:
            found.add(f"customerSubset: {_text(child)[:40]}")
    return found


def _concept(element: Any, values: dict[str, str]) -> None:
    """Take what an entry says of its concept; a group is what its members are."""
    kind, text = _category(element), _text(element)
    if _name(element).endswith("Grp") and _name(element) != "transacGrp":
        for child in element:
            _concept(child, values)
    elif kind == "subjectField":
        values["domain"] = text
    elif kind == "source":
        values["source"] = values["source"] or text
    elif kind == "definition":
        values.setdefault("definition", text)
    elif _name(element) == "note":
        _note(text, values)


def _note(text: str, values: dict[str, str]) -> None:
    key, divider, value = text.removeprefix(OWN).partition("=")
    if text.startswith(OWN) and divider:
        if key in _KEPT_IN_NOTES:
            values[_KEPT_IN_NOTES[key]] = value
        return
    values["note"] = f"{values['note']}\n{text}" if values.get("note") else text


def _language(element: Any, values: dict[str, str]) -> list[Name]:
    side = _side(element)
    if side not in {"zh", "en"}:
        return []
    names = []
    for child in element:
        if _name(child) in TERMS:
            names += _term(child, side, values)
        else:
            for found in child.iter():
                if _category(found) == "definition":
                    values[f"definition_{side}"] = _text(found)
                elif _category(found) == "source":
                    values["source"] = values["source"] or _text(found)
    return names


def _side(element: Any) -> str:
    return (element.get(_LANG) or element.get("lang") or "").lower()[:2]


def _term(element: Any, side: str, values: dict[str, str]) -> list[Name]:
    text, standing, notes = "", "", []
    for child in element.iter():
        kind = _category(child)
        if _name(child) == "term" and not text:
            text = _text(child)
        elif kind in {"administrativeStatus", "normativeAuthorization"}:
            is_past = _text(child) == SUPERSEDED and values.get("state") == RETIRED
            standing = "preferred" if is_past else STANDINGS.get(_text(child), "accepted")
        elif kind == "customerSubset" and _text(child) in PROFILES:
            values["profile"] = _text(child)
        elif _name(child) == "note":
            notes.append(_text(child))
    return [Name(side, text, standing, " ".join(notes))] if text else []


def _entry(values: dict[str, str], names: list[Name]) -> tuple[Entry, list[Fault]]:
    """Let one name of each side be the preferred one: the one marked so, else the first.

    In a file of Plenary's own a side without a name that is marked so has none.
    """
    faults: list[Fault] = []
    for side in ("zh", "en"):
        own = [name for name in names if name.side == side]
        marked = [name for name in own if name.standing == "preferred"]
        if len(marked) > 1:
            facts = {"language": side, "first": marked[0].text[:60], "second": marked[1].text[:60]}
            faults.append(("two-preferred", facts))
        others = [] if "code" in values else [n for n in own if n.standing != "forbidden"]
        preferred = next(iter([*marked, *others]), None)
        if preferred is not None:
            values[f"name_{side}"] = preferred.text
            names.remove(preferred)
            if preferred.reason:
                _note(preferred.reason, values)
    rest = tuple(
        name if name.standing == "forbidden" else replace(name, standing="accepted")
        for name in names
    )
    common = values.pop("definition", "")
    if common and not values.get("definition_zh") and not values.get("definition_en"):
        values["definition_zh" if _is_chinese(common) else "definition_en"] = common
    return Entry(**values, names=rest).tidy(), faults


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _category(element: Any) -> str:
    """Give an element's data category: its type, or in the style of tags its own name."""
    name = _name(element)
    return "" if name in _IGNORED else str(element.get("type") or name)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()
