"""Making a task on the page of what it rests on: a clause, a decision, a requirement, a priority."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.drafting.titles import task_title_en, task_title_zh
from plenary.contexts.governance.enums import FateKind
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.task_parts import TaskForm
from plenary.contexts.governance.models import Decision, Directive, Priority, Requirement
from plenary.contexts.governance.papers.starting import last_day
from plenary.contexts.governance.selectors import meetings, plans, requirements, suggestions
from plenary.contexts.governance.services.parts import BasisGiven, BasisKind, TaskGiven
from plenary.contexts.governance.views.answers import pairs, show_refusal
from plenary.contexts.governance.views.saving import typed
from plenary.kernel.documents.enums import Release
from plenary.readout import term_set
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, NotFound, Refused
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@dataclass(frozen=True, slots=True)
class Ground:
    """What a task is to rest on: its words, where it stands, and what it says of the task already."""

    kind: BasisKind
    pk: int
    text_zh: str
    text_en: str
    within: str
    url: str
    theme_id: int | None = None
    due_on: Any = None
    actor: str = ""


@require_http_methods(["GET", "POST"])
def task_new(request: Request, kind: str, pk: int) -> HttpResponse:
    """Make a task of what it rests on; of a directive or decision that is the fate as well."""
    ground = _ground(request.actor, kind, pk)
    if not policies.can_manage_tasks(request.actor):
        raise Forbidden
    form = TaskForm(typed(request), actor=request.actor)
    if form.is_valid():
        chosen = form.cleaned_data["task_list"]
        try:
            made = services.make_task(
                actor=request.actor,
                basis=BasisGiven(ground.kind, pk),
                given=_given(form.cleaned_data),
                list_id=chosen.pk if chosen else None,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("The task has been made; it rests on this."))
            return redirect(made)
    # Read only for a form that is shown: it costs more than making the task.
    suggested = _suggested(ground)
    form.initial = _start(ground, suggested)
    context = {"form": form, "ground": ground, "suggested": suggested}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "governance/task_new.html", context, status=status)


def _ground(actor: Actor, kind: str, pk: int) -> Ground:
    finders = {
        "directive": _of_directive,
        "decision": _of_decision,
        "requirement": _of_requirement,
        "priority": _of_priority,
    }
    if kind not in finders:
        raise NotFound
    found = finders[kind](actor, pk)
    if found is None:
        raise NotFound
    return found


def _of_directive(actor: Actor, pk: int) -> Ground | None:
    seen = meetings.directives_visible_to(actor).select_related("meeting")
    one = seen.filter(pk=pk).first()
    if one is None:
        return None
    return _of_matter(
        "directive", one, theme_id=one.theme_id, due_on=one.due_on, actor=one.actor_text
    )


def _of_decision(actor: Actor, pk: int) -> Ground | None:
    one = meetings.decisions_visible_to(actor).select_related("meeting").filter(pk=pk).first()
    return None if one is None else _of_matter("decision", one, due_on=_day_set(one))


def _day_set(one: Decision) -> dt.date | None:
    """Give the day by which a decision's words want it done; one that lay behind its sitting is none."""
    met = one.meeting.held_on or one.meeting.published_on
    year = str(met.year) if met else None
    iso = term_set(one.text_zh, "zh", year=year) or term_set(one.text_en, "en", year=year)
    last = last_day(iso)
    day = dt.date.fromisoformat(last) if last else None
    return day if day and (met is None or day >= met) else None


def _of_matter(kind: BasisKind, matter: Directive | Decision, **known: Any) -> Ground:
    if matter.fate == FateKind.NO_ACTION:
        raise Refused(_("It is settled already that this needs no action."))
    within, url = side(matter.meeting, "title"), matter.meeting.get_absolute_url()
    return Ground(kind, matter.pk, matter.text_zh, matter.text_en, within, url, **known)


def _of_requirement(actor: Actor, pk: int) -> Ground | None:
    one: Requirement | None = requirements.visible_to(actor).filter(pk=pk).first()
    if one is None:
        return None
    zh, en = one.text_zh or one.reference_zh, one.text_en or one.reference_en
    return Ground("requirement", pk, zh, en, side(one, "reference"), one.get_absolute_url())


def _of_priority(actor: Actor, pk: int) -> Ground | None:
    seen = plans.priorities_visible_to(actor).select_related("plan")
    one: Priority | None = seen.filter(pk=pk).first()
    if one is None:
        return None
    return Ground(
        "priority",
        pk,
        one.text_zh,
        one.text_en,
        side(one.plan, "name"),
        f"{one.plan.get_absolute_url()}#priority-{pk}",
        theme_id=one.theme_id,
        due_on=one.plan.ends_on,
    )


def _clause(ground: Ground) -> suggestions.Clause:
    return suggestions.Clause(ground.text_zh, ground.text_en, ground.theme_id, ground.actor)


def _suggested(ground: Ground) -> suggestions.Suggestion | None:
    found = suggestions.suggest_lead_units([_clause(ground)])[0]
    return found[0] if found else None


def _start(ground: Ground, suggested: suggestions.Suggestion | None) -> dict[str, Any]:
    return {
        "title_zh": task_title_zh(ground.text_zh)[:300],
        "title_en": task_title_en(ground.text_en)[:500],
        "theme": ground.theme_id,
        "due_on": ground.due_on,
        "release": Release.INTERNAL,
        "lead_unit": suggested.unit_id if suggested else None,
        "supporting_units": suggestions.supporting_units([_clause(ground)])[0],
    }


def _given(data: dict[str, Any]) -> TaskGiven:
    return TaskGiven(
        **pairs(data, "title", "success"),
        theme_id=id_of(data["theme"]),
        due_on=data["due_on"],
        lead_unit_id=id_of(data["lead_unit"]),
        responsible_unit_ids=tuple(unit.pk for unit in data["responsible_units"]),
        supporting_unit_ids=tuple(unit.pk for unit in data["supporting_units"]),
        accountable_post_id=id_of(data["accountable_post"]),
        release=data["release"] or Release.INTERNAL,
    )
