"""What was asked of each unit in a quarter, as a table and as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenary.contexts.governance import policies
from plenary.contexts.governance.exports import asked as export
from plenary.contexts.governance.forms.asked import Asked, asked_of, key_of, name_of
from plenary.contexts.governance.selectors.asked import issued, single
from plenary.contexts.governance.selectors.asked import quarters as selectors
from plenary.contexts.governance.views.saving import need
from plenary.shared.addresses import address_of
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def asked(request: Request) -> HttpResponse:
    """Show the table, of every unit or of the reader's own, with what it comes to."""
    found, rows = _found(request)
    context = {
        "rows": rows,
        "sums": [sum(column) for column in zip(*map(export.numbers, rows), strict=True)],
        "headings": export.headings(),
        "numbers": export.numbers,
        "behind": export.BEHIND,
        "asked": found,
        "quarters": [(key_of(one), name_of(one)) for one in selectors.quarters()],
        "chosen": key_of(found.quarter),
        "units": selectors.units_of(request.actor),
        "sees_all": request.actor.has("office", "leader"),
        **_issued(request),
    }
    return render(request, "governance/asked.html", context)


@require_GET
def asked_single(request: Request, unit_id: int, what: str) -> HttpResponse:
    """List what stands behind a figure: every request of a unit's quarter, or every form it sent."""
    need(policies.can_see_asked, request.actor)
    unit = single.unit_in(request.actor, unit_id)
    quarter = asked_of(request.GET.dict(), selectors.quarters(), []).quarter
    found = single.singles(unit, quarter, what)
    query = f"quarter={key_of(quarter)}"
    context = {
        "unit": unit,
        "what": what,
        "words": export.words(),
        "quarter": name_of(quarter),
        "query": query,
        "crumbs": [(f"{address_of('governance:asked')}?{query}", _("What was asked"))],
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "governance/asked_single.html", context)


@require_GET
def asked_file(request: Request, ending: str) -> HttpResponse | FileResponse:
    """Give the same table as a spreadsheet or as CSV."""
    if ending not in {"xlsx", "csv"}:
        raise NotFound
    found, rows = _found(request)
    title = _("What was asked")
    name = f"{title} {key_of(found.quarter)}.{ending}"
    if ending == "xlsx":
        return FileResponse(export.workbook(rows), as_attachment=True, filename=name)
    answer = HttpResponse(export.csv_text(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _issued(request: Request) -> dict[str, Any]:
    """Give the office what it has issued itself; a unit is not shown it."""
    if not request.actor.has("office", "leader"):
        return {"issued": []}
    kinds = issued.issued()
    return {"issued": [*kinds, issued.total(kinds)], "reminders": issued.reminders()}


def _found(request: Request) -> tuple[Asked, list[selectors.Row]]:
    need(policies.can_see_asked, request.actor)
    units = list(selectors.units_of(request.actor)) if request.GET.get("unit") else []
    found = asked_of(request.GET.dict(), selectors.quarters(), units)
    return found, selectors.rows(
        request.actor, found.quarter, found.unit.pk if found.unit else None
    )
