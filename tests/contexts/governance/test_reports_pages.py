"""The pages of reports: what they show, what they let people do, and in how many queries."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.services.report_editing import edit_statement
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.kernel.documents.services import pair
from plenary.shared.actor import SYSTEM
from plenary.shared.stretches import stretches
from tests.contexts.governance.factories import document, passage
from tests.contexts.governance.report_factories import NOW, half_year, progress, task_list
from tests.factories import grant_role, unit, unit_user, user

DONE = {"quarter": 1, "done_zh": "举办推介会3场。", "done_en": "Held 3 promotion meetings."}


@pytest.fixture(autouse=True)
def _the_fifth_of_july():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def report(db):
    return half_year(task_list(2, entries=[DONE]))


def told(report):
    return report.statements.filter(kind="progress").first()


def frozen(report, **fields):
    report.refresh_from_db()
    return freeze_report(
        actor=SYSTEM, report_id=report.pk, seen_version=report.version, reason="审定", **fields
    )


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_report_is_drafted_from_a_list_and_a_period(browser):
    of = task_list(1, entries=[DONE])
    assert "the first half of 2025" in page(browser, "/reports/new/").lower()

    answer = browser.post("/reports/new/", {"period": f"{of.pk}:half-2025-01"})

    assert answer.headers["Location"] == Report.objects.get().get_absolute_url()


def test_a_second_draft_of_a_period_is_answered_at_the_field(browser, report):
    path = {"period": f"{report.task_list_id}:half-2025-01"}

    answer = browser.post("/reports/new/", path)

    assert answer.status_code == 422
    assert "a draft for this period already" in answer.content.decode()


def test_every_sentence_leads_back_to_the_clause_of_the_readout(browser, report):
    shown = page(browser, report.get_absolute_url())
    statement = told(report)
    clause = statement.task.bases.get().directive

    assert "Held 3 promotion meetings." in shown
    assert statement.sources.get().passage.get_absolute_url() in shown
    assert statement.task.get_absolute_url() in shown
    assert f"{clause.meeting.get_absolute_url()}#directive-{clause.pk}" in shown
    assert clause.passage.get_absolute_url() in shown
    assert clause.passage.quote in shown


def test_a_clause_is_cited_out_of_the_text_in_the_readers_language(browser, report, settings):
    chinese = told(report).task.bases.get().directive.passage
    text = "The service must be made more convenient."
    english = passage(
        document=document(lang="en", text=text, sha256="e" * 64), start=0, end=len(text), quote=text
    )
    pair(actor=SYSTEM, one=chinese, other=english)

    in_english = page(browser, report.get_absolute_url())
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    in_chinese = page(browser, report.get_absolute_url())

    assert f'href="{english.get_absolute_url()}"' in in_english
    assert f'href="{chinese.get_absolute_url()}"' not in in_english
    assert f'href="{chinese.get_absolute_url()}"' in in_chinese
    assert f'href="{english.get_absolute_url()}"' not in in_chinese


def test_gaps_missing_sources_and_missing_sides_are_listed(browser, db):
    made = half_year(task_list(2))
    progress(told_task(made), quarter=1, done_zh="甲")
    statement = made.statements.filter(kind="gap").first()
    edit_statement(
        actor=SYSTEM,
        statement_id=statement.pk,
        seen_version=1,
        text_zh="甲",
        text_en="",
        keeps_sources=False,
    )

    shown = page(browser, made.get_absolute_url())

    assert "2 tasks without evidence" in shown
    assert "1 statement without source" in shown
    assert "1 statement in one language only" in shown
    jump = f'#s{statement.pk}">{statement.item_number}: <span lang="zh-Hans">甲</span>'
    assert jump in shown, "a jump says to which of an item's sentences"
    assert "English: not translated yet" in shown


def told_task(report):
    return report.statements.filter(kind="task").first().task


@pytest.mark.parametrize(("side", "sees"), [("zh", (True, False)), ("en", (False, True))])
def test_one_language_can_be_read_alone(browser, report, side, sees):
    shown = page(browser, f"{report.get_absolute_url()}?side={side}")

    assert ('<span class="said " lang="zh-Hans">举办推介会3场。' in shown) is sees[0]
    assert ("Held 3 promotion meetings.</span>" in shown) is sees[1]


def test_the_report_page_takes_the_same_queries_for_one_and_fifty_tasks(browser):
    few = half_year(task_list(1, entries=[DONE]))
    many = half_year(task_list(50, entries=[DONE]))

    with CaptureQueriesContext(connection) as one:
        page(browser, few.get_absolute_url())
    with CaptureQueriesContext(connection) as fifty:
        page(browser, many.get_absolute_url())

    assert len(one) == len(fifty)


def test_the_list_takes_the_same_queries_for_one_and_fifty_reports(browser, report):
    with CaptureQueriesContext(connection) as one:
        page(browser, "/reports/")
    lists = [task_list(1) for _n in range(6)]
    for of in lists:
        half_year(of)
    with CaptureQueriesContext(connection) as seven:
        shown = page(browser, "/reports/")

    assert len(one) == len(seven)
    assert shown.count("/reports/") > len(lists)


def test_an_edit_is_saved_and_leads_back_to_its_statement(browser, report):
    statement = told(report)

    answer = browser.post(
        f"/reports/statements/{statement.pk}/",
        {"seen_version": 1, "text_zh": "办会4场。", "text_en": "Four.", "keeps_sources": "on"},
    )

    assert answer.headers["Location"] == f"{report.get_absolute_url()}#s{statement.pk}"
    statement.refresh_from_db()
    assert (statement.text_zh, statement.sources.count()) == ("办会4场。", 1)


def test_a_stale_edit_shows_what_changed_and_loses_nothing_typed(browser, report):
    statement = told(report)
    edit_statement(
        actor=SYSTEM,
        statement_id=statement.pk,
        seen_version=1,
        text_zh="他人所改",
        text_en="Theirs",
    )
    path = f"/reports/statements/{statement.pk}/"

    answer = browser.post(
        path, {"seen_version": 1, "text_zh": "我所写", "text_en": "Mine", "keeps_sources": "on"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "我所写</textarea>" in shown
    assert "<ins>他人所改</ins>" in shown
    assert 'name="seen_version" value="2"' in shown
    saved = browser.post(
        path, {"seen_version": 2, "text_zh": "我所写", "text_en": "Mine", "keeps_sources": "on"}
    )
    assert saved.status_code == 302


def test_a_statement_is_added_citing_a_passage_by_its_address(browser, report):
    passage = told(report).sources.get().passage

    answer = browser.post(
        f"/reports/{report.pk}/add/?item=1",
        {"text_zh": "已成机制。", "text_en": "", "more": f"/documents/1/#p{passage.pk}"},
    )

    assert answer.status_code == 302
    assert Statement.objects.get(kind="added").sources.get().passage == passage


def test_an_added_statement_without_source_is_answered_with_a_sentence(browser, report):
    answer = browser.post(
        f"/reports/{report.pk}/add/", {"text_zh": "甲", "text_en": "", "more": ""}
    )

    assert answer.status_code == 422
    assert "Cite a passage" in answer.content.decode()


@pytest.mark.parametrize("step", ["up", "down", "remove", "restore", "unsourced"])
def test_the_steps_answer_with_the_report_again(browser, report, step):
    statement = told(report)

    answer = browser.post(f"/reports/statements/{statement.pk}/{step}/", {"seen_version": 1})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(report.get_absolute_url())
    assert Statement.objects.filter(pk=statement.pk).exists() is (step != "remove")


def test_an_unknown_step_is_not_found(browser, report):
    path = f"/reports/statements/{told(report).pk}/burn/"

    assert browser.post(path, {"seen_version": 1}).status_code == 404


def test_drafting_again_shows_first_what_it_would_do(browser, report):
    statement = told(report)
    progress(statement.task, quarter=2, done_zh="签约2家。", done_en="Signed 2.")
    path = f"/reports/{report.pk}/redraft/?task={statement.task_id}"

    assert "一是举办推介会3场；二是签约2家。" in page(browser, path)
    answer = browser.post(path, {"seen_version": 1})

    assert answer.status_code == 302
    statement.refresh_from_db()
    assert statement.text_en == "First, held 3 promotion meetings; second, signed 2."


def test_freezing_asks_for_a_reason_and_shows_the_digest(browser, report):
    path = f"/reports/{report.pk}/freeze/"
    known = {"seen_version": 1, "release": "internal"}
    assert browser.post(path, known).status_code == 200
    assert browser.post(path, {**known, "seen_version": 0, "reason": "审定"}).status_code == 409

    assert browser.post(path, {**known, "reason": "审定"}).status_code == 302

    shown = page(browser, report.get_absolute_url())
    report.refresh_from_db()
    assert report.digest in shown
    assert "the content is what was frozen" in shown


def test_a_frozen_report_that_was_tampered_with_is_shown_so(browser, report):
    frozen(report)
    told(report).sources.all().delete()

    assert "no longer matches its digest" in page(browser, report.get_absolute_url())


def test_a_correction_is_compared_statement_by_statement(browser, report):
    first = frozen(report)
    answer = browser.post(f"/reports/{first.pk}/correct/", {"reason": "数字有误"})
    correction = Report.objects.get(corrects=first)
    assert answer.headers["Location"] == correction.get_absolute_url()
    edit_statement(
        actor=SYSTEM,
        statement_id=told(correction).pk,
        seen_version=1,
        text_zh="举办推介会4场。",
        text_en=DONE["done_en"],
    )

    shown = page(browser, f"/reports/{correction.pk}/compare/")

    bare = re.sub(r"<span[^>]*>[^<]*</span>", "", shown)
    assert "举办推介会<del>3</del><ins>4</ins>场。" in bare
    assert "taken out: </span>3" in shown
    assert "put in: </span>4" in shown
    page(browser, f"/reports/{first.pk}/compare/", status=404)


def test_words_are_marked_in_english_and_characters_in_chinese():
    marked = stretches("Held 3 meetings", "Held 4 meetings", lang="en")

    assert [(each.fate, each.text) for each in marked] == [
        ("same", "Held "), ("gone", "3"), ("new", "4"), ("same", " meetings"),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
def test_files_are_handed_out_as_downloads(browser, report, lang, ending):
    answer = browser.get(f"/reports/{report.pk}/report.{lang}.{ending}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.content[:2] in {b"PK", b"%P"}


@pytest.mark.parametrize("path", ["report.fr.pdf", "report.zh.exe"])
def test_other_files_are_not_found(browser, report, path):
    assert browser.get(f"/reports/{report.pk}/{path}").status_code == 404


def test_a_unit_reads_what_is_released_to_it_but_no_sources(signed_in, report):
    of = half_year(task_list(1, entries=[DONE]))
    shown_to_units = frozen(of, release="on_request")
    client = signed_in(unit_user(unit()))

    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(f"/reports/{report.pk}/report.zh.pdf").status_code == 404
    shown = page(client, shown_to_units.get_absolute_url())
    assert "举办推介会3场" in shown
    assert told(of).sources.get().passage.get_absolute_url() not in shown


@pytest.mark.parametrize("role", ["leader", "verifier", "translator"])
def test_readers_see_a_draft_without_its_tools(signed_in, report, role):
    client = signed_in(grant_role(user(), role))

    shown = page(client, report.get_absolute_url())

    assert f"/reports/statements/{told(report).pk}/" not in shown
    assert client.get(f"/reports/statements/{told(report).pk}/").status_code == 403
    assert client.get(f"/reports/{report.pk}/freeze/").status_code == 403
    assert client.get(f"/reports/{report.pk}/redraft/").status_code == 403


@pytest.mark.parametrize("path", ["redraft/", "freeze/", "title/", "add/", "correct/", "compare/"])
def test_what_is_not_there_is_not_found(browser, path):
    assert browser.get(f"/reports/999999/{path}").status_code == 404


def test_the_title_can_be_changed_and_a_stale_title_is_not_lost(browser, report):
    path = f"/reports/{report.pk}/title/"
    typed = {"title_zh": "半年报", "title_en": "Half-year"}

    assert browser.post(path, {**typed, "seen_version": 1}).status_code == 302
    stale = browser.post(path, {**typed, "title_zh": "另一题目", "seen_version": 1})

    assert stale.status_code == 409
    assert "另一题目" in stale.content.decode()


def test_the_page_opens_in_chinese(browser, report):
    with translation.override("zh-hans"):
        answer = browser.get(report.get_absolute_url(), headers={"accept-language": "zh-CN"})

    assert answer.status_code == 200
    assert 'lang="zh-Hans"' in answer.content.decode()


def test_a_corrected_version_points_to_its_correction(browser, report):
    first = frozen(report)
    later = correct_report(actor=SYSTEM, report_id=first.pk, reason="数字有误")

    assert later.get_absolute_url() in page(browser, first.get_absolute_url())


def test_without_any_list_the_page_says_so(browser):
    assert "no task list to report on yet" in page(browser, "/reports/new/")
    assert "No reports yet" in page(browser, "/reports/")
