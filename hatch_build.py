"""Compiles the message catalogues when the package is built or installed in place."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes a .mo beside each .po, the practices' own words over it, and ships both."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue below src/plenary."""
        sys.path.insert(0, str(Path(self.root, "src")))
        from plenary.kernel.text.overlays import write_overlays  # noqa: PLC0415 - the path is set above

        for source in sorted(Path(self.root, "src", "plenary").rglob("LC_MESSAGES/*.po")):
            with source.open("rb") as po:
                catalogue = read_po(po)
            with source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, catalogue)
            write_overlays(catalogue, source.parents[2] / "practices")
        build_data["artifacts"].append("*.mo")
