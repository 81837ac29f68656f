"""``plenary backup``: copies the whole installation, also while it runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Make the backup and say what it holds; 1 where a stored file was lost before, 2 where refused."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    from django.utils.translation import gettext as _

    from plenary.config.backup.errors import NotSafe
    from plenary.config.backup.making import make_backup

    try:
        made = make_backup(options.target, options.keys)
    except (NotSafe, OSError) as fault:
        return refuse(fault, at=options.target)
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
    parser = Parser(
        prog="plenary backup",
        description=words(
            zh="把数据库和全部文件写入一个 .tar 文件，并重新读到最后一个字节",
            en="write the database and all files into one .tar file, and read it again to the last byte",
        ),
    )
    parser.add_argument(
        "target",
        type=Path,
        help=words(zh="尚不存在的 .tar 文件", en="a .tar file that is not there yet"),
    )
    parser.add_argument(
        "--keys",
        type=Path,
        help=words(
            zh="存放密钥的另一个 .tar 文件，与前一个分开保管",
            en="a second .tar file for the keys, to be kept apart from the first",
        ),
    )
    return parser.parse_args(argv)
