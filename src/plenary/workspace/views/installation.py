"""The administrator's page of the installation: how it is set up, and whether it works."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.kernel.audit.recording import authorise
from plenary.shared.web.request import Request
from plenary.workspace import policies
from plenary.workspace.selectors import installation as selectors


@require_GET
def installation(request: Request) -> HttpResponse:
    """Show settings without secrets, the worker, what failed and what is due next."""
    authorise(request.actor, policies.can_see_installation)
    context = {
        "found": selectors.installation(request.actor),
        "other_origin": other_origin(request),
    }
    return render(request, "workspace/installation.html", context)


def other_origin(request: Request) -> str:
    """Give the address that links in mails begin with, where an administrator came by another one; else nothing."""
    came_by = f"{request.scheme}://{request.get_host()}"
    if not policies.can_see_installation(request.actor) or came_by == settings.ORIGIN:
        return ""
    return settings.ORIGIN
