"""Security keys and passkeys beside the authenticator app; and what is no signature of theirs."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from plenary.kernel.accounts import services
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from tests.factories import grant_role, user
from tests.kernel.accounts.soft_key import SoftKey
from tests.kernel.accounts.test_sign_in import PASSWORD, is_signed_in, set_up_second_factor

KEYS = "/accounts/second-factor/keys/"
NEW = f"{KEYS}new/"
CODE = "/accounts/second-factor/sign-in/"
PASSKEY = "/accounts/sign-in/passkey/"
SIGN_IN = "/accounts/sign-in/"
NOT_A_CREDENTIAL = [
    "",
    "null",
    "1",
    "[]",
    "{}",
    '"x"',
    "{",
    "[[[[[[",
    '{"response": null}',
    '{"response": {"clientDataJSON": "e30"}}',
    '{"response": {"clientDataJSON": "!!!"}}',
    '{"response": {"clientDataJSON": 7, "userHandle": 9}}',
    json.dumps({"response": {"clientDataJSON": "eyJvcmlnaW4iOiJodHRwOi8vbG9jYWxob3N0In0"}}),
]


@pytest.fixture
def li(db):
    account = user(email="li@example.org", name="Li", language="en")
    account.set_password(PASSWORD)
    account.save()
    return account


def browser(**more):
    return Client(headers={"host": "localhost"}, **more)


@pytest.fixture
def li_client(li):
    return signed_in(li)


def signed_in(account):
    client = browser()
    client.force_login(account)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def options_on(page):
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page.content.decode())[1]))


def add_key(client, key, **more):
    options = options_on(client.get(NEW))
    credential = key.make(options, resident="passwordless" in more)
    return client.post(NEW, {"name": "blue key", "credential": credential, **more})


def with_password():
    client = browser()
    answer = client.post(SIGN_IN, {"login": "li@example.org", "password": PASSWORD})
    assert answer.url == CODE
    return client


def passkey_options(client):
    return client.get(PASSKEY, headers={"accept": "application/json"}).json()["request_options"]


def test_a_key_is_added_asked_for_at_sign_in_and_signs_in(li_client):
    key = SoftKey()
    assert add_key(li_client, key).url == "/accounts/second-factor/codes/"
    assert "blue key" in li_client.get(KEYS).content.decode()
    assert "blue key" in li_client.get("/accounts/second-factor/").content.decode()
    client = with_password()
    assert not is_signed_in(client)

    answer = client.post(CODE, {"credential": key.use(options_on(client.get(CODE)))})

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_adding_and_removing_a_key_is_written_down_and_mailed(li, li_client):
    add_key(li_client, SoftKey())
    kept = Authenticator.objects.get(type="webauthn")
    assert li_client.get(f"{KEYS}{kept.pk}/remove/").status_code == 200
    li_client.post(f"{KEYS}{kept.pk}/remove/")

    steps = AuditRow.objects.filter(action__startswith="accounts.second_factor")
    kinds = [(row.action.rpartition(".")[2], row.after["note"]["kind"]) for row in steps]
    assert ("added", "webauthn") in kinds
    assert ("removed", "webauthn") in kinds
    subjects = list(Mail.objects.filter(to="li@example.org").values_list("subject", flat=True))
    assert len(subjects) == 2
    assert not Authenticator.objects.exists()


def test_a_key_is_renamed(li_client):
    add_key(li_client, SoftKey())
    kept = Authenticator.objects.get(type="webauthn")
    assert li_client.get(f"{KEYS}{kept.pk}/").status_code == 200

    li_client.post(f"{KEYS}{kept.pk}/", {"name": "red key"})

    kept.refresh_from_db()
    assert kept.data["name"] == "red key"


def test_a_name_with_a_secrecy_marking_is_refused(li_client):
    options = options_on(li_client.get(NEW))

    answer = li_client.post(NEW, {"name": "机密★", "credential": SoftKey().make(options)})

    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_key_without_a_name_is_given_one(li_client):
    options = options_on(li_client.get(NEW))
    li_client.post(NEW, {"name": "", "credential": SoftKey().make(options)})

    assert Authenticator.objects.get(type="webauthn").data["name"] == "Key 1"


def test_an_account_holds_ten_keys_at_most(li, li_client):
    data = {"name": "x", "credential": json.loads(SoftKey().make(options_on(li_client.get(NEW))))}
    for _ in range(10):
        Authenticator.objects.create(user=li, type="webauthn", data=data)

    add_key(li_client, SoftKey())

    assert Authenticator.objects.filter(type="webauthn").count() == 10


def test_a_passkey_signs_in_alone(li, li_client):
    key = SoftKey()
    add_key(li_client, key, passwordless="on")
    client = browser()

    answer = client.post(PASSKEY, {"credential": key.use(passkey_options(client))})

    assert answer.url == "/"
    assert is_signed_in(client)
    assert AuditRow.objects.filter(action="accounts.signed_in").count() == 1


def test_a_passkey_leads_on_to_where_one_wanted_to_go_but_nowhere_else(li_client):
    key = SoftKey()
    add_key(li_client, key, passwordless="on")
    went = []
    for target in (
        "/accounts/",
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\e.example",
    ):
        client = browser()
        credential = key.use(passkey_options(client))
        went.append(client.post(PASSKEY, {"credential": credential, "next": target}).url)

    assert went == ["/accounts/", "/", "/", "/"]


def test_a_key_that_verified_nobody_does_not_sign_in_alone(li_client):
    key = SoftKey(verifies=False)
    add_key(li_client, key)
    client = browser()

    client.post(PASSKEY, {"credential": key.use(passkey_options(client))})

    assert not is_signed_in(client)


def test_a_closed_account_has_no_passkey(li, li_client):
    key = SoftKey()
    add_key(li_client, key, passwordless="on")
    services.deactivate_user(actor=SYSTEM, user_id=li.pk)
    client = browser()

    client.post(PASSKEY, {"credential": key.use(passkey_options(client))})

    assert not is_signed_in(client)


def test_an_answer_is_taken_once_and_only_for_its_own_question(li_client):
    key = SoftKey()
    add_key(li_client, key)
    client = with_password()
    credential = key.use(options_on(client.get(CODE)))
    other = with_password()
    other.get(CODE)
    other.post(CODE, {"credential": credential})
    assert not is_signed_in(other)
    client.post(CODE, {"credential": credential})
    assert is_signed_in(client)
    client.post("/accounts/sign-out/")
    again = with_password()

    again.post(CODE, {"credential": credential})

    assert not is_signed_in(again)


@pytest.mark.parametrize(
    "origin",
    [
        "https://localhost",
        "http://evil.localhost",
        "http://localhost:9999",
        "http://evil.example",
        "http://localhost.evil.example",
    ],
)
def test_a_signature_that_another_page_asked_for_is_refused(li_client, origin):
    key = SoftKey()
    add_key(li_client, key)
    key.origin = origin
    client = with_password()

    answer = client.post(CODE, {"credential": key.use(options_on(client.get(CODE)))})

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_a_key_cannot_be_added_from_another_page_either(li_client):
    add_key(li_client, SoftKey(origin="http://evil.localhost"))

    assert not Authenticator.objects.exists()


def test_another_accounts_key_is_no_second_factor_here(li, li_client):
    add_key(li_client, SoftKey())
    wang = user(email="wang@example.org")
    wang.set_password(PASSWORD)
    wang.save()
    own = SoftKey()
    add_key(signed_in(wang), own)
    client = with_password()

    client.post(CODE, {"credential": own.use(options_on(client.get(CODE)))})

    assert not is_signed_in(client)


def test_another_accounts_key_is_neither_renamed_nor_removed(li, li_client):
    add_key(li_client, SoftKey())
    kept = Authenticator.objects.get(type="webauthn")
    wang = user(email="wang@example.org")
    wang.set_password(PASSWORD)
    wang.save()
    stranger = signed_in(wang)

    for where in (f"{KEYS}{kept.pk}/", f"{KEYS}{kept.pk}/remove/"):
        assert stranger.get(where).status_code == 404
        assert stranger.post(where, {"name": "mine"}).status_code == 404

    kept.refresh_from_db()
    assert kept.data["name"] == "blue key"


@pytest.mark.parametrize("sent", NOT_A_CREDENTIAL)
def test_what_is_no_credential_is_answered_with_a_sentence(li, li_client, sent):
    add_key(li_client, SoftKey())
    client = with_password()
    passkey = browser()
    passkey_options(passkey)

    answers = [
        client.post(CODE, {"credential": sent}),
        passkey.post(PASSKEY, {"credential": sent}, follow=True),
        li_client.post(NEW, {"name": "x", "credential": sent}),
        li_client.post(f"{KEYS}confirm/", {"credential": sent}, follow=True),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert not is_signed_in(client)
    assert not is_signed_in(passkey)
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_adding_renaming_and_removing_need_a_fresh_confirmation(li):
    add_key(signed_in(li), SoftKey())
    kept = Authenticator.objects.get(type="webauthn")
    stolen = browser()
    stolen.force_login(li)

    for where in (NEW, f"{KEYS}{kept.pk}/", f"{KEYS}{kept.pk}/remove/"):
        assert "/accounts/reauthenticate/" in stolen.post(where, {"name": "mine"}).url

    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_a_key_confirms_that_it_is_you(li):
    key = SoftKey()
    add_key(signed_in(li), key)
    client = browser()
    client.force_login(li)
    page = client.get(f"{KEYS}confirm/?next={NEW}")
    assert "Use your password" in page.content.decode()

    answer = client.post(f"{KEYS}confirm/", {"credential": key.use(options_on(page)), "next": NEW})

    assert answer.url == NEW
    assert client.get(NEW).status_code == 200


def test_a_key_serves_a_role_that_needs_a_second_factor_and_the_last_one_stays(li, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client = signed_in(grant_role(li, "administrator"))
    assert client.get("/").url == "/accounts/second-factor/"
    assert "Your role needs one" in client.get("/accounts/second-factor/").content.decode()
    add_key(client, SoftKey())
    kept = Authenticator.objects.get(type="webauthn")

    assert client.get("/").status_code == 200
    refused = client.post(f"{KEYS}{kept.pk}/remove/")
    assert refused.status_code == 422
    assert "set up another one first" in refused.content.decode()
    set_up_second_factor(client)
    assert client.post(f"{KEYS}{kept.pk}/remove/").status_code == 302
    assert client.get("/").status_code == 200


def test_forms_of_keys_refuse_a_request_without_the_sites_token(li):
    client = browser(enforce_csrf_checks=True)
    client.force_login(li)

    for where in (NEW, PASSKEY, CODE, f"{KEYS}confirm/", f"{KEYS}1/remove/"):
        assert client.post(where, {"credential": "{}"}).status_code == 403


@pytest.mark.usefixtures("standing_clock")
def test_options_of_a_passkey_are_given_so_often_only(db):
    client = browser()

    answers = [client.get(PASSKEY).status_code for _ in range(31)]

    assert (answers[0], answers[-1]) == (302, 429)
