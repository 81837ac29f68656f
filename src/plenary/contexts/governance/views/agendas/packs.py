"""Meeting packs: asked for, watched while they are bound, handed out to whoever asked."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenary.contexts.governance import jobs
from plenary.contexts.governance.enums import PackState
from plenary.contexts.governance.models import Paper
from plenary.contexts.governance.selectors.agendas import packs
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.viewing import note_viewed_ids
from plenary.kernel.documents import filing
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request

FILES = {"pdf": "application/pdf", "zip": "application/zip"}


@require_POST
@limited("export", "20/m")
def pack_new(request: Request, pk: int) -> HttpResponse:
    """Have a meeting's pack bound, in the language in force."""
    lang = "zh" if (get_language() or "en").startswith("zh") else "en"
    made = agendas.ask_pack(actor=request.actor, meeting_id=pk, lang=lang)
    jobs.bind_pack.enqueue(made.pk)
    return redirect(made)


@require_safe
def pack(request: Request, pk: int) -> HttpResponse:
    """Show how far a pack is, and its files."""
    visible = packs.visible_to(request.actor).select_related("meeting__body")
    found = visible.filter(pk=pk).first()
    if found is None:
        raise NotFound
    faults = {
        "too-large": _("The papers together are too large for one pack. Take them one by one."),
        "no-font": _("No Chinese font is installed. Tell the administrator."),
    }
    context = {
        "pack": found,
        "meeting": found.meeting,
        "is_open": found.state != PackState.READY or packs.is_still_open(request.actor, found),
        "fault": faults.get(found.fault, _("The pack could not be bound. Tell the administrator.")),
    }
    return render(request, "governance/pack_page.html", context)


@require_safe
@limited("export", "20/m")
def pack_file(request: Request, pk: int, ending: str) -> FileResponse:
    """Hand out a pack's .pdf or .zip, always as a download."""
    if ending not in FILES:
        raise NotFound
    found = agendas.read_pack(actor=request.actor, pack_id=pk)
    note_viewed_ids(request.actor, Paper, found.paper_ids, way="taken")
    response = FileResponse(
        filing.open_file(found.pdf_sha256 if ending == "pdf" else found.zip_sha256),
        as_attachment=True,
        filename=f"meeting-{found.meeting_id}-pack-{found.pk}.{ending}",
        content_type=FILES[ending],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
