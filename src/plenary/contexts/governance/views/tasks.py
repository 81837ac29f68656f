"""The task list, the board and the task's page."""

from __future__ import annotations

from typing import Any, get_args

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.exports import tasks as export
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.task_parts import EditTaskForm
from plenary.contexts.governance.forms.tasks import (
    ReopenTaskForm,
    TaskFilterForm,
    VerificationForm,
    in_language,
)
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import leaders, listed, lists, tasks
from plenary.contexts.governance.selectors.acts.closing import closing_of
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.board import board as board_of
from plenary.contexts.governance.selectors.listed.finding import Sort
from plenary.contexts.governance.selectors.task_page import TaskPage, task_page
from plenary.contexts.governance.views.answers import light_words
from plenary.contexts.governance.views.chain import chain_of
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.kernel.documents.policies import opener
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_GET
def task_list(request: Request) -> HttpResponse:
    """List tasks, filtered and sorted by what stands in the address."""
    words = light_words()
    form = TaskFilterForm(request.GET, actor=request.actor, words=words)
    filters = form.filters()
    sort = request.GET.get("sort", "due")
    if sort not in get_args(Sort):
        sort = "due"
    page = whole(request.GET.get("page"), 1)
    listing = listed.listing(request.actor, filters, sort=sort, page=page)  # type: ignore[arg-type]
    if page > 1 and not listing.rows:
        listing = listed.listing(request.actor, filters, sort=sort)  # type: ignore[arg-type]
    context = {
        "form": form,
        "filters": filters,
        "listing": listing,
        "words": words,
        "sort": sort,
        "query": _query(request, "page"),
        "sort_query": _query(request, "page", "sort"),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "governance/task_results.html", context)
    return render(request, "governance/task_list.html", context)


@require_GET
@limited("export", "20/m")
def task_export(request: Request, form: str) -> StreamingHttpResponse | FileResponse:
    """Give the filtered list as a spreadsheet or as CSV."""
    if form not in {"xlsx", "csv"}:
        raise NotFound
    words = light_words()
    filters = TaskFilterForm(request.GET, actor=request.actor, words=words).filters()
    found = tasks.matching(request.actor, filters)
    if form == "xlsx":
        return FileResponse(
            export.workbook(found, words), as_attachment=True, filename=_("Tasks") + ".xlsx"
        )
    answer = StreamingHttpResponse(
        export.csv_lines(found, words), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=_("Tasks") + ".csv"
    )
    return answer


@require_GET
def board(request: Request) -> HttpResponse:
    """Show the work at a glance: by theme, by unit, by light."""
    open_lists = list(lists.listing(request.actor))
    asked = whole(request.GET.get("list"), 0)
    chosen = next((one for one in open_lists if one.pk == asked), None)
    found = board_of(request.actor, chosen.pk if chosen else None)
    context = {"board": found, "lists": open_lists, "chosen": chosen, "words": light_words()}
    return render(request, "governance/task_board.html", context)


@require_GET
def task(request: Request, pk: int) -> HttpResponse:
    """Show a task with its chain, duties, milestones, progress, and findings."""
    return _task_page(request, task_page(request.actor, pk))


def _task_page(
    request: Request, page: TaskPage, *, status: int = 200, **forms: Any
) -> HttpResponse:
    may_open = opener(request.actor)
    context = {
        "page": page,
        "words": light_words(),
        "may_open": may_open,
        "chain": chain_of(page, may_open),
        "acts": acts_on(
            request.actor,
            page.task,
            [line.duty for line in page.duties],
            is_inside=page.is_inside,
        ),
        **_forms(page),
        **forms,
    }
    return render(request, "governance/task_page.html", context, status=status)


def _forms(page: TaskPage) -> dict[str, Any]:
    """Make the forms of what the actor may do on the task's page, and no others."""
    made: dict[str, Any] = {}
    if "verify" in page.may:
        made["verification_form"] = VerificationForm(seen=page.task.version)
        made["closing"] = closing_of(page.task)
    if "reopen" in page.may:
        made["reopen_form"] = ReopenTaskForm(seen=page.task.version)
    return made


@require_http_methods(["GET", "POST"])
def task_edit(request: Request, pk: int) -> HttpResponse:
    """Change a task; a stale save is shown what has changed, and keeps what was typed."""
    found = _visible(request, pk)
    need(policies.can_manage_tasks, request.actor, found)
    names = ("title_zh", "title_en", "success_zh", "success_en", "due_on", "release")
    duty = leaders.accountable_for(found)
    held = duty.post if duty else None
    start = {name: getattr(found, name) for name in names}
    start |= {"theme": found.theme_id, "accountable_post": id_of(held)}
    form = EditTaskForm(
        typed(request), actor=request.actor, held=held, seen=found.version, initial=start
    )

    def edit(data: dict[str, Any]) -> None:
        changes = {name: data[name] for name in names}
        changes["theme_id"] = id_of(data["theme"])
        changes["release"] = data["release"] or found.release
        services.change_task(
            actor=request.actor,
            task_id=pk,
            seen_version=data["seen_version"],
            changes=changes,
            reason=data["reason"],
            accountable_post_id=id_of(data["accountable_post"]),
        )

    if is_kept(form, edit, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    crumbs = [(found.get_absolute_url(), in_language(found, "title"))]
    return form_page(request, form, title=_("Edit the task"), crumbs=crumbs)


@require_POST
def task_verify(request: Request, pk: int) -> HttpResponse:
    """Accept or return reported work."""
    found = _visible(request, pk)
    form = VerificationForm(request.POST, seen=found.version)

    def verify(data: dict[str, Any]) -> None:
        services.verify_task(actor=request.actor, task_id=pk, **data)

    if is_kept(form, verify, found.version):
        messages.success(request, _("The result of the check has been saved."))
        return redirect("governance:task", pk=pk)
    page = task_page(request.actor, pk)
    return _task_page(request, page, status=form.status, verification_form=form)


@require_POST
def task_reopen(request: Request, pk: int) -> HttpResponse:
    """Take a closed task up again."""
    found = _visible(request, pk)
    form = ReopenTaskForm(request.POST, seen=found.version)

    def reopen(data: dict[str, Any]) -> None:
        services.reopen_task(actor=request.actor, task_id=pk, **data)

    if is_kept(form, reopen, found.version):
        messages.success(request, _("The task is open again."))
        return redirect("governance:task", pk=pk)
    page = task_page(request.actor, pk)
    return _task_page(request, page, status=form.status, reopen_form=form)


def _visible(request: Request, pk: int) -> Task:
    return get_object_or_404(tasks.visible_to(request.actor), pk=pk)


def _query(request: Request, *without: str) -> str:
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return query.urlencode()
