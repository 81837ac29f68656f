"""However many files are handed in at once, only so many are read at once."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenary.contexts.governance.models import Reading
from plenary.contexts.language.exchange.apart import rows_apart
from plenary.shared import slots
from plenary.shared.slots import Busy, parser_slot
from tests.architecture.test_house import modules_in_which
from tests.factories import grant_role, user
from tests.workspace.spreadsheet.files import xlsx

HOLD = """
import fcntl, os, sys, time
slot = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(slot, fcntl.LOCK_EX)
if len(sys.argv) > 2:
    import subprocess
    child = subprocess.Popen(["sleep", "60"], pass_fds=[slot])
    print(child.pid, flush=True)
else:
    print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    settings.PARSERS_AT_ONCE = 2
    monkeypatch.setattr(slots, "PATIENCE", 0.2)
    (tmp_path / "slots").mkdir()
    return tmp_path


@pytest.fixture
def elsewhere(home):
    """Hold slots from processes of their own."""
    holders = []

    def hold(number, *more):
        path = home / "slots" / f"parser-{number}"
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), *more], stdout=subprocess.PIPE, text=True
        )
        holders.append(holder)
        return holder, holder.stdout.readline().strip()

    yield hold
    for holder in holders:
        holder.kill()
        holder.wait()
        holder.stdout.close()


@pytest.fixture
def office_client(db):
    client = Client()
    client.force_login(grant_role(user(), "office"))
    return client


def hand_in(client):
    file = SimpleUploadedFile("a.txt", "会议要求，要抓好落实。".encode())
    return client.post("/readings/new/", {"file": file, "text": ""})


def test_no_more_than_the_slots_are_held_at_once_by_many_threads():
    now, most, lock = 0, 0, threading.Lock()

    def hold(_number):
        nonlocal now, most
        with parser_slot(patience=20):
            with lock:
                now += 1
                most = max(most, now)
            time.sleep(0.02)
            with lock:
                now -= 1
        return True

    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(hold, range(24)))

    assert all(done)
    assert most == 2


def test_who_finds_no_slot_free_is_told_so_after_a_short_wait(elsewhere):
    elsewhere(0)
    elsewhere(1)
    began = time.monotonic()

    with pytest.raises(Busy), parser_slot(patience=0.2):
        pass

    assert time.monotonic() - began < 20, "and not for the minute that the slots are held"


def test_a_slot_comes_free_when_its_process_is_killed(elsewhere):
    holder, _said = elsewhere(0)
    elsewhere(1)
    holder.kill()
    holder.wait()

    with parser_slot(patience=2) as slot:
        assert slot > 0


def test_a_slot_stays_taken_while_the_child_of_a_killed_process_still_reads(elsewhere):
    holder, child = elsewhere(0, "with a child")
    elsewhere(1)
    holder.kill()
    holder.wait()
    try:
        with pytest.raises(Busy), parser_slot(patience=0.2):
            pass
    finally:
        subprocess.run(["kill", child], check=True)

    with parser_slot(patience=5) as slot:
        assert slot > 0


def test_a_reading_is_refused_in_plain_words_and_nothing_is_stored(office_client, elsewhere):
    elsewhere(0)
    elsewhere(1)

    answer = hand_in(office_client)

    assert answer.status_code == 503
    assert "reading other files" in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_pasted_text_needs_no_slot(office_client, elsewhere):
    elsewhere(0)
    elsewhere(1)

    answer = office_client.post("/readings/new/", {"text": "The meeting required steady work."})

    assert answer.status_code == 302


def test_a_reading_goes_on_while_one_slot_is_free(office_client, elsewhere):
    elsewhere(0)

    assert hand_in(office_client).status_code == 302


def test_a_spreadsheet_is_refused_in_plain_words(db, elsewhere):
    client = Client()
    client.force_login(grant_role(user(), "administrator"))
    elsewhere(0)
    elsewhere(1)
    file = SimpleUploadedFile("units.xlsx", xlsx(Units=[["Code"], ["a"]]))

    answer = client.post("/directory/import/", {"upload": file})

    assert answer.status_code == 503
    assert "reading other files" in answer.content.decode()


def test_wherever_a_file_is_read_apart_a_slot_is_held():
    def reads_without(text):
        starts = "extract_apart(" in text and "def extract_apart" not in text
        return (starts or "import clean_environment" in text) and "parser_slot" not in text

    assert modules_in_which(reads_without) == []


def test_a_file_of_terms_is_refused_in_plain_words(elsewhere):
    elsewhere(0)
    elsewhere(1)

    with pytest.raises(Busy):
        next(rows_apart(b"name_zh,name_en\n", "csv", seconds=5, megabytes=100, patience=0.2))
