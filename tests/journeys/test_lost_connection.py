"""An editor who loses the connection loses nothing that was typed; who signs out leaves nothing behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import in_languages

pytestmark = pytest.mark.once

SAYS = {"en": "There is no connection", "zh": "网络已断开"}
SAVE = "form[data-kept] > .row button[type=submit]"
TYPED = {"en": "Typed before the line broke", "zh": "断线之前写下的字"}
FORMS = {
    "a new page": ("/newsroom/new/", "", "title_en"),
    "a page": ("/newsroom/?q=counters", "edit/", "summary_en"),
    "a translation": ("/newsroom/translations/?state=missing", "", "text"),
    "a term": ("/terms/new/", "", "definition_en"),
    "a suggestion": ("/terms/suggestions/new/", "", "reason"),
}
"""Where somebody writes for long: its address, or a list that leads there; what is then opened; a field."""


@in_languages("en")
def test_what_was_typed_in_any_long_form_outlives_the_connection(visit, language):
    writer = visit(language=language)
    page = writer.page
    writer.sign_in_as("编辑")
    for path, then, name in FORMS.values():
        opened(writer, path, then)
        field = page.locator(f"form[data-kept] [name={name}]")
        before = field.input_value()
        field.fill(TYPED[language])
        page.context.set_offline(True)
        page.locator(SAVE).first.click()
        expect(page.locator("[data-kept-offline]")).to_contain_text(SAYS[language])
        assert field.input_value() == TYPED[language]
        page.context.set_offline(False)
        expect(page.locator("[data-kept-online]")).to_be_visible()
        writer.faults.clear()  # the check of the wording was asked for without a connection

        page.reload()
        expect(field).to_have_value(before)
        page.locator("[data-kept-back]").click()
        expect(field).to_have_value(TYPED[language])


def opened(writer, path, then):
    """Open a form, through the first record of a list where it has no address of its own."""
    writer.open(path)
    if "?" in path:
        writer.open(writer.page.locator("main td a").first.get_attribute("href"))
    if then:
        writer.open(f"{writer.path}{then}")


def test_what_an_editor_typed_outlives_the_connection_but_not_the_session(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as("Editor")
    visitor.open("/newsroom/new/")
    title = page.locator("[name=title_en]")
    title.fill("Typed before the line broke")
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.locator("[data-kept-offline]")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    visitor.faults.clear()  # the check of the wording was asked for without a connection
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Keep the draft").click()
    page.wait_for_url(re.compile(r"/newsroom/pages/\d+/"))
    visitor.open("/newsroom/new/")
    expect(page.locator("[data-kept-offer]")).to_be_hidden()

    title.fill("Nobody else sees this")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    assert "Nobody" not in page.evaluate("JSON.stringify(sessionStorage)")
