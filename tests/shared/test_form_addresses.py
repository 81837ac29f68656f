"""Whoever opens an address that takes only a form gets a page in their language, with a way back."""

import pytest
from django.urls import get_resolver

from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(grant_role(user(), "office"))
    return client


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/meetings/7/close/", "/meetings/7/"),
        ("/tasks/3/duties/5/sign/", "/tasks/3/"),
        ("/readings/9/confirm/", "/readings/9/"),
        ("/meetings/directive/4/remove/", "/meetings/"),
    ],
)
@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "There is no page at this address"), ("zh-hans", "此地址")]
)
def test_a_forms_address_is_answered_with_a_page(desk, address, back, language, sentence):
    answer = desk.get(address, headers={"accept-language": language})

    page = answer.content.decode()
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert sentence in page
    assert f'href="{back}"' in page
    assert "<nav" in page


def test_every_address_that_takes_only_a_form_has_such_a_page(desk):
    bare = []
    pages = (address for address in addresses() if not address.startswith("/api/"))
    for address in pages:
        answer = desk.get(address)
        if answer.status_code == 405 and b"<h1>" not in answer.content:
            bare.append(address)

    assert bare == []


def test_a_head_request_stays_without_a_body(desk):
    assert desk.head("/meetings/7/close/").content == b""


def test_a_form_that_belongs_to_no_page_leads_home(desk):
    page = desk.get("/language/setlang/").content.decode()

    assert "To the page that it belongs to" not in page
    assert 'href="/"' in page


def addresses(patterns=None, prefix="/"):
    """Give an address for every pattern of the site, with 1 for numbers and x for words."""
    for pattern in patterns or get_resolver().url_patterns:
        route = str(pattern.pattern)
        if route.startswith("^") or "static" in route:
            continue
        for kind, value in (("int", "1"), ("str", "x"), ("slug", "x"), ("path", "x")):
            while f"<{kind}:" in route:
                start = route.index(f"<{kind}:")
                route = route[:start] + value + route[route.index(">", start) + 1 :]
        address = prefix + route
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield address
