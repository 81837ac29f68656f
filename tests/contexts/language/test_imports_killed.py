"""Long files of terms and the worker: killed with SIGKILL in each of its tries, and taking turns with other jobs."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test.utils import override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from plenary.contexts.language import jobs
from plenary.contexts.language.models import TermImport
from plenary.contexts.language.services import approving, importing, reading
from plenary.kernel.jobs.working import WorkerProcess
from plenary.shared import clock
from tests.contexts.language import factories as made
from tests.contexts.language.test_imports import HEAD, read, to_its_end
from tests.kernel.installation import Installation
from tests.kernel.jobs import background

ROWS = 7
LONG = HEAD + "".join(f",词{n},Word {n},,\n" for n in range(ROWS))
PARENT = """
import datetime as dt, json, os, signal, sys, django; django.setup()
import time_machine
from django.conf import settings
from django.db import connections
from plenary.contexts.language import jobs
from plenary.contexts.language.models import Term, TermImport
from plenary.contexts.language.services import approving, importing
from plenary.kernel.accounts.models import User
from plenary.kernel.jobs import declaring, services
from plenary.kernel.jobs.working import WorkerProcess
importing.AT_ONCE = approving.AT_ONCE = 4; importing.BATCH = approving.BATCH = 3; jobs.PAUSE = 0
declaring.BACK_OFF = (dt.timedelta(0),)
file, who, approver = {file}, {who}, {approver}
def work():
    services.reap(lease=dt.timedelta(0)); WorkerProcess(queues=["default"]).run_ready()
def killed(module, name, batches):
    connections.close_all()
    child = os.fork()
    if not child:
        was, calls = getattr(module, name), []
        def or_die(*given, **named):
            calls.append(1)
            if len(calls) > batches: os.kill(os.getpid(), signal.SIGKILL)
            return was(*given, **named)
        setattr(module, name, or_die)
        work(); os._exit(1)
    ended = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(ended) or os.WTERMSIG(ended) != signal.SIGKILL: sys.exit(2)
def killed_in_every_try(module, name):
    for batches in (1, 0, 0): killed(module, name, batches)
    services.reap(lease=dt.timedelta(0))
    note(); jobs.see_to_left_files.call(); note()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        jobs.see_to_left_files.call()
    note()
told = []
def note():
    found = TermImport.objects.get(pk=file)
    states = sorted(Term.objects.filter(brought_in=found).values_list("state", flat=True))
    told.append([found.state, found.read, found.counts, found.faults, states])
def promise():
    actor = User.objects.get(pk=who).actor
    importing.confirm_import(actor=actor, import_id=file, seen_version=None)
    jobs.bring_in_terms.enqueue(import_id=file)
def promise_approval():
    approving.promise_approval(actor=User.objects.get(pk=approver).actor, import_id=file)
    jobs.approve_terms.enqueue(import_id=file, user_id=approver)
promise(); killed_in_every_try(importing, "_write")
promise(); work(); note()
promise_approval(); killed_in_every_try(approving, "_put_in_force")
promise_approval(); work(); note()
open({after}, "w").write(json.dumps(told))
"""
"""One process that has its workers killed, three for each promise, and then lets one live."""


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_file_whose_worker_dies_in_every_try_says_how_far_it_came_and_goes_on(
    tmp_path, monkeypatch
):
    translator, editor = made.translator(name="Tan"), made.editor(name="Edda")
    found = read(translator.actor, LONG)
    after = tmp_path / "after.json"
    code = PARENT.replace("{file}", str(found.pk)).replace("{who}", str(translator.pk))
    code = code.replace("{approver}", str(editor.pk)).replace("{after}", repr(str(after)))

    assert Installation(tmp_path).start(code).wait() == 0

    stuck, young, left, done, *approval = json.loads(after.read_text("ascii"))
    proposed, approved = ["proposed"], ["approved"]
    assert (stuck[:2], stuck[4]) == (["doing", 3], proposed * 3)
    assert young == stuck, "a step of a moment ago may still be somebody's"
    assert left[:1] == ["preview"]
    assert left[2] == {"new": 4, "changed": 0, "unchanged": 0, "refused": 0, "brought_in": 3}
    assert left[3] == [["left", {}], ["part-done", {"number": 3}]]
    assert (done[0], done[2]["new"], done[4]) == ("done", ROWS, proposed * ROWS)
    stuck, _young, left, done = approval
    assert (stuck[:2], stuck[4]) == (["approval", 3], approved * 3 + proposed * 4)
    assert left[0] == "done"
    assert left[3] == [["left", {}], ["approved", {"approved": 3, "left": 4}]]
    assert (done[0], done[4]) == ("done", approved * ROWS)
    assert done[3] == [["approved", {"approved": 4, "left": 0}]]


@pytest.mark.django_db
def test_whatever_waits_has_its_turn_between_two_batches_of_a_long_file(monkeypatch):
    translator = made.translator(name="Tan")
    for name, value in (("AT_ONCE", 4), ("BATCH", 3)):
        monkeypatch.setattr(importing, name, value)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    order, write = [], importing._write

    def write_down(*given):
        order.append("batch")
        return write(*given)

    monkeypatch.setattr(importing, "_write", write_down)
    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    backend = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    with override_settings(TASKS={"default": backend}):
        jobs.bring_in_terms.enqueue(import_id=found.pk)
        background.remind.enqueue()
        monkeypatch.setattr(background, "REMINDED", order)
        WorkerProcess(queues=["default"]).run_ready()

    assert order == ["batch", "reminder", "batch", "batch"]
    assert TermImport.objects.get().state == "done"
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 2


@pytest.mark.django_db
def test_a_file_that_was_broken_off_counts_what_is_left_and_offers_to_go_on(client, monkeypatch):
    translator = made.translator(name="Tan")
    for name, value in (("AT_ONCE", 4), ("BATCH", 3)):
        monkeypatch.setattr(importing, name, value)
    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    last = importing.bring_in_batch(import_id=found.pk, verdict="new", after=0)
    importing.release_import(import_id=found.pk, fault=("left", {}))
    client.force_login(translator)
    address = found.get_absolute_url()

    shown = client.get(f"{address}?show=new").content.decode()
    done = client.get(f"{address}?show=brought_in").content.decode()

    assert last == 4
    assert "Go on from here: nothing is done twice." in shown
    assert ("Word 2" in shown, "Word 3" in shown) == (False, True)
    assert ("Word 2" in done, "Word 3" in done) == (True, False)
    assert "<b>4</b><span>new</span>" in shown
    assert "<b>3</b><span>brought in</span>" in shown
    assert "Go on</button>" in shown


@pytest.mark.django_db
def test_a_short_rest_of_a_file_comes_in_though_one_of_its_entries_was_changed_meanwhile(
    client, monkeypatch
):
    translator = made.translator(name="Tan")
    for name, value in (("AT_ONCE", 4), ("BATCH", 3)):
        monkeypatch.setattr(importing, name, value)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    importing.bring_in_batch(import_id=found.pk, verdict="new", after=0)
    importing.release_import(import_id=found.pk, fault=("left", {}))
    found.refresh_from_db()
    client.force_login(translator)
    made.approved(name_zh="词4", name_en="Other", profile="", domain="")
    address = reverse("language:import-confirm", args=[found.pk])

    client.post(address, {"seen_version": found.version})
    assert to_its_end(jobs.bring_in_terms, found.pk) == "done"

    found.refresh_from_db()
    assert found.terms.count() == ROWS - 1
    refused = found.rows.get(verdict="refused")
    assert (refused.number, refused.faults) == (6, [["changed-meanwhile", {}]])


@pytest.mark.django_db
def test_a_file_that_was_never_read_to_its_end_says_so():
    since = clock.now() - dt.timedelta(minutes=11)
    found = TermImport.objects.create(name="a.csv", kind="csv", read=1500, added_at=since)

    assert jobs.see_to_left_files.call() == 1

    found.refresh_from_db()
    assert found.state == "failed"
    assert found.faults == [["left-unread", {"read": 1500}]]
    assert jobs.see_to_left_files.call() == 0


def locked_once(monkeypatch, module, name, *, at):
    """Have the database locked when a function is called for the n-th time, and only then."""
    was, calls = getattr(module, name), []

    def locked(*given, **named):
        calls.append(1)
        if len(calls) == at:
            raise OperationalError("database is locked")
        return was(*given, **named)

    monkeypatch.setattr(module, name, locked)


@pytest.mark.django_db
def test_a_locked_database_is_no_mistake_of_plenary_but_tried_again(monkeypatch):
    translator, editor = made.translator(name="Tan"), made.editor(name="Edda")
    for module in (importing, approving):
        monkeypatch.setattr(module, "AT_ONCE", 4)
        monkeypatch.setattr(module, "BATCH", 3)
    monkeypatch.setattr(jobs, "PAUSE", 0)
    for module, name, at in (
        (reading, "_lay_out", 1),
        (importing, "_write", 2),
        (approving, "_put_in_force", 2),
    ):
        locked_once(monkeypatch, module, name, at=at)
    data = LONG.encode()
    found = reading.start_import(actor=translator.actor, name="a.csv", data=data)

    def tried(task, *arguments):
        with pytest.raises(OperationalError):
            to_its_end(task, *arguments)
        found.refresh_from_db()
        kept = (found.state, found.read, found.faults)
        assert to_its_end(task, *arguments) in {"preview", "done"}
        return kept

    assert tried(jobs.read_terms, found.pk) == ("reading", 0, [])
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    assert tried(jobs.bring_in_terms, found.pk) == ("doing", 3, [])
    approving.promise_approval(actor=editor.actor, import_id=found.pk)
    assert tried(jobs.approve_terms, found.pk, editor.pk) == ("approval", 3, [])
    assert set(found.terms.values_list("state", flat=True)) == {"approved"}
    assert found.terms.count() == ROWS


@pytest.mark.django_db
def test_a_short_file_that_meets_a_locked_database_is_read_and_brought_in_by_a_job(
    client, monkeypatch
):
    client.force_login(made.translator(name="Tan"))
    locked_once(monkeypatch, reading, "_lay_out", at=1)
    locked_once(monkeypatch, importing, "_write", at=1)

    upload = SimpleUploadedFile("a.csv", LONG.encode())
    client.post(reverse("language:import-new"), {"upload": upload})
    found = TermImport.objects.get()
    client.post(
        reverse("language:import-confirm", args=[found.pk]), {"seen_version": found.version}
    )

    found.refresh_from_db()
    assert (found.state, found.faults, found.terms.count()) == ("done", [], ROWS)
