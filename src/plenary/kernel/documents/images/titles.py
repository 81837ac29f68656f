"""Draws the title of a page as the picture that social media show beside its link: 1200 by 630 pixels."""

from __future__ import annotations

import io
import re
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from plenary.kernel.documents.images.fonts import Font
from plenary.kernel.documents.images.shapes import SHARED, Rendered
from plenary.kernel.documents.images.taking import Untaken
from plenary.shared.web.phrases import word_ends

PAPER, INK, BRAND, ON_BRAND = "#ffffff", "#1b2430", "#0e3a4f", "#ffffff"
EDGE, BAND = 80, 130
"""Pixels of the margin, and of the band below that names the office and the day."""
SIZES = (72, 64, 56, 50, 44)
BELOW = (32, 28, 24)
APART = " · "
LEADING = 1.35
_PIECES = re.compile(r"\s+|[\x21-\u024f]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〉”’％—…·")
_NEVER_LAST = frozenset("（《「『【〈“‘")
_CHINESE = re.compile("[\u3400-\u9fff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_UNASSIGNED = "\U0010fffe"

Drawn = ImageFont.FreeTypeFont


def draw_title(told: dict[str, Any], font: Font) -> Rendered:
    """Draw ``title`` with the line ``below`` it; ``Untaken`` for a character that the font does not have."""
    title, below = (
        _narrow(" ".join(_UNSEEN.sub("", told[name]).split())) for name in ("title", "below")
    )
    sheet = Image.new("RGB", SHARED, PAPER)
    pen = ImageDraw.Draw(sheet)
    width, height = SHARED[0] - 2 * EDGE, SHARED[1] - BAND - 2 * EDGE
    _refuse_missing(_font(font, BELOW[0]), title + below)
    size, lines = fitted(title, font, width, height)
    large = _font(font, size)
    top = EDGE + (height - len(lines) * size * LEADING) / 2
    for number, line in enumerate(lines):
        place = (EDGE, top + number * size * LEADING)
        pen.text(place, line, font=large, fill=INK, stroke_width=1, stroke_fill=INK)
    pen.rectangle((0, SHARED[1] - BAND, *SHARED), fill=BRAND)
    size, lines = banded(below, font, width)
    first = SHARED[1] - BAND / 2 - (len(lines) - 1) * size * LEADING / 2
    for number, line in enumerate(lines):
        place = (EDGE, first + number * size * LEADING)
        pen.text(place, line, font=_font(font, size), fill=ON_BRAND, anchor="lm")
    out = io.BytesIO()
    sheet.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Rendered("title.png", "image/png", *SHARED, out.getvalue())


def _narrow(text: str) -> str:
    """Give a text without Chinese with straight quotes: the font's curly ones are as wide as a character."""
    return text if _CHINESE.search(text) else text.translate(_STRAIGHT)


def fitted(title: str, font: Font, width: int, height: int) -> tuple[int, list[str]]:
    """Give the largest size at which a title fits, and its lines; cut with an ellipsis where none does."""
    lines: list[str] = []
    for size in SIZES:
        lines = broken(title, _font(font, size), width)
        if len(lines) * size * LEADING <= height:
            return size, lines
    most = int(height / (SIZES[-1] * LEADING))
    last = _shortened(f"{lines[most - 1]} ", _font(font, SIZES[-1]), width)
    return SIZES[-1], [*lines[: most - 1], last]


def banded(below: str, font: Font, width: int) -> tuple[int, list[str]]:
    """Give the size and the lines of what stands below a title: the office alone on the first where one is too short."""
    if _font(font, BELOW[0]).getlength(below) <= width:
        return BELOW[0], [below]
    lines = below.split(APART, 1)
    for size in BELOW:
        letters = _font(font, size)
        if all(letters.getlength(line) <= width for line in lines):
            return size, lines
    return BELOW[-1], [_shortened(line, _font(font, BELOW[-1]), width) for line in lines]


def _shortened(line: str, font: Drawn, width: int) -> str:
    """Cut a line that is too wide, or goes on in a line that is not shown, and end it with an ellipsis."""
    if line == line.rstrip() and font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line.rstrip()}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def broken(text: str, font: Drawn, width: int) -> list[str]:
    """Break a text into lines: between words, Chinese ones too, and nowhere else if it can be."""
    lines = [""]
    for piece in _unbroken(text):
        wider = lines[-1] + piece
        if font.getlength(wider.rstrip()) <= width:
            lines[-1] = wider
        else:
            lines += _cut(piece.lstrip(), font, width)
    return [line.strip() for line in lines if line.strip()] or [""]


def _unbroken(text: str) -> list[str]:
    """Give the pieces that stay whole: a word with its space and the marks that go with it."""
    pieces: list[str] = []
    ends = word_ends(text) if _CHINESE.search(text) else frozenset()
    for hit in _PIECES.finditer(text):
        piece, before = hit[0], pieces[-1][-1] if pieces else ""
        goes_on = piece[0] in _NEVER_FIRST or piece.isspace() or before in _NEVER_LAST
        is_within = _CHINESE.search(before + piece) and hit.start() not in ends
        if before and (goes_on or (is_within and not before.isspace())):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _cut(piece: str, font: Drawn, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    parts = [""]
    for character in piece:
        if font.getlength(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _font(font: Font, size: int) -> Drawn:
    path, number = font
    return ImageFont.truetype(path, size, index=number, layout_engine=ImageFont.Layout.BASIC)


def _refuse_missing(font: Drawn, text: str) -> None:
    """Refuse a character for which the font would draw a box."""
    box = _shape(font, _UNASSIGNED)
    if any(_shape(font, one) == box for one in set(text) if not one.isspace()):
        raise Untaken("no-character")


def _shape(font: Drawn, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)
