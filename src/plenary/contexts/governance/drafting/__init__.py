"""Writes a report's statements out of plain facts, in both languages: no database, no request."""

from plenary.contexts.governance.drafting.facts import (
    EntryFacts,
    FigureFacts,
    LeftOut,
    Pair,
    ReportFacts,
    StepFacts,
    TaskFacts,
)
from plenary.contexts.governance.drafting.record import Line, work_record
from plenary.contexts.governance.drafting.statements import Cited, Drafted, draft_statements

__all__ = [
    "Cited",
    "Drafted",
    "EntryFacts",
    "FigureFacts",
    "LeftOut",
    "Line",
    "Pair",
    "ReportFacts",
    "StepFacts",
    "TaskFacts",
    "draft_statements",
    "work_record",
]
