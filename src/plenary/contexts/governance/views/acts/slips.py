"""Answering a supervision slip, and letting one go without an answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import SlipState
from plenary.contexts.governance.forms.acts import WordForm
from plenary.contexts.governance.forms.tasks import ReasonForm
from plenary.contexts.governance.models import Sheet, SlipAnswer
from plenary.contexts.governance.selectors.acts import slips
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a slip for the unit that it went to."""
    slip = _found(request, pk)
    need(policies.can_answer_slip, request.actor, slip.unit_id)
    form = WordForm(typed(request), seen=slip.version)
    if is_kept(
        form,
        lambda data: services.answer_slip(
            actor=request.actor,
            slip_id=slip.pk,
            seen_version=data["seen_version"],
            seconds=seconds_open(request),
            **pairs(data, "text"),
        ),
        slip.version,
    ):
        messages.success(request, _("The answer is kept, and the office sees it."))
        return redirect(slip)
    title = _("Answer the supervision slip")
    return form_page(request, form, title=title, crumbs=_crumbs(slip), save=_("Answer"))


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Let a slip go without an answer, for a reason."""
    slip = _found(request, pk)
    need(policies.can_withdraw_slip, request.actor, slip)
    form = ReasonForm(typed(request), seen=slip.version)
    if is_kept(
        form,
        lambda data: services.withdraw_slip(actor=request.actor, slip_id=slip.pk, **data),
        slip.version,
    ):
        messages.success(request, _("The unit has been told that no answer is needed."))
        return redirect(slip)
    title = _("Let the slip go without an answer")
    return form_page(request, form, title=title, crumbs=_crumbs(slip), save=_("Let it go"))


def slip_of(sheet: Sheet) -> SlipAnswer | None:
    """Give what a sheet waits or waited for; none where it is no slip, or one of before."""
    return getattr(sheet, "slip", None)


def is_waiting(sheet: Sheet) -> bool:
    """Say whether a sheet waits for an answer."""
    slip = slip_of(sheet)
    return slip is not None and slip.state == SlipState.WAITING


def may_answer(request: Request, sheet: Sheet) -> bool:
    """Say whether the actor may answer a sheet now."""
    return is_waiting(sheet) and policies.can_answer_slip(request.actor, sheet.unit_id)


def _found(request: Request, pk: int) -> SlipAnswer:
    visible = slips.visible_to(request.actor).select_related("sheet", "task", "unit")
    return get_object_or_404(visible, sheet_id=pk)


def _crumbs(slip: SlipAnswer) -> Crumbs:
    return [(slip.get_absolute_url(), _("Supervision slip"))]
