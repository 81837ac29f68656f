"""Our own child processes, run in the test's process: a Python that starts costs half a second of it.

What they are asked and how they answer is the same; only their limits are not set. The tests of the
processes themselves, and of what strangers may do to them, start them.
"""

import contextlib
import io
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from types import SimpleNamespace
from unittest import mock

from plenary.contexts.language.exchange import apart as terms
from plenary.readout import sandbox

LIMITS = "limit", "bind"
"""What a child binds itself with, for good."""


@contextlib.contextmanager
def run_here():
    """Let no child of ours be started as a process."""
    known = {"PIPE": subprocess.PIPE, "DEVNULL": subprocess.DEVNULL}
    failures = {"TimeoutExpired": subprocess.TimeoutExpired}
    with (
        mock.patch.object(sandbox, "subprocess", SimpleNamespace(run=_run, **failures)),
        mock.patch.object(terms, "subprocess", SimpleNamespace(Popen=_Child, **known)),
    ):
        yield


@contextlib.contextmanager
def run_apart():
    """Start them as processes, as a server does."""
    with (
        mock.patch.object(sandbox, "subprocess", subprocess),
        mock.patch.object(terms, "subprocess", subprocess),
    ):
        yield


def _run(command, *, input, **_bounds):
    code, answer, said = _ended(command, input)
    return subprocess.CompletedProcess(command, code, answer, said)


class _Child:
    """A process that is talked with: it has answered once all that it reads is written."""

    def __init__(self, command, **_bounds):
        self.command = command
        self.stdin = SimpleNamespace(write=self._read, close=lambda: None)
        self.stdout = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        self.stdout.close()

    def _read(self, data):
        self.code, answer, _said = _ended(self.command, data)
        self.stdout.write(answer)
        self.stdout.seek(0)

    def wait(self):
        return self.code

    def kill(self):
        """It has ended."""


def _ended(command, data):
    """Give how a module of ours ends, what it answers, and what it says of its failure."""
    _python, _m, name, *told = command
    module = import_module(name)
    answer = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.ExitStack() as stack:
        for limit in LIMITS:
            if hasattr(module, limit):
                stack.enter_context(mock.patch.object(module, limit))
        stack.enter_context(mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))))
        stack.enter_context(contextlib.redirect_stdout(answer))
        try:
            code, said = module.main(told), b""
        except Exception:  # noqa: BLE001 - a process ends of whatever it does not take
            code, said = 1, traceback.format_exc().encode()
    return code, answer.buffer.getvalue(), said
