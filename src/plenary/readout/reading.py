"""The one door of the reader: decides the language and hands the text to its grammar."""

from __future__ import annotations

from typing import Literal

from plenary.readout.draft import Draft, Lang
from plenary.readout.language import require_words, script
from plenary.readout.refusals import refusal


def read(text: str, *, lang: Literal["auto"] | Lang = "auto") -> Draft:
    """Read a readout into a draft.

    ``text`` is the decoded text with its line ends kept; every span of the draft counts Unicode code
    points of exactly this text. ``lang`` is decided from the text unless given. The same text gives
    the same draft. Raises ``ReadoutError`` where the text is empty, holds no words at all, or is in
    neither language; a text that holds nothing of a readout gives an empty draft, whose notes say so.
    """
    require_words(text)
    chosen = script(text) if lang == "auto" else lang
    # A grammar's word lists are loaded when a text needs them, so that the command starts at once.
    if chosen == "zh":
        from plenary.readout.chinese import read_chinese  # noqa: PLC0415

        return read_chinese(text)
    from plenary.readout.english import read_english  # noqa: PLC0415

    return read_english(text)


def insist(draft: Draft) -> Draft:
    """Give the draft back, or refuse it where it holds nothing that makes a readout.

    A readout has at least a directive, a meeting's name, an agenda item or an attendee.
    """
    if draft.directives or draft.meeting_name or draft.agenda or draft.attendees:
        return draft
    raise refusal("no-readout")
