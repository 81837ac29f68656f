"""Says of a draft what was not found, so that nobody takes silence for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.chairs import chair_without_name
from plenary.readout.draft import Directive, Draft, Found, Note

_FEW = 2
_SENTENCES = {
    "few-directives": (
        "文中几乎没有读出工作要求，请人工核对。",
        "Hardly any directive was found in this text; please check it by eye.",
    ),
    "no-meeting": ("文中没有读出会议名称。", "No meeting was found in this text."),
    "no-chair": ("文中没有写明主持人。", "The text does not say who chaired."),
    "no-date": (
        "文中没有可以确定年月日的日期。",
        "No date with day, month and year is fixed by the text.",
    ),
    "no-title": ("文中没有标题。", "The text has no headline."),
}


def notes_on(
    draft: Draft, directives: Sequence[Directive], unnamed: Found | None = None
) -> tuple[Note, ...]:
    """Give a note for each part of a readout that this text does not show.

    ``unnamed`` is the post of whoever presided, where the text gives no name to it.
    """
    missing = (
        ("few-directives", len(directives) < _FEW),
        ("no-meeting", draft.meeting_name is None),
        ("no-chair", not draft.chair),
        ("no-date", draft.date is None),
        ("no-title", draft.title is None),
    )
    found = [Note(code, *_SENTENCES[code]) for code, is_missing in missing if is_missing]
    return tuple(_named_by_post(one, unnamed) for one in found)


def _named_by_post(note: Note, unnamed: Found | None) -> Note:
    return chair_without_name(unnamed.text) if unnamed and note.code == "no-chair" else note
