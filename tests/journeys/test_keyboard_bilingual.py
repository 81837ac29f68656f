"""A reader, an editor with a second person, and a translator do their whole work with keys alone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.days import LANG, SECOND
from tests.journeys.steps import in_languages
from tests.journeys.test_keyboard import focused, has_focus, tab_to

pytestmark = pytest.mark.once

OTHER = {"zh": "en", "en": "zh"}
LOOKED_FOR = {"zh": "离境退税", "en": "refund"}
WRONG = {"zh": "第二步写得不清楚。", "en": "The second step is not clear."}
MOST_STOPS = 80
TITLES = {
    "zh": ("图书馆设立多语种阅览角", "The library opens a reading corner in several languages"),
    "en": ("博物馆周末增设英语导览", "The museum adds tours in English at weekends"),
}
BODIES = {
    "zh": ("阅览角每天九时开放。", "The corner opens at nine every day."),
    "en": ("导览每周六十时开始。", "The tours begin at ten on Saturdays."),
}
UNTRANSLATED = {"zh": "涉外服务窗口暑期开放时间", "en": "七月至八月"}
TRANSLATED = {
    "zh": "Summer hours of the counters for international residents",
    "en": "In July and August the counters open half an hour earlier on working days.",
}
NEWSROOM = r"/newsroom/pages/\d+/$"


@in_languages("zh")
def test_a_reader_finds_turns_enlarges_and_points_out_an_error(visit, language):
    reader = visit(language=language, scripts=False)
    page = reader.page
    reader.open(f"/portal/{language}/")
    into_main(reader)
    tab_to(reader, "form.search [name=q]")
    page.keyboard.type(LOOKED_FOR[language])
    entered(reader, "form.search button", r"/search/$")
    into_main(reader)
    entered(reader, ".found a[href$='/how-to-claim-the-refund/']", r"/how-to-claim-the-refund/$")
    assert reader.language() == LANG[language]
    entered(reader, "a.switch", rf"/{OTHER[language]}/pages/")
    assert reader.language() == LANG[OTHER[language]]
    entered(reader, "a.switch", rf"/{language}/pages/")
    for choice, kept in (("size=big", "html.size-big"), ("contrast=high", "html.contrast-high")):
        tab_to(reader, f"nav.reading a[href*='{choice}']")
        page.keyboard.press("Enter")
        expect(page.locator(kept)).to_be_attached()
    leaves_at_the_end(reader)

    into_main(reader)
    entered(reader, "main a[href$='/correct/']", r"/correct/$")
    into_main(reader)
    tab_to(reader, "form.ask [name=text]")
    page.keyboard.type(WRONG[language])
    entered(reader, "form.ask button", r"/reports/[^/]+/$")
    expect(page.locator("main")).to_contain_text(WRONG[language])


@in_languages("en")
def test_a_page_is_written_reviewed_and_published(visit, language):
    editor = visit(language=language)
    page = editor.page
    editor.sign_in_as("编辑", at="/newsroom/new/")
    into_main(editor)
    for name, words in (("title", TITLES[language]), ("body", BODIES[language])):
        for lang, text in zip(("zh", "en"), words, strict=True):
            tab_to(editor, f"[name={name}_{lang}]")
            page.keyboard.type(text)
    tab_to(editor, "[name=topics]")
    page.keyboard.press("Space")
    expect(page.locator("[name=topics]:checked")).to_have_count(1)
    entered(editor, "main form.form > .row button[type=submit]", NEWSROOM)
    own = editor.path
    stepped(editor, own, "submit")

    second = visit(language=language)
    second.sign_in_as(SECOND, at="/newsroom/")
    into_main(second)
    entered(second, f".items a[href='{own}']", NEWSROOM)
    stepped(second, own, "approve")
    shown = second.page.locator(f"main a[href*='/portal/{language}/pages/']").first
    reader = visit(language=language, scripts=False)
    reader.open(shown.get_attribute("href"))
    assert reader.heading() == TITLES[language][0 if language == "zh" else 1]


@in_languages("zh")
def test_a_text_is_found_translated_and_reviewed_at_the_desk(visit, language):
    translator = visit(language=language)
    page = translator.page
    translator.sign_in_as("编辑", at="/newsroom/translations/")
    into_main(translator)
    tab_to(translator, "form.filters [name=words]")
    page.keyboard.type(UNTRANSLATED[language])
    page.keyboard.press("Enter")
    page.wait_for_url("**/translations/?*words=*")
    into_main(translator)
    entered(translator, "main td a[href*='/translations/']", r"/translations/\d+/$")
    text = translator.path
    into_main(translator)
    tab_to(translator, "main form [name=text]:not([type=hidden])")
    page.keyboard.type(TRANSLATED[language])
    tab_to(translator, "form[data-kept] button[type=submit]:not([data-kept-box] *)")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(TRANSLATED[language])

    second = visit(language=language)
    second.sign_in_as(SECOND, at=text)
    into_main(second)
    tab_to(second, f"form[action='{text}review/'] button")
    with second.page.expect_navigation():
        second.page.keyboard.press("Enter")
    expect(second.page.locator(f"form[action='{text}review/']")).to_have_count(0)


def into_main(visitor):
    """Take the first stop of the page, the skip link, which leads past the menus.

    The answer to a form that was reached so begins there already.
    """
    visitor.page.wait_for_load_state()
    if urlsplit(visitor.page.url).fragment == "main":
        return
    tab_to(visitor, ".skip")
    assert visitor.page.locator(".skip").bounding_box()["x"] >= 0
    visitor.page.keyboard.press("Enter")
    assert has_focus(visitor, "main"), focused(visitor)


def entered(visitor, selector, path):
    """Go on to a link or button by Tab, press Enter, and wait for where it leads."""
    tab_to(visitor, selector)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(lambda url: re.search(path, urlsplit(url).path))
    visitor.page.wait_for_load_state()


def stepped(visitor, own, name):
    """Take a step of a page for both languages."""
    into_main(visitor)
    entered(visitor, f"main a[href='{own}{name}/']", f"{own}{name}/$")
    into_main(visitor)
    entered(visitor, "main form.form > .row button[type=submit]", f"{own}$")


def leaves_at_the_end(visitor):
    """Press Tab to the end of the page: nothing keeps the focus."""
    stops = []
    for _stop in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        stops.append(focused(visitor))
        if stops[-1].startswith("<body"):
            return
    raise AssertionError(f"the focus does not leave the page: {stops[-3:]}")
