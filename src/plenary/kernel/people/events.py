"""What is announced of persons and posts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HolderChanged:
    """A post has a new holder, or none; its duties stay with the post."""

    post_id: int
    person_id: int | None
    former_person_id: int | None
    is_by_administrator: bool = False
    """Written down by who may grant rights."""
