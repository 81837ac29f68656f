"""``plenary upgrade``: everything that a new version needs of the database, in one command."""

from __future__ import annotations

from plenary.config import preparation
from plenary.config.terminal import FAILED, Parser, words


def main(argv: list[str]) -> int:
    """Bring the installation that is here up to date; doing it twice is as doing it once."""
    Parser(
        prog="plenary upgrade",
        description=words(
            zh="升级后运行一次：更新数据库，装入新版本自带的节假日、术语和专题",
            en="run once after an update: bring the database up to date, and load the days off, terms and"
            " topics of the new version",
        ),
    ).parse_args(argv)
    if not preparation.start(is_update=True):
        return FAILED
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    from plenary.kernel.search.rebuilding import is_current

    steps = len(preparation.pending())
    preparation.prepare()
    preparation.say(
        ngettext(
            "The database is up to date; %(number)d step was missing.",
            "The database is up to date; %(number)d steps were missing.",
            steps,
        )
        % {"number": steps}
    )
    if not is_current():
        preparation.say(
            _(
                "The search index is of an older form: plenary worker makes it anew while people work."
                " Until then a search may be slower or find less."
            )
        )
    return 0
