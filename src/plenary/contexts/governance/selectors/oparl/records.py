"""What is kept of OParl's objects: all of it is public, and each is found by its key alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from plenary.contexts.governance.enums import OparlKind, PaperAccess, ReleaseStage, ReleaseState
from plenary.contexts.governance.models import PaperVersion, PublicRecord, ReleaseStep
from plenary.contexts.governance.selectors.oparl.objects import names_inside
from plenary.kernel.organisations.enums import Level, OrganisationKind
from plenary.kernel.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Asked:
    """Which objects of a list are wanted: those made or changed within these moments."""

    created_since: dt.datetime | None = None
    created_until: dt.datetime | None = None
    modified_since: dt.datetime | None = None
    modified_until: dt.datetime | None = None


def listed(
    kind: OparlKind, asked: Asked, *, committee_id: int | None = None
) -> QuerySet[PublicRecord]:
    """Give the objects of a kind, for a list.

    What was deleted is among them only where changes are asked for: by that a reader learns that it
    is gone.
    """
    bounds = {
        "created_at__gte": asked.created_since,
        "created_at__lte": asked.created_until,
        "modified_at__gte": asked.modified_since,
        "modified_at__lte": asked.modified_until,
    }
    found = PublicRecord.objects.filter(kind=kind).filter(
        **{name: value for name, value in bounds.items() if value is not None}
    )
    if committee_id is not None:
        found = found.filter(committee=committee_id)
    return found if asked.modified_since else found.filter(is_deleted=False)


def by_key(kind: str, key: UUID) -> PublicRecord | None:
    """Give one object; also one that was deleted, of which only the key is left."""
    return PublicRecord.objects.filter(kind=kind, key=key).first()


def inside_of(records: Iterable[PublicRecord]) -> dict[str, PublicRecord]:
    """Give the objects that stand inside of these, by their keys, in one query."""
    keys = {
        key
        for one in records
        for value in one.content.values()
        for _kind, key in names_inside(value)
    }
    found = PublicRecord.objects.filter(key__in=keys, is_deleted=False) if keys else ()
    return {str(one.key): one for one in found}


def span() -> tuple[dt.datetime | None, dt.datetime | None]:
    """Give when the first object was made and when the last one changed."""
    told = PublicRecord.objects.aggregate(first=Min("created_at"), last=Max("modified_at"))
    return told["first"], told["last"]


def terms() -> list[PublicRecord]:
    """Give the terms that stand inside of the body."""
    return list(PublicRecord.objects.filter(kind=OparlKind.TERM, is_deleted=False))


def government() -> Organisation | None:
    """Give the government that this installation serves: the first own unit that stands under none."""
    tops = Organisation.objects.filter(level=Level.OWN, parent=None, dissolved_on=None)
    units = tops.filter(kind=OrganisationKind.UNIT)
    return units.first() or tops.first()


def file_of(record: PublicRecord) -> PaperVersion | ReleaseStep | None:
    """Give what a file object hands out, if that is public at this moment; none where it is not."""
    what, _colon, pk = record.source.partition(":")
    if record.is_deleted:
        return None
    if what == "text":
        out = ReleaseStep.objects.filter(stage=ReleaseStage.PUBLIC, state=ReleaseState.RELEASED)
        return out.filter(meeting_id=int(pk)).first()
    public = PaperVersion.objects.filter(
        paper__access=PaperAccess.PUBLIC,
        paper__withdrawn_at=None,
        releases__stage=ReleaseStage.PAPERS,
        releases__state=ReleaseState.RELEASED,
    )
    return public.select_related("file").defer("text").filter(pk=int(pk)).first()
