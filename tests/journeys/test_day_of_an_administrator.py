"""The administrator's day: accounts, programs, the state of the system and the log, and nothing of the work."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.days import ADMINISTRATOR, IN, begin, press, send, takes
from tests.journeys.steps import in_languages

pytestmark = pytest.mark.once

WHOLE = {"en": "As it was sealed", "zh": "与封存一致"}
UNIT = {"en": "District Commerce Bureau", "zh": "区商务局"}
GRANTED = {"en": "Role: granted", "zh": "角色：授予"}

JOBS = 10


@in_languages("zh")
def test_an_administrator_looks_after_accounts_and_the_log_and_decides_nothing(visit, language):
    administrator, page = begin(visit, ADMINISTRATOR, language)
    page.locator("main a[href='/installation/#work']").first.click()
    expect(page.locator("#work .badge").first).to_be_visible()
    schedule = page.locator("#schedule tbody tr")
    for _moment in range(
        60
    ):  # the worker lays it out when it starts, which may be after the server
        if schedule.count() > JOBS:
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(schedule.nth(JOBS)).to_be_visible()
    assert administrator.violations() == []

    invited_granted_and_closed(administrator, page, language)
    a_program_is_let_in_and_told(administrator, page, language)
    the_log_is_read_and_proved(administrator, page, language)
    for path in ("/tasks/1/", "/readings/", "/notices/", "/lists/files/"):
        assert administrator.open(path) in {403, 404}


def invited_granted_and_closed(administrator, page, language):
    """Invite somebody, grant two roles (one for a unit, whose deputy it is), take one back, close the account."""
    administrator.open("/")
    page.locator("main a[href='/accounts/all/']").click()
    page.locator("a[href='/accounts/all/new/']").click()
    address = f"new-{language}@example.org"
    send(page, "main form", name=IN[language], email=address)
    page.wait_for_url(re.compile(r"/accounts/all/\d+/$"))
    account = administrator.path
    granting, held = "form[action$='/grant/']", "form[action*='/grants/']"
    page.locator(f"{granting} [name=role]").select_option("verifier")
    send(page, granting)
    expect(page.locator(held)).to_have_count(1)
    page.locator(f"{granting} [name=role]").select_option("unit")
    page.locator(f"{granting} [name=unit]").select_option(label=UNIT[language])
    send(page, granting)
    expect(page.locator(held)).to_have_count(2)
    page.locator(f"{held} button").first.click()
    expect(page.locator(held)).to_have_count(1)
    press(page, f"{account}close/")
    expect(page.locator(f"form[action='{account}close/']")).to_have_count(0)
    administrator.open("/notifications/outbox/")
    expect(page.locator("main")).to_contain_text(address)


def a_program_is_let_in_and_told(administrator, page, language):
    """Make a token and revoke it; name an address that is told what happens, and take it away again."""
    administrator.open("/accounts/tokens/")
    page.locator("form.card [name=scopes]").first.check()
    send(page, "main form.card", name=IN[language])
    expect(page.locator("#made-token")).to_have_value(re.compile(".{20,}"))
    page.locator("form[action$='/revoke/'] button").first.click()
    expect(page.locator("#made-token")).to_have_count(0)
    administrator.open("/webhooks/new/")
    page.locator("main form [name=events]").first.check()
    send(page, "main form", name=IN[language], url="https://hooks.example.org/plenary")
    expect(page.locator("#made-secret, main [role=alert], main .faults").first).to_be_visible()


def the_log_is_read_and_proved(administrator, page, language):
    """Find by kind who granted what, take the rows along, and have the whole log checked."""
    page.locator("nav.bar .wide a[href='/audit/']").click()
    page.wait_for_url("**/audit/")
    page.locator("td details").first.locator("summary").click()
    assert administrator.violations() == []
    page.locator("select[name=what]").select_option("accounts.role.granted")
    page.locator("form.filters button[type=submit]").click()
    page.wait_for_url(re.compile(r"what=accounts\.role\.granted"))
    said = page.locator("td[data-label] a[title^='accounts.role']")
    expect(said.first).to_have_text(GRANTED[language])
    assert set(said.all_inner_texts()) == {GRANTED[language]}
    assert b"," in takes(page, "a[href*='/audit/log.csv']")

    press(page, "/audit/verify/")
    proved = page.get_by_text(WHOLE[language], exact=True)
    for _look in range(60):
        if proved.count():
            break
        page.wait_for_timeout(500)
        administrator.open("/audit/")
    expect(proved).to_have_count(1)
