"""A meeting's sign-in sheet: shown as it is printed, handed out as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenary.contexts.governance.exports.files import FILES
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.signing import sign_in_paper
from plenary.contexts.governance.selectors.convening.sign_in import sign_in_of
from plenary.contexts.governance.views.meetings import crumbs_of
from plenary.kernel.audit.viewing import note_viewed
from plenary.shared import qr
from plenary.shared.errors import NotFound
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language


@require_GET
def sign_in(request: Request, pk: int) -> HttpResponse:
    """Show the sheet in either language."""
    lang: Language = "en" if (request.GET.get("lang") or language()) == "en" else "zh"
    sheet = sign_in_of(request.actor, pk)
    note_viewed(request.actor, sheet.convening)
    paper = sign_in_paper(sheet, lang)
    meeting = sheet.convening.meeting
    crumbs = [*crumbs_of(meeting), (sheet.convening.get_absolute_url(), _("Convening"))]
    context = {
        "paper": paper,
        "meeting": meeting,
        "crumbs": crumbs,
        "code": qr.drawn(paper.address, paper.address),
    }
    return render(request, "governance/sign_in.html", context)


@require_GET
@limited("export", "20/m")
def sign_in_file(request: Request, pk: int, lang: Language, ending: str) -> HttpResponse:
    """Hand the sheet out as a file in one language."""
    sheet = sign_in_of(request.actor, pk)
    if ending not in FILES or lang not in {"zh", "en"}:
        raise NotFound
    note_viewed(request.actor, sheet.convening, way="taken")
    make, media_type = FILES[ending]
    answer = HttpResponse(make(sign_in_paper(sheet, lang)), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="sign-in-{pk}.{lang}.{ending}"'
    return answer
