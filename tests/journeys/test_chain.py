"""A new user walks the whole chain: from the readout to the report and back, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import in_languages

pytestmark = pytest.mark.once

OFFICE = "Foreign Affairs Office"
SIGNS = {
    "en": "Support the China International Fair for Trade in Services",
    "zh": "保障中国国际服务贸易交易会",
}
CLAUSE = {"en": "China International Fair for Trade in Services", "zh": "中国国际服务贸易交易会"}
LANG = {"en": "en", "zh": "zh-Hans"}
MEETING = re.compile("The 2025 Plenary Meeting of the Foreign|委员会召开2025年全体会议")
OPENINGS = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_page_answers_in_the_language_of_the_browser(visit, language):
    visitor = visit(language=language)
    assert visitor.open("/") == 200
    assert visitor.language() == LANG[language]
    visitor.page.locator("main a[href='/demo/']").click()
    visitor.page.wait_for_url("**/demo/")
    assert visitor.language() == LANG[language]
    visitor.page.get_by_role("button", name=OFFICE).click()
    visitor.page.locator("nav.bar").wait_for()
    assert visitor.language() == LANG[language]


@in_languages("en")
def test_from_the_meeting_to_the_task_and_its_light(visit, language):
    visitor = visit(language=language)
    page = visitor.page
    visitor.sign_in_as(OFFICE)
    page.locator("nav.bar a[href='/meetings/']").first.click()
    page.get_by_role("link", name=MEETING).first.click()
    clause = page.locator("#directives .matter", has_text=CLAUSE[language]).first
    clause.wait_for()
    page.wait_for_load_state()
    words = clause.locator(".sides p").all_inner_texts()
    number = clause.get_attribute("id")

    clause.locator("a[href^='/documents/']").first.click()
    marked = visitor.reads_in_source()
    assert any(alike(marked, side) for side in words), (marked, words)
    page.go_back()

    page.locator(f"#{number} .task-lines a").first.click()
    expect(page.locator("h1")).to_contain_text(SIGNS[language])
    light = page.locator(".light-box")
    assert light.locator(".light").inner_text()
    assert re.search(r"\d", light.locator("div p").first.inner_text()), "the reason gives the dates"

    page.locator(".chain a[href^='/documents/']").first.click()
    assert visitor.reads_in_source()
    page.go_back()

    page.locator("nav.bar a[href='/board/']").first.click()
    on_board = page.locator(".stats a[href*='light=red']")
    red = int(on_board.locator("b").inner_text())
    on_board.click()
    page.wait_for_url("**/tasks/?*light=red*")
    page.wait_for_load_state()
    assert page.locator(".light-red").count() >= red > 0


def test_the_report_writes_itself_and_each_sentence_leads_back_to_the_clause(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as(OFFICE)
    page.locator("nav.bar a[href='/reports/']").first.click()
    page.get_by_role("link", name="Draft a report").click()
    half = page.locator("select[name=period] option", has_text="The first half of 2025").first
    page.locator("select[name=period]").select_option(value=half.get_attribute("value"))
    page.get_by_role("button", name="Draft the report").click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    expect(page.locator("h1")).to_contain_text("half", ignore_case=True)
    report = visitor.path

    for side, written in (("en", "[a-z]{4}"), ("zh", "[一-鿿]{4}")):
        page.goto(f"{visitor.address}{report}?side={side}")
        said = page.locator(".statement .said")
        assert said.count() > 60
        assert re.search(written, said.first.inner_text())
        assert said.first.get_attribute("lang") == LANG[side]

    take_along(page)

    trail = page.locator(".statement.kind-progress .trail details").first
    trail.locator("summary").click()
    quoted = trail.locator("a.clause").first.inner_text().strip("“”…")
    trail.locator("a.clause").first.click()
    assert visitor.reads_in_source().startswith(quoted[:40])


def take_along(page):
    """Download the report in every form and language."""
    files = page.locator(".files a[href*='/report.']")
    expect(files).to_have_count(2 * len(OPENINGS) + 4)  # each text besides without its sources
    for number in range(files.count()):
        with page.expect_download() as coming:
            files.nth(number).click()
        data = coming.value.path().read_bytes()
        assert data.startswith(OPENINGS[coming.value.suggested_filename.rpartition(".")[2]])
        assert len(data) > 5_000


def alike(one, other):
    """Tell whether one of two texts holds the other, apart from spaces and final stops."""
    first, second = (re.sub(r"\W", "", text).lower() for text in (one, other))
    return first in second or second in first
