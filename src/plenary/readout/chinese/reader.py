"""Puts the parts of a Chinese readout together into a draft."""

from __future__ import annotations

from plenary.readout.chinese.directives import groups_of
from plenary.readout.chinese.passages import passage
from plenary.readout.draft import Directive, Draft


def read_chinese(text: str) -> Draft:
    """Read a Chinese readout into a draft; every span counts code points of ``text``."""
    directives = []
    frame = None
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if line.startswith(("#", "*[")) or len(line.strip()) < 15:
            continue
        p = passage(text, start, at)
        groups, frame = groups_of(p, None)
        for g in groups:
            span = p.span(g.start, g.end)
            directives.append(Directive(span.of(text), span, g.verb))
    return Draft(lang="zh", directives=tuple(directives))
