"""What governance does by itself, without anybody asking."""

from __future__ import annotations

import structlog

from plenary.contexts.governance.services import recompute_open_lights

log = structlog.get_logger(__name__)


def recompute_every_light() -> int:
    """Settle the lights of all work under way, once a day soon after midnight: time alone moves them."""
    changed = recompute_open_lights()
    log.info("lights recomputed", changed=changed)
    return changed
