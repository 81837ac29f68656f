"""Without JavaScript everything works as plain forms."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import led_and_under_way
from tests.journeys.texts import PLAIN, WITHDRAWN

pytestmark = pytest.mark.once

OFFICE = "Foreign Affairs Office"
DONE = "Three stories were published in four languages."


def test_a_text_is_read_in_mended_and_confirmed_without_scripts(visit):
    visitor = visit(scripts=False)
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/readings/new/")
    page.locator("textarea[name=text]").fill(PLAIN)
    page.get_by_role("button", name="Read it").click()
    visitor.wait_for_the_draft()
    found = page.locator(".clause").count()

    page.locator(".clause").first.get_by_role("button", name="Accept", exact=True).click()
    page.locator(".clause.is-accepted").first.wait_for()
    page.locator(".clause").last.get_by_role("button", name="Drop", exact=True).click()
    page.locator(".clause.is-dropped").wait_for()
    page.locator("#f-title").fill("Plenary of Hongshu District")
    page.locator("#meeting .save").click()
    page.locator("#f-title[value='Plenary of Hongshu District']").wait_for()

    page.get_by_role("button", name="Confirm and make the record").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))
    expect(page.locator("#directives .matter")).to_have_count(found - 1)


def test_tasks_are_made_of_all_and_an_unread_record_is_withdrawn_without_scripts(visit):
    visitor = visit(scripts=False)
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/readings/new/")
    page.locator("textarea[name=text]").fill(WITHDRAWN)
    page.get_by_role("button", name="Read it").click()
    visitor.wait_for_the_draft()
    found = page.locator(".clause").count()

    page.get_by_role("button", name="Confirm and make the record").click()
    expect(page.locator("h1")).to_have_text("Nothing has been accepted")
    page.get_by_role("link", name="Back to the draft").click()
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator(".clause.is-accepted")).to_have_count(found)
    page.get_by_role("button", name="Make tasks of all accepted").click()
    expect(page.locator(".clause input[name=task]:checked")).to_have_count(found)
    page.get_by_role("button", name="Make tasks of none").click()
    expect(page.locator(".clause input[name=task]:checked")).to_have_count(0)
    page.get_by_role("button", name="Confirm and make the record").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))
    meeting = visitor.path

    page.get_by_role("link", name="how it was read in").click()
    page.locator("summary", has_text="Withdraw the confirmation").click()
    page.get_by_label("Reason").fill("It was read in twice.")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.locator(".clause.is-accepted")).to_have_count(found)
    assert visitor.open(meeting) == 404


def test_a_unit_says_in_one_step_that_there_is_nothing_new(visit):
    unit = visit(scripts=False, width=360, height=780)
    unit.sign_in_as("Commerce Bureau")
    led_and_under_way(unit)
    unit.page.get_by_role("link", name="Report progress").first.click()
    unit.page.get_by_role("button", name="Nothing new: hand that in").click()
    expect(unit.page.locator("#progress")).to_contain_text("Nothing new this period.")


def test_a_task_is_reported_and_verified_without_scripts(visit):
    unit = visit(scripts=False)
    unit.sign_in_as("Publicity Department", at="/tasks/?q=picture")
    unit.page.get_by_role("link", name="picture book").click()
    unit.page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    task = unit.path
    unit.page.get_by_role("link", name="Report progress").click()
    unit.page.get_by_label("What was done").fill(DONE)
    unit.page.get_by_label("The task is done: please verify it").check()
    unit.page.get_by_role("button", name="Hand it in").click()
    expect(unit.page.locator("#progress")).to_contain_text(DONE)
    assert unit.path == task

    verifier = visit(scripts=False)
    verifier.sign_in_as("Supervision Office", at=task)
    verifier.page.locator("input[name=verdict]").last.check()
    verifier.page.locator("textarea[name=note]").fill("The fourth language is missing.")
    verifier.page.get_by_role("button", name="Save the result").click()
    expect(verifier.page.locator("#findings")).to_contain_text("The fourth language is missing.")
