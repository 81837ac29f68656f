"""Feeds against schemas: RSS 2.0 and Atom (RFC 4287) in RELAX NG, JSON Feed 1.1 in JSON Schema.

The schemas are written by hand after the specifications; what a grammar cannot say of Atom stands here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree

FOLDER = Path(__file__).resolve().parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def xml_faults(content: bytes) -> list[str]:
    """Give what a feed has against its grammar, RSS or Atom by its root; nothing where it holds."""
    root = etree.fromstring(content, _PARSER)
    is_atom = root.tag == f"{ATOM}feed"
    grammar = _grammar("atom" if is_atom else "rss")
    faults = []
    if not grammar.validate(root):
        faults = [f"line {one.line}: {one.message}" for one in grammar.error_log]
    return faults + (_atom_faults(root) if is_atom else [])


def json_faults(content: bytes) -> list[str]:
    """Give what a JSON Feed has against its schema; nothing where it holds."""
    schema = json.loads((FOLDER / "json-feed.json").read_text(encoding="utf-8"))
    found = Draft202012Validator(schema).iter_errors(json.loads(content))
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


@cache
def _grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(FOLDER / f"{name}.rng"))


def _atom_faults(feed: Any) -> list[str]:
    """Give what RFC 4287 requires beside the grammar: authors, addresses, one alternate of a kind."""
    faults = []
    has_author = feed.find(f"{ATOM}author") is not None
    for entry in feed.iterfind(f"{ATOM}entry"):
        name = entry.findtext(f"{ATOM}id")
        if not has_author and entry.find(f"{ATOM}author") is None:
            faults.append(f"4.1.2: {name} and its feed name no author")
        if entry.find(f"{ATOM}content") is None and not _alternates(entry):
            faults.append(f"4.1.2: {name} has neither content nor a link to it")
    for part in (feed, *feed.iterfind(f"{ATOM}entry")):
        kinds = [(one.get("type"), one.get("hreflang")) for one in _alternates(part)]
        if len(set(kinds)) < len(kinds):
            faults.append(f"4.1.1: {part.findtext(f'{ATOM}id')} has two alternates of one kind")
    names = [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    if len(set(names)) < len(names):
        faults.append("4.1.1: two entries have one id")
    return faults


def _alternates(part: Any) -> list[Any]:
    links = part.findall(f"{ATOM}link")
    return [one for one in links if one.get("rel", "alternate") == "alternate"]
