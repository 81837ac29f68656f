"""The pages of a meeting's staged release, of its public text, and of what has changed inside since."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.drafting.readout import Part, readout_of, text_of
from plenary.contexts.governance.enums import ReleaseStage
from plenary.contexts.governance.forms.releases import PublicTextForm
from plenary.contexts.governance.models import Meeting, ReleaseStep
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import naming
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.selectors.released import SIDES
from plenary.contexts.governance.selectors.releases import page as selectors
from plenary.contexts.governance.selectors.releases.contents import named_in
from plenary.contexts.governance.selectors.releases.open_papers import as_released
from plenary.contexts.governance.services import releases as services
from plenary.contexts.governance.views.agendas.papers import handed_out
from plenary.contexts.governance.views.meetings import crumbs_of, visible_meeting
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.contexts.language.api import NameQuestion, put_name
from plenary.shared.errors import NotFound, Refused, Stale
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50
MOVES = {
    "release": gettext_lazy("Released."),
    "return": gettext_lazy("Sent back."),
    "take_back": gettext_lazy("Taken back."),
}
"""What is done to a step, and what is said of it afterwards."""


@require_GET
def release(request: Request, pk: int) -> HttpResponse:
    """Show a meeting's release, stage by stage, with what has changed inside since."""
    page = selectors.release_page(request.actor, pk)
    context = {"page": page, "meeting": page.meeting, "crumbs": crumbs_of(page.meeting)}
    return render(request, "governance/release_page.html", context)


@require_POST
def propose(request: Request, pk: int, stage: str) -> HttpResponse:
    """Propose the decisions, or the minutes and papers; a public text has a form of its own."""
    meeting = visible_meeting(request.actor, pk)
    need(policies.can_propose_release, request.actor, meeting)
    if stage not in {ReleaseStage.DECISIONS, ReleaseStage.PAPERS}:
        raise NotFound
    try:
        services.propose_release(actor=request.actor, meeting_id=pk, stage=stage)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Proposed. Another person releases it."))
    return _to_page(pk, stage)


@require_http_methods(["GET", "POST"])
def propose_public(request: Request, pk: int) -> HttpResponse:
    """Write the public text in each language and propose it; a draft of it is there to begin with."""
    meeting = visible_meeting(request.actor, pk)
    need(policies.can_propose_release, request.actor, meeting)
    start, parts, left_out = _first_words(request, pk)
    given = _taken(meeting, typed(request))
    form = PublicTextForm(given, initial=start, choices=selectors.nameable(meeting))

    def keep(data: dict[str, Any]) -> None:
        services.propose_release(
            actor=request.actor,
            meeting_id=pk,
            stage=ReleaseStage.PUBLIC,
            reasons=_reasons(request),
            **data,
        )

    is_sent = request.method == "POST" and "take" not in request.POST
    if is_sent and is_kept(form, keep):
        messages.success(request, _("Proposed. Another person releases it."))
        return _to_page(pk, ReleaseStage.PUBLIC)
    crumbs = [*crumbs_of(meeting), (reverse("governance:release", args=[pk]), _("Staged release"))]
    return form_page(
        request,
        form,
        title=_("Public text"),
        crumbs=crumbs,
        save=_("Propose the public text"),
        template="governance/public_text_form.html",
        names=_asked(meeting, *(str(form[f"text_{one}"].value() or "") for one in SIDES)),
        reasons=_reasons(request),
        meeting=meeting,
        parts=parts,
        left_out=left_out,
        languages=profiles.current().languages,
    )


@require_POST
def settle(request: Request, pk: int, move: str) -> HttpResponse:
    """Release a proposed stage, send it back, or take back what is out."""
    step = selectors.visible_to(request.actor).filter(pk=pk).first()
    if step is None or move not in MOVES:
        raise NotFound
    seen = whole(request.POST.get("seen_version"))
    try:
        _settle(request, step, move, seen)
    except (Refused, Stale) as refused:
        if refused.fields:
            raise
        messages.warning(request, str(refused))
    else:
        is_own = move == "return" and step.proposed_by_id == request.actor.user_id
        messages.success(request, str(MOVES["take_back" if is_own else move]))
    return _to_page(step.meeting_id, step.stage)


@require_GET
def flagged(request: Request) -> HttpResponse:
    """List what was let out and has changed inside since."""
    need(seeing.sees_everything, request.actor)
    context = {"flags": selectors.flagged(request.actor)}
    return render(request, "governance/release_flags.html", context)


@require_GET
def public_texts(request: Request) -> HttpResponse:
    """List the public texts and the latest public papers that are out."""
    found = Paginator(selectors.public_texts(request.actor), PAGE)
    papers = as_released(selectors.public_papers(request.actor)[:PAGE])
    context = {"page": found.get_page(request.GET.get("page")), "papers": papers}
    return render(request, "governance/public_texts.html", context)


@require_safe
def public_paper(request: Request, pk: int) -> FileResponse:
    """Hand out a public paper in the version that was let out."""
    found = selectors.public_papers(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return handed_out(found)


@require_GET
def public_text(request: Request, pk: int) -> HttpResponse:
    """Show a public text as it was released."""
    step = selectors.public_texts(request.actor).filter(pk=pk).first()
    if step is None:
        raise NotFound
    found = selectors.public_papers(request.actor).filter(paper__meeting=step.meeting_id)
    papers = as_released(found)
    context = {"step": step, "meeting": step.meeting, "told": step.content[0], "papers": papers}
    return render(request, "governance/public_text.html", context)


def _settle(request: Request, step: ReleaseStep, move: str, seen: int) -> None:
    known: dict[str, Any] = {"actor": request.actor, "step_id": step.pk, "seen_version": seen}
    if move == "release":
        services.release_step(**known)
        return
    back = services.return_step if move == "return" else services.take_step_back
    back(**known, reason=request.POST.get("reason", ""))


def _first_words(request: Request, pk: int) -> tuple[dict[str, Any], list[Part], list[int]]:
    """Begin with the text that is out, else with one drafted; give the parts of that and the items it leaves out."""
    page = selectors.release_page(request.actor, pk)
    out = page.stages[-1].in_force
    if out is not None:
        named = sorted(named_in(out.content))
        return {"text_zh": out.text_zh, "text_en": out.text_en, "named": named}, [], []
    facts = minutes_facts(page.meeting, is_public=True)
    parts = readout_of(facts)
    left_out = [item.number for item in facts.items if not item.is_dealt_with]
    drafted = text_of(parts)
    asked = SIDES if len(parts) > 1 else profiles.current().languages
    return {f"text_{one}": getattr(drafted, one) for one in SIDES if one in asked}, parts, left_out


WHY = "why:"
"""Before the mark of a question, the name of the field in which its reason is typed."""


def _reasons(request: Request) -> dict[str, str]:
    """Give the reasons that were typed, by the mark of their question."""
    return {
        name.removeprefix(WHY): text.strip()
        for name, text in request.POST.items()
        if name.startswith(WHY) and isinstance(text, str)
    }


def _asked(meeting: Meeting, zh: str, en: str) -> list[NameQuestion]:
    return naming.of_public_text(meeting, zh, en, naming.earlier_rows(meeting))


def _taken(meeting: Meeting, given: QueryDict | None) -> QueryDict | None:
    """Put an agreed name into the text that was typed, where its button was pressed; the rest stays as typed."""
    if given is None or "take" not in given:
        return given
    changed = given.copy()
    texts = [given.get(f"text_{one}", "").replace("\r\n", "\n") for one in SIDES]
    for one in _asked(meeting, *texts):
        if one.mark == given["take"] and one.drift.instead:
            name = f"text_{one.lang}"
            changed[name] = put_name(given.get(name, ""), one.drift)
    return changed


def _to_page(pk: int, stage: str) -> HttpResponse:
    return redirect(f"{reverse('governance:release', args=[pk])}#{stage}")
