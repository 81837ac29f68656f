"""The draft that reading a text gives: what was found, and where in the text it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Lang = Literal["zh", "en"]
AgendaKind = Literal["study", "hear", "review", "approve", "discuss", "notify", "other"]
ReferenceKind = Literal["meeting", "plan", "document"]
NamedKind = Literal["body", "event", "programme", "place"]

AGENDA_KINDS: tuple[AgendaKind, ...] = (
    "study",
    "hear",
    "review",
    "approve",
    "discuss",
    "notify",
    "other",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the decoded text: Unicode code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the characters of ``text`` at this place."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Found:
    """A value and its place. ``text`` may have its white space repaired; ``span`` is verbatim."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Attendee:
    """A named person who was present, with each post apart."""

    name: Found
    posts: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A document or matter that was studied, heard, reviewed, approved or discussed."""

    kind: AgendaKind
    item: Found


@dataclass(frozen=True, slots=True)
class Named:
    """A body, event, programme or place that a directive names."""

    kind: NamedKind
    name: Found


@dataclass(frozen=True, slots=True)
class Due:
    """A date or period that a directive sets.

    ``iso`` is a date (``2025-06-30``), a month (``2025-06``), a year (``2025``), a quarter
    (``2025-Q2``), a half-year (``2025-H1``) or a plan period (``2026/2030``); it is None where the
    text fixes no year.
    """

    phrase: Found
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A clause that demands action. ``text`` is verbatim what the source says at ``span``."""

    text: str
    span: Span
    verb: str | None = None
    theme: str | None = None
    actor: Found | None = None
    due: Due | None = None
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A superior meeting, plan or document that the text refers to."""

    kind: ReferenceKind
    name: Found


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the reading itself, for example that no chair was found.

    ``code`` is stable (``few-directives``, ``no-chair``); the sentences are for people.
    """

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text was read to say. Nothing in it is guessed: what was not found is empty."""

    lang: Lang
    title: Found | None = None
    date: Found | None = None
    """``date.text`` is ISO 8601 (``2025-05-08``); its span is the date as printed."""
    source: Found | None = None
    topics: tuple[Found, ...] = ()
    body: Found | None = None
    meeting_name: Found | None = None
    chair: tuple[Found, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    attendee_groups: tuple[Found, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    directives: tuple[Directive, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    def to_json(self, *, id: str | None = None) -> dict[str, Any]:
        """Give the draft in the published form (``draft.schema.json``), ready for ``json.dumps``.

        Title and directives carry ``start`` and ``end``; every other value has its place in the
        parallel ``spans``, shaped as the value is: ``{"start": …, "end": …}`` for one value, a list
        for a list.
        """
        return _to_json(self, id)


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _text(found: Found | None) -> str | None:
    return None if found is None else found.text


def _span(found: Found | None) -> dict[str, int] | None:
    return None if found is None else _place(found.span)


def _to_json(draft: Draft, id: str | None) -> dict[str, Any]:
    title = draft.title
    return {
        "id": id,
        "lang": draft.lang,
        "title": {
            "text": _text(title),
            "start": title.span.start if title else None,
            "end": title.span.end if title else None,
        },
        "date": _text(draft.date),
        "source": _text(draft.source),
        "topics": [t.text for t in draft.topics],
        "body": _text(draft.body),
        "meeting_name": _text(draft.meeting_name),
        "chair": [c.text for c in draft.chair],
        "attendees": [
            {"name": a.name.text, "posts": [p.text for p in a.posts]} for a in draft.attendees
        ],
        "attendee_groups": [g.text for g in draft.attendee_groups],
        "agenda": [{"kind": a.kind, "text": a.item.text} for a in draft.agenda],
        "directives": [_directive(d) for d in draft.directives],
        "references": [{"kind": r.kind, "text": r.name.text} for r in draft.references],
        "notes": [{"code": n.code, "zh": n.zh, "en": n.en} for n in draft.notes],
        "spans": _spans(draft),
    }


def _directive(directive: Directive) -> dict[str, Any]:
    due = directive.due
    return {
        "text": directive.text,
        "start": directive.span.start,
        "end": directive.span.end,
        "verb": directive.verb,
        "theme": directive.theme,
        "actor": _text(directive.actor),
        "due": {"text": due.phrase.text, "iso": due.iso} if due else None,
        "named": [{"kind": n.kind, "text": n.name.text} for n in directive.named],
    }


def _spans(draft: Draft) -> dict[str, Any]:
    return {
        "date": _span(draft.date),
        "source": _span(draft.source),
        "topics": [_place(t.span) for t in draft.topics],
        "body": _span(draft.body),
        "meeting_name": _span(draft.meeting_name),
        "chair": [_place(c.span) for c in draft.chair],
        "attendees": [
            {"name": _place(a.name.span), "posts": [_place(p.span) for p in a.posts]}
            for a in draft.attendees
        ],
        "attendee_groups": [_place(g.span) for g in draft.attendee_groups],
        "agenda": [_place(a.item.span) for a in draft.agenda],
        "directives": [
            {
                "actor": _span(d.actor),
                "due": _place(d.due.phrase.span) if d.due else None,
                "named": [_place(n.name.span) for n in d.named],
            }
            for d in draft.directives
        ],
        "references": [_place(r.name.span) for r in draft.references],
    }
