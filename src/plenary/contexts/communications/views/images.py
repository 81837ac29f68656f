"""Photos: put to a page and described by its writers; their sizes given to anybody once they are public."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from plenary.contexts.communications import jobs, policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.forms.images import ImageForm, NewImageForm, initial_of
from plenary.contexts.communications.models import PageImage, Rendition
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.selectors.desk.texts import FIELDS
from plenary.contexts.communications.services.images import keeping
from plenary.contexts.communications.views import kept
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    typed,
    visible,
)
from plenary.contexts.communications.views.publicly import served
from plenary.kernel.documents import filing
from plenary.kernel.text.selectors import rows_of
from plenary.shared.errors import NotFound
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

R = TypeVar("R", bound=HttpResponseBase)
SMALL = 100_000
"""Bytes of a picture that is kept in memory: thumbnails, and photos at the width of a phone."""
FOR_A_WHILE = "public, max-age=600, s-maxage=60"
"""A browser keeps a picture for ten minutes and then asks by its tag: a consent may be taken back."""


@require_http_methods(["GET", "POST"])
def image_new(request: Request, pk: int) -> HttpResponse:
    """Put a photo to a page; its sizes are made in the background."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    form = NewImageForm(typed(request), request.FILES or None, seen=page.version)
    made: list[PageImage] = []

    def add(data: dict[str, Any]) -> None:
        made.append(
            keeping.add_image(
                actor=request.actor,
                page_id=pk,
                seen_version=data["seen_version"],
                data=data["file"].read(),
                file_name=data["file"].name,
                given=form.given(),
            )
        )

    if request.method == "POST" and is_kept(form, add, page.version):
        jobs.prepare_image.enqueue(made[0].pk)
        messages.success(request, _("The photo has been kept. Its sizes are being made."))
        return redirect("communications:image", pk, made[0].pk)
    return form_page(
        request,
        form,
        title=_("Add a photo"),
        crumbs=crumbs_to(page),
        save=_("Add the photo"),
        takes_file=True,
        is_wide=True,
        says_optional=False,
    )


@require_http_methods(["GET", "POST"])
def image(request: Request, pk: int, image_pk: int) -> HttpResponse:
    """Say what a photo shows and whose it is, and what of it matters most."""
    page = visible(request, pk)
    need(policies.can_write, request.actor, page)
    found = images.of_page(page).filter(pk=image_pk).first()
    if found is None:
        raise NotFound
    form = ImageForm(typed(request), seen=page.version, initial=initial_of(found))

    def describe(data: dict[str, Any]) -> None:
        keeping.describe_image(
            actor=request.actor,
            page_id=pk,
            seen_version=data["seen_version"],
            image_id=image_pk,
            given=form.given(),
        )

    if request.method == "POST" and is_kept(form, describe, page.version):
        jobs.prepare_image.enqueue(image_pk)
        messages.success(request, _("Saved."))
        return redirect(page)
    context = {
        "page": page,
        "image": found,
        "form": form,
        "crumbs": crumbs_to(page),
        "texts": list(rows_of(found).order_by("pk")),
        "fields": FIELDS,
    }
    return render(request, "communications/image_form.html", context, status=form.status)


@require_POST
def image_lead(request: Request, pk: int, image_pk: int) -> HttpResponse:
    """Put a photo first."""
    seen = whole(request.POST.get("seen_version"))
    keeping.lead_with_image(actor=request.actor, page_id=pk, seen_version=seen, image_id=image_pk)
    messages.success(request, _("The photo leads the page now."))
    return redirect("communications:page", pk)


@require_POST
def image_drop(request: Request, pk: int, image_pk: int) -> HttpResponse:
    """Take a photo from a page."""
    seen = whole(request.POST.get("seen_version"))
    page = keeping.drop_image(actor=request.actor, page_id=pk, seen_version=seen, image_id=image_pk)
    messages.success(request, _("The photo has been taken from the page."))
    return redirect(page)


@require_GET
def image_whole(request: Request, pk: int, image_pk: int) -> FileResponse:
    """Give the clean picture to those who may look into the newsroom."""
    found = visible(request, pk).images.select_related("file").filter(pk=image_pk).first()
    if found is None:
        raise NotFound
    return given_file(found.file.sha256, found.file.media_type, "private, no-cache")


@require_GET
def image_size(request: Request, pk: int, key: str, name: str) -> FileResponse:
    """Give a size of a page's photo, public or not, to those who may look into the newsroom."""
    found = images.rendition_of(visible(request, pk), key, name)
    if found is None:
        raise NotFound
    return given_file(found.file.sha256, found.file.media_type, "private, max-age=3600")


@served
def public_image(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Give a size of a picture to anybody while a page in force shows it; else as if it were not there."""
    found = images.public_rendition(key, name)
    if found is None:
        raise NotFound
    return _public(request, found)


def _public(request: HttpRequest, found: Rendition) -> HttpResponseBase:
    tag = f'"{found.file.sha256[:24]}"'
    answer: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponseNotModified()
        answer.headers["Cache-Control"] = FOR_A_WHILE
    elif found.file.size <= SMALL:
        with filing.open_file(found.file.sha256) as file:
            answer = _dressed(
                HttpResponse(file.read(), content_type=found.file.media_type), FOR_A_WHILE
            )
        kept.offer_page(request, {}, None, Lang.ZH)
    else:
        answer = given_file(found.file.sha256, found.file.media_type, FOR_A_WHILE)
    answer.headers["ETag"] = tag
    return answer


def given_file(sha256: str, media_type: str, cache: str) -> FileResponse:
    """Hand out a picture under what is said of keeping it."""
    return _dressed(FileResponse(filing.open_file(sha256), content_type=media_type), cache)


def _dressed(answer: R, cache: str) -> R:
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = cache
    return answer
