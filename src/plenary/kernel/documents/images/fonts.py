"""Where a Chinese font lies: the one that comes with Plenary, else one of the system's."""

from __future__ import annotations

import importlib.util
from pathlib import Path

PACKAGE = "pylopdf_fonts_zh_cn"
PACKAGED = "NotoSansSC-Regular.otf"
FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
)
COLLECTION = "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2
"""Which of the fonts in Noto's collection has the forms of Chinese as written on the mainland."""

Font = tuple[str, int]


def chinese_font() -> Font | None:
    """Give the file of a Chinese font and its number in that file; none where the machine has none."""
    found = importlib.util.find_spec(PACKAGE)
    if found is not None and found.origin:
        packaged = Path(found.origin).with_name(PACKAGED)
        if packaged.is_file():
            return str(packaged), 0
    for folder in FOLDERS:
        collection = Path(folder) / COLLECTION
        if collection.is_file():
            return str(collection), SIMPLIFIED
    return None
