"""Binds a child process that reads what strangers send: little memory, little time, no file written."""

from __future__ import annotations

import resource
from pathlib import Path


def bind(*, seconds: int, megabytes: int) -> None:
    """Bind this process for good: processor time, memory beyond what it has, no file, no core dumped.

    The reader of readouts has its own (``readout.sandbox``), since it stands without Plenary; a child
    that needs only this starts three times as quickly without the reader.
    """
    memory = _memory_in_use() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _memory_in_use() -> int:
    """Give the address space that this process has already, in bytes; 0 where that cannot be told."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.split()[0]) * resource.getpagesize()
