"""Answers about agreed names in a draft report: one takes the name, the other says why not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.contexts.governance.enums import ReportKind
from plenary.contexts.governance.services.reports import naming
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Put the agreed name into the report."""
    report = naming.take_name(
        actor=request.actor,
        report_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        mark=request.POST.get("mark", ""),
    )
    said = _("The minutes have the agreed name now."), _("The report has the agreed name now.")
    messages.success(request, said[report.kind != ReportKind.MINUTES])
    return _back(pk)


@require_POST
def stand(request: Request, pk: int) -> HttpResponse:
    """Keep why the report says it otherwise."""
    naming.let_name_stand(
        actor=request.actor,
        report_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        mark=request.POST.get("mark", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(
        request,
        _(
            "Noted. It holds until this sentence changes, or what answers to it in the other language."
        ),
    )
    return _back(pk)


def _back(pk: int) -> HttpResponse:
    return redirect(f"{reverse('governance:report', args=[pk])}#names")
