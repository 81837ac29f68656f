"""The forms in which a draft is given out: a table for the terminal, JSON, Markdown and .xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from plenary.readout.draft import Lang
from plenary.readout.formats.filed import FiledDraft
from plenary.readout.formats.json_form import json_pieces, schema
from plenary.readout.formats.markdown import markdown_pieces
from plenary.readout.formats.table import table_pieces

__all__ = ["FORMATS", "FiledDraft", "Format", "render", "schema"]

Format = Literal["table", "json", "markdown", "xlsx"]
FORMATS: tuple[Format, ...] = ("table", "json", "markdown", "xlsx")


def render(
    form: Format, drafts: Iterable[FiledDraft], *, lang: Lang, several: bool = False
) -> Iterator[bytes]:
    """Give drafts in a form, UTF-8, piece by piece as the drafts come.

    ``lang`` is the language of headings and notes, not of the drafts. ``several`` says that more
    than one draft is to be expected, which makes JSON into JSON Lines and sets drafts apart.
    """
    if form == "xlsx":
        from plenary.readout.formats.workbook import workbook_pieces  # noqa: PLC0415

        return workbook_pieces(drafts, lang, several=several)
    pieces = {"json": json_pieces, "markdown": markdown_pieces, "table": table_pieces}[form]
    return pieces(drafts, lang, several=several)
