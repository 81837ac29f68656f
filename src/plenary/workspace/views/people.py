"""Keeping posts, who holds them, and persons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.people import selectors, services
from plenary.kernel.people.models import Holding, Person, Post
from plenary.kernel.people.policies import can_keep_people
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request
from plenary.workspace.forms.people import HolderForm, HoldingForm, PersonForm, PostForm
from plenary.workspace.selectors.post_page import post_page
from plenary.workspace.views.saving import Crumbs, form_page, need, typed

forms_only = require_http_methods(["GET", "POST"])


@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """Show a post with everybody who holds or held it."""
    page = post_page(request.actor, pk)
    context = {"page": page, "may_edit": can_keep_people(request.actor)}
    return render(request, "workspace/post.html", context)


@forms_only
def post_new(request: Request, pk: int) -> HttpResponse:
    """Add a post to a body or unit."""
    organisation = organisations.visible_to(request.actor).filter(pk=pk).first()
    if organisation is None:
        raise NotFound
    need(can_keep_people, request.actor)
    form = PostForm(typed(request), is_new=True)
    made: list[Post] = []

    def create(data: dict[str, Any]) -> None:
        made.append(services.create_post(actor=request.actor, organisation=organisation, **data))

    if request.method == "POST" and is_kept(form, create):
        messages.success(request, _("The post has been added. Say who holds it."))
        return redirect("workspace:post", pk=made[0].pk)
    crumbs = [_directory(), (organisation.get_absolute_url(), side(organisation, "name"))]
    return form_page(request, form, title=_("New post"), crumbs=crumbs)


@forms_only
def post_edit(request: Request, pk: int) -> HttpResponse:
    """Change a post's titles, order and end."""
    found = _post(request.actor, pk)
    names = ("title_zh", "title_en", "order", "is_leader", "abolished_on")
    form = PostForm(
        typed(request),
        seen=found.version,
        initial={name: getattr(found, name) for name in names},
    )

    def change(data: dict[str, Any]) -> None:
        services.edit_post(actor=request.actor, post_id=pk, **data)

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect("workspace:post", pk=pk)
    return form_page(request, form, title=_("Edit the post"), crumbs=_way(found))


@forms_only
def holder_new(request: Request, pk: int) -> HttpResponse:
    """Let somebody hold a post, beside or instead of who holds it now."""
    found = _post(request.actor, pk)
    is_held = found.holdings.filter(until_on=None).exists()
    last = found.holdings.aggregate(last=Max("pk"))["last"] or 0
    form = HolderForm(
        typed(request),
        persons=selectors.visible_to(request.actor).order_by("name_zh", "name_en"),
        initial={"since_on": clock.today(), "takes_over": is_held},
        seen=last,
    )

    def change(data: dict[str, Any]) -> None:
        _appoint(request.actor, found, data)

    if request.method == "POST" and is_kept(form, change, last):
        messages.success(request, _("Saved. The duties of the post go with it."))
        return redirect("workspace:post", pk=pk)
    title = _("Hand the post over") if is_held else _("Appoint somebody")
    return form_page(request, form, title=title, crumbs=_way(found), save=title)


@transaction.atomic
def _appoint(actor: Actor, post: Post, data: dict[str, Any]) -> Holding:
    """Make a new person with the appointment, or neither."""
    person = data["person"] or services.create_person(
        actor=actor, name_zh=data["name_zh"], name_en=data["name_en"]
    )
    day, seen = data["since_on"], data["seen_version"]
    if not data["takes_over"]:
        return services.appoint(actor=actor, post=post, person=person, since_on=day, seen_last=seen)
    try:
        return services.succeed(actor=actor, post=post, person=person, on=day, seen_last=seen)
    except Refused as refused:
        raise Refused(fields={"since_on": next(iter(refused.fields.values()))}) from refused


@forms_only
def holding_edit(request: Request, pk: int) -> HttpResponse:
    """Mend the days of a time in a post, or end it."""
    visible = selectors.posts_visible_to(request.actor)
    held = Holding.objects.filter(post__in=visible, pk=pk)
    found = held.select_related("post__organisation", "person").first()
    if found is None:
        raise NotFound
    need(can_keep_people, request.actor)
    ends = "end" in request.GET and found.until_on is None
    form = HoldingForm(
        typed(request),
        seen=found.version,
        initial={
            "since_on": found.since_on,
            "until_on": clock.today() if ends else found.until_on,
        },
    )

    def change(data: dict[str, Any]) -> None:
        services.date_holding(actor=request.actor, holding_id=pk, **data)

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect("workspace:post", pk=found.post_id)
    title = _("%(person)s in this post") % {"person": side(found.person, "name")}
    return form_page(request, form, title=title, crumbs=_way(found.post))


@forms_only
def person_edit(request: Request, pk: int) -> HttpResponse:
    """Mend a person's names."""
    found = _person(request.actor, pk)
    form = PersonForm(
        typed(request),
        seen=found.version,
        initial={"name_zh": found.name_zh, "name_en": found.name_en},
    )

    def change(data: dict[str, Any]) -> None:
        services.edit_person(actor=request.actor, person_id=pk, **data)

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    crumbs = [_directory(), (found.get_absolute_url(), side(found, "name"))]
    return form_page(request, form, title=_("Edit the name"), crumbs=crumbs)


def _person(actor: Actor, pk: int) -> Person:
    found = selectors.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(can_keep_people, actor)
    return found


def _post(actor: Actor, pk: int) -> Post:
    """Give what is to be changed; 404 for what is not there, 403 for who may not change it."""
    visible = selectors.posts_visible_to(actor).select_related("organisation")
    found = visible.filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(can_keep_people, actor)
    return found


def _way(found: Post) -> Crumbs:
    organisation = found.organisation
    return [
        _directory(),
        (organisation.get_absolute_url(), side(organisation, "name")),
        (reverse("workspace:post", kwargs={"pk": found.pk}), side(found, "title")),
    ]


def _directory() -> tuple[str, str]:
    return (reverse("workspace:directory"), _("Directory"))
