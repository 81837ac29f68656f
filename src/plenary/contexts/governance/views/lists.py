"""The numbered task lists: made, ordered, filled and adopted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.exports.lists import docx_of, xlsx_of
from plenary.contexts.governance.forms.list_rows import ListRowsForm
from plenary.contexts.governance.forms.lists import (
    AddedForm,
    AdoptedListForm,
    AdoptForm,
    ChooseTaskForm,
    TaskListForm,
)
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.models import ListEntry, TaskList
from plenary.contexts.governance.selectors import adopting, list_changes
from plenary.contexts.governance.selectors import lists as selectors
from plenary.contexts.governance.selectors.list_sheets import sheet_of
from plenary.contexts.governance.selectors.resting import entries_of, offered
from plenary.contexts.governance.selectors.sitting.page import unit_names
from plenary.contexts.governance.views.answers import light_words, pairs, show_refusal
from plenary.contexts.governance.views.histories import told
from plenary.contexts.governance.views.saving import (
    Crumbs,
    form_page,
    is_kept,
    need,
    typed,
)
from plenary.kernel.audit.recording import history
from plenary.kernel.documents.sorting import DOCX, XLSX
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.filters import comma, day, side
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import render_part

PAGE = 50
FILES = {"xlsx": XLSX, "docx": DOCX}


@require_GET
def task_lists(request: Request) -> HttpResponse:
    """List the task lists with their counts."""
    found = Paginator(selectors.listing(request.actor).order_by("-starts_on", "pk"), PAGE)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "may_manage": policies.can_manage_lists(request.actor),
        "sees_coverage": policies.sees_everything(request.actor),
    }
    return render(request, "governance/list_list.html", context)


@require_GET
def task_list(request: Request, pk: int) -> HttpResponse:
    """Show a list with its numbered tasks and what keeps it from being adopted."""
    return _page(request, _visible(request, pk))


def _page(
    request: Request, found: TaskList, *, status: int = 200, fault: str = "", **given: Any
) -> HttpResponse:
    may_manage = policies.can_manage_lists(request.actor, found)
    is_draft = found.state == ListState.DRAFT
    reads_all = policies.sees_everything(request.actor)
    entries = list(entries_of(request.actor, found))
    latest, struck = list_changes.marks(list_changes.of_list(request.actor, found), entries)
    context = {
        "task_list": found,
        "entries": entries,
        "latest_change": latest,
        "struck": struck,
        "may_manage": may_manage,
        "may_order": may_manage and is_draft,
        "is_draft": is_draft,
        "lacking": selectors.lacking(found) if is_draft else None,
        "adoption": adopting.adoption_of(request.actor, found),
        "words": light_words(),
        "sees_owed": reads_all,
        "told": told(history(found)) if reads_all else [],
        "fault": fault,
        "typed": {},
        **({"adopt_form": _adopt_form(request, found)} if may_manage and is_draft else {}),
        **given,
    }
    return render(request, "governance/list_page.html", context, status=status)


@require_http_methods(["GET", "POST"])
def task_list_new(request: Request) -> HttpResponse:
    """Make a draft list."""
    need(policies.can_manage_lists, request.actor)
    form = TaskListForm(typed(request), actor=request.actor)
    made: list[TaskList] = []

    def create(data: dict[str, Any]) -> None:
        made.append(
            services.create_list(actor=request.actor, body_id=data["body"].pk, **_fields(data))
        )

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("The list has been made. Add its tasks."))
        return redirect(made[0])
    crumbs = [(reverse("governance:task-lists"), _("Lists"))]
    return form_page(request, form, title=_("New task list"), crumbs=crumbs)


@require_http_methods(["GET", "POST"])
def task_list_edit(request: Request, pk: int) -> HttpResponse:
    """Change a list's own fields, after adoption by a decision or an instruction."""
    found = _visible(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    names = ("name_zh", "name_en", "starts_on", "ends_on", "cadence")
    given: dict[str, Any] = {
        "actor": request.actor,
        "seen": found.version,
        "initial": {name: getattr(found, name) for name in names},
    }
    form = (
        AdoptedListForm(typed(request), of=[found], **given)
        if found.state == ListState.ADOPTED
        else TaskListForm(typed(request), **given)
    )

    def change(data: dict[str, Any]) -> None:
        services.edit_list(
            actor=request.actor,
            list_id=pk,
            seen_version=data["seen_version"],
            changes=_fields(data),
            ground=form.ground() if isinstance(form, AdoptedListForm) else None,
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(request, form, title=_("Edit the list"), crumbs=_crumbs(found))


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return pairs(data, "name") | {name: data[name] for name in ("starts_on", "ends_on", "cadence")}


@require_http_methods(["GET", "POST"])
def task_list_fill(request: Request, pk: int) -> HttpResponse:
    """Give the tasks of a draft list their lead units and due dates on one page."""
    found = _visible(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    if found.state != ListState.DRAFT:
        return redirect(found)
    form = ListRowsForm(typed(request), entries=list(entries_of(request.actor, found)))

    def fill(_data: dict[str, Any]) -> None:
        services.fill_draft(actor=request.actor, list_id=pk, rows=form.rows_given())

    if request.method == "POST" and is_kept(form, fill):
        messages.success(request, _("Saved."))
        return redirect(found)
    if form.is_bound:
        form.show_now()
    context = {"form": form, "task_list": found, "units": unit_names(), "crumbs": _crumbs(found)}
    return render(request, "governance/list_fill.html", context, status=form.status)


@require_POST
def task_list_adopt(request: Request, pk: int) -> HttpResponse:
    """Put a list and its tasks into force."""
    found = _visible(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    form = _adopt_form(request, found, request.POST)

    def adopt(data: dict[str, Any]) -> None:
        services.adopt_list(
            actor=request.actor,
            list_id=pk,
            seen_version=data["seen_version"],
            adopted_on=data["adopted_on"],
            decision_id=id_of(data["decision"]),
            meeting_id=id_of(data["meeting"]),
            owed=data["owed"],
        )

    if is_kept(form, adopt, found.version):
        messages.success(request, _("The list is adopted and its tasks are in force."))
        return redirect(found)
    return _page(request, found, status=form.status, adopt_form=form)


def _adopt_form(request: Request, found: TaskList, data: QueryDict | None = None) -> AdoptForm:
    meeting = adopting.proposed(request.actor, found)
    return AdoptForm(
        data,
        actor=request.actor,
        of=found,
        seen=found.version,
        initial={"adopted_on": clock.today(), "meeting": meeting.pk if meeting else None},
    )


@require_POST
def task_list_order(request: Request, pk: int) -> HttpResponse:
    """Order a draft list by the numbers typed, or move one task up or down."""
    found = _visible(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    entries = list(found.entries.all())
    try:
        order = _order(entries, request.POST)
    except ValueError:
        kept = {entry.task_id: request.POST.get(f"number-{entry.task_id}") for entry in entries}
        return _page(
            request, found, status=422, fault=_("A number must be a whole number."), typed=kept
        )
    services.renumber_list(
        actor=request.actor,
        list_id=pk,
        task_ids=order,
        seen_version=whole(request.POST.get("seen_version")),
    )
    moved = request.POST.get("up") or request.POST.get("down")
    place = f"task-{whole(moved)}" if moved else "tasks"
    return redirect(f"{found.get_absolute_url()}#{place}")


def _order(entries: list[ListEntry], data: QueryDict) -> list[int]:
    """Give the tasks in their new order; a task put on another's number takes that place."""
    step = -1 if "up" in data else 1
    moved = whole(data.get("up") or data.get("down"))

    def place(entry: ListEntry) -> tuple[int, int]:
        if moved:
            return entry.number + (step if entry.task_id == moved else 0), _lean(
                step if entry.task_id == moved else 0
            )
        wanted = int(data.get(f"number-{entry.task_id}", entry.number))
        return wanted, _lean(wanted - entry.number)

    return [entry.task_id for entry in sorted(entries, key=place)]


def _lean(by: int) -> int:
    # Who moves up stands before the one whose number it takes, who moves down behind it.
    return (by > 0) - (by < 0)


@require_http_methods(["GET", "POST"])
def task_list_add(request: Request, pk: int) -> HttpResponse:
    """Give an existing task the list's next number."""
    found = _visible(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    is_adopted = found.state == ListState.ADOPTED
    form: ChooseTaskForm | AddedForm = (
        AddedForm(typed(request), actor=request.actor, of=[found])
        if is_adopted
        else ChooseTaskForm(typed(request))
    )
    if request.method == "POST" and form.is_valid():
        given = {"actor": request.actor, "list_id": pk, "task_id": form.cleaned_data["task"]}
        try:
            if isinstance(form, AddedForm):
                services.add_by_decision(**given, ground=form.ground())
            else:
                services.add_task_to_list(**given)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The task has been added at the end of the list."))
            return redirect(f"{found.get_absolute_url()}#task-{form.cleaned_data['task']}")
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "form": form,
        "action": reverse("governance:task-list-add", args=[pk]),
        "words_sought": words,
        "offered": offered(request.actor, words, without_list=pk),
        "words": light_words(),
        "matter": None,
        "crumbs": _crumbs(found),
        "back": found.get_absolute_url(),
        "title": _("Which task belongs into the list?"),
        "save": _("Add to the list"),
    }
    template = "governance/task_choice.html"
    if request.htmx and request.method == "GET":
        return render_part(request, template, "choice", context)
    return render(request, template, context, status=422 if form.errors else 200)


@require_GET
@limited("export", "20/m")
def task_list_file(request: Request, pk: int, ending: str) -> HttpResponse:
    """Give a list as the file that it came from, with what has changed since."""
    found = _visible(request, pk)
    if ending not in FILES:
        raise NotFound
    sheet = sheet_of(request.actor, found)
    name = side(found, "name")
    said = _adopted(request, found)
    data = xlsx_of(sheet, said) if ending == "xlsx" else docx_of(sheet, name, said)
    answer = HttpResponse(data, content_type=FILES[ending])
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{ending}"
    )
    return answer


def _adopted(request: Request, found: TaskList) -> str:
    """Say on which day and by what a list was adopted, for its file."""
    if found.adopted_on is None:
        return ""
    said = _("Adopted on %(day)s") % {"day": day(found.adopted_on)}
    by = adopting.adoption_of(request.actor, found)
    if by is None:
        return said
    number = _("decision %(number)d") % {"number": by.decision.number} if by.decision else ""
    return comma().join(filter(None, (said, side(by.meeting, "title"), number)))


@require_POST
def task_list_remove(request: Request, pk: int) -> HttpResponse:
    """Take a task off a draft list."""
    found = _visible(request, pk)
    services.remove_task_from_list(
        actor=request.actor,
        list_id=pk,
        task_id=whole(request.POST.get("task")),
        seen_version=whole(request.POST.get("seen_version")),
    )
    messages.success(request, _("The task is off the list; the later numbers moved up."))
    return redirect(f"{found.get_absolute_url()}#tasks")


def _visible(request: Request, pk: int) -> TaskList:
    found = selectors.visible_to(request.actor).select_related("body").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _crumbs(found: TaskList) -> Crumbs:
    return [
        (reverse("governance:task-lists"), _("Lists")),
        (found.get_absolute_url(), side(found, "name")),
    ]
