"""What goes wrong outside a view is answered in the layout and the language, under the policy."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from plenary.config import urls
from plenary.shared.actor import NOBODY, Actor
from plenary.shared.errors import Refused
from plenary.shared.web import answers
from plenary.shared.web.address import client_address
from plenary.shared.web.limits import limited
from tests.factories import user

POLICY = "default-src 'none'"


@pytest.fixture(autouse=True)
def site(settings, db):
    """Add pages that fail to the site."""

    def fails(request):
        raise RuntimeError("a fault")

    def forbids(request):
        raise PermissionDenied

    def refuses(request):
        raise Refused("Not like this.")

    class Site:
        urlpatterns = [
            path("refuses/", refuses),
            path("accounts/refuses/", refuses),
            path("fails/", fails),
            path("forbids/", forbids),
            path("often/", limited("often", "2/m")(lambda request: HttpResponse("seen"))),
            *urls.urlpatterns,
        ]
        handler400, handler403, handler404, handler500 = (
            urls.handler400,
            urls.handler403,
            urls.handler404,
            urls.handler500,
        )

    settings.ROOT_URLCONF = Site


@pytest.fixture
def reader():
    """A signed-in reader of Chinese, who is shown the page of a fault."""
    client = Client(raise_request_exception=False, headers={"accept-language": "zh-CN"})
    client.force_login(user())
    return client


def test_what_was_typed_into_a_refused_form_is_shown_and_never_a_password(reader):
    typed = {
        "reason": "第一行\n<b>second</b> line",
        "name": "one two",
        "mark": "a1b2c3d4e5",
        "seen_version": "7",
        "empty": " ",
    }

    page = reader.post("/refuses/", typed).content.decode()

    assert "第一行\n&lt;b&gt;second&lt;/b&gt; line" in page
    assert "one two" in page
    assert "a1b2c3d4e5" not in page
    assert "未保存" in page
    assert "未保存" not in reader.get("/refuses/?reason=one+two").content.decode()
    secret = reader.post("/accounts/refuses/", {"password": "two words 密码"}).content.decode()
    assert "two words" not in secret


@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere/", 404), ("/forbids/", 403), ("/fails/", 500)]
)
def test_a_fault_is_answered_in_the_layout_the_language_and_under_the_policy(
    reader, address, status
):
    answer = reader.get(address)

    text = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="zh-Hans">' in text
    assert "Plenary" in text
    assert POLICY in answer.headers["Content-Security-Policy"]


def test_a_form_without_its_token_is_answered_in_the_layout(db):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/accounts/sign-in/", {"login": "li@example.org", "password": "x"})

    assert answer.status_code == 403
    assert "did not come from this site" in answer.content.decode()
    assert POLICY in answer.headers["Content-Security-Policy"]


def test_a_host_that_is_not_answered_gets_the_policy_too(settings):
    answer = Client(headers={"host": "evil.example"}).get("/")

    assert answer.status_code == 400
    assert POLICY in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/accounts/sign-in/", "/static/plenary/plenary.css"])
def test_every_answer_carries_the_policy(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_of_a_fault_that_fails_itself_is_answered_plainly(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr(answers, "render", broken)

    answer = answers.failed(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Plenary made a mistake" in answer.content.decode()


def test_other_headers_guard_each_page(client):
    headers = client.get("/accounts/sign-in/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_not_read_by_scripts_and_stay_on_the_site(client):
    account = user(email="li@example.org")
    account.set_password("a long enough sentence")
    account.save()

    client.post(
        "/accounts/sign-in/", {"login": "li@example.org", "password": "a long enough sentence"}
    )

    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


@pytest.mark.parametrize("https", [True, False])
def test_cookies_go_over_tls_alone_where_the_site_is_served_so(https, tmp_path):
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        " bool(getattr(s, 'SECURE_HSTS_SECONDS', 0)), s.REQUIRE_SECOND_FACTOR)"
    )
    environment = {
        **os.environ,
        "PLENARY_HOME": str(tmp_path),
        "PLENARY_HTTPS": str(https),
        "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
    }

    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout

    assert said.split() == [str(https)] * 4 + ["True"]


@pytest.mark.usefixtures("standing_clock")
def test_what_is_asked_too_often_waits_and_others_do_not(reader):
    other = Client()
    other.force_login(user())

    asked = [reader.get("/often/").status_code for _ in range(3)]

    assert asked == [200, 200, 429]
    assert other.get("/often/").status_code == 200


def often(actor=NOBODY, method="get", **extra):
    view = limited("alone", "1/h", methods=("POST",))(lambda request: HttpResponse("seen"))
    request = getattr(RequestFactory(), method)("/", **extra)
    request.actor = actor
    return view(request).status_code


@pytest.mark.usefixtures("standing_clock")
def test_a_limit_counts_by_address_where_nobody_signed_in_and_only_its_methods(settings):
    settings.TRUSTED_PROXIES = 1
    assert [often() for _ in range(3)] == [200, 200, 200]

    assert often(method="post", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1") == 200
    assert often(method="post", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="2.2.2.2") == 200
    with pytest.raises(answers.TooMany):
        often(method="post", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="9.9.9.9, 1.1.1.1")
    assert often(Actor(user_id=1, name="Li"), "post", HTTP_X_FORWARDED_FOR="1.1.1.1") == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "10.0.0.1"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.9", "1.1.1.1"),
        (2, "1.1.1.1", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_an_address_is_believed_only_from_trusted_proxies(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


def test_a_request_that_cannot_be_read_is_answered_in_the_layout(rf):
    answer = answers.unreadable(rf.get("/"), ValueError())

    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_too_many_sign_ins_are_answered_in_the_layout(rf):
    assert answers.too_many(rf.get("/")).status_code == 429
