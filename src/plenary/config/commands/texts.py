"""``plenary texts out`` and ``plenary texts in``: texts to translators outside and back, as XLIFF."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation

HELP = "send texts to translators as XLIFF, and take them in again"
_MISSING = 2


def main(argv: list[str]) -> int:
    """Write or read the file; 1 where it is refused or holds nothing to take, 2 where it cannot be opened."""
    options = _options(argv)
    preparation.set_up()
    from plenary.shared.errors import PlenaryError

    if not preparation.is_ready():
        return 1
    try:
        return _out(options) if options.step == "out" else _in(options)
    except PlenaryError as refused:
        preparation.say(str(refused))
        return 1
    except OSError as error:
        preparation.say(f"{options.file}: {error.strerror}")
        return _MISSING


def _out(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from plenary.contexts.communications.api import take_texts_out

    with options.file.open("x", encoding="utf-8") as file:
        try:
            file.write(take_texts_out(into=options.into, state=options.state))
        except BaseException:
            options.file.unlink()
            raise
    preparation.say(_("The texts are in %(file)s.") % {"file": options.file})
    return 0


def _in(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from plenary.contexts.communications.api import take_texts_in

    outcomes = take_texts_in(
        name=options.file.name,
        data=options.file.read_bytes(),
        translator=options.by,
        is_kept=options.keep,
    )
    for one in outcomes:
        parts = (str(one.number), one.unit, one.word, one.sentence)
        preparation.say(" · ".join(part for part in parts if part))
    taken = sum(one.is_taken for one in outcomes)
    if not taken:
        preparation.say(_("There is nothing new in this file."))
        return 1
    said = _("Kept as drafts: %(number)d.") if options.keep else _("Would be kept: %(number)d.")
    preparation.say(said % {"number": taken})
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary texts", description=HELP)
    steps = parser.add_subparsers(dest="step", required=True)
    out = steps.add_parser("out", help="write what waits for a translation into a new file")
    out.add_argument("file", type=Path, metavar="FILE", help="an .xlf file that is not there yet")
    out.add_argument("--into", required=True, choices=["en", "zh"], help="the language to write")
    states = ["missing", "outdated", "draft", "reviewed", "all"]
    out.add_argument("--state", default="", choices=states, help="how the texts stand")
    back = steps.add_parser("in", help="say what a translated file would do; nothing is kept")
    back.add_argument("file", type=Path, metavar="FILE", help="the .xlf file")
    back.add_argument("--by", required=True, metavar="NAME", help="who translated it")
    back.add_argument("--keep", action="store_true", help="keep its drafts, all of them or none")
    return parser.parse_args(argv)
