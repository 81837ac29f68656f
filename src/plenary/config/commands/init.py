"""``plenary init``: an empty installation with its first administrator."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from plenary.config import preparation

HELP = "make an empty installation with its first administrator"


def main(argv: list[str]) -> int:
    """Make database, keys and calendar, then the administrator; doing it twice is refused."""
    options = _options(argv)
    if options.profile and not _note(options):
        return 2
    preparation.set_up()
    from django.conf import settings
    from django.utils.translation import gettext as _

    preparation.say(_("Making the database and keys below %(home)s …") % {"home": settings.HOME})
    preparation.prepare()
    preparation.collect_static()
    email = options.email or _ask(_("The administrator's e-mail address: "))
    password = _password(options.password_file)
    if password is None:
        return 2
    if not password:
        preparation.say(_("The two passwords are not the same."))
        return 2
    return _found(
        email=email,
        name=options.name,
        password=password,
        language=options.language or settings.LANGUAGES[0][0],
        is_another=options.another,
    )


def _note(options: argparse.Namespace) -> bool:
    """Write the practice down before the settings are read; say what is wrong with it."""
    from pydantic import ValidationError

    from plenary.config.environment import write_practice

    try:
        write_practice(options.profile, options.calendar, options.time_zone)
    except ValidationError as error:
        for fault in error.errors():
            preparation.say(str(fault["msg"]).removeprefix("Value error, "))
        return False
    except ValueError as error:
        preparation.say(str(error))
        return False
    return True


def _found(**account: Any) -> int:
    from django.conf import settings
    from django.utils.translation import gettext as _

    from plenary.kernel.accounts.services import found_administrator
    from plenary.shared.actor import SYSTEM
    from plenary.shared.errors import Refused

    try:
        user = found_administrator(actor=SYSTEM, **account)
    except Refused as refusal:
        preparation.say(" ".join(str(text) for text in refusal.fields.values()) or str(refusal))
        return 2
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


def _password(file: Path | None) -> str | None:
    """Give the password from a file's first line, or asked for twice; empty where they differ.

    None where there is neither a file nor a terminal to ask at.
    """
    from django.utils.translation import gettext as _

    if file is not None:
        return next(iter(file.read_text(encoding="utf-8").splitlines()), "")
    try:
        first = getpass.getpass(_("Password (at least 12 characters): "))
        again = getpass.getpass(_("The same again: "))
    except EOFError:
        preparation.say(_("There is no terminal to ask at: give the password by --password-file."))
        return None
    return first if first == again else ""


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plenary init", description=HELP)
    parser.add_argument("--email", help="the administrator's address; asked for where not given")
    parser.add_argument("--name", default="Administrator", help="default: %(default)s")
    parser.add_argument(
        "--password-file", type=Path, help="a file whose first line is the password"
    )
    parser.add_argument(
        "--language", choices=["zh-hans", "en"], help="default: the first of the practice"
    )
    parser.add_argument(
        "--profile",
        choices=["cn-district", "city-council"],
        help="the practice: a Chinese district's or a council's elsewhere; kept in practice.env",
    )
    parser.add_argument(
        "--calendar", default="", help="with --profile: whose days off, e.g. GB-ENG, CA-BC or NZ"
    )
    parser.add_argument(
        "--time-zone", default="", help="with --profile: the clock of the place, e.g. Europe/London"
    )
    parser.add_argument(
        "--another",
        action="store_true",
        help="make a further administrator, where nobody can reach the first",
    )
    return parser.parse_args(argv)
