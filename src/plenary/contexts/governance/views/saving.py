"""Saves what a form holds and shows a refusal, or what changed meanwhile, with all that was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from plenary.contexts.governance.forms.records import RecordForm
from plenary.contexts.governance.views.answers import show_refusal
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, Refused, Stale
from plenary.shared.web.request import Request

Crumbs = Sequence[tuple[str, Any]]

WHOLE = re.compile(r"[0-9]{1,9}")


def is_kept(form: RecordForm, change: Callable[[dict[str, Any]], object], current: int = 0) -> bool:
    """Say whether the change was made; where not, the form shows why.

    ``current`` is the record's version now: after a late save the next one is made against it.
    """
    if not form.is_valid():
        return False
    try:
        change(form.cleaned_data)
    except Stale as stale:
        form.show_stale(stale, current)
    except Refused as refused:
        show_refusal(form, refused)
    else:
        return True
    return False


def form_page(
    request: Request,
    form: RecordForm,
    *,
    title: Any,
    crumbs: Crumbs,
    save: Any = None,
    remove: tuple[str, Any, int] | None = None,
    quote: str = "",
) -> HttpResponse:
    """Show a record's form under its title; the last crumb is the way back.

    ``remove`` is an address, the words of its button and the version seen.
    """
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "back": crumbs[-1][0],
        "save": save or _("Save"),
        "remove": remove,
        "quote": quote,
    }
    return render(request, "governance/record_form.html", context, status=form.status)


def need(policy: Callable[..., bool], actor: Actor, *subject: Any) -> None:
    """Raise ``Forbidden`` before a form is shown that the actor could not send."""
    if not policy(actor, *subject):
        raise Forbidden


def typed(request: Request) -> QueryDict | None:
    """Give what was sent, for the form to be bound to; none while it is only looked at."""
    return request.POST if request.method == "POST" else None


def whole(value: str | None, default: int = 0) -> int:
    """Read a whole number out of an address or form; the default for anything else."""
    return int(value) if value and WHOLE.fullmatch(value) else default
