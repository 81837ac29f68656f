"""An editor who loses the connection loses nothing that was typed; who signs out leaves nothing behind."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once


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
    expect(page.locator("[data-kept-online]")).to_be_visible()
    visitor.faults.clear()  # the check of the wording was asked for without a connection

    page.reload()
    expect(title).to_have_value("")
    page.get_by_role("button", name="Put it back").click()
    expect(title).to_have_value("Typed before the line broke")
    page.get_by_role("button", name="Keep the draft").click()
    page.wait_for_url(re.compile(r"/newsroom/pages/\d+/"))
    visitor.open("/newsroom/new/")
    expect(page.locator("[data-kept-offer]")).to_be_hidden()

    title.fill("Nobody else sees this")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    assert "Nobody" not in page.evaluate("JSON.stringify(sessionStorage)")
