"""The title of a paper that nobody typed one for: its file's name, tidied."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from plenary.kernel.documents.services import bare_name

LONGEST = {"zh": 300, "en": 400}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COPY = re.compile(r"\s*(?:[(（]\d{1,3}[)）]|[-–]\s*(?:副本|Copy))\s*$", re.IGNORECASE)
_WORD_ENDS = re.compile(r"_+|(?<=[^\W\d_])-(?=[^\W\d_])")
_ENDINGS = re.compile(r"\.(?:pdf|docx?|xlsx?|txt|md|html?|png|jpe?g)$", re.IGNORECASE)


def titles_of_file(name: str) -> tuple[str, str]:
    """Give the Chinese and the English title that a file's name makes; both empty where it holds no word.

    The ending, marks of a copy and what stands for spaces go; a name with a Chinese character is Chinese.
    """
    stem = PurePosixPath(bare_name(name)).stem
    title = " ".join(_WORD_ENDS.sub(" ", _COPY.sub("", _ENDINGS.sub("", stem))).split()).strip(" .")
    if not any(char.isalpha() for char in title):
        return "", ""
    if _CHINESE.search(title):
        return title[: LONGEST["zh"]], ""
    return "", title[: LONGEST["en"]]
