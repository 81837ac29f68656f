"""A visitor: one browser window, and what went wrong in it."""

import html
import json
import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

PATIENCE = 30_000
"""Milliseconds that anything expected of a page may take: a busy machine is no fault."""
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPECTED = ("status of 404", "status of 403", "status of 422", "status of 409")
"""A browser says of each refusal that the answer had such a status: that is no fault of the page."""

STICKING_OUT = """[...document.body.querySelectorAll("*")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, pre"))
  .filter(e => ![...e.children].some(c => c.getBoundingClientRect().right > innerWidth + 1))
  .slice(0, 5).map(e => e.outerHTML.slice(0, 160))"""
HELD = """[...document.body.querySelectorAll("*")]
  .filter(e => ["fixed", "sticky"].includes(getComputedStyle(e).position))
  .filter(e => getComputedStyle(e).visibility !== "hidden")
  .reduce((sum, e) => sum + Math.min(e.offsetHeight, innerHeight), 0)"""


_sessions = {}
"""The session of each role that was picked, by the demo's address and the role: one sign-in serves a whole run."""


class Visitor:
    """Somebody in front of a browser, who remembers every fault the browser told of."""

    def __init__(self, context, address, *, has_scripts=True):
        self.looks_at_colours = True
        """Contrasts are most of axe's work; they are the same in both languages."""
        self.address = address
        self.has_scripts = has_scripts
        self.page = context.new_page()
        self.faults = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._follow)

    def _hear(self, message):
        if message.type in {"error", "warning"} and not any(e in message.text for e in EXPECTED):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _follow(self, request):
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.faults.append(f"{self.page.url} asks {request.url}")

    def open(self, path):
        """Open a page of the demo; give the status it was answered with."""
        return self.page.goto(f"{self.address}{path}").status

    def speaks(self, language):
        """Ask for the next pages in this language."""
        cookie = {"name": "plenary_language", "value": language, "url": self.address}
        self.page.context.add_cookies([cookie])

    def sign_in_as(self, name, at="/"):
        """Come back in a role of the demo, by the name on its button, and open a page; give its status.

        The button itself is pressed where the way in is the point.
        """
        kept = (self.address, name)
        if kept not in _sessions:
            _sessions[kept] = self._pick(name)
        self.page.context.add_cookies([_sessions[kept]])
        return self.open(at)

    def _pick(self, name):
        """Pick a role without drawing a page, and give the cookie of its session.

        Whoever was signed in here stays so elsewhere: a sign-in over a session would end it.
        """
        self.page.context.clear_cookies(name="sessionid")
        asking = self.page.context.request
        page = asking.get(f"{self.address}/demo/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        buttons = re.findall(r'name="account" value="(\d+)">(.*?)</button>', page)
        account = next(pk for pk, label in buttons if name in html.unescape(label))
        form = {"csrfmiddlewaretoken": token, "account": account}
        asking.post(f"{self.address}/demo/", form=form, max_redirects=0)
        cookies = self.page.context.cookies(self.address)
        return next(one for one in cookies if one["name"] == "sessionid")

    @property
    def path(self):
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def heading(self):
        """Give the first heading of the page, once it is there in full."""
        self.page.wait_for_load_state()
        return self.page.locator("h1").inner_text()

    def language(self):
        """Give the language that the page says it is in, once it is there in full."""
        self.page.wait_for_load_state()
        return self.page.locator("html").get_attribute("lang")

    def reads_in_source(self):
        """Give the words of the passage that the address points to in a source text."""
        self.page.locator(".source-text :target").wait_for()
        self.page.wait_for_load_state()
        pieces = self.page.locator("mark.is-named")
        return "".join(pieces.all_inner_texts())

    def violations(self):
        """Give what axe finds against the page, each with the places."""
        self.page.wait_for_load_state()
        self.page.evaluate(AXE_SCRIPT)
        options = {
            "runOnly": {"type": "tag", "values": LEVELS},
            "resultTypes": ["violations"],
            "rules": {"color-contrast": {"enabled": self.looks_at_colours}},
        }
        found = self.page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
        return [
            f"{self.path}: {one['id']}: {node['target']} {node['html'][:160]} {_why(node)}"
            for one in found
            for node in one["nodes"]
        ]

    def width_needed(self):
        """Give how wide the page is, which is more than the window where it must be scrolled."""
        return self.page.evaluate("document.documentElement.scrollWidth")

    def what_sticks_out(self):
        """Give the innermost elements that reach beyond the window's edge."""
        return self.page.evaluate(STICKING_OUT)

    def height_held(self):
        """Give how much of the window's height is held by what does not scroll away."""
        return self.page.evaluate(HELD)

    def draft_a_report(self):
        """Draft the report on the first period offered, or open the one that is there already."""
        self.open("/reports/new/")
        self.page.locator("select[name=period]").select_option(index=0)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()
        if self.path == "/reports/new/":
            self.open("/reports/")
            self.page.locator("main td a").first.click()
            self.page.wait_for_url("**/reports/*/")

    def wait_for_the_draft(self):
        """Wait until the worker has read the text and the confirming screen is there.

        With scripts the page comes to it by itself; without them one looks again.
        """
        if self.has_scripts:
            self.page.locator("html.has-js #bench").wait_for(timeout=60_000)
            self.page.wait_for_load_state()
            return
        for _look in range(120):
            self.page.wait_for_load_state()
            if self.page.locator("#bench").count():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError("the text was not read")


def _why(node):
    return " ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


@contextmanager
def visiting(
    browser, address, *, language="en", scripts=True, width=1280, height=900, colours="light"
):
    """Open a window in a language; at the end it is closed, and no fault may have been heard."""
    context = browser.new_context(
        locale=LOCALES[language],
        java_script_enabled=scripts,
        viewport={"width": width, "height": height},
        color_scheme=colours,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, address, has_scripts=scripts)
    try:
        yield visitor
        assert visitor.faults == []
    finally:
        context.close()
