"""A sheet in one language as the files show it: the paper that reports are printed on."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from plenary.contexts.governance.drafting.writing import date_en, date_zh
from plenary.contexts.governance.enums import SheetKind, StatementKind
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.paper import (
    Item,
    Line,
    Paper,
    Span,
    numbered_heading,
    words_of,
)
from plenary.contexts.governance.models import Sheet
from plenary.kernel.people.models import Person
from plenary.kernel.text.wording import in_en, in_zh

KINDS = {
    SheetKind.HANDOVER: ("交接单", "Hand-over sheet"),
    SheetKind.SLIP: ("督办单", "Supervision slip"),
    SheetKind.CIRCULAR: ("通报", "Circular"),
    SheetKind.CARD: ("督办卡", "Leader’s card"),
}


def paper_of(sheet: Sheet, lang: Language) -> Paper:
    """Put a sheet, its persons loaded, on paper."""
    said: dict[str, Any] = sheet.content[lang]
    words = words_of(lang)
    day = date_zh(sheet.on) if lang == "zh" else date_en(sheet.on)
    last = tuple(Span(text) for text in said["last"])
    headings = said["headings"] if last else said["headings"][:2]
    notes = [*_people(sheet, lang), *([words["illustrative"]] if sheet.is_illustrative else [])]
    return Paper(
        lang=lang,
        title=said["title"],
        version=_version(sheet, lang),
        as_of=f"情况截至{day}" if lang == "zh" else f"As of {day}",
        moment=sheet.made_at,
        words=words,
        headings=tuple(numbered_heading(n, name, lang) for n, name in enumerate(headings, start=1)),
        overview=tuple(Line(text, StatementKind.OVERVIEW) for text in said["overview"]),
        items=tuple(_item(one) for one in said["items"]),
        gaps=last,
        is_illustrative=sheet.is_illustrative,
        notes=tuple(notes),
        address=f"{settings.ORIGIN}{sheet.get_absolute_url()}",
    )


def file_name(sheet: Sheet, lang: Language, ending: str) -> str:
    """Name a file by the sheet's kind, year, number and language."""
    return f"{sheet.kind}-{sheet.year}-{sheet.number}.{lang}.{ending}"


def _item(said: dict[str, Any]) -> Item:
    return Item(
        number=said["number"],
        title=said["title"],
        title_marks=(),
        lead=said["lead"],
        light=said["light"],
        light_word=said["light_word"],
        # Each of them stands as a paragraph of its own.
        lines=tuple(Line(text, StatementKind.LATE) for text in said["lines"]),
    )


def _version(sheet: Sheet, lang: Language) -> str:
    zh, en = KINDS[SheetKind(sheet.kind)]
    if lang == "zh":
        return f"{in_zh(zh)}〔{sheet.year}〕{sheet.number}号，校验码{sheet.digest[:12]}"
    return f"{in_en(en)} {sheet.number} of {sheet.year}, digest {sheet.digest[:12]}"


def _people(sheet: Sheet, lang: Language) -> list[str]:
    pairs = ((sheet.former, "移交人", "Handed over by"), (sheet.person, "接任人", "Taken over by"))
    return [
        f"{zh}：{_name(person, lang)}" if lang == "zh" else f"{en}: {_name(person, lang)}"
        for person, zh, en in pairs
        if person is not None
    ]


def _name(person: Person, lang: Language) -> str:
    if lang == "zh":
        return person.name_zh or person.name_en
    return person.name_en or person.name_zh
