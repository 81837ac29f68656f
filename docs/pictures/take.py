"""Take the pictures of the user guide from a demo that is running.

    plenary demo --port 8000
    python docs/pictures/take.py http://127.0.0.1:8000 [work|words]

``work`` takes those of meetings and tasks alone, ``words`` those of terms, desk, newsroom and
portal; without a word both are taken. It needs the development requirements and a chromium. It drafts a report and reads a text in, so
give it a demo that may change (PLENARY_HOME=/tmp/pictures).
"""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
WINDOW = {"width": 1280, "height": 800}
OFFICE = "Foreign Affairs Office"
PLENARY = re.compile("Plenary Meeting|全体会议")
READOUTS = {
    "en": """\
The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Lianhu District Committee Held
Date: 2026-03-12
Source: Foreign Affairs Office of Lianhu District

The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Lianhu District Committee was \
held recently. Bai Yun, Secretary of the CPC Lianhu District Committee and Director of the Foreign \
Affairs Committee, chaired the meeting.

The meeting reviewed the 2025 work report of the Committee and the 2026 list of key tasks.

The meeting stressed that it is necessary to deepen exchanges with sister cities and to invite \
two delegations before the end of September. Efforts should be made to improve bilingual signs \
around the lake museum. The Commerce Bureau should help foreign-invested enterprises find \
suitable premises. Services for foreign residents should be extended to every subdistrict.
""",
    "zh": """\
中共清溪区委外事工作委员会召开2026年全体会议
日期：2026-04-20
来源：清溪区外办

近日，中共清溪区委外事工作委员会召开2026年全体会议。区委书记、区委外事工作委员会主任顾远主持会议。

会议审议了区委外事工作委员会2025年工作报告和2026年重点任务清单。

会议强调，要深化友好城市交流，办好清溪国际茶文化周。要提升涉外服务水平，优化外籍人士服务站点布局。\
要加强外语标识规范建设，完善商圈双语环境。要统筹发展和安全，健全涉外突发事件应急预案。
""",
}


def main(address: str, parts: list[str]) -> None:
    """Take every picture of these parts in both languages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for language, locale in LOCALES.items():
            context = browser.new_context(locale=locale, viewport=WINDOW)
            page = context.new_page()
            page.goto(f"{address}/demo/")
            page.get_by_role("button", name=OFFICE).click()
            page.locator("nav.bar").wait_for()
            for part in parts:
                PARTS[part](page, address, language)
            context.close()
        browser.close()


def taking(page: Page, language: str) -> Callable[[str], None]:
    """Give what takes a picture of the page as it stands, under a name."""

    def take(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HERE / f"{name}-{language}.png")

    return take


def take_words(page: Page, address: str, language: str) -> None:
    """Take the pictures of what is written for others: terms, desk, newsroom and portal."""
    take = taking(page, language)
    page.goto(f"{address}/terms/")
    take("terms")
    page.goto(f"{address}/newsroom/translations/")
    take("desk")
    page.goto(f"{address}/newsroom/")
    take("newsroom")
    page.locator("main td a[href^='/newsroom/pages/']").filter(has_text=PLENARY).first.click()
    take("newsroom-page")
    page.goto(f"{address}/portal/{language}/")
    take("portal")


def take_work(page: Page, address: str, language: str) -> None:
    """Take the pictures of meetings and tasks."""
    take = taking(page, language)
    page.goto(f"{address}/")
    take("home")
    page.goto(f"{address}/board/")
    take("board")
    page.goto(f"{address}/meetings/")
    page.locator("main a[href^='/meetings/']").filter(has_text=PLENARY).first.click()
    take("meeting")
    page.goto(f"{address}/tasks/?light=yellow")
    page.locator("main td a[href^='/tasks/']").first.click()
    take("task")
    open_report(page, address)
    take("report")
    open_draft(page, address, READOUTS[language])
    decide(page)
    take("confirm")


def open_report(page: Page, address: str) -> None:
    """Open the half-year report; draft it where nobody has yet."""
    page.goto(f"{address}/reports/")
    if (drafted := page.locator("main td a")).count():
        drafted.first.click()
        return
    page.goto(f"{address}/reports/new/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))


def open_draft(page: Page, address: str, readout: str) -> None:
    """Read a text in and wait for the confirming screen."""
    page.goto(f"{address}/readings/new/")
    page.locator("textarea[name=text]").fill(readout)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    while not page.locator("#bench").count():
        page.wait_for_timeout(500)
        page.reload()


def decide(page: Page) -> None:
    """Accept two clauses from the keyboard and make a task of the third."""
    for number in (1, 2):
        page.keyboard.press("a")
        page.locator(f".clause.is-accepted >> nth={number - 1}").wait_for()
    page.keyboard.press("t")
    page.locator(".clause input[name=task]:checked").wait_for()
    page.locator("#directives").evaluate("section => section.scrollIntoView()")


PARTS = {"work": take_work, "words": take_words}

if __name__ == "__main__":
    main(
        sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000",
        sys.argv[2:] or list(PARTS),
    )
