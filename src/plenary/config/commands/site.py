"""``plenary site export DIR``: writes the public portal as files that any web server gives out."""

from __future__ import annotations

import argparse
from pathlib import Path

from plenary.config import preparation
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Export the portal; 1 where the folder holds something else, the address is none or a link leads nowhere."""
    options = _options(argv)
    if not preparation.start():
        return FAILED
    from django.utils.translation import gettext as _

    from plenary.contexts.communications.api import export_site
    from plenary.shared.errors import Refused

    preparation.collect_static()
    try:
        done = export_site(Path(options.folder), address=options.address)
    except Refused as refused:
        refuse(refused)
        return 1
    preparation.say(
        _("%(pages)d pages and %(files)d files are in %(folder)s.")
        % {"pages": done.pages, "files": done.files, "folder": options.folder}
    )
    preparation.say(
        _("Left out, because they need a server: search, forms, text size and contrast.")
    )
    for address in done.missing:
        preparation.say(_("Nothing is at %(address)s.") % {"address": address})
    return 1 if done.missing else 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary site",
        description=words(
            zh="把公众门户写成静态文件",
            en="write the public portal as files",
        ),
    )
    steps = parser.add_subparsers(dest="step", required=True)
    export = steps.add_parser(
        "export", help=words(zh="写出一份静态副本", en="write a copy as files")
    )
    export.add_argument(
        "folder",
        metavar="DIR",
        help=words(zh="空目录或尚不存在的目录", en="a folder that is empty or not there yet"),
    )
    export.add_argument(
        "--address",
        default="",
        help=words(
            zh="副本将来的网址（与本系统不同时）：https://example.org/intl/",
            en="where the copy will stand, if not here: https://example.org/intl/",
        ),
    )
    return parser.parse_args(argv)
