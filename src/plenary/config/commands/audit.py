"""``plenary audit``: seals the audit log, exports the head of its chain, and proves it."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Do one of the three; ``verify`` answers 1 where the log is not as it was sealed."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    if options.step == "seal":
        return _seal()
    if options.step == "export":
        return _export(options.heads)
    return _verify(options.heads)


def _verify(heads: Path | None) -> int:
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.reading import note_verdict
    from plenary.kernel.audit.verifying import verify

    if heads is not None and not heads.is_dir():
        number = errno.ENOTDIR if heads.exists() else errno.ENOENT
        raise OSError(number, "", str(heads))
    verdict = verify(heads)
    say = preparation.say
    try:
        note_verdict(verdict=verdict)
    except DatabaseError:
        say(_("The database takes no writes: this check is not written down."))
    say(
        _(
            "%(rows)d rows under %(seals)d seals, %(unsealed)d newer rows not sealed yet,"
            " %(heads)d exported heads compared."
        )
        % {
            "rows": verdict.rows,
            "seals": verdict.seals,
            "unsealed": verdict.unsealed,
            "heads": verdict.heads,
        }
    )
    for finding in verdict.findings:
        say(finding.spoken)
    if verdict.findings:
        say(_("The audit log has been tampered with."))
        return 1
    say(_("The audit log is as it was sealed."))
    return 0


def _seal() -> int:
    from django.db import OperationalError
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.sealing import seal_rows

    try:
        number = seal_rows()
    except OperationalError as fault:
        return refuse(fault)
    preparation.say(_("%(rows)d rows sealed.") % {"rows": number})
    return 0


def _export(folder: Path | None) -> int:
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.sealing import export_head, seal_rows

    seal_rows()
    path = export_head(folder)
    preparation.say(str(path) if path else _("Nothing is sealed yet."))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary audit",
        description=words(
            zh="核验审计日志，立即封存，或导出封签链的末端",
            en="verify the audit log, seal it now, or export the head of its chain",
        ),
    )
    parser.add_argument(
        "step",
        choices=["verify", "seal", "export"],
        help=words(zh="verify 核验，seal 封存，export 导出", en="what to do"),
    )
    parser.add_argument(
        "--heads",
        type=Path,
        help=words(
            zh="导出文件所在目录（默认为 PLENARY_HOME 下的 audit-heads）；核验时最好用另一台机器上保存的副本",
            en="folder of the exported heads (default: audit-heads below PLENARY_HOME); for verify"
            " best a copy that was kept on another machine",
        ),
    )
    return parser.parse_args(argv)
