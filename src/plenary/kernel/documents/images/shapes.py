"""Which sizes are made of a picture, and what passes between the process that makes them and ours."""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (480, 960, 1600)
CARDS = (240, 480)
RATIO = (4, 3)
"""Width to height of a card."""
SHARED = (1200, 630)
"""The picture of a title, as social media show it beside a link."""
RECIPE = "1"
"""Part of the address of what is made: another recipe makes another address."""
TITLES = "2"
"""The same for the pictures of titles."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The clean picture, a .jpg, and its size."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One size in one format, under the name that it has in its address."""

    name: str
    media_type: str
    width: int
    height: int
    data: bytes


def widths(width: int) -> list[int]:
    """Give the widths that a picture is shown in: none is wider than it is itself, no two nearly alike."""
    fitting = [one for one in WIDTHS if one <= width]
    if not fitting or WIDTHS[-1] > width > fitting[-1] * 5 // 4:
        fitting.append(width)
    return fitting


def crop(width: int, height: int, focus_x: int, focus_y: int) -> tuple[int, int, int, int]:
    """Give the largest card within a picture whose middle is as near as may be to the focus."""
    wide = min(width, height * RATIO[0] // RATIO[1])
    high = min(height, width * RATIO[1] // RATIO[0])
    left = min(max(width * focus_x // 100 - wide // 2, 0), width - wide)
    top = min(max(height * focus_y // 100 - high // 2, 0), height - high)
    return left, top, left + wide, top + high
