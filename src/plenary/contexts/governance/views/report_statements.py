"""Editing a draft report statement by statement; a stale save is answered with what has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance.enums import ReportState
from plenary.contexts.governance.forms.reports import StatementForm, TitleForm
from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.policies import reports as policies
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services import report_editing
from plenary.contexts.governance.views.answers import show_refusal
from plenary.kernel.documents.models import Passage
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

TEMPLATE = "governance/report_statement.html"


@require_http_methods(["GET", "POST"])
def statement_edit(request: Request, pk: int) -> HttpResponse:
    """Edit a statement's two sides and what it stands on."""
    statement = _statement(request, pk)
    _need_editor(request, statement.report)
    passages = _offered(statement.report, statement.item_number, but=statement)
    initial = {
        "seen_version": statement.version,
        "text_zh": statement.text_zh,
        "text_en": statement.text_en,
        "keeps_sources": True,
    }
    form = StatementForm(request.POST or None, initial=initial, passages=passages)
    context: dict[str, Any] = {
        "form": form,
        "statement": statement,
        "report": statement.report,
        "length": _length(statement.report, form, but=statement),
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, statement, form)
        except Refused as refused:
            show_refusal(form, refused)
            status = refused.status
        except Stale as stale:
            context["changes"] = _told(stale)
            context["form"] = _again(request, statement, passages)
            status = stale.status
        else:
            return _back(statement)
    return render(request, TEMPLATE, context, status=status)


@require_http_methods(["GET", "POST"])
def statement_add(request: Request, pk: int) -> HttpResponse:
    """Add a statement by hand to an item or to the overview."""
    report = _report(request, pk)
    _need_editor(request, report)
    number = whole(request.GET.get("item")) or None
    form = StatementForm(request.POST or None, passages=_offered(report, number))
    del form.fields["keeps_sources"]
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = report_editing.add_statement(
                actor=request.actor,
                report_id=pk,
                item_number=number,
                text_zh=data["text_zh"],
                text_en=data["text_en"],
                cites=form.cited(),
                is_without_source=data["is_without_source"],
            )
        except Refused as refused:
            show_refusal(form, refused)
            status = refused.status
        else:
            return _back(made)
    context = {
        "form": form,
        "statement": None,
        "report": report,
        "number": number,
        "length": _length(report, form),
    }
    return render(request, TEMPLATE, context, status=status)


@require_POST
def statement_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Move, remove, restore a statement, or answer for it that it has no source."""
    statement = _statement(request, pk)
    known: dict[str, Any] = {
        "actor": request.actor,
        "statement_id": pk,
        "seen_version": whole(request.POST.get("seen_version")),
    }
    try:
        _step(step, known)
    except (Refused, Stale) as refused:
        messages.warning(request, str(refused))
        return _back(statement)
    if step == "remove":
        messages.success(
            request,
            _(
                "Taken out of the draft. What was drafted from the record comes back with “Draft again”; "
                "what was written by hand has to be added again."
            ),
        )
        return redirect(f"{statement.report.get_absolute_url()}#item-{statement.item_number or 0}")
    return _back(statement)


@require_http_methods(["GET", "POST"])
def report_rename(request: Request, pk: int) -> HttpResponse:
    """Change a draft's title."""
    report = _report(request, pk)
    _need_editor(request, report)
    initial = {
        "seen_version": report.version,
        "title_zh": report.title_zh,
        "title_en": report.title_en,
        "paper": report.paper,
    }
    form = TitleForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "report": report, "length": _length(report)}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            report_editing.rename_report(actor=request.actor, report_id=pk, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
            status = refused.status
        except Stale as stale:
            context["changes"] = _told(stale)
            context["form"] = TitleForm(
                initial={**form.cleaned_data, "seen_version": report.version}
            )
            status = stale.status
        else:
            return redirect(report)
    return render(request, "governance/report_rename.html", context, status=status)


def _step(step: str, known: dict[str, Any]) -> None:
    steps: dict[str, Callable[[], object]] = {
        "up": lambda: report_editing.move_statement(**known, by=-1),
        "down": lambda: report_editing.move_statement(**known, by=1),
        "remove": lambda: report_editing.remove_statement(**known),
        "restore": lambda: report_editing.restore_statement(**known),
        "unsourced": lambda: report_editing.acknowledge_no_source(**known),
    }
    if step not in steps:
        raise NotFound
    steps[step]()


def _save(request: Request, statement: Statement, form: StatementForm) -> None:
    data = form.cleaned_data
    edited = report_editing.edit_statement(
        actor=request.actor,
        statement_id=statement.pk,
        seen_version=data["seen_version"] or 0,
        text_zh=data["text_zh"],
        text_en=data["text_en"],
        keeps_sources=data["keeps_sources"],
        cites=form.cited(),
    )
    if data["is_without_source"] and not edited.sources.exists():
        report_editing.acknowledge_no_source(
            actor=request.actor, statement_id=edited.pk, seen_version=edited.version
        )


def _again(request: Request, statement: Statement, passages: list[Passage]) -> StatementForm:
    """Give the form with all that was typed, ready to be saved over the version of now."""
    typed = request.POST.copy()
    typed["seen_version"] = str(statement.version)
    return StatementForm(typed, passages=passages)


def _told(stale: Stale) -> list[tuple[Any, Any, Any]]:
    names = {
        "text_zh": _("Chinese"),
        "text_en": _("English"),
        "title_zh": _("Title in Chinese"),
        "title_en": _("Title in English"),
    }
    return [(names[key], *pair) for key, pair in stale.changes.items() if key in names]


def _offered(
    report: Report, item_number: int | None, but: Statement | None = None
) -> list[Passage]:
    """Give the passages that the item's other statements stand on: the likeliest to be cited."""
    own = {source.passage_id for source in but.sources.all()} if but else set()
    found: dict[int, Passage] = {}
    for each in reports.statements_of(report):
        if each.item_number == item_number:
            for source in each.sources.all():
                found.setdefault(source.passage_id, source.passage)
    return [passage for pk, passage in found.items() if pk not in own]


def _need_editor(request: Request, report: Report) -> None:
    if not policies.can_edit_report(request.actor, report):
        raise Forbidden
    if report.state == ReportState.FROZEN:
        raise Refused(_("This report is frozen and never changes. Make a correction of it."))


def _statement(request: Request, pk: int) -> Statement:
    visible = reports.statements_visible_to(request.actor).select_related("report", "task")
    found = visible.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _report(request: Request, pk: int) -> Report:
    found = reports.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _back(statement: Statement) -> HttpResponse:
    return redirect(f"{statement.report.get_absolute_url()}#s{statement.pk}")


def _length(
    report: Report, form: StatementForm | None = None, *, but: Statement | None = None
) -> reports.Length:
    """Measure a report, with what was typed and not saved yet in the place of what is there."""
    there = [one for one in report.statements.all() if form is None or one != but]
    if form is not None:
        there.append(Statement(text_zh=str(form["text_zh"].value() or "")))
    return reports.length_of(report, there)
