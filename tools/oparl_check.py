"""Checks every object reachable from an OParl system against a folder of OParl's schemas.

``oparl_check.py http://127.0.0.1:8000/oparl/v1.1/ FOLDER`` follows each list to its end, each reference
and each object inside of another, with ``lang=zh`` and ``lang=en``, and prints how many of each kind
there are and what is wrong. The folder holds one JSON Schema a kind (``Meeting.json``), as OParl
publishes them; the project does not carry them.
"""

from __future__ import annotations

import collections
import datetime as dt
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("url")
def is_url(value: object) -> bool:
    """Say whether a value is an address in full."""
    parts = urlsplit(str(value))
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


@FORMATS.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    """Say whether a value is a day."""
    return bool(dt.date.fromisoformat(str(value)))


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """Say whether a value is a moment with its offset."""
    return dt.datetime.fromisoformat(str(value)).tzinfo is not None


class Walk:
    """A walk over everything that a system leads to, in one language."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.schemas = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
        self.lang = lang
        self.seen: dict[str, str] = {}
        self.faults: list[str] = []
        self.lists = 0

    def system(self, address: str) -> None:
        """Walk from the system on."""
        waiting = [(address, "System")]
        while waiting:
            where, kind = waiting.pop()
            if where not in self.seen:
                told = self._get(where)
                if told.get("id") != where:
                    self.faults.append(f"{where}: its id is {told.get('id')}")
                waiting += self._object(told, kind)

    def _object(self, told: dict[str, Any], kind: str) -> list[tuple[str, str]]:
        """Check an object and those inside; give where it leads to."""
        self.seen.setdefault(told["id"], kind)
        schema = self.schemas[kind]
        check = jsonschema.Draft7Validator(schema, format_checker=FORMATS)
        for fault in check.iter_errors(told):
            self.faults.append(f"{told['id']} ({kind}): {fault.message}")
        if strange := set(told) - set(schema["properties"]):
            self.faults.append(f"{told['id']} ({kind}): not in the schema: {sorted(strange)}")
        leads: list[tuple[str, str]] = []
        for name, value in told.items():
            rule = schema["properties"].get(name, {})
            leads += self._property(rule, value)
        return leads

    def _property(self, rule: dict[str, Any], value: Any) -> list[tuple[str, str]]:
        items = rule.get("items", {})
        target = rule.get("references")
        if target == "externalList":
            return self._list(value, items["schema"].removesuffix(".json"))
        values = value if isinstance(value, list) else [value]
        if target:
            return [(one, target) for one in values]
        inner = (rule.get("schema") or items.get("schema") or "").removesuffix(".json")
        leads = []
        for one in values if inner else ():
            leads += [(one["id"], inner), *self._object(one, inner)]
            del self.seen[one["id"]]  # still to be asked for by its own address
        return leads

    def _list(self, address: str, kind: str) -> list[tuple[str, str]]:
        leads: list[tuple[str, str]] = []
        here: str | None = address
        while here:
            page = self._get(here)
            self.lists += 1
            for one in page["data"]:
                leads += [(one["id"], kind), *self._object(one, kind)]
                del self.seen[one["id"]]
            here = page["links"].get("next")
        return leads

    def _get(self, address: str) -> dict[str, Any]:
        start = "&" if "?" in address else "?"
        wanted = address if "lang=" in address else f"{address}{start}lang={self.lang}"
        with urllib.request.urlopen(wanted, timeout=20) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


def main(arguments: list[str]) -> int:
    """Walk, print, and give 1 where anything is wrong."""
    if len(arguments) != len(("address", "folder")):
        print(__doc__)
        return 2
    wrong = 0
    for lang in ("zh", "en"):
        walk = Walk(Path(arguments[1]), lang)
        walk.system(arguments[0])
        counted = collections.Counter(walk.seen.values())
        kinds = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
        print(f"{lang}: {len(walk.seen)} objects ({kinds}), {walk.lists} pages of lists")
        for missing in sorted(set(walk.schemas) - set(counted)):
            print(f"  none of this kind: {missing}")
        print("\n".join(f"  {fault}" for fault in walk.faults) or "  no fault")
        wrong += len(walk.faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
