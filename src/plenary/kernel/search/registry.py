"""What the index can be rebuilt from: each context says at start how its records are indexed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)

_indexers: dict[type[models.Model], Callable[[Any], None]] = {}


def register(model: type[M], indexer: Callable[[M], None]) -> None:
    """Say how a record of this model is indexed: ``indexer(record)`` calls ``index_record`` or
    ``forget_record``. A later call for the same model replaces the earlier one.
    """
    _indexers[model] = indexer


def indexers() -> dict[type[models.Model], Callable[[Any], None]]:
    """Give every registered model with its indexer."""
    return dict(_indexers)
