"""The demo's own texts and tables, as they lie in ``data/``."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def readout(lang: str) -> str:
    """Give the readout of the 2025 plenary in one language, with its line ends kept."""
    with (DATA / f"readout-{lang}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def units() -> list[dict[str, str]]:
    """Give the bodies and units, parents before their children."""
    return _table("units")


def measures() -> list[dict[str, str]]:
    """Give the measures that units keep by hand."""
    return _table("measures")


@lru_cache(maxsize=1)
def tasks() -> list[dict[str, Any]]:
    """Give the forty tasks in list order."""
    with (DATA / "tasks.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["task"]
    return found


@lru_cache(maxsize=1)
def pages() -> list[dict[str, Any]]:
    """Give the pages of the portal that are no readout."""
    with (DATA / "pages.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["page"]
    return found


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
