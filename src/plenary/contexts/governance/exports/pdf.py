"""The report as .pdf by typst: tagged, its language set, the same bytes for the same paper."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import profiles
from plenary.contexts.governance.exports.layout import is_official, layout_of
from plenary.contexts.governance.exports.minutes_docx import mark_size
from plenary.contexts.governance.exports.paper import (
    Paper,
    heading_of,
    paragraphs,
    table_of,
    title_lines,
)
from plenary.contexts.governance.exports.signing import WIDTHS
from plenary.shared import qr
from plenary.shared.errors import Refused

TEMPLATE = Path(__file__).parent / "report.typ"
REGISTER = Path(__file__).parent / "register.typ"
MINUTES = Path(__file__).parent / "minutes.typ"
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
SONG = ("Noto Serif SC", "Noto Serif CJK SC")
HEI = ("Noto Sans SC", "Noto Sans CJK SC")
NO_FONT = _(
    "A Chinese .pdf needs a Chinese font: install the package pylopdf-fonts-zh-cn, "
    "or on Debian type: apt install fonts-noto-cjk"
)


def pdf_of(paper: Paper) -> bytes:
    """Give the paper as a .pdf; ``Refused`` where no Chinese font is installed.

    The paper goes to typst as JSON, never as program text: nothing in it is executed.
    """
    song, hei = chinese_fonts()
    sheet = layout_of(paper.lang)
    values = {
        **paper.plain(),
        "song": song,
        "hei": hei,
        "title_lines": title_lines(paper),
        "headings_of": [heading_of(item, paper) for item in paper.items],
        "paragraphs": [paragraphs(item) for item in paper.items],
        "overview": [line.span for line in paper.overview],
        "spans": [block.spans for block in paper.blocks],
        "glue": paper.glue,
        "mark_size": mark_size(paper),
        "official": is_official(paper.lang),
        "colour": profiles.current().papers.colour,
        "table": table_of(paper),
        "widths": WIDTHS,
        "drawing": qr.drawing(paper.address) if paper.address else "",
        "margins": {
            "top": sheet.top, "right": sheet.right, "bottom": sheet.bottom, "left": sheet.left,
        },
    }  # fmt: skip
    made = typst.compile(
        _template(paper),
        font_paths=fonts(),
        sys_inputs={"paper": json.dumps(values, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(paper.moment.timestamp()),
    )
    if not isinstance(made, bytes):  # pragma: no cover - one output is asked for
        raise TypeError(type(made))
    return made


def _template(paper: Paper) -> Path:
    if paper.register:
        return REGISTER
    return MINUTES if paper.blocks else TEMPLATE


def chinese_fonts() -> tuple[str, str]:
    """Give the names of a Song and a Hei font that are here; ``Refused`` where there is neither."""
    here = set(fonts().families())
    song = next((name for name in SONG if name in here), None)
    hei = next((name for name in HEI if name in here), None)
    if song is None and hei is None:
        raise Refused(NO_FONT)
    return song or hei or "", hei or song or ""


@cache
def fonts() -> typst.Fonts:
    """Take the fonts that come with Plenary, so that every machine makes the same file.

    Only where that package is missing are the system's fonts looked through.
    """
    folder = font_folder()
    if folder is not None:
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])
    return typst.Fonts(include_system_fonts=True)


def font_folder() -> Path | None:
    """Give the folder of the packaged Chinese fonts."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    return Path(found.origin).parent if found and found.origin else None
