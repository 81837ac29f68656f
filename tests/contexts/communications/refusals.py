"""Checks that a refusal leaves nothing behind."""

from contextlib import contextmanager

import pytest
from django.apps import apps

from tests.rows import rows_of

TABLES = [
    *apps.get_app_config("communications").get_models(include_auto_created=True),
    *(apps.get_model(name) for name in ("audit.AuditRow", "notifications.Mail")),
]


def everything():
    """Give every row of communications, the audit log and the outbox."""
    return rows_of(TABLES)


@contextmanager
def refused(error, match=""):
    """Expect a refusal after which every row is as it was before."""
    before = everything()
    with pytest.raises(error) as caught:
        yield caught
    assert match in str(caught.value)
    assert everything() == before
