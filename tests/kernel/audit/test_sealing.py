"""The seals over the audit log, and what tampering with it leaves behind."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from plenary.config.commands import audit as command
from plenary.kernel.audit import jobs, sealing, triggers
from plenary.kernel.audit.models import AuditRow, Seal
from plenary.kernel.audit.recording import record
from plenary.kernel.audit.verifying import verify
from plenary.shared.actor import SYSTEM
from tests.factories import unit


@pytest.fixture
def heads(tmp_path):
    return tmp_path / "heads"


@pytest.fixture
def sealed(db, monkeypatch):
    """Seal seven rows, three to a seal, and give their ids."""
    monkeypatch.setattr(sealing, "ROWS_A_SEAL", 3)
    of = unit()
    for number in range(7):
        record(actor=SYSTEM, action=f"test.{number}", subject=of, note={"字": number})
    assert sealing.seal_rows() == 7
    return list(AuditRow.objects.values_list("pk", flat=True))


def tamper(statement, *values):
    """Do what somebody with the database's password could do."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def found(heads):
    return [(finding.kind, finding.at) for finding in verify(heads).findings]


def test_an_untouched_log_is_whole(sealed, heads):
    record(actor=SYSTEM, action="test.later", subject=unit())
    sealing.export_head(heads)

    verdict = verify(heads)

    assert (verdict.rows, verdict.seals, verdict.unsealed, verdict.heads) == (7, 3, 1, 1)
    assert verdict.findings == ()


def test_sealing_again_seals_only_what_is_new(sealed, heads):
    record(actor=SYSTEM, action="test.later", subject=unit())

    assert sealing.seal_rows() == 1
    assert sealing.seal_rows() == 0
    assert found(heads) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditrow SET action = 'x'",
        "DELETE FROM audit_auditrow",
        "UPDATE audit_seal SET digest = 'x'",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_to_change_what_is_kept(sealed, change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(change)

    assert AuditRow.objects.filter(action__startswith="test.").count() == 7
    assert Seal.objects.count() == 3


def test_an_altered_row_is_named(sealed, heads):
    tamper("UPDATE audit_auditrow SET actor_name = 'Somebody' WHERE id = %s", sealed[4])

    assert found(heads) == [("altered", str(sealed[4]))]


def test_altered_json_is_found_too(sealed, heads):
    tamper("UPDATE audit_auditrow SET after = '{\"note\": 1}' WHERE id = %s", sealed[1])

    assert found(heads) == [("altered", str(sealed[1]))]


def test_a_missing_row_is_named(sealed, heads):
    tamper("DELETE FROM audit_auditrow WHERE id = %s", sealed[5])

    assert found(heads) == [("missing", str(sealed[5]))]


def test_an_inserted_row_is_named(sealed, heads):
    tamper("DELETE FROM audit_auditrow WHERE id = %s", sealed[0])
    columns = (
        "at, actor_id, actor_name, action, subject_type, subject_id, subject_version, before, after"
    )
    tamper(
        f"INSERT INTO audit_auditrow (id, {columns}) SELECT %s, {columns} FROM audit_auditrow"
        " WHERE id = %s",
        sealed[0] - 1,
        sealed[1],
    )

    assert found(heads) == [("inserted", str(sealed[0] - 1)), ("missing", str(sealed[0]))]


def test_a_seal_made_without_the_key_is_found(sealed, heads, settings):
    tamper("UPDATE audit_auditrow SET actor_name = 'Somebody' WHERE id = %s", sealed[1])
    tamper("DELETE FROM audit_seal")
    real, settings.AUDIT_KEY = settings.AUDIT_KEY, "a guess"
    sealing.seal_rows()
    settings.AUDIT_KEY = real

    kinds = {kind for kind, _at in found(heads)}

    assert kinds == {"seal altered", "altered"}


@pytest.mark.parametrize("links", ["[[1]]", "7", '{"a": 1}', '[["x", "y"]]', "null"])
def test_a_seal_that_holds_something_else_is_found_and_its_rows_with_it(sealed, heads, links):
    first = Seal.objects.all()[0]
    field = "links = %s" if connection.vendor == "sqlite" else "links = %s::jsonb"
    tamper(f"UPDATE audit_seal SET {field} WHERE id = %s", links, first.pk)

    told = [("seal altered", str(first.pk)), *(("inserted", str(row)) for row in sealed[:3])]
    assert found(heads)[:4] == told


def test_a_seal_taken_out_of_the_middle_breaks_the_chain(sealed, heads):
    second = Seal.objects.all()[1]
    tamper("DELETE FROM audit_seal WHERE id = %s", second.pk)

    kinds = {kind for kind, _at in found(heads)}

    assert kinds == {"seal altered", "inserted"}


def test_an_end_that_was_cut_off_is_found_by_the_exported_head(sealed, heads):
    path = sealing.export_head(heads)
    last = Seal.objects.last()
    tamper("DELETE FROM audit_auditrow WHERE id >= %s", last.first_row_id)
    tamper("DELETE FROM audit_seal WHERE id = %s", last.pk)

    assert found(heads) == [("seal missing", path.name)]


def test_a_head_that_was_written_anew_is_found(sealed, heads):
    path = sealing.export_head(heads)
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "seal": told["seal"] - 1}), encoding="utf-8")

    assert found(heads) == [("head altered", path.name)]


@pytest.mark.parametrize("content", ["", "[1]", '{"seal": 1', "文".encode("gb18030")])
def test_a_head_that_cannot_be_read_is_found(sealed, heads, content):
    path = sealing.export_head(heads)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert found(heads) == [("head altered", path.name)]
    assert [each.name for each in heads.iterdir()] == [path.name]


def test_a_trigger_that_was_dropped_is_found(sealed, heads):
    triggers.remove(connection)
    wanted = triggers.missing(connection)
    kinds = [kind for kind, _at in found(heads)]
    triggers.install(connection)

    assert kinds == ["unguarded"] * len(wanted)
    assert len(wanted) >= 4


def test_nothing_is_exported_before_there_is_a_seal(db, heads):
    assert sealing.export_head(heads) is None
    assert not heads.exists()


def test_the_jobs_seal_and_export(sealed, settings, tmp_path):
    settings.HOME = tmp_path
    record(actor=SYSTEM, action="test.later", subject=unit())

    assert jobs.seal_audit.call() == 1
    name = jobs.export_audit_head.call()

    assert (tmp_path / "audit-heads" / name).exists()


def test_the_command_says_in_the_language_of_the_terminal_what_it_found(
    sealed, heads, capsys, monkeypatch
):
    heads.mkdir()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert command.main(["verify", "--heads", str(heads)]) == 0
    said = capsys.readouterr().out
    assert "审计日志完整，与封存时一致" in said
    assert "sealed" not in said
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    tamper("DELETE FROM audit_auditrow WHERE id = %s", sealed[5])

    assert command.main(["verify", "--heads", str(heads)]) == 1

    said = capsys.readouterr().out
    assert f"Row {sealed[5]} is missing" in said
    assert "缺失" not in said


def test_a_folder_of_heads_that_is_not_there_proves_nothing(sealed, tmp_path):
    with pytest.raises(FileNotFoundError):
        command.main(["verify", "--heads", str(tmp_path / "mistyped")])


def test_the_command_seals_and_exports(sealed, heads, capsys):
    record(actor=SYSTEM, action="test.later", subject=unit())

    assert command.main(["seal"]) == 0
    assert command.main(["export", "--heads", str(heads)]) == 0

    assert "1 rows sealed" in capsys.readouterr().out
    assert len(list(heads.iterdir())) == 1
