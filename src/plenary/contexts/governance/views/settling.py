"""Says of several decisions and directives of a meeting at once that they need no action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import FateKind
from plenary.contexts.governance.forms.meetings import SettleForm
from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.selectors import meetings as selectors
from plenary.contexts.governance.views.meetings import crumbs_of, visible_meeting
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.shared.actor import Actor
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def settle_many(request: Request, pk: int) -> HttpResponse:
    """Show what is not settled yet, and keep one reason for all that is ticked."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    form = SettleForm(typed(request), choices=_open(request.actor, found))
    count = 0

    def keep(data: dict[str, Any]) -> None:
        nonlocal count
        count = len(services.no_action_for(actor=request.actor, meeting_id=pk, **data))

    if request.method == "POST" and is_kept(form, keep):
        told = ngettext(
            "%(count)s is settled: no action needed.",
            "%(count)s are settled: no action needed.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect(found)
    return form_page(
        request,
        form,
        title=_("Settle several at once"),
        crumbs=crumbs_of(found),
        save=_("No action needed"),
    )


def _open(actor: Actor, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Give what is not settled yet: decisions first, each with its number and words."""
    of_it = {"meeting": meeting, "fate": FateKind.OPEN}
    for one in selectors.decisions_visible_to(actor).filter(**of_it).order_by("number"):
        words = {"number": one.number, "text": side(one, "text")}
        yield f"decision-{one.pk}", _("Decision %(number)s: %(text)s") % words
    for clause in selectors.directives_visible_to(actor).filter(**of_it).order_by("number"):
        words = {"number": clause.number, "text": side(clause, "text")}
        yield f"directive-{clause.pk}", _("Directive %(number)s: %(text)s") % words
