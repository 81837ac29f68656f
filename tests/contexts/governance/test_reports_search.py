"""Reports are found by what they say, in both languages, by exactly those who see them."""

import pytest
from django.core.management import call_command

from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.report_editing import (
    add_statement,
    edit_statement,
    remove_statement,
    rename_report,
)
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.kernel.search.models import Entry
from plenary.kernel.search.selectors import find, visible_to
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.governance import report_factories as factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

KIND = {"governance.report"}


@pytest.fixture
def report(db):
    entries = [
        {"done_zh": "开展海棠花节双语志愿服务", "done_en": "Volunteers served in two languages"}
    ]
    return factories.half_year(factories.task_list(1, entries=entries))


def found(words, actor=SYSTEM):
    return {hit.subject_id for hit in find(actor, words, subject_types=KIND).hits}


def test_a_draft_is_found_by_its_title_and_by_what_it_says_in_either_language(report):
    assert found("海棠") == {report.pk}
    assert found("Volunteers") == {report.pk}
    assert found(report.title_en.split()[0]) == {report.pk}


def test_what_is_edited_added_and_removed_is_found_as_it_stands(report):
    statement = next(s for s in reports.statements_of(report) if "海棠" in s.text_zh)
    edited = edit_statement(
        actor=SYSTEM,
        statement_id=statement.pk,
        seen_version=statement.version,
        text_zh="开展牡丹花节服务",
        text_en="",
    )
    assert (found("海棠"), found("牡丹")) == (set(), {report.pk})

    remove_statement(actor=SYSTEM, statement_id=edited.pk, seen_version=edited.version)
    assert found("牡丹") == set()

    add_statement(
        actor=SYSTEM,
        report_id=report.pk,
        item_number=None,
        text_zh="",
        text_en="A peony closing",
        is_without_source=True,
    )
    assert found("peony") == {report.pk}


def test_a_new_title_and_a_correction_are_found(report):
    report.refresh_from_db()
    rename_report(
        actor=SYSTEM,
        report_id=report.pk,
        seen_version=report.version,
        title_zh="银杏报告",
        title_en="Ginkgo report",
    )
    assert found("银杏") == {report.pk}
    frozen = frozen_as(report, "internal")

    correction = correct_report(actor=SYSTEM, report_id=frozen.pk, reason="A figure was wrong")

    assert found("Ginkgo") == {report.pk, correction.pk}


def frozen_as(report, release):
    for statement in reports.unanswered(reports.statements_of(report)):
        statement.is_without_source = True
        statement.save()
    report.refresh_from_db()
    return freeze_report(
        actor=SYSTEM,
        report_id=report.pk,
        seen_version=report.version,
        reason="For the leading group",
        release=release,
    )


@pytest.mark.parametrize("release", ["draft", "internal", "on_request", "public"])
def test_exactly_those_find_it_who_see_it(report, release):
    if release != "draft":
        frozen_as(report, release)
    roles = ("leader", "office", "verifier", "editor", "translator", "protocol", "counter")
    actors = [grant_role(user(), role).actor for role in (*roles, "administrator")]
    actors += [unit_user(unit()).actor, SYSTEM, NOBODY]

    for actor in actors:
        sees = reports.visible_to(actor).filter(pk=report.pk).exists()
        finds = visible_to(actor).filter(subject_type="governance.report").exists()
        assert sees == finds, (release, actor.roles)


def test_the_index_of_reports_is_rebuilt(report):
    Entry.objects.all().delete()

    call_command("reindex", verbosity=0)

    assert found("海棠") == {report.pk}


def test_the_search_page_names_the_kind(client, report):
    client.force_login(grant_role(user(), "office"))

    page = client.get("/search/", {"q": "海棠花节双语"}).content.decode()

    assert report.get_absolute_url() in page
    assert "Report" in page
