"""One entry of the term base as plain values: what a form gives, a file holds and an import compares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from plenary.shared.characters import plain

LONGEST: dict[str, int] = {
    "code": 60,
    "name_zh": 300,
    "name_en": 500,
    "domain": 100,
    "definition_zh": 5000,
    "definition_en": 5000,
    "note": 5000,
    "source": 500,
}
LONGEST_NAME = 500
LONGEST_REASON = 300
MOST_NAMES = 30
DAYS = ("source_on", "valid_from", "valid_to")
UNDATED = "undated"
"""In place of the source's date: that the source itself states none, which is not the same as not knowing."""
UNDATED_WORDS = frozenset(
    {UNDATED, "not stated", "date not stated", "未载明", "未注明", "出处未载明日期"}
)
ONE_LINE = ("code", "name_zh", "name_en", "domain", "source")
PROFILES = (
    "",
    "organisation",
    "place-name-sign",
    "road-sign",
    "metro",
    "public-information",
    "government-text",
)
STANDINGS = ("accepted", "forbidden")
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)

TERM_SIGN = "–"
"""Put before a name, which then stands alone on no line and is no marking."""
_UNIX = re.compile("\r\n?")

Fault = tuple[str, dict[str, Any]]
"""A fault's code and its facts, put into a sentence in the reader's language."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Another name of the concept: accepted or forbidden."""

    side: str
    text: str
    standing: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; days are ISO 8601 texts, so that what a file wrote can be shown when it is wrong."""

    code: str = ""
    name_zh: str = ""
    name_en: str = ""
    profile: str = ""
    domain: str = ""
    definition_zh: str = ""
    definition_en: str = ""
    note: str = ""
    source: str = ""
    source_on: str = ""
    valid_from: str = ""
    valid_to: str = ""
    names: tuple[Name, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the entry as JSON; what is empty is left out."""
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Entry:
        """Give the entry back from its JSON form."""
        names = tuple(Name(**name) for name in given.get("names", ()))
        return cls(**{**given, "names": names})

    def tidy(self) -> Entry:
        """Give the entry with single spaces in what is one line, its names in a fixed order."""
        values = {
            key: _line(value) if key in ONE_LINE else plain(_UNIX.sub("\n", value)).strip()
            for key in FIELDS
            if isinstance(value := getattr(self, key), str)
        }
        if values["source_on"].lower() in UNDATED_WORDS:
            values["source_on"] = UNDATED
        names = {
            Name(name.side, _line(name.text), name.standing, _line(name.reason))
            for name in self.names
        }
        return Entry(**values, names=tuple(sorted(name for name in names if name.text)))

    def texts(self) -> Iterator[str]:
        """Give every text that a person has written, to be searched for secrecy markings.

        A name stands behind a sign: 机密 is a term like others, and a marking only where it stands
        alone on a line of a text, or with its star.
        """
        yield from (self.definition_zh, self.definition_en, self.note)
        for key in ONE_LINE:
            yield f"{TERM_SIGN} {getattr(self, key)}"
        for name in self.names:
            yield f"{TERM_SIGN} {name.text} {TERM_SIGN} {name.reason}"


FIELDS = tuple(field.name for field in fields(Entry))


def faults(entry: Entry, *, is_whole: bool = True) -> list[Fault]:
    """Give what is wrong with a tidy entry; a draft, which is not whole, may lack one name."""
    return [
        *_lacking(entry, is_whole=is_whole),
        *_unknown(entry),
        *_too_long(entry),
        *_wrong_days(entry),
        *_repeated(entry),
    ]


def day(text: str) -> dt.date | None:
    """Give the day that a text names; none for no text. ``ValueError`` for what is no day."""
    return dt.date.fromisoformat(text) if text else None


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _lacking(entry: Entry, *, is_whole: bool) -> Iterator[Fault]:
    if not entry.name_zh and not entry.name_en:
        yield "no-name", {}
    elif is_whole and not entry.name_zh:
        yield "no-chinese", {}
    elif is_whole and not entry.name_en:
        yield "no-english", {}


def _unknown(entry: Entry) -> Iterator[Fault]:
    if entry.profile not in PROFILES:
        yield "no-profile", {"written": entry.profile[:40]}
    for name in entry.names:
        if name.standing not in STANDINGS or name.side not in {"zh", "en"}:
            yield "no-standing", {"written": name.standing[:40]}


def _too_long(entry: Entry) -> Iterator[Fault]:
    for key, most in LONGEST.items():
        if len(getattr(entry, key)) > most:
            yield "too-long", {"field": key, "most": most}
    for name in entry.names:
        if len(name.text) > LONGEST_NAME:
            yield "name-too-long", {"name": name.text[:40], "most": LONGEST_NAME}
        if len(name.reason) > LONGEST_REASON:
            yield "reason-too-long", {"name": name.text[:40], "most": LONGEST_REASON}
    if len(entry.names) > MOST_NAMES:
        yield "too-many-names", {"most": MOST_NAMES}


def _wrong_days(entry: Entry) -> Iterator[Fault]:
    found: dict[str, dt.date] = {}
    for key in DAYS:
        if key == "source_on" and entry.source_on == UNDATED:
            continue
        try:
            read = day(getattr(entry, key))
        except ValueError:
            yield "no-day", {"field": key, "written": getattr(entry, key)[:40]}
            continue
        if read is not None and not EARLIEST <= read <= LATEST:
            yield "far-day", {"field": key, "written": getattr(entry, key)}
        elif read is not None:
            found[key] = read
    if found.get("valid_to", LATEST) < found.get("valid_from", EARLIEST):
        yield "ends-before", {}


def _repeated(entry: Entry) -> Iterator[Fault]:
    seen = {("zh", entry.name_zh), ("en", entry.name_en)}
    for name in entry.names:
        if (name.side, name.text) in seen:
            yield "name-twice", {"name": name.text[:60]}
        seen.add((name.side, name.text))
