"""What a meeting leaves: agenda items, decisions, directives, and the fate of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.lists import ChooseTaskForm
from plenary.contexts.governance.forms.meetings import (
    AgendaItemForm,
    DecisionForm,
    DirectiveForm,
    NoActionForm,
)
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.models import AgendaItem, Decision, Directive
from plenary.contexts.governance.selectors import meetings as selectors
from plenary.contexts.governance.selectors.meeting_page import meeting_page
from plenary.contexts.governance.selectors.resting import offered
from plenary.contexts.governance.services.own_fates import UNSETTLED
from plenary.contexts.governance.services.parts import MatterKind
from plenary.contexts.governance.views.answers import light_words, pairs, show_refusal
from plenary.contexts.governance.views.meetings import (
    crumbs_of,
    page_of,
    removal_form,
    visible_meeting,
)
from plenary.contexts.governance.views.saving import (
    form_page,
    is_kept,
    need,
    typed,
)
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request
from plenary.shared.web.templates import render_part


@require_http_methods(["GET", "POST"])
def agenda_new(request: Request, pk: int) -> HttpResponse:
    """Add an item to the agenda."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    form = AgendaItemForm(typed(request))

    def add(data: dict[str, Any]) -> None:
        services.add_agenda_item(actor=request.actor, meeting_id=pk, **data)

    if request.method == "POST" and is_kept(form, add):
        return redirect(f"{found.get_absolute_url()}#agenda")
    return form_page(request, form, title=_("New agenda item"), crumbs=crumbs_of(found))


@require_http_methods(["GET", "POST"])
def agenda_edit(request: Request, pk: int) -> HttpResponse:
    """Change an item of the agenda."""
    item = _visible_item(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, item.meeting)
    start = {name: getattr(item, name) for name in ("kind", "text_zh", "text_en")}
    form = AgendaItemForm(typed(request), seen=item.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        services.edit_agenda_item(
            actor=request.actor,
            item_id=pk,
            seen_version=data["seen_version"],
            changes={name: data[name] for name in start},
        )

    if request.method == "POST" and is_kept(form, change, item.version):
        return redirect(f"{item.meeting.get_absolute_url()}#agenda")
    return form_page(
        request,
        form,
        title=_("Agenda item %(number)s") % {"number": item.number},
        crumbs=crumbs_of(item.meeting),
        remove=(
            reverse("governance:agenda-remove", args=[pk]),
            _("Take it off the agenda"),
            item.version,
        ),
    )


@require_POST
def agenda_remove(request: Request, pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    item = _visible_item(request.actor, pk)
    services.remove_agenda_item(
        actor=request.actor, item_id=pk, seen_version=whole(request.POST.get("seen_version"))
    )
    messages.success(request, _("The item is off the agenda."))
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


@require_http_methods(["GET", "POST"])
def decision_new(request: Request, pk: int) -> HttpResponse:
    """Record a decision under the next number."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    form = DecisionForm(typed(request), meeting=found)

    def add(data: dict[str, Any]) -> None:
        services.record_decision(actor=request.actor, meeting_id=pk, **_decision(data))

    if request.method == "POST" and is_kept(form, add):
        return redirect(f"{found.get_absolute_url()}#decisions")
    return form_page(request, form, title=_("New decision"), crumbs=crumbs_of(found))


@require_http_methods(["GET", "POST"])
def decision_edit(request: Request, pk: int) -> HttpResponse:
    """Change a decision."""
    decision = visible_matter(request.actor, "decision", pk)[1]
    need(policies.can_manage_meetings, request.actor, decision.meeting)
    start = {**decision.latest, "item": decision.item_id}  # type: ignore[union-attr]
    form = DecisionForm(
        typed(request), meeting=decision.meeting, seen=decision.version, initial=start
    )

    def change(data: dict[str, Any]) -> None:
        services.edit_decision(
            actor=request.actor,
            decision_id=pk,
            seen_version=data["seen_version"],
            changes=_decision(data),
        )

    if request.method == "POST" and is_kept(form, change, decision.version):
        return redirect(address_of("decision", decision))
    return form_page(
        request,
        form,
        title=_("Decision %(number)s") % {"number": decision.number},
        crumbs=crumbs_of(decision.meeting),
        remove=(
            reverse("governance:sitting-remove", args=[pk]),
            _("This was not decided: remove it"),
            decision.version,
        )
        if decision.fate in UNSETTLED
        else None,
        remove_form=removal_form(decision.version),
    )


def _decision(data: dict[str, Any]) -> dict[str, Any]:
    return {"kind": data["kind"], "item_id": id_of(data["item"]), **pairs(data, "text")}


@require_http_methods(["GET", "POST"])
def directive_edit(request: Request, pk: int) -> HttpResponse:
    """Mend a directive's wording, theme, actor or date; its place in the text stays."""
    directive = visible_matter(request.actor, "directive", pk)[1]
    need(policies.can_manage_meetings, request.actor, directive.meeting)
    names = ("text_zh", "text_en", "verb", "actor_text", "due_phrase", "due_on")
    start = {name: getattr(directive, name) for name in names}
    start["theme"] = directive.theme_id  # type: ignore[union-attr]
    form = DirectiveForm(typed(request), seen=directive.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        changes = {name: data[name] for name in names} | {"theme_id": id_of(data["theme"])}
        services.edit_directive(
            actor=request.actor,
            directive_id=pk,
            seen_version=data["seen_version"],
            changes=changes,
        )

    if request.method == "POST" and is_kept(form, change, directive.version):
        return redirect(address_of("directive", directive))
    return form_page(
        request,
        form,
        title=_("Directive %(number)s") % {"number": directive.number},
        crumbs=crumbs_of(directive.meeting),
        quote=directive.passage.quote if directive.passage else "",
        remove=(
            reverse("governance:directive-remove", args=[pk]),
            _("This is no directive: remove it"),
            directive.version,
        ),
    )


@require_POST
def directive_remove(request: Request, pk: int) -> HttpResponse:
    """Take away a directive that was none."""
    directive = visible_matter(request.actor, "directive", pk)[1]
    services.remove_directive(
        actor=request.actor, directive_id=pk, seen_version=whole(request.POST.get("seen_version"))
    )
    messages.success(request, _("The directive has been removed."))
    return redirect(f"{directive.meeting.get_absolute_url()}#directives")


@require_POST
def no_action(request: Request, kind: str, pk: int) -> HttpResponse:
    """Say why a decision or directive needs no action."""
    matter_kind, matter = visible_matter(request.actor, kind, pk)
    need(policies.can_manage_meetings, request.actor, matter.meeting)
    form = NoActionForm(request.POST)
    if form.is_valid():
        try:
            services.no_action(
                actor=request.actor, kind=matter_kind, matter_id=pk, **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(address_of(matter_kind, matter))
    return page_of(
        request,
        meeting_page(request.actor, matter.meeting_id),
        status=422,
        no_action_form=form,
        refused_matter=f"{kind}-{pk}",
    )


@require_POST
def undo_fate(request: Request, kind: str, pk: int) -> HttpResponse:
    """Take a fate back."""
    matter_kind, matter = visible_matter(request.actor, kind, pk)
    services.undo_fate(actor=request.actor, kind=matter_kind, matter_id=pk)
    messages.success(request, _("It is open again what becomes of it."))
    return redirect(address_of(matter_kind, matter))


@require_http_methods(["GET", "POST"])
def cover(request: Request, kind: str, pk: int) -> HttpResponse:
    """Choose the task that covers a decision or directive."""
    matter_kind, matter = visible_matter(request.actor, kind, pk)
    need(policies.can_manage_meetings, request.actor, matter.meeting)
    form = ChooseTaskForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.cover(
                actor=request.actor,
                kind=matter_kind,
                matter_id=pk,
                task_id=form.cleaned_data["task"],
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(address_of(matter_kind, matter))
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "form": form,
        "action": reverse("governance:cover", args=[kind, pk]),
        "asks_reason": False,
        "words_sought": words,
        "offered": offered(request.actor, words, like=f"{matter.text_zh} {matter.text_en}"),
        "words": light_words(),
        "matter": matter,
        "crumbs": crumbs_of(matter.meeting),
        "back": address_of(matter_kind, matter),
        "title": _("Which task covers it?"),
        "save": _("This task covers it"),
    }
    template = "governance/task_choice.html"
    if request.htmx and request.method == "GET":
        return render_part(request, template, "choice", context)
    return render(request, template, context, status=422 if form.errors else 200)


def visible_matter(actor: Actor, kind: str, pk: int) -> tuple[MatterKind, Decision | Directive]:
    """Give a decision or directive that the actor sees, with its meeting; else ``NotFound``."""
    found: Decision | Directive | None = None
    if kind == "decision":
        seen = selectors.decisions_visible_to(actor)
        found = seen.select_related("meeting__body", "passage").filter(pk=pk).first()
    elif kind == "directive":
        clauses = selectors.directives_visible_to(actor)
        found = clauses.select_related("meeting__body", "passage").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return ("decision" if kind == "decision" else "directive"), found


def address_of(kind: MatterKind, matter: Decision | Directive) -> str:
    """Give the place of a decision or directive on its meeting's page."""
    return f"{matter.meeting.get_absolute_url()}#{kind}-{matter.pk}"


def _visible_item(actor: Actor, pk: int) -> AgendaItem:
    items = AgendaItem.objects.filter(meeting__in=selectors.visible_to(actor).values("pk"))
    found = items.select_related("meeting__body").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
