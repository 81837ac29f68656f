"""The way from a text to a record: upload, progress, the confirming screen, confirmation."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from plenary.contexts.governance import jobs
from plenary.contexts.governance.enums import ReadingState
from plenary.contexts.governance.forms.readings import ChangeForm, UploadForm, WithdrawForm
from plenary.contexts.governance.models import Reading
from plenary.contexts.governance.papers.shape import Paper
from plenary.contexts.governance.policies.readings import can_read_texts
from plenary.contexts.governance.selectors import readings
from plenary.contexts.governance.selectors.benches import bench, counts
from plenary.contexts.governance.selectors.withdrawal import obstacles
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.readings import (
    Started,
    change_reading,
    move_reading,
    start_reading,
)
from plenary.contexts.governance.services.withdrawing import withdraw_reading
from plenary.contexts.governance.views.answers import show_refusal
from plenary.kernel.documents.errors import NotStored
from plenary.readout import ReadoutError
from plenary.readout.sandbox import extract_apart
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.slots import Busy, parser_slot
from plenary.shared.web.limits import limited
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import render_part

EXTRACT_SECONDS = 20
EXTRACT_MEGABYTES = 400
PAGE = 50


@require_GET
def reading_list(request: Request) -> HttpResponse:
    """List the texts that wait to be confirmed, and those that were."""
    actor = _office(request)
    state = request.GET.get("state", "")
    page = Paginator(readings.listing(actor, state=state), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": ReadingState.choices}
    return render(request, "governance/reading_list.html", context)


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def reading_new(request: Request) -> HttpResponse:
    """Take a file or a pasted text in and have it read."""
    actor = _office(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    status = 422
    if form.is_valid():
        try:
            started = _start(actor, form.cleaned_data)
        except ReadoutError as error:
            form.add_error(None, error.zh if _is_chinese() else error.en)
        except (Refused, Busy, NotStored) as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return _lead_on(request, started)
    context = {"form": form}
    shown = status if form.errors else 200
    return render(request, "governance/reading_new.html", context, status=shown)


def _start(actor: Actor, given: dict[str, Any]) -> Started:
    """Take the text out of the file apart, before anything is stored, and start the reading."""
    file = given.get("file")
    if file is None:
        return start_reading(actor=actor, text=given["text"])
    data = file.read()
    with parser_slot() as slot:
        extracted = extract_apart(
            data, file.name, seconds=EXTRACT_SECONDS, megabytes=EXTRACT_MEGABYTES, held=[slot]
        )
    return start_reading(
        actor=actor,
        text=extracted.text,
        beside=extracted.beside,
        file_name=file.name,
        data=data,
    )


def _lead_on(request: Request, started: Started) -> HttpResponse:
    if started.reading is not None:
        jobs.read_text.enqueue(started.reading.pk)
        return redirect("governance:reading", pk=started.reading.pk)
    messages.info(request, _("This very text is here already: this is what became of it."))
    return redirect(started.known.get_absolute_url() if started.known else "governance:readings")


@require_GET
def reading(request: Request, pk: int) -> HttpResponse:
    """Show the progress, the confirming screen, or what became of the text."""
    found = _find(_office(request), pk)
    asks_progress = bool(request.htmx) and request.GET.get("part") == "progress"
    if found.state == ReadingState.OPEN:
        return HttpResponseClientRefresh() if asks_progress else _show(request, found)
    return _show_state(request, found)


@require_POST
def reading_change(request: Request, pk: int) -> HttpResponse:
    """Do one thing to the working paper and show it again; what was typed is never lost."""
    actor = _office(request)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        sentence = " ".join(str(e) for errors in form.errors.values() for e in errors)
        return _show(request, _find(actor, pk), fault=sentence, typed=request.POST, status=422)
    values = form.values()
    try:
        changed = change_reading(
            actor=actor,
            reading_id=pk,
            seen_version=values["version"],
            action=values["action"],
            values=values,
        )
    except Stale as stale:
        found = _find(actor, pk)
        since = readings.changes_since(found, values["version"])
        return _show(request, found, fault=str(stale), typed=request.POST, since=since, status=409)
    except Refused as refusal:
        return _show(request, _find(actor, pk), fault=str(refusal), typed=request.POST, status=422)
    if request.htmx:
        return _show(request, changed)
    anchor = f"#{values['part']}" if values["part"] else ""
    return redirect(f"{changed.get_absolute_url()}{anchor}")


@require_POST
def reading_move(request: Request, pk: int) -> HttpResponse:
    """Drop a reading, take it up again, or try it once more."""
    actor = _office(request)
    move = request.POST.get("move", "")
    moved = move_reading(actor=actor, reading_id=pk, seen_version=_version(request), move=move)
    if moved.state == ReadingState.READING:
        jobs.read_text.enqueue(moved.pk)
    if moved.state == ReadingState.DROPPED:
        messages.success(request, _("The draft was dropped. It can be taken up again."))
        return redirect("governance:readings")
    return redirect(moved.get_absolute_url())


@require_POST
def reading_confirm(request: Request, pk: int) -> HttpResponse:
    """Make the record, all of it or nothing."""
    actor = _office(request)
    if "sure" not in request.POST and (unseen := _unseen(request, actor, pk)):
        return unseen
    try:
        meeting = confirm_reading(actor=actor, reading_id=pk, seen_version=_version(request))
    except Stale as stale:
        found = _find(actor, pk)
        since = readings.changes_since(found, _version(request) or 0)
        return _show(request, found, fault=str(stale), since=since, status=409)
    except Refused as refusal:
        return _show(request, _find(actor, pk), fault=str(refusal), status=422)
    messages.success(request, _("The record is made. Everything in it cites the text."))
    return redirect(meeting.get_absolute_url())


def _unseen(request: Request, actor: Actor, pk: int) -> HttpResponse | None:
    """Ask once more where nobody has accepted a single directive; None where somebody has."""
    found = _find(actor, pk)
    if found.state != ReadingState.OPEN or found.version != _version(request):
        return None
    counted = counts(cast("Paper", found.paper))
    if counted.accepted:
        return None
    context = {"reading": found, "counts": counted, "seen_version": _version(request)}
    return render(request, "governance/reading_unseen.html", context)


@require_POST
def reading_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an unused confirmation back, for a reason; the draft opens again."""
    actor = _office(request)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            opened = withdraw_reading(
                actor=actor,
                reading_id=pk,
                seen_version=_version(request),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The confirmation is withdrawn: the draft is open again."))
            return redirect(opened.get_absolute_url())
    return _show_state(request, _find(actor, pk), form=form, status=422)


def _show_state(
    request: Request, found: Reading, *, form: Any = None, status: int = 200
) -> HttpResponse:
    printed = found.paper["facts"]["title"]["text"] if found.paper else ""
    is_confirmed = found.state == ReadingState.CONFIRMED
    context = {
        "reading": found,
        "title": printed or found.file_name or _("Pasted text"),
        "fault": found.fault_zh if _is_chinese() else found.fault_en,
        "obstacles": obstacles(found) if is_confirmed else [],
        "form": form or WithdrawForm(),
    }
    if request.htmx and request.GET.get("part") == "progress":
        return render_part(request, "governance/reading_state.html", "progress", context)
    return render(request, "governance/reading_state.html", context, status=status)


def _show(
    request: Request,
    found: Reading,
    *,
    fault: str = "",
    typed: Any = None,
    since: Any = (),
    status: int = 200,
) -> HttpResponse:
    if found.state != ReadingState.OPEN:
        return redirect(found.get_absolute_url())
    context = {
        "bench": bench(found),
        "reading": found,
        "fault": fault,
        "typed": typed or {},
        "since": since,
    }
    if request.htmx:
        return render_part(
            request, "governance/reading_bench.html", "bench", context, status=status
        )
    return render(request, "governance/reading_bench.html", context, status=status)


def _office(request: Request) -> Actor:
    """Give the actor; whoever may not see readings is told that there is no such page."""
    actor: Actor = request.actor
    if not can_read_texts(actor):
        raise NotFound
    return actor


def _find(actor: Actor, pk: int) -> Reading:
    found = readings.visible_to(actor).select_related("meeting").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _version(request: Request) -> int:
    return whole(request.POST.get("version"))


def _is_chinese() -> bool:
    return (get_language() or "en").startswith("zh")
