"""The evaluation pack of a frozen report, and the guard over a report's length."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.utils import translation

from plenary.contexts.governance.exports.pack import pack_of
from plenary.contexts.governance.exports.paper import paper_of
from plenary.contexts.governance.models import ProgressFigure, Report
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.selectors.report_pack import figures_of
from plenary.contexts.governance.selectors.report_page import report_page
from plenary.contexts.governance.services import report_editing
from plenary.contexts.governance.services.report_freezing import (
    correct_report,
    freeze_report,
    hand_out_pack,
)
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.measures.models import HandMeasure
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import report_factories as made
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


def freeze(office, report, **fields):
    for statement in reports.unanswered(reports.statements_of(report)):
        statement.is_without_source = True
        statement.save()
    report.refresh_from_db()
    return freeze_report(
        actor=office, report_id=report.pk, seen_version=report.version, reason="报送", **fields
    )


@pytest.fixture
def frozen(office):
    task_list = made.task_list(2, entries=[{"quarter": 2, "done_zh": "=签约三项"}])
    entry = task_list.entries.get(number=1).task.progress.get()
    HandMeasure.objects.create(
        key="fairs", name_zh="推介会", name_en="Fairs", counted_zh="场", counted_en="fairs"
    )
    ProgressFigure.objects.create(
        progress=entry,
        measure="fairs",
        name_zh="推介会",
        name_en="Fairs",
        value=7,
        passage=made.passage("推介会 7 场"),
    )
    return freeze(office, made.half_year(task_list))


def unpacked(report):
    statements = reports.statements_of(report)
    data = pack_of(report, statements, figures_of(report, statements))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_pack_holds_the_report_in_every_form_with_its_sources_and_figures(frozen):
    files = unpacked(frozen)

    forms = {
        f"report.{lang}.{ending}" for lang in ("zh", "en") for ending in ("docx", "pdf", "xlsx")
    }
    assert forms | {
        "sources.csv",
        "figures.csv",
        "report.json",
        "manifest.json",
        "README.txt",
    } == set(files)
    sources = rows(files["sources.csv"])
    every = [s for each in reports.statements_of(frozen) for s in each.sources.all() or [None]]
    assert len(sources) == len(every)
    assert not any(cell.startswith("=") for row in sources for cell in row.values())
    (figure,) = rows(files["figures.csv"])
    assert (figure["measure"], figure["value"], figure["query"]) == (
        "fairs",
        "7",
        "typed by the unit",
    )
    assert (figure["starts_on"], figure["ends_on"]) == ("2025-04-01", "2025-06-30")
    manifest = json.loads(files["manifest.json"])
    assert manifest["digest"] == frozen.digest
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_the_same_frozen_report_gives_the_same_pack(frozen):
    assert unpacked(frozen) == unpacked(Report.objects.get(pk=frozen.pk))


def test_the_pack_is_handed_out_with_an_audit_row_to_those_who_read_sources(client, office, frozen):
    client.force_login(grant_role(user(), "leader"))

    answer = client.get(f"{frozen.get_absolute_url()}pack.zip")

    assert answer["Content-Type"] == "application/zip"
    assert answer.content.startswith(b"PK")
    assert AuditRow.objects.filter(action="governance.report.pack_handed_out").count() == 1
    assert "pack.zip" in client.get(frozen.get_absolute_url()).content.decode()


def test_the_pack_of_a_draft_and_of_what_one_may_not_see_is_refused(office, frozen, actor_of):
    draft = made.half_year(made.task_list(1))
    public = freeze(office, made.half_year(made.task_list(1)), release="on_request")
    liaison = unit_user(unit()).actor

    with pytest.raises(Refused, match="frozen report"):
        hand_out_pack(actor=office, report_id=draft.pk)
    with pytest.raises(NotFound):
        hand_out_pack(actor=liaison, report_id=frozen.pk)
    with pytest.raises(Forbidden):
        hand_out_pack(actor=liaison, report_id=public.pk)

    assert not AuditRow.objects.filter(action="governance.report.pack_handed_out").exists()


@pytest.mark.parametrize(("paper", "limit"), [("general", 5000), ("special", 4000)])
def test_a_report_longer_than_its_kind_of_paper_says_so_on_its_page_and_in_its_files(
    client, office, paper, limit
):
    report = made.half_year(made.task_list(1))
    report_editing.rename_report(
        actor=office,
        report_id=report.pk,
        seen_version=report.version,
        title_zh="报告",
        title_en="Report",
        paper=paper,
    )
    before = report_page(office, report.pk).length
    report_editing.add_statement(
        actor=office,
        report_id=report.pk,
        item_number=None,
        text_zh="字" * (limit - before.characters),
        text_en="x",
        cites=[],
        is_without_source=True,
    )
    report.refresh_from_db()
    assert not report_page(office, report.pk).length.is_over
    assert not noted(report)

    report_editing.add_statement(
        actor=office,
        report_id=report.pk,
        item_number=None,
        text_zh="多",
        text_en="x",
        cites=[],
        is_without_source=True,
    )

    client.force_login(grant_role(user(), "office"))
    assert report_page(office, report.pk).length.is_over
    assert f"{limit} at most" in client.get(report.get_absolute_url()).content.decode()
    editing = client.get(f"{report.get_absolute_url()}add/").content.decode()
    assert f"{limit + 1} of {limit}" in editing
    for page in ("title/", "freeze/"):
        shown = client.get(f"{report.get_absolute_url()}{page}").content.decode()
        assert f"{limit + 1} of {limit}" in shown
    last = report.statements.last()
    refused = client.post(
        f"/reports/statements/{last.pk}/",
        {"seen_version": last.version + 5, "text_zh": "太长了"},
    )
    assert refused.status_code == 409
    counted = limit + 1 - reports.characters([last]) + 3
    assert f"{counted} of {limit}" in refused.content.decode(), "what is typed counts"
    assert str(limit + 1) in noted(report)[0]


def noted(report):
    with translation.override("zh-hans"):
        return paper_of(report, reports.statements_of(report), "zh").notes


def test_a_profile_without_a_limit_measures_and_does_not_warn(office, settings, client):
    settings.PROFILE = "city-council"
    report = made.half_year(made.task_list(1))
    client.force_login(grant_role(user(), "office"))

    assert report_page(office, report.pk).length.limit == 0
    assert "at most" not in client.get(report.get_absolute_url()).content.decode()


def test_an_unknown_kind_of_paper_is_refused_and_a_correction_keeps_its_kind(office):
    report = made.half_year(made.task_list(1))
    known = {"actor": office, "report_id": report.pk, "title_zh": "报告", "title_en": "Report"}

    with pytest.raises(Refused):
        report_editing.rename_report(**known, seen_version=report.version, paper="long")
    report_editing.rename_report(**known, seen_version=report.version, paper="special")
    report.refresh_from_db()
    done = freeze(office, report)

    assert correct_report(actor=office, report_id=done.pk, reason="更正").paper == "special"
