"""Adopted lists changed by decision: an item added, struck, changed; the history of changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.forms.lists import GroundForm, ItemForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.models import ListEntry, TaskList
from plenary.contexts.governance.selectors import leaders, lists
from plenary.contexts.governance.selectors import list_changes as selectors
from plenary.contexts.governance.selectors.duties import responsible_for
from plenary.contexts.governance.selectors.resting import entries_of
from plenary.contexts.governance.services.item_changes import change_item
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request

PAGE = 50


@require_GET
def list_changes(request: Request, pk: int) -> HttpResponse:
    """Show what has changed in a list since its adoption, and by which decision."""
    found = _list(request, pk)
    changes = Paginator(selectors.of_list(request.actor, found), PAGE)
    page = changes.get_page(request.GET.get("page"))
    inside, decisions = selectors.grounds_open_to(request.actor, list(page.object_list))
    context = {
        "task_list": found,
        "page": page,
        "inside": inside,
        "decisions": decisions,
        "crumbs": _crumbs(found),
    }
    return render(request, "governance/list_changes.html", context)


@require_http_methods(["GET", "POST"])
def item_strike(request: Request, pk: int, task: int) -> HttpResponse:
    """Take an item out of an adopted list, by a decision or an instruction."""
    found, entry = _item(request, pk, task)
    form = GroundForm(typed(request), actor=request.actor, of=[found], seen=found.version)

    def strike(data: dict[str, Any]) -> None:
        services.strike_item(
            actor=request.actor,
            list_id=pk,
            task_id=task,
            ground=form.ground(),
            seen_version=data["seen_version"],
        )

    if request.method == "POST" and is_kept(form, strike, found.version):
        messages.success(request, _("The item is struck. Its number stays unused."))
        return redirect(found)
    title = _("Strike item %(number)d") % {"number": entry.number}
    return form_page(
        request,
        form,
        title=title,
        crumbs=_crumbs(found),
        save=_("Strike the item"),
        quote=side(entry.task, "title"),
        quote_label=_("Task"),
    )


@require_http_methods(["GET", "POST"])
def item_reword(request: Request, pk: int, task: int) -> HttpResponse:
    """Give an item of an adopted list other words, units, leader, measure of success or date, on a ground."""
    found, entry = _item(request, pk, task)
    names = ("title_zh", "title_en", "success_zh", "success_en", "due_on")
    leader = leaders.accountable_for(entry.task)
    form = ItemForm(
        typed(request),
        actor=request.actor,
        of=[found],
        seen=found.version,
        held=leader.post if leader else None,
        initial={name: getattr(entry.task, name) for name in names}
        | {
            "lead_unit": entry.task.lead_unit_id,
            "accountable_post": leader.post_id if leader else None,
            "responsible_units": [one.pk for one in responsible_for(entry.task)],
        },
    )

    def change(data: dict[str, Any]) -> None:
        change_item(
            actor=request.actor,
            list_id=pk,
            task_id=task,
            titles={name: data[name] for name in ("title_zh", "title_en")},
            lead_unit_id=id_of(data["lead_unit"]),
            due_on=data["due_on"],
            success={name: data[name] for name in ("success_zh", "success_en")},
            accountable_post_id=id_of(data["accountable_post"]),
            responsible_unit_ids=[one.pk for one in data["responsible_units"]],
            ground=form.ground(),
            seen_version=data["seen_version"],
        )

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("The item is changed; what stood before is kept."))
        return redirect(f"{found.get_absolute_url()}#task-{task}")
    title = _("Change item %(number)d") % {"number": entry.number}
    return form_page(request, form, title=title, crumbs=_crumbs(found))


def _list(request: Request, pk: int) -> TaskList:
    found = lists.visible_to(request.actor).select_related("body").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _item(request: Request, pk: int, task: int) -> tuple[TaskList, ListEntry]:
    found = _list(request, pk)
    need(policies.can_manage_lists, request.actor, found)
    entry = entries_of(request.actor, found).filter(task_id=task).first()
    if entry is None or found.state != ListState.ADOPTED:
        raise NotFound
    return found, entry


def _crumbs(found: TaskList) -> Crumbs:
    return [
        (reverse("governance:task-lists"), _("Lists")),
        (found.get_absolute_url(), side(found, "name")),
    ]
