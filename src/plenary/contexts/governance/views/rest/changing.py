"""What all changes by programs share: once for each key, to the state that was read, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja import Header
from pydantic import Field

from plenary.contexts.governance.selectors.task_page import TaskPage, task_page
from plenary.contexts.governance.views.rest import telling
from plenary.kernel.accounts.services import answer_once
from plenary.shared.errors import Stale
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import ReadBefore, answered, made, need_unchanged
from plenary.shared.web.rest.reading import Key, Plain, Sent

Text = Annotated[str, Field(max_length=5000), Plain]
Words = Annotated[str, Field(max_length=300), Plain]
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key")]
MatchHeader = Annotated[str | None, Header(alias="If-Match")]


class BasisSent(Sent):
    """What a task rests on."""

    kind: Literal["directive", "decision", "requirement", "priority", "passage"]
    id: Key


class ReasonSent(Sent):
    """Why it is done; needed once the task is in force."""

    reason: Words = ""


def once(
    request: HttpRequest, key: str | None, make: Callable[[], dict[str, Any]]
) -> HttpResponseBase:
    """Make a record once for each key, and say where its task is."""
    asked = b"\n".join([str(request.method).encode(), request.path.encode(), request.body])
    held = answer_once(token=request.auth, key=key, asked=asked, make=make)  # type: ignore[attr-defined] # Ninja's
    return made(held, f"{settings.ORIGIN}/api/v1/tasks/{held['task']}")


def read_task(request: Request, pk: int, match: str | None) -> TaskPage:
    """Give a task as the program has read it; 412 where its record is another by now, 428 unread."""
    page = task_page(request.actor, pk)
    need_unchanged(match, telling.task_record(page))
    return page


@contextmanager
def to_the_state_read() -> Iterator[None]:
    """Answer a change that came between the reading and ours as one before both: 412."""
    try:
        yield
    except Stale as stale:
        raise ReadBefore(changes=stale.changes) from stale


def told_anew(request: Request, pk: int) -> HttpResponseBase:
    """Give the task's record as it is after a change."""
    return answered(request, telling.task_record(task_page(request.actor, pk)))
