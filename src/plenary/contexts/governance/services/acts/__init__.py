"""What people do to a task beside working on it, one verb each."""

from plenary.contexts.governance.services.acts.duty_asks import (
    accept_ask,
    ask_for_transfer,
    decline_duty,
    return_ask,
)

__all__ = ["accept_ask", "ask_for_transfer", "decline_duty", "return_ask"]
