"""The worker process: a thread for each queue, and one that keeps time."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
import threading
from collections.abc import Callable

import structlog
from django.db import Error, close_old_connections, connections

from plenary.kernel.jobs import schedule, services

log = structlog.get_logger(__name__)

LEASE = dt.timedelta(seconds=60)


class WorkerProcess:
    """Runs jobs until it is told to stop.

    ``lease``: how long a silent worker counts as alive. ``interval``: seconds between two looks at
    an empty queue.
    """

    def __init__(
        self, *, queues: list[str], lease: dt.timedelta = LEASE, interval: float = 1.0
    ) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(6)}"
        self.queues = queues
        self.lease = lease
        self.interval = interval
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until ``stop``; the jobs in hand are brought to their end."""
        services.say_alive(self.name)
        threads = [threading.Thread(target=self._keep_time, name="time")]
        threads += [
            threading.Thread(target=self._work, args=(queue,), name=queue) for queue in self.queues
        ]
        for thread in threads:
            thread.start()
        log.info("worker started", worker=self.name, queues=self.queues)
        for thread in threads:
            thread.join()
        log.info("worker stopped", worker=self.name)

    def stop(self) -> None:
        """Take no further job."""
        self.stopping.set()

    def run_ready(self) -> int:
        """Do what is ready now in this thread and give the number of jobs."""
        services.say_alive(self.name)
        done = 0
        for queue in self.queues:
            while self._work_once(queue):
                done += 1
        return done

    def _keep_time(self) -> None:
        beats = max(1, int(self.lease.total_seconds() / 6))
        second = 0
        while not self.stopping.is_set():
            if second % beats == 0:
                self._surely(self._beat)
            self._surely(schedule.enqueue_due)
            second += 1
            self.stopping.wait(1)
        connections.close_all()

    def _beat(self) -> None:
        services.say_alive(self.name)
        services.reap(lease=self.lease)

    def _work(self, queue: str) -> None:
        while not self.stopping.is_set():
            busy = self._surely(lambda: self._work_once(queue))
            if busy is None:
                self.stopping.wait(self.interval)
                self._surely(lambda: services.let_go(self.name, queue))
            elif not busy:
                self.stopping.wait(self.interval)
        connections.close_all()

    def _work_once(self, queue: str) -> bool:
        taken = services.take(self.name, queue)
        if taken is None:
            return False
        services.perform(taken, self.name)
        return True

    def _surely(self, step: Callable[[], object]) -> object:
        """Do a step; none where the database was away or locked: the next round tries again."""
        close_old_connections()
        try:
            return step()
        except Error:
            log.exception("database did not answer", worker=self.name)
            return None
