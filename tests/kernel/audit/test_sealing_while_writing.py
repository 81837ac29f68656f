"""Sealing while another process is in the middle of a transaction."""

import time

import pytest

from plenary.kernel.audit.recording import record
from plenary.shared.actor import SYSTEM
from tests.factories import unit
from tests.kernel.installation import PATIENCE, Installation, wait_until

SLOW_WRITER = """
import django, pathlib, time
django.setup()
from django.db import transaction
from plenary.kernel.audit.recording import record
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import SYSTEM
here = pathlib.Path({here!r})
with transaction.atomic():
    record(actor=SYSTEM, action="test.slow", subject=Organisation.objects.get())
    (here / "inside").touch()
    while not (here / "go on").exists():
        time.sleep(0.05)
"""
COMMAND = "import sys; from plenary.config.commands.audit import main; sys.exit(main([{step!r}]))"


@pytest.mark.django_db(transaction=True)
def test_a_row_of_a_transaction_that_was_open_is_sealed_later_and_counts_as_no_insertion(tmp_path):
    record(actor=SYSTEM, action="test.first", subject=unit())
    installation = Installation(tmp_path)
    writer = installation.start(SLOW_WRITER.format(here=str(tmp_path)))
    wait_until((tmp_path / "inside").exists)

    early = installation.start(COMMAND.format(step="seal"))
    time.sleep(1)
    (tmp_path / "go on").touch()
    assert writer.wait(timeout=PATIENCE) == 0
    early.wait(timeout=PATIENCE)
    assert installation.start(COMMAND.format(step="seal")).wait(timeout=PATIENCE) == 0, (
        installation.said()
    )

    assert installation.ask('SELECT SUM("rows") FROM audit_seal') == [(2,)]
    assert installation.start(COMMAND.format(step="verify")).wait(timeout=PATIENCE) == 0, (
        installation.said()
    )
