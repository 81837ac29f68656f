"""Every kind of page through the Nu validator, which runs here and asks nobody."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

from reading import Page


def faults(pages: list[Page], validator: Path, folder: Path) -> list[str]:
    """Give what the validator calls an error, each with the pages that have it."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for number, page in enumerate(pages):
        file = folder / f"{number:04}.html"
        file.write_text(page.html, encoding="utf-8")
        names[file.name] = f"{page.path} ({page.language})"
    done = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            str(validator),
            "--format",
            "json",
            "--errors-only",
            str(folder),
        ],
        stderr=subprocess.PIPE,
        check=False,
    )
    said = json.loads(done.stderr or b'{"messages": []}')["messages"]
    found: dict[str, Counter[str]] = {}
    for one in said:
        extract = " ".join(one.get("extract", "").split())
        name = names.get(Path(one.get("url", "")).name, "")
        found.setdefault(one["message"], Counter())[f"{name}: {extract}"] += 1
    return [
        f"{message} [{sum(places.values())} times] {next(iter(places))}"
        for message, places in found.items()
    ]
