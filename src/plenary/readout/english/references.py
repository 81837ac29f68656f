"""The superior meetings, plans and documents that a text refers to; what the meeting itself adopts is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from plenary.readout.draft import AgendaItem, Found, Reference, ReferenceKind, Span
from plenary.readout.spans import found, trim

_REFERENCES: tuple[tuple[ReferenceKind, tuple[str, ...], re.Pattern[str]], ...] = (
    ("meeting", ("Central",), re.compile(r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|First|Second|Third|Fourth|Fifth|Sixth|Seventh)(?:\s+and\s+\w+)?\s+(?:[Pp]lenary\s+[Ss]essions?|[Pp]lenum)\s+of\s+the\s+\d+(?:st|nd|rd|th)\s+(?:CPC\s+)?Central\s+Committee(?:\s+of\s+the\s+(?:CPC|Communist\s+Party\s+of\s+China))?)")),
    ("meeting", ("Congress",), re.compile(r"(?<!\d)\d{1,3}(?:st|nd|rd|th)\s+(?:CPC\s+)?(?:National\s+(?:Party\s+)?Congress)(?:\s+of\s+the\s+(?:CPC|Communist\s+Party\s+of\s+China))?|(?<!\d)\d{1,3}(?:st|nd|rd|th)\s+Party\s+Congress")),
    ("meeting", ("Conference",), re.compile(r"(?:Central|National)\s+(?:[A-Z]\w+\s+){0,4}(?:Work\s+)?Conference(?:\s+on\s+(?:[A-Z]\w+\s?){1,4})?")),
    ("plan", ("Plan",), re.compile(r"(?<!\d)\d{1,3}(?:st|nd|rd|th)\s+Five-Year\s+Plan(?:\s*\(\d{4}\s*[-–—]\s*\d{4}\))?")),
    ("document", ("Report", "report", "Thought", "《", "Rules", "Regulations", "Law", "Measures", "Opinions", "Guidelines"), re.compile(r"Government\s+Work\s+Report|government\s+work\s+report|Report\s+on\s+the\s+Work\s+of\s+the\s+Government|Xi\s+Jinping(?:[’']s)?\s+Thought\s+on\s+(?:[A-Z]\w+(?:\s+with\s+Chinese\s+Characteristics\s+for\s+a\s+New\s+Era)?)|《[^《》]{2,80}》|(?:Rules|Regulations|Law|Measures|Opinions|Guidelines)\s+(?:on|of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*(?:of\s+|for\s+|the\s+|and\s+|on\s+){0,2}){1,8}")),
)  # fmt: skip
_TABLED = frozenset({"hear", "review", "approve", "discuss"})
_PASSED_ON = re.compile(
    r"(?i)^(?:the\s+)?(?:(?:(?:key|guiding|main)\s+)?(?:principles?|guidelines?|spirit|decisions?|message|points)\s+of\s+)?"
    r"(?:the\s+)?(?P<name>.*\b(?:session|conference|meeting|plenum)\b.*)$",
    re.DOTALL,
)
_CARRIED_OUT = re.compile(
    r"(?i)\b(?:implement\w*|carrying\s+out|enforce\w*|progress)\b[^.;,]{0,60}$"
)
_LOOSE_END = re.compile(r"(?:\s+(?:of|for|the|and|on))+\s*$")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


def references_in(
    text: str, paragraphs: list[Span], agenda: Sequence[AgendaItem], body: Found | None
) -> tuple[Reference, ...]:
    """Give the superior meetings, plans and documents that the prose refers to, each once.

    What the meeting reviewed, heard or adopted itself is no reference, wherever it is named; the
    meetings whose principles it studied are.
    """
    passed_on = list(_passed_on(text, agenda, body))
    studied = _in_order(one.name.span for one in passed_on)
    tabled = _in_order(item.item.span for item in agenda if item.kind in _TABLED)
    prose = [one for one in _in_prose(text, paragraphs) if not _around(one.name.span, studied)]
    named = [*passed_on, *prose]
    drawn_up = {r.name.text.casefold() for r in named if _is_tabled(text, r.name.span, tabled)}
    kept: dict[str, Reference] = {}
    for one in named:
        key = one.name.text.casefold()
        if key not in drawn_up:
            kept.setdefault(key, one)
    return tuple(sorted(kept.values(), key=lambda r: r.name.span.start))


def _in_order(places: Iterable[Span]) -> list[Span]:
    return sorted(places, key=lambda span: span.start)


def _passed_on(text: str, agenda: Sequence[AgendaItem], body: Found | None) -> Iterator[Reference]:
    """Give the meetings that were studied, by their names."""
    for item in agenda:
        span = item.item.span
        words = _BRACKET.sub("", span.of(text))
        named = _PASSED_ON.match(words) if item.kind == "study" else None
        if named and not (body and body.text.casefold() in named["name"].casefold()):
            start = span.start + named.start("name")
            yield Reference("meeting", found(text, trim(text, start, span.start + len(words))))


def _in_prose(text: str, paragraphs: list[Span]) -> Iterator[Reference]:
    for paragraph in paragraphs:
        prose = paragraph.of(text)
        for kind, cues, pattern in _REFERENCES:
            if any(map(prose.__contains__, cues)):
                for match in pattern.finditer(text, paragraph.start, paragraph.end):
                    end = match.start() + len(_LOOSE_END.sub("", match.group()))
                    place = trim(text, match.start(), end, drop=",")
                    yield Reference(kind, found(text, place))


def _is_tabled(text: str, span: Span, tabled: list[Span]) -> bool:
    """Say whether a name stands in what was before the meeting, not what was said of its carrying out."""
    around = _around(span, tabled)
    return around is not None and not _CARRIED_OUT.search(text, around.start, span.start)


def _around(span: Span, places: list[Span]) -> Span | None:
    """Give the place, of those in order, that a span lies in."""
    after = bisect_right(places, span.start, key=lambda one: one.start)
    around = (one for one in places[max(0, after - 2) : after] if span.end <= one.end)
    return next(around, None)
