"""A list out of a file: upload, the working paper with its preview, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import jobs, services
from plenary.contexts.governance.enums import ImportState
from plenary.contexts.governance.forms.list_imports import (
    ListFileForm,
    ListTargetForm,
    words_settled,
)
from plenary.contexts.governance.importing.columns import LABELS
from plenary.contexts.governance.importing.plan import VERDICTS
from plenary.contexts.governance.models import ListImport
from plenary.contexts.governance.policies import can_manage_lists
from plenary.contexts.governance.selectors import list_imports as selectors
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.import_pages import paper_of
from plenary.contexts.governance.services.list_queueing import is_long
from plenary.contexts.governance.views.saving import typed
from plenary.kernel.documents.errors import NotStored
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.text.remarks import on_record
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.refusals import of_reader
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import show_refusal
from plenary.shared.web.request import Request

PAGE = 100
SHOWN = (*VERDICTS, "doubt")


@require_GET
def list_imports(request: Request) -> HttpResponse:
    """List the files that wait to be confirmed, and those that were."""
    actor = _office(request)
    page = Paginator(selectors.listing(actor), 50).get_page(request.GET.get("page"))
    return render(request, "governance/list_imports.html", {"page": page})


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def list_import_new(request: Request) -> HttpResponse:
    """Take a file with a list in; with ``?list=`` it is compared with a list that is there."""
    actor = _office(request)
    target = lists.visible_to(actor).filter(pk=whole(request.GET.get("list"))).first()
    sent = request.method == "POST"
    form = ListFileForm(typed(request), request.FILES if sent else None, actor=actor)
    status = Refused.status
    if sent and form.is_valid():
        file, body = form.cleaned_data["upload"], form.cleaned_data["body"]
        try:
            made = services.start_list_import(
                actor=actor,
                file=Upload(file.name, file.read()),
                body_id=body.pk if body else None,
                list_id=target.pk if target else None,
            )
        except Refused as refused:
            show_refusal(form, refused)
        except NotStored as fault:
            form.add_error(None, str(fault))
            status = NotStored.status
        else:
            return redirect(made)
    context = {"form": form, "target": target}
    status = status if sent and form.errors else 200
    return render(request, "governance/list_import_new.html", context, status=status)


@require_GET
def list_import(request: Request, pk: int) -> HttpResponse:
    """Show the working paper, that it is being brought in, or what became of it."""
    found = _find(_office(request), pk)
    asks_progress = bool(request.htmx) and request.GET.get("part") == "doing"
    if asks_progress and found.state == ImportState.DOING:
        return render(request, "governance/list_import_doing.html", {"rows": _rows(found)})
    answer = _show(request, found, fault=of_reader(found.fault))
    if asks_progress:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def list_import_change(request: Request, pk: int, part: str) -> HttpResponse:
    """Keep one part of what people settle and show the paper again."""
    actor = _office(request)
    found = _find(actor, pk)
    form = ListTargetForm(request.POST, actor=actor) if part == "list" else None
    try:
        values = _values(request, found, part, form)
        if values is None:
            return _show(request, found, form=form, status=422)
        changed = services.change_list_import(
            actor=actor, import_id=pk, seen_version=_version(request), part=part, values=values
        )
    except Stale as stale:
        return _show(request, _find(actor, pk), fault=str(stale), sent=request.POST, status=409)
    except Refused as refused:
        sentence = " ".join(str(one) for one in refused.fields.values()) or str(refused)
        return _show(request, found, fault=sentence, sent=request.POST, status=422)
    except (ValueError, ValidationError) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        fault = _("“%(words)s” is not known. Choose from the names offered.") % {"words": words}
        return _show(request, found, fault=fault, sent=request.POST, status=422)
    if request.htmx:
        return _show(request, changed)
    return redirect(f"{changed.get_absolute_url()}?{request.GET.urlencode()}#{part}")


def _values(
    request: Request, found: ListImport, part: str, form: ListTargetForm | None
) -> dict[str, Any] | None:
    """Give what was sent for a part; none where the form of the list is wrong."""
    data = request.POST
    if form is not None:
        valid = form.is_valid()
        return {**form.cleaned_data, "body": form.cleaned_data["body"].pk} if valid else None
    if part == "columns":
        count = len(found.choices.get("columns", ()))
        return {"columns": [data.get(f"column-{at}", "") for at in range(count)]}
    if part == "table":
        names = ("table", "first", "past")
        return {name: whole(data.get(name), -1) for name in names}
    if part == "words" and found.state == ImportState.OPEN:
        return {"words": words_settled(data.dict(), selectors.plan_of(found).words)}
    if part == "rows":
        sent = {name.removeprefix("row-"): data[name] for name in data if name.startswith("row-")}
        return {"rows": {row: choice for row, choice in sent.items() if row.isdecimal()}}
    return {}


@require_POST
def list_import_move(request: Request, pk: int) -> HttpResponse:
    """Put a working paper aside, or take it up again."""
    moved = services.move_list_import(
        actor=_office(request),
        import_id=pk,
        seen_version=_version(request),
        move=request.POST.get("move", ""),
    )
    if moved.state == ImportState.DROPPED:
        messages.success(request, _("Put aside. Nothing was made; it can be taken up again."))
        return redirect("governance:list-imports")
    return redirect(moved)


@require_POST
def list_import_confirm(request: Request, pk: int) -> HttpResponse:
    """Make the list, all of it or nothing; a long one by a job."""
    actor = _office(request)
    found = _find(actor, pk)
    order: dict[str, Any] = {
        "actor": actor,
        "import_id": pk,
        "seen_version": _version(request),
        "seen_digest": request.POST.get("digest", ""),
    }
    try:
        if found.state == ImportState.OPEN and is_long(found):
            services.queue_list_import(**order)
            jobs.bring_list_in.enqueue(pk)
            return redirect(found)
        made = services.confirm_list_import(**order)
    except Stale as stale:
        return _show(request, _find(actor, pk), fault=str(stale), status=409)
    except Refused as refused:
        return _show(request, _find(actor, pk), fault=str(refused), status=422)
    messages.success(request, _("The list is brought in. Each task rests on its row of the file."))
    return redirect(made)


def _show(
    request: Request,
    found: ListImport,
    *,
    fault: str = "",
    sent: Any = None,
    form: ListTargetForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"found": found, "fault": fault, "typed": sent or {}}
    if found.state == ImportState.DOING:
        context["rows"] = _rows(found)
    if found.state == ImportState.OPEN:
        paper = paper_of(found)
        show = request.GET.get("show", "error" if paper.plan.totals["error"] else "")
        lines = [line for line in paper.plan.lines if _is_shown(line, show)]
        context |= {
            "paper": paper,
            "labels": LABELS,
            "show": show if show in SHOWN else "",
            "page": (page := Paginator(lines, PAGE).get_page(request.GET.get("page"))),
            "remarks": {line.row: on_record(line.given, label="governance.task") for line in page},
            "form": form or _target_form(request.actor, found),
            "verdicts": VERDICTS,
        }
    return render(request, "governance/list_import.html", context, status=status)


def _rows(found: ListImport) -> int:
    return len(selectors.table_of(found).rows)


def _target_form(actor: Actor, found: ListImport) -> ListTargetForm | None:
    given = found.choices["list"]
    return None if given.get("id") else ListTargetForm(actor=actor, initial=given)


def _is_shown(line: Any, show: str) -> bool:
    if show == "doubt":
        return bool(line.doubts)
    return show not in SHOWN or line.verdict == show


def _office(request: Request) -> Actor:
    """Give the actor; whoever may not see the papers is told that there is no such page."""
    actor: Actor = request.actor
    if not can_manage_lists(actor):
        raise NotFound
    return actor


def _find(actor: Actor, pk: int) -> ListImport:
    found = selectors.visible_to(actor).select_related("task_list").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _version(request: Request) -> int:
    return whole(request.POST.get("version"))
