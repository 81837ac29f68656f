"""A real worker process that is killed in the middle of a job, and the one that comes after it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult, get_date_max

from tests.kernel.jobs import background

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


def wait_until(is_so):
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to pass")


class Installation:
    """The test's database as other processes see it, and workers on it."""

    def __init__(self, home):
        self.home = home
        self.environment = {
            **os.environ,
            "PLENARY_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "plenary.config.settings.dev",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        if connection.vendor == "postgresql":
            of = connection.settings_dict
            account = f"{of['USER']}:{of['PASSWORD']}"
            self.environment["DATABASE_URL"] = (
                f"postgresql://{account}@{of['HOST']}:{of['PORT'] or 5432}/{of['NAME']}"
            )
        else:
            self.environment.pop("DATABASE_URL", None)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(home / "plenary.sqlite3")])

    def start_worker(self):
        code = (
            "import sys, tests.kernel.jobs.background;"
            "from plenary.config.commands.worker import main;"
            "sys.exit(main(['--lease', '3']))"
        )
        return subprocess.Popen(
            [sys.executable, "-c", code],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def results(self, path):
        table = DBTaskResult._meta.db_table
        query = f"SELECT status, worker_ids FROM {table} WHERE task_path = '{path}'"
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        with sqlite3.connect(self.home / "plenary.sqlite3", timeout=20) as database:
            rows = database.execute(query).fetchall()
        database.close()
        return rows


def put_into_queue(task, *arguments):
    DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs={"args": arguments, "kwargs": {}},
        queue_name="default",
        backend_name="default",
        run_after=get_date_max(),
    )


def kill_in_the_middle(installation, folder):
    worker = installation.start_worker()
    try:
        wait_until(lambda: (folder / "started").exists() or worker.poll() is not None)
        assert worker.poll() is None
        assert not (folder / "done").exists()
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_done_in_the_end_and_recorded_once(tmp_path):
    put_into_queue(background.write_line, str(tmp_path), PATIENCE)
    installation = Installation(tmp_path)
    path = background.write_line.module_path
    kill_in_the_middle(installation, tmp_path)
    assert [status for status, _ids in installation.results(path)] == ["RUNNING"]

    second = installation.start_worker()
    try:
        wait_until(lambda: installation.results(path)[0][0] == "SUCCESSFUL")
    finally:
        second.send_signal(signal.SIGTERM)
        ended = second.wait(timeout=PATIENCE)

    assert ended == 0
    assert len(installation.results(path)) == 1
    assert (tmp_path / "done").read_text(encoding="ascii") == "done\n"
    assert (tmp_path / "started").read_text(encoding="ascii") == str(second.pid)
