"""The directory out of and into a spreadsheet: template, upload, preview, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.text.remarks import Remark, on_record
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.refusals import of_reader
from plenary.shared.slots import Busy
from plenary.shared.web.limits import limited
from plenary.shared.web.record_form import show_refusal
from plenary.shared.web.request import Request
from plenary.workspace import jobs, policies
from plenary.workspace.enums import ImportState
from plenary.workspace.exports import directory as exports
from plenary.workspace.forms.imports import ConfirmForm, ImportForm
from plenary.workspace.models import DirectoryImport
from plenary.workspace.selectors import imports as selectors
from plenary.workspace.services import imports as services
from plenary.workspace.spreadsheet.columns import SHEETS
from plenary.workspace.spreadsheet.examples import example
from plenary.workspace.spreadsheet.plan import (
    CHANGED,
    NEW,
    HolderStep,
    Line,
    OrganisationStep,
    Plan,
    PostStep,
)
from plenary.workspace.spreadsheet.planning import in_file_order
from plenary.workspace.spreadsheet.rows import choice_word, heading, sheet_name
from plenary.workspace.spreadsheet.writing import Cells, rows_of
from plenary.workspace.views.saving import need

PAGE = 100
RECENT = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = ("error", "doubt", "new", "changed", "unchanged")


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def import_new(request: Request) -> HttpResponse:
    """Take a spreadsheet in, and offer the template, an example and the present directory."""
    need(policies.can_bring_in, request.actor)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    status = 422
    if form.is_valid():
        files = [Upload(file.name, file.read()) for file in form.cleaned_data["upload"]]
        try:
            return redirect(services.start_import(actor=request.actor, files=files))
        except Refused as refused:
            show_refusal(form, refused)
        except Busy as busy:
            form.add_error(None, str(busy))
            status = busy.status
    context = {
        "form": form,
        "recent": selectors.visible_to(request.actor)[:RECENT],
        "sees_accounts": policies.can_manage_accounts(request.actor),
    }
    shown = status if form.errors else 200
    return render(request, "workspace/import_new.html", context, status=shown)


@require_GET
def import_page(request: Request, pk: int) -> HttpResponse:
    """Show what a file would do, that it is being done, or what it did."""
    found = _found(request, pk)
    if request.htmx and found.state == ImportState.DOING:
        return render(request, "workspace/import_doing.html", {"found": found})
    answer = _show(request, found, fault=of_reader(found.fault))
    if request.htmx and request.GET.get("part") == "doing":
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def import_confirm(request: Request, pk: int) -> HttpResponse:
    """Do what the preview showed; where that has changed meanwhile, show it anew."""
    found = _found(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show(request, found, fault=_("Look at the preview again."), status=422)
    data = form.cleaned_data
    is_long = services.is_long(found)
    confirm = services.queue_import if is_long else services.confirm_import
    try:
        confirm(
            actor=request.actor,
            import_id=pk,
            seen_version=data["seen_version"],
            seen_digest=data["digest"],
            sends_mail=not data["holds_mail"],
        )
    except Stale as stale:
        return _show(request, _found(request, pk), fault=str(stale), status=409)
    except Refused as refused:
        return _show(request, _found(request, pk), fault=_told(refused), status=422)
    if is_long:
        jobs.bring_in.enqueue(pk)
    else:
        messages.success(request, _("The directory has been brought in."))
    return redirect("workspace:import", pk=pk)


@require_POST
def import_drop(request: Request, pk: int) -> HttpResponse:
    """Put a preview aside."""
    found = _found(request, pk)
    services.drop_import(actor=request.actor, import_id=pk, seen_version=found.version)
    messages.success(request, _("Put aside. Nothing was changed."))
    return redirect("workspace:import-new")


@require_GET
@limited("export", "20/m")
def directory_export(request: Request, what: str) -> HttpResponse:
    """Give the present directory, an empty template or an example, as .xlsx or one sheet as .csv."""
    need(policies.can_bring_in, request.actor)
    rows = _rows(request, what)
    name = f"plenary-{what}-{clock.today().isoformat()}" if what == "directory" else what
    if sheet := SHEETS.get(request.GET.get("sheet", "")):
        if sheet.key not in rows:
            raise NotFound
        text = exports.csv_text(sheet, rows[sheet.key])
        return _download(text, f"{sheet.key}.csv", "text/csv; charset=utf-8")
    return _download(exports.workbook(rows), f"{name}.xlsx", XLSX)


def _download(data: str | bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(request: Request, what: str) -> dict[str, list[Cells]]:
    if what == "directory":
        return rows_of(selectors.present(request.actor))
    if what not in {"template", "example"}:
        raise NotFound
    keys = [k for k in SHEETS if k != "accounts" or policies.can_manage_accounts(request.actor)]
    return {key: example()[key] if what == "example" else [] for key in keys}


def _found(request: Request, pk: int) -> DirectoryImport:
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        need(policies.can_bring_in, request.actor)
        raise NotFound
    return found


def _show(
    request: Request, found: DirectoryImport, *, fault: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "found": found,
        "fault": fault,
        "sheets": _sheet_names(),
        "sees_accounts": policies.can_manage_accounts(request.actor),
    }
    if found.state == ImportState.PREVIEW:
        context |= _preview(request, found)
    return render(request, "workspace/import_page.html", context, status=status)


def _preview(request: Request, found: DirectoryImport) -> dict[str, Any]:
    plan = services.preview(actor=request.actor, found=found)
    show = request.GET.get("show", "error" if plan.totals["error"] else "")
    lines = [line for line in in_file_order(plan) if _is_shown(line, show)]
    initial = {"seen_version": found.version, "digest": plan.digest}
    return {
        "plan": plan,
        "show": show if show in SHOWN else "",
        "page": (page := Paginator(lines, PAGE).get_page(request.GET.get("page"))),
        "remarks": {(line.sheet, line.number): _remarks(line) for line in page},
        "form": ConfirmForm(initial=initial),
        "invites": any(getattr(line.step, "invites", False) for line in plan.lines),
        "headings": _headings(plan),
        "word": _word,
    }


def _remarks(line: Line) -> list[Remark]:
    """Give what the check says of the names that a row would write."""
    match line.step if line.verdict in {NEW, CHANGED} else None:
        case OrganisationStep(fields=fields):
            return on_record(dict(fields), label="organisations.organisation")
        case PostStep(title_zh=zh, title_en=en):
            return on_record({"title_zh": zh, "title_en": en}, label="people.post")
        case HolderStep(rename=(zh, en)):
            return on_record({"name_zh": zh, "name_en": en}, label="people.person")
    return []


def _is_shown(line: Any, show: str) -> bool:
    if show == "doubt":
        return bool(line.doubts)
    return show not in SHOWN or line.verdict == show


def _headings(plan: Plan) -> dict[str, dict[str, str]]:
    """Give the heading of each column of the sheets in the plan."""
    keys = {line.sheet for line in plan.lines}
    return {k: {c.key: heading(c) for c in SHEETS[k].columns} for k in SHEETS if k in keys}


def _sheet_names() -> dict[str, str]:
    return {key: sheet_name(sheet) for key, sheet in SHEETS.items()}


def _word(column: str, value: Any) -> str:
    """Write a value of a change as the preview shows it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return choice_word(value) if column == "level" else str(value)


def _told(refused: Refused) -> str:
    return " ".join(str(sentence) for sentence in refused.fields.values()) or str(refused)
