"""Somebody who was invited adds a key to the account and signs in with it, in a real browser."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.journeys.steps import in_languages
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.once

PASSWORD = "a long enough sentence"
WORDS = {
    "en": {
        "add": "Add",
        "use": "Use a security key or passkey",
        "passkey": "Sign in with a passkey",
        "fault": "The key was not used",
    },
    "zh": {
        "add": "添加",
        "use": "使用安全密钥或通行密钥",
        "passkey": "用通行密钥登录",
        "fault": "未能使用密钥",
    },
}


@contextmanager
def virtual_key(page, *, verifies=True):
    """Plug a key into the browser, which answers by itself; gives how to take it out again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal" if verifies else "usb",
                "hasResidentKey": verifies,
                "hasUserVerification": verifies,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield lambda: session.send("WebAuthn.removeVirtualAuthenticator", made)
    session.detach()


def invite(visitor, email, language):
    """Invite somebody as an administrator and give the way to their first password."""
    visitor.sign_in_as("Administrator", at="/accounts/all/new/")
    page = visitor.page
    page.locator("[name=name]").fill("Key holder")
    page.locator("[name=email]").fill(email)
    page.locator("select[name=language]").select_option("zh-hans" if language == "zh" else "en")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    visitor.open("/notifications/outbox/")
    with page.expect_navigation():
        page.locator("main tr", has_text=email).get_by_role("button").first.click()
    body = page.locator("main pre").inner_text()
    link = re.search(r"http\S+/accounts/invitation/\S+", body)[0]
    page.context.clear_cookies()
    return urlsplit(link).path


def sign_in(visitor, email):
    visitor.open("/accounts/sign-in/")
    visitor.page.locator("[name=login]").fill(email)
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.page.locator("form:has([name=password]) button[type=submit]").click()


def sign_out(visitor):
    visitor.page.locator("header form[action*=sign-out] button").click()
    visitor.page.locator("[name=login]").wait_for()


def confirm_again(visitor):
    """Type the password where a step asks for it once more."""
    if "reauthenticate" in visitor.page.url:
        visitor.page.locator("[name=password]").fill(PASSWORD)
        with visitor.page.expect_navigation():
            visitor.page.locator("main form button[type=submit]").click()


@in_languages("zh")
def test_a_key_and_a_passkey_sign_in(demo, browser, language):
    words, email = WORDS[language], f"key-{language}@example.org"
    address = demo.replace("127.0.0.1", "localhost")
    with visiting(browser, address, language=language) as visitor:
        page = visitor.page
        first = invite(visitor, email, language)
        visitor.open(first)
        for name in ("password1", "password2"):
            page.locator(f"[name={name}]").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").click()
        sign_in(visitor, email)
        page.locator("nav.bar").wait_for()

        with virtual_key(page) as take_out:
            visitor.open("/accounts/second-factor/keys/new/")
            confirm_again(visitor)
            assert visitor.violations() == []
            page.locator("[name=passwordless]").check()
            page.get_by_role("button", name=words["add"], exact=True).click()
            page.wait_for_url("**/codes/")
            visitor.open("/accounts/second-factor/keys/")
            assert visitor.violations() == []
            sign_out(visitor)

            sign_in(visitor, email)
            page.wait_for_url("**/second-factor/sign-in/")
            assert visitor.violations() == []
            page.get_by_role("button", name=words["use"]).click()
            page.locator("nav.bar").wait_for()
            sign_out(visitor)

            assert visitor.violations() == []
            page.get_by_role("button", name=words["passkey"]).click()
            page.locator("nav.bar").wait_for()
            sign_out(visitor)
            take_out()

        with virtual_key(page, verifies=False):
            page.get_by_role("button", name=words["passkey"]).click()
            page.get_by_text(words["fault"]).wait_for()
            assert visitor.path == "/accounts/sign-in/"
