"""What is announced of texts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextReviewed:
    """Somebody has said that the two sides of a record's field say the same."""

    subject_type: str
    subject_id: int
    field: str
    zh: str
    en: str
