"""Which reports an actor sees, their statements in order, and what is still open in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, Prefetch, Q, QuerySet

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import (
    ReleaseStage,
    ReleaseState,
    ReportKind,
    ReportState,
    StatementKind,
)
from plenary.contexts.governance.models import ReleaseStep, Report, Statement, StatementSource
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import held, meetings
from plenary.kernel.documents.enums import Release
from plenary.shared.actor import Actor

_COUNTED = re.compile(r"[^\s]")


def visible_to(actor: Actor) -> QuerySet[Report]:
    """Give the reports: readers see all; units frozen ones that may be asked for; others public ones.

    Units also see the version of the minutes that was released, of the meetings that they see. None
    sees a report that speaks of a task, or minutes of a decision, that a paper's class keeps from them.
    """
    every = Report.objects.all() if reads_narrow(actor) else _without_kept(actor)
    if seeing.sees_everything(actor):
        return every
    frozen = every.filter(state=ReportState.FROZEN)
    if actor.has("unit"):
        released = ReleaseStep.objects.filter(
            stage=ReleaseStage.PAPERS,
            state=ReleaseState.RELEASED,
            meeting__in=meetings.visible_to(actor).values("pk"),
        )
        may_ask = Q(release__in=[Release.PUBLIC, Release.ON_REQUEST])
        return frozen.filter(may_ask | Q(pk__in=released.values("minutes_id")))
    if seeing.sees_public(actor):
        return frozen.filter(release=Release.PUBLIC)
    return Report.objects.none()


def _without_kept(actor: Actor) -> QuerySet[Report]:
    kept = Statement.objects.filter(task__in=held.tasks_kept_from(actor)).order_by()
    of_meeting = meetings.decisions_kept_from(actor).order_by().values("meeting_id")
    minutes = Q(kind=ReportKind.MINUTES, meeting__in=of_meeting)
    return Report.objects.exclude(Q(pk__in=kept.values("report_id")) | minutes)


def statements_visible_to(actor: Actor) -> QuerySet[Statement]:
    """Give the statements of the reports that the actor sees."""
    if reads_narrow(actor):
        return Statement.objects.all()
    return Statement.objects.filter(report__in=visible_to(actor).values("pk"))


def worded_visible_to(actor: Actor) -> QuerySet[Statement]:
    """Give the statements of visible drafts that may be translated; what is frozen never changes."""
    return statements_visible_to(actor).filter(report__state=ReportState.DRAFT)


def listing(actor: Actor) -> QuerySet[Report]:
    """Give the reports with their list, and how many statements and gaps each has."""
    return (
        visible_to(actor)
        .select_related("task_list", "meeting", "corrects")
        .annotate(
            statement_count=Count("statements"),
            gap_count=Count("statements", filter=Q(statements__kind=StatementKind.GAP)),
        )
        .order_by("-ends_on", "-pk")
    )


def statements_of(report: Report) -> list[Statement]:
    """Give a report's statements in order, each with its sources, passages and documents loaded.

    Three queries; the documents' texts stay where they are.
    """
    sources = StatementSource.objects.select_related(
        "passage__document", "passage__pair__document"
    ).defer("passage__document__text", "passage__pair__document__text")
    return list(
        Statement.objects.filter(report=report).prefetch_related(Prefetch("sources", sources))
    )


def unanswered(statements: Iterable[Statement]) -> list[Statement]:
    """Give the statements that have neither a source nor somebody's word that there is none."""
    return [each for each in statements if not each.is_without_source and not each.sources.all()]


def characters(statements: Iterable[Statement]) -> int:
    """Count the characters of the Chinese text, spaces left out, as limits of length are counted."""
    return sum(len(_COUNTED.findall(each.text_zh)) for each in statements)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a report is, and how long a paper of its kind may be: 0 for as long as it likes."""

    characters: int
    limit: int

    @property
    def is_over(self) -> bool:
        """Say whether it is longer than it may be."""
        return 0 < self.limit < self.characters


def length_of(report: Report, statements: Iterable[Statement]) -> Length:
    """Measure a report's Chinese text against the practice profile's limit for such papers."""
    return Length(characters(statements), profiles.current().longest.get(report.paper, 0))


def digest_of(report: Report, statements: Sequence[Statement]) -> str:
    """Give SHA-256 over everything that a frozen report says and stands on, as canonical JSON."""
    told = json.dumps(
        contents(report, statements), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(told.encode()).hexdigest()


def is_intact(report: Report, statements: Sequence[Statement]) -> bool:
    """Say whether a frozen report still is what was frozen."""
    return report.digest == digest_of(report, statements)


def contents(report: Report, statements: Sequence[Statement]) -> dict[str, Any]:
    """Give a report's whole content as plain values: what the digest is taken over."""
    return {
        "report": {
            **_subject(report),
            "kind": str(report.kind),
            "starts_on": report.starts_on.isoformat(),
            "ends_on": report.ends_on.isoformat(),
            "title_zh": report.title_zh,
            "title_en": report.title_en,
            "number": report.number,
            "as_of": int(report.as_of.timestamp()),
            "frozen_at": int(report.frozen_at.timestamp()) if report.frozen_at else None,
            "frozen_by": report.frozen_by,
            "freeze_reason": report.freeze_reason,
            "corrects": report.corrects_id,
            "release": str(report.release),
            "is_illustrative": report.is_illustrative,
            **({"said_otherwise": report.said_otherwise} if report.said_otherwise else {}),
        },
        "statements": [_statement(each) for each in statements],
    }


def _subject(report: Report) -> dict[str, Any]:
    """Name what it is on, so that the digests of reports on lists stay what they were."""
    if report.meeting_id is not None:
        return {"meeting": report.meeting_id}
    return {"task_list": report.task_list_id}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "order": statement.order,
        "key": statement.key,
        "kind": str(statement.kind),
        "task": statement.task_id,
        "item_number": statement.item_number,
        "zh": statement.text_zh,
        "en": statement.text_en,
        "details": statement.details,
        "is_edited": statement.is_edited,
        "is_without_source": statement.is_without_source,
        "sources": [_source(each) for each in statement.sources.all()],
    }


def _source(source: StatementSource) -> dict[str, Any]:
    passage = source.passage
    return {
        "kind": str(source.kind),
        "document": passage.document.sha256,
        "start": passage.start,
        "end": passage.end,
        "sheet": passage.sheet,
        "row": passage.row,
        "quote": passage.quote,
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a statement between two versions."""

    fate: Literal["same", "changed", "added", "removed"]
    key: str
    then: Statement | None
    now: Statement | None
    sources_changed: bool = False


def difference(then: Report, now: Report) -> list[Difference]:
    """Give two versions statement by statement, in the order of the later one."""
    old = {each.key: each for each in statements_of(then)}
    new = {each.key: each for each in statements_of(now)}
    found = [_differ(old.get(key), each) for key, each in new.items()]
    found += [Difference("removed", key, each, None) for key, each in old.items() if key not in new]
    return found


def _differ(then: Statement | None, now: Statement) -> Difference:
    if then is None:
        return Difference("added", now.key, None, now)
    moved = _passages(then) != _passages(now)
    same = (then.text_zh, then.text_en, then.details) == (now.text_zh, now.text_en, now.details)
    return Difference("same" if same and not moved else "changed", now.key, then, now, moved)


def _passages(statement: Statement) -> set[int]:
    return {source.passage_id for source in statement.sources.all()}
