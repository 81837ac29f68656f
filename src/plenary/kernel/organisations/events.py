"""What is announced of organisations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrganisationMoved:
    """An organisation hangs elsewhere in the tree now, with all below it."""

    organisation_id: int
