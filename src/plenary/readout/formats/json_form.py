"""A draft as JSON, in the form that ``draft.schema.json`` publishes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, cast

from plenary.readout.draft import Lang
from plenary.readout.formats.filed import FiledDraft


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a draft's JSON form."""
    text = files("plenary.readout").joinpath("draft.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def json_pieces(drafts: Iterable[FiledDraft], _lang: Lang, *, several: bool) -> Iterator[bytes]:
    """Give one indented object, or for several files JSON Lines: an object to a line."""
    for filed in drafts:
        form = filed.draft.to_json(id=filed.id)
        text = json.dumps(form, ensure_ascii=False, indent=None if several else 1)
        yield (text + "\n").encode("utf-8", errors="replace")
