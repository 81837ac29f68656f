"""Shows a record's form, and what of it was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.request import Request, need, typed

__all__ = ["Crumbs", "form_page", "need", "typed"]

Crumbs = Sequence[tuple[str, Any]]


def form_page(
    request: Request,
    form: RecordForm,
    *,
    title: Any,
    crumbs: Crumbs,
    save: Any = None,
    lead: Any = "",
) -> HttpResponse:
    """Show a record's form under its title; the last crumb is the way back."""
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "back": crumbs[-1][0],
        "save": save or _("Save"),
        "lead": lead,
    }
    return render(request, "workspace/record_form.html", context, status=form.status)
