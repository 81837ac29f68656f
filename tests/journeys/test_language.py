"""The language switch stays on the page that is open."""

import pytest

pytestmark = pytest.mark.once


PATHS = "/board/", "/tasks/?light=red&q=%E5%B1%95", "/meetings/1/?fate=task", "/search/?q=2025"


def test_the_switch_keeps_the_page_and_what_it_was_asked(visit):
    visitor = visit()
    visitor.sign_in_as("Foreign Affairs Office")
    for path in PATHS:
        visitor.open(path)
        switch_there_and_back(visitor)


def switch_there_and_back(visitor):
    address = visitor.page.url
    english = visitor.heading()

    visitor.page.get_by_role("button", name="中文").click()
    visitor.page.locator("html[lang=zh-Hans]").wait_for()
    assert visitor.page.url == address
    assert visitor.heading() != english

    visitor.page.get_by_role("button", name="English").click()
    visitor.page.locator("html[lang=en]").wait_for()
    assert visitor.page.url == address
    assert visitor.heading() == english
