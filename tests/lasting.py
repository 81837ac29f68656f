"""Records that all tests of a module share: made once, in a transaction around the tests' own."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def lasting(blocker):
    """Let a module's fixture write to the database; what it wrote goes when the module is done.

    Each test still runs in a transaction of its own, so none sees what another changed.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
