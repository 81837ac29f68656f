"""Jobs whose process is killed in the middle: the night's values, the sealing, a list, a pack; nothing lost or doubled."""

import datetime as dt
import json

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.services import agendas
from plenary.kernel.jobs import days
from plenary.kernel.measures.snapshots import KEEPING, keep_snapshots
from plenary.shared import clock
from tests.contexts.governance import agenda_records
from tests.contexts.governance.list_files import HEAD, upload
from tests.contexts.governance.test_long_lists import queue
from tests.factories import body, grant_role, unit, user
from tests.kernel.installation import Installation

JOBS = """
import datetime as dt, json, os, signal, sys, django; django.setup()
from django.db import connection
from plenary.contexts.governance import jobs
from plenary.contexts.governance.services import list_confirming
from plenary.contexts.governance.services.agendas import packs
from plenary.kernel.audit import sealing
from plenary.kernel.measures import snapshots
from plenary.shared import clock
sealing.ROWS_A_SEAL = 2
def seal(): sealing.seal_rows()
def keep():
    with clock.at(dt.date(2025, 7, 4)): snapshots.keep_snapshots()
def bring(): jobs.bring_list_in.call({paper})
def bind(): jobs.bind_pack.call({pack})
def die_at(call, module, name):
    was, calls = getattr(module, name), []
    def or_die(*arguments, **named):
        calls.append(1)
        if len(calls) == call: os.kill(os.getpid(), signal.SIGKILL)
        return was(*arguments, **named)
    setattr(module, name, or_die)
points = [(seal, 2, sealing, "_seal"), (keep, 2, snapshots, "_keep"),
          (bring, 2, list_confirming, "record"), (bind, 1, packs, "notify")]
for job, *point in points:
    child = os.fork()
    if not child:
        die_at(*point); job(); os._exit(1)
    ended = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(ended) or os.WTERMSIG(ended) != signal.SIGKILL: sys.exit(2)
with connection.cursor() as cursor:
    found = []
    for question in {questions}:
        cursor.execute(question); found.append(cursor.fetchone()[0])
open({after}, "w").write(json.dumps(found))
for job in (seal, keep, bring, bind, seal, keep, bring, bind): job()
"""
"""One process that has its children killed, one job after the other, and then does all of it twice."""
QUESTIONS = [
    "SELECT COUNT(*) FROM audit_seal",
    'SELECT COUNT(DISTINCT "on") FROM measures_measuresnapshot',
    "SELECT COUNT(*) FROM governance_task",
    "SELECT state FROM governance_listimport",
    "SELECT state FROM governance_meetingpack",
]


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_what_was_killed_half_way_is_done_once_in_the_end(tmp_path):
    unit(name_zh="区商务局")
    account = grant_role(user(language="en"), "office")
    rows = [[str(n), f"第{n}项工作", "区商务局", "", "2027-06-30", "", ""] for n in (1, 2, 3)]
    paper = services.start_list_import(
        actor=account.actor, file=upload([HEAD, *rows]), body_id=body().pk
    )
    queue(account, paper)
    hearing = agenda_records.kind()
    topic = agenda_records.accepted(agenda_records.planned(), kind_id=hearing.pk)
    pack = agendas.ask_pack(actor=account.actor, meeting_id=topic.meeting_id, lang="zh")
    with clock.at(dt.date(2025, 7, 2)):
        keep_snapshots()
    days.settle(KEEPING, on=dt.date(2025, 7, 1))
    installation, after = Installation(tmp_path), tmp_path / "after.json"
    code = JOBS.replace("{paper}", str(paper.pk)).replace("{pack}", str(pack.pk))
    code = code.replace("{questions}", repr(QUESTIONS)).replace("{after}", repr(str(after)))

    assert installation.start(code).wait() == 0, installation.said()

    assert json.loads(after.read_text("ascii")) == [1, 2, 0, "doing", "waiting"]
    _seals, *done = [installation.ask(question)[0][0] for question in QUESTIONS]
    assert done == [3, 3, "done", "ready"]
    twice = """SELECT COUNT(*) FROM governance_listentry UNION ALL
        SELECT COUNT(*) FROM notifications_notification WHERE kind = 'governance.pack.bound'
        UNION ALL SELECT COUNT(*) FROM audit_auditrow WHERE action = 'governance.pack.bound'"""
    assert installation.ask(twice) == [(3,), (1,), (1,)]
    last = installation.ask("SELECT MAX(last_row_id), SUM(rows) FROM audit_seal")[0]
    rows = f"SELECT COUNT(*) FROM audit_auditrow WHERE id <= {last[0]}"
    assert installation.ask(rows) == [(last[1],)]
