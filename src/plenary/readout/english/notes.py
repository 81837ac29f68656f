"""Says of a draft what was not found, so that nobody takes silence for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.draft import Directive, Draft, Note

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


def notes_on(draft: Draft, directives: Sequence[Directive]) -> tuple[Note, ...]:
    """Give a note for each part of a readout that this text does not show."""
    missing = (
        ("few-directives", len(directives) < _FEW),
        ("no-meeting", draft.meeting_name is None),
        ("no-chair", not draft.chair),
        ("no-date", draft.date is None),
        ("no-title", draft.title is None),
    )
    return tuple(Note(code, *_SENTENCES[code]) for code, is_missing in missing if is_missing)
