"""Fact-checks by a mailed link: asking, answering without an account, withdrawing, passing over."""

from plenary.contexts.communications.services.checks.answering import Verdict, answer_fact_check
from plenary.contexts.communications.services.checks.asking import (
    ask_fact_check,
    forget_checkers,
    revoke_fact_check,
)
from plenary.contexts.communications.services.checks.links import checked_by, link_of
from plenary.contexts.communications.services.checks.passing import pass_over

__all__ = [
    "Verdict",
    "answer_fact_check",
    "ask_fact_check",
    "checked_by",
    "forget_checkers",
    "link_of",
    "pass_over",
    "revoke_fact_check",
]
