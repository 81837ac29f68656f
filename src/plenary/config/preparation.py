"""Brings an installation up to date: database, cache table, calendar, static files."""

from __future__ import annotations

import os
import sys

from plenary.config.environment import environment, hold_keys_back, home_folder
from plenary.config.terminal import WrongAccount, complain, words


def set_up(*, is_new: bool = False) -> None:
    """Start Django with the settings in force, and speak the language of the terminal.

    Whatever is written from here on, the database and its log included, only its owner can read. Where
    there may be no installation yet, its keys are not written before ``environment().keep_keys()``.
    """
    refuse_root()
    if is_new:
        hold_keys_back()
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
    import django
    from django.utils import translation

    django.setup()
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    translation.activate("zh-hans" if spoken.startswith("zh") else "en")


def refuse_root() -> None:
    """Refuse to work as root on the home of another account: what root makes there, that account cannot write.

    Raises ``WrongAccount``.
    """
    home = home_folder()
    if os.geteuid() != 0 or not home.is_dir() or home.stat().st_uid == 0:
        return
    try:
        owner = home.owner()
    except KeyError:
        owner = str(home.stat().st_uid)
    raise WrongAccount(
        words(
            zh=f"{home} 属于账户 {owner}。以 root 运行会留下该账户不能写入的文件，请改用："
            f"runuser -u {owner} -- plenary …",
            en=f"{home} belongs to the account {owner}. Root would leave files there that it cannot"
            f" write: runuser -u {owner} -- plenary …",
        )
    )


def start(*, is_update: bool = False) -> bool:
    """Start Django on an installation that is there and up to date; where it is not, say what to do.

    Nothing is made where there is none: no key, and no empty database. One that is to be brought up to
    date need not be so.
    """
    from django.apps import apps

    if not apps.ready and not is_there():
        return False
    set_up()
    if _stopped_between():
        return False
    return is_update or is_ready()


def is_there() -> bool:
    """Say whether there is an installation; where there is none, on standard error too."""
    if environment().is_there():
        return True
    complain(
        words(
            zh=f"{environment().home.resolve()} 中没有 Plenary 系统。请检查 PLENARY_HOME 和"
            " DATABASE_URL；新系统由 plenary init 建立。",
            en=f"There is no installation of Plenary in {environment().home.resolve()}. Check"
            " PLENARY_HOME and DATABASE_URL; plenary init makes a new one.",
        )
    )
    return False


def _stopped_between() -> bool:
    """Say what to do with a database for which this version has no next step."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder
    from django.utils.translation import gettext as _

    from plenary.config import steps

    is_between = steps.stopped_between(MigrationRecorder(connection).applied_migrations())
    if is_between:
        complain(
            _(
                "The database stopped between two steps that are one in this version. Bring it up to date with"
                " the version that it is of, then update again."
            )
        )
    return is_between


def prepare(*, verbosity: int = 0) -> None:
    """Migrate the database, make the cache table, load what is shipped; twice is once."""
    make_tables(verbosity=verbosity)
    load()


def load() -> None:
    """Load what is shipped into a database that is up to date.

    A search index of an older form is left to the worker, which makes it anew while people work.
    """
    from plenary.kernel.search.jobs import see_to_index
    from plenary.kernel.search.models import Entry
    from plenary.kernel.search.rebuilding import set_current
    from plenary.workspace.services.shipped import load_shipped

    load_shipped()
    if not Entry.objects.exists():
        set_current()
    see_to_index.call()


def make_tables(*, verbosity: int = 0) -> None:
    """Keep the keys, migrate the database and make the cache table.

    A database that cannot be reached leaves no key behind; SQLite's is a file beside them.
    """
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.ensure_connection()
    environment().keep_keys()
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)


def collect_static() -> None:
    """Copy the style sheets and scripts to where the server gives them out from."""
    from django.conf import settings
    from django.core.management import call_command

    if not getattr(settings, "WHITENOISE_USE_FINDERS", False):
        call_command("collectstatic", interactive=False, verbosity=0)


def pending() -> list[str]:
    """Give the names of the migrations that this database has not had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_ready() -> bool:
    """Say whether the database is up to date; where it is not, say what to do."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    missing = pending()
    if missing:
        say(
            ngettext(
                "The database is not up to date: %(number)d step is missing.",
                "The database is not up to date: %(number)d steps are missing.",
                len(missing),
            )
            % {"number": len(missing)}
        )
        say(_("Back it up, then run: plenary upgrade (an empty one: plenary init)."))
    return not missing


def say(sentence: str) -> None:
    """Write a line to whoever typed the command."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
