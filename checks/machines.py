"""What machines read, read by programs of others: run by a Python that has them, prints JSON.

Feeds by feedparser and against schemas, structured data by extruct and PyLD, calendars by icalendar. Nothing is fetched:
schema.org's words are looked up in the vocabulary that a package brings along.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import extruct
import feedparser
import grammars
import vocabulary
from icalendar import Calendar
from pyld import jsonld

NEWS = "https://schema.org/NewsArticle"
WORDS: dict[str, Any] = {"@context": {"@vocab": "https://schema.org/"}}


def main(folder: Path, words: Path) -> int:
    """Read every file of a folder by its ending, and print faults and how much was read."""
    faults: list[str] = []
    counts: dict[str, int] = {}
    entries: dict[str, Any] = {}
    known = vocabulary.read(words)
    readers = {
        ".xml": feed,
        ".json": json_feed,
        ".html": lambda content: structured(content, known),
        ".ics": calendar,
    }
    for file in sorted(folder.iterdir()):
        if (read := readers.get(file.suffix)) is None:
            continue
        try:
            count, found = read(file.read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever a reader stumbles over is what is looked for
            count, found = 0, [f"{type(error).__name__}: {error}"]
        counts[file.suffix] = counts.get(file.suffix, 0) + count
        if file.suffix == ".ics" and not found:
            entries[str(file)] = told(file.read_bytes())
        faults += [f"{file.name}: {one}" for one in found]
    sys.stdout.write(json.dumps({"faults": faults, "counts": counts, "entries": entries}))
    return 0


def feed(content: bytes) -> tuple[int, list[str]]:
    """Read RSS or Atom: after its grammar, well formed, each entry with what readers show."""
    found = feedparser.parse(content)
    faults = [f"not well formed: {found.bozo_exception}"] if found.bozo else []
    needed = ("title", "link", "id") if found.version == "atom10" else ("title", "link")
    faults += [f"the feed lacks {name}" for name in needed if not found.feed.get(name)]
    if not found.feed.get("language"):
        faults.append("the feed names no language")
    for entry in found.entries:
        wanted = ["id", "title", "link", "summary"]
        wanted += (
            ["updated_parsed", "author"] if found.version == "atom10" else ["published_parsed"]
        )
        faults += [f"{entry.get('id')} lacks {name}" for name in wanted if not entry.get(name)]
    if len({entry.id for entry in found.entries}) != len(found.entries):
        faults.append("two entries have one id")
    return len(found.entries), faults + grammars.xml_faults(content)


def json_feed(content: bytes) -> tuple[int, list[str]]:
    """Read JSON Feed 1.1 by its schema, each item with an id of its own."""
    items = json.loads(content)["items"]
    faults = grammars.json_faults(content)
    if len({item["id"] for item in items}) != len(items):
        faults.append("two items have one id")
    return len(items), faults


def structured(content: bytes, known: vocabulary.Vocabulary) -> tuple[int, list[str]]:
    """Find the JSON-LD of a page, expand it as a crawler does, and hold it against the vocabulary."""
    found = extruct.extract(content.decode(), syntaxes=["json-ld"])["json-ld"]
    faults = []
    for one in found:
        faults += vocabulary.faults(one, known)
        expanded = jsonld.expand(one, {"documentLoader": _known})
        for node in expanded:
            kinds = node.get("@type", [])
            faults += [] if kinds else ["a thing without a kind"]
            for name in ("headline", "datePublished", "publisher") if NEWS in kinds else ():
                if not node.get(f"https://schema.org/{name}"):
                    faults.append(f"{node.get('@id')} lacks {name}")
    return len(found), faults


def calendar(content: bytes) -> tuple[int, list[str]]:
    """Read a calendar: no part that icalendar could not take, and each entry with uid and stamp."""
    found = Calendar.from_ical(content)
    parts = [one for one in found.walk() if one.name in {"VEVENT", "VTODO"}]
    faults = [f"{part.get('UID')}: {error}" for part in found.walk() for error in part.errors]
    faults += [
        f"an entry lacks {name}"
        for part in parts
        for name in ("UID", "DTSTAMP")
        if name not in part
    ]
    return len(parts), faults


def told(content: bytes) -> list[list[Any]]:
    """Give what a calendar says of each entry, events first, as another library is asked too."""
    found = Calendar.from_ical(content)
    parts = [part for name in ("VEVENT", "VTODO") for part in found.walk(name)]
    return [
        [
            str(part["UID"]),
            int(part["SEQUENCE"]),
            str(part["STATUS"]),
            _when((part.get("DTSTART") or part["DUE"]).dt),
        ]
        for part in parts
    ]


def _when(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _known(address: str, _options: Any) -> dict[str, Any]:
    if not address.startswith("https://schema.org"):
        raise ValueError(f"{address} would be asked")
    return {"contextUrl": None, "documentUrl": address, "document": WORDS}


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
