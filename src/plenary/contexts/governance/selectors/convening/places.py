"""Names the place of a meeting with its room."""

from __future__ import annotations

from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.models import Convening


def place_of(convening: Convening) -> Pair:
    """Give the place with its room, in each language as far as it is known."""
    place = convening.meeting.place
    names = Pair(place.name_zh, place.name_en) if place else Pair()
    zh = names.either("zh") + (convening.room_zh or convening.room_en)
    parts = [convening.room_en or convening.room_zh, names.either("en")]
    return Pair(zh, ", ".join(part for part in parts if part))
