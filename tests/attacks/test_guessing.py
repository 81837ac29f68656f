"""A stranger who knows an account's address can neither guess its secrets nor lock its holder out."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from plenary.kernel.accounts import jobs, services
from plenary.kernel.accounts.models import KnownClient, Try
from plenary.kernel.accounts.services import clients, tries
from plenary.kernel.notifications.models import Mail
from tests.factories import user
from tests.kernel.accounts.test_sign_in import (
    PASSWORD,
    code_of,
    is_signed_in,
    set_up_second_factor,
    sign_in,
)
from tests.kernel.installation import PATIENCE, Installation, wait_until

GUESSES = """
import django, pathlib, time
django.setup()
from django.db import OperationalError
from plenary.kernel.accounts.services import clients, tries
here = pathlib.Path({here!r})
stranger = clients.Client("network:x", is_known=False)
(here / "ready {me}").touch()
while not (here / "go on").exists():
    time.sleep(0.001)
allowed = 0
for _ in range(6):
    try:
        tries.count_try(secret=tries.PASSWORD, account="li", client=stranger)
        allowed += 1
    except (tries.TooManyTries, OperationalError):
        pass  # refused, or a database that had no time: neither is a secret compared
(here / "allowed {me}").write_text(str(allowed))
"""
HOME = "203.0.113.7"
CODE = "/accounts/second-factor/sign-in/"
RESET = "/accounts/password/reset/"


@pytest.fixture
def li(db):
    account = user(email="li@example.org", name="Li", language="en")
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False) as now:
        yield now


def signed_in_from(address):
    """A browser in which the holder has signed in, signed out again."""
    browser = Client()
    sign_in(browser, address=address)
    browser.post("/accounts/sign-out/")
    return browser


def fail(times, *, address="198.51.100.9"):
    for number in range(times):
        sign_in(Client(), password="not the one", address=address.format(number))


def gets_in(browser, *, address=HOME, password=PASSWORD):
    sign_in(browser, address=address, password=password)
    return is_signed_in(browser)


def mailed_link():
    body = Mail.objects.order_by("-pk").first().body
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", body)[1]


def reset_by_mail(browser, password="another long one"):
    where = browser.get(mailed_link(), follow=True).request["PATH_INFO"]
    return browser.post(where, {"password1": password, "password2": password})


def test_failures_of_a_stranger_lock_the_stranger_and_not_the_holder(li):
    fail(5)

    assert not gets_in(Client(), address="198.51.100.9")
    assert gets_in(Client())


def test_a_stranger_behind_the_holders_own_address_does_not_lock_the_holders_browser(li):
    browser = signed_in_from(HOME)
    fail(5, address=HOME)

    assert not gets_in(Client())
    assert gets_in(browser)


def test_failures_from_many_places_leave_the_holders_browser_and_network_open(li, clock):
    browser = signed_in_from(HOME)
    for hour in range(8):
        fail(30, address=f"198.51.{hour}.{{}}")
        clock.shift(dt.timedelta(hours=1))
    fail(2, address="198.51.99.{}")

    assert not gets_in(Client(), address="192.0.2.1"), "an unknown place waits"
    assert gets_in(Client()), "another browser at the holder's own address"
    assert gets_in(browser, address="192.0.2.2"), "the holder's browser on a journey"


def test_who_must_wait_is_told_how_long_and_what_else_opens(li, clock):
    fail(31, address="198.51.100.{}")

    text = sign_in(Client(), address="192.0.2.1").content.decode()
    clock.shift(dt.timedelta(seconds=61))

    assert "the next try is open in 1 min" in text
    assert "sent by mail" in text
    assert gets_in(Client(), address="192.0.2.1")


def test_an_unknown_account_is_spaced_out_with_the_same_words(li, clock):
    told = []
    for email in ("li@example.org", "nobody@example.org"):
        for number in range(31):
            sign_in(Client(), email=email, password="x", address=f"198.51.100.{number}")
        text = sign_in(Client(), email=email, password="x", address="192.0.2.1").content.decode()
        told.append(re.findall(r'<div class="note error".*?</div>', text, re.DOTALL))

    assert told[0] == told[1] != []


def test_an_unbounded_number_of_places_guesses_some_260_times_a_day():
    """Each try from a place of its own, the moment it is open, for three days."""
    compared, now = [], 0.0
    while now < 3 * 86400:
        within_a_day = sum(at > now - 86400 for at in compared)
        wait = tries.wait_after(within_a_day)
        if compared and (left := wait - (now - compared[-1])) > 0:
            now += left
            continue
        compared.append(now)
        now += 1
    busiest = max(sum(at - 86400 < one <= at for one in compared) for at in compared)

    assert 200 < busiest < 270


def test_the_wait_is_kept_for_every_number_of_failures(db, clock):
    now = dt.datetime.now(dt.UTC)
    for failures in (29, 30, 99, 100, 199, 200, 500):
        Try.objects.all().delete()
        Try.objects.bulk_create(
            Try(
                secret=tries.PASSWORD,
                account=clients.digest("account", "li"),
                client=f"network:{number}",
                is_known=False,
                at=now,
            )
            for number in range(failures)
        )
        wait = tries.wait_after(failures)
        stranger = clients.Client("network:x", is_known=False)
        if wait:
            clock.move_to(now + dt.timedelta(seconds=wait - 1))
            with pytest.raises(tries.SpacedOut):
                services.count_try(secret=tries.PASSWORD, account="li", client=stranger)
        clock.move_to(now + dt.timedelta(seconds=wait))
        assert services.count_try(secret=tries.PASSWORD, account="li", client=stranger).pk
        clock.move_to(now)


def test_one_place_that_tries_many_accounts_is_stopped_too(db, clock):
    compared = 0
    stranger = clients.Client("network:x", is_known=False)
    for number in range(100):
        try:
            services.count_try(secret=tries.PASSWORD, account=f"a{number}", client=stranger)
        except tries.TooManyTries:
            continue
        compared += 1

    assert compared == tries.OVER_ALL_ACCOUNTS


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_instant_are_not_all_the_fifth(tmp_path):
    installation = Installation(tmp_path)
    guessers = [installation.start(GUESSES.format(here=str(tmp_path), me=n)) for n in range(4)]
    for number in range(4):
        wait_until((tmp_path / f"ready {number}").exists)

    (tmp_path / "go on").touch()

    ended = [guesser.wait(timeout=PATIENCE) for guesser in guessers]
    assert ended == [0, 0, 0, 0], installation.said()
    allowed = sum(int((tmp_path / f"allowed {number}").read_text()) for number in range(4))
    assert 1 <= allowed <= tries.FROM_ONE_PLACE
    assert installation.ask("SELECT COUNT(*) FROM accounts_try")[0][0] >= allowed


def test_the_cookie_of_a_known_browser_comes_only_with_a_whole_sign_in(li):
    wrong = Client()
    sign_in(wrong, password="not the one")
    assert clients.COOKIE not in wrong.cookies
    owner = Client()
    owner.force_login(li)
    secret, _page = set_up_second_factor(owner)
    half = Client()
    sign_in(half)
    assert clients.COOKIE not in half.cookies
    half.post(CODE, {"code": "000000"})
    assert clients.COOKIE not in half.cookies

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=31)):
        half.post(CODE, {"code": code_of(secret)})

    cookie = half.cookies[clients.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/accounts/"
    assert cookie.value not in str(list(KnownClient.objects.values()))


def test_a_copied_cookie_is_void_after_the_next_sign_in(li):
    browser = signed_in_from(HOME)
    copied = browser.cookies[clients.COOKIE].value
    gets_in(browser)
    thief = Client()
    thief.cookies[clients.COOKIE] = copied
    fail(5)

    assert not gets_in(thief, address="198.51.100.9")


@pytest.mark.parametrize("told", ["", "x", "A" * 43, "A" * 5000, "'; DROP TABLE"])
def test_an_invented_cookie_is_known_nowhere(li, told):
    stranger = Client()
    stranger.cookies[clients.COOKIE] = told
    fail(5)

    assert not gets_in(stranger, address="198.51.100.9")


def test_a_browser_known_to_one_account_is_a_stranger_to_another(li):
    other = user(email="wang@example.org")
    other.set_password(PASSWORD)
    other.save()
    browser = Client()
    sign_in(browser, email="wang@example.org", address="198.51.100.9")
    browser.post("/accounts/sign-out/")
    fail(5)

    assert not gets_in(browser, address="198.51.100.9")
    assert not KnownClient.objects.filter(user=li).exists()


def test_two_people_at_one_browser_are_both_known_there(li):
    other = user(email="wang@example.org")
    other.set_password(PASSWORD)
    other.save()
    browser = signed_in_from(HOME)
    sign_in(browser, email="wang@example.org", address=HOME)
    browser.post("/accounts/sign-out/")
    fail(5, address=HOME)

    assert gets_in(browser)


def test_failures_in_a_known_browser_lock_that_browser(li):
    browser = signed_in_from(HOME)
    for _ in range(5):
        sign_in(browser, password="not the one", address=HOME)

    assert not gets_in(browser)


def test_wrong_codes_lock_the_second_factor_where_they_are_typed_and_nowhere_else(li):
    owner = Client()
    owner.force_login(li)
    secret, _page = set_up_second_factor(owner)
    thief = Client()
    sign_in(thief, address="198.51.100.9")
    for number in range(5):
        thief.post(CODE, {"code": f"00000{number}"}, REMOTE_ADDR="198.51.100.9")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=31)):
        code = code_of(secret)
        locked = thief.post(CODE, {"code": code}, REMOTE_ADDR="198.51.100.9")
        holder = Client()
        sign_in(holder, address=HOME)
        holder.post(CODE, {"code": code}, REMOTE_ADDR=HOME)

    assert "Too many failed tries from here" in locked.content.decode()
    assert not is_signed_in(thief)
    assert is_signed_in(holder)


def test_a_right_code_of_another_account_gives_no_further_tries(li):
    owner = Client()
    owner.force_login(li)
    set_up_second_factor(owner)
    thief = Client()
    for number in range(6):
        sign_in(thief, address="198.51.100.9")
        answer = thief.post(CODE, {"code": f"00000{number}"}, REMOTE_ADDR="198.51.100.9")

    assert "Too many failed tries from here" in answer.content.decode()
    assert Try.objects.filter(secret=tries.SECOND_FACTOR).count() == 5


def test_a_stolen_session_guesses_the_password_five_times(li):
    stolen, other = Client(), Client()
    stolen.force_login(li)
    other.force_login(li)
    for _ in range(5):
        stolen.post("/accounts/reauthenticate/", {"password": "not the one"})

    again = stolen.post("/accounts/reauthenticate/", {"password": PASSWORD})
    change = stolen.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"},
    )
    elsewhere = other.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert "Too many failed tries from here" in again.content.decode()
    assert change.status_code == 429
    assert elsewhere.status_code == 302
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_on_the_page_that_changes_it(li):
    stolen = Client()
    stolen.force_login(li)
    asked = {"password1": "another long one", "password2": "another long one"}
    with time_machine.travel(dt.datetime.now(dt.UTC)) as now:
        for _ in range(5):
            stolen.post("/accounts/password/change/", {"oldpassword": "no", **asked})
            now.shift(dt.timedelta(seconds=20))
        answer = stolen.post("/accounts/password/change/", {"oldpassword": PASSWORD, **asked})

    assert answer.status_code == 429


def test_a_flood_of_resets_sends_few_mails_and_the_holders_link_works(li, clock):
    sent = []
    for hour in range(24):
        for number in range(12):
            address = {"REMOTE_ADDR": f"198.51.{hour}.{number}"}
            answer = Client().post(RESET, {"email": "li@example.org"}, **address)
            assert answer.status_code == 302
            clock.shift(dt.timedelta(minutes=5))
        sent.append(Mail.objects.count())

    assert sent[0] == 5
    assert sent[-1] < 30
    browser = Client()
    reset_by_mail(browser)
    assert gets_in(browser, password="another long one")


def test_a_reset_by_mail_opens_the_way_from_an_unknown_place(li, clock):
    fail(250 // 8, address="198.51.100.{}")
    browser = Client()
    assert not gets_in(browser, address="192.0.2.1")
    browser.post(RESET, {"email": "li@example.org"}, REMOTE_ADDR="192.0.2.1")

    reset_by_mail(browser)

    assert gets_in(browser, address="192.0.2.1", password="another long one")


def test_a_changed_password_leaves_only_the_browser_known_that_changed_it(li):
    lost = signed_in_from("192.0.2.9")
    owner = Client()
    sign_in(owner, address=HOME)
    owner.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"},
        REMOTE_ADDR=HOME,
    )
    fail(5, address="192.0.2.9")

    assert not gets_in(lost, address="192.0.2.9", password="another long one")
    assert KnownClient.objects.filter(user=li).count() == 2


@pytest.mark.parametrize(
    ("one", "other", "is_one_place"),
    [
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::9", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("::ffff:203.0.113.7", HOME, True),
        ("203.0.113.7", "203.0.113.8", False),
        ("", "x", False),
    ],
)
def test_what_counts_as_one_place(one, other, is_one_place):
    assert (clients.network_of(one) == clients.network_of(other)) is is_one_place


def test_what_counts_no_longer_is_deleted_at_night(li, clock):
    signed_in_from(HOME)
    fail(2)
    clock.shift(dt.timedelta(hours=25))
    assert jobs.clean_clients_and_tries.call() == 2
    clock.shift(dt.timedelta(days=181))

    assert jobs.clean_clients_and_tries.call() == 2
    assert not Try.objects.exists()
    assert not KnownClient.objects.exists()
