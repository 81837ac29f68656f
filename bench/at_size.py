"""Measures one size in a process of its own: fills, starts the server, asks, prints JSON."""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator

import cluster
import django
import processes


def main(argv: list[str]) -> int:
    """Measure and print; the progress goes to stderr."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--only", default="")
    parser.add_argument("--entries", type=int, default=3)
    parser.add_argument("--fill", action="store_true")
    options = parser.parse_args(argv)
    django.setup()
    filled = _prepare(options.size, options.entries, is_new=options.fill)
    from measuring import Bench

    with served() as (port, root):
        bench = Bench(
            port=port,
            server=root,
            seconds=options.seconds,
            clients=[int(count) for count in options.clients.split(",")],
            only=tuple(name for name in options.only.split(",") if name),
        )
        rows, jobs = bench.rows(), bench.jobs()
        workers = [pid for pid in processes.tree(root)[1:] if processes.memory(pid)[0] > 1]
        memory = [processes.memory(pid) for pid in workers]
    print(json.dumps({"rows": rows, "jobs": jobs, "memory": memory, "filled": filled}))
    return 0


def _prepare(size: int, entries: int, *, is_new: bool) -> float:
    from plenary.config import preparation

    start = time.perf_counter()
    preparation.prepare()
    if is_new:
        from filling import Shape, fill

        fill(Shape(size, entries=entries))
    else:
        _refuse_half(size)
    spent = time.perf_counter() - start
    print(f"{size} tasks ready in {spent:.0f} s", file=sys.stderr)
    return spent


def _refuse_half(size: int) -> None:
    """End where a database that was kept holds less than its name says: its filling broke off."""
    from plenary.contexts.governance.models import Task

    found = Task.objects.count()
    if found < size:
        raise SystemExit(f"the database for {size} tasks holds {found}: drop it to have it filled")


@contextlib.contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Start the production server with two workers; give its port and process."""
    import http.client

    port = cluster.free_port()
    command = [sys.executable, "-m", "plenary", "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, stdout=sys.stderr) as server:
        try:
            for _attempt in range(120):
                if server.poll() is not None:
                    raise SystemExit("the server did not start")
                with contextlib.suppress(OSError):
                    probe = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                    probe.request("GET", "/accounts/sign-in/")
                    probe.getresponse().read()
                    break
                time.sleep(0.5)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
