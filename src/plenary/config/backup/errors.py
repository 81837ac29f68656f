"""Why a backup cannot be made, or cannot be put back; each says so in one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NotSafe(Exception):
    """The sentence tells what is wrong and what to do; what was there before is still there."""


def no_database() -> NotSafe:
    """Give the refusal of a copy that can be read, and in which Plenary's tables are not."""
    return NotSafe(_("The copy of the database holds no tables of Plenary. Take another backup."))
