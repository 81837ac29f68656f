"""A day of each role, from its home page to what is done at the end of it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import led_and_under_way

pytestmark = pytest.mark.once

LEADER, OFFICE, VERIFIER, ADMINISTRATOR = "区领导", "区外办", "督查室", "系统管理员"
COMMERCE, PUBLICITY = "区商务局", "区委宣传部"
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
LANG = {"en": "en", "zh": "zh-Hans"}
IN = {"en": "Written in English.", "zh": "用中文写下。"}
"""What is typed, in the language of the day."""
ANSWER = {"en": "It is at the printer's.", "zh": "已送印刷。"}
BOOK = re.compile("picture book|绘本|画册")
PUBLICITY_UNIT = re.compile("Publicity Department|区委宣传部")


def begin(visit, role, language):
    """Sign a role in and see that its home speaks the language."""
    visitor = visit(language=language)
    visitor.sign_in_as(role)
    expect(visitor.page.locator("html")).to_have_attribute("lang", LANG[language])
    return visitor, visitor.page


def send(page, form, **fields):
    """Fill a form's fields by their names and press its last button."""
    for name, value in fields.items():
        page.locator(f"{form} [name={name}]").fill(value)
    page.locator(f"{form} button[type=submit]").last.click()


@LANGUAGES
def test_a_leader_sees_what_is_red_and_why_writes_a_word_and_settles_the_answer(visit, language):
    leader, page = begin(visit, LEADER, language)
    late = page.locator("main a[href^='/tasks/']").filter(has_text=BOOK)
    late.first.click()
    expect(page.locator(".light-box .light")).to_be_visible()
    assert re.search(r"\d", page.locator(".light-box div p").first.inner_text()), "the rule's dates"
    task = leader.path

    page.locator("a[href$='/instruction/']").first.click()
    page.get_by_label(PUBLICITY_UNIT).check()
    send(page, "form.record-form", **{f"text_{language}": IN[language]})
    page.wait_for_url(re.compile(r"/instructions/\d+/$"))
    given = leader.path
    expect(page.locator("main")).to_contain_text(IN[language])
    leader.open(task)
    expect(page.locator(f"a[href='{given}']").first).to_be_visible()

    leader.open("/waiting/")
    expect(page.locator(f"a[href='{given}']").first).to_be_visible()

    unit, theirs = begin(visit, PUBLICITY, language)
    unit.open("/duties/")
    theirs.locator(f"main a[href='{given}']").first.click()
    theirs.locator("a[href*='/answer/']").click()
    send(theirs, "form.record-form", **{f"text_{language}": ANSWER[language]})
    expect(theirs.locator("main")).to_contain_text(ANSWER[language])
    leader.open("/")
    page.locator(f"main a[href='{given}']").first.click()
    expect(page.locator("main")).to_contain_text(ANSWER[language])
    page.locator("button[name=settle]").click()
    expect(page.locator("button[name=settle]")).to_have_count(0)

    for path, what in (
        ("/board/", ".stats"),
        ("/board/charts/", "svg"),
        ("/calendar/", "table, ul"),
    ):
        assert leader.open(path) == 200
        expect(page.locator(f"main {what}").first).to_be_visible()
    assert leader.open(f"{task}edit/") == 403


@LANGUAGES
def test_the_office_knows_on_friday_who_is_late_reminds_and_reports(visit, language):
    office, page = begin(visit, OFFICE, language)
    page.locator("main .stats a[href*='light=red']").click()
    page.wait_for_url("**/tasks/?*light=red*")
    page.locator("main td a[href^='/tasks/']").first.click()
    page.locator("a[href$='/slip/']").first.click()
    page.locator("[name=unit]").select_option(index=1)
    send(page, "form.record-form", reason=IN[language])
    page.wait_for_url(re.compile(r"/sheets/\d+/$"))
    expect(page.locator("main")).to_contain_text(IN[language])
    with page.expect_download() as coming:
        page.locator(f"a[href$='sheet.{language}.docx']").click()
    assert coming.value.path().read_bytes().startswith(b"PK")

    office.open("/notices/next/")
    expect(page.locator("main h2").first).to_be_visible()
    office.open("/asked/")
    expect(page.locator("table.asked tbody tr").first).to_be_visible()
    with page.expect_download() as coming:
        page.locator("a[href*='asked.csv']").click()
    assert "," in coming.value.path().read_text(encoding="utf-8-sig")

    office.draft_a_report()
    expect(page.locator(".statement .said").first).to_be_visible()
    expect(page.locator(".statement .trail").first).to_be_visible()
    office.open("/coverage/")
    expect(page.locator("main .stats a").first).to_be_visible()


@pytest.mark.first
@pytest.mark.parametrize(("language", "role"), [("en", PUBLICITY), ("zh", COMMERCE)])
def test_a_unit_does_its_quarter_in_minutes_and_sees_what_was_asked_of_it(visit, language, role):
    unit, page = begin(visit, role, language)
    unit.open("/duties/")
    page.locator("main a[href*='/progress/']").first.click()
    expect(page.locator("form.wide [name=opened]")).to_have_count(1)
    send(page, "form.wide", **{f"done_{language}": IN[language]})
    page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    expect(page.locator("#progress")).to_contain_text(IN[language])

    unit.open("/duties/")
    due = page.locator("main a[href*='/progress/']")
    left = due.count()
    due.first.click()
    page.locator("form.nothing button").click()
    page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    task = unit.path
    if page.locator("a[href*='/extension/']").count():
        page.locator("a[href*='/extension/']").first.click()
        send(page, "form.record-form", wanted_on="2026-06-30", reason=IN[language])
        page.wait_for_url(re.compile(r"/extensions/\d+/$"))
        expect(page.locator("main")).to_contain_text(IN[language])
    unit.open("/duties/")
    expect(page.locator("main a[href*='/progress/']")).to_have_count(left - 1)
    expect(page.locator(f"main a[href^='{task}progress/']")).to_have_count(0)

    page.locator("nav.bar a[href='/asked/']").first.click()
    expect(page.locator("table.asked tbody tr")).to_have_count(1)
    forms = page.locator("table.asked tbody td").nth(2)
    assert int(forms.inner_text()) >= 2
    assert unit.open("/notices/") == 403


@LANGUAGES
def test_a_verifier_closes_on_evidence_and_never_on_a_claim(visit, language):
    unit, theirs = begin(visit, COMMERCE, language)
    task = led_and_under_way(unit)
    report_done(unit, task, language)

    verifier, page = begin(visit, VERIFIER, language)
    page.locator(f"main a[href='{task}']").first.click()
    page.locator("[name=verdict][value=returned]").check()
    page.locator(f"form[action='{task}verify/'] button[type=submit]").click()
    expect(page.locator("main [aria-invalid=true], main .faults, main .note").first).to_be_visible()
    verifier.open(task)
    page.locator("[name=verdict][value=returned]").check()
    send(page, f"form[action='{task}verify/']", note=IN[language])
    expect(page.locator("#findings")).to_contain_text(IN[language])
    expect(page.locator(f"form[action='{task}verify/']")).to_have_count(0)

    theirs.reload()
    expect(theirs.locator("#findings")).to_contain_text(IN[language])
    report_done(unit, task, language)
    verifier.open("/")
    page.locator(f"main a[href='{task}']").first.click()
    page.locator("[name=verdict][value=accepted]").check()
    send(page, f"form[action='{task}verify/']", **{f"outcome_{language}": IN[language]})
    expect(page.locator("#findings li, #findings article, #findings div").first).to_be_visible()
    expect(page.locator(f"form[action='{task}verify/']")).to_have_count(0)
    assert verifier.open(f"{task}edit/") == 403


@LANGUAGES
def test_an_administrator_looks_after_accounts_and_the_log_and_decides_nothing(visit, language):
    administrator, page = begin(visit, ADMINISTRATOR, language)
    page.locator("main a[href='/accounts/all/']").click()
    page.locator("a[href='/accounts/all/new/']").click()
    address = f"new-{language}@example.org"
    send(page, "main form", name=IN[language], email=address)
    page.wait_for_url(re.compile(r"/accounts/all/\d+/$"))
    account = administrator.path
    page.locator("form[action$='/grant/'] [name=role]").select_option("verifier")
    page.locator("form[action$='/grant/'] button[type=submit]").click()
    expect(page.locator("form[action*='/grants/']")).to_have_count(1)
    administrator.open("/notifications/outbox/")
    expect(page.locator("main")).to_contain_text(address)
    administrator.open(account)
    page.locator("form[action*='/grants/'] button").click()
    expect(page.locator("form[action*='/grants/']")).to_have_count(0)
    page.locator(f"form[action='{account}close/'] button").click()
    expect(page.locator(f"form[action='{account}close/']")).to_have_count(0)

    administrator.open("/audit/?what=accounts.role.revoked")
    expect(page.locator("main")).to_contain_text("系统管理员")
    page.locator("form[action='/audit/verify/'] button").click()
    expect(page.locator("#seal, .messages, .note.ok").first).to_be_visible()
    for path in ("/tasks/1/", "/readings/", "/notices/"):
        assert administrator.open(path) in {403, 404}


def report_done(unit, task, language):
    """Report a task done, with evidence by reference."""
    unit.open(task)
    unit.page.locator("main a[href*='/progress/']").first.click()
    unit.page.locator("form.wide [name=says_done]").check()
    send(
        unit.page, "form.wide", **{f"done_{language}": IN[language], "evidence_text": IN[language]}
    )
    unit.page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    expect(unit.page.locator("#progress")).to_contain_text(IN[language])
