"""Saves what a form holds and shows a refusal, or what changed meanwhile, with all that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plenary.contexts.language.api import Aid, aid_for
from plenary.shared.actor import Actor
from plenary.shared.web.record_form import RecordForm, is_kept
from plenary.shared.web.request import Request, need, typed

__all__ = ["Crumbs", "aids_of", "form_page", "is_kept", "need", "typed"]

Crumbs = Sequence[tuple[str, Any]]


def form_page(
    request: Request,
    form: RecordForm,
    *,
    title: Any,
    crumbs: Crumbs,
    save: Any = None,
    remove: tuple[str, Any, int] | None = None,
    remove_form: RecordForm | None = None,
    quote: str = "",
    quote_label: Any = "",
    history: Sequence[Any] = (),
    template: str = "governance/record_form.html",
    **beside: Any,
) -> HttpResponse:
    """Show a record's form under its title; the last crumb is the way back.

    ``beside`` is what a template of the form's own shows after it.

    ``remove`` is an address, the words of its button and the version seen; ``remove_form`` asks why, and
    holds what was typed where the removal was refused. ``quote`` is shown above the fields: words of a source text, unless a
    label says of what.
    """
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "back": crumbs[-1][0],
        "save": save or _("Save"),
        "remove": remove,
        "remove_form": remove_form,
        "quote": quote,
        "quote_label": quote_label,
        "history": history,
        "aids": aids_of(request.actor, form),
        **beside,
    }
    return render(request, template, context, status=_status(form, remove_form))


def _status(form: RecordForm, remove_form: RecordForm | None) -> int:
    """Give the status of whichever of the two was sent and refused."""
    return max(form.status, remove_form.status if remove_form else 200)


def aids_of(actor: Actor, form: RecordForm) -> dict[str, Aid]:
    """Give, under the name of the row's first field, the aid where one of two sides is missing."""
    found: dict[str, Aid] = {}
    for name in form.fields:
        stem = name.removesuffix("_zh")
        if stem == name or f"{stem}_en" not in form.fields:
            continue
        sides = {side: str(form[side].value() or "").strip() for side in (name, f"{stem}_en")}
        written = [side for side, text in sides.items() if text]
        if len(written) == 1 and (aid := aid_for(actor, written[0], sides[written[0]])):
            found[name] = aid
    return found
