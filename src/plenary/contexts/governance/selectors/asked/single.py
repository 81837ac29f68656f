"""What stands behind a figure of what was asked: each request of a unit's quarter, and each form it sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from plenary.contexts.governance.enums import FilingKind
from plenary.contexts.governance.models import Filing
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.asked import quarters
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

FORMS = "forms"
REMINDERS = "reminders"
ALL = "all"
WHATS = (ALL, *quarters.ASKED, REMINDERS, FORMS)
"""What can be looked into: everything asked, each column of it, the reminders, and the forms sent."""


@dataclass(frozen=True, slots=True)
class Single:
    """One request or form: when, of which kind, about what record, and where that is."""

    on: dt.date
    what: str
    title_zh: str = ""
    title_en: str = ""
    url: str = ""
    form: str = ""
    fields_typed: int = 0
    seconds: int | None = None


def unit_in(actor: Actor, unit_id: int) -> Organisation:
    """Give a unit whose quarters the actor sees; ``NotFound`` for any other."""
    unit = quarters.units_of(actor).filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    return unit


def singles(unit: Organisation, quarter: Period, what: str) -> list[Single]:
    """Give what a figure counts, the latest first; ``NotFound`` for a column that there is not."""
    if what not in WHATS:
        raise NotFound
    if what == FORMS:
        return list(_forms(unit, quarter))
    wanted = quarters.ASKED if what == ALL else (what,)
    asked = {**quarters.asked_in(quarter), REMINDERS: quarters.reminders_in(quarter)}
    found: list[Single] = []
    for name in wanted:
        related, tell = _TOLD[name]
        records = asked[name].filter(unit_id=unit.pk).select_related(*related)
        found += [tell(record, name, quarter) for record in records]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _forms(unit: Organisation, quarter: Period) -> Iterable[Single]:
    filed = Filing.objects.filter(
        unit=unit, filed_at__date__range=(quarter.starts_on, quarter.ends_on)
    )
    for one in filed.order_by("-filed_at", "-pk"):
        yield Single(
            on=_day(one.filed_at),
            what=FORMS,
            form=str(FilingKind(one.kind).label),
            fields_typed=one.fields_typed,
            seconds=one.seconds,
        )


def _about(record: Any, what: str, on: dt.date, url: str = "") -> Single:
    return Single(on, what, record.title_zh, record.title_en, url or record.get_absolute_url())


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)


_TOLD: dict[str, tuple[Sequence[str], Callable[[Any, str, Period], Single]]] = {
    "progress": (("task",), lambda one, what, of: _about(one.task, what, of.starts_on)),
    "extra": (
        ("task",),
        lambda one, what, _of: _about(one.task, what, _day(one.settled_at), one.get_absolute_url()),
    ),
    "duties": (("task",), lambda one, what, _of: _about(one.task, what, _day(one.assigned_at))),
    "instructions": (
        ("instruction__task",),
        lambda one, what, _of: _about(
            one.instruction.task, what, _day(one.called_at), one.instruction.get_absolute_url()
        ),
    ),
    "invitations": (
        ("convening__meeting",),
        lambda one, what, _of: _about(
            one.convening.meeting, what, _day(one.sent_at), one.convening.meeting.get_absolute_url()
        ),
    ),
    "opinions": ((), lambda one, what, _of: _about(one, what, _day(one.asked_at))),
    "returned": (("topic",), lambda one, what, _of: _about(one.topic, what, _day(one.returned_at))),
    "slips": ((), lambda one, what, _of: _about(one, what, one.on)),
    REMINDERS: (
        ("task", "opinion"),
        lambda one, what, _of: _about(one.task or one.opinion, what, _day(one.settled_at)),
    ),
}
"""For each column what is read along, and how one of its records is told."""
