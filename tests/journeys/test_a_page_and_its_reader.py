"""A page's whole life: made in both languages, published by a second person, found, corrected, and read again."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.days import LANG, SECOND, begin, send
from tests.journeys.steps import in_languages

pytestmark = pytest.mark.once

EDITOR = "编辑"
NEWSROOM = re.compile(r"/newsroom/pages/\d+/$")
RECEIPT = re.compile(r"/portal/../reports/[^/]+/$")
SAID = {
    "en": {
        "title_zh": "夜间办证窗口开放",
        "title_en": "The evening counter is open",
        "body_zh": "夜间办证窗口每周四开放至十九点。",
        "body_en": "The evening counter stays open until seven on Thursdays.",
        "word": "evening counter",
    },
    "zh": {
        "title_zh": "湖畔图书角迎来外语读物",
        "title_en": "Foreign books arrive at the lakeside reading corner",
        "body_zh": "湖畔图书角新到外语读物，周一闭馆。",
        "body_en": "New foreign books stand at the lakeside reading corner, which is closed on Mondays.",
        "word": "湖畔图书角",
    },
}
"""A page for each language of the journey, so that neither is the other's twin."""
CORRECTED = {
    "en": {
        "body_zh": "夜间办证窗口每周五开放至十九点。",
        "body_en": "The evening counter stays open until seven on Fridays.",
    },
    "zh": {
        "body_zh": "湖畔图书角新到外语读物，周二闭馆。",
        "body_en": "New foreign books stand at the lakeside reading corner, which is closed on Tuesdays.",
    },
}
NOTES = {"note_zh": "更正开放日期。", "note_en": "The day was wrong."}
WRONG = {"en": "It is Friday, not Thursday.", "zh": "闭馆日是周二。"}
ANSWER = {"en": "Thank you: corrected.", "zh": "谢谢，已更正。"}
OTHER = {"en": "zh", "zh": "en"}
FROM_WORD = (
    "<style>p{color:red}</style><h1><b>Hours</b></h1>"
    "<p class=MsoNormal>From <b style='mso-bidi-font-weight:normal'>nine</b>.<o:p></o:p></p>"
    '<p class=MsoListParagraph style="mso-list:l0"><span>·<span>&nbsp;&nbsp;</span></span>Songs</p>'
    '<ul><li><p><a href="https://a.example/">More</a></p></li></ul>'
)
PASTE = """(field, html) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  field.value = "";
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
  return field.value;
}"""


def pasted(page, name, html):
    """Paste what a word processor puts on the clipboard into a field, and give what it then holds."""
    return page.locator(f"[name={name}]").evaluate(PASTE, html)


@in_languages("en")
def test_a_page_is_made_reviewed_found_pointed_out_corrected_and_read_again(visit, language):
    said = {name: text for name, text in SAID[language].items() if name != "word"}
    editor, page = begin(visit, EDITOR, language, at="/newsroom/new/")
    topic = page.locator("[name=topics]").first
    topic.check()
    assert (
        pasted(page, "body_en", FROM_WORD)
        == "## Hours\n\nFrom **nine**.\n\n- Songs\n- [More](https://a.example/)"
    )
    send(page, "main form.form", **said)
    page.wait_for_url(NEWSROOM)
    own = editor.path
    taken(editor, own, "submit")
    assert editor.open(f"{own}approve/") == 403

    second, theirs = begin(visit, SECOND, language, at="/newsroom/")
    theirs.locator(f".items a[href='{own}']").first.click()
    taken(second, own, "approve")
    reader = visit(language=language)
    address = found(reader, language)

    reader.page.locator("a[href$='/correct/']").click()
    send(reader.page, "form.ask", text=WRONG[language])
    reader.page.wait_for_url(RECEIPT)
    receipt = reader.path

    editor.open("/newsroom/reports/")
    page.locator("main a[href^='/newsroom/reports/']").filter(has_text=WRONG[language]).click()
    reported = editor.path
    expect(page.locator("main")).to_contain_text(WRONG[language])
    editor.open(f"{own}edit/")
    send(page, "main form.form", **CORRECTED[language])
    page.wait_for_url(NEWSROOM)
    taken(editor, own, "submit", **NOTES)
    reader.open(address)
    expect(reader.page.locator("article .body")).to_contain_text(said[f"body_{language}"])

    taken(second, own, "approve")
    editor.open(reported)
    page.locator("[name=move][value=accept]").check()
    send(page, "main form.form", answer=ANSWER[language])
    page.wait_for_url("**/newsroom/reports/")

    reader.open(receipt)
    expect(reader.page.locator("main")).to_contain_text(ANSWER[language])
    for lang in (language, OTHER[language]):
        reader.open(address.replace(f"/{language}/", f"/{lang}/"))
        expect(reader.page.locator("section.corrected")).to_contain_text(NOTES[f"note_{lang}"])
        expect(reader.page.locator("article .body")).to_have_text(
            CORRECTED[language][f"body_{lang}"]
        )


def taken(visitor, own, name, **fields):
    """Take a step of a page in the newsroom, by its button, for both languages."""
    visitor.open(own)
    visitor.page.locator(f"main a[href='{own}{name}/']").click()
    send(visitor.page, "main form.form", **fields)
    visitor.page.wait_for_url(f"**{own}")
    expect(visitor.page.locator(f"main a[href='{own}{name}/']")).to_have_count(0)


def found(reader, language):
    """Find the page as a reader does, on the front page, at its topic, by the search; give its address."""
    said, page = SAID[language], reader.page
    title = said[f"title_{language}"]
    reader.open(f"/portal/{language}/")
    page.locator("main a", has_text=title).first.click()
    expect(page.locator("h1")).to_have_text(title)
    address = reader.path
    page.locator("article .topics a").first.click()
    page.locator(f"main a[href='{address}']").first.click()
    page.locator(".head a[href$='/search/']").click()
    page.locator("form.search [name=q]").fill(said["word"])
    page.locator("form.search button").click()
    page.locator(f".found a[href='{address}']").click()
    expect(page.locator("html")).to_have_attribute("lang", LANG[language])
    page.locator("a.switch").click()
    expect(page.locator("html")).to_have_attribute("lang", LANG[OTHER[language]])
    expect(page.locator("h1")).to_have_text(said[f"title_{OTHER[language]}"])
    page.locator("a.switch").click()
    expect(page.locator("h1")).to_have_text(title)
    return address
