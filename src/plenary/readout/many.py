"""Reads many files at once on all cores and gives what became of each, in the order asked for."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence

from plenary.readout.outcomes import STANDARD_INPUT, AskedLang, Outcome, Source, outcome


def outcomes(sources: Sequence[Source], lang: AskedLang) -> Generator[Outcome, None, None]:
    """Read every source on all cores; an error in one does not touch the others."""
    cores = min(_cores(), len(sources))
    if cores > 1 and not any(source.name == STANDARD_INPUT for source in sources):
        from plenary.readout.at_once import at_once  # noqa: PLC0415 - one file needs no processes

        return at_once(sources, lang, cores)
    return (outcome(source, lang) for source in sources)


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
