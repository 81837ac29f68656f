"""The timeline of a year: what falls due, what is met over, which events are held and by when units report, with its numbers."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from plenary.contexts.governance.forms.tasks import TaskFilterForm
from plenary.contexts.governance.selectors.timeline import dates
from plenary.contexts.governance.views.answers import light_words
from plenary.contexts.governance.views.findings import of_year
from plenary.contexts.governance.views.timeline.drawing import HEAD, ORDER, Drawing, drawing
from plenary.shared import clock
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.timelines import last_of_month, months, place

FILTERS = ("q", "task_list", "light", "unit", "with_unit", "theme", "state")
"""Those of the list of tasks but the days: the year stands in their stead."""


@require_GET
def year(request: Request) -> HttpResponse:
    """Draw the dates of a year that the actor sees, by theme or by lead unit."""
    words = light_words()
    form = TaskFilterForm(request.GET, actor=request.actor, words=words)
    lanes: dates.Lanes = "unit" if request.GET.get("lanes") == "unit" else "theme"
    scope = dates.Scope(_year(request.GET.get("year")), form.filters(), lanes)
    names = [(pk, name) for pk, name in form.fields[lanes].choices if pk]  # type: ignore[attr-defined] # a field of choices
    events = [
        *dates.events(request.actor, scope),
        *dates.meetings(request.actor, scope),
        *dates.reports(request.actor, scope),
    ]
    drawn = drawing(dates.counted(request.actor, scope), events, names)
    lines = sorted([*dates.listed(request.actor, scope), *events], key=lambda line: line.on)
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    today = clock.today()
    context = {
        "form": form,
        "filters": FILTERS,
        "year": scope.year,
        "lanes": lanes,
        "query": urlencode(kept),
        "drawn": drawn,
        "head": HEAD,
        "months": months(scope.year),
        "finding": _finding(drawn, scope.year),
        "today": place(today) if today.year == scope.year else None,
        "words": words | words_of_marks(),
        "kinds": kinds(),
        "order": [key for key in ORDER if drawn.counts[key]],
        "leads": _leads(drawn, scope, kept),
        "names": dict(names),
        "lines": lines[: dates.LISTED],
        "is_cut": len(lines) > dates.LISTED,
        "most": dates.LISTED,
    }
    return render(request, "governance/timeline.html", context)


def words_of_marks() -> dict[str, str]:
    """Give the word of each mark that is no light."""
    return {
        "step": _("Milestone to come"),
        "step_late": _("Milestone late"),
        "step_done": _("Milestone done"),
        "meeting": _("Meeting"),
        "called_off": _("Meeting called off"),
        "event": pgettext("timeline", "Event"),
        "event_off": _("Event postponed or cancelled"),
        "event_draft": _("Event, not announced yet"),
        "report": _("Last day for progress"),
    }


def kinds() -> dict[str, str]:
    """Give the word of each kind of date."""
    return {
        "task": _("Due dates"),
        "milestone": _("Milestones"),
        "meeting": _("Meetings"),
        "event": pgettext("timeline", "Events"),
        "report": _("Last days for progress"),
    }


def _year(asked: str | None) -> int:
    this = clock.today().year
    found = whole(asked, this)
    return found if clock.EARLIEST.year <= found <= clock.LATEST.year else this


def _finding(drawn: Drawing, number: int) -> str:
    rows = [row for lane in drawn.lanes for row in lane.rows if row.kind == "task"]
    months = [sum(counts) for counts in zip(*(row.months for row in rows), strict=True)]
    late = sum(one.count for row in rows for one in row.dated if one.key == "red")
    return of_year(months, late, number)


def _leads(drawn: Drawing, scope: dates.Scope, kept: dict[str, str]) -> dict[int, list[str]]:
    """Give for each lane of a theme or unit what to ask the list of tasks for, month by month."""
    spans = [(first, last_of_month(first)) for first, _at, _wide in months(scope.year)]
    return {
        lane.pk: [
            urlencode({**kept, scope.lanes: lane.pk, "due_from": first, "due_to": last})
            for first, last in spans
        ]
        for lane in drawn.lanes
        if lane.pk is not None
    }
