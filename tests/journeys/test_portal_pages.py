"""One page of the portal of every kind in both languages: small, wide, printed, and with large text.

Axe needs scripts; that nothing else does is seen by whoever reads with keys alone (`test_keyboard_bilingual`).
"""

import re

import pytest
from playwright.sync_api import expect

from plenary.contexts.communications import urls
from plenary.contexts.communications.selectors.portal import LISTED
from tests.journeys.steps import IS_SHORT
from tests.journeys.visitor import STICKING_OUT

pytestmark = pytest.mark.once

NARROW, MIDDLE, WIDE = (320, 640), (768, 1024), (1440, 900)
ENLARGED = (320, 256)
"""A window of 1280 x 1024 with its text at 400 % is laid out as one of this size."""
ENTRY = re.compile(r'<h2><a href="([^"]+)"')
WITHDRAWN = re.compile(r'<li><a href="(/portal/../pages/[^"]+)"')
OTHER = {"zh": "en", "en": "zh"}
SCREEN_ALONE = "nav:not(.contents), form button, a.skip, a[href$='/correct/'], footer"
"""What leads on is of no use on paper."""
REPORT = {"zh": "第二段的时间有误。", "en": "The hour in the second paragraph is wrong."}
NO_ROUTE_OF_A_READER = {
    "copy": "stands in the copy as files alone",
    "portal-missing": "answers as an address of an article does that is not there",
    "subscription-confirm": "needs a link out of a mail",
    "subscription-end": "needs a link out of a mail",
    "fact-check": "needs a link out of a mail",
    "term-receipt": "laid out as the receipt of a report",
    "topic-embedded": "laid out as the list of the whole portal",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_page_is_whole_at_each_width_and_on_paper(visit, lang):
    reader = visit(language=lang, width=NARROW[0], height=NARROW[1])
    paths = every_kind(reader, lang)
    seen = {pattern.name for pattern in urls.urlpatterns for one in paths if fits(pattern, one)}
    wanted = {one.name for one in urls.urlpatterns if is_read(one)} - set(NO_ROUTE_OF_A_READER)
    assert wanted <= seen, wanted - seen
    here_alone = paths[lang == "en" :: 2] if IS_SHORT else paths  # then each kind in one language
    faults = [fault for path in here_alone for fault in looked_at(reader, path)]
    assert not faults, "\n".join(faults)
    assert reader.page.context.cookies() == []


def is_read(pattern):
    return str(pattern.pattern).startswith("portal/<str:lang>/") and pattern.name not in {
        "feed",
        "topic-feed",
    }


def fits(pattern, path):
    return pattern.resolve(path.partition("?")[0].lstrip("/")) is not None


def every_kind(reader, lang):
    """Give the address of one page of each kind, as a reader finds them: by the lists."""
    front, there = f"/portal/{lang}/", f"/portal/{OTHER[lang]}/"
    listed = {kind: entries(reader, f"{front}archive/?kind={kind}") for kind in LISTED}
    assert all(listed.values()), [kind for kind, found in listed.items() if not found]
    both = {*entries(reader, f"{front}archive/")}
    alone = [one for one in entries(reader, f"{there}archive/") if here(one, lang) not in both]
    gone = WITHDRAWN.findall(text_of(reader, f"{front}withdrawn/"))
    article = listed["news"][0]
    return [
        front,
        *(paths[0] for paths in listed.values()),
        f"{front}pages/about-this-portal/",
        here(alone[0], lang),
        gone[0],
        f"{front}pages/nothing/",
        f"{article}correct/",
        f"{front}topics/refund/",
        f"{front}topics/notices/",
        f"{front}archive/",
        f"{front}withdrawn/",
        f"{front}search/",
        f"{front}search/?q={'服务' if lang == 'zh' else 'service'}",
        f"{front}search/?q=zzzz",
        f"{front}terms/?q={'外事' if lang == 'zh' else 'affairs'}",
        f"{front}terms/suggest/",
        f"{front}text-check/",
        f"{front}subscribe/",
        f"{front}subscriptions/nothing/change/",
        f"{front}accessibility/",
        f"{front}counting/",
        f"{front}embed/",
        f"{front}list.html",
        receipt(reader, f"{article}correct/", lang),
    ]


def here(path, lang):
    return f"/portal/{lang}/{path.split('/', 3)[3]}"


def text_of(reader, path):
    return reader.page.context.request.get(f"{reader.address}{path}").text()


def entries(reader, path):
    return ENTRY.findall(text_of(reader, path))


def receipt(reader, form, lang):
    """Point out an error and give where the answer will stand."""
    asked = reader.page.context.request.post(
        f"{reader.address}{form}", form={"text": REPORT[lang], "email": ""}
    )
    return asked.url.removeprefix(reader.address)


def looked_at(reader, path):
    """Load a page once and resize it: barriers when small and wide, what sticks out, what stands on paper."""
    page = reader.page
    sized(reader, NARROW)
    reader.open(path)
    found = reader.violations()
    found += stuck_out(reader, path, NARROW)
    for size in (ENLARGED, MIDDLE, WIDE):
        sized(reader, size)
        found += stuck_out(reader, path, size)
    reader.looks_at_colours = False  # they are the same in every window
    found += reader.violations()
    reader.looks_at_colours = True
    page.emulate_media(media="print")
    on_paper = page.locator(SCREEN_ALONE).evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"
    )
    page.emulate_media(media="screen")
    return found + [f"{path} prints {one}" for one in on_paper]


def sized(reader, size):
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})


def stuck_out(reader, path, size):
    needed = reader.width_needed()
    if needed <= size[0]:
        return []
    return [f"{path} at {size}: needs {needed}; {reader.page.evaluate(STICKING_OUT)}"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_size_and_contrast_are_kept_in_one_cookie_and_can_be_read(visit, lang):
    reader = visit(language=lang, width=NARROW[0], height=NARROW[1])
    page = reader.page
    reader.open(f"/portal/{lang}/")
    article = entries(reader, f"/portal/{lang}/archive/?kind=guide")[0]
    sizes = {name: chosen_size(reader, page, name) for name in ("small", "middle", "big")}
    assert sizes["small"] < sizes["middle"] < sizes["big"]
    page.locator("nav.reading a[href*='contrast=high']").click()
    expect(page.locator("html.contrast-high.size-big")).to_be_attached()
    assert [one["name"] for one in page.context.cookies()] == ["plenary_reading"]

    faults = []
    for path in (f"/portal/{lang}/", article, f"{article}correct/", f"/portal/{lang}/search/?q=a"):
        reader.open(path)
        faults += reader.violations() + stuck_out(reader, path, NARROW)
        sized(reader, ENLARGED)
        faults += stuck_out(reader, path, ENLARGED)
        sized(reader, NARROW)
    assert not faults, "\n".join(faults)


def chosen_size(reader, page, name):
    """Choose a text size at the page's foot, and give how large its words are then."""
    page.locator(f"nav.reading a[href*='size={name}']").click()
    expect(page.locator(f"html.size-{name}")).to_be_attached()
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
