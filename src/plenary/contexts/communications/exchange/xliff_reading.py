"""Reads XLIFF 2.0 and 2.1, unit by unit; no entity of it is resolved and nothing it names is fetched."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree

from plenary.contexts.communications.exchange.errors import Unreadable
from plenary.contexts.communications.exchange.units import Piece, Read, Sheet
from plenary.shared.characters import is_plain

MOST_UNITS = 2000
CORE = "urn:oasis:names:tc:xliff:document:2.0"
READ = ("2.0", "2.1")
_OLD = re.compile(r"urn:oasis:names:tc:xliff:document:(1\.\d)")
_SEGMENTS = {"segment": False, "ignorable": True}
_MARKERS = frozenset({"mrk", "sm", "em"})
"""Annotations of a tool: their words belong to the text, they themselves do not."""
_LONGEST_NAME = 40


def sheet_of_xliff(data: bytes) -> Sheet:
    """Give a file's languages and units in their order.

    Raises ``Unreadable`` for what is no XLIFF 2, is broken, declares a document type, or holds too
    many units.
    """
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise Unreadable("entities")
    try:
        return _sheet(data)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("broken-xml", line=error.lineno or 0) from error


def _sheet(data: bytes) -> Sheet:
    walk = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    languages: tuple[str, str] | None = None
    units: list[Read] = []
    for event, element in walk:
        if languages is None:
            languages = _languages(element)
        if event == "end" and _name(element) == "unit":
            if len(units) == MOST_UNITS:
                raise Unreadable("too-many-units", most=MOST_UNITS)
            units.append(_unit(element))
            element.clear()
    if languages is None or not units:
        raise Unreadable("no-units")
    return Sheet(*languages, units)


def _languages(root: Any) -> tuple[str, str]:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("entities")
    name = etree.QName(root)
    version = str(root.get("version", ""))[:_LONGEST_NAME]
    old = _OLD.fullmatch(name.namespace or "")
    if name.localname != "xliff":
        raise Unreadable("not-xliff", root=str(name.localname)[:_LONGEST_NAME])
    if old or name.namespace != CORE or version not in READ:
        raise Unreadable("version", version=version or (old[1] if old else "?"))
    return str(root.get("srcLang", "")), str(root.get("trgLang", ""))


def _unit(element: Any) -> Read:
    pieces: list[tuple[int, Piece]] = []
    missing = 0
    for child in element:
        is_gap = _SEGMENTS.get(_name(child))
        if is_gap is None:
            continue
        piece = _piece(child, is_gap=is_gap)
        missing += not is_gap and bool(piece.source.strip()) and not (piece.target or "").strip()
        pieces.append((_order(child, len(pieces) + 1), piece))
    inside = {_name(one) for own in _sides(element) for one in own.iterdescendants()}
    return Read(
        name=str(element.get("id", ""))[:100],
        pieces=[piece for _at, piece in sorted(pieces, key=lambda one: one[0])],
        missing=missing,
        notes="\n".join(_text(note) for note in element.iter(f"{{{CORE}}}note")),
        codes=bool(inside - _MARKERS) or not all(is_plain(_text(own)) for own in _sides(element)),
    )


def _sides(element: Any) -> list[Any]:
    found = (f"{{{CORE}}}{name}" for name in ("source", "target"))
    return list(element.iter(*found))


def _piece(element: Any, *, is_gap: bool) -> Piece:
    source, target = (element.find(f"{{{CORE}}}{name}") for name in ("source", "target"))
    said = None if target is None else _text(target)
    was = "" if source is None else _text(source)
    is_begun = element.get("state", "initial") != "initial"
    if not is_gap and said == was and not is_begun:
        said = None  # some tools begin with a copy of the source
    return Piece(was, said, is_gap)


def _order(element: Any, at: int) -> int:
    """Give the place of a translation among those of its unit, which a translator may change."""
    target = element.find(f"{{{CORE}}}target")
    written = "" if target is None else str(target.get("order", ""))
    return int(written) if written.isascii() and written.isdigit() else at


def _name(element: Any) -> str:
    """Give an element's name; none for one that is no part of XLIFF's core."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return str(name.localname) if name.namespace == CORE else ""


def _text(element: Any) -> str:
    return "".join(element.itertext())
