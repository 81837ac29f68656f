"""What can go wrong with a page beside a rule of the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError
from django.urls import NoReverseMatch

from plenary.shared.errors import PlenaryError, Refused

OF_ONE_RECORD: tuple[type[Exception], ...] = (
    PlenaryError,
    ObjectDoesNotExist,
    IntegrityError,
    DataError,
    ValueError,
    ArithmeticError,
    LookupError,
    NoReverseMatch,
)
"""What one record may be at fault for among many: the others go on. A database that is away is not."""


class Unsent(PlenaryError):
    """Some of many mails could not be written; the others were."""


class Twin(Refused):
    """Another page may be the same: which ones, and why of each; ``is_certain`` where it surely is."""

    def __init__(
        self,
        sentence: Any,
        *,
        page_ids: Iterable[int],
        why: Mapping[int, list[str]] | None = None,
        fields: Mapping[str, Any] | None = None,
        is_certain: bool = False,
    ) -> None:
        super().__init__(sentence, fields=fields)
        self.page_ids = list(page_ids)
        self.why = dict(why or {})
        self.is_certain = is_certain
