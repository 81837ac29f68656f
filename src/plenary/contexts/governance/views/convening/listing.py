"""The office keeps the list of those invited, and what a body's rules ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.convening import (
    AddressForm,
    BodyRulesForm,
    GuestForm,
)
from plenary.contexts.governance.models import Invitation
from plenary.contexts.governance.selectors.convening.invitations import visible_to
from plenary.contexts.governance.selectors.convening.seats import rules_of
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening.rules import FIELDS
from plenary.contexts.governance.views.convening.office import found_convening, way_to
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.kernel.organisations import selectors as organisations
from plenary.shared.actor import Actor
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def guest_new(request: Request, pk: int) -> HttpResponse:
    """Put an observer or a member on the list by hand."""
    held = found_convening(request.actor, pk)
    need(policies.can_convene, request.actor, held)
    form = GuestForm(typed(request), actor=request.actor, meeting=held.meeting)

    def keep(_data: dict[str, Any]) -> None:
        services.add_guest(actor=request.actor, convening_id=held.pk, guest=form.guest())

    if request.method == "POST" and is_kept(form, keep):
        messages.success(request, _("Saved. Nobody is told before you send it."))
        return redirect(held)
    return form_page(
        request, form, title=_("Invite somebody by hand"), crumbs=way_to(held, held.meeting)
    )


@require_http_methods(["GET", "POST"])
def invitation_edit(request: Request, pk: int) -> HttpResponse:
    """Mend the name, address or language of somebody on the list."""
    invitation = _found(request.actor, pk)
    held = invitation.convening
    need(policies.can_convene, request.actor, held)
    start = {name: getattr(invitation, name) for name in ("name", "email", "language")}
    form = AddressForm(typed(request), seen=invitation.version, initial=start)

    def keep(data: dict[str, Any]) -> None:
        services.address_invitation(actor=request.actor, invitation_id=pk, **data)

    if request.method == "POST" and is_kept(form, keep, invitation.version):
        messages.success(request, _("Saved. Nobody is told before you send it."))
        return redirect(held)
    return form_page(
        request,
        form,
        title=_("Address of %(name)s") % {"name": invitation.name},
        crumbs=way_to(held, held.meeting),
    )


@require_POST
def invitation_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    invitation = _found(request.actor, pk)
    services.withdraw_invitation(actor=request.actor, invitation_id=pk)
    messages.success(request, _("%(name)s is off the list.") % {"name": invitation.name})
    return redirect(invitation.convening)


@require_http_methods(["GET", "POST"])
def body_rules(request: Request, pk: int) -> HttpResponse:
    """Write down what a body's rules ask of its meetings."""
    need(policies.can_keep_body_rules, request.actor)
    body = get_object_or_404(organisations.bodies(request.actor), pk=pk)
    rules = rules_of(body)
    seen = rules.version if rules.pk else 0
    start = {name: getattr(rules, name) for name in FIELDS}
    form = BodyRulesForm(typed(request), seen=seen, initial=start)

    def keep(data: dict[str, Any]) -> None:
        services.set_body_rules(actor=request.actor, body_id=pk, **data)

    if request.method == "POST" and is_kept(form, keep, seen):
        messages.success(request, _("Saved."))
        return redirect(body)
    crumbs = [(body.get_absolute_url(), side(body, "name"))]
    history = told_of(request.actor, rules) if rules.pk else []
    return form_page(request, form, title=_("Rules for meetings"), crumbs=crumbs, history=history)


def _found(actor: Actor, pk: int) -> Invitation:
    return get_object_or_404(visible_to(actor).select_related("convening__meeting__body"), pk=pk)
