"""Jobs whose process is killed in the middle: the night's values, the sealing, a list, a pack; nothing lost or doubled."""

import datetime as dt

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

JOBS = (
    "import os, signal, sys, django; django.setup()\n"
    "from plenary.contexts.governance import jobs\n"
    "from plenary.contexts.governance.services import list_confirming\n"
    "from plenary.contexts.governance.services.agendas import packs\n"
    "from plenary.kernel.audit import sealing\n"
    "from plenary.kernel.measures import snapshots\n"
    "from plenary.shared import clock\n"
    "import datetime as dt\n"
    "sealing.ROWS_A_SEAL = 2\n"
    "def seal(): sealing.seal_rows()\n"
    "def keep():\n"
    "    with clock.at(dt.date(2025, 7, 4)): snapshots.keep_snapshots()\n"
    "def bring(): jobs.bring_list_in.call({paper})\n"
    "def bind(): jobs.bind_pack.call({pack})\n"
    "def or_die(module, name, at):\n"
    "    'Kill this process when the function is called so many times.'\n"
    "    was, calls = getattr(module, name), []\n"
    "    def call(*arguments, **named):\n"
    "        calls.append(1)\n"
    "        if len(calls) == at: os.kill(os.getpid(), signal.SIGKILL)\n"
    "        return was(*arguments, **named)\n"
    "    setattr(module, name, call)\n"
)
KILLED = (
    f"{JOBS}"
    "points = [(seal, sealing, '_seal', 2), (keep, snapshots, '_keep', 2),\n"
    "          (bring, list_confirming, 'record', 2), (bind, packs, 'notify', 1)]\n"
    "for job, *point in points:\n"
    "    child = os.fork()\n"
    "    if not child:\n"
    "        or_die(*point); job(); os._exit(1)\n"
    "    ended = os.waitpid(child, 0)[1]\n"
    "    if not os.WIFSIGNALED(ended) or os.WTERMSIG(ended) != signal.SIGKILL: sys.exit(2)\n"
)
AGAIN = f"{JOBS}for job in (seal, keep, bring, bind, seal, keep, bring, bind): job()\n"


@pytest.mark.django_db(transaction=True)
def test_what_was_killed_half_way_is_done_once_in_the_end(tmp_path):
    unit(name_zh="区商务局")
    account = grant_role(user(language="en"), "office")
    rows = [[str(n), f"第{n}项工作", "区商务局", "", "2027-06-30", "", ""] for n in (1, 2, 3)]
    paper = services.start_list_import(
        actor=account.actor, file=upload([HEAD, *rows]), body_id=body().pk
    )
    queue(account, paper)
    topic = agenda_records.accepted(agenda_records.planned())
    pack = agendas.ask_pack(actor=account.actor, meeting_id=topic.meeting_id, lang="zh")
    with clock.at(dt.date(2025, 7, 2)):
        keep_snapshots()
    days.settle(KEEPING, on=dt.date(2025, 7, 1))
    of = {"{paper}": str(paper.pk), "{pack}": str(pack.pk)}
    killed, again = KILLED, AGAIN
    for name, pk in of.items():
        killed, again = killed.replace(name, pk), again.replace(name, pk)
    installation = Installation(tmp_path)

    def state():
        return (
            installation.ask("SELECT COUNT(*) > 1 FROM audit_seal")[0][0],
            installation.ask('SELECT COUNT(DISTINCT "on") FROM measures_measuresnapshot')[0][0],
            installation.ask("SELECT COUNT(*) FROM governance_task")[0][0],
            installation.ask("SELECT state FROM governance_listimport")[0][0],
            installation.ask("SELECT state FROM governance_meetingpack")[0][0],
        )

    assert installation.start(killed).wait() == 0
    assert installation.ask("SELECT COUNT(*) FROM audit_seal") == [(1,)]
    assert state() == (False, 2, 0, "doing", "waiting")
    assert installation.start(again).wait() == 0

    assert state() == (True, 3, 3, "done", "ready")
    twice = """SELECT COUNT(*) FROM governance_listentry UNION ALL
        SELECT COUNT(*) FROM notifications_notification WHERE kind = 'governance.pack.bound'
        UNION ALL SELECT COUNT(*) FROM audit_auditrow WHERE action = 'governance.pack.bound'"""
    assert installation.ask(twice) == [(3,), (1,), (1,)]
    last = installation.ask("SELECT MAX(last_row_id), SUM(rows) FROM audit_seal")[0]
    rows = f"SELECT COUNT(*) FROM audit_auditrow WHERE id <= {last[0]}"
    assert installation.ask(rows) == [(last[1],)]
