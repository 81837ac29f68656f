"""Looks an export over before anything is written: is it whole, and does it belong into this installation."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import ValidationError

from plenary import __version__
from plenary.config.environment import PRACTICE, environment
from plenary.config.moving import manifest, tables
from plenary.config.moving.archives import Archive, digest
from plenary.config.moving.errors import Unmovable
from plenary.kernel.audit.sealing import head_folder

LONGEST_MANIFEST = 50 * 1024 * 1024
UNREADABLE = (KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
_FORMAT = re.compile(rb'"format": "([^"]{1,60})"')


def whole(archive: Archive) -> manifest.Manifest:
    """Give the manifest of an export that is whole, of this version's tables and this installation's key and practice.

    Refused otherwise, each with its own sentence; no database is asked.
    """
    told = _manifest(archive)
    _refuse_other_tables(told)
    _refuse_other_key(told)
    _refuse_other_practice(told)
    for name, sha256 in [
        *((table.file, table.sha256) for table in told.tables),
        *((f"audit-heads/{head.name}", head.sha256) for head in told.heads),
    ]:
        _refuse_damage(archive, name, sha256)
    return told


def damaged(name: str) -> Unmovable:
    """Say which file of an export is not what was written."""
    return Unmovable(
        _("The export is damaged: %(name)s is missing or is not what was written.") % {"name": name}
    )


def _manifest(archive: Archive) -> manifest.Manifest:
    try:
        with archive.reading(manifest.NAME) as file:
            text = file.read(LONGEST_MANIFEST)
    except PermissionError:
        raise  # it may be whole: who runs this may not read it
    except UNREADABLE:
        raise Unmovable(_("This is no export of Plenary: it has no manifest.json.")) from None
    form = _FORMAT.search(text)
    if form is None or form[1].decode(errors="replace") != manifest.FORMAT:
        raise Unmovable(_("This is no export that this version of Plenary knows."))
    try:
        return manifest.Manifest.model_validate_json(text)
    except ValidationError:
        raise damaged(manifest.NAME) from None


def _refuse_other_tables(told: manifest.Manifest) -> None:
    here = manifest.schema_wanted()
    wanted = {tables.label(model) for model in tables.travelling()}
    if told.schema_state != here or {table.name for table in told.tables} != wanted:
        raise Unmovable(
            _(
                "The export was made by Plenary %(theirs)s with other tables than this one's"
                " (%(ours)s). Bring both to the same version, then export again."
            )
            % {"theirs": told.plenary, "ours": __version__}
        )


def _refuse_other_key(told: manifest.Manifest) -> None:
    if told.audit_key != manifest.key_mark():
        raise Unmovable(
            _(
                "The audit log in the export was sealed with another key. Copy keys/audit of the"
                " installation that it comes from over this one's, then import again."
            )
        )


def _refuse_other_practice(told: manifest.Manifest) -> None:
    """Where nobody has chosen a practice for this installation, it takes the export's."""
    chosen = environment().model_fields_set & manifest.PracticeTold.model_fields.keys()
    noted = (Path(settings.HOME) / PRACTICE).exists()
    if told.practice != manifest.practice() and (chosen or noted):
        raise Unmovable(
            _(
                "The export comes from another practice (%(theirs)s) than this installation's"
                " (%(ours)s). Take practice.env and the variables PLENARY_PROFILE, PLENARY_CALENDAR"
                " and PLENARY_TIME_ZONE away, then import again: the export brings its own."
            )
            % {"theirs": _told_by(told.practice), "ours": _told_by(manifest.practice())}
        )


def _told_by(practice: manifest.PracticeTold) -> str:
    return ", ".join(practice.model_dump().values())


def refuse_what_is_not_empty() -> None:
    """Refuse any export where something is here already."""
    held = [
        tables.label(model)
        for model in tables.travelling()
        if tables.label(model) not in tables.SEEDED and model._base_manager.exists()  # noqa: SLF001
    ]
    held += [str(path) for path in head_folder().glob("*.json")]
    if held:
        raise Unmovable(
            _(
                "This installation is not empty: there is something in %(place)s. An export comes"
                " only into an empty one: set PLENARY_HOME to a new folder, or DATABASE_URL to a"
                " new database."
            )
            % {"place": held[0]}
        )


def _refuse_damage(archive: Archive, name: str, sha256: str) -> None:
    try:
        with archive.reading(name) as file:
            found = digest(file)
    except UNREADABLE:
        found = ""
    if found != sha256:
        raise damaged(name)
