"""``plenary backup``: copies the whole installation, also while it runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation

HELP = "write the database and all files into one .tar file, and read it again to the last byte"


def main(argv: list[str]) -> int:
    """Make the backup and say what it holds; 1 where a stored file was lost before, 2 where refused."""
    options = _options(argv)
    preparation.set_up()
    if not preparation.is_ready():
        return 1
    from django.utils.translation import gettext as _

    from plenary.config.backup.errors import NotSafe
    from plenary.config.backup.making import make_backup

    try:
        made = make_backup(options.target, options.keys)
    except (NotSafe, OSError) as fault:
        preparation.say(str(fault))
        return 2
    preparation.say(
        _("%(target)s is made and was read again: %(files)d files, %(size).1f MB.")
        % {
            "target": options.target,
            "files": len(made.told.members) - 1,
            "size": made.size / 1_000_000,
        }
    )
    if options.keys is None:
        preparation.say(_("It holds no keys: a file of their own is made with --keys FILE."))
    for sha256 in made.lost:
        preparation.say(
            _(
                "The content of the file %(sha256)s is lost or damaged here; take it from an older backup."
            )
            % {"sha256": sha256}
        )
    return 1 if made.lost else 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary backup", description=HELP)
    parser.add_argument("target", type=Path, help="a .tar file that is not there yet")
    parser.add_argument(
        "--keys", type=Path, help="a second .tar file for the keys, to be kept apart from the first"
    )
    return parser.parse_args(argv)
