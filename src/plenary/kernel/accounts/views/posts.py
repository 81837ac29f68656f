"""The administrator's page of what is left to do where posts have changed hands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from plenary.kernel.accounts import policies, post_rights, services
from plenary.kernel.accounts.enums import Role
from plenary.kernel.audit.recording import authorise
from plenary.kernel.audit.viewing import note_viewed
from plenary.shared.errors import Refused
from plenary.shared.web.request import Request


@require_GET
def rights(request: Request) -> HttpResponse:
    """Show grants that do not count today, and holders who lack what is granted for their post."""
    authorise(request.actor, policies.can_manage_accounts)
    asleep, waiting = list(post_rights.asleep()), post_rights.successors()
    note_viewed(
        request.actor,
        *dict.fromkeys(
            [one.user for one in asleep] + [one.account for one in waiting if one.account]
        ),
    )
    context = {"asleep": asleep, "waiting": waiting, "labels": dict(Role.choices)}
    return render(request, "accounts/post_rights.html", context)


@require_POST
def hand_on(request: Request, pk: int, user: int) -> HttpResponse:
    """Give the holder's own account what is granted for the post."""
    try:
        services.hand_rights_on(actor=request.actor, post_id=pk, user_id=user)
    except Refused as refusal:
        said = " ".join(str(one) for one in refusal.fields.values()) or str(refusal)
        messages.error(request, said)
    else:
        messages.success(request, _("The rights are handed on."))
    return redirect("accounts_posts")
