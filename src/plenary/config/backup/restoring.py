"""Puts a backup back: looked over first, unpacked beside its place, then moved there."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from plenary.config import steps
from plenary.config.backup import packing, postgresql, sqlite
from plenary.config.backup.errors import NotSafe
from plenary.config.backup.manifest import DATABASES, Manifest
from plenary.config.environment import PRACTICE, environment
from plenary.config.moving.manifest import key_mark
from plenary.kernel.audit.sealing import head_folder

KEYS = ("secret", "audit")


def restore(
    source: Path, *, keys: Path | None = None, replaces: bool = False, has_lost_keys: bool = False
) -> Manifest:
    """Put a backup into the place of this installation; what was there stays until all of it is here.

    Refused for a backup that is damaged, of the other database or of a newer version; where the key of
    the audit log is another one, unless it is lost; and where something is here already, unless that
    may go.
    """
    told = packing.looked_over(source)
    _refuse_other_database(told)
    _refuse_other_steps(told)
    if not replaces:
        _refuse_what_is_not_empty(told)
    home, new_keys = Path(settings.HOME), _keys(keys)
    if not has_lost_keys:
        _refuse_other_key(told, new_keys)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(prefix=".restore.", dir=home) as folder:
        here = Path(folder)
        packing.unpack(source, here)
        _put_in_place(here, told)
    environment().keep_keys()
    for name, key in new_keys.items():
        _write_key(home / "keys" / name, key)
    settings.AUDIT_KEY = new_keys.get("audit", settings.AUDIT_KEY)
    return told


def _refuse_other_database(told: Manifest) -> None:
    if told.database != connection.vendor:
        raise NotSafe(
            _(
                "This is a backup of %(theirs)s, and this installation uses %(ours)s: set"
                " DATABASE_URL. From one to the other plenary export and plenary import lead."
            )
            % {"theirs": told.database, "ours": connection.vendor}
        )


def _refuse_other_steps(told: Manifest) -> None:
    taken = {(app, step) for app, names in told.schema_state.items() for step in names}
    if taken - steps.known():
        raise NotSafe(
            _("This backup was made by a newer version (Plenary %(theirs)s). Install that one.")
            % {"theirs": told.plenary}
        )
    if steps.stopped_between(taken):
        raise NotSafe(
            _(
                "The database in this backup stopped between two steps that are one in this version. Restore it"
                " with the version that made it (Plenary %(theirs)s), bring it up to date there, and back it up again."
            )
            % {"theirs": told.plenary}
        )


def _refuse_other_key(told: Manifest, new_keys: dict[str, str]) -> None:
    if key_mark(new_keys.get("audit")) != told.audit_key:
        raise NotSafe(
            _(
                "The audit log of this backup was sealed with another key. Give the file of keys"
                " that was made with it (--keys); if it is lost, --lost-keys: the log can then"
                " no longer be proved, and second factors are set up anew."
            )
        )


def _refuse_what_is_not_empty(told: Manifest) -> None:
    database = postgresql if connection.vendor == "postgresql" else sqlite
    folders = [_files(), head_folder()]
    held = [str(folder) for folder in folders if folder.is_dir() and any(folder.iterdir())]
    if not database.is_empty():
        held.append(str(connection.settings_dict["NAME"]))
    if _practice().exists() and not _is_noted(told):
        held.append(str(_practice()))
    if held:
        raise NotSafe(
            _(
                "There is something here already: %(place)s. Stop the server and the worker and add"
                " --replace if it may go."
            )
            % {"place": held[-1]}
        )


def _is_noted(told: Manifest) -> bool:
    """Say whether the backup's practice is the one that is noted here."""
    of_backup = told.members.get(PRACTICE)
    found = hashlib.sha256(_practice().read_bytes()).hexdigest()
    return of_backup is not None and of_backup.sha256 == found


def _put_in_place(here: Path, told: Manifest) -> None:
    """The database goes first: files without rows harm nobody, rows without files would."""
    database = postgresql if told.database == "postgresql" else sqlite
    copy = here / DATABASES[told.database]
    database.check(copy)
    old = here / "old"
    old.mkdir()
    places = (("files", _files()), ("audit-heads", head_folder()), (PRACTICE, _practice()))
    for name, place in places:
        if place.exists():
            place.rename(old / name)
    try:
        for name, place in places:
            if (here / name).exists():
                (here / name).rename(place)
        database.put_back(copy)
    except BaseException:
        for name, place in places:
            _remove(place)
            if (old / name).exists():
                (old / name).rename(place)
        raise


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def _practice() -> Path:
    return Path(settings.HOME) / PRACTICE


def _files() -> Path:
    return Path(default_storage.path(""))


def _keys(source: Path | None) -> dict[str, str]:
    if source is None:
        return {}
    found = {}
    try:
        with tarfile.open(source) as tar:
            for name in KEYS:
                file = tar.extractfile(name)
                found[name] = file.read(1000).decode("ascii").strip() if file else ""
    except FileNotFoundError:
        raise NotSafe(_("There is no %(path)s.") % {"path": source}) from None
    except PermissionError:
        raise
    except (OSError, tarfile.TarError, KeyError, UnicodeDecodeError):
        raise NotSafe(_("%(path)s holds no keys of Plenary.") % {"path": source}) from None
    return found


def _write_key(path: Path, key: str) -> None:
    beside = path.with_name(f".{path.name}")
    beside.touch(mode=0o600)
    beside.write_text(key, encoding="ascii")
    beside.replace(path)
