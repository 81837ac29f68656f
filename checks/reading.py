"""A reader of the demo without a browser: signs in by picking a role, and keeps a page of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
WITHOUT_ACCOUNT = (
    "/portal/zh/",
    "/portal/en/",
    "/glossary/",
    "/accounts/sign-in/",
    "/demo/",
    "/portal/en/pages/nothing/",
)
_LINK = re.compile(r'<a[^>]*\shref="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_ACCOUNT = re.compile(r'name="account" value="(\d+)"')
_ALIKE = re.compile(r"/portal/((?:zh|en)/topics)/[^/]+/")
_NOT_A_PAGE = re.compile(r"\.(docx|pdf|xlsx|csv|tbx|zip|ics|xml|json)$|/file/$|/download/$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: the language it was asked in, its address, its HTML, and the role that asked."""

    language: str
    path: str
    status: int
    html: str
    account: int | None = None
    """The role by its place in the demo's list; none for who has not signed in."""


@dataclass
class Reader:
    """Somebody with a language and cookies."""

    address: str
    language: str
    jar: CookieJar = field(default_factory=CookieJar)
    account: int | None = None

    def open(
        self, path: str, form: Mapping[str, str | list[str]] | None = None
    ) -> tuple[int, str, bytes]:
        """Ask for a path; give status, kind of content, and the content."""
        opener = build_opener(HTTPCookieProcessor(self.jar))
        body = urlencode(form, doseq=True).encode() if form else None
        headers = {"Accept-Language": LANGUAGES[self.language], "Referer": self.address}
        try:
            answer = opener.open(Request(f"{self.address}{path}", body, headers), timeout=120)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status or 0, answer.headers.get("Content-Type", ""), answer.read()

    def sign_in(self, number: int) -> None:
        """Pick a role of the demo by its place."""
        html = self.open("/demo/")[2].decode()
        token, account = TOKEN.findall(html)[0], _ACCOUNT.findall(html)[number]
        self.account = number
        self.open("/demo/", {"csrfmiddlewaretoken": token, "account": account})

    def walk(self, starts: tuple[str, ...], seen: set[str]) -> Iterator[Page]:
        """Follow links to one page of each kind, and give those."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            if kind(path) in seen:
                continue
            seen.add(kind(path))
            status, media_type, content = self.open(path)
            if not media_type.startswith("text/html"):
                continue
            html = content.decode()
            yield Page(self.language, path, status, html, self.account)
            waiting += links(path, html)


def kind(path: str) -> str:
    """Give what makes a page's kind: its path without numbers, and whether it is asked something."""
    parts = urlsplit(path)
    return re.sub(r"\d+", "N", _ALIKE.sub(r"/portal/\1/X/", parts.path)) + "?" * bool(parts.query)


def links(path: str, html: str) -> list[str]:
    """Give the paths of this site that a page links to, files left out."""
    found = (urljoin(path, unescape(one)).partition("#")[0] for one in _LINK.findall(html))
    return [
        one for one in found if one.startswith("/") and not _NOT_A_PAGE.search(urlsplit(one).path)
    ]


def every_page(address: str) -> list[Page]:
    """Give one page of each kind in both languages, as somebody without an account and as each role."""
    pages: list[Page] = []
    for language in LANGUAGES:
        seen: set[str] = set()
        pages += Reader(address, language).walk(WITHOUT_ACCOUNT, seen)
        accounts = len(_ACCOUNT.findall(Reader(address, language).open("/demo/")[2].decode()))
        for number in range(accounts):
            reader = Reader(address, language)
            reader.sign_in(number)
            seen.discard("/")
            pages += reader.walk(("/",), seen)
    return pages
