"""A draft as Markdown, to paste into a note or a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plenary.readout.draft import Draft, Lang
from plenary.readout.formats.filed import FiledDraft
from plenary.readout.formats.summary import summary_lines
from plenary.readout.formats.words import listing, word

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_WHITE = re.compile(r"\s+")


def markdown_pieces(drafts: Iterable[FiledDraft], lang: Lang, *, several: bool) -> Iterator[bytes]:
    """Give each draft as a heading, a summary, its people, agenda and directives."""
    for index, filed in enumerate(drafts):
        text = "\n".join(_document(filed, lang)) + "\n"
        apart = "\n---\n\n" if several and index else ""
        yield (apart + text).encode("utf-8", errors="replace")


def _document(filed: FiledDraft, lang: Lang) -> Iterator[str]:
    draft = filed.draft
    heading = draft.title.text if draft.title else filed.id or word("nothing", lang)
    yield f"# {_plain(heading)}"
    yield ""
    for label, value in summary_lines(draft, lang):
        yield f"- **{label}**: {_plain(value)}"
    yield from _people(draft, lang)
    yield from _agenda(draft, lang)
    yield from _directives(draft, lang)
    yield from _notes(draft, lang)


def _people(draft: Draft, lang: Lang) -> Iterator[str]:
    if draft.attendees:
        yield from ("", f"## {word('attendees', lang)}", "")
        yield from _row([word("name", lang), word("posts", lang)])
        yield from _rule(2)
    for attendee in draft.attendees:
        posts = listing([post.text for post in attendee.posts], lang)
        yield from _row([attendee.name.text, posts])


def _agenda(draft: Draft, lang: Lang) -> Iterator[str]:
    if draft.agenda:
        yield from ("", f"## {word('agenda', lang)}", "")
    for number, entry in enumerate(draft.agenda, 1):
        yield f"{number}. {word(entry.kind, lang)}: {_plain(entry.item.text)}"


def _directives(draft: Draft, lang: Lang) -> Iterator[str]:
    yield from ("", f"## {word('directives', lang)} ({len(draft.directives)})", "")
    if not draft.directives:
        yield word("nothing", lang)
        return
    heads = ("number", "text", "verb", "theme", "actor", "due", "place")
    yield from _row([word(head, lang) for head in heads])
    yield from _rule(len(heads))
    for number, directive in enumerate(draft.directives, 1):
        actor = directive.actor.text if directive.actor else ""
        due = directive.due.phrase.text if directive.due else ""
        place = f"{directive.span.start}–{directive.span.end}"
        verb, theme = directive.verb or "", directive.theme or ""
        yield from _row([str(number), directive.text, verb, theme, actor, due, place])


def _notes(draft: Draft, lang: Lang) -> Iterator[str]:
    if draft.notes:
        yield from ("", f"## {word('notes', lang)}", "")
    for note in draft.notes:
        yield f"- {_plain(note.zh if lang == 'zh' else note.en)}"


def _row(cells: list[str]) -> Iterator[str]:
    yield "| " + " | ".join(map(_plain, cells)) + " |"


def _rule(columns: int) -> Iterator[str]:
    yield "|" + " --- |" * columns


def _plain(text: str) -> str:
    """Give text that Markdown shows as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", _WHITE.sub(" ", text).strip())
