"""``plenary worker``: does the work in the background, and keeps the schedule."""

from __future__ import annotations

import argparse
import datetime as dt
import signal
from types import FrameType

from plenary.config import preparation
from plenary.config.terminal import FAILED, Parser, whole, words

QUEUES = ("default", "mail", "webhooks", "files")


def main(argv: list[str]) -> int:
    """Work until stopped; a second signal stops at once."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    from plenary.kernel.jobs.working import WorkerProcess

    process = WorkerProcess(queues=options.queues, lease=dt.timedelta(seconds=options.lease))
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
    parser = Parser(
        prog="plenary worker",
        description=words(
            zh="处理后台工作：邮件、审计封存、每夜任务",
            en="do the work in the background: mail, audit seals, nightly jobs",
        ),
    )
    parser.add_argument(
        "--queues",
        type=_queues,
        default=",".join(QUEUES),
        help=words(zh="处理哪些队列（默认 %(default)s）", en="which queues (default: %(default)s)"),
    )
    parser.add_argument(
        "--lease",
        type=whole(1),
        default=60,
        help=words(
            zh="后台进程多少秒没有动静即视为已停止；所有后台进程须一致（默认 %(default)s）",
            en="seconds after which a silent worker counts as dead; the same for all workers"
            " (default: %(default)s)",
        ),
    )
    parser.add_argument(
        "--once",
        action="store_true",
        help=words(zh="处理完眼下待办的工作即结束", en="do what is ready now and end"),
    )
    return parser.parse_args(argv)


def _queues(given: str) -> list[str]:
    """Read the names of queues; one that nothing is ever put into is refused."""
    names = [name.strip() for name in given.split(",")]
    if unknown := [name for name in names if name not in QUEUES]:
        raise argparse.ArgumentTypeError(
            words(
                zh=f"没有队列“{unknown[0]}”，可以是：{'、'.join(QUEUES)}",
                en=f"there is no queue {unknown[0]!r}; there are {', '.join(QUEUES)}",
            )
        )
    return names
