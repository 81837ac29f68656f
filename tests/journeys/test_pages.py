"""Every kind of page, in both languages: no barrier by WCAG 2.2 AA, no sideways scrolling, no fault."""

import re
from urllib.parse import urlsplit
from zlib import crc32

import pytest

from tests.contexts.communications.text_files import unit, xliff
from tests.contexts.governance.list_files import HEAD, ROWS, xlsx
from tests.journeys.steps import IS_SHORT, in_languages
from tests.journeys.texts import SWEPT

ROLES = (
    "Foreign Affairs Office",
    "Commerce Bureau",
    "Leader",
    "Supervision Office",
    "Editor",
    "Administrator",
)
NOT_A_PAGE = re.compile(
    r"\.(docx|pdf|xlsx|csv|tbx|zip|ics|xml|json)$|/file/$|/download/$|^/oparl/|^/portal/files/"
)
MANY_ALIKE = re.compile(r"/portal/((?:zh|en)/topics)/[^/]+/|/portal/../pages/[^/]+/correct/")
"""Pages that differ in what they hold alone: one topic a language, one form in all."""
WITHOUT_ACCOUNT = (
    "/accounts/sign-in/",
    "/demo/",
    "/accounts/password/reset/",
    "/portal/en/terms/",
    "/portal/zh/terms/suggest/",
    "/portal/zh/text-check/",
    "/portal/zh/embed/",
    "/portal/en/list.html",
    "/portal/zh/subscriptions/nothing/change/",
    "/portal/en/",
    "/portal/zh/archive/",
    "/portal/en/pages/nothing/",
)
NO_LINK_YET = (
    "/duties/5/done/",
    "/tasks/20/resume/",
    "/tasks/3/milestones/ask/7/",
    "/newsroom/pages/6/limit/",
    "/help/1/",
)
"""Pages of the office to which a link leads only once a record is in such a state."""
ANSWERS = {"/nowhere/": 404, "/tasks/987654/": 404, "/meetings/987654/": 404}
EMPTY = (
    "/tasks/?q=zzzz",
    "/search/?q=zzzz",
    "/search/?q=%E5%9B%BD%E9%99%85",
    "/accounts/",
    "/terms/?q=zzzz",
    "/portal/en/terms/?q=zzzz",
)
MEMBERS_OF = re.compile("石景山区委外事工作委员会|Shijingshan Foreign Affairs Committee")
LOW = 470
"""So low that no bar sticks to an edge and, at the place scrolled to, covers what lies below it."""
WIDTHS = (320, 768, 1440)
"""Each page is looked at in a window of one of these; ``make check-real`` looks at all."""
SMALL = {"width": 320, "height": 256}
"""A window of 1280 x 1024 with its text at 400 % is laid out as one of 320 x 256."""


@pytest.mark.first
@pytest.mark.long
@pytest.mark.once
@in_languages("en")
def test_no_page_has_a_barrier_or_must_be_scrolled_sideways(visit, language):
    visitor = visit(language=language, height=LOW)
    visitor.looks_at_colours = language == "en"
    found = []
    for path in WITHOUT_ACCOUNT:
        visitor.open(path)
        found += barriers(visitor)
    visitor.sign_in_as(ROLES[0])
    visitor.draft_a_report()
    read_a_text(visitor)
    hand_a_list_in(visitor)
    hand_a_translation_in(visitor)
    convene(visitor)
    found += bind_a_pack(visitor)
    found += look_at_a_photo(visitor)
    found += propose_an_end(visitor)
    for path in NO_LINK_YET:
        visitor.open(path)
        found += barriers(visitor)
    seen = set()
    for role in ROLES:
        visitor.sign_in_as(role)
        found += walk(visitor, seen, half=language == "zh")
    for path, status in ANSWERS.items():
        assert visitor.open(path) == status
        found += barriers(visitor)
    assert not found, "\n".join(found)
    assert len(seen) > 50


DARK = (
    *("/", "/board/", "/tasks/1/", "/meetings/1/", "/documents/1/", "/readings/new/"),
    *("/board/charts/", "/board/timeline/", "/chains/directive/1/"),
)


@pytest.mark.once
def test_dark_colours_can_be_read_as_well(visit):
    visitor = visit(colours="dark")
    visitor.sign_in_as(ROLES[0])
    ground = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 23, 28)"
    found = []
    for path in DARK:
        visitor.open(path)
        found += visitor.violations()
    assert not found, "\n".join(found)


def walk(visitor, seen, *, half):
    """Follow every link from the home page to one page of each kind; give the barriers met.

    Of colours one language's walk looks at one half of the pages, the other's at the other. Where
    time is short (``PLENARY_SHORT_WALK``) there is one walk, which changes its language on the way:
    each page is looked at in one of the two, and every second one's colours.
    """
    found = barriers(visitor)
    waiting = [*links(visitor), *EMPTY]
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        number = crc32(repr(kind(path)).encode())
        is_first_half = number % 2 == 0
        if IS_SHORT:
            visitor.speaks("en" if is_first_half else "zh-hans")
        visitor.page.set_viewport_size({"width": WIDTHS[number % 3], "height": LOW})
        if (status := visitor.open(path)) != 200:
            found.append(f"{path} is linked to, but answered with {status}")
        visitor.looks_at_colours = number % 4 < 2 if IS_SHORT else is_first_half is not half
        found += barriers(visitor)
        waiting += links(visitor)
    return found


def kind(path):
    """Give what makes a page's kind: its path without numbers, and whether it is asked something or finds nothing."""
    parts = urlsplit(path)
    asked = "nothing" if "zzzz" in parts.query else "something" if parts.query else ""
    return re.sub(r"\d+", "N", MANY_ALIKE.sub(r"/portal/\1/X/", parts.path)), asked


def links(visitor):
    """Give the addresses within the demo that the page links to."""
    every = visitor.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    own = [
        one.removeprefix(visitor.address).partition("#")[0]
        for one in every
        if one.startswith(visitor.address)
    ]
    return [path for path in own if not NOT_A_PAGE.search(urlsplit(path).path)]


def barriers(visitor):
    """Give what axe finds on the open page, and whether it is too wide for a small window."""
    page = visitor.page
    wide = page.viewport_size
    found = visitor.violations()
    page.set_viewport_size(SMALL)
    if (width := visitor.width_needed()) > SMALL["width"]:
        found.append(f"{visitor.path}: needs {width} pixels; {visitor.what_sticks_out()}")
    if (height := visitor.height_held()) > SMALL["height"] / 2:
        found.append(f"{visitor.path}: {height} pixels of the window's height never scroll away")
    page.set_viewport_size(wide)
    return found


def look_at_a_photo(visitor):
    """Open the form of the demo's photo, from its page in the newsroom; give the barriers met."""
    visitor.open("/newsroom/?q=counters")
    for link in ("main td a", "main a[href*='/images/']"):
        visitor.open(visitor.page.locator(link).first.get_attribute("href"))
    return barriers(visitor)


def propose_an_end(visitor):
    """Propose that a task end undone, give the barriers of the proposal's page, and withdraw it."""
    visitor.open("/tasks/20/end/")
    page = visitor.page
    for name, text in (("reason", "The city does it."), ("instruction", "Mayor: stop it.")):
        page.locator(f"main [name={name}]").fill(text)
    page.locator("main input[name=instructed_on]").fill("2025-07-10")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/ends/*/")
    found = barriers(visitor)
    page.locator("button[name=withdraw]").click()
    page.locator("button[name=withdraw]").wait_for(state="detached")
    return found


def read_a_text(visitor):
    visitor.open("/readings/new/")
    visitor.page.locator("textarea[name=text]").fill(SWEPT)
    visitor.page.locator("main form button[type=submit]").click()
    visitor.wait_for_the_draft()


def hand_a_translation_in(visitor):
    """Leave the preview of a translator's file."""
    visitor.open("/newsroom/translations/files/")
    file = {"name": "back.xlf", "mimeType": "application/xml", "buffer": xliff(unit())}
    visitor.page.locator("input[name=upload]").set_input_files(file)
    visitor.page.locator("input[name=translator]").fill("Li")
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.wait_for_url("**/translations/files/*/")


def convene(visitor):
    """Leave a meeting to come, to which people with an account are asked."""
    visitor.open("/meetings/new/")
    page = visitor.page
    page.locator("input[name=title_en]").fill("Second plenary")
    body = page.locator("select[name=body] option", has_text=MEMBERS_OF).first
    page.locator("select[name=body]").select_option(body.get_attribute("value"))
    page.locator("[name=is_held][value=planned]").check()
    page.locator("main form button[type=submit]").click()
    page.locator("a[href$='/convening/']").click()
    for name, value in (("starts_on", "2025-09-18"), ("starts", "09:00"), ("ends", "11:00")):
        page.locator(f"input[name={name}]").fill(value)
    page.locator("main form button[type=submit]").click()
    page.locator("form[action$='/convening/send/'] button").click()
    page.locator("form[action$='/convening/remind/']").wait_for()


def bind_a_pack(visitor):
    """Have the pack of the coming meeting bound, and give the barriers of its page."""
    visitor.open("/topics/?state=accepted")
    visitor.page.locator("main table a").first.click()
    visitor.page.locator("main a[href$='/agenda/']").first.click()
    visitor.page.locator("form[action$='/pack/'] button").click()
    visitor.page.wait_for_url("**/meetings/packs/*/")
    visitor.page.locator("#pack a[href$='.zip']").wait_for()
    return barriers(visitor)


def hand_a_list_in(visitor):
    """Leave a working paper with an open name, a wrong row and a doubt."""
    rows = [HEAD, *ROWS, ["4", ROWS[0][1], "区商务局"], ["5", "会议服务", "某某局", "", "逢会即办"]]
    visitor.open("/lists/files/new/")
    file = {"name": "2025.xlsx", "mimeType": "application/zip", "buffer": xlsx(rows)}
    visitor.page.locator("input[name=upload]").set_input_files(file)
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.locator("#rows").wait_for()
