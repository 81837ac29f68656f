"""The plain values that the services of convening take."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConveningGiven:
    """When and where a meeting is to be; a side of the notice left empty is drafted."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    place_id: int | None = None
    room_zh: str = ""
    room_en: str = ""
    reply_by_on: dt.date | None = None
    notice_zh: str = ""
    notice_en: str = ""


@dataclass(frozen=True, slots=True)
class GuestGiven:
    """Somebody invited by hand: an observer, for single items where some are named, or a member."""

    name: str
    email: str
    role: str
    language: str = ""
    unit_id: int | None = None
    item_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What an invited person says: coming, not coming and why, or who comes instead."""

    reply: str
    reason: str = ""
    substitute_name: str = ""
    substitute_email: str = ""
