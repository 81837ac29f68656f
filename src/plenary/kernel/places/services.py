"""The only writers of places."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.places import policies, selectors
from plenary.kernel.places.models import Place
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.services import keep_texts
from plenary.kernel.text.validators import refuse_secrecy
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

FARTHEST_EAST, FARTHEST_NORTH = 180, 90
TEXTS = ("name", "address", "hours")
EDITABLE = (
    "name_zh",
    "name_en",
    "address_zh",
    "address_en",
    "longitude",
    "latitude",
    "coordinate_system",
    "hours_zh",
    "hours_en",
)


@transaction.atomic
def create_place(*, actor: Actor, is_illustrative: bool = False, **fields: Any) -> Place:
    """Add a place; refused without a name, or with a coordinate whose system is not said."""
    authorise(actor, policies.can_keep_places)
    place = Place(is_illustrative=is_illustrative)
    _fill(place, fields)
    place.save()
    record(actor=actor, action="places.place.created", subject=place)
    keep_texts(actor=actor, subject=place, fields=TEXTS)
    return place


@transaction.atomic
def edit_place(*, actor: Actor, place_id: int, seen_version: int, **fields: Any) -> Place:
    """Change a place; the same refusals as for a new one."""
    place = lock(selectors.visible_to(actor), pk=place_id, version=seen_version)
    authorise(actor, policies.can_keep_places)
    before = snapshot(place)
    _fill(place, fields)
    save(place, fields=fields)
    record(actor=actor, action="places.place.edited", subject=place, before=before)
    keep_texts(actor=actor, subject=place, fields=TEXTS)
    return place


@transaction.atomic
def translate_place(*, actor: Actor, record_id: int, name: str, text: str) -> Place:
    """Write the side of a name, an address or hours that is made from the source.

    Refused for the source side and for a text that is empty, too long or marked as secret.
    """
    place = lock(selectors.visible_to(actor), pk=record_id)
    authorise(actor, can_translate, place)
    before = snapshot(place)
    write_other_side(subject=place, name=name, text=text, fields=TEXTS)
    save(place, fields=[name])
    record(actor=actor, action="places.place.translated", subject=place, before=before)
    keep_texts(actor=actor, subject=place, fields=[name[:-3]])
    return place


def _fill(place: Place, fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    refuse_secrecy(*(value for value in fields.values() if isinstance(value, str)))
    for name, value in fields.items():
        setattr(place, name, value.strip() if isinstance(value, str) else value)
    if not (place.name_zh or place.name_en):
        raise Refused(fields={"name_zh": _("A place needs a name in Chinese or English.")})
    given = [place.longitude is not None, place.latitude is not None]
    if any(given) and not (all(given) and place.coordinate_system):
        raise Refused(
            fields={
                "coordinate_system": _(
                    "A coordinate needs longitude, latitude and the system it is given in."
                )
            }
        )
    if abs(place.longitude or 0) > FARTHEST_EAST or abs(place.latitude or 0) > FARTHEST_NORTH:
        raise Refused(fields={"longitude": _("This is no point on the earth.")})
