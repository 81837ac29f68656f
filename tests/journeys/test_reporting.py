"""A unit reports, somebody else verifies and closes, the office sees it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once

SPORTS, VERIFIER, OFFICE = "Sports Bureau", "Supervision Office", "Foreign Affairs Office"
DONE = "The second round was held and the results were published."


def test_a_unit_reports_the_supervision_office_closes_and_the_office_sees_it(visit):
    unit = visit()
    unit.sign_in_as(SPORTS)
    unit.open("/tasks/?state=under_way")
    task = first_reportable(unit)
    title = unit.heading()
    unit.page.get_by_role("link", name="Report progress").first.click()
    unit.page.get_by_label("What was done").fill(DONE)
    unit.page.get_by_label("What comes next").fill("The final is prepared.")
    unit.page.get_by_label("Evidence: what shows it").fill("Bulletin no. 7 of the bureau")
    unit.page.get_by_label("The task is done: please verify it").check()
    unit.page.get_by_role("button", name="Hand it in").click()
    unit.page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    expect(unit.page.locator("#progress")).to_contain_text(DONE)
    unit.page.wait_for_load_state()
    assert unit.page.get_by_role("button", name="Save the result").count() == 0

    verifier = visit()
    verifier.sign_in_as(VERIFIER)
    verifier.page.get_by_role("link", name=title).first.click()
    verifier.page.get_by_label("Accepted").check()
    verifier.page.get_by_label("Outcome (English)").fill("Both rounds were held.")
    verifier.page.get_by_role("button", name="Save the result").click()
    expect(verifier.page.locator("#findings")).to_contain_text("Both rounds were held.")

    office = visit()
    office.sign_in_as(OFFICE)
    office.open(task)
    expect(office.page.locator(".page-head")).to_contain_text("Closed")
    expect(office.page.locator("#progress")).to_contain_text(DONE)


def test_a_liaison_does_not_find_what_is_not_theirs(visit):
    unit = visit()
    unit.sign_in_as(SPORTS)
    unit.open("/tasks/")
    theirs = paths(unit)
    office = visit()
    office.sign_in_as(OFFICE)
    office.open("/tasks/")
    other = next(path for path in paths(office) if path not in theirs)
    assert unit.open(other) == 404
    assert unit.page.get_by_role("link", name="To the home page").count() == 1


def first_reportable(visitor):
    """Open the unit's tasks until one asks for a report; give its path."""
    for path in paths(visitor):
        visitor.open(path)
        if visitor.page.get_by_role("link", name="Report progress").count():
            return path
    raise AssertionError("no task asks for a report")


def paths(visitor):
    """Give the paths of the tasks that the list shows."""
    links = visitor.page.locator("main td a")
    every = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [path for path in every if re.fullmatch(r"/tasks/\d+/", path)]
