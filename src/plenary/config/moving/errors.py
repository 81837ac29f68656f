"""Why an export cannot be made, or cannot be brought in; each says so in one sentence."""

from __future__ import annotations


class Unmovable(Exception):
    """The sentence tells what is wrong and what to do; nothing was changed."""
