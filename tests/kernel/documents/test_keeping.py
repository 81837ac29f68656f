import errno
import hashlib
import os
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage, default_storage

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents import filing, selectors, services
from plenary.kernel.documents.errors import NotStored
from plenary.kernel.documents.models import Document, Passage, StoredFile
from plenary.shared.actor import NOBODY, SYSTEM, Actor
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests import factories
from tests.kernel.documents.factories import DOCX, document

pytestmark = pytest.mark.django_db

ADMINISTRATOR = Actor(user_id=1, name="A", roles=frozenset({"administrator"}))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A storage of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def content(file):
    with filing.open_file(file.sha256) as opened:
        return opened.read()


def test_a_file_is_kept_once_under_its_hash(office, folder):
    one = services.keep_file(actor=office, data=DOCX, name="readout.docx")
    two = services.keep_file(actor=office, data=DOCX, name="again.docx")

    assert one == two
    assert one.sha256 == hashlib.sha256(DOCX).hexdigest()
    assert one.size == len(DOCX)
    assert one.media_type.endswith("wordprocessingml.document")
    (path,) = stored(folder)
    assert path.read_bytes() == DOCX
    assert path.stat().st_mode & 0o077 == 0
    assert content(one) == DOCX
    assert AuditRow.objects.filter(action="documents.file.kept").count() == 1


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (b"", "a.txt", ""),
        (b"MZ\x90\x00", "a.exe", ""),
        ("机密★".encode(), "a.txt", ""),
        ("机密★".encode("gb18030"), "a.txt", ""),
        (DOCX, "机密★.docx", ""),
        (DOCX, "a.docx", "绝密★长期"),
        (b"x" * 2000, "a.txt", ""),
    ],
)
def test_what_is_refused_leaves_no_file_and_no_row(office, folder, settings, data, name, text):
    settings.UPLOAD_LIMIT = 1999

    with pytest.raises(Refused):
        services.keep_file(actor=office, data=data, name=name, text=text)

    assert stored(folder) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("actor", [NOBODY, ADMINISTRATOR])
def test_whoever_may_not_keep_keeps_nothing(actor, folder):
    with pytest.raises(Forbidden):
        services.keep_file(actor=actor, data=DOCX, name="a.docx")
    with pytest.raises(Forbidden):
        document(actor=actor)

    assert stored(folder) == []
    assert not Document.objects.exists()


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_leaves_no_half_file_and_no_row(office, folder, monkeypatch, broken):
    def fail(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if broken == "fsync" else (Path, "replace")), fail)

    with pytest.raises(NotStored):
        services.keep_file(actor=office, data=DOCX, name="a.docx")

    assert stored(folder) == []
    assert not StoredFile.objects.exists()


def test_a_half_file_of_an_older_crash_is_written_again(office, folder):
    file = services.keep_file(actor=office, data=DOCX, name="a.docx")
    stored(folder)[0].write_bytes(DOCX[:10])

    services.keep_file(actor=office, data=DOCX, name="a.docx")

    assert content(file) == DOCX


def test_another_storage_than_a_folder_serves_too(office, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }

    file = services.keep_file(actor=office, data=DOCX, name="a.docx")

    assert content(file) == DOCX
    assert default_storage._wrapped.__class__ is InMemoryStorage


def test_a_file_that_the_storage_lost_is_not_there():
    with pytest.raises(NotFound):
        filing.open_file("0" * 64)


def test_a_text_is_known_by_its_characters(office):
    text = "第一条\r\n要办好论坛。\n"
    one, is_new = services.keep_document(
        actor=office, kind="readout", lang="zh", text=text, file_name="C:\\papers\\全会.txt"
    )
    two, is_new_again = services.keep_document(
        actor=office, kind="minutes", lang="zh", text=text, title="别的"
    )

    assert (is_new, is_new_again) == (True, False)
    assert one == two
    one.refresh_from_db()
    assert one.text == text
    assert one.file_name == "全会.txt"
    assert one.release == "internal"
    assert one.added_by_id == office.user_id
    assert selectors.with_same_text(office, text) == one
    row = AuditRow.objects.get(action="documents.document.kept")
    assert row.after["text"].startswith("hmac:")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "record"},
        {"kind": "novel"},
        {"lang": "fr"},
        {"release": "secret"},
        {"text": "  \n"},
        {"text": "a\x00b"},
        {"text": "a\ud800"},
        {"text": "机密★\n正文"},
        {"title": "秘密★方案"},
        {"origin": "TOP SECRET"},
        {"file_name": "[绝密].txt"},
    ],
)
def test_a_text_that_is_refused_is_not_kept(fields):
    with pytest.raises(Refused):
        document(**fields)

    assert not Document.objects.exists()
    assert not AuditRow.objects.exists()


def test_a_passage_is_made_once_and_quotes_verbatim():
    kept = document(text="要办好论坛。\r\n要建好窗口。")

    one = services.cite(document=kept, start=0, end=6)
    same = services.cite(document=kept, start=0, end=6)

    assert one == same
    assert one.quote == "要办好论坛。"
    assert one.get_absolute_url() == f"/documents/{kept.pk}/#p{one.pk}"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 99)])
def test_a_place_outside_the_text_cannot_be_cited(start, end):
    kept = document(text="要办好论坛。")

    with pytest.raises(Refused):
        services.cite(document=kept, start=start, end=end)
    with pytest.raises(Refused):
        services.cite_all(document=kept, places=[(0, 1), (start, end)])

    assert not Passage.objects.exists()


def test_many_places_are_cited_in_the_same_number_of_queries(django_assert_num_queries):
    kept = document(text="要" * 100)
    first = services.cite(document=kept, start=0, end=1)

    for count in (2, 60):
        places = [(0, 1), *((n, n + 1) for n in range(1, count)), (0, 1)]
        with django_assert_num_queries(5):
            made = services.cite_all(document=kept, places=places)
        assert [(p.start, p.end) for p in made] == places
        assert made[0] == made[-1] == first


def test_a_row_is_cited_once_and_never_with_another_text():
    kept = document(kind="list")
    row = services.cite_row(document=kept, sheet="清单", row=3, quote="3 | 办论坛")

    assert services.cite_row(document=kept, sheet="清单", row=3, quote="3 | 办论坛") == row
    for wrong in (
        {"row": 3, "quote": "3 | 别的"},
        {"row": 0, "quote": "x"},
        {"row": 4, "quote": ""},
    ):
        with pytest.raises(Refused):
            services.cite_row(document=kept, sheet="清单", **wrong)
    assert Passage.objects.count() == 1


def test_a_snapshot_keeps_a_record_as_it_stands(office):
    unit = factories.unit()
    one = services.snapshot_record(actor=office, subject=unit, lang="zh", text="甲", title="单位")
    same = services.snapshot_record(actor=office, subject=unit, lang="zh", text="甲")
    changed = services.snapshot_record(actor=office, subject=unit, lang="zh", text="乙")
    other = services.snapshot_record(actor=office, subject=factories.unit(), lang="zh", text="甲")

    assert one == same
    assert len({one.pk, changed.pk, other.pk}) == 3
    assert (one.quote, one.document.kind, one.document.subject_id) == ("甲", "record", unit.pk)
    assert one.document.subject_type == "organisations.organisation"
    assert list(selectors.source_texts(office)) == []


@pytest.mark.parametrize(("actor", "error"), [(SYSTEM, Refused), (NOBODY, Forbidden)])
def test_a_snapshot_is_refused_like_a_document(actor, error):
    with pytest.raises(error):
        services.snapshot_record(actor=actor, subject=factories.unit(), lang="zh", text="机密★")

    assert not Document.objects.exists()


def test_passages_of_two_languages_are_paired_and_let_an_older_pair_go(office):
    zh = services.cite(document=document(), start=0, end=2)
    en = services.cite(document=document(lang="en", text="Hold the forum"), start=0, end=4)
    new = services.cite(document=document(lang="en", text="Hold a forum"), start=0, end=4)
    services.pair(actor=office, one=zh, other=en)
    services.pair(actor=office, one=new, other=zh)

    for passage in (zh, en, new):
        passage.refresh_from_db()
    assert (zh.pair, new.pair, en.pair) == (new, zh, None)
    assert selectors.passages_by_id([zh.pk])[zh.pk].pair == new


def test_passages_of_one_language_are_not_paired(office):
    one, other = (services.cite(document=document(), start=0, end=2) for _ in range(2))

    with pytest.raises(Refused):
        services.pair(actor=office, one=one, other=other)
    with pytest.raises(Forbidden):
        services.pair(actor=NOBODY, one=one, other=other)

    one.refresh_from_db()
    assert one.pair is None
