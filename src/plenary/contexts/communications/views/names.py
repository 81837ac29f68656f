"""Answers about agreed names on a page: one takes the name, the other says why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.contexts.communications.services import naming
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Put the agreed name into the page."""
    page = naming.take_name(
        actor=request.actor,
        page_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        key=request.POST.get("key", ""),
    )
    messages.success(request, _("The page has the agreed name now."))
    return redirect(f"{page.get_absolute_url()}#names")


@require_POST
def otherwise(request: Request, pk: int) -> HttpResponse:
    """Keep why the page says it otherwise."""
    page = naming.say_otherwise(
        actor=request.actor,
        page_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        key=request.POST.get("key", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(
        request,
        _(
            "Noted. It holds until this sentence changes, or what answers to it in the other language."
        ),
    )
    return redirect(f"{page.get_absolute_url()}#names")
