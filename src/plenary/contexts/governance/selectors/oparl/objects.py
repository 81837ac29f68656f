"""A set of OParl objects while it is put together: properties by source, other objects named by theirs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from plenary.contexts.governance.enums import OparlKind

Name = tuple[str, str]
"""A kind and a source."""
Content = dict[str, Any]


def text(zh: str, en: str) -> dict[str, str] | None:
    """Give the two sides of a text, or none where it has neither."""
    return {"zh": zh, "en": en} if zh or en else None


class Objects:
    """What is to be said, object by object; what is empty is left out, as OParl asks."""

    def __init__(self) -> None:
        self._said: dict[Name, Content] = {}

    def add(self, kind: OparlKind, source: str, **properties: Any) -> None:
        """Say an object; a property of none or an empty list is no property."""
        kept = {name: value for name, value in properties.items() if value not in (None, [], "")}
        self._said[kind.value, source] = kept

    def has(self, kind: OparlKind, source: str) -> bool:
        """Say whether an object is among them."""
        return (kind.value, source) in self._said

    @staticmethod
    def ref(kind: OparlKind, source: str) -> dict[str, list[str]]:
        """Name another object by its address."""
        return {"ref": [kind.value, source]}

    @staticmethod
    def inside(kind: OparlKind, source: str) -> dict[str, list[str]]:
        """Name another object that stands inside this one."""
        return {"inside": [kind.value, source]}

    def content(self, name: Name) -> Content:
        """Give an object's own properties."""
        return self._said[name]

    def names(self) -> set[Name]:
        """Give the kinds and sources of all."""
        return set(self._said)

    def digest(self, name: Name) -> str:
        """Give SHA-256 over an object with those inside of it, as canonical JSON."""
        return hashlib.sha256(_packed(self._whole(name)).encode()).hexdigest()

    def _whole(self, name: Name) -> list[Any]:
        content = self._said[name]
        inner = sorted({n for value in content.values() for n in names_inside(value)})
        return [content, [[one, self._whole(one)] for one in inner]]


def names_inside(value: Any) -> list[Name]:
    """Give the objects that stand inside of a property."""
    if isinstance(value, list):
        return [name for one in value for name in names_inside(one)]
    if isinstance(value, dict) and "inside" in value:
        kind, source = value["inside"]
        return [(kind, source)]
    return []


def _packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
