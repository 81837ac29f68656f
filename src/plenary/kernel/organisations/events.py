"""What is announced of organisations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrganisationMoved:
    """An organisation hangs elsewhere in the tree now, with all below it."""

    organisation_id: int


@dataclass(frozen=True, slots=True)
class OrganisationRenamed:
    """An organisation is called otherwise now; the names that it no longer bears, empty for a side that stays."""

    organisation_id: int
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SeatChanged:
    """A unit was given its seat in a body, or it is known when it ends."""

    body_id: int
