"""An administrator looks into the audit log: filters in the address, the seal's check, no barrier."""

import re

import pytest

pytestmark = pytest.mark.once

WORDS = {
    "en": {
        "check": "Check the whole log now",
        "whole": "As it was sealed",
        "file": "As .csv",
        "granted": "Role: granted",
    },
    "zh": {
        "check": "立即核验全部日志",
        "whole": "与封存一致",
        "file": "导出 .csv",
        "granted": "角色：授予",
    },
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_administrator_finds_who_did_what_and_proves_the_log(visit, language):
    visitor, words = visit(language=language), WORDS[language]
    page = visitor.page
    visitor.sign_in_as("Administrator")
    page.locator("nav.bar .wide a[href='/accounts/all/']").click()
    page.locator("nav.bar .wide a[href='/audit/']").click()
    page.wait_for_url("**/audit/")
    page.locator("td details").first.locator("summary").click()
    assert visitor.violations() == []

    page.locator("select[name=what]").select_option("accounts.role.granted")
    page.locator("form.filters button[type=submit]").click()
    page.wait_for_url(re.compile(r"what=accounts\.role\.granted"))
    page.wait_for_load_state()
    said = page.locator("td[data-label] a[title^='accounts.role']")
    assert set(said.all_inner_texts()) == {words["granted"]}

    with page.expect_download() as taken:
        page.get_by_role("link", name=words["file"]).click()
    assert taken.value.suggested_filename.endswith(".csv")

    with page.expect_navigation():
        page.get_by_role("button", name=words["check"]).click()
    for _look in range(60):
        if page.get_by_text(words["whole"], exact=True).count():
            break
        page.wait_for_timeout(1000)
        visitor.open("/audit/")
    assert page.get_by_text(words["whole"], exact=True).count() == 1
    assert visitor.violations() == []
