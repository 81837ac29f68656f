"""What people do to a task beside working on it, one verb each."""

from plenary.contexts.governance.services.acts.duty_asks import (
    accept_ask,
    ask_for_transfer,
    decline_duty,
    return_ask,
)
from plenary.contexts.governance.services.acts.extensions import (
    approve_extension,
    ask_for_extension,
    endorse_extension,
    refuse_extension,
    withdraw_extension,
)

__all__ = [
    "accept_ask",
    "approve_extension",
    "ask_for_extension",
    "ask_for_transfer",
    "decline_duty",
    "endorse_extension",
    "refuse_extension",
    "return_ask",
    "withdraw_extension",
]
