"""Every kind of bilingual page in both languages at three widths: barriers, sideways scrolling, the keyboard.

The suite's walk looks at each page in one language and at one width; this is the whole of it, and takes
its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import browsing
from playwright.sync_api import Browser, BrowserContext, Page
from reading import LANGUAGES
from reading import Page as Asked

OF = re.compile(r"/(portal|newsroom|terms|glossary|check|memory)/")
"""The portal, the newsroom with the translation desk, the term base and its public look-up, the checker."""
SPEAKS = re.compile(r"/portal/(zh|en)/")
"""The portal's addresses name their language: whoever comes with another one reads the same page."""
MOST_STOPS = 400
PARTS = 5
"""A field for a date takes so many steps of Tab at most."""
TABBABLE = """() => {
  const seen = new Set();
  return [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => e.type !== "radio" || (!seen.has(e.name) && seen.add(e.name)))
  .length }"""
STOP = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (e === document.body || e === document.documentElement) return null;
  window.stops ??= new Map();
  if (!window.stops.has(e)) window.stops.set(e, window.stops.size);
  const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const marks = [style, getComputedStyle(e.nextElementSibling ?? e)];
  return {
    number: window.stops.size,
    html: e.outerHTML.slice(0, 120),
    isSeen: marks.some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2),
    isCovered: !!top && !e.contains(top) && !top.contains(e) && box.height > 0
      && ["fixed", "sticky"].includes(getComputedStyle(top.closest("nav, header, footer, dialog") ?? top).position),
  } }"""


def faults(browser: Browser, address: str, pages: list[Asked]) -> tuple[int, list[str]]:
    """Give how many pages were looked at, each at every width, and what was found."""
    wanted = [page for page in pages if OF.match(page.path) and _is_own(page)]
    found: list[str] = []
    for (language, account), some in groupby(wanted, key=lambda one: (one.language, one.account)):
        context = browser.new_context(locale=LANGUAGES[language])
        window = _signed_in(context, address, account)
        for page in some:
            found += [
                f"{page.path} ({language}) {one}" for one in _looked_at(window, address, page)
            ]
        context.close()
    return len(wanted), found


def _is_own(page: Asked) -> bool:
    named = SPEAKS.match(page.path)
    return named is None or named[1] == page.language


def _signed_in(context: BrowserContext, address: str, account: int | None) -> Page:
    window = context.new_page()
    if account is not None:
        window.goto(f"{address}/demo/")
        window.locator("main form button[type=submit]").nth(account).click()
        window.locator("nav.bar").wait_for()
    return window


def _looked_at(window: Page, address: str, page: Asked) -> Iterator[str]:
    """Look at a page at every width, the widest first, and go through it by keyboard in the largest and the smallest window."""
    for width, height in (*reversed(browsing.WIDTHS), browsing.SMALL):
        window.set_viewport_size({"width": width, "height": height})
        is_for_keys = (width, height) in {browsing.WIDTHS[-1], browsing.SMALL}
        if is_for_keys:
            window.goto(f"{address}{page.path}")
        needed = window.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"at {width} x {height}: needs {needed} pixels"
        if height != browsing.SMALL[1]:
            yield from (f"at {width}: {one}" for one in browsing.violations(window))
        if is_for_keys:
            yield from (f"at {width} x {height}: {one}" for one in _by_keyboard(window))


def _by_keyboard(window: Page) -> Iterator[str]:
    """Press Tab to the end: every control is reached, and one sees where one is."""
    wanted, reached, again = window.evaluate(TABBABLE), 0, 0
    for _stop in range(MOST_STOPS):
        window.keyboard.press("Tab")
        stop = window.evaluate(STOP)
        again = again + 1 if stop and stop["number"] == reached else 0
        if stop is None or again > PARTS:
            break
        if again:
            continue
        reached = stop["number"]
        if not stop["isSeen"]:
            yield f"no focus is seen on {stop['html']}"
        if stop["isCovered"]:
            yield f"something covers {stop['html']}"
    if reached < min(wanted, MOST_STOPS):
        yield f"Tab reaches {reached} of {wanted} controls"
