"""What the days of all roles have in common: who they are, what they write, and how a form is sent."""

import re

from playwright.sync_api import expect

LEADER, OFFICE, SECOND = "区领导", "区外办", "第二审批人"
VERIFIER, ADMINISTRATOR = "督查室", "系统管理员"
COMMERCE, PUBLICITY = "区商务局", "区委宣传部"
LANG = {"en": "en", "zh": "zh-Hans"}
IN = {"en": "Written in English.", "zh": "用中文写下。"}
"""What is typed, in the language of the day."""
TASK = re.compile(r"/tasks/\d+/$")


def begin(visit, role, language, at="/"):
    """Sign a role in and see that the page speaks the language."""
    visitor = visit(language=language)
    visitor.sign_in_as(role, at=at)
    expect(visitor.page.locator("html")).to_have_attribute("lang", LANG[language])
    return visitor, visitor.page


def send(page, form, **fields):
    """Fill a form's fields by their names and press its last button.

    By its key: a remark that comes in while one clicks moves the button away from below the pointer.
    """
    for name, value in fields.items():
        page.locator(f"{form} [name={name}]").fill(value)
    page.locator(f"{form} button[type=submit]").last.press("Enter")


def press(page, action):
    """Press the button of the form that is sent to an address with this ending, and wait for the answer."""
    with page.expect_navigation():
        page.locator(f"form[action$='{action}'] button[type=submit]").last.click()


def takes(page, link):
    """Take a file along by its link and give what is in it."""
    with page.expect_download() as coming:
        page.locator(link).first.click()
    return coming.value.path().read_bytes()
