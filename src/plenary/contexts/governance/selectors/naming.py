"""Agreed names that a meeting's public text or a report does not keep to, and why they may stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.models import Meeting, ReleaseStep, Report, Statement
from plenary.contexts.language.api import (
    NameAnswer,
    NameQuestion,
    Part,
    answer_row,
    answered,
    answers_in,
    name_questions,
    names_fault,
)
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

TEXT = "text"
TITLE = "title"


def of_public_text(
    meeting: Meeting, zh: str, en: str, rows: Iterable[Mapping[str, Any]]
) -> list[NameQuestion]:
    """Give what is asked of a meeting's public text, judged by the meeting's day; ``rows`` are the answers."""
    on = meeting.held_on or clock.today()
    return answered(name_questions([Part(TEXT, zh, en)], on=on), answers_in(rows))


def earlier_rows(meeting: Meeting) -> list[dict[str, Any]]:
    """Give the reasons by which public texts of a meeting went out: they hold for just the same sentences."""
    out = ReleaseStep.objects.filter(
        meeting=meeting,
        stage=ReleaseStage.PUBLIC,
        state__in=[ReleaseState.RELEASED, ReleaseState.SUPERSEDED],
    )
    kept = out.order_by("pk").values_list("said_otherwise", flat=True)
    return [row for rows in kept for row in rows]


def of_report(report: Report, statements: Sequence[Statement]) -> list[NameQuestion]:
    """Give what is asked of a report's title and statements, judged by its last day or, before it, today.

    A title may be shorter in one language: a name that is only missing there is for a person to judge.
    """
    parts = [Part(TITLE, report.title_zh, report.title_en)]
    parts += [Part(one.key, one.text_zh, one.text_en) for one in statements]
    on: dt.date = min(report.ends_on, clock.today())
    asked = [_of_title(one) for one in name_questions(parts, on=on)]
    return answered(asked, answers_in(report.said_otherwise))


def _of_title(one: NameQuestion) -> NameQuestion:
    is_short = one.drift.field == TITLE and not one.drift.instead
    return replace(one, drift=replace(one.drift, is_proof=False)) if is_short else one


def refuse_open(found: Iterable[NameQuestion], rows: Iterable[Mapping[str, Any]]) -> None:
    """Raise ``Refused`` with each proved name that is called otherwise, and of which no answer says why."""
    if fault := names_fault(answered(found, answers_in(rows))):
        raise Refused(fault)


def rows_of(
    found: Iterable[NameQuestion],
    rows: Iterable[Mapping[str, Any]],
    reasons: Mapping[str, str],
    actor: Actor,
) -> list[dict[str, Any]]:
    """Give the answers that a text goes out with: those it has, and the reasons given now by a question's mark."""
    kept = {row["key"]: dict(row) for row in rows}
    told = []
    for one in found:
        if one.answer is not None:
            told.append({name: said for name, said in kept[one.key].items() if name != "by_id"})
        elif reason := reasons.get(one.mark, "").strip():
            told.append(answer_row(one, reason=reason, actor=actor))
    return told


def answers_of(record: ReleaseStep | Report) -> list[NameAnswer]:
    """Give why a text that was proposed or frozen says names otherwise."""
    return list(answers_in(record.said_otherwise).values())
