"""Draws the title of a page as the picture that social media show beside its link: 1200 by 630 pixels."""

from __future__ import annotations

import io
import re
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from plenary.kernel.documents.images.fonts import Font
from plenary.kernel.documents.images.shapes import SHARED, Rendered
from plenary.kernel.documents.images.taking import Untaken

PAPER, INK, BRAND, ON_BRAND = "#ffffff", "#1b2430", "#0e3a4f", "#ffffff"
EDGE, BAND = 80, 130
"""Pixels of the margin, and of the band below that names the office and the day."""
SIZES = (72, 64, 56, 50, 44)
SMALL = 32
LEADING = 1.35
_PIECES = re.compile(r"\s+|[\x21-\u024f]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〉”’％—…·")
_NEVER_LAST = frozenset("（《「『【〈“‘")
_CHINESE = re.compile("[\u3400-\u9fff]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_UNASSIGNED = "\U0010fffe"

Drawn = ImageFont.FreeTypeFont


def draw_title(told: dict[str, Any], font: Font) -> Rendered:
    """Draw ``title`` with the line ``below`` it; ``Untaken`` for a character that the font does not have."""
    title, below = (_narrow(" ".join(told[name].split())) for name in ("title", "below"))
    sheet = Image.new("RGB", SHARED, PAPER)
    pen = ImageDraw.Draw(sheet)
    width, height = SHARED[0] - 2 * EDGE, SHARED[1] - BAND - 2 * EDGE
    small = _font(font, SMALL)
    _refuse_missing(small, title + below)
    size, lines = fitted(title, font, width, height)
    large = _font(font, size)
    top = EDGE + (height - len(lines) * size * LEADING) / 2
    for number, line in enumerate(lines):
        place = (EDGE, top + number * size * LEADING)
        pen.text(place, line, font=large, fill=INK, stroke_width=1, stroke_fill=INK)
    pen.rectangle((0, SHARED[1] - BAND, *SHARED), fill=BRAND)
    line = broken(below, small, width)[0]
    pen.text((EDGE, SHARED[1] - BAND / 2), line, font=small, fill=ON_BRAND, anchor="lm")
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
    last = lines[most - 1]
    small = _font(font, SIZES[-1])
    while last and small.getlength(f"{last}…") > width:
        last = last[:-1]
    return SIZES[-1], [*lines[: most - 1], f"{last.rstrip()}…"]


def broken(text: str, font: Drawn, width: int) -> list[str]:
    """Break a text into lines: between words, between Chinese characters, and nowhere else if it can be."""
    lines = [""]
    for piece in _unbroken(text):
        wider = lines[-1] + piece
        if font.getlength(wider.rstrip()) <= width:
            lines[-1] = wider
        else:
            lines += _cut(piece.lstrip(), font, width)
    return [line.strip() for line in lines if line.strip()] or [""]


def _unbroken(text: str) -> list[str]:
    """Give the pieces that stay whole: a word with its space, a character with the marks that go with it."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        goes_on = pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST)
        if goes_on or (pieces and piece.isspace()):
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
