"""The figures that stand in a report, with the queries behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from plenary.contexts.governance.enums import SourceKind
from plenary.contexts.governance.models import ProgressFigure, Report, Statement
from plenary.kernel.measures import registry


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A figure as it was handed in or counted, its period, and how it is counted."""

    item: int | str
    measure: str
    name_zh: str
    name_en: str
    value: int
    counted: str
    starts_on: dt.date
    ends_on: dt.date
    query: str
    """The function that counts it, or that people type it."""
    records: str
    """The address of the records that it counts, where a page lists them."""


def figures_of(report: Report, statements: Sequence[Statement]) -> list[FigureTold]:
    """Give every figure handed in with the entries that a report's statements rest on, in two queries."""
    items = {
        source.passage_id: statement.item_number or ""
        for statement in statements
        for source in statement.sources.all()
        if source.kind in {SourceKind.FIGURE, SourceKind.PROGRESS}
    }
    measures = {measure.key: measure for measure in registry.all_measures()}
    cited = Q(passage__in=items) | Q(progress__passage__in=items)
    kept = ProgressFigure.objects.filter(cited).select_related("progress").order_by("pk")
    return [
        _told(
            figure,
            items.get(figure.passage_id) or items.get(figure.progress.passage_id, ""),
            measures.get(figure.measure),
        )
        for figure in kept
    ]


def _told(figure: ProgressFigure, item: int | str, measure: registry.Measure | None) -> FigureTold:
    starts_on, ends_on = figure.progress.starts_on, figure.progress.ends_on
    address = measure.records_url if measure else None
    return FigureTold(
        item=item,
        measure=figure.measure,
        name_zh=figure.name_zh,
        name_en=figure.name_en,
        value=figure.value,
        counted=measure.counted_zh or measure.counted_en if measure else "",
        starts_on=starts_on,
        ends_on=ends_on,
        query=_query(measure),
        records=f"{address}?from={starts_on}&to={ends_on}" if address else "",
    )


def _query(measure: registry.Measure | None) -> str:
    if measure is None:
        return "no longer declared"
    if measure.is_by_hand:
        return "typed by the unit"
    return f"{measure.value.__module__}.{measure.value.__qualname__}"
