"""Secrecy markings where a reader might not look, and in every text that is stored."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as Docx

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Progress, Reading
from plenary.contexts.governance.services.parts import EvidenceGiven, ProgressGiven
from plenary.contexts.governance.services.readings import (
    change_reading,
    lay_out_reading,
    start_reading,
)
from plenary.kernel.accounts.services import invite_user
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.measures.services import make_hand_measure
from plenary.kernel.organisations import services as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import services as people
from plenary.kernel.people.models import Person, Post
from plenary.kernel.places.models import Place
from plenary.kernel.places.services import create_place
from plenary.kernel.text.validators import refuse_secrecy
from plenary.readout import read
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance import factories
from tests.factories import body, grant_role, organisation, unit_user, user

pytestmark = pytest.mark.django_db

MARKING = "机密★10年"
CLAUSE = "滨河区召开全体会议。会议要求，各单位要做好各项准备工作。"


def word_file(change):
    document = Docx()
    document.add_paragraph(CLAUSE)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_header(document):
    document.sections[0].header.paragraphs[0].text = MARKING


def in_footer(document):
    document.sections[0].footer.paragraphs[0].text = MARKING


def in_first_footer(document):
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = MARKING


def in_table(document):
    document.add_table(1, 1).cell(0, 0).text = MARKING


def in_title(document):
    document.core_properties.title = MARKING


def in_keywords(document):
    document.core_properties.keywords = MARKING


def in_single_runs(document):
    paragraph = document.sections[0].footer.paragraphs[0]
    for character in MARKING:
        paragraph.add_run(character)


WORD = [in_header, in_footer, in_first_footer, in_table, in_title, in_keywords, in_single_runs]


def upload(name, data):
    client = Client()
    client.force_login(grant_role(user(), "office"))
    return client.post("/readings/new/", {"file": SimpleUploadedFile(name, data)})


def assert_nothing_is_kept(answer):
    assert answer.status_code == 422
    assert "secrecy marking" in answer.content.decode()
    assert not Reading.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("change", WORD, ids=lambda change: change.__name__)
def test_a_marking_anywhere_in_a_word_file_is_found(change):
    assert_nothing_is_kept(upload("通稿.docx", word_file(change)))


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>机密&#9733;</title></head><body><article><p>{}</p></article></body></html>",
        "<html><body><nav>机密&#x2605;1年</nav><article><p>{}</p></article></body></html>",
        "<html><body><article><p><i>机</i><b>密</b>★</p><p>{}</p></article></body></html>",
        "<html><body><!-- 机密★ --><article><p>{}</p></article></body></html>",
    ],
)
def test_a_marking_anywhere_in_a_page_is_found(page):
    assert_nothing_is_kept(upload("通稿.html", page.format(CLAUSE * 5).encode()))


def test_a_word_file_and_a_page_without_a_marking_are_taken():
    plain = word_file(lambda document: None)
    page = f"<html><title>新闻</title><body><article><p>{CLAUSE * 4}</p></article></body></html>"

    assert upload("通稿.docx", plain).status_code == 302
    assert upload("通稿.html", page.encode()).status_code == 302


@pytest.mark.parametrize(
    "marking",
    [
        "机 密 ★ 1年",
        "机\n密\n★",
        "机密\ufe0e★",
        "机密\u202e★",
        "机\u0301密★",
        "机\u200b密★",
        "祕密★",
        "〔机密〕★",
        "机密（★）",
        "\uff33\uff25\uff23\uff32\uff25\uff34//\uff2e\uff2f\uff26\uff2f\uff32\uff2e",
        "本件TOP SECRET件",
    ],
)
def test_a_marking_in_disguise_is_found_in_running_text(marking):
    with pytest.raises(Refused, match="secrecy marking"):
        refuse_secrecy("正文。\n" * 40 + f"前文{marking}后文")


@pytest.mark.parametrize(
    "text",
    [
        "会议由秘书长主持。",
        "保守国家秘密。",
        "The Secretary-General",
        "机密性与完整性",
        "五★级酒店",
    ],
)
def test_words_that_are_no_marking_pass(text):
    refuse_secrecy(text)


def add_organisation(**fields):
    return organisations.create_organisation(actor=SYSTEM, kind="unit", **fields)


@pytest.mark.parametrize(
    ("store", "model"),
    [
        (lambda: add_organisation(name_zh="甲局", duties_zh=MARKING), Organisation),
        (lambda: add_organisation(name_zh=MARKING), Organisation),
        (lambda: people.create_person(actor=SYSTEM, name_zh=MARKING), Person),
        (lambda: create_place(actor=SYSTEM, name_zh="馆", hours_zh=MARKING), Place),
    ],
)
def test_nothing_marked_is_kept_of_organisations_people_and_places(store, model):
    with pytest.raises(Refused, match="secrecy marking"):
        store()

    assert not model.objects.exists()


def test_nothing_marked_is_kept_of_posts_terms_and_other_names():
    of, committee = organisation(), body()

    for store in (
        lambda: people.create_post(actor=SYSTEM, organisation=of, title_zh=MARKING),
        lambda: organisations.add_former_name(actor=SYSTEM, organisation=of, name_zh=MARKING),
        lambda: organisations.add_term(
            actor=SYSTEM, body=committee, starts_on=dt.date(2026, 1, 1), name_zh=MARKING
        ),
        lambda: invite_user(actor=SYSTEM, email="a@example.org", name=MARKING),
        lambda: make_hand_measure(
            actor=SYSTEM, key="guests", name_zh="客", name_en="guests", counted_zh=MARKING
        ),
    ):
        with pytest.raises(Refused, match="secrecy marking"):
            store()
    assert not Post.objects.exists()


@pytest.mark.parametrize("text", ["机密", MARKING])
@pytest.mark.parametrize("field", ["done_zh", "next_zh", "help_en", "reason_zh"])
def test_each_text_of_an_entry_is_looked_at_by_itself(field, text):
    task = factories.open_task()
    unit = task.duties.get(role="lead").unit
    given = ProgressGiven(**{"done_en": "Done.", field: text})

    with pytest.raises(Refused, match="secrecy marking"):
        services.report_progress(
            actor=unit_user(unit).actor, task_id=task.pk, unit_id=unit.pk, given=given
        )
    assert not Progress.objects.exists()


def test_evidence_points_to_a_page_and_runs_nothing():
    task = factories.open_task()
    unit = task.duties.get(role="lead").unit
    evidence = (EvidenceGiven(url="javascript:alert(1)"),)

    with pytest.raises(Refused, match="begins with https"):
        services.report_progress(
            actor=unit_user(unit).actor,
            task_id=task.pk,
            unit_id=unit.pk,
            given=ProgressGiven(done_en="Done.", evidence=evidence),
        )
    assert not Progress.objects.exists()


def test_nothing_marked_is_kept_on_a_working_paper(office):
    reading = start_reading(actor=office, text=CLAUSE).reading
    laid_out = lay_out_reading(reading_id=reading.pk, found=read(CLAUSE).to_json())
    was = laid_out.paper

    for values in ({"list_name": MARKING}, {"posts": {"q1": f"new:{MARKING}"}}):
        with pytest.raises(Refused, match="secrecy marking"):
            change_reading(
                actor=office,
                reading_id=reading.pk,
                seen_version=laid_out.version,
                action="list",
                values=values,
            )
    laid_out.refresh_from_db()
    assert laid_out.paper == was
