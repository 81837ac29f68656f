"""Meeting packs: bound by a job for one reader, with what that reader may read and no more."""

import datetime as dt
import io
import zipfile
from contextlib import contextmanager

import pypdfium2
import pytest
import time_machine
import typst
from docx import Document

from plenary.contexts.governance import jobs
from plenary.contexts.governance.exports import office_files
from plenary.contexts.governance.models import MeetingPack
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents import filing
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


def pdf(words):
    """A page with these words, on A5."""
    return typst.compile(f'#set page("a5")\n{words}'.encode(), format="pdf")


def docx(words):
    document, data = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(data)
    return data.getvalue()


@pytest.fixture
def desk(db):
    """The account of the office."""
    return grant_role(user(name="Desk"), "office")


@pytest.fixture
def topic():
    """A topic on an agenda with a paper of each kind."""
    topic = made.accepted(made.planned(held_on=dt.date(2031, 3, 3)))
    files = {
        "report.pdf": pdf("Quarterly words"),
        "note.txt": "第一行\n\n第二行".encode(),
        "annex.docx": docx("Annex words"),
    }
    for name, data in files.items():
        access = "concerned" if name == "note.txt" else "internal"
        agendas.add_paper(
            actor=SYSTEM,
            topic_id=topic.pk,
            file=Upload(name, data),
            title_zh=f"材料{name}",
            title_en=f"Paper {name}",
            access=access,
        )
    agendas.ask_opinions(actor=SYSTEM, item_id=topic.item_id, unit_ids=[unit().pk], days=1)
    return topic


@pytest.fixture
def no_office(monkeypatch):
    """No LibreOffice is installed."""
    monkeypatch.setattr(office_files, "PROGRAMS", ("no-such-program",))


@pytest.fixture
def days_later(django_capture_on_commit_callbacks):
    """Let it be so many days later, and do what waits for the commit."""

    @contextmanager
    def later(days):
        with (
            clock.at(clock.today() + dt.timedelta(days=days)),
            django_capture_on_commit_callbacks(execute=True),
        ):
            yield

    return later


def bind(account, topic, lang="zh"):
    pack = agendas.ask_pack(actor=account.actor, meeting_id=topic.meeting_id, lang=lang)
    assert jobs.bind_pack.call(pack.pk) == "ready"
    pack.refresh_from_db()
    return pack


def contents(pack):
    with filing.open_file(pack.pdf_sha256) as file:
        document = pypdfium2.PdfDocument(file.read())
    with filing.open_file(pack.zip_sha256) as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    return document, archive


@pytest.mark.apart
def test_a_pack_holds_cover_agenda_and_each_paper_under_a_bookmark(desk, topic, no_office):
    pack = bind(desk, topic)

    document, archive = contents(pack)
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert (0, "议程") in marks
    assert [title for level, title in marks if level == 1] == ["材料report.pdf", "材料note.txt"]
    pages = [page.get_textpage().get_text_range() for page in document]
    assert "Quarterly words" in pages[2]
    assert document[2].get_size() == pytest.approx((419.5, 595.3), abs=1)
    assert "第二行" in pages[3]
    assert pack.apart == ["annex.docx"]
    names = archive.namelist()
    assert [name.rpartition("/")[2] for name in names[1:]] == [
        "01 材料report.pdf v1.pdf",
        "02 材料note.txt v1.txt",
        "03 材料annex.docx v1.docx",
    ]
    assert archive.read(names[2]).decode() == "第一行\n\n第二行"
    told = Notification.objects.get(user_id=desk.pk, kind="governance.pack.bound")
    assert told.url == pack.get_absolute_url()
    assert jobs.bind_pack.call(pack.pk) == ""


@pytest.mark.parametrize(("lang", "mark"), [("zh", "逾期报送"), ("en", "Late")])
def test_a_late_topic_is_marked_on_its_page_the_agenda_its_versions_and_in_the_pack(
    desk, client, no_office, lang, mark
):
    """18 July 2025 less five working days is the 11th: one topic came that day, one a day later."""
    meeting = made.planned()
    due = dt.datetime(2025, 7, 11, 4, tzinfo=dt.UTC)
    kept = {}
    for name, moment in (("in time", due), ("late", due + dt.timedelta(days=1))):
        with time_machine.travel(moment, tick=False):
            kept[name] = made.accepted(
                meeting, kind_id=made.kind(days_before=5).pk, title_zh=f"议题 {name}", title_en=name
            )
    version = made.circulated(meeting)
    client.force_login(desk)
    client.cookies["plenary_language"] = "zh-hans" if lang == "zh" else "en"

    def marks(address):
        page = client.get(address).content.decode()
        return page.partition("<main")[2].count(f">{mark}<")

    agenda = f"/meetings/{meeting.pk}/agenda/"
    assert marks(kept["late"].get_absolute_url()) == 1
    assert marks(kept["in time"].get_absolute_url()) == 0
    assert marks("/topics/") == marks(agenda) == 1
    assert marks(f"{agenda}versions/{version.number}/") == 1
    document, _archive = contents(bind(desk, kept["late"], lang))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert words.count(mark) == 1


def test_a_reader_gets_only_what_they_may_read(topic, no_office):
    member = unit_user(MemberUnit.objects.get(body=topic.meeting.body_id).unit)

    document, archive = contents(bind(member, topic, "en"))

    assert not any("note.txt" in name for name in archive.namelist())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "note.txt" not in text
    assert "第二行" not in text
    assert "Waits for its answer" in text


def test_an_office_file_is_bound_where_libreoffice_is_found(desk, topic, tmp_path, monkeypatch):
    page = tmp_path / "page.pdf"
    page.write_bytes(pdf("Annex as pages"))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nfor last; do :; done\ncp "{page}" "${{last%.docx}}.pdf"\n', encoding="utf-8"
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    pack = bind(desk, topic, "en")

    assert pack.apart == []
    text = "".join(page.get_textpage().get_text_range() for page in contents(pack)[0])
    assert "Annex as pages" in text


def test_a_pdf_that_cannot_be_bound_stands_apart(desk, no_office):
    topic = made.accepted(made.planned())
    paper = made.paper(topic_id=topic.pk)
    version = paper.versions.get()
    data = b"%PDF-1.7 broken"
    filing.put("0" * 64, data)
    version.file.sha256, version.file.media_type = "0" * 64, "application/pdf"
    version.file.save()

    assert bind(desk, topic).apart == [version.file_name]


def test_who_may_no_longer_read_all_of_it_does_not_get_the_pack(topic, client, no_office):
    member = unit_user(MemberUnit.objects.get(body=topic.meeting.body_id).unit)
    pack = bind(member, topic)
    client.force_login(member)
    file = f"/meetings/packs/{pack.pk}/pack.pdf"
    whole = client.get(file)
    assert b"".join(whole.streaming_content).startswith(b"%PDF-")
    assert AuditRow.objects.get(action="governance.pack.read").actor_id == member.pk

    paper = topic.papers.get(title_en="Paper report.pdf")
    agendas.edit_paper(
        actor=SYSTEM, paper_id=paper.pk, seen_version=None, changes={"access": "concerned"}
    )

    assert client.get(file).status_code == 422
    assert "no longer fits" in client.get(f"/meetings/packs/{pack.pk}/").content.decode()


def test_a_pack_is_its_readers_own(desk, topic, client):
    pack = agendas.ask_pack(actor=desk.actor, meeting_id=topic.meeting_id, lang="zh")
    again = agendas.ask_pack(actor=desk.actor, meeting_id=topic.meeting_id, lang="zh")
    assert again == pack
    client.force_login(grant_role(user(), "leader"))
    for address in (f"/meetings/packs/{pack.pk}/", f"/meetings/packs/{pack.pk}/pack.zip"):
        assert client.get(address).status_code == 404
    client.force_login(desk)
    assert "is being bound" in client.get(f"/meetings/packs/{pack.pk}/").content.decode()
    assert client.get(f"/meetings/packs/{pack.pk}/pack.pdf").status_code == 404
    assert client.get(f"/meetings/packs/{pack.pk}/pack.exe").status_code == 404


def test_a_pack_is_refused_without_an_agenda_and_to_strangers(desk, topic):
    empty = made.planned()
    with refused(Refused, "no item"):
        agendas.ask_pack(actor=desk.actor, meeting_id=empty.pk, lang="zh")
    with refused(Refused):
        agendas.ask_pack(actor=desk.actor, meeting_id=topic.meeting_id, lang="fr")
    with refused(NotFound):
        stranger = unit_user(unit())
        agendas.ask_pack(actor=stranger.actor, meeting_id=topic.meeting_id, lang="zh")
    with refused(Forbidden):
        agendas.ask_pack(actor=SYSTEM, meeting_id=topic.meeting_id, lang="zh")


def test_a_pack_that_cannot_be_bound_says_why(desk, topic, client, monkeypatch):
    monkeypatch.setattr("plenary.contexts.governance.exports.meeting_pack.MOST_BYTES", 10)
    pack = agendas.ask_pack(actor=desk.actor, meeting_id=topic.meeting_id, lang="zh")

    assert jobs.bind_pack.call(pack.pk) == "failed"

    client.force_login(desk)
    assert "too large" in client.get(f"/meetings/packs/{pack.pk}/").content.decode()
    second = agendas.ask_pack(actor=desk.actor, meeting_id=topic.meeting_id, lang="zh")
    desk.is_active = False
    desk.save()
    assert jobs.bind_pack.call(second.pk) == "failed"


def test_the_button_has_a_pack_bound(desk, topic, client):
    client.force_login(desk)

    sent = client.post(f"/meetings/{topic.meeting_id}/pack/", HTTP_ACCEPT_LANGUAGE="zh-CN")

    pack = MeetingPack.objects.get()
    assert (sent["Location"], pack.lang, pack.state) == (
        f"/meetings/packs/{pack.pk}/",
        "zh",
        "ready",
    )


def test_a_pack_goes_after_a_month_and_its_files_with_it(desk, topic, no_office, days_later):
    old = bind(desk, topic)
    with days_later(40):
        new = bind(desk, topic, "en")

        assert jobs.drop_packs.call() == 1
        assert jobs.drop_packs.call() == 0

    assert list(MeetingPack.objects.all()) == [new]
    for sha256 in (old.pdf_sha256, old.zip_sha256):
        with pytest.raises(NotFound):
            filing.open_file(sha256)
    with filing.open_file(new.pdf_sha256) as file:
        assert file.read(5) == b"%PDF-"
