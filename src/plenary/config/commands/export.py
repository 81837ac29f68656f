"""``plenary export``: takes everything out, in open formats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words

if TYPE_CHECKING:
    from plenary.config.moving.taking_out import TakenOut


def main(argv: list[str]) -> int:
    """Write the export, say what it holds and what it leaves out; 2 where it is refused."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    from plenary.config.moving.errors import Unmovable
    from plenary.config.moving.taking_out import take_out

    try:
        taken = take_out(options.target)
    except (Unmovable, OSError) as fault:
        return refuse(fault, at=options.target)
    _say(taken, options.target)
    _note(taken)
    return 0


def _say(taken: TakenOut, target: Path) -> None:
    from django.utils.translation import gettext as _

    preparation.say(
        _("%(target)s holds %(rows)d rows of %(tables)d tables and %(files)d files.")
        % {
            "target": target,
            "rows": sum(table.rows for table in taken.told.tables),
            "tables": len(taken.told.tables),
            "files": taken.told.files.number,
        }
    )
    preparation.say(
        _(
            "It holds no passwords, second factors, sessions or keys: copy keys/audit apart from it,"
            " the import wants it."
        )
    )
    if taken.waiting_mails or taken.waiting_jobs:
        preparation.say(
            _(
                "%(mails)d mails and %(jobs)d jobs wait here and do not travel: let the worker do"
                " them first, then export again, if this installation is to end."
            )
            % {"mails": taken.waiting_mails, "jobs": taken.waiting_jobs}
        )


def _note(taken: TakenOut) -> None:
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.reading import note_export

    try:
        note_export(told={"rows": sum(table.rows for table in taken.told.tables)})
    except DatabaseError:
        preparation.say(_("The database takes no writes: this export is not written down."))


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary export",
        description=words(
            zh="把本系统的全部内容写入新的目录或 .zip 文件",
            en="write everything that this installation holds into a new folder or .zip file",
        ),
    )
    parser.add_argument(
        "target",
        type=Path,
        help=words(
            zh="尚不存在的目录或 .zip 文件，由本命令建立",
            en="a folder or a .zip file that is not there yet; it is made",
        ),
    )
    return parser.parse_args(argv)
