"""The office's days, from the first topic of a meeting to the report on what became of it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.contexts.governance.list_files import HEAD, xlsx
from tests.journeys.days import (
    COMMERCE,
    IN,
    OFFICE,
    PUBLICITY,
    SECOND,
    TASK,
    begin,
    press,
    send,
    takes,
)
from tests.journeys.steps import in_languages
from tests.journeys.test_pages import MEMBERS_OF

pytestmark = pytest.mark.once

UNIT = {"en": PUBLICITY, "zh": COMMERCE}
"""A unit for each language, so that neither day takes from the other what the demo's units owe."""
PERIOD = {"en": 1, "zh": 2}
"""Which of the periods offered is reported on."""
MEETING = re.compile(r"/meetings/\d+/$")


@in_languages("en")
def test_a_meeting_is_prepared_held_and_let_out_in_three_stages_by_two_people(visit, language):
    office, page = begin(visit, OFFICE, language, at="/meetings/new/")
    unit, theirs = begin(visit, UNIT[language], language)
    meeting = planned(page, office, IN[language])
    topic = handed_in(unit, theirs, meeting)

    office.open("/")
    page.locator(f"main a[href='{topic}']").click()
    page.locator("form[action$='/return/'] select").select_option(index=1)
    send(page, "form[action$='/return/']", reason=IN[language])
    page.wait_for_url("**/topics/")
    unit.open(topic)
    expect(theirs.locator(".note.warning")).to_contain_text(IN[language])
    press(theirs, "/submit/")
    office.open(topic)
    page.locator("form[action$='/accept/'] select").select_option(meeting.strip("/").split("/")[1])
    press(page, "/accept/")

    office.open(f"{meeting}agenda/")
    expect(page.locator("ol.matters > li")).to_have_count(1)
    for move in ("/agenda/approve/", "/circulate/"):
        press(page, move)
    page.locator("details summary").filter(has=page.locator("xpath=..//form")).first.click()
    send(page, "form[action$='/reopen/']", reason=IN[language])
    page.locator("a[href$='/agenda/new/']").click()
    page.locator("[name=kind]").select_option(index=1)
    send(page, "form.record-form", **{f"text_{language}": IN[language]})
    office.open(f"{meeting}agenda/")
    page.locator("a[href$='/agenda/changes/']").click()
    expect(page.locator("main")).to_contain_text(IN[language])

    office.open(f"{meeting}convening/")
    send(page, "main form", starts_on="2025-09-18", starts="09:00", ends="11:00")
    press(page, "/convening/send/")
    expect(page.locator("form[action$='/convening/remind/']")).to_have_count(1)

    held_and_decided(office, page, meeting, language)
    released(office, page, meeting, language)


@in_languages("en")
def test_on_friday_it_knows_who_is_late_and_grants_time_and_reports(visit, language):
    office, page = begin(visit, OFFICE, language)
    page.locator("main .stats a[href*='light=red']").click()
    page.wait_for_url("**/tasks/?*light=red*")
    page.locator("main td a[href^='/tasks/']").first.click()
    page.wait_for_url(TASK)
    page.locator("a[href$='/slip/']").first.click()
    page.locator("[name=unit]").select_option(index=1)
    send(page, "form.record-form", reason=IN[language])
    page.wait_for_url(re.compile(r"/sheets/\d+/$"))
    expect(page.locator("main")).to_contain_text(IN[language])
    assert takes(page, f"a[href$='sheet.{language}.docx']").startswith(b"PK")
    office.open("/tasks/?light=yellow")
    page.locator("main td a[href^='/tasks/']").last.click()
    page.locator("main a[href$='/light/']").click()
    page.locator("[name=light][value=green]").check()
    send(page, "form.record-form", reason=IN[language])
    page.wait_for_url(TASK)
    expect(page.locator(".light-box .light-green").first).to_be_visible()
    expect(page.locator(".light-box")).to_contain_text(IN[language])

    granted(visit, office, page, language)

    office.open("/notices/next/")
    expect(page.locator("main h2").first).to_be_visible()
    office.open("/asked/")
    expect(page.locator("table.asked tbody tr").first).to_be_visible()
    assert b"," in takes(page, "a[href*='asked.csv']")
    office.open("/reports/new/")
    page.locator("select[name=period]").select_option(index=PERIOD[language])
    send(page, "main form")
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    expect(page.locator(".statement .trail").first).to_be_visible()
    page.locator("a[href$='/freeze/']").click()
    send(page, "main form.form", reason=IN[language])
    expect(page.locator("a[href$='/freeze/']")).to_have_count(0)
    office.open("/coverage/")
    expect(page.locator("main .stats a").first).to_be_visible()


@in_languages("zh")
def test_last_years_list_comes_in_out_of_its_file_and_is_adopted(visit, language):
    office, page = begin(visit, OFFICE, language, at="/lists/files/new/")
    title = f"{IN[language]}（{language}）"
    rows = [HEAD, ["1", title, "区商务局", "区体育局", "2025-12-20", "一", ""]]
    file = {"name": "2024.xlsx", "mimeType": "application/zip", "buffer": xlsx(rows)}
    page.locator("input[name=upload]").set_input_files(file)
    send(page, "main form")
    page.locator("#rows").wait_for()
    import_of = office.path
    office.open("/")
    page.locator("main a[href='/lists/files/']").click()
    page.locator(f"main a[href='{import_of}']").click()
    press(page, "/confirm/")
    page.wait_for_url(re.compile(r"/lists/\d+/$"), timeout=60_000)
    expect(page.locator("#tasks tbody tr")).to_have_count(1)
    send(page, "form[action$='/adopt/']", adopted_on="2025-07-15", owed="纪要未印发")
    expect(page.locator("form[action$='/adopt/']")).to_have_count(0)
    assert takes(page, "a[href$='/list.xlsx']").startswith(b"PK")


def planned(page, office, title):
    """Plan a meeting of the committee; give its path."""
    for language in ("zh", "en"):
        page.locator(f"input[name=title_{language}]").fill(title)
    body = page.locator("select[name=body] option", has_text=MEMBERS_OF).first
    page.locator("select[name=body]").select_option(body.get_attribute("value"))
    page.locator("[name=is_held][value=planned]").check()
    send(page, "main form")
    page.wait_for_url(MEETING)
    return office.path


def handed_in(unit, page, meeting):
    """Bring a topic for the meeting, as its unit does; give its path."""
    unit.open(f"/topics/new/?meeting={meeting.strip('/').split('/')[1]}")
    page.locator("[name=kind]").select_option(index=1)
    said = {f"{field}_{side}": IN[side] for field in ("title", "reason") for side in IN}
    send(page, "form.record-form", **said)
    page.wait_for_url(re.compile(r"/topics/\d+/$"))
    press(page, "/submit/")
    expect(page.locator("form[action$='/submit/']")).to_have_count(0)
    return unit.path


def held_and_decided(office, page, meeting, language):
    """Record that it was held, one decision, and the minutes, which are signed off."""
    office.open(meeting)
    send(page, "form[action$='/hold/']", held_on="2025-07-15")
    expect(page.locator("form[action$='/hold/']")).to_have_count(0)
    office.open(f"{meeting}record/")
    first = page.locator(".decide").first
    first.locator(f"textarea[name=text_{language}]").fill(IN[language])
    first.locator("button[type=submit]").last.click()
    expect(page.locator(".sitting .matter")).to_have_count(1)
    office.open(meeting)
    press(page, "/minutes/")
    page.locator("a[href$='/freeze/']").click()
    send(page, "main form.form", reason=IN[language])
    expect(page.locator("a[href$='/freeze/']")).to_have_count(0)


def released(office, page, meeting, language):
    """Let decisions, papers and the public text out, each proposed by one and released by the other."""
    people = (OFFICE, SECOND, OFFICE, SECOND)
    stages = ("decisions", "papers", "public")
    for stage, proposer, other in zip(stages, people, people[1:], strict=False):
        office.sign_in_as(proposer, at=f"{meeting}release/")
        if stage == "public":
            page.locator("a[href$='/release/public/']").click()
            send(page, "form.record-form", text_zh=IN["zh"], text_en=IN["en"])
        else:
            press(page, f"/release/{stage}/")
        office.sign_in_as(other)
        page.locator(f"main a[href='{meeting}release/']").first.click()
        press(page, "/release/")
        expect(page.locator(f"#{stage} .badge-green, #{stage} .badge.green")).to_have_count(1)
    page.locator("#public a[href^='/meetings/public/']").click()
    expect(page.locator("main")).to_contain_text(IN[language])


def granted(visit, office, page, language):
    """Let a unit ask for more time, and grant it in two steps by two people."""
    unit, theirs = begin(visit, UNIT[language], language)
    unit.open("/duties/")
    led = theirs.locator("main a[href^='/tasks/']:not([href*='/progress/'])")
    for path in led.evaluate_all("all => all.map(a => a.getAttribute('href'))"):
        unit.open(path)
        if theirs.locator("a[href*='/extension/']").count():
            break
    theirs.locator("a[href*='/extension/']").first.click()
    send(theirs, "form.record-form", wanted_on="2026-03-31", reason=IN[language])
    theirs.wait_for_url(re.compile(r"/extensions/\d+/$"))
    asked = unit.path
    for person, step in ((OFFICE, "endorse"), (SECOND, "approve")):
        office.sign_in_as(person)
        page.locator(f"main a[href='{asked}']").click()
        page.locator(f"button[name={step}]").click()
        expect(page.locator(f"button[name={step}]")).to_have_count(0)
    office.sign_in_as(OFFICE)
    unit.open(asked)
    expect(theirs.locator("main")).to_contain_text("2026-03-31")
