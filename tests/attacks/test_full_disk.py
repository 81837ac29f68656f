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

from plenary.contexts.communications.models import Attachment, PageImage
from plenary.contexts.governance.models import ListImport, Paper, PaperVersion, Reading
from plenary.contexts.language.models import TermImport
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document, StoredFile
from plenary.workspace.models import DirectoryImport
from tests.contexts.communications import factories as pages
from tests.contexts.governance import agenda_records
from tests.contexts.governance.list_files import HEAD, ROWS, xlsx
from tests.factories import grant_role, user
from tests.kernel.documents import image_files

pytestmark = pytest.mark.django_db
TEXT = "会议要求，要提前做好准备。" * 5
OF_RECORDS = (Paper, PaperVersion, PageImage, Attachment)
KEPT = (StoredFile, Document, Reading, ListImport, TermImport, DirectoryImport, AuditRow)
UPLOADS = [
    ("office", "/readings/new/", "file", "a.txt"),
    ("office", "/lists/files/new/", "upload", "a.xlsx"),
    ("office", "/terms/import/", "upload", "a.csv"),
    ("administrator", "/directory/import/", "upload", "a.xlsx"),
]


def item_paper():
    """A paper of an item on the agenda."""
    (item,) = agenda_records.items(agenda_records.planned(), "听取汇报")
    sent = {"title_en": "Report", "access": "internal"}
    return f"/meetings/agenda/{item.pk}/papers/new/", "upload", sent, ("a.txt", TEXT.encode())


def paper_version():
    """A new file of a paper that has one."""
    (item,) = agenda_records.items(agenda_records.planned(), "听取汇报")
    made = agenda_records.paper(item_id=item.pk)
    sent = {"seen_version": made.version, "note": "更正"}
    return f"/meetings/papers/{made.pk}/versions/new/", "upload", sent, ("b.txt", TEXT.encode())


def photo():
    """A photo of a page in the newsroom."""
    made = pages.page()
    words = {"alt_zh": "窗口", "alt_en": "The counter", "credit_zh": "外办", "credit_en": "Office"}
    file = ("a.jpg", image_files.photo())
    return (
        f"/newsroom/pages/{made.pk}/images/",
        "file",
        {"seen_version": made.version, **words},
        file,
    )


def file_of_a_page():
    """A file that readers of a page may take along."""
    made = pages.page()
    words = {"name_zh": "指南", "name_en": "Guide", "seen_version": made.version}
    return f"/newsroom/pages/{made.pk}/files/", "file", words, ("a.txt", TEXT.encode())


RECORDS = [item_paper, paper_version, photo, file_of_a_page]


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


def kept_in(folder):
    """Say what there is: rows of each kind, and files."""
    rows = {model.__name__: model.objects.count() for model in (*KEPT, *OF_RECORDS)}
    return rows, sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("make", RECORDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("is_received", [True, False], ids=["kept", "received"])
def test_a_record_gets_no_half_of_a_file_where_the_disk_is_full(
    visit, monkeypatch, settings, tmp_path, make, is_received
):
    client = visit("office")
    address, field, sent, file = make()
    before = kept_in(tmp_path)

    def write(spooled, _piece):
        spooled.close()
        no_space()

    with monkeypatch.context() as full:
        if is_received:
            full.setattr(os, "fsync", no_space)
        else:
            settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
            full.setattr(tempfile._TemporaryFileWrapper, "write", write, raising=False)
        answer = client.post(address, {**sent, field: SimpleUploadedFile(*file)})

    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()
    assert kept_in(tmp_path) == before
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    assert client.post(address, {**sent, field: SimpleUploadedFile(*file)}).status_code == 302
    assert kept_in(tmp_path) != before


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
