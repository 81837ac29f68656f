"""What the directory says of a record that has a page: by names and days alone, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a body or of a post takes over from the directory."""

    title_zh: str
    title_en: str
    kept: dict[str, Any]
    """What its facts keep, field by field: who is named, and the names that stand beside them."""

    @property
    def digest(self) -> str:
        """Give what changes when the directory does."""
        said = [self.title_zh, self.title_en, *self.kept.values()]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def unnamed(
    named: Iterable[dict[str, str]], people: Iterable[dict[str, str]], lang: str
) -> list[str]:
    """Give the names in the other language of what has none in this one."""
    other = "en" if lang == "zh" else "zh"
    names = [(one[f"name_{lang}"], one[f"name_{other}"]) for one in named]
    for one in people:
        names += [(one[f"{part}_{lang}"], one[f"{part}_{other}"]) for part in ("title", "name")]
    return [there for here, there in names if there and not here]
