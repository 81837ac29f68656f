"""Pages of records by their keys: the next one is what follows the last id of this one."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from plenary.shared.postgresql.planning import planned_each_time
from plenary.shared.web.rest.reading import Paged

M = TypeVar("M", bound=Model)


def page_of(found: QuerySet[M, Any], asked: Paged) -> tuple[list[Any], bool]:
    """Give the records of a page and whether more follow, in one query."""
    with planned_each_time():
        rows = list(found.filter(pk__gt=asked.after).order_by("pk")[: asked.limit + 1])
    return rows[: asked.limit], len(rows) > asked.limit


def next_address(request: HttpRequest, last: int | None) -> str | None:
    """Give the address of the page after this id, with the filters kept; none after the last one."""
    if last is None:
        return None
    kept = [(name, value) for name, value in request.GET.items() if name != "after"]
    return f"{settings.ORIGIN}{request.path}?{urlencode([*kept, ('after', last)])}"
