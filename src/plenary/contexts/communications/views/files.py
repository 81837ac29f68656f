"""Files that go out with a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.communications import policies
from plenary.contexts.communications.forms.files import FILE_WORDS, FileForm
from plenary.contexts.communications.services import attaching
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def file_new(request: Request, pk: int) -> HttpResponse:
    """Put a file to a page."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    form = FileForm(typed(request), request.FILES or None, seen=page.version)

    def attach(data: dict[str, Any]) -> None:
        attaching.attach_file(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            data=data["file"].read(),
            file_name=data["file"].name,
            **{name: data[name] for name in FILE_WORDS},
        )

    if request.method == "POST" and is_kept(form, attach, page.version):
        messages.success(request, _("The file has been attached."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Attach a file"),
        crumbs=crumbs_to(page),
        save=_("Attach"),
        takes_file=True,
        photos_at=reverse("communications:image-new", args=[pk]),
    )


@require_POST
def file_drop(request: Request, pk: int, file_pk: int) -> HttpResponse:
    """Take a file from a page."""
    page = attaching.detach_file(
        actor=request.actor,
        page_id=pk,
        seen_version=whole(request.POST.get("seen_version")),
        attachment_id=file_pk,
    )
    messages.success(request, _("The file has been taken from the page."))
    return redirect(page)
