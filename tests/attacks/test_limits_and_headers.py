"""How often things may be asked for, and what every answer carries."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from plenary.kernel.accounts.models import User
from tests.factories import grant_role, user


@pytest.fixture
def office_client(db):
    client = Client()
    client.force_login(grant_role(user(), "office"))
    return client


@pytest.mark.parametrize(
    ("method", "address", "most"),
    [
        ("get", "/search/?q=x", 60),
        ("post", "/readings/new/", 30),
        ("get", "/tasks.csv", 20),
        ("get", "/reports/1/report.zh.docx", 20),
        ("post", "/reports/new/", 20),
        ("get", "/reports/1/redraft/", 20),
    ],
)
def test_what_costs_much_is_given_so_often_a_minute(office_client, method, address, most):
    ask = getattr(office_client, method)

    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        given = {ask(address).status_code for _ in range(most)}
        refused = ask(address)

    assert 429 not in given
    assert refused.status_code == 429
    assert "too often" in refused.content.decode()


def test_looking_at_the_form_of_an_upload_is_not_counted(office_client):
    answers = {office_client.get("/readings/new/").status_code for _ in range(35)}

    assert answers == {200}


def test_one_account_does_not_use_up_what_another_may_ask(office_client, db):
    other = Client()
    other.force_login(grant_role(user(), "office"))
    for _ in range(21):
        office_client.get("/tasks.csv")

    assert other.get("/tasks.csv").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/tasks/", "/tasks.csv", "/tasks.xlsx", "/nowhere/", "/accounts/", "/tasks/999/"],
)
def test_no_copy_is_kept_of_what_a_signed_in_reader_sees(office_client, address):
    answer = office_client.get(address)
    answer.close()

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/audit/", {}),
        ("/audit/log.csv", {}),
        ("/accounts/second-factor/", {}),
        ("/accounts/second-factor/keys/", {}),
        ("/accounts/second-factor/keys/new/", {}),
        ("/accounts/sign-in/passkey/", {"accept": "application/json"}),
        ("/accounts/sign-in/service/", {}),
        ("/accounts/sign-in/service/back/?code=x&state=y", {}),
    ],
)
def test_no_copy_is_kept_of_what_administrators_and_sign_in_show(db, address, more):
    client = Client()
    client.force_login(grant_role(user(is_illustrative=True), "administrator"))

    answer = client.get(address, headers=more)
    answer.close()

    assert answer.status_code in {200, 302, 404}
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_refused_host_name_is_answered_under_the_policy_too(client, db):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "evil.example" not in answer.content.decode()


def test_a_session_ends_with_the_account_and_stays_ended(office_client):
    account = User.objects.get()
    assert office_client.get("/").status_code == 200

    User.objects.filter(pk=account.pk).update(is_active=False)

    assert office_client.get("/").status_code == 302


def test_an_account_without_any_role_finds_nothing_and_makes_nothing(db):
    client = Client()
    client.force_login(user())

    for address in ("/tasks.csv", "/meetings/new/", "/lists/new/", "/plans/new/", "/reports/new/"):
        answer = client.post(address) if address.endswith("/") else client.get(address)
        shown = b"".join(answer).decode() if answer.streaming else ""
        assert answer.status_code in {403, 200}
        assert shown.count("\n") <= 1


def test_every_header_of_a_proxy_closes_the_demo(settings, client, db):
    settings.DEMO = True
    local = {"host": "127.0.0.1:8000"}

    assert client.get("/demo/", headers=local).status_code == 200
    for name in ("via", "forwarded", "x-forwarded-host", "x-forwarded-proto", "cf-connecting-ip"):
        assert client.get("/demo/", headers={**local, name: "x"}).status_code == 404


@pytest.mark.parametrize("length", [str(52 * 1024 * 1024), "9" * 15, "9" * 5000])
def test_a_request_larger_than_any_upload_is_refused_before_it_is_read(client, db, length):
    answer = client.post("/accounts/sign-in/", {"login": "a"}, CONTENT_LENGTH=length)

    assert answer.status_code == 413
    assert "more than may be uploaded" in answer.content.decode()
