"""Signing in with an OpenID Connect provider, against a real one on loopback; and every way it must not work."""

import datetime as dt
import html
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from jwt.algorithms import RSAAlgorithm
from pydantic import ValidationError

from plenary.config.environment import Environment
from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import linking
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from tests.factories import grant_role, user
from tests.kernel.accounts.test_sign_in import PASSWORD, code_of, is_signed_in, set_up_second_factor

SERVER = Path(__file__).with_name("oidc_server.py")
LEAVE = "/accounts/sign-in/service/"
BACK = "/accounts/sign-in/service/back/"
CLIENT, SECRET = "plenary", "a secret of the client"
LI = {"email": "li@example.org", "email_verified": True}


class Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect."""

    def redirect_request(self, *_request):
        return None


class Provider:
    """The provider, and a browser that is signed in there."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        self.issuer = f"{address}/o"

    def tells(self, **people):
        (self.folder / "people.json").write_text(json.dumps(people), encoding="utf-8")

    def answer_to(self, question, *, person):
        """Sign a person in there, put the question, and give the address that it leads back to."""
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), Stay)
        self.browser.open(f"{self.address}/as/{person}/").close()
        return self.leads_to(question)

    def leads_to(self, address):
        """Open an address there in the browser that was signed in last, and say where it leads to."""
        try:
            answer = self.browser.open(address)
        except urllib.error.HTTPError as redirected:
            answer = redirected
        with answer:
            assert answer.status == 302, answer.read()
            return answer.headers["Location"]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("provider")
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(folder)],
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    ends = time.monotonic() + 60
    while not (folder / "port").exists():
        assert process.poll() is None, (folder / "said").read_text(encoding="utf-8")
        assert time.monotonic() < ends
        time.sleep(0.05)
    yield Provider(folder, f"http://127.0.0.1:{(folder / 'port').read_text(encoding='ascii')}")
    process.terminate()
    process.wait(timeout=20)


def configure(settings, issuer):
    settings.OIDC_ISSUER = issuer
    settings.OIDC_NAME = "City Identity"
    settings.OIDC_PROVIDER = "oidc-test"
    app = {
        "provider_id": "oidc-test",
        "name": "City Identity",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


@pytest.fixture
def provider(running, settings):
    configure(settings, running.issuer)
    running.tells(li=LI, wang={"email": "wang@example.org", "email_verified": True})
    return running


@pytest.fixture
def li(db):
    return user(email="li@example.org", name="Li", language="en", password="!")


def way_back(provider, client, *, person="li", query=""):
    leave = client.get(LEAVE + query)
    assert leave.status_code == 302, leave.content
    parts = urlsplit(provider.answer_to(leave.url, person=person))
    return f"{parts.path}?{parts.query}"


def comes_in(provider, *, person="li", client=None, query=""):
    client = client or Client()
    answer = client.get(way_back(provider, client, person=person, query=query))
    return client, answer


def test_an_invited_account_signs_in_and_is_linked_to_the_subject(provider, li):
    client, answer = comes_in(provider)

    assert answer.url == "/"
    assert is_signed_in(client)
    linked = SocialAccount.objects.get()
    assert linked.user_id == li.pk
    assert linked.extra_data == {}
    assert not SocialToken.objects.exists()
    actions = list(AuditRow.objects.values_list("action", flat=True))
    assert actions == ["accounts.subject.linked", "accounts.signed_in"]
    assert AuditRow.objects.last().after["note"] == {"by": ["socialaccount"]}


def test_the_question_carries_state_nonce_and_challenge_and_nothing_from_the_address(provider, db):
    leave = Client().get(
        LEAVE + "?auth_params=redirect_uri%3Dhttp://evil.example&scope=evil&process=connect"
    )
    asked = parse_qs(urlsplit(leave.url).query)

    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/accounts/sign-in/service/back/"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) > 40
    assert len(asked["state"][0]) > 10
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_the_sign_in_page_offers_the_service_only_where_there_is_one(provider, settings, db):
    assert "Sign in with City Identity" in Client().get("/accounts/sign-in/").content.decode()
    settings.OIDC_ISSUER = ""

    assert "Sign in with" not in Client().get("/accounts/sign-in/").content.decode().replace(
        "Sign in with a passkey", ""
    )
    assert Client().get(LEAVE).status_code == 404
    assert Client().get(BACK).status_code == 404


def test_the_holder_is_told_of_the_link(provider, li):
    comes_in(provider)

    assert "linked to the sign-in service" in Mail.objects.get(to="li@example.org").subject


def test_the_same_subject_twice_at_the_same_moment_is_linked_once(provider, li):
    one, two = Client(), Client()
    answers = [way_back(provider, one), way_back(provider, two)]
    for client, answer in zip((one, two), answers, strict=True):
        client.get(answer)

    assert is_signed_in(one)
    assert is_signed_in(two)
    again = linking._link(li, "oidc-test", SocialAccount.objects.get().uid)
    assert again == li
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("step", ["keys/new/", "app/"])
def test_a_session_found_open_adds_no_second_factor_where_nothing_else_confirms(provider, li, step):
    with time_machine.travel(dt.datetime.now(dt.UTC)) as now:
        client, _answer = comes_in(provider)
        fresh = client.get(f"/accounts/second-factor/{step}").status_code
        now.shift(dt.timedelta(minutes=11))
        late = client.get(f"/accounts/second-factor/{step}")

    assert fresh == 200
    assert late.status_code == 422
    assert "fresh sign-in" in late.content.decode()


def way_out(answer):
    """Give the address that the page of signing out offers, or nothing."""
    found = re.search(r'href="([^"]*/o/logout/[^"]*)"', answer.content.decode())
    return html.unescape(found[1]) if found else ""


def test_signing_out_offers_to_sign_out_of_the_service_too(provider, li):
    client, _answer = comes_in(provider)
    question = Client().get(LEAVE).url
    assert provider.leads_to(question).startswith(f"http://127.0.0.1:8000{BACK}")

    page = client.post("/accounts/sign-out/")

    assert page.status_code == 200
    assert "Sign out of City Identity too" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not is_signed_in(client)
    assert provider.leads_to(question).startswith(f"http://127.0.0.1:8000{BACK}"), "not yet"
    assert provider.leads_to(way_out(page)) == "http://127.0.0.1:8000/accounts/sign-in/"
    assert BACK not in urlsplit(provider.leads_to(question)).path
    assert client.post("/accounts/sign-out/").url == "/accounts/sign-in/"


def test_who_came_in_by_the_service_and_a_second_factor_is_offered_it(provider, li, monkeypatch):
    li.set_password(PASSWORD)
    li.save()
    owner = Client()
    owner.force_login(li)
    secret, _page = set_up_second_factor(owner)
    client, answer = comes_in(provider)
    ahead = time.time() + 31
    monkeypatch.setattr(time, "time", lambda: ahead)
    client.post(answer.url, {"code": code_of(secret)})

    asked = parse_qs(urlsplit(way_out(client.post("/accounts/sign-out/"))).query)

    assert set(asked) == {"id_token_hint", "client_id", "post_logout_redirect_uri"}
    assert jwt.decode(asked["id_token_hint"][0], options={"verify_signature": False})["sub"]


def test_who_came_in_by_password_is_offered_nothing(provider, li):
    client, _answer = comes_in(provider, person="wang")
    client.force_login(li)

    answer = client.post("/accounts/sign-out/")

    assert answer.url == "/accounts/sign-in/"


def test_the_address_is_compared_without_case_and_only_the_first_time(provider, li):
    provider.tells(li={"email": "LI@Example.org", "email_verified": True})
    comes_in(provider)
    provider.tells(li={"email": "renamed@example.org", "email_verified": False})

    client, _answer = comes_in(provider)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "told",
    [
        {"email": "li@example.org", "email_verified": False},
        {"email": "li@example.org", "email_verified": "true"},
        {"email": "li@example.org", "email_verified": 1},
        {"email": "li@example.org"},
        {"email": "", "email_verified": True},
        {"email": None, "email_verified": True},
        {"email": ["li@example.org"], "email_verified": True},
        {"email": "l\u0131@example.org", "email_verified": True},
        {"email": "li@example.org.evil.example", "email_verified": True},
        {"email": "nobody@example.org", "email_verified": True},
        {"email_verified": True},
    ],
)
def test_who_is_not_known_by_a_verified_address_does_not_come_in(provider, li, told):
    provider.tells(li=told)

    client, answer = comes_in(provider)

    assert answer.status_code in {403, 502}
    assert not is_signed_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert not AuditRow.objects.exists()


def test_a_stranger_is_told_to_ask_for_an_invitation(provider, li):
    _client, answer = comes_in(provider, person="wang")

    assert answer.status_code == 403
    assert "Nobody has been invited" in answer.content.decode()


def test_an_address_that_was_given_to_somebody_else_opens_nothing(provider, li):
    comes_in(provider)
    provider.tells(wang=LI)

    client, answer = comes_in(provider, person="wang")

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_a_closed_account_stays_closed_linked_or_not(provider, li):
    comes_in(provider)
    services.deactivate_user(actor=SYSTEM, user_id=li.pk)

    linked, answer = comes_in(provider)
    SocialAccount.objects.all().delete()
    fresh, _answer = comes_in(provider)

    assert answer.status_code == 403
    assert not is_signed_in(linked)
    assert not is_signed_in(fresh)


def test_an_illustrative_account_is_not_come_into(provider, li):
    User.objects.filter(pk=li.pk).update(is_illustrative=True)

    assert not is_signed_in(comes_in(provider)[0])


def test_the_second_factor_is_asked_for_all_the_same(provider, li):
    li.set_password(PASSWORD)
    li.save()
    owner = Client()
    owner.force_login(li)
    secret, _page = set_up_second_factor(owner)

    client, answer = comes_in(provider)

    assert answer.url == "/accounts/second-factor/sign-in/"
    assert not is_signed_in(client)
    ahead = time.time() + 31
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: ahead)
        client.post(answer.url, {"code": code_of(secret)})
    assert is_signed_in(client)


def test_a_role_that_needs_a_second_factor_is_sent_to_set_one_up(provider, li, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    grant_role(li, "administrator")

    client, _answer = comes_in(provider)

    assert client.get("/").url == "/accounts/second-factor/"


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/accounts/", "/accounts/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_it_leads_on_to_a_page_of_this_site_only(provider, li, target, leads_to):
    _client, answer = comes_in(provider, query="?" + urlencode({"next": target}))

    assert answer.url == leads_to


def test_an_answer_that_another_browser_asked_for_is_refused(provider, li):
    asked = Client()
    answer = way_back(provider, asked)
    victim = Client()

    refused = victim.get(answer)

    assert refused.status_code == 502
    assert not is_signed_in(victim)


def test_an_answer_counts_once(provider, li):
    client = Client()
    back = way_back(provider, client)
    client.get(back)
    client.post("/accounts/sign-out/")

    assert client.get(back).status_code == 502
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?code=x",
        "?state=x",
        "?code=x&state=x",
        "?error=access_denied",
        "?error=<script>&state=x",
    ],
)
def test_an_answer_that_nobody_asked_for_is_answered_with_a_sentence(provider, db, query):
    answer = Client().get(BACK + query)

    assert answer.status_code == 502
    assert "did not work" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_a_refusal_at_the_provider_is_answered_with_a_sentence(provider, db):
    client = Client()
    state = parse_qs(urlsplit(client.get(LEAVE).url).query)["state"][0]

    assert client.get(f"{BACK}?error=access_denied&state={state}").status_code == 502


def test_who_is_signed_in_is_not_sent_away(provider, li):
    client = Client()
    client.force_login(li)

    assert client.get(LEAVE).url == "/"


@pytest.mark.usefixtures("standing_clock")
def test_it_may_be_asked_for_so_often_only(provider, db):
    answers = [Client().get(BACK).status_code for _ in range(31)]

    assert answers[-1] == 429


def test_a_provider_that_does_not_answer_is_said_so(settings, db):
    configure(settings, "http://127.0.0.1:9/o")

    answer = Client().get(LEAVE)

    assert answer.status_code == 502
    assert "sign in with your password" in answer.content.decode()


class TestAnEvilProvider:
    """What comes over the wire is not what the protocol says."""

    @pytest.fixture(autouse=True)
    def serve(self, settings, li):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        evil = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.say(evil.config() if "well-known" in self.path else evil.rest(self.path))

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.say(evil.token())

            def say(self, told):
                body = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_said):
                """Say nothing."""

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            self.address = f"http://127.0.0.1:{server.server_port}"
            self.changes, self.signed_by, self.header, self.userinfo = {}, self.key, {}, {}
            self.configured, self.answered = {}, None
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            configure(settings, self.address)
            yield
            server.shutdown()
            thread.join()

    def config(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            **self.configured,
        }

    def rest(self, path):
        if path == "/userinfo":
            return self.userinfo
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def token(self):
        if self.answered is not None:
            return self.answered
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "1",
            "nonce": self.nonce,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            **LI,
            **self.changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = self.header.get("alg", "RS256")
        secret = {"none": None, "HS256": SECRET * 3}.get(signed, self.signed_by)
        told = jwt.encode(claims, secret, algorithm=signed, headers={"kid": "1"})
        return {"access_token": "x", "token_type": "Bearer", "id_token": told}

    def come_in(self):
        client = self.client = Client()
        asked = parse_qs(urlsplit(client.get(LEAVE).url).query)
        self.nonce = asked["nonce"][0]
        answer = client.get(f"{BACK}?code=x&state={asked['state'][0]}")
        return is_signed_in(client), answer.status_code

    def test_it_lets_in_where_everything_is_right(self):
        assert self.come_in() == (True, 302)

    @pytest.mark.parametrize(
        "endpoint",
        [
            None,
            "",
            7,
            "javascript:alert(1)",
            "http://evil.example/out",
            "//evil.example",
            "https://[",
        ],
    )
    def test_a_way_out_that_is_none_is_not_offered(self, endpoint):
        self.configured = {"end_session_endpoint": endpoint}
        assert self.come_in() == (True, 302)

        assert self.client.post("/accounts/sign-out/").url == "/accounts/sign-in/"

    def test_a_way_out_with_a_query_keeps_it_and_a_long_token_stays_here(self):
        self.configured = {"end_session_endpoint": f"{self.address}/o/logout/?p=1"}
        self.changes = {"groups": "x" * 6000}
        assert self.come_in() == (True, 302)

        asked = parse_qs(urlsplit(way_out(self.client.post("/accounts/sign-out/"))).query)

        assert set(asked) == {"p", "client_id", "post_logout_redirect_uri"}

    @pytest.mark.parametrize(
        "changes",
        [
            {"nonce": "another"},
            {"nonce": None},
            {"aud": "another client"},
            {"iss": "http://evil.example"},
            {"exp": 1},
            {"exp": None},
            {"sub": None},
            {"sub": ""},
            {"iat": 99999999999},
            {"iat": None},
            {"azp": "another client"},
        ],
        ids=str,
    )
    def test_a_token_that_is_not_for_this_question_lets_nobody_in(self, changes):
        self.changes = changes

        assert self.come_in() == (False, 502)

    def test_a_token_signed_with_another_key_lets_nobody_in(self):
        self.signed_by = self.other

        assert self.come_in() == (False, 502)

    @pytest.mark.parametrize("algorithm", ["none", "HS256"])
    def test_a_token_without_a_real_signature_lets_nobody_in(self, algorithm):
        self.header = {"alg": algorithm}

        assert self.come_in() == (False, 502)

    def test_an_address_told_of_another_subject_lets_nobody_in(self):
        self.changes = {"email": None, "email_verified": None}
        self.userinfo = {"sub": "2", **LI}

        assert self.come_in() == (False, 502)

    def test_an_address_told_of_the_same_subject_lets_in(self):
        self.changes = {"email": None, "email_verified": None}
        self.userinfo = {"sub": "1", **LI}

        assert self.come_in() == (True, 302)

    @pytest.mark.parametrize(
        "answered",
        [{}, [], b"<html>", b"", {"access_token": "x"}, {"access_token": "x", "id_token": 7}, "x"],
        ids=str,
    )
    def test_an_answer_that_is_none_is_said_so(self, answered):
        self.answered = answered

        assert self.come_in() == (False, 502)

    def test_a_provider_that_names_another_issuer_is_not_spoken_with(self):
        self.configured = {"issuer": "http://evil.example"}

        assert Client().get(LEAVE).status_code == 502


class TestUnlinking:
    """An administrator lets an account be linked anew."""

    @pytest.fixture(autouse=True)
    def linked(self, li):
        SocialAccount.objects.create(user=li, provider="oidc-test", uid="1")
        self.li = li
        self.administrator = grant_role(user(name="Administrator"), "administrator")
        self.client = Client()
        self.client.force_login(self.administrator)

    def test_it_takes_a_button_on_the_accounts_page(self):
        page = f"/accounts/all/{self.li.pk}/"
        assert "Unlink from the sign-in service" in self.client.get(page).content.decode()

        self.client.post(f"{page}unlink/")

        assert not SocialAccount.objects.exists()
        assert AuditRow.objects.get().action == "accounts.subject.unlinked"
        assert self.client.post(f"{page}unlink/").status_code == 422

    def test_nobody_else_and_nobody_for_themselves(self):
        office = Client()
        office.force_login(grant_role(user(), "office"))
        SocialAccount.objects.create(user=self.administrator, provider="oidc-test", uid="2")

        refused = office.post(f"/accounts/all/{self.li.pk}/unlink/").status_code
        own = self.client.post(f"/accounts/all/{self.administrator.pk}/unlink/").status_code

        assert (refused, own) == (404, 422)
        assert SocialAccount.objects.count() == 2


@pytest.mark.parametrize(
    ("issuer", "client", "secret", "is_taken"),
    [
        ("", "", "", True),
        ("https://id.example.gov.cn", "plenary", "x", True),
        ("http://127.0.0.1:9000/o", "plenary", "x", True),
        ("http://id.example.gov.cn", "plenary", "x", False),
        ("http://127.0.0.1.evil.example", "plenary", "x", False),
        ("https://id.example.gov.cn", "", "x", False),
        ("https://id.example.gov.cn", "plenary", "", False),
    ],
)
def test_a_half_or_unguarded_setting_is_refused_at_the_start(issuer, client, secret, is_taken):
    given = {"oidc_issuer": issuer, "oidc_client": client, "oidc_secret": secret}
    if is_taken:
        assert Environment(**given).oidc_issuer == issuer
        return
    with pytest.raises(ValidationError):
        Environment(**given)
