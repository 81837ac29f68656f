"""An import takes all of an export or nothing, and says in one sentence why not."""

import hashlib
import json
import shutil
import zipfile

import pytest
from django.db import connection

from plenary.config.commands import export as export_command
from plenary.config.commands import importing as import_command
from plenary.config.moving import tables
from plenary.config.moving.bringing_in import bring_in
from plenary.config.moving.errors import Unmovable
from plenary.config.moving.taking_out import take_out
from plenary.contexts.governance.models import Requirement
from plenary.kernel.audit import sealing, triggers
from plenary.kernel.audit.models import AuditRow, Seal
from plenary.kernel.audit.recording import record
from plenary.kernel.documents import filing
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person
from plenary.kernel.search import selectors
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.factories import person, unit

pytestmark = pytest.mark.django_db
CONTENT = b"a paper"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def taken(tmp_path, home):
    """An export of two units (one gone again), a person and a file; the installation is empty afterwards."""
    unit(code="a")
    Requirement.objects.create(reference_zh="上级友好城市会议")
    unit(code="b").delete()
    person(name_zh="王小友")
    StoredFile.objects.create(
        sha256=SHA256, size=len(CONTENT), media_type="text/plain", stored_at=clock.now()
    )
    filing.put(SHA256, CONTENT)
    heads = home / "audit-heads"
    assert not heads.exists()
    take_out(tmp_path / "taken")
    for model in (Requirement, Organisation, Person, StoredFile):
        model.objects.all().delete()
    (home / "files" / "documents" / SHA256[:2] / SHA256).unlink()
    return tmp_path / "taken"


def rewrite(folder, table, change):
    """Change a table's file and let the manifest know: what only somebody who wants to can do."""
    path = folder / "data" / f"{table}.jsonl"
    rows = [change(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    edit(
        folder,
        lambda told: [
            t.update(sha256=hashlib.sha256(path.read_bytes()).hexdigest())
            for t in told["tables"]
            if t["name"] == table
        ],
    )


def edit(folder, change):
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told, indent=1), encoding="utf-8")


def refused(folder):
    with pytest.raises(Unmovable) as refusal:
        bring_in(folder)
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert not StoredFile.objects.exists()
    return str(refusal.value)


def test_what_comes_in_is_found_and_numbers_go_on_after_what_was_deleted(taken):
    tables_told = json.loads((taken / "manifest.json").read_bytes())["tables"]
    units = next(table for table in tables_told if table["name"] == "organisations.organisation")

    bring_in(taken)

    with filing.open_file(SHA256) as file:
        assert file.read() == CONTENT
    assert len(selectors.find(SYSTEM, "友好城市").hits) == 1
    assert units["rows"] == 1
    assert unit(code="c").pk > units["last_id"]
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("name", ["data/people.person.jsonl", f"files/{SHA256}", "manifest.json"])
@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_a_damaged_export_is_refused(taken, name, damage):
    path = taken / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-3])

    said = refused(taken)

    assert name in said


def test_a_zip_that_was_cut_off_and_what_is_no_export_are_refused(taken, tmp_path):
    cut = tmp_path / "cut.zip"
    with zipfile.ZipFile(cut, "w") as file:
        file.write(taken / "manifest.json", "manifest.json")
    whole = cut.read_bytes()

    assert "is missing" in refused(cut)
    cut.write_bytes(whole[:-40])
    assert "neither a folder nor a .zip" in refused(cut)
    assert "There is no" in refused(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "no manifest.json" in refused(tmp_path / "empty")
    edit(taken, lambda told: told.update(format="plenary-export-9"))
    assert "this version of Plenary knows" in refused(taken)


def test_another_version_and_another_audit_key_are_refused(taken, settings):
    edit(taken, lambda told: told["schema_state"]["people"].append("0999_later"))
    assert "same version" in refused(taken)
    with pytest.raises(Unmovable):
        bring_in(taken, make_ready=lambda: pytest.fail("a database is made for nothing"))
    edit(taken, lambda told: told["schema_state"]["people"].pop())

    real, settings.AUDIT_KEY = settings.AUDIT_KEY, "another"
    assert "keys/audit" in refused(taken)
    settings.AUDIT_KEY = real
    bring_in(taken)


def test_the_practice_comes_with_the_export_unless_another_was_chosen_here(taken, home):
    council = {"profile": "city-council", "calendar": "weekdays", "time_zone": "Europe/London"}
    edit(taken, lambda told: told.update(practice=council))
    noted = home / "practice.env"
    noted.write_text("PLENARY_PROFILE=cn-district\n", encoding="utf-8")

    assert "city-council" in refused(taken)
    noted.unlink()
    edit(taken, lambda told: told["practice"].update(time_zone="Mars/One"))
    assert "PLENARY_TIME_ZONE" in refused(taken)
    assert not noted.exists()
    edit(taken, lambda told: told.update(practice=council))
    bring_in(taken)

    lines = ["PLENARY_PROFILE=city-council", "PLENARY_TIME_ZONE=Europe/London"]
    assert noted.read_text(encoding="utf-8").splitlines() == lines


def test_an_installation_that_holds_something_is_left_alone(taken):
    here = unit(code="here")

    with pytest.raises(Unmovable, match=r"not empty.*organisations\.organisation"):
        bring_in(taken)

    assert list(Organisation.objects.all()) == [here]


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("organisations.organisation", {"parent_id": 999}, "points to one that is not there"),
        ("organisations.organisation", {"code": None}, "near row 1"),
        ("documents.storedfile", {"stored_at": "yesterday"}, "near row 1"),
    ],
)
def test_a_row_that_cannot_be_kept_leaves_nothing_behind(taken, table, change, said):
    rewrite(taken, table, lambda row: {**row, **change})

    assert said in refused(taken)


def test_an_audit_log_that_was_altered_comes_in_with_nothing_and_leaves_no_head(tmp_path, home):
    record(actor=SYSTEM, action="test.done", subject=person())
    sealing.seal_rows()
    sealing.export_head()
    take_out(tmp_path / "taken")
    triggers.remove(connection)
    for model in (Seal, AuditRow, Person):
        model.objects.all().delete()
    triggers.install(connection)
    shutil.rmtree(home / "audit-heads")
    rewrite(tmp_path / "taken", "audit.auditrow", lambda row: {**row, "actor_name": "Somebody"})

    assert "was altered" in refused(tmp_path / "taken")
    assert not AuditRow.objects.exists()
    assert list((home / "audit-heads").iterdir()) == []


def test_an_export_needs_a_free_place_and_leaves_nothing_where_it_fails(taken, tmp_path):
    with pytest.raises(Unmovable, match="is there already"):
        take_out(taken)
    StoredFile.objects.create(sha256=SHA256, size=7, media_type="text/plain", stored_at=clock.now())

    with pytest.raises(Unmovable, match="lost or damaged"):
        take_out(tmp_path / "new")

    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["taken"]


def test_the_commands_say_what_they_did(taken, tmp_path, capsys):
    assert import_command.main([str(taken)]) == 0
    assert "Brought in" in capsys.readouterr().out
    assert import_command.main([str(taken)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert export_command.main([str(tmp_path / "again.zip")]) == 0
    assert "holds no passwords" in capsys.readouterr().out
    assert AuditRow.objects.get().action == "audit.installation.exported"
    assert export_command.main([str(tmp_path / "again.zip")]) == 2
    assert "is there already" in capsys.readouterr().err


def test_no_travelling_row_points_to_one_that_stays():
    travelling = set(tables.travelling())
    loose = [
        f"{tables.label(model)}.{field.name}"
        for model in travelling
        for field in tables.columns(model)
        if field.related_model is not None and field.related_model not in travelling
    ]

    assert len(travelling) > 60
    assert loose == []


def test_of_every_column_that_sounds_secret_it_was_decided_whether_it_travels():
    sounds = ("secret", "token", "passw", "credential", "cookie", "session")
    harmless = {"language.termtoken.token", "language.termtoken.tokens"}
    undecided = [
        name
        for model in tables.travelling()
        for field in tables.columns(model)
        if any(word in field.name for word in sounds)
        and (name := f"{tables.label(model)}.{field.name}") not in harmless
    ]

    assert undecided == []
