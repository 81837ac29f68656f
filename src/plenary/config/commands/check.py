"""``plenary check``: checks pairs of texts, by the office's own terms where there is an installation."""

from __future__ import annotations

import os
from collections.abc import Sequence

from plenary.config import preparation
from plenary.config.environment import home_folder
from plenary.contexts.language.checking import cli
from plenary.contexts.language.checking.cli import Base


def main(argv: Sequence[str]) -> int:
    """Check files; Django is started only where a database is there to be asked."""
    return cli.main(argv, office=_office)


def _office() -> Base | None:
    """Give the term base of the installation; none without a database, or where it has no terms."""
    if not os.environ.get("DATABASE_URL") and not (home_folder() / "plenary.sqlite3").exists():
        return None
    preparation.set_up()

    from django.db import DatabaseError

    from plenary.contexts.language.api import own_terms

    try:
        return own_terms()
    except DatabaseError as error:
        raise cli.NoDatabase from error
