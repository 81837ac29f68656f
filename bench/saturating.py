"""Asks as fast as a server answers: the server on one core, a client that hardly costs anything on another.

Python's own clients take more of the processor than a kept page does, so with them two quick servers look alike.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import processes

CLIENTS = 8
WARMING = 1
HEADINGS = ("page", "a second", "p50 ms", "p95 ms", "not answered")
Row = tuple[str, float, float, float, int]
_SCRIPT = """
local paths, at = {%s}, 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  local bad = summary.errors
  io.write(string.format("FOUND %%f %%f %%f %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    bad.status + bad.connect + bad.read + bad.write + bad.timeout))
end
"""
"""What wrk runs: the paths in turn, then requests a second, milliseconds, and what went wrong."""


def can_be_asked() -> str:
    """Say why nothing can be measured here, or nothing where it can."""
    if shutil.which("wrk") is None:
        return "wrk is not installed"
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - one for each side
        return "there is one core only"
    return ""


def rows(port: int, process: int, paths: dict[str, list[str]], seconds: float) -> list[Row]:
    """Give for each page its answers a second, half and 95 of 100 within which milliseconds, and how many failed.

    Eight connections kept open; each page's paths are asked in turn. The server's processes share one core meanwhile.
    """
    with _on_one_core(process):
        return [(name, *_asked(port, some, seconds)) for name, some in paths.items()]


def _asked(port: int, paths: list[str], seconds: float) -> tuple[float, float, float, int]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(_SCRIPT % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        for length in (WARMING, seconds):
            command = [
                *("taskset", "-c", "1", "wrk", "-t", "1", "-c", str(CLIENTS)),
                *("-d", f"{max(1, round(length))}s", "-s", script.name),
                *("-H", "Accept-Language: en", f"http://127.0.0.1:{port}"),
            ]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = re.search(r"^FOUND (\S+) (\S+) (\S+) (\d+)$", done.stdout, re.MULTILINE)
    if found is None:
        raise SystemExit(f"wrk said: {done.stdout}")
    rate, half, most, failed = found.groups()
    return float(rate), float(half), float(most), int(failed)


@contextmanager
def _on_one_core(process: int) -> Iterator[None]:
    """Keep a server's processes and their threads on the first core for as long as this lasts."""
    before = os.sched_getaffinity(0)
    threads = [
        int(thread.name)
        for pid in processes.tree(process)
        for thread in Path(f"/proc/{pid}/task").iterdir()
    ]
    try:
        _keep(threads, {0})
        yield
    finally:
        _keep(threads, before)


def _keep(threads: list[int], cores: set[int]) -> None:
    for thread in threads:
        try:
            os.sched_setaffinity(thread, cores)
        except ProcessLookupError:
            continue
