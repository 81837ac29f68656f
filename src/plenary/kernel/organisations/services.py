"""The only writers of bodies and units."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.organisations import policies, selectors
from plenary.kernel.organisations.events import (
    OrganisationMoved,
    OrganisationRenamed,
    SeatChanged,
)
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation, Term
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.services import keep_texts
from plenary.kernel.text.validators import refuse_secrecy
from plenary.kernel.text.writing import write_other_side
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

TEXTS = ("name", "short", "duties")
EDITABLE = (
    "level",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "duties_zh",
    "duties_en",
    "order",
    "founded_on",
    "dissolved_on",
)


@transaction.atomic
def create_organisation(
    *,
    actor: Actor,
    kind: str,
    code: str = "",
    parent: Organisation | None = None,
    is_illustrative: bool = False,
    **fields: Any,
) -> Organisation:
    """Add a body or unit to the directory.

    ``fields`` are those of ``EDITABLE``. Refused without a name, and for a code that is taken.
    """
    authorise(actor, policies.can_keep_organisations)
    values = _cleaned(fields)
    refuse_secrecy(code)
    if not (values.get("name_zh") or values.get("name_en")):
        raise Refused(fields={"name_zh": _("A body or unit needs a name in Chinese or English.")})
    _refuse_ending_before_beginning(values.get("founded_on"), values.get("dissolved_on"))
    code = code or _code_from(values.get("name_en") or values.get("name_zh") or "")
    if Organisation.objects.filter(code=code).exists():
        raise Refused(fields={"code": _("This code belongs to another organisation.")})
    made = Organisation.objects.create(
        kind=kind, code=code, parent=parent, path="", is_illustrative=is_illustrative, **values
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    record(actor=actor, action="organisations.organisation.created", subject=made)
    keep_texts(actor=actor, subject=made, fields=TEXTS)
    return made


@transaction.atomic
def edit_organisation(
    *, actor: Actor, organisation_id: int, seen_version: int, **fields: Any
) -> Organisation:
    """Change a body's or unit's own fields; a name that is replaced is kept as a former name, until today.

    Announces ``OrganisationRenamed`` for a name that is no longer borne.
    """
    organisation = lock(selectors.visible_to(actor), pk=organisation_id, version=seen_version)
    authorise(actor, policies.can_keep_organisations)
    before = snapshot(organisation)
    values = _cleaned(fields)
    if not (
        values.get("name_zh", organisation.name_zh) or values.get("name_en", organisation.name_en)
    ):
        raise Refused(fields={"name_zh": _("A body or unit needs a name in Chinese or English.")})
    _keep_former_name(organisation, values)
    for name, value in values.items():
        setattr(organisation, name, value)
    _refuse_ending_before_beginning(organisation.founded_on, organisation.dissolved_on)
    save(organisation, fields=values)
    record(
        actor=actor,
        action="organisations.organisation.edited",
        subject=organisation,
        before=before,
    )
    keep_texts(actor=actor, subject=organisation, fields=TEXTS)
    return organisation


@transaction.atomic
def translate_organisation(*, actor: Actor, record_id: int, name: str, text: str) -> Organisation:
    """Write the side of a name, short name or duty that is made from the source.

    A name that is replaced is kept as a former name, until today. Refused for the source side and for a
    text that is empty, too long or marked as secret. Announces ``OrganisationRenamed``.
    """
    organisation = lock(selectors.visible_to(actor), pk=record_id)
    authorise(actor, can_translate, organisation)
    before = snapshot(organisation)
    former = (organisation.name_zh, organisation.name_en)
    write_other_side(subject=organisation, name=name, text=text, fields=TEXTS)
    if name.startswith("name_"):
        _keep_former_name(organisation, {}, former)
    save(organisation, fields=[name])
    record(
        actor=actor,
        action="organisations.organisation.translated",
        subject=organisation,
        before=before,
    )
    keep_texts(actor=actor, subject=organisation, fields=[name[:-3]])
    return organisation


@transaction.atomic
def move_organisation(
    *, actor: Actor, organisation_id: int, seen_version: int, parent_id: int | None
) -> Organisation:
    """Hang an organisation under another, with all below it; refused under itself."""
    organisation = lock(selectors.visible_to(actor), pk=organisation_id, version=seen_version)
    authorise(actor, policies.can_keep_organisations)
    parent = lock(selectors.visible_to(actor), pk=parent_id) if parent_id else None
    if parent and parent.path.startswith(organisation.path):
        raise Refused(fields={"parent": _("An organisation cannot stand below itself.")})
    before = snapshot(organisation)
    old, new = organisation.path, f"{parent.path if parent else '/'}{organisation.pk}/"
    Organisation.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    organisation.parent, organisation.path = parent, new
    save(organisation, fields=["parent", "path"])
    record(
        actor=actor,
        action="organisations.organisation.moved",
        subject=organisation,
        before=before,
    )
    announce(OrganisationMoved(organisation_id=organisation.pk))
    return organisation


@transaction.atomic
def add_former_name(
    *,
    actor: Actor,
    organisation: Organisation,
    name_zh: str = "",
    name_en: str = "",
    until_on: dt.date | None = None,
) -> FormerName:
    """Keep another name by which the organisation is or was known."""
    authorise(actor, policies.can_keep_organisations)
    refuse_secrecy(name_zh, name_en)
    if not (name_zh.strip() or name_en.strip()):
        raise Refused(fields={"name_zh": _("A name is missing.")})
    kept, is_new = FormerName.objects.get_or_create(
        organisation=organisation,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        defaults={"until_on": until_on},
    )
    if is_new:
        record(actor=actor, action="organisations.name.kept", subject=kept)
    return kept


@transaction.atomic
def seat_member_unit(
    *,
    actor: Actor,
    body: Organisation,
    unit: Organisation,
    since_on: dt.date | None = None,
    order: int = 0,
) -> MemberUnit:
    """Give a unit its seat in a body; a seat already held stays as it is. Announces ``SeatChanged``."""
    authorise(actor, policies.can_keep_organisations)
    if body.kind != "body" or unit.kind != "unit":
        raise Refused(_("Only a unit can be a member unit, and only of a body."))
    seat, is_new = MemberUnit.objects.get_or_create(
        body=body, unit=unit, until_on=None, defaults={"since_on": since_on, "order": order}
    )
    if is_new:
        record(actor=actor, action="organisations.seat.given", subject=seat)
        announce(SeatChanged(body_id=body.pk))
    return seat


@transaction.atomic
def end_seat(*, actor: Actor, seat_id: int, until_on: dt.date) -> MemberUnit:
    """End a unit's seat in a body. Announces ``SeatChanged``."""
    seat = lock(MemberUnit.objects.filter(body__in=selectors.visible_to(actor)), pk=seat_id)
    authorise(actor, policies.can_keep_organisations)
    before = snapshot(seat)
    seat.until_on = until_on
    seat.save(update_fields=["until_on"])
    record(actor=actor, action="organisations.seat.ended", subject=seat, before=before)
    announce(SeatChanged(body_id=seat.body_id))
    return seat


@transaction.atomic
def add_term(
    *,
    actor: Actor,
    body: Organisation,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    name_zh: str = "",
    name_en: str = "",
) -> Term:
    """Add a term of a body; refused where it ends before it starts."""
    authorise(actor, policies.can_keep_organisations)
    refuse_secrecy(name_zh, name_en)
    _refuse_ending_before_beginning(starts_on, ends_on, field="ends_on")
    term = Term.objects.create(
        body=body, starts_on=starts_on, ends_on=ends_on, name_zh=name_zh, name_en=name_en
    )
    record(actor=actor, action="organisations.term.added", subject=term)
    return term


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    refuse_secrecy(*(value for value in fields.values() if isinstance(value, str)))
    return {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}


def _keep_former_name(
    organisation: Organisation, values: Mapping[str, Any], former: tuple[str, str] | None = None
) -> None:
    old = former or (organisation.name_zh, organisation.name_en)
    new = (
        values.get("name_zh", organisation.name_zh),
        values.get("name_en", organisation.name_en),
    )
    gone_zh = old[0] if old[0] and new[0] != old[0] else ""
    gone_en = old[1] if old[1] and new[1] != old[1] else ""
    if gone_zh or gone_en:
        FormerName.objects.create(
            organisation=organisation, name_zh=gone_zh, name_en=gone_en, until_on=clock.today()
        )
        announce(
            OrganisationRenamed(organisation_id=organisation.pk, name_zh=gone_zh, name_en=gone_en)
        )


def _refuse_ending_before_beginning(
    start: dt.date | None, end: dt.date | None, *, field: str = "dissolved_on"
) -> None:
    if start and end and end < start:
        raise Refused(fields={field: _("The end lies before the beginning.")})


def _code_from(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "org"
    if not Organisation.objects.filter(code=slug).exists():
        return slug
    taken = set(Organisation.objects.filter(code__startswith=slug).values_list("code", flat=True))
    return next(c for n in range(2, len(taken) + 3) if (c := f"{slug}-{n}") not in taken)
