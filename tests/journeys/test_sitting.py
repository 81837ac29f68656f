"""The secretary's screen in a browser: saved line by line, by the keyboard, in two windows at once."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once

FIRST, SECOND = "The handbook was adopted.", "The handbook goes back to the bureau."


def test_two_windows_record_one_sitting_and_lose_nothing(visit):
    visitor, other = visit(), visit()
    address = a_sitting(visitor)
    other.sign_in_as("Foreign Affairs Office", at=address)

    write(visitor.page, FIRST)
    expect(visitor.page.locator(".sitting .matter")).to_have_count(1)
    expect(visitor.page.locator(".decide textarea[name=text_en]")).to_have_value("")

    write(other.page, SECOND)
    expect(other.page.locator(".decide .fault")).to_contain_text("Somebody else has recorded")
    expect(other.page.locator(".sitting .matter")).to_contain_text(FIRST)
    expect(other.page.locator(".decide textarea[name=text_en]")).to_have_value(SECOND)
    other.page.locator(".decide textarea[name=text_en]").press("Control+Enter")
    expect(other.page.locator(".sitting .matter")).to_have_count(2)

    make_a_task(other.page)
    expect(other.page.locator(".task-lines")).to_contain_text("Commerce Bureau")
    assert visitor.faults == other.faults == []


def test_a_presence_form_in_use_outlives_what_others_and_oneself_say_of_who_came(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as("Foreign Affairs Office", at="/meetings/1/record/")
    notes, part = page.locator(".presence").first, page.locator(".seat").nth(1).locator("select")
    notes.locator("summary").click()
    kind = notes.locator("[name=kind]")
    kind.select_option("late")
    for status, here in (("excused", "2 in the room"), ("present", "3 in the room")):
        part.select_option(status)
        expect(notes).to_contain_text(here)
        expect(kind).to_be_visible()
        expect(kind).to_have_value("late")
    assert visitor.faults == []


def test_what_is_typed_while_a_line_is_being_saved_survives_the_answer(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as("Foreign Affairs Office", at="/meetings/1/record/")
    chair = page.locator(".seat").first
    chair.locator("select").select_option("substitute")
    expect(chair.locator(".fault")).to_contain_text("Write who came")
    held = []
    page.route("**/meetings/record/person/*/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks the function
    chair.locator("[name=stand_in_zh]").fill("白云")
    name = chair.locator("[name=stand_in_en]")
    name.click()
    name.fill("Bai Yun")
    name.press("ArrowLeft")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    expect(chair.locator(".fault")).to_have_text("The chair was present.")
    expect(name).to_be_focused()
    name.press_sequentially("a")
    expect(name).to_have_value("Bai Yuan")
    expect(chair.locator("[name=stand_in_zh]")).to_have_value("白云")


def a_sitting(visitor):
    """Record a meeting with one item, and open the screen; give its address."""
    page = visitor.page
    visitor.sign_in_as("Foreign Affairs Office", at="/meetings/new/")
    page.locator("[name=body]").select_option(index=1)
    page.locator("[name=title_en]").fill("Office meeting")
    page.locator("[name=is_held][value=held]").check()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name="Add an item").click()
    page.locator("[name=kind]").select_option(index=1)
    page.locator("[name=text_en]").fill("the handbook")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name="Record the meeting").click()
    page.locator(".decide").wait_for()
    return visitor.path


def write(page, words):
    """Go to the first item by its key, type a wording and save it by its key."""
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".decide select")).to_be_focused()
    page.locator(".decide textarea[name=text_en]").fill(words)
    page.locator(".decide textarea[name=text_en]").press("Control+Enter")


def make_a_task(page):
    """Make a task of the first decision on the spot."""
    first = page.locator(".sitting .matter").first
    first.get_by_text("Make a task").click()
    first.locator("[name=lead_unit]").fill("Commerce Bureau")
    first.locator("[name=due_on]").fill("2027-03-01")
    first.locator("[name=due_on]").press("Enter")
