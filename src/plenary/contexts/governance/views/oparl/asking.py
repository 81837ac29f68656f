"""What may be asked of a list of OParl's, read strictly: a mistyped filter must not give everything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import PublicRecord
from plenary.contexts.governance.selectors.oparl.records import Asked
from plenary.shared import clock
from plenary.shared.errors import Refused

BOUNDS = ("created_since", "created_until", "modified_since", "modified_until")
SIZES = ("limit", "elementsPerPage")
KNOWN = {*BOUNDS, *SIZES, "after", "lang", "omit_internal"}
MOST = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is wanted of a list."""

    asked: Asked
    after: int
    """The record after which it begins."""
    size: int
    with_inside: bool


def read(request: HttpRequest) -> Page:
    """Read what is asked for; refused with the name of what cannot be read."""
    faults: dict[str, Any] = {
        name: _("There is no such field here.") for name in request.GET if name not in KNOWN
    }
    bounds = {}
    for name in BOUNDS:
        if written := request.GET.get(name):
            try:
                bounds[name] = _moment(written)
            except ValueError:
                faults[name] = _(
                    "This must be a moment such as 2025-07-01T00:00:00+08:00, with + written %2B."
                )
    size = _size(request, faults)
    after = _after(request, faults)
    if faults:
        raise Refused(_("Some of what was sent cannot be read."), fields=faults)
    return Page(Asked(**bounds), after, size, request.GET.get("omit_internal") != "true")


def page_address(request: HttpRequest, after: PublicRecord | None = None) -> str:
    """Give the address of this list's page after a record, or of its first, with the filters kept."""
    kept = [(name, value) for name, value in request.GET.items() if name != "after"]
    if after is not None:
        kept.append(("after", str(after.key)))
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{settings.ORIGIN}{request.path}{query}"


def _moment(written: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(written)
    if found.tzinfo is None or not clock.EARLIEST <= found.date() <= clock.LATEST:
        raise ValueError(written)
    return found


def _size(request: HttpRequest, faults: dict[str, Any]) -> int:
    for name in SIZES:
        if written := request.GET.get(name):
            if written.isascii() and written.isdecimal() and int(written[:9]) >= 1:
                return min(int(written[:9]), MOST)
            faults[name] = _("This must be a whole number.")
    return MOST


def _after(request: HttpRequest, faults: dict[str, Any]) -> int:
    written = request.GET.get("after")
    if not written:
        return 0
    try:
        key = UUID(written)
    except ValueError:
        key = None
    found = (
        PublicRecord.objects.filter(key=key).values_list("pk", flat=True).first() if key else None
    )
    if found is None:
        faults["after"] = _("This is none of the choices.")
    return found or 0
