"""Jobs that the tests run in worker processes of their own."""

import os
import time
from pathlib import Path
from typing import Any

from plenary.kernel.jobs.declaring import again, job


@job(tries=3)
def write_line(folder: str, seconds: float) -> str:
    """Say that it started, take its time the first time, then write one line."""
    here = Path(folder)
    is_first = not (here / "started").exists()
    (here / "started").write_text(str(os.getpid()), encoding="ascii")
    if is_first:
        time.sleep(seconds)
    (here / "done").write_text("done\n", encoding="ascii")
    return "written"


@job()
def write_line_once(folder: str, seconds: float) -> str:
    """Do the same, but never twice."""
    return write_line.func(folder, seconds)


@job(tries=3)
def fail() -> None:
    """Fail each time."""
    raise ValueError("no luck")


@job(tries=2)
def succeed(number: int) -> int:
    """Give the number back."""
    return number + 1


REMINDED: list[str] = []


@job()
def remind() -> None:
    """Write down that it was done."""
    REMINDED.append("reminder")


@job(tries=2)
def count_up(folder: str, number: int = 0) -> dict[str, Any] | int:
    """Count to three, a piece at a time; fail once at each."""
    tried = Path(folder, f"tried-{number}")
    if not tried.exists():
        tried.touch()
        raise ValueError("not yet")
    return again(folder=folder, number=number + 1) if number < 3 else number
