"""The only writers of webhooks: kept by their owners, filled by what happens, emptied by the worker."""

from plenary.kernel.webhooks.services.delivering import clear_old, deliver_waiting
from plenary.kernel.webhooks.services.keeping import (
    change_secret,
    create_webhook,
    edit_webhook,
    remove_webhook,
    resend,
    send_test,
    switch_off,
    switch_on,
)
from plenary.kernel.webhooks.services.telling import hear

__all__ = [
    "change_secret",
    "clear_old",
    "create_webhook",
    "deliver_waiting",
    "edit_webhook",
    "hear",
    "remove_webhook",
    "resend",
    "send_test",
    "switch_off",
    "switch_on",
]
