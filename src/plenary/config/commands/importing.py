"""``plenary import``: brings an export into an empty installation."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import Parser, words


def main(argv: list[str]) -> int:
    """Look the export over, make the empty database, bring everything in, prove the audit log; 2 where it is refused."""
    options = _options(argv)
    if not options.source.exists():
        return refuse(FileNotFoundError(errno.ENOENT, "", str(options.source)))
    preparation.set_up(is_new=True)
    from django.utils.translation import gettext as _

    from plenary.config.moving import manifest
    from plenary.config.moving.bringing_in import bring_in
    from plenary.config.moving.errors import Unmovable
    from plenary.shared.errors import PlenaryError

    try:
        told, verdict = bring_in(options.source, make_ready=preparation.make_tables)
    except (Unmovable, PlenaryError, OSError) as fault:
        return refuse(fault)
    preparation.say(
        _("Brought in %(rows)d rows of %(tables)d tables and %(files)d files.")
        % {
            "rows": sum(table.rows for table in told.tables),
            "tables": len(told.tables),
            "files": told.files.number,
        }
    )
    preparation.say(
        _("The audit log is as it was sealed: %(rows)d rows under %(seals)d seals.")
        % {"rows": verdict.rows, "seals": verdict.seals}
    )
    if (chosen := told.practice) != manifest.practice():
        preparation.say(
            _("It works by the practice of the export from now on: %(practice)s (practice.env).")
            % {"practice": ", ".join(chosen.model_dump().values())}
        )
    preparation.say(
        _(
            "Nobody has a password yet: people reset theirs by mail, or an administrator sends a"
            " new link on each account's page; where none can come in: plenary init --another."
        )
    )
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary import",
        description=words(
            zh="把 plenary export 写成的内容装入空的系统：要么全部，要么一点也不",
            en="bring what plenary export wrote into an empty installation: all of it, or nothing",
        ),
    )
    parser.add_argument(
        "source", type=Path, help=words(zh="目录或 .zip 文件", en="the folder or .zip file")
    )
    return parser.parse_args(argv)
