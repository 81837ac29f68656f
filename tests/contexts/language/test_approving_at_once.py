"""Two people who approve the same entry at the same moment, in two processes."""

import pytest

from plenary.kernel.audit.models import AuditRow
from tests.contexts.language import factories as made
from tests.kernel.installation import PATIENCE, Installation, wait_until

APPROVER = """
import django, pathlib, time
django.setup()
from plenary.contexts.language.services.deciding import approve_term
from plenary.shared.actor import Actor
from plenary.shared.errors import Stale
here = pathlib.Path({here!r})
actor = Actor(user_id={who}, name="Editor {who}", roles=frozenset({{"editor"}}))
(here / "ready-{who}").touch()
while not (here / "go on").exists():
    time.sleep(0.01)
try:
    approve_term(actor=actor, term_id={term}, seen_version=1)
    said = "approved"
except Stale as stale:
    said = str(stale)
(here / "said-{who}").write_text(said, encoding="utf-8")
"""


@pytest.mark.django_db(transaction=True)
def test_one_wins_and_the_other_is_told_so(tmp_path):
    term = made.proposal(made.translator().actor)
    installation = Installation(tmp_path)
    approvers = [
        installation.start(APPROVER.format(here=str(tmp_path), who=who, term=term.pk))
        for who in (501, 502)
    ]
    wait_until(lambda: len(list(tmp_path.glob("ready-*"))) == len(approvers))

    (tmp_path / "go on").touch()

    assert [one.wait(timeout=PATIENCE) for one in approvers] == [0, 0]
    said = sorted(one.read_text(encoding="utf-8") for one in tmp_path.glob("said-*"))
    assert said[1] == "approved"
    assert "approved this entry already" in said[0]
    label = AuditRow._meta.db_table
    asked = f"SELECT COUNT(*) FROM {label} WHERE action = 'language.term.approved'"
    assert installation.ask(asked) == [(1,)]
