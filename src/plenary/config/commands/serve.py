"""``plenary serve``: answers requests."""

from __future__ import annotations

import argparse
import socket
from urllib.parse import urlsplit

from plenary.config import preparation
from plenary.config.terminal import FAILED, Parser, whole, words

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
REQUESTS_WAITING = 256
"""How many requests may wait for a free thread in each process before new ones are refused."""


def main(argv: list[str]) -> int:
    """Serve until stopped; refused while the database is not up to date."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    refuse_taken(options.host, options.port)
    preparation.collect_static()
    _say_where_links_lead(options.port)
    serve(host=options.host, port=options.port, workers=options.workers, threads=options.threads)
    return 0


def _say_where_links_lead(port: int) -> None:
    """Say so where links in mails lead to another port of this machine than the one that answers."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    address = urlsplit(settings.ORIGIN)
    if address.hostname in LOOPBACK and (address.port or 80) != port:
        sentence = _(
            "Links in mails lead to %(origin)s and not here: set PLENARY_ORIGIN to the address that people see,"
            " for plenary worker too."
        )
        preparation.say(sentence % {"origin": settings.ORIGIN})


def add_port(parser: Parser) -> None:
    """Let a command be told on which port to answer."""
    parser.add_argument(
        "--port",
        type=whole(1, 65535),
        default=8000,
        help=words(zh="端口（默认 %(default)s）", en="port (default: %(default)s)"),
    )


def refuse_taken(host: str, port: int) -> None:
    """Raise ``OSError`` where a program listens there already; the server itself would share the port with it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, f"{host}:{port}") from fault


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
    parser = Parser(
        prog="plenary serve",
        description=words(
            zh="在一个地址和端口上提供网页服务",
            en="answer requests on an address and port",
        ),
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help=words(zh="监听地址（默认 %(default)s）", en="address (default: %(default)s)"),
    )
    add_port(parser)
    parser.add_argument(
        "--workers",
        type=whole(1),
        default=2,
        help=words(zh="进程数（默认 %(default)s）", en="processes (default: %(default)s)"),
    )
    parser.add_argument(
        "--threads",
        type=whole(1),
        default=4,
        help=words(
            zh="每个进程的线程数（默认 %(default)s）",
            en="threads of each process (default: %(default)s)",
        ),
    )
    return parser.parse_args(argv)
