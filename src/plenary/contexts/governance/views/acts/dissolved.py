"""Handing over what a dissolved unit still has to do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.acts import UnitHandoverForm
from plenary.contexts.governance.selectors.acts import dissolved
from plenary.contexts.governance.views.saving import is_kept, need, typed
from plenary.kernel.organisations import selectors as organisations
from plenary.shared.web.request import Request

SHOWN = 200


@require_http_methods(["GET", "POST"])
def unit_handover(request: Request, pk: int) -> HttpResponse:
    """Show a unit's open duties and hand them all over in one step."""
    need(policies.can_hand_unit_over, request.actor)
    unit = get_object_or_404(organisations.units(request.actor).select_related("successor"), pk=pk)
    form = UnitHandoverForm(
        typed(request), actor=request.actor, initial={"unit": unit.successor_id}
    )
    moved: list[int] = []
    if is_kept(
        form,
        lambda data: moved.append(
            services.hand_unit_over(
                actor=request.actor,
                unit_id=pk,
                to_unit_id=data["unit"].pk,
                reason=data["reason"],
            )
        ),
    ):
        count = moved[0]
        told = ngettext("%(n)s duty handed over.", "%(n)s duties handed over.", count)
        messages.success(request, told % {"n": count})
        return redirect("governance:waiting")
    duties = dissolved.duties_of(pk).select_related("task")
    context = {"unit": unit, "form": form, "duties": list(duties[:SHOWN]), "count": duties.count()}
    return render(request, "governance/unit_handover.html", context, status=form.status)
