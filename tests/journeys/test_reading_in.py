"""The office reads texts of its own in and confirms them from the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.texts import FILED, PASTED

pytestmark = pytest.mark.once

OFFICE = "Foreign Affairs Office"


def test_a_pasted_text_is_confirmed_by_keyboard_and_becomes_a_meeting_and_a_task_list(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/readings/new/")
    page.get_by_label("text", exact=False).last.fill(PASTED)
    page.get_by_role("button", name="Read it").click()
    visitor.wait_for_the_draft()
    clauses = page.locator(".clause")
    assert clauses.count() >= 4

    page.keyboard.press("?")
    page.locator("dialog#keys", has_text="accept and go on").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog#keys").wait_for(state="hidden")
    page.wait_for_function("!document.activeElement.closest('dialog')")

    page.keyboard.press("a")
    saved(page, ".clause.is-accepted", 1)
    page.keyboard.press("j")
    page.keyboard.press("x")
    saved(page, ".clause.is-dropped", 1)
    page.keyboard.press("k")
    page.keyboard.press("e")
    current = page.locator(".clause.is-current")
    assert current.locator("textarea[name=quote]").evaluate("e => e === document.activeElement")
    current.locator("input[name=verb]").fill("mended")
    page.keyboard.press("Enter")
    page.locator(".clause input[name=verb][value=mended]").wait_for(state="attached")
    page.keyboard.press("Escape")
    before = page.locator(".clause:not(.is-dropped)").count()
    page.get_by_role("button", name="Accept all").click()
    saved(page, ".clause.is-accepted", before)

    page.keyboard.press("Shift+T")
    saved(page, ".clause input[name=task]:checked", before)
    page.keyboard.press("Shift+T")
    saved(page, ".clause input[name=task]:checked", 0)
    page.keyboard.press("t")
    saved(page, ".clause input[name=task]:checked", 1)
    page.keyboard.press("k")
    held = hold_saves(page)
    page.keyboard.press("t")
    type_while_a_save_is_on_its_way(page, held)
    expect(page.locator(".clause input[name=task]:checked")).to_have_count(2)
    page.get_by_role("button", name="Confirm and make the record").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))
    expect(page.locator("h1")).to_contain_text("Lianhu")
    expect(page.locator("#directives .matter")).to_have_count(before)
    expect(page.locator("#attendance").get_by_text("Bai Yun").first).to_be_attached()

    visitor.open("/lists/")
    page.get_by_role("link", name="Key tasks of Lianhu in 2026").click()
    expect(page.locator("#tasks tbody tr")).to_have_count(2)


def test_a_file_is_read_by_the_worker_and_confirmed_in_chinese(visit, tmp_path):
    readout = tmp_path / "清溪区会议通稿.txt"
    readout.write_text(FILED, encoding="gb18030")
    visitor = visit(language="zh")
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/readings/new/")
    page.locator("input[type=file]").set_input_files(readout)
    page.locator("main form button[type=submit]").click()
    visitor.wait_for_the_draft()
    found = page.locator(".clause:not(.is-dropped)").count()
    assert found >= 6
    assert page.locator("#f-date").input_value() == "2026-04-20"
    assert page.locator("#f-body").input_value().endswith("清溪区委外事工作委员会")

    page.locator(".bench-bar .button").click()
    page.locator("h1", has_text="尚未采纳").wait_for()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))
    expect(page.locator("h1")).to_contain_text("清溪")
    expect(page.locator("#directives .matter")).to_have_count(found)

    page.locator("#directives a[href^='/documents/']").first.click()
    assert visitor.reads_in_source() in FILED

    visitor.open("/readings/new/")
    page.locator("input[type=file]").set_input_files(readout)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))


UNREAD = ("scan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64), ("empty.txt", b"")


def test_what_cannot_be_read_is_answered_with_a_sentence(visit):
    visitor = visit()
    visitor.sign_in_as(OFFICE)
    for name, data in UNREAD:
        visitor.open("/readings/new/")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        visitor.page.locator("input[type=file]").set_input_files(file)
        visitor.page.locator("main form button[type=submit]").click()
        fault = visitor.page.locator(".note.error, .fault").first
        expect(fault).to_have_text(re.compile(r".{16,}", re.DOTALL))


def hold_saves(page):
    """Let every save wait until ``let_one_through``; give the saves that wait."""
    held = []
    page.route("**/readings/*/change/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks the function
    return held


def let_one_through(page, held):
    """Let the oldest save go and wait until its answer has drawn the page anew."""
    version = page.locator("#bench").get_attribute("data-version")
    while not held:
        page.wait_for_timeout(20)
    held.pop(0).continue_()
    expect(page.locator("#bench")).not_to_have_attribute("data-version", version)


def type_while_a_save_is_on_its_way(page, held):
    """What is typed, chosen and ticked meanwhile stays, with focus and caret, and is saved after it."""
    page.locator("#add-quote").fill("half a clause")
    page.locator("#f-name").fill("The annual plenary")
    page.locator("#f-plenary").click()
    name = page.locator("#list-name")
    name.fill("Key tasks of 2026")
    for _step in range(7):
        name.press("ArrowLeft")
    name.press_sequentially("of Lianhu ")
    let_one_through(page, held)
    expect(name).to_be_focused()
    expect(page.locator("#f-name")).to_have_value("The annual plenary")
    expect(page.locator("#f-plenary")).not_to_be_checked()
    name.press_sequentially("in ")
    for _step in range(3):
        name.press("Delete")
    let_one_through(page, held)
    expect(page.locator("#f-name[value='The annual plenary']")).to_be_attached()
    expect(name).to_be_focused()
    expect(name).to_have_value("Key tasks of Lianhu in 2026")
    page.unroute("**/readings/*/change/")
    name.press("Tab")
    expect(page.locator("#list-name[value='Key tasks of Lianhu in 2026']")).to_be_attached()
    expect(page.locator("#f-plenary")).not_to_be_checked()
    expect(page.locator("#add-quote")).to_have_value("half a clause")


def saved(page, selector, count):
    """Wait until so many are there, saved by the server."""
    page.wait_for_function(
        "([selector, count]) => document.querySelectorAll(selector).length === count",
        arg=[selector, count],
    )
