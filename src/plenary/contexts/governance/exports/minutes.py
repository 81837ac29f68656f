"""Minutes in one language as every file shows them: the mark, the line under it, and blocks in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from plenary.contexts.governance import profiles
from plenary.contexts.governance.drafting.writing import date_en, date_zh
from plenary.contexts.governance.enums import HEADINGS, StatementKind
from plenary.contexts.governance.exports.citations import Citations
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.paper import (
    WORDS,
    Block,
    Paper,
    Span,
    line_of,
    numbered_heading,
    words_of,
)
from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.selectors.source_titles import titles_in
from plenary.kernel.text.wording import in_zh
from plenary.shared.characters import plain

MARK = {"zh": "会议纪要", "en": "Minutes"}
SIGNED = {
    "zh": "经确认记录无误。主席：____________________　日期：______________",
    "en": "Signed as a correct record. Chair: ____________________  Date: ______________",
}
"""What a council's chair puts a name to."""


def minutes_paper(report: Report, statements: Sequence[Statement], lang: Language) -> Paper:
    """Put minutes, their statements in order and with sources prefetched, into one language."""
    body = report.meeting.body if report.meeting else None
    name = plain((body.name_zh or body.name_en) if body else "")
    if lang == "en":
        name = plain((body.name_en or body.name_zh) if body else "")
    words, cited = words_of(lang), Citations(lang, titles_in(report, statements, lang))
    return Paper(
        lang=lang,
        title=plain(report.title_zh if lang == "zh" else report.title_en),
        version=_version(report, lang),
        as_of=_day(report, lang),
        moment=report.frozen_at or report.as_of,
        words=words,
        headings=(),
        is_illustrative=report.is_illustrative,
        notes=(words["illustrative"],) if report.is_illustrative else (),
        mark=f"{name}{in_zh(MARK['zh'])}" if lang == "zh" else name,
        blocks=tuple(_blocks(statements, cited)),
        references=cited.references,
    )


def _version(report: Report, lang: Language) -> str:
    """Name the version that was signed off with the beginning of its digest; a draft is marked as one."""
    if report.number is None:
        return WORDS[lang]["draft"]
    short = report.digest[:12]
    if lang == "zh":
        return f"第{report.number}版，校验码{short}"
    return f"Version {report.number}, digest {short}"


def _day(report: Report, lang: Language) -> str:
    """Give the day under the mark: of the sign-off, of a draft that on which it was drafted."""
    day = timezone.localdate(report.frozen_at or report.as_of)
    if lang == "zh":
        return f"{date_zh(day)}{'签发' if report.frozen_at else '起草'}"
    return f"{'Signed off' if report.frozen_at else 'Drafted'} on {date_en(day)}"


def _blocks(statements: Sequence[Statement], cited: Citations) -> list[Block]:
    blocks: list[Block] = []
    counted, lang = 0, cited.lang
    for statement in statements:
        text, refs = line_of(statement, cited).span
        label = str(statement.details.get(f"label_{lang}", ""))
        number = statement.details.get("number")
        if statement.kind in HEADINGS:
            counted += 1
            blocks.append(Block("heading", numbered_heading(counted, text, lang), refs=refs))
        elif statement.kind == StatementKind.PEOPLE and label:
            label = f"{label}{'：' if lang == 'zh' else ': '}"
            blocks.append(Block("people", text, label, refs=refs))
        elif statement.kind == StatementKind.DUTY and blocks:
            _add_duty(blocks, Span(text, refs), lang)
        elif number is not None:
            numbered = _numbered(statement.kind, number, lang)
            blocks.append(Block("numbered", text, numbered, refs=refs))
        else:
            blocks.append(Block("text", text, refs=refs))
    if profiles.current().papers.begins_with_people:
        return _people_first(blocks, lang)
    return _attendance_last(blocks)


def _add_duty(blocks: list[Block], duty: Span, lang: Language) -> None:
    """Let a piece of work follow its decision: on a line of its own, or in the same paragraph."""
    if profiles.current().papers.parts_duties:
        task = words_of(lang)["task"]
        label = f"{task}{'：' if lang == 'zh' else ': '}"
        blocks.append(Block("numbered", duty.text, label, refs=duty.refs))
        return
    blocks[-1] = replace(blocks[-1], more=(*blocks[-1].more, duty))


def _numbered(kind: str, number: object, lang: Language) -> str:
    if kind == StatementKind.DECISION:
        return f"{in_zh('议定事项')}{number}：" if lang == "zh" else f"Decision {number}: "
    return f"{number}．" if lang == "zh" else f"({number}) "


def _attendance_last(blocks: Sequence[Block]) -> list[Block]:
    """Put a blank line in place of the heading over the attendance: its labels say enough."""
    people = next((n for n, block in enumerate(blocks) if block.kind == "people"), None)
    if people and blocks[people - 1].kind == "heading":
        first = replace(blocks[people], is_apart=True)
        return [*blocks[: people - 1], first, *blocks[people + 1 :]]
    return list(blocks)


def _people_first(blocks: Sequence[Block], lang: Language) -> list[Block]:
    """Put who was there behind the opening, and the chair's signature at the end."""
    people = [block for block in blocks if block.kind == "people"]
    place = blocks.index(people[0]) if people else 0
    rest = [
        block
        for n, block in enumerate(blocks)
        if block.kind != "people" and not (n == place - 1 and block.kind == "heading")
    ]
    return [*rest[:1], *people, *rest[1:], Block("text", SIGNED[lang], is_apart=True)]
