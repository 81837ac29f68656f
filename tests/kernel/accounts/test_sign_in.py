"""Signing in through the pages: lock-out, second factor, reset, invitation, demo."""

import base64
import datetime as dt
import re
import time

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client

from plenary.config.settings import base
from plenary.kernel.accounts import jobs, services
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from tests.factories import grant_role, user

PASSWORD = "a long enough sentence"
SIGN_IN = "/accounts/sign-in/"


@pytest.fixture
def li(db):
    account = user(email="li@example.org", name="Li")
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def administrator(li):
    return grant_role(li, "administrator")


def sign_in(client, password=PASSWORD, email="li@example.org", address="10.0.0.1"):
    return client.post(SIGN_IN, {"login": email, "password": password}, REMOTE_ADDR=address)


def code_of(secret, steps=0):
    """Give the code of now, or of some steps of 30 s away; one that ends meanwhile is still taken."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up_second_factor(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    answer = client.post("/accounts/second-factor/app/", {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret, page


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in_and_is_written_down(li, client):
    answer = sign_in(client)

    assert answer.status_code == 302
    assert answer.url == "/"
    assert AuditRow.objects.get().action == "accounts.signed_in"


def test_the_address_is_taken_in_any_case(li, client):
    assert sign_in(client, email=" LI@Example.org ").status_code == 302


def test_signing_in_answers_in_the_language_of_the_account(li, client):
    services.change_language(actor=li.actor, language="zh-hans")

    sign_in(client)

    assert '<html lang="zh-Hans">' in client.get("/accounts/").content.decode()


def test_a_wrong_password_and_an_unknown_account_answer_alike(li, client):
    wrong = sign_in(client, password="not the one")
    unknown = sign_in(client, email="nobody@example.org")

    def faults(answer):
        return re.findall(r'<div class="note error".*?</div>', answer.content.decode(), re.DOTALL)

    assert faults(wrong) == faults(unknown) != []
    assert not is_signed_in(client)


def test_five_failures_lock_an_account_at_one_place_even_for_the_right_password(li):
    for _ in range(5):
        sign_in(Client(), password="not the one")

    locked = Client()
    answer = sign_in(locked)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Too many failed tries from here" in text
    assert "Li</" not in text
    assert not is_signed_in(locked)


def test_another_name_of_the_site_or_another_spelling_gives_no_further_tries(li):
    for number in range(5):
        host = ["localhost", "127.0.0.1", "testserver"][number % 3]
        spelling = ["li@example.org", " Li@EXAMPLE.org", "lı@example.org"][number % 3]
        sign_in(Client(headers={"host": host}), email=spelling, password="no")
    locked = Client()

    sign_in(locked)

    assert not is_signed_in(locked)


def test_an_unknown_account_is_locked_alike(li):
    for _ in range(5):
        sign_in(Client(), email="nobody@example.org")

    text = sign_in(Client(), email="nobody@example.org").content.decode()

    assert "Too many failed tries from here" in text


def test_the_lock_opens_after_fifteen_minutes(li):
    with time_machine.travel(dt.datetime.now(dt.UTC)) as now:
        for _ in range(5):
            sign_in(Client(), password="not the one")
        now.shift(dt.timedelta(minutes=16))
        client = Client()
        sign_in(client)

    assert is_signed_in(client)


def test_a_success_in_between_does_not_give_new_tries(li):
    for _ in range(5):
        sign_in(Client(), password="not the one")
        sign_in(Client())
    locked = Client()

    sign_in(locked)

    assert not is_signed_in(locked)


def test_a_closed_account_is_answered_like_one_that_does_not_exist(li, client):
    services.deactivate_user(actor=SYSTEM, user_id=li.pk)

    answer = sign_in(client)

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_passwords_are_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS

    kept = make_password(PASSWORD)

    assert identify_hasher(kept).algorithm == "argon2"
    assert kept.startswith("argon2$argon2id$")


def test_a_second_factor_is_asked_at_sign_in(li, client):
    client.force_login(li)
    secret, page = set_up_second_factor(client)
    assert 'src="data:image/svg+xml;base64,' in page
    again = Client()

    answer = sign_in(again)
    assert answer.url == "/accounts/second-factor/sign-in/"
    assert not is_signed_in(again)
    assert again.get("/").status_code == 302
    wrong = again.post(answer.url, {"code": "000000"})
    assert wrong.status_code == 200
    with time_machine.travel(time.time() + 31):
        right = again.post(answer.url, {"code": code_of(secret)})

    assert right.status_code == 302
    assert is_signed_in(again)


@pytest.mark.parametrize(
    ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_is_taken_from_a_clock_that_is_a_step_off(li, client, steps, taken):
    with time_machine.travel(1_800_000_015, tick=False):
        client.force_login(li)
        secret, _page = set_up_second_factor(client)
        again = Client()
        answer = sign_in(again)
        again.post(answer.url, {"code": code_of(secret, steps)})

    assert is_signed_in(again) is taken


def test_a_code_is_taken_once_as_long_as_it_is_right(li, client):
    signed = []
    with time_machine.travel(1_800_000_000, tick=False) as now:
        client.force_login(li)
        secret, _page = set_up_second_factor(client)
        code = code_of(secret, 1)
        for typed in (code, f"{code[:3]} {code[3:]}", code):
            again = Client()
            again.post(sign_in(again).url, {"code": typed})
            signed.append(is_signed_in(again))
            now.shift(29)

    assert signed == [True, False, False]


def test_a_recovery_code_signs_in_once(li, client):
    client.force_login(li)
    set_up_second_factor(client)
    page = client.get("/accounts/second-factor/codes/").content.decode()
    code = re.search(r"<code>(\d+)</code>", page)[1]
    assert code in client.get("/accounts/second-factor/codes/download/").content.decode()
    signed = []
    for _ in range(2):
        again = Client()
        sign_in(again)
        again.post("/accounts/second-factor/sign-in/", {"code": code})
        signed.append(is_signed_in(again))

    assert signed == [True, False]


def test_the_secret_of_a_second_factor_is_not_in_the_database_in_clear(li, client):
    client.force_login(li)

    secret, _page = set_up_second_factor(client)

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert kept.startswith("gAAAA")


def test_a_role_that_needs_a_second_factor_does_nothing_else_until_it_has_one(
    administrator, client, settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(administrator)

    assert client.get("/").url == "/accounts/second-factor/"
    assert client.post("/notifications/read/").url == "/accounts/second-factor/"
    assert client.get("/accounts/sign-out/").status_code == 200
    set_up_second_factor(client)

    assert client.get("/").status_code == 200
    assert client.get("/accounts/").status_code == 200


def test_a_role_that_needs_a_second_factor_cannot_remove_it(administrator, client, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(administrator)
    set_up_second_factor(client)

    client.post("/accounts/second-factor/app/remove/")

    assert Authenticator.objects.filter(type="totp").exists()


def test_other_roles_and_installations_without_the_rule_go_on_without_one(li, client, settings):
    client.force_login(grant_role(li, "office"))
    assert client.get("/").status_code == 200
    settings.REQUIRE_SECOND_FACTOR = True
    other = Client()
    other.force_login(grant_role(user(), "editor"))

    assert other.get("/").status_code == 200
    assert client.get("/").status_code == 302


def test_a_second_factor_is_removed_and_recovery_codes_made_anew(li, client):
    client.force_login(li)
    set_up_second_factor(client)
    assert client.get("/accounts/second-factor/").status_code == 200
    assert client.get("/accounts/second-factor/codes/new/").status_code == 200
    assert client.post("/accounts/second-factor/codes/new/").status_code == 302
    assert client.get("/accounts/second-factor/app/remove/").status_code == 200

    client.post("/accounts/second-factor/app/remove/")

    assert not Authenticator.objects.filter(type="totp").exists()
    assert client.get("/accounts/second-factor/").status_code == 200


def test_confirming_with_the_second_factor_has_a_page(li, client):
    client.force_login(li)
    set_up_second_factor(client)

    assert client.get("/accounts/second-factor/confirm/").status_code == 200
    assert client.get("/accounts/reauthenticate/").status_code == 200


def test_a_password_is_changed_and_other_sessions_end(li, client):
    other = Client()
    other.force_login(li)
    client.force_login(li)
    assert client.get("/accounts/password/change/").status_code == 200

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"},
    )

    li.refresh_from_db()
    assert li.check_password("another long one")
    assert client.get("/accounts/").status_code == 200
    assert other.get("/accounts/").status_code == 302
    assert AuditRow.objects.filter(action="accounts.password.changed").exists()


def test_an_account_without_a_password_has_none_to_change(db, client):
    client.force_login(user(password="!"))

    assert client.get("/accounts/password/change/").status_code == 422


def test_a_password_is_reset_by_a_link_that_works_once(li, client):
    services.change_language(actor=li.actor, language="en")
    assert client.get("/accounts/password/reset/").status_code == 200

    client.post(
        "/accounts/password/reset/", {"email": "li@example.org"}, headers={"host": "localhost"}
    )

    mail = Mail.objects.get()
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", mail.body)[1]
    assert "&" not in mail.body
    form = client.get(link, follow=True)
    where = form.request["PATH_INFO"]
    assert "key" in where
    done = client.post(
        where, {"password1": "another long one", "password2": "another long one"}, follow=True
    )
    assert done.status_code == 200
    li.refresh_from_db()
    assert li.check_password("another long one")
    assert "no longer valid" in Client().get(link, follow=True).content.decode()


def test_a_reset_by_mail_opens_a_locked_account(li, client):
    for _ in range(5):
        sign_in(Client(), password="not the one")
    client.post("/accounts/password/reset/", {"email": "li@example.org"})
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", Mail.objects.get().body)[1]
    where = client.get(link, follow=True).request["PATH_INFO"]

    client.post(where, {"password1": "another long one", "password2": "another long one"})

    sign_in(client, password="another long one")
    assert is_signed_in(client)


def test_a_reset_for_an_unknown_address_answers_alike_and_sends_nothing(li, client):
    known = client.post("/accounts/password/reset/", {"email": "li@example.org"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "no@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert Mail.objects.count() == 1


def test_an_invitation_is_accepted_through_its_page(db, client):
    services.invite_user(actor=SYSTEM, email="wang@example.org", name="Wang", language="en")
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", Mail.objects.get().body)[1]
    assert "Wang" in client.get(link).content.decode()

    unlike = client.post(link, {"password1": PASSWORD, "password2": "x"})
    weak = client.post(link, {"password1": "short", "password2": "short"})
    right = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})

    assert (unlike.status_code, weak.status_code, right.status_code) == (200, 200, 302)
    assert "too short" in weak.content.decode()
    assert client.get(link).status_code == 404
    assert sign_in(client, email="wang@example.org").status_code == 302


def test_the_pages_of_ones_own_account_open(li, client):
    client.force_login(grant_role(li, "office"))

    text = client.get("/accounts/").content.decode()

    assert "International-affairs office" in text
    assert "li@example.org" in text


def test_signing_out_ends_the_session(li, client):
    client.force_login(li)

    client.post("/accounts/sign-out/")

    assert not is_signed_in(client)


def test_the_language_switch_stays_on_the_page_and_is_kept(li, client):
    client.force_login(li)

    answer = client.post("/language/setlang/", {"language": "zh-hans", "next": "/accounts/"})

    li.refresh_from_db()
    assert answer.url == "/accounts/"
    assert li.language == "zh-hans"
    assert '<html lang="zh-Hans">' in client.get("/accounts/").content.decode()


def test_the_language_switch_leads_nowhere_else_and_serves_who_is_not_signed_in(db, client):
    answer = client.post(
        "/language/setlang/", {"language": "zh-hans", "next": "https://elsewhere.example/"}
    )

    assert answer.url == "/"
    assert client.get("/language/setlang/").status_code == 405


def test_the_job_clears_sessions_that_have_run_out(li, client):
    client.force_login(li)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=13)):
        jobs.clean_sessions.call()

    assert not client.session.exists(client.session.session_key)


class TestDemo:
    """Picking a role without a password: in the demo, on this machine only."""

    @pytest.fixture(autouse=True)
    def demo(self, settings, db):
        settings.DEMO = True
        self.office = grant_role(user(name="Office", is_illustrative=True), "office")
        self.real = user(name="Real")

    def get(self, **extra):
        return Client().get(
            "/demo/", **{"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", **extra}
        )

    def test_the_office_stands_first(self):
        for role in ("editor", "administrator"):
            grant_role(
                user(name=f"Earlier {role}", email=f"a-{role}@x.org", is_illustrative=True), role
            )

        text = self.get().content.decode()

        assert (
            text.index("Office")
            < text.index("Earlier editor")
            < text.index("Earlier administrator")
        )

    def test_the_demos_accounts_are_shown_and_picked(self, client):
        text = self.get().content.decode()
        assert "Office" in text
        assert "Real" not in text

        answer = client.post(
            "/demo/", {"account": self.office.pk}, headers={"host": "localhost:8000"}
        )

        assert answer.url == "/"
        assert client.session["_auth_user_id"] == str(self.office.pk)

    @pytest.mark.parametrize("picked", ["", "x", "999999"])
    def test_nobody_else_is_picked(self, client, picked):
        chosen = picked or str(self.real.pk)

        answer = client.post("/demo/", {"account": chosen}, headers={"host": "localhost:8000"})

        assert answer.status_code == 404
        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        "extra",
        [
            {"REMOTE_ADDR": "10.0.0.1"},
            {"HTTP_HOST": "testserver"},
            {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
            {"HTTP_FORWARDED": "for=127.0.0.1"},
            {"HTTP_X_REAL_IP": "127.0.0.1"},
            {"REMOTE_ADDR": ""},
        ],
    )
    def test_elsewhere_there_is_no_such_page(self, extra):
        assert self.get(**extra).status_code == 404

    @pytest.mark.parametrize("host", ["localhost:8000", "[::1]:8000", "127.0.0.1"])
    def test_every_name_of_this_machine_will_do(self, host, settings):
        settings.ALLOWED_HOSTS = ["localhost", "[::1]", "127.0.0.1"]

        assert self.get(HTTP_HOST=host, REMOTE_ADDR="::1").status_code == 200

    def test_without_the_demo_there_is_no_such_page(self, settings):
        settings.DEMO = False

        assert self.get().status_code == 404


def test_the_first_second_factor_asks_for_no_password_that_was_typed_a_moment_ago(client, li):
    add = "/accounts/second-factor/app/"
    stolen = Client()
    stolen.force_login(li)
    sign_in(client)

    assert "/accounts/reauthenticate/" in stolen.get(add).url
    assert client.get(add).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=6)):
        assert "/accounts/reauthenticate/" in client.get(add).url


def test_what_another_key_encrypted_opens_nothing(settings):
    held = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    assert get_adapter().decrypt(held) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY = "another"
    opened = {get_adapter().decrypt(held) for _twice in range(2)}
    assert len(opened) == 2
    assert len(base64.b32decode(opened.pop())) == 20
