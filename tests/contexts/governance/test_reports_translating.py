"""Statements of draft reports at the translation desk: translated, reviewed, out of date, and fixed once frozen."""

import pytest

from plenary.contexts.governance.models import Statement
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.report_drafting import preview_redraft, redraft
from plenary.contexts.governance.services.report_editing import (
    add_statement,
    edit_statement,
    restore_statement,
)
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.contexts.governance.services.reports.translating import translate_statement
from plenary.kernel.text.models import TextState
from plenary.kernel.text.services import review_text
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.report_factories import half_year, progress, task_list
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.django_db
CHINESE_ONLY = {"quarter": 1, "done_zh": "举办推介会3场。"}


@pytest.fixture
def report():
    return half_year(task_list(1, entries=[CHINESE_ONLY]))


@pytest.fixture
def translator():
    return grant_role(user(name="Wang"), "translator").actor


@pytest.fixture
def editor():
    return grant_role(user(name="Zhou"), "editor").actor


def told(report, kind="progress"):
    return Statement.objects.get(report=report, kind=kind)


def state(statement):
    return TextState.objects.get(subject_type="governance.statement", subject_id=statement.pk)


def translate(actor, statement, text="Three promotion events were held."):
    return translate_statement(actor=actor, record_id=statement.pk, name="text_en", text=text)


def again(actor, report):
    report.refresh_from_db()
    return redraft(actor=actor, report_id=report.pk, seen_version=report.version)


def freeze(actor, report, **fields):
    report.refresh_from_db()
    given = {"seen_version": report.version, "reason": "经主任会议审定", **fields}
    return freeze_report(actor=actor, report_id=report.pk, **given)


def test_peoples_own_words_are_at_the_desk_and_plenarys_wordings_are_not(report):
    at_desk = TextState.objects.filter(subject_type="governance.statement")
    found = Statement.objects.filter(pk__in=at_desk.values("subject_id"))
    assert {one.kind for one in found} <= {"progress", "late", "next"}
    assert (state(told(report)).standing, state(told(report)).made_by_id) == ("missing", None)
    both = half_year(task_list(1, entries=[{**CHINESE_ONLY, "done_en": "Held three events."}]))
    assert state(told(both)).standing == "draft"


def test_a_statement_is_translated_and_reviewed_and_is_not_edited_by_it(report, translator, editor):
    version = report.version
    statement = translate(translator, told(report))
    assert (statement.text_en, statement.translated, statement.is_edited) == (
        "Three promotion events were held.",
        "en",
        False,
    )
    report.refresh_from_db()
    assert report.version == version + 1
    with refused(Forbidden):
        review_text(actor=translator, subject=statement, field="text")
    assert review_text(actor=editor, subject=statement, field="text").standing == "reviewed"


def test_a_changed_source_is_renewed_by_the_next_draft_and_leaves_its_translation_outdated(
    report, translator, office
):
    statement = translate(translator, told(report))
    assert {change.fate for change in again(office, report)} == {"same"}
    assert told(report).text_en == "Three promotion events were held."
    assert state(statement).standing == "draft"

    progress(statement.task, quarter=2, done_zh="签约2家。")
    preview = preview_redraft(actor=office, report_id=report.pk)
    changed = next(change for change in preview if change.key == statement.key)
    assert (changed.fate, changed.then.en) == ("changed", statement.text_en)
    again(office, report)
    renewed = told(report)
    assert renewed.text_zh == "一是举办推介会3场；二是签约2家。"
    assert (renewed.text_en, renewed.translated) == (statement.text_en, "en")
    assert state(renewed).standing == "outdated"


def test_what_a_unit_writes_itself_in_the_second_language_takes_the_translations_place(
    report, translator, office
):
    statement = translate(translator, told(report))
    entry = statement.task.progress.get()
    progress(
        statement.task,
        unit=entry.unit,
        done_zh="举办推介会4场。",
        done_en="Held four promotion events.",
    )
    again(office, report)
    renewed = told(report)
    assert "our promotion events" in renewed.text_en
    assert renewed.translated == ""
    assert state(renewed).standing == "draft"


def test_edits_additions_and_restorations_are_noted(report, office, translator):
    statement = translate(translator, told(report))
    edited = edit_statement(
        actor=office,
        statement_id=statement.pk,
        seen_version=statement.version,
        text_zh="共办3场推介会。",
        text_en=statement.text_en,
    )
    assert (state(edited).standing, edited.translated) == ("outdated", "")
    restored = restore_statement(actor=office, statement_id=edited.pk, seen_version=edited.version)
    assert (restored.text_en, state(restored).standing) == ("", "missing")
    added = add_statement(
        actor=office,
        report_id=report.pk,
        item_number=None,
        text_zh="另有说明。",
        text_en="",
        is_without_source=True,
    )
    assert state(added).standing == "missing"
    heading = told(report, "task")
    edit_statement(
        actor=office, statement_id=heading.pk, seen_version=1, text_zh="任务一", text_en="Task 1"
    )
    again(office, report)
    restore_statement(
        actor=office, statement_id=heading.pk, seen_version=told(report, "task").version
    )
    assert state(heading).standing == "draft"
    assert translate(translator, added, "A further note.").translated == ""


def test_a_frozen_version_never_changes_and_its_correction_begins_as_it_stood(
    report, translator, editor, office
):
    statement = translate(translator, told(report))
    review_text(actor=editor, subject=statement, field="text")
    frozen = freeze(office, report)
    with refused(NotFound):
        translate(translator, statement, "Other words.")
    assert not reports.worded_visible_to(translator).exists()
    assert reports.is_intact(frozen, reports.statements_of(frozen))

    correction = correct_report(actor=office, report_id=frozen.pk, reason="数字有误")
    copied = told(correction)
    assert (copied.translated, state(copied).standing) == ("en", "reviewed")
    translate(editor, copied, "Three events were held.")
    assert state(copied).standing == "draft"
    assert told(frozen).text_en == "Three promotion events were held."
    assert reports.is_intact(frozen, reports.statements_of(frozen))


def test_whoever_translated_a_statement_does_not_make_its_report_public(report, office):
    translate(office, told(report))
    with refused(Refused, "edited this report"):
        freeze(office, report, release="public")


@pytest.mark.parametrize("role", ["leader", "verifier", "administrator"])
def test_nobody_else_translates_statements(report, role):
    with refused((Forbidden, NotFound)):
        translate(grant_role(user(), role).actor, told(report))
    with refused(NotFound):
        translate(unit_user(told(report).task.lead_unit).actor, told(report))
