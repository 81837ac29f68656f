"""A few random bytes in a file of the home folder: what processes of one machine see at once."""

from __future__ import annotations

import os
import secrets

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

NAME, LENGTH = "public-stamp", 16


def touch() -> None:
    """Write other bytes. Where that fails, processes learn of the change from the database instead."""
    try:
        file = open_file()
        try:
            os.pwrite(file, secrets.token_bytes(LENGTH), 0)
        finally:
            os.close(file)
    except OSError:
        log.exception("the public stamp was not written")


def open_file() -> int:
    """Give the file, made where it is not there."""
    return os.open(settings.HOME / NAME, os.O_RDWR | os.O_CREAT, 0o600)
