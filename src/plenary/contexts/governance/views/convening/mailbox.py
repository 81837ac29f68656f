"""The office's page of answers by mail: what the mailbox brought, and files handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.convening import RepliesForm
from plenary.contexts.governance.selectors.convening import mailbox
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening.replying import LARGEST
from plenary.contexts.governance.views.saving import is_kept, need, typed
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@limited("replies", "30/m", methods=("POST",))
def replies(request: Request) -> HttpResponse:
    """Show what waits in the mailbox, take answers as files, and say of each what became of it."""
    need(policies.can_convene, request.actor)
    is_sent = request.method == "POST"
    form = RepliesForm(typed(request), request.FILES if is_sent else None)
    found: list[services.Outcome] = []

    def take(data: dict[str, Any]) -> None:
        # what is too large for an answer is read only as far as to know that
        files = [(one.name or "", one.read(LARGEST + 1)) for one in data["upload"]]
        found.extend(services.take_replies(actor=request.actor, files=files))

    if is_sent:
        is_kept(form, take)
    status = 422 if found and not any(one.is_recorded for one in found) else form.status
    waiting = Paginator(mailbox.waiting(request.actor), PER_PAGE)
    context = {
        "form": form,
        "outcomes": found,
        "mailbox": mailbox.mailbox_standing(),
        "mails": waiting.get_page(request.GET.get("page")),
    }
    return render(request, "governance/invitation_replies.html", context, status=status)


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Note that somebody has dealt with a mail."""
    services.settle_mail(actor=request.actor, mail_id=pk)
    messages.success(request, _("Noted. The mail itself stays in the mailbox."))
    return redirect("governance:invitation-replies")
