"""Plays the last ten minutes of a deadline against server and worker, and prints JSON."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import asking
import django
import figures
import processes
from arrivals import Move, Person, drawn

PASSWORD = "a sentence that nobody guesses"
PAGES = 300
WATCHED = 1.0
"""Seconds between two looks at the memory."""


def main(argv: list[str]) -> int:
    """Fill, serve, play, and print what came of it."""
    parser = argparse.ArgumentParser()
    for name, given in (("people", 300), ("entries", 1000), ("views", 5000), ("tasks", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=given)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args(argv)
    django.setup()
    from at_size import served

    people = _prepare(options)
    plans = drawn(
        people,
        entries=options.entries,
        views=options.views,
        seconds=options.minutes * 60,
        articles=PAGES,
    )
    with served() as (port, root), _working() as worker:
        one = figures.Served(port, root, os.environ["DATABASE_URL"])
        before = (*figures.spent(one), processes.processor_seconds([worker]))
        played = Playing(port, [root, worker])
        played.play(people, plans)
        after = (*figures.spent(one), processes.processor_seconds([worker]))
    spent = dict(
        zip(
            ("server", "postgresql", "worker"),
            (b - a for a, b in zip(before, after, strict=True)),
            strict=True,
        )
    )
    print(
        json.dumps(
            {
                "kinds": dict(played.seconds),
                "late": played.late,
                "faults": played.faults,
                "elapsed": played.elapsed,
                "spent": spent,
                "memory": played.memory,
                "kept": _kept(options),
            }
        )
    )
    return 0


class Playing:
    """Everybody at once, each in a thread with a connection and cookies of their own."""

    def __init__(self, port: int, roots: list[int]) -> None:
        self.port, self.roots = port, roots
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []
        self.late = 0.0
        self.elapsed = 0.0
        self.memory: list[float] = []
        self._lock = threading.Lock()
        self._is_over = threading.Event()

    def play(self, people: list[Person], plans: list[list[Move]]) -> None:
        """Let everybody make their moves at the moments that were drawn."""
        watching = threading.Thread(target=self._watch)
        watching.start()
        start = time.perf_counter() + 1
        threads = [
            threading.Thread(target=self._person, args=(person, moves, start))
            for person, moves in zip(people, plans, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.elapsed = time.perf_counter() - start
        self._is_over.set()
        watching.join()

    def _person(self, person: Person, moves: list[Move], start: float) -> None:
        browser = Browser(self.port, person)
        for move in moves:
            due = start + move.at
            time.sleep(max(0.0, due - time.perf_counter()))
            late = time.perf_counter() - due
            fault = ""
            try:
                browser.make(move)
            except (OSError, http.client.HTTPException, ValueError) as error:
                fault = f"{move.kind}: {type(error).__name__}: {error}"
                browser.leave()
            spent = time.perf_counter() - due
            with self._lock:
                self.seconds[move.kind].append(spent)
                self.late = max(self.late, late)
                if fault:
                    self.faults.append(fault)
        browser.leave()

    def _watch(self) -> None:
        """Note the most memory that server and worker shared out between them (PSS, in MB)."""
        while not self._is_over.wait(WATCHED):
            every = [pid for root in self.roots for pid in processes.tree(root)]
            held = 0.0
            for pid in every:
                with contextlib.suppress(OSError):
                    held += processes.memory(pid)[0]
            self.memory = [max(held, *self.memory)] if self.memory else [held]


def _is_ended(connection: http.client.HTTPConnection) -> bool:
    """Say whether the server has ended a connection: it does so after half a minute of silence.

    A browser sees that too, and asks over a new one.
    """
    return connection.sock is not None and bool(select.select([connection.sock], [], [], 0)[0])


class Browser:
    """One person's connection and cookies."""

    def __init__(self, port: int, person: Person) -> None:
        self.port, self.person = port, person
        self.cookies = {"csrftoken": asking.TOKEN}
        self.connection: http.client.HTTPConnection | None = None

    def leave(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def make(self, move: Move) -> None:
        """Make a move; another answer than the expected one is a fault."""
        if move.kind == "sign in":
            self._ask(move.ask.path, None, 200)
            form = {"login": self.person.email, "password": PASSWORD}
            self._ask(move.ask.path, form, 302)
            if "sessionid" not in self.cookies:
                raise ValueError("no session was given")
            return
        self._ask(move.ask.path, move.ask.form, move.ask.expected)

    def _ask(self, path: str, form: dict[str, Any] | None, expected: int) -> None:
        if self.connection is not None and _is_ended(self.connection):
            self.leave()
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-Forwarded-For": self.person.place}
        headers["Accept-Language"] = "zh-CN"
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(
            "GET" if body is None else "POST", quote(path, "/?=&"), body, headers
        )
        answer = self.connection.getresponse()
        answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (hit := re.match(r"(\w+)=([^;]*)", value)):
                self.cookies[hit[1]] = hit[2]
        if answer.status != expected:
            raise ValueError(f"{path} answered {answer.status}")


def _prepare(options: argparse.Namespace) -> list[Person]:
    import portal_filling
    from django.contrib.auth.hashers import make_password
    from filling import Shape, fill

    from plenary.config import preparation
    from plenary.contexts.governance.models import Task
    from plenary.kernel.accounts.models import User

    start = time.perf_counter()
    preparation.prepare()
    fill(Shape(options.tasks, units=options.people, is_even=True))
    portal_filling.fill(PAGES)
    User.objects.update(password=make_password(PASSWORD))
    print(f"{options.tasks} tasks ready in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    owed: dict[int, list[int]] = defaultdict(list)
    open_ones = Task.objects.filter(state="open").order_by("pk")
    for pk, unit in open_ones.values_list("pk", "lead_unit_id"):
        owed[unit].append(pk)
    return [
        Person(f"unit{unit}@example.org", unit, tuple(owed[unit]), f"10.1.{n // 250}.{n % 250 + 1}")
        for n, unit in enumerate(sorted(owed)[: options.people])
    ]


@contextlib.contextmanager
def _working() -> Iterator[int]:
    """Run the worker beside the server, as in production."""
    with subprocess.Popen([sys.executable, "-m", "plenary", "worker"], stdout=sys.stderr) as worker:
        try:
            yield worker.pid
        finally:
            worker.terminate()
            worker.wait(timeout=60)


def _kept(options: argparse.Namespace) -> int:
    """Give how many entries stand in the record that were handed in."""
    from plenary.contexts.governance.models import Progress

    return Progress.objects.count() - 3 * options.tasks


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
