"""Reads many files at once in processes of their own."""

from __future__ import annotations

import signal
from collections.abc import Generator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

from plenary.readout.outcomes import AskedLang, Outcome, Source, outcome
from plenary.readout.refusals import refusal


def at_once(
    sources: Sequence[Source], lang: AskedLang, cores: int
) -> Generator[Outcome, None, None]:
    """Read in processes; when one of them is lost, what was not read yet is read file by file."""
    with _pool(cores) as pool:
        try:
            waiting = [(source, pool.submit(outcome, source, lang)) for source in sources]
            for source, future in waiting:
                if isinstance(future.exception(), BrokenExecutor):
                    yield _alone(source, lang)
                else:
                    yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(source: Source, lang: AskedLang) -> Outcome:
    """Read one source in a process of its own, which no other file can bring down."""
    with _pool(1) as pool:
        try:
            return pool.submit(outcome, source, lang).result()
        except BrokenExecutor:
            return Outcome(source, error=refusal("worker-lost"))


def _pool(cores: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(cores, initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
