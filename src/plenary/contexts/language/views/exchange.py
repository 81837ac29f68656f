"""Terms out of and into files: downloads, upload, preview, confirmation, approval as one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.language import jobs, policies
from plenary.contexts.language.enums import ImportState, TermState, Verdict
from plenary.contexts.language.exports.terms import file_of
from plenary.contexts.language.forms.imports import ImportForm
from plenary.contexts.language.forms.terms import FilterForm, SeenForm
from plenary.contexts.language.models import ImportRow, TermImport
from plenary.contexts.language.selectors import imports as selectors
from plenary.contexts.language.selectors import terms
from plenary.contexts.language.sentences import of_file, sentence
from plenary.contexts.language.services import approving, importing, reading
from plenary.contexts.language.views.answers import in_words, need
from plenary.shared import clock
from plenary.shared.actor import NOBODY, Actor
from plenary.shared.errors import NotFound, PlenaryError, Refused, Stale
from plenary.shared.slots import Busy
from plenary.shared.web.limits import limited
from plenary.shared.web.record_form import show_refusal
from plenary.shared.web.request import Request

View = Callable[..., HttpResponseBase]
PAGE = 100
RECENT = 10
BUSY = (ImportState.READING, ImportState.DOING, ImportState.APPROVAL)


def _plainly(view: View) -> View:
    """Answer what is refused in one plain line: the office's own page would give a reader a cookie."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PlenaryError as error:
            return HttpResponse(
                str(error), status=error.status, content_type="text/plain; charset=utf-8"
            )

    return answer


@login_not_required
@require_GET
@_plainly
@limited("glossary-file", "20/m")
def glossary_file(request: Request, kind: str) -> StreamingHttpResponse:
    """Give every approved term as a file to anybody."""
    return _download(NOBODY, FilterForm(request.GET, domains=terms.domains(NOBODY)), kind)


@require_GET
@limited("export", "20/m")
def term_file(request: Request, kind: str) -> StreamingHttpResponse:
    """Give the terms of the list, narrowed as its address says, as a file.

    Of each code the revision in force or else the latest; with ``history`` every one, in order.
    """
    form = FilterForm(request.GET, domains=terms.domains(request.actor))
    return _download(request.actor, form, kind, has_history="history" in request.GET)


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def import_new(request: Request) -> HttpResponse:
    """Take a file of terms in."""
    need(policies.can_bring_in, request.actor)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    status = Refused.status
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        data = upload.read()
        try:
            made = reading.start_import(actor=request.actor, name=upload.name, data=data)
        except Refused as refused:
            show_refusal(form, refused)
        except Busy as busy:
            form.add_error(None, str(busy))
            status = busy.status
        else:
            _read(made, data)
            return redirect(made)
    context = {"form": form, "recent": selectors.visible_to(request.actor)[:RECENT]}
    shown = status if form.errors else 200
    return render(request, "language/import_new.html", context, status=shown)


@require_GET
def import_page(request: Request, pk: int) -> HttpResponse:
    """Show what a file would do, how far it has been read, or what it did."""
    found = _found(request, pk)
    is_busy = found.state in BUSY
    if request.htmx and is_busy:
        return render(request, "language/import_doing.html", {"found": found})
    answer = _show(request, found)
    if request.htmx and request.GET.get("part") == "doing":
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def import_confirm(request: Request, pk: int) -> HttpResponse:
    """Do what the preview showed, in a job where that takes long."""
    seen = _seen(request)
    try:
        with transaction.atomic():
            found = importing.confirm_import(actor=request.actor, import_id=pk, seen_version=seen)
            if is_long := importing.is_long(found):
                jobs.bring_in_terms.enqueue(import_id=pk)
    except (Stale, Refused) as error:
        found = _found(request, pk)
        return _show(request, found, fault=str(error), status=error.status)
    if not is_long:
        _bring_in(pk)
    return redirect(found)


@require_POST
def import_drop(request: Request, pk: int) -> HttpResponse:
    """Put a file aside."""
    found = importing.drop_import(actor=request.actor, import_id=pk, seen_version=_seen(request))
    is_part_done = found.terms.exists()
    nothing, part = _("Put aside. Nothing was changed."), _("Put aside. What had come in stays.")
    messages.success(request, part if is_part_done else nothing)
    return redirect("language:import-new")


@require_POST
def import_approve(request: Request, pk: int) -> HttpResponse:
    """Put in force what a file brought in, in a job where that takes long."""
    if approving.is_long(_found(request, pk)):
        with transaction.atomic():
            approving.promise_approval(actor=request.actor, import_id=pk)
            jobs.approve_terms.enqueue(import_id=pk, user_id=request.actor.user_id or 0)
        return redirect("language:import", pk=pk)
    done = approving.approve_import(actor=request.actor, import_id=pk)
    messages.success(
        request,
        _("In force now: %(approved)d. Left for a person to look at: %(left)d.")
        % {"approved": done.approved, "left": done.left},
    )
    return redirect("language:import", pk=pk)


def _bring_in(pk: int) -> None:
    """Bring a short file in while one waits; in a job where the database does not answer now."""
    try:
        jobs.bring_in_terms.call(pk)
    except OperationalError:
        jobs.bring_in_terms.enqueue(import_id=pk)


def _read(made: TermImport, data: bytes) -> None:
    """Read a short file while one waits; a long one, or one that finds no place now, in a job."""
    if not reading.is_long(data):
        try:
            jobs.read_terms.call(made.pk)
        except (Busy, OperationalError):
            pass
        else:
            return
    jobs.read_terms.enqueue(import_id=made.pk)


def _download(
    actor: Actor, form: FilterForm, kind: str, *, has_history: bool = False
) -> StreamingHttpResponse:
    asked = form.filters()
    found = terms.listing(actor, asked)
    if has_history:
        found = terms.with_history(found)
    elif not asked.state:
        found = terms.current(found)
    made = file_of(actor, found, kind)
    answer = StreamingHttpResponse(made.pieces, content_type=made.content_type)
    name = f"plenary-terms-{clock.today().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _seen(request: Request) -> int:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Look at the preview again."))
    return int(form.cleaned_data["seen_version"])


def _found(request: Request, pk: int) -> TermImport:
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        need(policies.can_bring_in, request.actor)
        raise NotFound
    return found


def _show(
    request: Request, found: TermImport, *, fault: str = "", status: int = 200
) -> HttpResponse:
    refused = found.counts.get(Verdict.REFUSED, 0)
    done = found.counts.get(selectors.BROUGHT_IN, 0)
    show = request.GET.get("show", Verdict.REFUSED if refused else "")
    show = show if show in [*Verdict.values, selectors.BROUGHT_IN] else ""
    page = Paginator(selectors.rows_of(found, show), PAGE).get_page(request.GET.get("page"))
    waiting = selectors.waiting_of(found).count() if found.state == ImportState.DONE else 0
    context: dict[str, Any] = {
        "found": found,
        "fault": fault,
        "faults": [of_file(code, facts) for code, facts in found.faults],
        "show": show,
        "page": page,
        "lines": [_line(row, is_part_done=bool(done)) for row in page.object_list],
        "done": done,
        "is_busy": found.state in BUSY,
        "is_by_batches": importing.is_long(found),
        "verdicts": _shown(found),
        "waiting": waiting,
        "may_approve": policies.can_approve_import(request.actor, found),
    }
    return render(request, "language/import_page.html", context, status=status)


def _shown(found: TermImport) -> list[tuple[str, Any]]:
    """Give by what the rows are counted: the verdicts, and what is in already of a file that was broken off."""
    if not found.counts.get(selectors.BROUGHT_IN):
        return list(Verdict.choices)
    return [*Verdict.choices, (selectors.BROUGHT_IN, _("brought in"))]


def _comes_as(row: ImportRow) -> str:
    """Give the state in which a row comes in, where that is not a proposal."""
    state = row.status.get("state", "")
    is_written = row.verdict in {Verdict.NEW, Verdict.CHANGED}
    is_other = state in {TermState.DRAFT, TermState.RETIRED}
    return str(TermState(state).label) if is_written and is_other else ""


def _line(row: ImportRow, *, is_part_done: bool) -> dict[str, Any]:
    """Give a row as the preview shows it, its faults as sentences."""
    is_in = is_part_done and row.verdict in importing.WRITTEN and not row.entry
    return {
        "number": row.number,
        "title": row.title,
        "verdict": selectors.BROUGHT_IN if is_in else row.verdict,
        "word": _("brought in") if is_in else row.get_verdict_display(),
        "comes_as": _comes_as(row),
        "revision": row.status.get("revision", ""),
        "faults": [sentence(code, facts) for code, facts in row.faults],
        "changes": in_words((key, was, now) for key, was, now in row.changes),
    }
