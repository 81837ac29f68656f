"""``plenary restore``: puts a backup back."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation

HELP = "put a backup into the place of this installation, and prove the audit log"


def main(argv: list[str]) -> int:
    """Put the backup back; 1 where the audit log does not prove itself, 2 where it is refused."""
    options = _options(argv)
    preparation.set_up()
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
        preparation.say(str(fault))
        return 2
    preparation.say(
        _("The backup of %(made_at)s is back, with %(files)d files.")
        % {"made_at": told.made_at[:16].replace("T", " "), "files": len(told.members) - 1}
    )
    if not preparation.is_ready():
        return 0
    return _prove()


def _prove() -> int:
    from django.utils.translation import gettext as _

    from plenary.kernel.audit.verifying import verify

    verdict = verify()
    for finding in verdict.findings:
        preparation.say(finding.sentence)
    if verdict.findings:
        return 1
    preparation.say(
        _("The audit log is as it was sealed: %(rows)d rows under %(seals)d seals.")
        % {"rows": verdict.rows, "seals": verdict.seals}
    )
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary restore", description=HELP)
    parser.add_argument("source", type=Path, help="the .tar file that plenary backup wrote")
    parser.add_argument("--keys", type=Path, help="the file of keys that was made with it")
    parser.add_argument(
        "--replace", action="store_true", help="put it over what is here, which is then gone"
    )
    parser.add_argument(
        "--lost-keys", action="store_true", help="put it back although its keys are lost"
    )
    return parser.parse_args(argv)
