"""A text is checked on its page and in a form, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import in_languages
from tests.journeys.test_pages import barriers

pytestmark = pytest.mark.once

OFFICE = "Foreign Affairs Office"


VERDICTS = ("电梯", "Elavator"), ("电梯", "Elevator"), ("甲乙丙丁", "Something Else")


@in_languages("zh")
def test_no_verdict_has_a_barrier(visit, language):
    visitor = visit(language=language)
    visitor.sign_in_as(OFFICE)
    for zh, en in VERDICTS:
        visitor.open("/check/")
        visitor.page.locator("[name=text_zh]").fill(zh)
        visitor.page.locator("[name=text_en]").fill(en)
        visitor.page.locator("[name=profile]").select_option("public-information")
        visitor.page.locator("form.card button[type=submit]").click()
        visitor.page.locator("#verdict").wait_for()

        assert barriers(visitor) == []


def test_a_form_says_what_is_found_while_one_types_and_again_after_the_save(visit):
    visitor = visit()
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/requirements/new/")
    page.locator("[name=reference_zh]").fill("市级会议")
    page.locator("[name=text_zh]").fill("加强电梯检查")
    page.locator("[name=text_en]").fill("Strengthen elavator inspection")
    page.keyboard.press("Tab")
    page.locator(".remark-list .proof", has_text="elevator").wait_for()
    assert barriers(visitor) == []

    page.get_by_role("button", name="Save").click()
    page.locator(".messages", has_text="elavator").wait_for()
    assert barriers(visitor) == []


def test_a_save_without_scripts_is_told_the_same(visit):
    visitor = visit(scripts=False)
    page = visitor.page
    visitor.sign_in_as(OFFICE, at="/requirements/new/")
    page.locator("[name=reference_zh]").fill("市级会议")
    page.locator("[name=text_zh]").fill("推动政府服务")
    page.locator("[name=text_en]").fill("Advance goverment services")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".messages")).to_contain_text("goverment")
