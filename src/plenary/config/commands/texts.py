"""``plenary texts out`` and ``plenary texts in``: texts to translators outside and back, as XLIFF."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Write or read the file; 1 where it is refused or holds nothing to take, 2 where it cannot be opened."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    from plenary.shared.errors import PlenaryError

    try:
        return _out(options) if options.step == "out" else _in(options)
    except PlenaryError as refused:
        refuse(refused)
        return 1
    except OSError as fault:
        return refuse(fault, at=options.file)


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
    parser = Parser(
        prog="plenary texts",
        description=words(
            zh="把待译文字交给外部译者（XLIFF），再收回来",
            en="send texts to translators as XLIFF, and take them in again",
        ),
    )
    steps = parser.add_subparsers(dest="step", required=True)
    out = steps.add_parser(
        "out",
        help=words(
            zh="把待译文字写入新文件", en="write what waits for a translation into a new file"
        ),
    )
    out.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=words(zh="尚不存在的 .xlf 文件", en="an .xlf file that is not there yet"),
    )
    out.add_argument(
        "--into",
        required=True,
        choices=["en", "zh"],
        help=words(zh="译成哪种语言", en="the language to write"),
    )
    states = ["missing", "outdated", "draft", "reviewed", "all"]
    out.add_argument(
        "--state",
        default="",
        choices=states,
        help=words(zh="文字处于何种状态", en="how the texts stand"),
    )
    back = steps.add_parser(
        "in",
        help=words(
            zh="说明译文文件会带来什么，不保存",
            en="say what a translated file would do; nothing is kept",
        ),
    )
    back.add_argument(
        "file", type=Path, metavar="FILE", help=words(zh=".xlf 文件", en="the .xlf file")
    )
    back.add_argument(
        "--by", required=True, metavar="NAME", help=words(zh="译者", en="who translated it")
    )
    back.add_argument(
        "--keep",
        action="store_true",
        help=words(
            zh="保存其中的译文草稿，要么全部，要么一条不存",
            en="keep its drafts, all of them or none",
        ),
    )
    return parser.parse_args(argv)
