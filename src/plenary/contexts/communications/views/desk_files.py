"""Texts out to translators and back: the file, its upload, the preview, the confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.enums import RowVerdict
from plenary.contexts.communications.forms.desk import DeskFilterForm
from plenary.contexts.communications.forms.desk_files import FileStepForm, TextFileForm
from plenary.contexts.communications.models import TextFile
from plenary.contexts.communications.selectors.desk import previews, texts
from plenary.contexts.communications.services.desk import bringing_in, reading, taking_out
from plenary.contexts.communications.views.answers import need
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.slots import Busy
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import show_refusal
from plenary.shared.web.request import Request

PAGE = 50
RECENT = 10


@require_POST
@limited("export", "20/m")
def text_file_out(request: Request) -> HttpResponse:
    """Hand the chosen texts out, or all of the list, as a file for translators."""
    form = DeskFilterForm(request.POST, queues=texts.queues(request.actor))
    chosen = [whole(one) for one in request.POST.getlist("text")]
    into = request.POST.get("into", "")
    try:
        made = taking_out.take_out(
            actor=request.actor, into=into, asked=form.filters(), text_ids=chosen
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("communications:desk")
    answer = HttpResponse(made, content_type="application/xliff+xml")
    name = f"plenary-texts-{clock.today().isoformat()}-{into}.xlf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def text_file_new(request: Request) -> HttpResponse:
    """Take a translator's file in, to be looked at."""
    need(policies.can_exchange, request.actor)
    form = TextFileForm(request.POST, request.FILES) if request.method == "POST" else TextFileForm()
    status = Refused.status
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            made = reading.start_file(
                actor=request.actor,
                name=upload.name,
                data=upload.read(),
                translator=form.cleaned_data["translator"],
            )
        except Refused as refused:
            show_refusal(form, refused)
        except Busy as busy:
            form.add_error(None, str(busy))
            status = busy.status
        else:
            return redirect(made)
    context = {"form": form, "recent": previews.visible_to(request.actor)[:RECENT]}
    shown = status if form.errors else 200
    return render(request, "communications/text_file_new.html", context, status=shown)


@require_GET
def text_file(request: Request, pk: int) -> HttpResponse:
    """Show what a file would do, or what became of it."""
    return _show(request, _found(request, pk))


@require_POST
def text_file_take_in(request: Request, pk: int) -> HttpResponse:
    """Keep what is changed as drafts."""
    try:
        found = bringing_in.take_in(actor=request.actor, file_id=pk, seen_version=_seen(request))
    except (Stale, Refused) as error:
        return _show(request, _found(request, pk), fault=str(error), status=error.status)
    messages.success(request, _("The drafts are kept. Somebody else reviews them."))
    return redirect(found)


@require_POST
def text_file_drop(request: Request, pk: int) -> HttpResponse:
    """Put a file aside."""
    bringing_in.drop_file(actor=request.actor, file_id=pk, seen_version=_seen(request))
    messages.success(request, _("Put aside. Nothing was changed."))
    return redirect("communications:text-file-new")


def _found(request: Request, pk: int) -> TextFile:
    found = previews.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        need(policies.can_exchange, request.actor)
        raise NotFound
    return found


def _seen(request: Request) -> int:
    form = FileStepForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Look at the preview again."))
    return int(form.cleaned_data["seen_version"])


def _show(request: Request, found: TextFile, *, fault: str = "", status: int = 200) -> HttpResponse:
    asked = request.GET.get("show", "")
    verdict = asked if asked in RowVerdict.values else ""
    page = Paginator(previews.rows_of(found, verdict), PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "fault": fault,
        "show": verdict,
        "page": page,
        "lines": [
            (one, previews.why(one.row)) for one in previews.shown(request.actor, page.object_list)
        ],
        "verdicts": RowVerdict.choices,
        "tags": addresses.TAGS,
        "from_side": addresses.OTHER[found.into],
    }
    return render(request, "communications/text_file.html", context, status=status)
