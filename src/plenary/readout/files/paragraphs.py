"""Joins printed lines into the paragraphs that they were broken from."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

HYPHENATED = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line; the next line's letters follow at once."""

INDENT = 0.7
ROOM = 1.1
GAP = 1.75
SLIGHT_GAP = 1.25
OTHER_HEIGHT = 0.2
OTHER_SIZE = 0.08

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")
_NARROW_WORD = re.compile(rf"[^\s{_WIDE.pattern[1:-1]}]+")
_SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?!\d{4}[-/.]\d|\d{8})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?<!\d-\d\d)(?<!\d:\d\d) (?=[\u4e00-\u9fff])"
)
_BROKEN_WORD = re.compile(r"(\w*)[\ufffe\u00ad]\s*(\w*)")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．]\s?\D|[•●■◆▪·]\s)"
)
_ENDS_SENTENCE = re.compile(r"[。！？.!?:：;；][”’\"』」）)]*$")
_HEADS = """
    high low well long short self cross all far half two three people business law rule risk market
    job world first second third state service
"""
_COMPOUND_HEADS = frozenset(_HEADS.split())
_SUFFIX = re.compile(
    r"(?:er|est|ly|ments?|ings?|ages?|e?s|en|ish|lights?|ways?|lands?|able|ions?|yers?)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its place on the page, in points; ``foot`` is measured from below.

    ``height`` is that of its letters as drawn, ``size`` the font's as it is stated.
    """

    text: str
    page: int
    left: float
    right: float
    foot: float
    height: float
    size: float = 0.0


def join_lines(lines: list[Line]) -> str:
    """Give the text of ``lines``, one paragraph to a line.

    A line ends its paragraph where the next one is indented, set in another size, further below than
    usual, or begins with a word for which the line still had room. The gap that typesetting leaves
    between Chinese and Latin letters is no space of the text.
    """
    if not lines:
        return ""
    gap = _usual_gap(lines)
    edges = _edges(lines)
    paragraphs = [lines[0].text]
    for above, below in pairwise(lines):
        if _ends_paragraph(above, below, gap, edges):
            paragraphs.append(below.text)
        else:
            paragraphs[-1] += _joint(paragraphs[-1], below.text) + below.text
    return _mend_words(_SPACED.sub("", "\n".join(paragraphs))) + "\n"


def _usual_gap(lines: list[Line]) -> float:
    gaps = Counter(
        round(above.foot - below.foot, 1)
        for above, below in pairwise(lines)
        if above.page == below.page and above.foot > below.foot
    )
    return gaps.most_common(1)[0][0] if gaps else 0.0


def _edges(lines: list[Line]) -> dict[int, tuple[float, float]]:
    """Give how far to the left and to the right the lines of each page reach."""
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.page, (line.left, line.right))
        edges[line.page] = (min(left, line.left), max(right, line.right))
    return edges


def _ends_paragraph(
    above: Line, below: Line, gap: float, edges: dict[int, tuple[float, float]]
) -> bool:
    if _is_other_size(above, below) or _ITEM.match(below.text):
        return True
    size = max(above.height, below.height, 1.0)
    if edges[above.page][1] - above.right > _first_word_width(below) + ROOM * size:
        return True
    is_sentence_end = bool(_ENDS_SENTENCE.search(above.text))
    if is_sentence_end and below.left - edges[below.page][0] > INDENT * size:
        return True
    if above.page != below.page:
        return False
    dropped = above.foot - below.foot
    return gap > 0 and dropped > gap * (SLIGHT_GAP if is_sentence_end else GAP)


def _is_other_size(above: Line, below: Line) -> bool:
    tallest = max(above.height, below.height)
    largest = max(above.size, below.size)
    return (
        abs(above.height - below.height) > OTHER_HEIGHT * tallest
        or abs(above.size - below.size) > OTHER_SIZE * largest
    )


def _first_word_width(line: Line) -> float:
    """Estimate how wide the first word of a line is; two characters where it is Chinese."""
    wide = len(_WIDE.findall(line.text))
    unit = (line.right - line.left) / (len(line.text) + wide)
    word = _NARROW_WORD.match(line.text)
    return unit * (len(word.group()) + 1 if word else 4)


def _joint(above: str, below: str) -> str:
    """Give what stands between two joined lines: nothing beside a Chinese character, else a space."""
    if above.endswith((HYPHENATED, "\u00ad")) or _WIDE.match(below[0]) or _WIDE.match(above[-1]):
        return ""
    return "" if above.endswith("-") and below[:1].islower() else " "


def _mend_words(text: str) -> str:
    """Join words broken by a hyphen, keeping the hyphen where the text elsewhere has it or it is usual."""
    known = set(re.findall(r"\w+-\w+", text))

    def mend(found: re.Match[str]) -> str:
        head, tail = found.groups()
        is_compound = head.lower() in _COMPOUND_HEADS and not _SUFFIX.fullmatch(tail)
        keeps = f"{head}-{tail}" in known or is_compound
        return f"{head}-{tail}" if keeps and head and tail else head + tail

    return _BROKEN_WORD.sub(mend, text)
