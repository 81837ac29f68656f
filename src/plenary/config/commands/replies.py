"""``plenary replies``: records the answers to invitations that people's calendars sent by mail."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Read the files and say of each what became of it; 1 where one was refused, 2 where one is missing."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    return _take(options.files)


def _take(paths: list[Path]) -> int:
    from django.utils.translation import gettext as _

    from plenary.contexts.governance.api import LARGEST_REPLY, take_replies
    from plenary.shared.actor import SYSTEM
    from plenary.shared.errors import Refused

    files = []
    for path in paths:
        try:
            with path.open("rb") as file:
                files.append((path.name, file.read(LARGEST_REPLY + 1)))
        except OSError as fault:
            return refuse(fault)
    try:
        outcomes = take_replies(actor=SYSTEM, files=files)
    except Refused as refused:
        refuse(refused)
        return 1
    for one in outcomes:
        state = _("recorded") if one.is_recorded else _("not recorded")
        preparation.say(
            " · ".join(part for part in (one.file, state, one.who, one.sentence) if part)
        )
    return 0 if all(one.is_recorded for one in outcomes) else 1


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary replies",
        description=words(
            zh="登记邮件（.eml）或日历文件（.ics）里对会议邀请的答复",
            en="record answers to invitations out of mails (.eml) or calendar files (.ics)",
        ),
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=words(zh="邮件或日历文件", en="a mail or calendar file"),
    )
    return parser.parse_args(argv)
