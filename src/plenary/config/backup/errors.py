"""Why a backup cannot be made, or cannot be put back; each says so in one sentence."""

from __future__ import annotations


class NotSafe(Exception):
    """The sentence tells what is wrong and what to do; what was there before is still there."""
