"""``plenary serve``: answers requests."""

from __future__ import annotations

import argparse

from plenary.config import preparation

HELP = "answer requests on an address and port"
REQUESTS_WAITING = 256
"""How many requests may wait for a free thread in each process before new ones are refused."""


def main(argv: list[str]) -> int:
    """Serve until stopped; refused while the database is not up to date."""
    options = _options(argv)
    preparation.set_up()
    if not preparation.is_ready():
        return 1
    preparation.collect_static()
    serve(host=options.host, port=options.port, workers=options.workers, threads=options.threads)
    return 0


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Run the server in this process and its workers until it is stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "plenary.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=REQUESTS_WAITING,
        respawn_failed_workers=True,
        websockets=False,
        workers_kill_timeout=20,
    ).serve()


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary serve", description=HELP)
    parser.add_argument("--host", default="127.0.0.1", help="address (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument(
        "--threads", type=int, default=4, help="threads of each process (default: %(default)s)"
    )
    return parser.parse_args(argv)
