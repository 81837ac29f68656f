"""Everything can be done from the keyboard, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import led_and_under_way

pytestmark = pytest.mark.once

OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
HELD = "The first fair of the year was held."
MISSED = 3
"""How many times a page may let Tab pass before it has a focus."""


def test_signing_in_the_skip_link_the_menu_and_a_form_by_keyboard(visit):
    visitor = visit()
    page = visitor.page
    visitor.open("/")
    tab_to(visitor, "main a[href='/demo/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/demo/")
    tab_to(visitor, "button:has-text('Commerce Bureau')")
    page.keyboard.press("Enter")
    page.locator("nav.bar").wait_for()

    page.keyboard.press("Tab")
    assert has_focus(visitor, ".skip")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert has_focus(visitor, "main")

    visitor.open("/")
    tab_to(visitor, "nav.bar .wide a[href='/duties/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/duties/")
    led_and_under_way(visitor)
    tab_to(visitor, "main a[href*='/progress/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/progress/*/")
    tab_to(visitor, "#id_done_en")
    page.keyboard.type(HELD)
    tab_to(visitor, "main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text(HELD)


def test_the_menu_of_a_small_window_opens_by_keyboard(visit):
    visitor = visit(width=360)
    page = visitor.page
    visitor.sign_in_as("Foreign Affairs Office")
    tab_to(visitor, "nav.bar summary")
    page.keyboard.press("Enter")
    tab_to(visitor, "nav.bar details a[href='/tasks/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/")
    tab_to(visitor, "main td a[href^='/tasks/']")
    page.keyboard.press("Enter")
    page.locator(".light-box").wait_for()


def tab_to(visitor, selector):
    """Press Tab until the element has the focus; at each stop the focus can be seen.

    A page that is just being drawn may miss the first Tab.
    """
    for stop in range(150):
        visitor.page.keyboard.press("Tab")
        if stop < MISSED and focused(visitor).startswith("<body"):
            continue
        assert visitor.page.evaluate(OUTLINE), f"no focus is seen on {focused(visitor)}"
        if has_focus(visitor, selector):
            return
    raise AssertionError(f"{selector} is never reached; the last was {focused(visitor)}")


def has_focus(visitor, selector):
    """Tell whether one of the elements is the active one."""
    return visitor.page.locator(selector).evaluate_all(
        "all => all.includes(document.activeElement)"
    )


def focused(visitor):
    return visitor.page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
