"""Printed sheets: drawn up, read on the page, handed out as files."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.exports.files import FILES
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.paper import heading_of
from plenary.contexts.governance.exports.sheet_table import workbook
from plenary.contexts.governance.exports.sheets import file_name, paper_of
from plenary.contexts.governance.forms.acts import CircularForm, SlipForm
from plenary.contexts.governance.forms.sheets import SheetFilterForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Sheet
from plenary.contexts.governance.selectors import lists, tasks
from plenary.contexts.governance.selectors.acts import sheets
from plenary.contexts.governance.views.acts.slips import is_waiting, may_answer, slip_of
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import selectors as people
from plenary.shared import clock, qr
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language

PAGE = 50
ABOUT = ("person", "former", "task", "unit", "post", "task_list", "slip__progress")


@require_GET
def sheet_list(request: Request) -> HttpResponse:
    """List the sheets that the actor sees, the newest first."""
    form = SheetFilterForm(request.GET, actor=request.actor)
    found = sheets.matching(request.actor, form.filters())
    pages = Paginator(found.select_related("slip").defer("content"), PAGE)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": pages.get_page(whole(request.GET.get("page"), 1)),
        "form": form,
        "today": clock.today(),
        "query": kept.urlencode(),
        "may_draw": policies.can_draw_sheets(request.actor),
    }
    return render(request, "governance/sheet_list.html", context)


@require_GET
@limited("export", "20/m")
def sheet_table(request: Request, lang: Language) -> FileResponse:
    """Hand out the filtered list as one table, a row for each task on a sheet."""
    if lang not in {"zh", "en"}:
        raise NotFound
    filters = SheetFilterForm(request.GET, actor=request.actor).filters()
    found = sheets.matching(request.actor, filters).select_related(*ABOUT)
    name = f"{filters.kind or 'sheets'}.{lang}.xlsx"
    return FileResponse(
        workbook(found.iterator(chunk_size=PAGE), lang), as_attachment=True, filename=name
    )


@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """Show a sheet as it is printed, in either language."""
    asked = request.GET.get("lang")
    lang: Language = "en" if (asked or language()) == "en" else "zh"
    found = _found(request, pk)
    paper = paper_of(found, lang)
    context = {
        "sheet": found,
        "paper": paper,
        "slip": slip_of(found),
        "may_draw": policies.can_draw_sheets(request.actor),
        "is_narrow": policies.can_draw_sheets(request.actor) and sheets.is_narrow(found),
        "may_answer": may_answer(request, found),
        "may_withdraw": is_waiting(found) and policies.can_withdraw_slip(request.actor),
        "today": clock.today(),
        "code": qr.drawn(paper.address, paper.address),
        "items": [
            (said["task"], heading_of(item, paper), item)
            for said, item in zip(found.content[lang]["items"], paper.items, strict=True)
        ],
        "seen": set(
            tasks.visible_to(request.actor)
            .filter(pk__in=[said["task"] for said in found.content[lang]["items"]])
            .values_list("pk", flat=True)
        ),
    }
    return render(request, "governance/sheet_page.html", context)


@require_GET
@limited("export", "20/m")
def sheet_file(request: Request, pk: int, lang: Language, ending: str) -> HttpResponseBase:
    """Hand out a sheet as a file in one language."""
    found = _found(request, pk)
    if ending not in {*FILES, "xlsx"} or lang not in {"zh", "en"}:
        raise NotFound
    if ending == "xlsx":
        name = file_name(found, lang, ending)
        return FileResponse(workbook([found], lang), as_attachment=True, filename=name)
    make, media_type = FILES[ending]
    answer = HttpResponse(make(paper_of(found, lang)), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(found, lang, ending)}"'
    return answer


@require_http_methods(["GET", "POST"])
def slip_new(request: Request, pk: int) -> HttpResponse:
    """Draw up a supervision slip to one of a task's units."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_draw_sheets, request.actor, task)
    held = task.duties.filter(unit__isnull=False).order_by().values("unit_id")
    units = Organisation.objects.filter(pk__in=held)
    form = SlipForm(typed(request), units=units, initial={"unit": task.lead_unit_id})
    made: list[Sheet] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.draw_slip(
                actor=request.actor,
                task_id=pk,
                unit_id=data["unit"].pk,
                reason=data["reason"],
                reason_other=data["reason_other"],
                answer_by=data["answer_by"],
            )
        ),
    ):
        messages.success(request, _("The slip is drawn up, and the unit has been told."))
        return redirect(made[0])
    crumbs = [(task.get_absolute_url(), in_language(task, "title"))]
    title = _("Supervision slip")
    return form_page(request, form, title=title, crumbs=crumbs, save=_("Draw it up"))


@require_http_methods(["GET", "POST"])
def circular_new(request: Request) -> HttpResponse:
    """Draw up a circular about an adopted list."""
    need(policies.can_draw_sheets, request.actor)
    adopted = lists.visible_to(request.actor).filter(state=ListState.ADOPTED)
    start = {"task_list": whole(request.GET.get("list"), 0) or None}
    form = CircularForm(typed(request), lists=adopted, initial=start)
    made: list[Sheet] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.draw_circular(actor=request.actor, list_id=data["task_list"].pk)
        ),
    ):
        return redirect(made[0])
    crumbs = [(reverse("governance:sheets"), _("Sheets"))]
    title = _("Circular")
    return form_page(request, form, title=title, crumbs=crumbs, save=_("Draw it up"))


@require_http_methods(["GET", "POST"])
def post_sheets(request: Request, pk: int) -> HttpResponse:
    """List a post's hand-over sheets and cards, and draw up new ones."""
    post = get_object_or_404(
        people.posts_visible_to(request.actor).select_related("organisation"), pk=pk
    )
    may_card = policies.can_draw_card(request.actor, pk)
    may_draw = policies.can_draw_sheets(request.actor)
    if request.method == "POST":
        if "handover" in request.POST:
            return redirect(services.draw_handover(actor=request.actor, post_id=pk))
        return redirect(services.draw_card(actor=request.actor, post_id=pk))
    found = sheets.of_post(request.actor, pk).defer("content")
    if not (may_card or policies.sees_everything(request.actor) or found.exists()):
        raise NotFound
    context = {
        "post": post,
        "sheets": list(found[:PAGE]),
        "may_card": may_card,
        "may_draw": may_draw,
    }
    return render(request, "governance/post_sheets.html", context)


def _found(request: Request, pk: int) -> Sheet:
    visible = sheets.visible_to(request.actor).select_related(*ABOUT)
    return get_object_or_404(visible, pk=pk)
