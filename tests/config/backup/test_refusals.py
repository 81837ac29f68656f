"""A backup is read again before it counts; one that is damaged or does not belong here changes nothing."""

import errno
import hashlib
import io
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from plenary.config.backup import making, packing, postgresql, restoring, sqlite
from plenary.config.backup.errors import NotSafe
from plenary.config.backup.manifest import DATABASES, Manifest, Member
from plenary.config.backup.restoring import restore
from plenary.config.commands import backup as backup_command
from plenary.config.commands import restore as restore_command
from plenary.config.moving.manifest import key_mark, schema_state
from plenary.shared import clock

FILE = "files/documents/ab/abc"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A home of the test's own."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.HOME / "files"},
        },
    }
    return settings.HOME


@pytest.fixture
def pack(tmp_path):
    """Write a backup that holds these contents and tells of them, or of what it is told to tell."""

    def write(held=None, **told):
        kind = told.get("database", connection.vendor)
        held = held or {DATABASES[kind]: b"no database at all", FILE: b"a paper"}
        given = {
            "made_at": clock.now().isoformat(),
            "database": kind,
            "schema_state": {},
            "audit_key": key_mark(),
            "members": {
                name: Member(size=len(content), sha256=hashlib.sha256(content).hexdigest())
                for name, content in held.items()
            },
        }
        path = tmp_path / "packed.tar"
        with tarfile.open(path, "w") as tar:
            for name, content in held.items():
                about = tarfile.TarInfo(name)
                about.size = len(content)
                tar.addfile(about, io.BytesIO(content))
            packing.add_manifest(tar, Manifest.model_construct(**{**given, **told}))
        return path

    return write


def refused(path, **options):
    with pytest.raises(NotSafe) as refusal:
        restore(path, **options)
    return str(refusal.value)


@pytest.mark.once
@pytest.mark.parametrize("at", [600, -9000])
def test_a_backup_of_which_a_byte_changed_is_refused(pack, at):
    path = pack({DATABASES["sqlite"]: b"x" * 1000, FILE: b"y" * 9000}, database="sqlite")
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)

    assert "is damaged" in refused(path)


@pytest.mark.once
def test_what_is_no_backup_and_what_was_cut_off_are_refused(pack, tmp_path):
    path = pack()
    whole = path.read_bytes()

    path.write_bytes(whole[:700])
    assert "is damaged" in refused(path)
    path.write_bytes(b"something else")
    assert "is damaged" in refused(path)
    assert "There is no" in refused(tmp_path / "nowhere.tar")
    assert "is damaged" in refused(pack(members={}))
    assert "is damaged" in refused(pack(format="another"))
    assert "is damaged" in refused(pack(made_at="yesterday"))
    assert "is damaged" in refused(pack(made_at="2026-11-27T10:00:00"))


@pytest.mark.once
@pytest.mark.parametrize(
    "name", ["../outside", "files/../../outside", "/etc/outside", "files", "keys/audit"]
)
def test_a_name_that_leads_elsewhere_is_refused(pack, tmp_path, name):
    path = pack({DATABASES[connection.vendor]: b"x", name: b"y"})

    assert "is damaged" in refused(path)
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.once
def test_a_link_in_a_backup_is_refused(pack, tmp_path):
    path = pack()
    with tarfile.open(path, "a") as tar:
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    assert "is damaged" in refused(path)


@pytest.mark.django_db
def test_a_backup_of_another_kind_version_or_key_is_refused(pack):
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"

    assert "DATABASE_URL" in refused(pack(database=other))
    assert "newer version" in refused(pack(schema_state={"people": ["0999_later"]}))
    assert "--lost-keys" in refused(pack(audit_key="0" * 32), replaces=True)
    assert "holds no keys" in refused(pack(), replaces=True, keys=pack())


@pytest.mark.django_db
def test_a_database_that_took_steps_which_are_one_today_is_no_newer_one_unless_it_stopped_between(
    pack,
):
    on_disk = MigrationLoader(None).disk_migrations["governance", "0001_whole_tables"]
    names = [name for _app, name in (*on_disk.replaced_before, *on_disk.replaces)]
    taken = {"governance": [*names, "0001_whole_tables"]}

    assert "--lost-keys" in refused(pack(schema_state=taken, audit_key="0" * 32), replaces=True), (
        "it goes past its steps"
    )

    MigrationRecorder(connection).record_applied(*on_disk.replaced_before[0])
    assert on_disk.replaced_before[0][1] not in schema_state()["governance"], (
        "an export of it comes into a new installation"
    )
    half = {"governance": names[:-1]}
    assert "stopped between two steps" in refused(pack(schema_state=half), replaces=True)


@pytest.mark.django_db
def test_what_is_here_stays_where_the_backups_database_cannot_be_read(pack, home):
    here = home / "files" / "documents"
    here.mkdir(parents=True)
    (here / "ours").write_bytes(b"ours")

    assert "--replace" in refused(pack())
    refused(pack(), replaces=True)

    assert (here / "ours").read_bytes() == b"ours"
    assert [path.name for path in home.iterdir()] == ["files"]


@pytest.mark.django_db
def test_a_copy_that_can_be_read_but_holds_no_table_of_ours_is_refused(tmp_path):
    copy = tmp_path / DATABASES[connection.vendor]
    if connection.vendor == "postgresql":
        one = ("--format=custom", "--table=django_content_type", f"--file={copy}")
        postgresql._run("pg_dump", *one, database=True)
        database = postgresql
    else:
        copy.write_bytes(b"x")  # to SQLite a sound database without a table
        database = sqlite

    with pytest.raises(NotSafe, match="holds no tables of Plenary"):
        database.check(copy)


@pytest.mark.django_db
def test_another_practice_is_not_put_over_the_one_that_is_noted_here(pack, home):
    noted = home / "practice.env"
    noted.write_text("PLENARY_PROFILE=cn-district\n", encoding="utf-8")
    held = {
        DATABASES[connection.vendor]: b"no database",
        "practice.env": b"PLENARY_PROFILE=city-council\n",
    }

    assert "practice.env" in refused(pack(held))
    refused(pack(held), replaces=True)  # its database cannot be read

    assert noted.read_text(encoding="utf-8") == "PLENARY_PROFILE=cn-district\n"
    assert [path.name for path in home.iterdir()] == ["practice.env"]


@pytest.mark.django_db
def test_a_backup_needs_a_free_place_and_files_on_this_machine(tmp_path, settings):
    (tmp_path / "taken.tar").touch()
    with pytest.raises(NotSafe, match="is there already"):
        making.make_backup(tmp_path / "new.tar", tmp_path / "taken.tar")

    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    with pytest.raises(NotSafe, match="not kept on this machine"):
        making.make_backup(tmp_path / "new.tar")
    assert [path.name for path in tmp_path.glob("*.tar")] == ["taken.tar"]


@pytest.mark.django_db
def test_the_commands_say_what_is_refused(tmp_path, pack, capsys):
    path = pack(schema_state={"people": ["0999_later"]})

    assert backup_command.main([str(path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert restore_command.main([str(path)]) == 2
    assert "newer version" in capsys.readouterr().err
    assert restore_command.main([str(tmp_path / "mistyped.tar")]) == 2
    assert "mistyped.tar: there is no such file" in capsys.readouterr().err


@pytest.mark.django_db
def test_backup_and_keys_are_both_there_afterwards_or_neither(tmp_path, monkeypatch):
    with pytest.raises(NotSafe, match="a file of their own"):
        making.make_backup(tmp_path / "one.tar", tmp_path / "one.tar")

    def full(_tar, _name, _path):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(packing, "add", full)
    with pytest.raises(OSError, match="full"):
        making.make_backup(tmp_path / "new.tar", tmp_path / "elsewhere" / "keys.tar")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.once
def test_a_sqlite_file_without_a_table_is_no_installation(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "_place", lambda: tmp_path / "plenary.sqlite3")
    assert sqlite.is_empty()
    (tmp_path / "plenary.sqlite3").touch()
    assert sqlite.is_empty()
    with closing(sqlite3.connect(tmp_path / "plenary.sqlite3")) as own:
        own.execute("CREATE TABLE one (id)")
    assert not sqlite.is_empty()


def test_keys_that_are_not_there_are_named(tmp_path):
    with pytest.raises(NotSafe, match="There is no"):
        restoring._keys(tmp_path / "mistyped.tar")


@pytest.mark.django_db
def test_without_postgresqls_programs_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotSafe, match="postgresql-client"):
        postgresql.check(tmp_path / "dump")
