"""A demo's own texts and tables, as they lie in a folder of ``data/``: one story for each practice."""

from __future__ import annotations

import csv
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

DATA = Path(__file__).parent / "data"
FOLDERS = {"cn-district": "district", "city-council": "council"}
"""The folder of each practice's story."""


class Story:
    """One office's year: its texts, its tables, and in ``told`` what everything is called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = self._toml("story")

    @property
    def langs(self) -> tuple[str, ...]:
        """Give the languages of its texts, the first one's meeting first."""
        return tuple(self.told["langs"])

    def readout(self, lang: str) -> str:
        """Give the readout of the 2025 meeting in one language, with its line ends kept."""
        path = self.folder / f"readout-{lang}.txt"
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()

    def units(self) -> list[dict[str, str]]:
        """Give the bodies and units, parents before their children."""
        return self._table("units")

    def measures(self) -> list[dict[str, str]]:
        """Give the measures that units keep by hand."""
        return self._table("measures")

    @cached_property
    def tasks(self) -> list[dict[str, Any]]:
        """The tasks in list order."""
        found: list[dict[str, Any]] = self._toml("tasks")["task"]
        return found

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        """The pages of the portal that are no readout."""
        found: list[dict[str, Any]] = self._toml("pages")["page"]
        return found

    def _toml(self, name: str) -> dict[str, Any]:
        with (self.folder / f"{name}.toml").open("rb") as file:
            return tomllib.load(file)

    def _table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@cache
def story_of(profile: str) -> Story:
    """Give the story of a practice."""
    return Story(DATA / FOLDERS[profile])


def current() -> Story:
    """Give the story of the practice in force."""
    return story_of(settings.PROFILE)
