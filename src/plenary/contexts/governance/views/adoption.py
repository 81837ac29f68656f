"""Says afterwards by what a list was adopted, where nobody wrote it down on the day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.lists import AdoptionForm
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import TaskList
from plenary.contexts.governance.selectors import adopting, lists
from plenary.contexts.governance.services.adopting import record_adoption
from plenary.contexts.governance.views.saving import form_page, is_kept, need, typed
from plenary.shared.web.request import Request


def _proposed(request: Request, found: TaskList) -> int | None:
    meeting = adopting.proposed(request.actor, found)
    return meeting.pk if meeting else None


@require_http_methods(["GET", "POST"])
def adoption(request: Request, pk: int) -> HttpResponse:
    """Record the decision or meeting that adopted a list."""
    found = get_object_or_404(lists.visible_to(request.actor), pk=pk)
    need(policies.can_manage_lists, request.actor, found)
    start = {"meeting": found.adopting_meeting_id or _proposed(request, found)}
    form = AdoptionForm(
        typed(request), actor=request.actor, of=found, seen=found.version, initial=start
    )
    if is_kept(
        form,
        lambda data: record_adoption(
            actor=request.actor,
            list_id=pk,
            seen_version=data["seen_version"],
            decision_id=id_of(data["decision"]),
            meeting_id=id_of(data["meeting"]),
        ),
        found.version,
    ):
        messages.success(request, _("It is recorded by what the list was adopted."))
        return redirect(found)
    crumbs = [(found.get_absolute_url(), in_language(found))]
    return form_page(request, form, title=_("Record what it was adopted by"), crumbs=crumbs)
