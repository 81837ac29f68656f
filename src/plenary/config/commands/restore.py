"""``plenary restore``: puts a backup back."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import Parser, words


def main(argv: list[str]) -> int:
    """Put the backup back; 1 where the audit log does not prove itself, 2 where it is refused."""
    options = _options(argv)
    if not options.source.exists():
        return refuse(FileNotFoundError(errno.ENOENT, "", str(options.source)))
    preparation.set_up(is_new=True)
    from django.utils.translation import gettext as _

    from plenary.config.backup.errors import NotSafe
    from plenary.config.backup.restoring import restore

    try:
        told = restore(
            options.source,
            keys=options.keys,
            replaces=options.replace,
            has_lost_keys=options.lost_keys,
        )
    except (NotSafe, OSError) as fault:
        return refuse(fault)
    preparation.say(
        _("The backup of %(made_at)s is back, with %(files)d files.")
        % {"made_at": _local(told.made_at), "files": len(told.members) - 1}
    )
    if preparation.pending():
        preparation.say(
            _(
                "It is of an older version of Plenary. Bring it up to date and prove its audit log:"
                " plenary upgrade, then plenary audit verify."
            )
        )
        return 0
    return _prove()


def _local(moment: str) -> str:
    """Give a moment by the clock of the place."""
    from django.utils import timezone

    return f"{timezone.localtime(dt.datetime.fromisoformat(moment)):%Y-%m-%d %H:%M}"


def _prove() -> int:
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.verifying import verify

    verdict = verify()
    for finding in verdict.findings:
        preparation.say(finding.spoken)
    if verdict.findings:
        return 1
    preparation.say(
        _("The audit log is as it was sealed: %(rows)d rows under %(seals)d seals.")
        % {"rows": verdict.rows, "seals": verdict.seals}
    )
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary restore",
        description=words(
            zh="用备份取代本系统的内容，并核验审计日志",
            en="put a backup into the place of this installation, and prove the audit log",
        ),
    )
    parser.add_argument(
        "source",
        type=Path,
        help=words(
            zh="plenary backup 写成的 .tar 文件", en="the .tar file that plenary backup wrote"
        ),
    )
    parser.add_argument(
        "--keys",
        type=Path,
        help=words(zh="与备份一同写成的密钥文件", en="the file of keys that was made with it"),
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help=words(
            zh="覆盖这里已有的内容（覆盖后不可恢复）",
            en="put it over what is here, which is then gone",
        ),
    )
    parser.add_argument(
        "--lost-keys",
        action="store_true",
        help=words(zh="密钥已遗失，仍然恢复", en="put it back although its keys are lost"),
    )
    return parser.parse_args(argv)
