"""``plenary demo``: shows the example on this machine, with a worker beside the server."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from plenary.config import preparation
from plenary.config.commands.serve import add_port, refuse_taken, serve
from plenary.config.terminal import Parser, words

LOOPBACK = "127.0.0.1"
"""The demo signs anybody in who picks a role, so it answers this machine only."""
PLACES: dict[str, dict[str, str]] = {
    "cn-district": {},
    "city-council": {
        "PLENARY_HOME": "var/city-council",
        "PLENARY_CALENDAR": "GB-ENG",
        "PLENARY_TIME_ZONE": "Europe/London",
    },
}
"""Where each practice's demo lies and by which clock it works, unless the environment says otherwise."""


def main(argv: list[str]) -> int:
    """Prepare, load the demo once, and serve it until stopped."""
    options = _options(argv)
    os.environ["PLENARY_DEMO"] = "1"
    if options.profile:
        choose(options.profile)
    os.environ.setdefault("PLENARY_ORIGIN", f"http://{LOOPBACK}:{options.port}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "plenary.config.settings.dev"
    if not options.load_only:
        refuse_taken(LOOPBACK, options.port)
    preparation.set_up()
    preparation.make_tables()
    if not _load():
        return 1
    if options.load_only:
        return 0
    from plenary.config.demo.going import keep_going

    keep_going()
    return _serve(options.port)


def choose(profile: str) -> None:
    """Let the demo be of this practice, at its place and by its clock unless others were set."""
    os.environ["PLENARY_PROFILE"] = profile
    for name, value in PLACES[profile].items():
        os.environ.setdefault(name, value)


def _load() -> bool:
    from django.utils.translation import gettext as _

    from plenary.config.demo import loading
    from plenary.shared import clock

    if loading.is_loaded():
        preparation.load()
        return True
    if loading.holds_other_work():
        preparation.say(
            _(
                "This database holds other work, so the demo is not loaded into it. Set PLENARY_HOME."
            )
        )
        return False
    preparation.say(_("Loading the demo …"))
    with clock.at(loading.DAY, hour=0):
        preparation.load()
    loading.load()
    return True


def _serve(port: int) -> int:
    worker = subprocess.Popen([sys.executable, "-m", "plenary", "worker"])
    preparation.say(f"\n  Plenary: http://{LOOPBACK}:{port}/   中文 / English   (Ctrl-C)\n")
    try:
        serve(host=LOOPBACK, port=port, workers=1, threads=4)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary demo",
        description=words(
            zh="演示：一次会议已读入，另有示例任务，属中国城区或外国议会",
            en="show the example: a meeting read in, with illustrative tasks, of a Chinese district or of a council",
        ),
    )
    add_port(parser)
    parser.add_argument(
        "--profile",
        choices=PLACES,
        help=words(
            zh="哪一种：中国城区（默认，除非 PLENARY_PROFILE 另有设置）或其他地方的议会",
            en="whose: a Chinese district's (unless PLENARY_PROFILE says otherwise), or a council's"
            " elsewhere",
        ),
    )
    parser.add_argument(
        "--load-only",
        action="store_true",
        help=words(zh="只装入演示内容，不提供服务", en="load the demo and end"),
    )
    return parser.parse_args(argv)
