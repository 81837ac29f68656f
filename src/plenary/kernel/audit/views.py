"""The administrator's view of the audit log; reading it is written down in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from plenary.kernel.audit import fields, jobs, policies, selectors, words
from plenary.kernel.audit.changes import changes
from plenary.kernel.audit.exports.log import csv_lines
from plenary.kernel.audit.forms import LogForm, ViewingForm
from plenary.kernel.audit.reading import note_reading
from plenary.kernel.audit.recording import authorise
from plenary.kernel.audit.viewing import KEPT_FOR
from plenary.shared import clock
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_GET
@limited("audit", "60/m")
def log(request: Request) -> HttpResponse:
    """Show the rows that answer the filters, and how far the log is sealed."""
    authorise(request.actor, policies.can_read_log)
    form = _form(request)
    asked, places = _asked(form), _places(request)
    found = selectors.Page([], None, None)
    if form.is_valid():
        found = selectors.page(_rows(request, asked), **places)
        note_reading(actor=request.actor, action="audit.log.read", asked={**asked, **places})
    context = {
        "form": form,
        "page": found,
        "lines": [
            (row, changes(row), words.said(row.action), words.kind_of(row.subject_type))
            for row in found.rows
        ],
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "seal": selectors.seal_state(),
        "zone": fields.zone(),
    }
    return render(request, "audit/log.html", context, status=200 if form.is_valid() else 422)


@require_GET
@limited("export", "20/m")
def log_csv(request: Request) -> HttpResponseBase:
    """Give the rows that answer the filters as a file."""
    authorise(request.actor, policies.can_read_log)
    form = _form(request)
    if not form.is_valid():
        return redirect(f"/audit/?{request.GET.urlencode()}")
    asked = _asked(form)
    state = selectors.seal_state()
    sealed_to = state.head.last_row_id if state.head else 0
    rows = _rows(request, asked).filter(pk__lte=state.newest)
    note_reading(actor=request.actor, action="audit.log.exported", asked=asked)
    lines = csv_lines(rows, sealed_to=sealed_to)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"plenary-audit-{clock.today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@limited("audit", "60/m")
def viewings(request: Request) -> HttpResponse:
    """Show who looked at personal data and restricted papers, and took them out."""
    authorise(request.actor, policies.can_read_log)
    form = ViewingForm(request.GET, kinds=selectors.kinds_viewed())
    asked, places = _asked(form), _places(request)
    found = selectors.Page([], None, None)
    if form.is_valid():
        found = selectors.page(selectors.viewings(request.actor, asked), **places)
        told = {"viewings": "1", **asked, **places}
        note_reading(actor=request.actor, action="audit.log.read", asked=told)
    context = {
        "form": form,
        "page": found,
        "lines": [(row, words.kind_of(row.subject_type)) for row in found.rows],
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "days": KEPT_FOR.days,
        "zone": fields.zone(),
    }
    return render(request, "audit/viewings.html", context, status=200 if form.is_valid() else 422)


@require_POST
@limited("audit-verify", "5/h")
def verify_now(request: Request) -> HttpResponse:
    """Have the whole log checked in the background."""
    authorise(request.actor, policies.can_read_log)
    transaction.on_commit(jobs.verify_audit.enqueue)
    messages.success(request, _("The log is being checked. Reload the page in a while."))
    return redirect("audit:log")


def _form(request: Request) -> LogForm:
    return LogForm(request.GET, actions=selectors.actions(), kinds=selectors.kinds())


def _asked(form: ViewingForm) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


def _places(request: Request) -> dict[str, int]:
    """Give where the page begins; anything that is no number begins at the newest row."""
    return {name: whole(request.GET.get(name)) for name in ("before", "after")}


def _rows(request: Request, asked: dict[str, Any]) -> Any:
    return selectors.matching(selectors.visible_to(request.actor), asked)
