"""The board as charts: shapes that the server draws, each with its numbers as a table."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import charts, lists
from plenary.contexts.governance.selectors.board import BoardRow, board
from plenary.contexts.governance.views import findings
from plenary.contexts.governance.views.answers import light_words
from plenary.shared import clock
from plenary.shared.web.charts import HEIGHT, WIDTH, Piece, bands, bar, ends, scale
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language

ORDER = ("red", "yellow", "green", "made_good", "done", "none")
"""What asks for a reader's eye stands first, at the bottom of what is stacked."""
WHENS = 4
"""Into so many parts the axis of time is divided."""


@require_GET
def board_charts(request: Request) -> HttpResponse:
    """Draw the load of each unit, the year's due dates and, for readers of everything, the lights over time."""
    open_lists = list(lists.listing(request.actor))
    asked = whole(request.GET.get("list"), 0)
    chosen = next((one for one in open_lists if one.pk == asked), None)
    units = sorted(
        board(request.actor, chosen.pk if chosen else None).units,
        key=lambda row: -row.total,
    )
    months = charts.due_by_month(request.actor, chosen)
    sees_all = policies.sees_everything(request.actor)
    days = charts.lights_over_time(chosen) if sees_all else []
    most = max((day.total for day in days), default=0)
    context = {
        "lists": open_lists,
        "chosen": chosen,
        "of_draft": chosen is not None and chosen.state == ListState.DRAFT,
        "words": light_words(),
        "order": ORDER,
        "units": [(row, bar(row.counts, ORDER, units[0].total)) for row in units],
        "months": drawn(months),
        "today": clock.today(),
        "sees_all": sees_all,
        "counts_kept": sees_all and not reads_narrow(request.actor),
        "days": days,
        "bands": bands(_places(days), ORDER),
        "ticks": scale(most),
        "ends": ends(days[-1].counts, ORDER, most) if days and most else [],
        "whens": _whens(days),
        "findings": {
            "time": findings.of_time(days),
            "load": findings.of_load(
                [(_name(row), row.total) for row in units if row.pk is not None],
                sum(row.total for row in units),
            ),
            "due": findings.of_months(months),
        },
        "size": (WIDTH, HEIGHT),
        "tables": {
            "days": [(day.on, day) for day in days],
            "months": [(f"{month.on:%Y-%m}", month) for month in months],
            "units": [(_name(row), row) for row in units],
        },
    }
    return render(request, "governance/task_charts.html", context)


def _name(row: BoardRow) -> str:
    return (row.name_zh if language() == "zh" else row.name_en) or _("none given")


def drawn(months: list[charts.Counted]) -> list[tuple[charts.Counted, list[Piece]]]:
    """Give each month with the parts of its bar, the longest of them as long as the drawing."""
    longest = max((month.total for month in months), default=0)
    return [(month, bar(month.counts, ORDER, longest)) for month in months]


def _whens(days: list[charts.Counted]) -> list[dt.date]:
    """Give the days beside the axis of time: its ends, and what lies between them in even parts."""
    if not days:
        return []
    first, span = days[0].on, days[-1].on - days[0].on
    parts = min(WHENS, span.days) or 1
    return list(dict.fromkeys(first + span * part // parts for part in range(parts + 1)))


def _places(days: list[charts.Counted]) -> list[tuple[float, dict[str, int]]]:
    if not days:
        return []
    whole_time = max((days[-1].on - days[0].on).days, 1)
    return [((day.on - days[0].on).days / whole_time, day.counts) for day in days]
