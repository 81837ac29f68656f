"""A council outside China walks the chain in its own words, on a demo that is started as its people start it."""

import re

import pytest
from playwright.sync_api import expect

from tests.config.demo.test_council import OTHER_LIGHTS
from tests.contexts.governance.test_council import EN, words_shown
from tests.journeys.days import TASK, press, send
from tests.journeys.server import served_demo
from tests.journeys.visitor import visiting

pytestmark = [pytest.mark.once, pytest.mark.first]

DECIDED = "Officers will print the harbour walk in five languages."
DONE = "The walk was printed in five languages and lies in the library."
SEEN = "Copies were seen in the library."


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """The address of the council's demo, served for this journey alone."""
    with served_demo(tmp_path_factory.mktemp("council"), "--profile", "city-council") as address:
        yield address


def test_from_the_meeting_to_the_report_no_page_speaks_of_another_practice(council, browser):
    with visiting(browser, council) as visitor:
        page = visitor.page
        task = decided(visitor, page)
        done(visitor, page, task)

        visitor.sign_in_as("Internal Audit")
        reads_well(page)
        page.locator(f"main a[href='{task}']").first.click()
        page.locator("[name=verdict][value=accepted]").check()
        send(page, f"form[action='{task}verify/']", note=SEEN, outcome_en=SEEN)
        expect(page.locator("#findings")).to_contain_text(SEEN)
        reads_well(page)

        visitor.sign_in_as("International Relations Office", at="/reports/new/")
        page.locator("select[name=period]").select_option(index=0)
        reads_well(page)
        send(page, "main form")
        page.wait_for_url(re.compile(r"/reports/\d+/$"))
        expect(page.locator(".statement .said", has_text=SEEN).first).to_be_visible()
        reads_well(page)
        visitor.sign_in_as("Committee Chair", at="/board/")
        reads_well(page)


def decided(visitor, page):
    """Record a meeting with one decision, and make it a task of the year's plan; give its path."""
    visitor.sign_in_as("International Relations Office")
    reads_well(page)
    visitor.open("/meetings/new/")
    page.locator("[name=body]").select_option(index=1)
    page.locator("[name=is_held][value=held]").check()
    send(page, "main form", title_en="July meeting of the committee")
    page.locator("a[href$='/agenda/new/']").click()
    page.locator("[name=kind]").select_option(index=1)
    send(page, "form.record-form", text_en="The harbour walk")
    page.locator("a[href$='/record/']").first.click()
    page.locator(".decide textarea[name=text_en]").fill(DECIDED)
    page.locator(".decide button[type=submit]").last.click()
    decision = page.locator(".sitting .matter").first
    expect(decision).to_contain_text(DECIDED)
    decision.locator("summary").first.click()
    decision.locator("[name=lead_unit]").fill("Culture Department")
    decision.locator("[name=due_on]").fill("2025-12-01")
    reads_well(page)
    decision.locator("[name=due_on]").press("Enter")
    page.locator(".task-lines a").click()
    page.wait_for_url(TASK)
    task = visitor.path
    visitor.open("/lists/1/add/?q=harbour+walk")
    page.locator("main [name=task]").first.check()
    page.locator("main [name=decision]").select_option(index=1)
    reads_well(page)
    press(page, "/add/")
    expect(page.locator(f"#tasks a[href='{task}']")).to_have_count(1)
    reads_well(page)
    return task


def done(visitor, page, task):
    """Sign for the task as its department does, and report it done."""
    visitor.sign_in_as("Culture Department")
    reads_well(page)
    page.locator(f"form[action^='{task}duties/'] button").first.click()
    expect(page.locator(f"form[action^='{task}duties/']")).to_have_count(0)
    visitor.open(task)
    page.locator("main a[href*='/progress/']").first.click()
    page.locator("form.wide [name=says_done]").check()
    reads_well(page)
    send(page, "form.wide", done_en=DONE, evidence_text="Library catalogue, entry 12")
    page.wait_for_url(TASK)
    expect(page.locator("#progress")).to_contain_text(DONE)
    reads_well(page)


def reads_well(page):
    """See that the open page shows no word of another practice."""
    page.wait_for_load_state()
    shown = words_shown(page.content())
    for pattern in (EN, OTHER_LIGHTS):
        found = pattern.search(shown)
        assert not found, (page.url, shown[max(0, found.start() - 60) : found.end() + 40])
