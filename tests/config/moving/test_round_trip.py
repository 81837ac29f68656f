"""Export, import, export: the same bytes, whatever the database, and the audit log still proves itself."""

import json
import os
import subprocess
import sys
import uuid
import zipfile

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection

from plenary.config.moving.taking_out import take_out
from plenary.contexts.governance.services.report_freezing import freeze_report
from plenary.contexts.language.models import ImportFile
from plenary.contexts.language.services.reading import start_import
from plenary.kernel.accounts.models import KnownClient
from plenary.kernel.audit import sealing
from plenary.kernel.calendar.services import load_calendar
from plenary.kernel.documents.services import keep_file
from plenary.kernel.notifications.services import write_mail
from plenary.kernel.places.models import Place
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.governance.report_factories import half_year, task_list
from tests.factories import grant_role, organisation, user
from tests.kernel.documents.factories import DOCX
from tests.kernel.installation import ROOT

SECRETS = ("argon-of-li", "link-of-li", "browser-of-li")


@pytest.fixture
def filled(db):
    """Work with a frozen report, a file, an upload in hand, secrets, a deleted record, seals and a head."""
    load_calendar(calendar="cn")
    li = grant_role(user(password=SECRETS[0]), "office")
    entries = [{"done_zh": "已印发“方案”①", "done_en": "Issued"}]
    draft = half_year(task_list(tasks=3, entries=entries))
    freeze_report(actor=li.actor, report_id=draft.pk, seen_version=draft.version, reason="审定")
    write_mail(to=li.email, subject="s", body=f"https://example.org/{SECRETS[1]}")
    KnownClient.objects.create(user=li, client=SECRETS[2], seen_at=clock.now())
    Place.objects.create(
        name_zh="驿站", longitude=116.1946, latitude=39.9, coordinate_system="wgs84"
    )
    keep_file(actor=SYSTEM, data=DOCX, name="list.docx")
    taken = start_import(actor=SYSTEM, name="a.csv", data="中文,English\n外办,FAO\n".encode())
    assert ImportFile.objects.filter(term_import=taken).exists()
    organisation().delete()
    sealing.seal_rows()
    sealing.export_head()


@pytest.fixture
def new_database():
    """An address of an empty database of the same kind as the test's, gone afterwards."""
    if connection.vendor == "sqlite":
        yield ""
        return
    of = connection.settings_dict
    server = f"{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT'] or 5432}"
    name = f"plenary_moved_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"postgresql://{server}/{of['NAME']}", autocommit=True) as own:
        own.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql://{server}/{name}"
        own.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


MOVE = (
    "import sys; from plenary.config.cli import main;"
    "sys.exit(main(['import', sys.argv[1]]) or main(['export', sys.argv[2]]))"
)


def move(home, database, source, target):
    """Import into an installation of its own that has the test's audit key, and export again."""
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "audit").write_text(django_settings.AUDIT_KEY, encoding="ascii")
    environment = {
        **os.environ,
        "PLENARY_HOME": str(home),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C.UTF-8",
    }
    ended = subprocess.run(
        [sys.executable, "-c", MOVE, str(source), str(target)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "The audit log is as it was sealed" in ended.stdout


def contents(path):
    """Give every file of an export but the day on which it was made."""
    if path.is_dir():
        found = {
            str(file.relative_to(path)): file.read_bytes()
            for file in path.rglob("*")
            if file.is_file()
        }
    else:
        with zipfile.ZipFile(path) as opened:
            found = {name: opened.read(name) for name in opened.namelist()}
    told = json.loads(found.pop("manifest.json"))
    del told["made_at"], told["origin"]
    return {**found, "manifest": told}


@pytest.mark.django_db
def test_a_round_trip_changes_nothing_and_lets_nobody_in(filled, tmp_path, new_database):
    first = take_out(tmp_path / "first.zip")
    told = contents(tmp_path / "first.zip")
    assert first.waiting_mails >= 1
    assert first.told.files.number == 1
    assert len(told["data/governance.task.jsonl"].splitlines()) == 3
    assert not [
        (name, secret)
        for name, content in told.items()
        for secret in SECRETS
        if secret.encode() in (content if isinstance(content, bytes) else b"")
    ]
    units = next(t for t in told["manifest"]["tables"] if t["name"].endswith(".organisation"))
    assert (
        units["last_id"] > units["rows"]
    )  # the one that is gone is counted; a sequence never goes back

    move(tmp_path / "two", "", tmp_path / "first.zip", tmp_path / "second")
    assert contents(tmp_path / "second") == told

    if new_database:
        move(tmp_path / "three", new_database, tmp_path / "second", tmp_path / "third.zip")
        assert contents(tmp_path / "third.zip") == told
