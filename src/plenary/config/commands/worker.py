"""``plenary worker``: does the work in the background, and keeps the schedule."""

from __future__ import annotations

import argparse
import datetime as dt
import signal
from types import FrameType

from plenary.config import preparation

HELP = "do the work in the background: mail, audit seals, nightly jobs"


def main(argv: list[str]) -> int:
    """Work until stopped; a second signal stops at once."""
    options = _options(argv)
    preparation.set_up()
    if not preparation.is_ready():
        return 1
    from plenary.kernel.jobs.working import WorkerProcess

    process = WorkerProcess(
        queues=options.queues.split(","), lease=dt.timedelta(seconds=options.lease)
    )
    if options.once:
        process.run_ready()
        return 0

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        process.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    process.run()
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary worker", description=HELP)
    parser.add_argument(
        "--queues", default="default,mail,webhooks", help="which queues (default: %(default)s)"
    )
    parser.add_argument(
        "--lease",
        type=float,
        default=60,
        help="seconds after which a silent worker counts as dead; the same for all workers"
        " (default: %(default)s)",
    )
    parser.add_argument("--once", action="store_true", help="do what is ready now and end")
    return parser.parse_args(argv)
