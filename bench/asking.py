"""Asks a server on loopback as several signed-in people do, and notes how long each answer took."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "b" * 32
"""The CSRF token of cookie and form alike."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of somebody's."""

    path: str
    session: str = ""
    form: dict[str, object] | None = None
    expected: int = 200
    token: str = ""
    """For a program: in place of the session."""
    headers: dict[str, str] | None = None
    """What is said besides."""


@dataclass(slots=True)
class Answers:
    """What a run gave: seconds of each answer, its length, and the run's own length."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    elapsed: float = 0.0

    def quantile(self, share: float) -> float:
        """Give the milliseconds within which this share of the answers came."""
        ranked = sorted(self.seconds)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]

    @property
    def rate(self) -> float:
        """Give the answers a second."""
        return len(self.seconds) / self.elapsed

    @property
    def size(self) -> int:
        """Give the median length of an answer in bytes."""
        return round(statistics.median(self.sizes))


def run(
    port: int, ask: Callable[[], Ask], *, clients: int, seconds: float, most: int = 5000
) -> Answers:
    """Let clients ask one after the other, each on a connection kept open, until the time is up."""
    kept, lock = Answers(), threading.Lock()
    faults: list[str] = []
    end = time.perf_counter() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            while time.perf_counter() < end and not faults and len(kept.seconds) < most:
                with lock:
                    asked = ask()
                spent, size = one(connection, asked)
                with lock:
                    kept.seconds.append(spent)
                    kept.sizes.append(size)
        except (OSError, http.client.HTTPException, ValueError) as error:
            faults.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    start = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept.elapsed = time.perf_counter() - start
    if faults:
        raise SystemExit(f"a request failed: {faults[0]}")
    return kept


def one(connection: http.client.HTTPConnection, asked: Ask) -> tuple[float, int]:
    """Ask once and give the seconds and the length of the answer; another status is a fault."""
    headers = {"Accept-Language": "en", **(asked.headers or {})}
    if asked.session:
        headers["Cookie"] = f"sessionid={asked.session}; csrftoken={TOKEN}"
    if asked.token:
        headers = {"Authorization": f"Bearer {asked.token}"}
    body = None
    if asked.form is not None:
        body = urlencode({**asked.form, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    start = time.perf_counter()
    connection.request("POST" if body is not None else "GET", asked.path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    spent = time.perf_counter() - start
    if answer.status != asked.expected:
        raise ValueError(f"{asked.path} answered {answer.status}")
    return spent, len(content)
