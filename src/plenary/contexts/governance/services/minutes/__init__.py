"""Drafts the minutes of a meeting and brings them before the next one."""

from plenary.contexts.governance.services.minutes.drafting import begin_minutes

__all__ = ["begin_minutes"]
