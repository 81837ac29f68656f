"""What all changes by programs share: once for each key, to the state that was read, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Annotated, Any, Literal

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import Header
from pydantic import Field

from plenary.contexts.governance.enums import ListState
from plenary.contexts.governance.selectors.task_page import TaskPage, task_page
from plenary.contexts.governance.services.item_changes import change_item
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.views.rest import telling
from plenary.kernel.accounts.services import answer_once
from plenary.kernel.text import remarks
from plenary.shared.errors import Refused, Stale
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import ReadBefore, answered, made, need_unchanged
from plenary.shared.web.rest.reading import Day, Key, Plain, Sent

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


class TaskGroundSent(Sent):
    """What a change rests on: a decision, or a leader's instruction with its day."""

    decision: Key | None = None
    instruction: Annotated[str, Field(max_length=500), Plain] = ""
    instructed_on: Day | None = None

    def given(self) -> GroundGiven:
        """Give it as the services take it."""
        return GroundGiven(self.decision, self.instruction, self.instructed_on)


class GroundedSent(ReasonSent):
    """Why it is done or, for an item of an adopted list, on which ground."""

    ground: TaskGroundSent | None = None


def change_listed(
    request: Request, page: TaskPage, ground: TaskGroundSent, reason: str, **changes: Any
) -> None:
    """Change an item of an adopted list on a ground, in all its lists, to the state that was read.

    Refused for a task in no such list, and with a reason beside the ground, which is the reason.
    """
    held = [one for one in page.entries if one.task_list.state == ListState.ADOPTED]
    sentence = None
    if not held:
        sentence = _("The task stands in no adopted list: leave the ground out.")
    elif reason.strip():
        sentence = _("The ground is the reason: leave the other one out.")
    if sentence is not None:
        raise Refused(sentence, fields={"ground" if not held else "reason": sentence})
    with to_the_state_read():
        change_item(
            actor=request.actor,
            list_id=held[0].task_list_id,
            task_id=page.task.pk,
            ground=ground.given(),
            seen_task=page.task.version,
            **changes,
        )


def once(
    request: HttpRequest, key: str | None, make: Callable[[], dict[str, Any]]
) -> HttpResponseBase:
    """Make a record once for each key, and say where its task is and what the check of its words remarks."""
    asked = b"\n".join([str(request.method).encode(), request.path.encode(), request.body])
    held = answer_once(token=request.auth, key=key, asked=asked, make=make)  # type: ignore[attr-defined] # Ninja's
    found = remarks.on_record(_sent(request))
    held = {**held, "remarks": [one.to_json() for one in found]}
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


def told_anew(
    request: Request, pk: int, *, texts: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """Give the task's record as it is after a change, and what the check remarks on the fields that were sent.

    ``texts``: the record that was changed, where it is not the task; of a field both sides are checked,
    also the one that was not sent.
    """
    held = telling.task_record(task_page(request.actor, pk))
    sent = _sent(request)
    was = {one.name: getattr(held, one.name) for one in fields(held)} if texts is None else texts
    now = {**was, **sent}
    stems = {name[:-3] for name in sent if name.endswith(("_zh", "_en"))}
    touched = {name: value for name, value in now.items() if name[:-3] in stems}
    found = [one.to_json() for one in remarks.on_record(touched)]
    return answered(request, held, beside={"remarks": found})


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Give the fields of the body that was sent; none where there was none."""
    sent = orjson.loads(request.body) if request.body else {}
    return sent if isinstance(sent, dict) else {}
