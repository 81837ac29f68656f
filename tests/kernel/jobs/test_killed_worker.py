"""A real worker process that is killed in the middle of a job, and the one that comes after it."""

import signal

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from tests.kernel.installation import PATIENCE, Installation, wait_until
from tests.kernel.jobs import background

WORKER = (
    "import sys, tests.kernel.jobs.background;"
    "from plenary.config.commands.worker import main;"
    "sys.exit(main(['--lease', '3']))"
)


def put_into_queue(task, *arguments):
    DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs={"args": arguments, "kwargs": {}},
        queue_name="default",
        backend_name="default",
        run_after=get_date_max(),
    )


def states(installation):
    table, path = DBTaskResult._meta.db_table, background.write_line.module_path
    rows = installation.ask(f"SELECT status FROM {table} WHERE task_path = '{path}'")
    return [status for (status,) in rows]


def kill_in_the_middle(installation, folder):
    worker = installation.start(WORKER)
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
    kill_in_the_middle(installation, tmp_path)
    assert states(installation) == ["RUNNING"]

    second = installation.start(WORKER)
    try:
        wait_until(lambda: states(installation) == ["SUCCESSFUL"])
    finally:
        second.send_signal(signal.SIGTERM)
        ended = second.wait(timeout=PATIENCE)

    assert ended == 0
    assert states(installation) == ["SUCCESSFUL"]
    assert (tmp_path / "done").read_text(encoding="ascii") == "done\n"
    assert (tmp_path / "started").read_text(encoding="ascii") == str(second.pid)
