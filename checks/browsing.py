"""The portal in a browser: how soon it is seen on a slow line, without scripts, and at every width."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

GOAL = 1000
"""Milliseconds until the largest part of a page is painted."""
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 204_800,
    "uploadThroughput": 93_750,
}
"""1.6 megabits a second with 150 ms to and fro: Chrome's own "slow 4G"."""
WIDTHS = ((320, 640), (768, 1024), (1440, 900))
SMALL = (320, 256)
"""A window of 1280 x 1024 with its text at 400 % is laid out as one of this size."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TIMES = 5
LARGEST = """() => new Promise(done => new PerformanceObserver(list => {
  const all = list.getEntries(); done(all[all.length - 1].startTime);
}).observe({type: "largest-contentful-paint", buffered: true}))"""

VOICES = """
  window.said = [];
  const voices = ["zh-CN", "en-GB"].flatMap(lang => [
    {lang, localService: false, name: "far " + lang},
    ...(IS_LOCAL ? [{lang, localService: true, name: "own " + lang}] : [])]);
  window.SpeechSynthesisUtterance = function (words) { this.text = words; };
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices, cancel: () => {}, pause: () => {}, resume: () => {},
    speak: one => {
      one.onstart();
      const note = {words: one.text, lang: one.lang, voice: one.voice.name, isLast: false};
      window.said.push(note);
      setTimeout(() => {
        one.onend();
        note.isLast = document.querySelectorAll("[data-aloud] button")[1].hidden;
      });
    }}});
"""
"""Stands in for the browser's voices, of which there are none without a sound card."""


def largest_paint(browser: Browser, address: str) -> float:
    """Give the median milliseconds of a first visit on a slow line, with nothing kept."""
    seen = []
    for _visit in range(TIMES):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        page.goto(address, wait_until="load")
        seen.append(float(page.evaluate(LARGEST)))
        context.close()
    return sorted(seen)[TIMES // 2]


def without_scripts(browser: Browser, address: str, lang: str) -> list[str]:
    """Read the portal as somebody whose browser runs no scripts; give what could not be done."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    faults = []
    page.goto(f"{address}/portal/{lang}/")
    page.locator("ul.lines a").first.click()
    page.wait_for_url("**/pages/**")
    title = page.locator("h1").inner_text()
    page.locator("header a.switch").click()
    page.wait_for_url(f"**/portal/{'en' if lang == 'zh' else 'zh'}/**")
    page.goto(f"{address}/portal/{lang}/search/")
    page.locator("input[name=q]").fill(title[:4] if lang == "zh" else title.split()[0])
    page.locator("form.search button").click()
    page.wait_for_url("**/search/?q=*")
    if not page.locator("ul.lines li").count():
        faults.append(f"{page.url}: what stands on the front page was not found")
    page.goto(f"{address}/portal/{lang}/")
    page.locator("nav.reading a").nth(2).click()
    page.wait_for_url(f"**/portal/{lang}/")
    if "big" not in (page.locator("html").get_attribute("class") or ""):
        faults.append(f"{page.url}: the big text was not chosen")
    context.close()
    return faults


def aloud(browser: Browser, address: str, lang: str) -> list[str]:
    """Let an article be read aloud by voices that only note what they are given; give what went wrong.

    A voice that would send the words to another machine is never used, and alone brings no button.
    """
    faults = []
    for is_local in (True, False):
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(VOICES.replace("IS_LOCAL", str(is_local).lower()))
        page.goto(f"{address}/portal/{lang}/")
        page.locator("ul.lines a").first.click()
        page.wait_for_url("**/pages/**")
        button = page.locator("[data-aloud] button").first
        if button.is_visible() is not is_local:
            faults.append(f"{page.url}: the button is {'not there' if is_local else 'there'}")
        elif is_local:
            button.click()
            page.wait_for_function("window.said.length && window.said.at(-1).isLast")
            said = page.evaluate("window.said")
            title = page.locator("h1").inner_text()
            if said[0]["words"].strip() != title:
                faults.append(f"{page.url}: read first was {said[0]['words'][:60]!r}")
            faults += [f"{page.url}: {one}" for one in said if not one["voice"].startswith("own")]
        context.close()
    return faults


def barriers(browser: Browser, addresses: list[str]) -> list[str]:
    """Give what axe finds on pages at each width and in dark colours, and what must be scrolled sideways, text at 400 % too."""
    context = browser.new_context()
    page = context.new_page()
    faults = []
    for address in addresses:
        for width, height in (*WIDTHS, SMALL):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                faults.append(f"{address} at {width} pixels: needs {needed}")
            if height != SMALL[1]:
                faults += [f"{address} at {width} pixels: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{address} in dark colours: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="light")
    context.close()
    return faults


def violations(page: Page) -> list[str]:
    """Give what axe finds on the open page."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
