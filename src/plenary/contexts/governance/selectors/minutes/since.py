"""How a meeting's record has changed since its minutes were drafted from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plenary.contexts.governance.drafting import Drafted, Pair
from plenary.contexts.governance.drafting.minutes import draft_minutes, meeting_record
from plenary.contexts.governance.enums import (
    ReportKind,
    ReportState,
    SourceKind,
    StatementKind,
)
from plenary.contexts.governance.models import Report, Statement, StatementSource
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts

FOLLOWING = frozenset({StatementKind.DUTY})
"""What follows from a decision later is not of the sitting: a task's lead and date may change."""
UNRECORDED = "people:unrecorded"
"""Of which units nobody is recorded hangs on who holds their posts, too; whoever is recorded since is told among those present."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the record said of something when the minutes were drafted, and what it says now."""

    fate: Literal["changed", "added", "removed"]
    kind: str
    then: Pair
    now: Pair

    @property
    def label(self) -> str:
        """Give the word for what it is: the opening, a decision, the persons."""
        return str(StatementKind(self.kind).label)


def changed_since(report: Report) -> list[Change]:
    """Give what the record says otherwise than when these signed-off minutes were drafted.

    What an editor of the minutes has worded otherwise, or left out, is no change of the record; nor is
    what the minutes say by now in the very words of the record.
    """
    if report.kind != ReportKind.MINUTES or report.state != ReportState.FROZEN:
        return []
    if report.meeting is None:
        return []
    facts = minutes_facts(report.meeting)
    _text, lines = meeting_record(facts)
    quotes = {line.key: line.quote for line in lines}
    now = {each.key: each for each in draft_minutes(facts, dict.fromkeys(quotes, 0))}
    held = {each.key: each for each in Statement.objects.filter(report=report)}
    then = _recorded(report)
    found = [
        change
        for key, each in now.items()
        if key != UNRECORDED
        and quotes[key] not in then
        and (change := _change(held.get(key), each))
    ]
    gone = [
        each for key, each in held.items() if each.drafted and key not in now and key != UNRECORDED
    ]
    return found + [
        Change("removed", each.kind, _pair(each.drafted), Pair())
        for each in gone
        if each.kind not in FOLLOWING
    ]


def _change(held: Statement | None, now: Drafted) -> Change | None:
    if now.kind in FOLLOWING:
        return None
    if held is None:
        return Change("added", now.kind, Pair(), now.text)
    if (held.text_zh, held.text_en) == (now.text.zh, now.text.en):
        return None
    return Change("changed", now.kind, _pair(held.drafted), now.text)


def _recorded(report: Report) -> frozenset[str]:
    """Give the lines of the record from which the minutes, or those that they correct, were drafted."""
    cited = StatementSource.objects.filter(statement__report=report, kind=SourceKind.RECORD)
    texts = cited.order_by("-passage__document_id").values_list(
        "passage__document__text", flat=True
    )
    return frozenset((texts.first() or "").splitlines())


def _pair(drafted: Mapping[str, str]) -> Pair:
    return Pair(drafted.get("zh", ""), drafted.get("en", ""))
