"""Keeps the message catalogues in step with the code: ``messages.py update`` or ``messages.py check``."""

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from plenary.kernel.text.overlays import write_overlays

SOURCE = Path(__file__).resolve().parents[1] / "src" / "plenary"
CATALOGUE = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {
    "**/templates/**.html": {
        "trimmed": "true",
        "silent": "false",
        "newstyle_gettext": "true",
        "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
    }
}


def template() -> Catalog:
    """Extract every sentence of the code and the templates."""
    found = Catalog(charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        SOURCE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def catalogue() -> Catalog:
    """Read the catalogue as it is kept."""
    if not CATALOGUE.exists():
        return Catalog(locale="zh_Hans", charset="utf-8", domain="django", fuzzy=False)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def written(kept: Catalog) -> bytes:
    """Give the catalogue as a file: sorted, without places, so that changes stay small."""
    out = io.BytesIO()
    write_po(out, kept, width=100, sort_output=True, no_location=True, omit_header=False)
    return out.getvalue()


def update() -> int:
    """Bring the catalogue in step and say what is still to be translated."""
    kept = catalogue()
    kept.update(template(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.header_comment = "# Plenary in Chinese. Kept in step by tools/messages.py."
    kept.project, kept.version, kept.fuzzy = "Plenary", "", False
    kept.msgid_bugs_address = kept.last_translator = kept.language_team = ""
    kept.creation_date = kept.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(written(kept))
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, kept)
    write_overlays(kept, SOURCE / "locale" / "practices")
    missing = [m.id for m in kept if m.id and not all(_sides(m.string))]
    for text in missing:
        print("to translate:", text)
    return len(missing)


def check() -> int:
    """Say what the catalogue lacks, has too much, or has left empty or doubtful."""
    kept, found = catalogue(), template()
    have = {(m.context, _first(m.id)) for m in kept if m.id}
    want = {(m.context, _first(m.id)) for m in found if m.id}
    faults = [f"not in the catalogue: {text}" for _, text in sorted(want - have, key=str)]
    faults += [f"no longer used: {text}" for _, text in sorted(have - want, key=str)]
    faults += [f"not translated: {m.id}" for m in kept if m.id and not all(_sides(m.string))]
    faults += [f"doubtful: {m.id}" for m in kept if m.id and m.fuzzy]
    faults += [
        f"placeholder fault: {m.id}: {error}" for m, errors in kept.check() for error in errors
    ]
    for fault in faults:
        print(fault)
    return len(faults)


def _first(id: str | tuple[str, ...] | list[str]) -> str:
    return id if isinstance(id, str) else id[0]


def _sides(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__":
    verb = {"update": update, "check": check}[sys.argv[1]]
    sys.exit(1 if verb() and sys.argv[1] == "check" else 0)
