"""``plenary demo``: shows the example on this machine, with a worker beside the server."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from plenary.config import preparation

HELP = "show the example: one district's plenary read in, with illustrative tasks"
LOOPBACK = "127.0.0.1"
"""The demo signs anybody in who picks a role, so it answers this machine only."""


def main(argv: list[str]) -> int:
    """Prepare, load the demo once, and serve it until stopped."""
    options = _options(argv)
    os.environ["PLENARY_DEMO"] = "1"
    os.environ.setdefault("PLENARY_ORIGIN", f"http://{LOOPBACK}:{options.port}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "plenary.config.settings.dev"
    preparation.set_up()
    preparation.prepare()
    if not _load():
        return 1
    if options.load_only:
        return 0
    return _serve(options.port)


def _load() -> bool:
    from django.utils.translation import gettext as _

    from plenary.config.demo import loading

    if loading.is_loaded():
        return True
    if loading.holds_other_work():
        preparation.say(
            _(
                "This database holds other work, so the demo is not loaded into it. Set PLENARY_HOME."
            )
        )
        return False
    preparation.say(_("Loading the demo …"))
    loading.load()
    return True


def _serve(port: int) -> int:
    from plenary.config.commands.serve import serve

    worker = subprocess.Popen([sys.executable, "-m", "plenary", "worker"])
    preparation.say(f"\n  Plenary: http://{LOOPBACK}:{port}/   中文 / English   (Ctrl-C)\n")
    try:
        serve(host=LOOPBACK, port=port, workers=1, threads=4)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary demo", description=HELP)
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument("--load-only", action="store_true", help="load the demo and end")
    return parser.parse_args(argv)
