"""``plenary audit``: seals the audit log, exports the head of its chain, and proves it."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation

HELP = "verify the audit log, seal it now, or export the head of its chain"


def main(argv: list[str]) -> int:
    """Do one of the three; ``verify`` answers 1 where the log is not as it was sealed."""
    options = _options(argv)
    preparation.set_up()
    if options.step == "seal":
        return _seal()
    if options.step == "export":
        return _export(options.heads)
    return _verify(options.heads)


def _verify(heads: Path | None) -> int:
    from django.db import DatabaseError

    from plenary.kernel.audit.reading import note_verdict
    from plenary.kernel.audit.verifying import verify

    verdict = verify(heads)
    say = preparation.say
    try:
        note_verdict(verdict=verdict)
    except DatabaseError:
        say(
            "数据库只读，本次核验未作记录 / The database takes no writes: this check is not written down"
        )
    say(
        f"已封存 {verdict.rows} 条记录、{verdict.seals} 个封签,另有 {verdict.unsealed} 条未封存,"
        f"核对 {verdict.heads} 个导出文件。"
    )
    say(
        f"{verdict.rows} rows under {verdict.seals} seals, {verdict.unsealed} newer rows not sealed"
        f" yet, {verdict.heads} exported heads compared."
    )
    for finding in verdict.findings:
        say(finding.sentence)
    if verdict.findings:
        say("审计日志已被改动 / The audit log has been tampered with")
        return 1
    say("审计日志完整 / The audit log is as it was sealed")
    return 0


def _seal() -> int:
    from django.db import OperationalError

    from plenary.kernel.audit.sealing import seal_rows

    try:
        number = seal_rows()
    except OperationalError:
        preparation.say("正有写入,请稍后再试 / Somebody is writing just now; try again")
        return 2
    preparation.say(f"已封存 {number} 条记录 / {number} rows sealed")
    return 0


def _export(folder: Path | None) -> int:
    from plenary.kernel.audit.sealing import export_head, seal_rows

    seal_rows()
    path = export_head(folder)
    preparation.say(str(path) if path else "尚无封签 / Nothing is sealed yet")
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary audit", description=HELP)
    parser.add_argument("step", choices=["verify", "seal", "export"])
    parser.add_argument(
        "--heads",
        type=Path,
        help="folder of the exported heads (default: audit-heads below PLENARY_HOME); for verify"
        " best a copy that was kept on another machine",
    )
    return parser.parse_args(argv)
