"""The pages of reports: the list, the report itself, its files and its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance.enums import ReportKind
from plenary.contexts.governance.exports import paper as papers
from plenary.contexts.governance.exports.files import FILES as PRINTED
from plenary.contexts.governance.exports.files import without_sources
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.minutes import minutes_paper
from plenary.contexts.governance.exports.pack import pack_of
from plenary.contexts.governance.exports.xlsx import xlsx_of
from plenary.contexts.governance.forms.reports import CorrectForm, DraftForm, FreezeForm
from plenary.contexts.governance.models import Report
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import naming, reports
from plenary.contexts.governance.selectors.report_pack import figures_of
from plenary.contexts.governance.selectors.report_page import report_page
from plenary.contexts.governance.services import report_drafting, report_freezing
from plenary.contexts.governance.views.answers import light_words, show_refusal
from plenary.contexts.governance.views.differences import marked_difference
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from plenary.shared.web.limits import limited
from plenary.shared.web.navigation import record_links
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50
FILES = {
    **PRINTED,
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_GET
def report_list(request: Request) -> HttpResponse:
    """List the reports, newest period first."""
    page = Paginator(reports.listing(request.actor), PAGE).get_page(request.GET.get("page"))
    may_draft = policies.can_draft_report(request.actor)
    return render(request, "governance/report_list.html", {"page": page, "may_draft": may_draft})


@require_http_methods(["GET", "POST"])
@limited("drafting", "20/m", methods=("POST",))
def report_new(request: Request) -> HttpResponse:
    """Choose a list and a period, and have the report drafted."""
    if not policies.can_draft_report(request.actor):
        raise Forbidden
    list_id = whole(request.GET.get("list")) or None
    form = DraftForm(request.POST or None, actor=request.actor, list_id=list_id)
    if request.method == "POST" and form.is_valid():
        chosen, key = form.chosen()
        try:
            made = report_drafting.draft_report(actor=request.actor, list_id=chosen, period_key=key)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(made)
    status = 422 if form.errors else 200
    return render(request, "governance/report_new.html", {"form": form}, status=status)


@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """Show a report, every sentence with its way back to the clause of the readout."""
    page = report_page(request.actor, pk)
    shown = request.GET.get("side", page.first_shown)
    context = {
        "page": page,
        "report": page.report,
        "shown": shown if shown in {"zh", "en"} else "both",
        "words": light_words(),
        "elsewhere": record_links(request.actor, "governance.report", pk),
    }
    return render(request, "governance/report_page.html", context)


@require_GET
@limited("export", "20/m")
def report_file(request: Request, pk: int, lang: Language, ending: str) -> HttpResponse:
    """Hand out a report as a file in one language; ``?sources=no`` as it is sent on."""
    found = _report(request, pk)
    if ending not in FILES or lang not in {"zh", "en"}:
        raise NotFound
    make, media_type = FILES[ending]
    is_minutes = found.kind == ReportKind.MINUTES
    if is_minutes and ending == "xlsx":
        raise NotFound
    put = minutes_paper if is_minutes else papers.paper_of
    paper = put(found, reports.statements_of(found), lang)
    name = papers.file_name(found, lang, ending)
    if request.GET.get("sources") == "no" and ending in PRINTED:
        paper, name = without_sources(paper), f"clean-{name}"
    answer = HttpResponse(make(paper), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@limited("export", "20/m")
def report_pack(request: Request, pk: int) -> HttpResponse:
    """Hand out the evaluation pack of a frozen report."""
    found = report_freezing.hand_out_pack(actor=request.actor, report_id=pk)
    statements = reports.statements_of(found)
    data = pack_of(found, statements, figures_of(found, statements))
    answer = HttpResponse(data, content_type="application/zip")
    name = papers.file_name(found, "zh", "zip").replace(".zh.", ".")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@limited("drafting", "20/m")
def report_redraft(request: Request, pk: int) -> HttpResponse:
    """Show what drafting again would change, and do it."""
    task_id = whole(request.GET.get("task")) or None
    found = _report(request, pk)
    if request.method == "POST":
        try:
            report_drafting.redraft(
                actor=request.actor,
                report_id=pk,
                seen_version=whole(request.POST.get("seen_version")),
                task_id=task_id,
            )
        except Stale:
            messages.warning(request, _("Somebody has changed the report: look again."))
            return redirect(request.get_full_path())
        messages.success(request, _("Drafted again. What people had edited was kept."))
        return redirect(found)
    changes = report_drafting.preview_redraft(actor=request.actor, report_id=pk, task_id=task_id)
    context = {
        "report": found,
        "task_id": task_id,
        "changes": [change for change in changes if change.fate != "same"],
        "same": sum(change.fate == "same" for change in changes),
    }
    return render(request, "governance/report_redraft.html", context)


@require_http_methods(["GET", "POST"])
def report_freeze(request: Request, pk: int) -> HttpResponse:
    """Freeze a draft into a numbered version."""
    found = _report(request, pk)
    if not policies.can_freeze_report(request.actor, found):
        raise Forbidden
    is_minutes = found.kind == ReportKind.MINUTES
    start = {"seen_version": found.version}
    form = FreezeForm(request.POST or None, initial=start, is_minutes=is_minutes)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            frozen = report_freezing.freeze_report(
                actor=request.actor, report_id=pk, **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
            status = refused.status
        except Stale:
            form = FreezeForm(initial={**form.cleaned_data, **start}, is_minutes=is_minutes)
            messages.warning(request, _("Somebody has changed the report since: look at it first."))
            status = Stale.status
        else:
            messages.success(
                request, _("Frozen as version %(number)d.") % {"number": frozen.number}
            )
            return redirect(frozen)
    statements = reports.statements_of(found)
    context = {
        "report": found,
        "form": form,
        "unanswered": reports.unanswered(statements),
        "names": [one for one in naming.of_report(found, statements) if one.drift.is_proof],
        "length": reports.length_of(found, statements),
    }
    return render(request, "governance/report_freeze.html", context, status=status)


@require_http_methods(["GET", "POST"])
def report_correct(request: Request, pk: int) -> HttpResponse:
    """Begin a correction of a frozen report."""
    found = _report(request, pk)
    if not policies.can_freeze_report(request.actor, found):
        raise Forbidden
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = report_freezing.correct_report(
                actor=request.actor, report_id=pk, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(made)
    status = 422 if form.errors else 200
    return render(
        request, "governance/report_correct.html", {"report": found, "form": form}, status=status
    )


@require_GET
def report_compare(request: Request, pk: int) -> HttpResponse:
    """Show a correction against the version that it corrects, statement by statement."""
    later = _report(request, pk)
    if later.corrects_id is None:
        raise NotFound
    earlier = _report(request, later.corrects_id)
    found = reports.difference(earlier, later)
    context: dict[str, Any] = {
        "earlier": earlier,
        "later": later,
        "changes": [marked_difference(each) for each in found if each.fate != "same"],
        "same": sum(each.fate == "same" for each in found),
    }
    return render(request, "governance/report_compare.html", context)


def _report(request: Request, pk: int) -> Report:
    found = (
        reports.visible_to(request.actor)
        .select_related("task_list", "meeting__body")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found
