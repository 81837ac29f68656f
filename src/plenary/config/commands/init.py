"""``plenary init``: an empty installation with its first administrator."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Any

from plenary.config import preparation
from plenary.config.environment import Unusable, checked_practice, write_practice
from plenary.config.faults import refuse
from plenary.config.terminal import FAILED, Parser, complain, words


def main(argv: list[str]) -> int:
    """Make database, keys and calendar, then the administrator; doing it twice is refused."""
    options = _options(argv)
    if options.profile and not _choose(options):
        return FAILED
    preparation.set_up(is_new=True)
    from django.conf import settings
    from django.utils.translation import gettext as _

    email = options.email or _ask(_("The administrator's e-mail address: "))
    if not email:
        complain(_("The administrator's address is missing: give it by --email."))
        return FAILED
    password = _password(options.password_file)
    if not password:
        return FAILED
    account = {
        "email": email,
        "name": options.name,
        "password": password,
        "language": options.language or settings.LANGUAGES[0][0],
    }
    if not _may_found(account):
        return FAILED
    preparation.say(_("Making the database and keys below %(home)s …") % {"home": settings.HOME})
    preparation.make_tables()
    if not options.another and _is_founded():
        return FAILED
    if options.profile:
        write_practice(options.profile, options.calendar, options.time_zone)
    preparation.load()
    preparation.collect_static()
    return _found(**account, is_another=options.another)


def _choose(options: argparse.Namespace) -> bool:
    """Let this process work by the practice, which is written down later; say what is wrong with it."""
    from pydantic import ValidationError

    try:
        given = checked_practice(options.profile, options.calendar, options.time_zone)
    except ValidationError as fault:
        refuse(fault)
        return False
    except Unusable as fault:
        complain(words(zh=fault.zh, en=fault.en))
        return False
    for name in ("profile", "calendar", "time_zone"):
        os.environ.setdefault(f"PLENARY_{name.upper()}", given.get(name, ""))
    return True


def _may_found(account: dict[str, str]) -> bool:
    """Say what is wrong with the address or the password before anything is made."""
    from plenary.kernel.accounts.services import founder
    from plenary.shared.errors import Refused

    try:
        founder(**account)
    except Refused as refusal:
        complain(" ".join(str(text) for text in refusal.fields.values()) or str(refusal))
        return False
    return True


def _is_founded() -> bool:
    """Say that there is an administrator already, before the practice of a running installation is written over."""
    from plenary.kernel.accounts import selectors
    from plenary.kernel.accounts.services import FOUNDED

    is_founded = selectors.administrators().exists()
    if is_founded:
        complain(str(FOUNDED))
    return is_founded


def _found(**account: Any) -> int:
    from django.conf import settings
    from django.utils.translation import gettext as _

    from plenary.kernel.accounts.services import found_administrator
    from plenary.shared.actor import SYSTEM
    from plenary.shared.errors import Refused

    try:
        user = found_administrator(actor=SYSTEM, **account)
    except Refused as refusal:
        complain(" ".join(str(text) for text in refusal.fields.values()) or str(refusal))
        return FAILED
    preparation.say(_("Done. %(email)s is the administrator.") % {"email": user.email})
    preparation.say(_("Next:"))
    preparation.say(_("1. plenary serve – and, beside it, plenary worker"))
    preparation.say(
        _("2. sign in at %(origin)s and set up your second factor") % {"origin": settings.ORIGIN}
    )
    preparation.say(
        _(
            "3. bring in bodies, units, posts, holders and accounts from a spreadsheet:"
            " %(origin)s/directory/import/"
        )
        % {"origin": settings.ORIGIN}
    )
    preparation.say(
        _(
            "4. copy %(keys)s to a safe place: without it neither second factors nor the audit log"
            " can be checked"
        )
        % {"keys": settings.HOME / "keys"}
    )
    return 0


def _ask(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def _password(file: Path | None) -> str:
    """Give the password from a file's first line, or asked for twice.

    Empty, after a sentence, where the file holds none, the two differ, or nobody is there to ask.
    """
    from django.utils.translation import gettext as _

    if file is not None:
        first = next(iter(file.read_text(encoding="utf-8", errors="replace").splitlines()), "")
        if not first:
            complain(
                _("The first line of %(file)s is empty: there is no password.") % {"file": file}
            )
        return first
    try:
        first = getpass.getpass(_("Password (at least 12 characters): "))
        again = getpass.getpass(_("The same again: "))
    except EOFError:
        complain(_("There is no terminal to ask at: give the password by --password-file."))
        return ""
    if not first:
        complain(_("The password is empty."))
    elif first != again:
        complain(_("The two passwords are not the same."))
    return first if first == again else ""


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary init",
        description=words(
            zh="建立空的系统和第一个管理员",
            en="make an empty installation with its first administrator",
        ),
    )
    parser.add_argument(
        "--email",
        help=words(
            zh="管理员的邮箱；不给出则询问",
            en="the administrator's address; asked for where not given",
        ),
    )
    parser.add_argument(
        "--name",
        default=words(zh="系统管理员", en="Administrator"),
        help=words(zh="姓名（默认 %(default)s）", en="default: %(default)s"),
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        help=words(zh="第一行为密码的文件", en="a file whose first line is the password"),
    )
    parser.add_argument(
        "--language",
        choices=["zh-hans", "en"],
        help=words(zh="默认为该做法的第一语言", en="default: the first of the practice"),
    )
    parser.add_argument(
        "--profile",
        choices=["cn-district", "city-council"],
        help=words(
            zh="工作做法：中国城区或其他地方的议会；记在 practice.env 中",
            en="the practice: a Chinese district's or a council's elsewhere; kept in practice.env",
        ),
    )
    parser.add_argument(
        "--calendar",
        default="",
        help=words(
            zh="与 --profile 一起用：哪里的节假日，例如 GB-ENG、CA-BC 或 NZ",
            en="with --profile: whose days off, e.g. GB-ENG, CA-BC or NZ",
        ),
    )
    parser.add_argument(
        "--time-zone",
        default="",
        help=words(
            zh="与 --profile 一起用：当地时区，例如 Europe/London",
            en="with --profile: the clock of the place, e.g. Europe/London",
        ),
    )
    parser.add_argument(
        "--another",
        action="store_true",
        help=words(
            zh="再建一个管理员（联系不上原有管理员时）",
            en="make a further administrator, where nobody can reach the first",
        ),
    )
    return parser.parse_args(argv)
