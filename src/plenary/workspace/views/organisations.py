"""Keeping bodies and units: made, changed, moved; their names, terms and member units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.kernel.organisations import selectors, services
from plenary.kernel.organisations.models import MemberUnit, Organisation
from plenary.kernel.organisations.policies import can_keep_organisations
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import RecordForm, is_kept
from plenary.shared.web.request import Request
from plenary.workspace.forms.organisations import (
    EndForm,
    FormerNameForm,
    MoveForm,
    NewOrganisationForm,
    OrganisationForm,
    SeatForm,
    TermForm,
)
from plenary.workspace.views.saving import Crumbs, form_page, need, typed

forms_only = require_http_methods(["GET", "POST"])


@forms_only
def organisation_new(request: Request) -> HttpResponse:
    """Add a body or unit; ``?parent=`` says below which."""
    need(can_keep_organisations, request.actor)
    form = NewOrganisationForm(
        typed(request),
        parents=selectors.visible_to(request.actor).order_by("path"),
        initial={
            "parent": whole(request.GET.get("parent")) or None,
            "kind": request.GET.get("kind"),
        },
    )
    made: list[Organisation] = []

    def create(data: dict[str, Any]) -> None:
        made.append(services.create_organisation(actor=request.actor, **data))

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("It is in the directory now. Add its posts."))
        return redirect(made[0])
    return form_page(request, form, title=_("New body or unit"), crumbs=_directory())


@forms_only
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    """Change a body's or unit's own fields; a name that goes is kept as a former one."""
    found = _found(request.actor, pk)
    form = OrganisationForm(
        typed(request),
        seen=found.version,
        initial={name: getattr(found, name) for name in services.EDITABLE},
    )

    def change(data: dict[str, Any]) -> None:
        fields = {name: data[name] for name in services.EDITABLE}
        services.edit_organisation(
            actor=request.actor,
            organisation_id=pk,
            seen_version=data["seen_version"],
            **fields,
        )

    lead = _("A name that you replace is kept as a former name.")
    return _answer(request, found, form, change, title=_("Edit"), lead=lead)


@forms_only
def organisation_move(request: Request, pk: int) -> HttpResponse:
    """Hang a body or unit elsewhere."""
    found = _found(request.actor, pk)
    form = MoveForm(
        typed(request),
        seen=found.version,
        parents=selectors.visible_to(request.actor).order_by("path"),
        initial={"parent": found.parent_id},
    )

    def change(data: dict[str, Any]) -> None:
        services.move_organisation(
            actor=request.actor,
            organisation_id=pk,
            seen_version=data["seen_version"],
            parent_id=data["parent"].pk if data["parent"] else None,
        )

    return _answer(request, found, form, change, title=_("Move in the tree"), save=_("Move"))


@forms_only
def former_name_new(request: Request, pk: int) -> HttpResponse:
    """Keep another name."""
    found = _found(request.actor, pk)
    form = FormerNameForm(typed(request))

    def change(data: dict[str, Any]) -> None:
        services.add_former_name(actor=request.actor, organisation=found, **data)

    lead = _("Texts that use it are matched to this body or unit.")
    return _answer(request, found, form, change, title=_("Add another name"), lead=lead)


@forms_only
def term_new(request: Request, pk: int) -> HttpResponse:
    """Add a term of a body."""
    found = _found(request.actor, pk, kind="body")
    form = TermForm(typed(request))

    def change(data: dict[str, Any]) -> None:
        services.add_term(actor=request.actor, body=found, **data)

    return _answer(request, found, form, change, title=_("Add a term"))


@forms_only
def seat_new(request: Request, pk: int) -> HttpResponse:
    """Give a unit its seat in a body."""
    found = _found(request.actor, pk, kind="body")
    seated = found.member_units.filter(until_on=None).values("unit")
    units = selectors.units(request.actor).exclude(pk__in=seated).order_by("path")
    form = SeatForm(typed(request), units=units)

    def change(data: dict[str, Any]) -> None:
        services.seat_member_unit(actor=request.actor, body=found, **data)

    return _answer(request, found, form, change, title=_("Add a member unit"))


@forms_only
def seat_end(request: Request, pk: int, seat: int) -> HttpResponse:
    """End a unit's seat in a body."""
    found = _found(request.actor, pk, kind="body")
    held = MemberUnit.objects.filter(pk=seat, body=found, until_on=None).select_related("unit")
    this = held.first()
    if this is None:
        raise NotFound
    form = EndForm(typed(request))

    def change(data: dict[str, Any]) -> None:
        services.end_seat(actor=request.actor, seat_id=seat, until_on=data["until_on"])

    title = _("End the seat of %(unit)s") % {"unit": side(this.unit, "name")}
    return _answer(request, found, form, change, title=title)


def _found(actor: Actor, pk: int, *, kind: str = "") -> Organisation:
    """Give what is to be changed; 404 for what is not there, 403 for who may not change it."""
    visible = selectors.visible_to(actor)
    found = (visible.filter(kind=kind) if kind else visible).filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(can_keep_organisations, actor)
    return found


def _answer(
    request: Request,
    found: Organisation,
    form: RecordForm,
    change: Callable[[dict[str, Any]], None],
    *,
    title: Any,
    save: Any = None,
    lead: Any = "",
) -> HttpResponse:
    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    crumbs = [*_directory(), (found.get_absolute_url(), side(found, "name"))]
    return form_page(request, form, title=title, crumbs=crumbs, save=save, lead=lead)


def _directory() -> Crumbs:
    return [(reverse("workspace:directory"), _("Directory"))]
