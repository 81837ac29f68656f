"""Takes the text out of a file in a process of its own, with limits of memory and time.

A server calls ``extract_apart``; ``python -m plenary.readout.sandbox`` is the process.
"""

from __future__ import annotations

import json
import math
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from plenary.readout.errors import ReadoutError
from plenary.readout.files import ExtractedText, read_bytes, require_size, text_of
from plenary.readout.refusals import refusal

_SECONDS_TO_START = 5.0
_KEPT_FROM_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


def extract_apart(
    data: bytes, name: str, *, seconds: float, megabytes: int, held: Sequence[int] = ()
) -> ExtractedText:
    """Give the text of a file's bytes as ``text_of`` does, in a child process.

    The child may use ``seconds`` of processor time and five seconds more by the clock, and so many
    ``megabytes`` of memory beyond what it has when it starts; it can write no file. Raises
    ``ReadoutError`` where the file is refused, and where the child runs out of time or memory or falls
    over.
    """
    require_size(data)
    limits = (str(math.ceil(seconds)), str(megabytes))
    ending = PurePath(name.replace("\0", "")).suffix[:20]
    try:
        ended = run_apart(
            __spec__.name,
            *limits,
            ending,
            data=data,
            seconds=seconds + _SECONDS_TO_START,
            held=held,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("too-slow") from error
    except OSError as error:
        raise refusal("sandbox-failed", reason=error.strerror) from error
    return _answer(ended.returncode, ended.stdout)


def run_apart(
    module: str, *told: str, data: bytes, seconds: float, held: Sequence[int] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run a module of ours as a process of its own, with ``data`` on its standard input; give how it ended.

    It gets none of the parent's environment but the path and the locale; the descriptors ``held`` stay
    open in it, so that a lock on them lasts as long as it does. Raises ``subprocess.TimeoutExpired``
    after so many ``seconds`` by the clock, and ``OSError`` where no process can be started.
    """
    return subprocess.run(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", module, *told],
        input=data,
        capture_output=True,
        timeout=seconds,
        env=clean_environment(),
        pass_fds=held,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    """Give the environment of a child process: the path and the locale, no secrets."""
    kept = {key: os.environ[key] for key in _KEPT_FROM_ENVIRONMENT if key in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**kept, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _answer(code: int, output: bytes) -> ExtractedText:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise refusal("too-slow")
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise refusal("too-much-memory" if code < 0 else "broken-file") from error
    if "error" in answer:
        raise ReadoutError(**answer["error"])
    return ExtractedText.from_json(answer["extracted"])


def limit(seconds: int, megabytes: int) -> None:
    """Bind this process for good: processor time, memory, no file written, no core dumped."""
    memory = _memory_in_use() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _memory_in_use() -> int:
    """Give the address space that this process has already, in bytes; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a kernel file
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _answer_for(ending: str) -> str:
    try:
        data = read_bytes(sys.stdin.buffer)
        return json.dumps({"extracted": text_of(data, name=ending).to_json()})
    except ReadoutError as error:
        return _error(error)
    except MemoryError:
        return _error(refusal("too-much-memory"))


def _error(error: ReadoutError) -> str:
    return json.dumps({"error": {"code": error.code, "zh": error.zh, "en": error.en}})


def main(argv: list[str]) -> int:
    """Read a file's bytes on standard input and answer with JSON on standard output."""
    seconds, megabytes, ending = argv
    limit(int(seconds), int(megabytes))
    sys.stdout.write(_answer_for(ending))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
