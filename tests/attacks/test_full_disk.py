"""A disk that fills up during an upload: a clear sentence, and nothing half stored, wherever it is met."""

import errno
import os
import sqlite3
import tempfile

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from plenary.contexts.governance.models import ListImport, Reading
from plenary.contexts.language.models import TermImport
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document, StoredFile
from plenary.workspace.models import DirectoryImport
from tests.contexts.governance.list_files import HEAD, ROWS, xlsx
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db
TEXT = "会议要求，要提前做好准备。" * 5
KEPT = (StoredFile, Document, Reading, ListImport, TermImport, DirectoryImport, AuditRow)
UPLOADS = [
    ("office", "/readings/new/", "file", "a.txt"),
    ("office", "/lists/files/new/", "upload", "a.xlsx"),
    ("office", "/terms/import/", "upload", "a.csv"),
    ("administrator", "/directory/import/", "upload", "a.xlsx"),
]


def no_space(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def visit(settings, tmp_path):
    """Give a client by its account's role, with a storage of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }

    def sign_in(role):
        client = Client(raise_request_exception=False)
        client.force_login(grant_role(user(language="en"), role))
        return client

    return sign_in


def content(name):
    return xlsx([HEAD, *ROWS]) if name.endswith("xlsx") else TEXT.encode()


def nothing_is_kept(folder):
    held = [model.__name__ for model in KEPT if model.objects.exists()]
    return held + [path.name for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("role", "address", "field", "name"), UPLOADS[:2])
def test_the_storage_of_files_is_full(visit, monkeypatch, tmp_path, role, address, field, name):
    client = visit(role)
    monkeypatch.setattr(os, "fsync", no_space)

    answer = client.post(address, {field: SimpleUploadedFile(name, content(name))})

    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()
    assert f'name="{field}"' in answer.content.decode()
    assert nothing_is_kept(tmp_path)


@pytest.mark.parametrize(("role", "address", "field", "name"), UPLOADS)
def test_there_is_no_room_to_receive_the_file(
    visit, monkeypatch, settings, tmp_path, role, address, field, name
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    client = visit(role)

    def write(file, _piece):
        file.close()
        no_space()

    monkeypatch.setattr(tempfile._TemporaryFileWrapper, "write", write, raising=False)

    answer = client.post(address, {field: SimpleUploadedFile(name, content(name))})

    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()
    assert nothing_is_kept(tmp_path)


def full(vendor):
    """What each database's driver says, as Django passes it on."""
    if vendor == "postgresql":
        cause = psycopg.errors.DiskFull("could not extend file: No space left on device")
    else:
        database = sqlite3.connect(":memory:")
        database.execute("CREATE TABLE paper (text)")
        database.execute("PRAGMA max_page_count = 3")
        try:
            database.execute("INSERT INTO paper VALUES (?)", ["x" * 100_000])
        except sqlite3.OperationalError as error:
            cause = error
        database.close()
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_the_database_has_no_room(visit, tmp_path, vendor):
    client = visit("office")

    def refuse(execute, sql, *rest):
        if sql.startswith("INSERT"):
            raise full(vendor)
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        answer = client.post("/readings/new/", {"text": TEXT})

    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()
    assert nothing_is_kept(tmp_path)
