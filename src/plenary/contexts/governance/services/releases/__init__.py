"""Lets out what a meeting left, stage by stage, each by two people."""

from plenary.contexts.governance.services.releases.proposing import propose_release
from plenary.contexts.governance.services.releases.settling import (
    release_step,
    return_step,
    take_step_back,
)

__all__ = ["propose_release", "release_step", "return_step", "take_step_back"]
