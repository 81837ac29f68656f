"""A day of a leader, a unit and a verifier, from the home page to what is done at the end of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.days import COMMERCE, IN, LEADER, PUBLICITY, TASK, VERIFIER, begin, send
from tests.journeys.steps import IS_SHORT, in_languages, led_and_under_way

pytestmark = pytest.mark.once

ANSWER = {"en": "It is at the printer's.", "zh": "已送印刷。"}
BOOK = re.compile("picture book|绘本|画册")
PUBLICITY_UNIT = re.compile("Publicity Department|区委宣传部")
UNITS = [("en", PUBLICITY), ("zh", COMMERCE)]


@in_languages("zh")
def test_a_leader_sees_what_is_red_and_why_writes_a_word_and_settles_the_answer(visit, language):
    leader, page = begin(visit, LEADER, language)
    late = page.locator("main a[href^='/tasks/']").filter(has_text=BOOK)
    late.first.click()
    expect(page.locator(".light-box .light").first).to_be_visible()
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

    _unit, theirs = begin(visit, PUBLICITY, language, at="/duties/")
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
        ("/sheets/", "table a"),
        ("/reports/", "table a, .empty"),
    ):
        assert leader.open(path) == 200
        expect(page.locator(f"main {what}").first).to_be_visible()
    assert leader.open(f"{task}edit/") == 403


@pytest.mark.first
@pytest.mark.parametrize(("language", "role"), UNITS[1:] if IS_SHORT else UNITS)
def test_a_unit_does_its_quarter_in_minutes_and_sees_what_was_asked_of_it(visit, language, role):
    unit, page = begin(visit, role, language)
    page.locator("main a[href*='/progress/']").first.click()
    expect(page.locator("form.wide [name=opened]")).to_have_count(1)
    send(page, "form.wide", **{f"done_{language}": IN[language]})
    page.wait_for_url(TASK)
    expect(page.locator("#progress")).to_contain_text(IN[language])

    unit.open("/duties/")
    due = page.locator("main a[href*='/progress/']")
    left = due.count()
    due.first.click()
    page.locator("form.nothing button").click()
    page.wait_for_url(TASK)
    task = unit.path
    unit.open("/duties/")
    expect(page.locator("main a[href*='/progress/']")).to_have_count(left - 1)
    expect(page.locator(f"main a[href^='{task}progress/']")).to_have_count(0)

    page.locator("nav.bar a[href='/asked/']").first.click()
    expect(page.locator("table.asked tbody tr")).to_have_count(1)
    forms = page.locator("table.asked tbody td").nth(2)
    assert int(forms.inner_text()) >= 2
    assert unit.open("/notices/") == 403


@in_languages("en")
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
    send(
        page,
        f"form[action='{task}verify/']",
        **{"note": IN[language], f"outcome_{language}": IN[language]},
    )
    expect(page.locator("#findings li, #findings article, #findings div").first).to_be_visible()
    expect(page.locator(f"form[action='{task}verify/']")).to_have_count(0)
    assert verifier.open(f"{task}edit/") == 403

    verifier.open(task)
    page.locator("summary").filter(
        has=page.locator(f"xpath=..//form[contains(@action,'{task}reopen/')]")
    ).first.click()
    send(page, f"form[action='{task}reopen/']", reason=IN[language])
    expect(page.locator(f"form[action='{task}reopen/']")).to_have_count(0)
    theirs.reload()
    expect(theirs.locator("main a[href*='/progress/']").first).to_be_visible()


def report_done(unit, task, language):
    """Report a task done, with evidence by reference."""
    unit.open(task)
    unit.page.locator("main a[href*='/progress/']").first.click()
    unit.page.locator("form.wide [name=says_done]").check()
    send(
        unit.page, "form.wide", **{f"done_{language}": IN[language], "evidence_text": IN[language]}
    )
    unit.page.wait_for_url(TASK)
    expect(unit.page.locator("#progress")).to_contain_text(IN[language])
