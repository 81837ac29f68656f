"""The administrator's pages of accounts."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.accounts import services
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared.errors import Refused
from tests.factories import grant_role, post, unit, user


@pytest.fixture
def it(db):
    account = grant_role(user(name="IT"), "administrator")
    account.set_password("a long enough sentence")
    account.save()
    return account


@pytest.fixture
def desk(signed_in, it):
    return signed_in(it)


def give_second_factor(account):
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})


def test_somebody_is_invited_and_granted_a_role(desk):
    bureau = unit()
    page = desk.post(
        "/accounts/all/new/",
        {"name": "Li", "email": "li@example.org", "language": "zh-hans"},
        follow=True,
    )
    li = User.objects.get(email="li@example.org")
    assert "Li" in page.content.decode()
    assert Mail.objects.get().to == "li@example.org"

    desk.post(f"/accounts/all/{li.pk}/grant/", {"role": "unit", "unit": bureau.pk})
    desk.post(f"/accounts/all/{li.pk}/grant/", {"role": "leader", "post": post().pk})

    li.refresh_from_db()
    assert li.access["roles"] == ["leader", "unit"]
    text = desk.get(f"/accounts/all/{li.pk}/").content.decode()
    assert f">{bureau.name_en}</option>" in text, "offered under its name in the page's language"


def test_a_refusal_stands_beside_its_field(desk, it):
    li = user(email="li@example.org")
    twice = desk.post(
        "/accounts/all/new/", {"name": "Li", "email": "LI@example.org", "language": "en"}
    )
    alone = desk.post(f"/accounts/all/{li.pk}/grant/", {"role": "unit"})
    mixed = desk.post(f"/accounts/all/{it.pk}/grant/", {"role": "verifier"})
    wrong = desk.post(f"/accounts/all/{li.pk}/grant/", {"role": "king"})
    none = desk.post(f"/accounts/all/{li.pk}/grant/", {"role": ""})
    form = desk.get(f"/accounts/all/{li.pk}/").content.decode()
    assert none.status_code == 422
    assert 'value="leader" selected' not in form
    assert re.search(r'<select name="role"[^>]*>\s*<option value="" selected>', form)
    assert "---------" not in form

    assert "There is an account with this address already." in twice.content.decode()
    assert "Say for which unit the account reports." in alone.content.decode()
    assert "holds no other role" in mixed.content.decode()
    assert [answer.status_code for answer in (alone, mixed, wrong)] == [422, 422, 422]
    assert Grant.objects.count() == 1


def test_a_role_is_taken_back_and_the_account_closed_and_opened(desk):
    li = grant_role(user(), "editor")
    grant = li.grants.get()

    desk.post(f"/accounts/grants/{grant.pk}/revoke/")
    desk.post(f"/accounts/all/{li.pk}/close/")
    li.refresh_from_db()
    assert (li.access["roles"], li.is_active) == ([], False)
    assert "Open the account again" in desk.get(f"/accounts/all/{li.pk}/").content.decode()
    desk.post(f"/accounts/all/{li.pk}/open/")
    desk.post(f"/accounts/all/{li.pk}/invite/")

    li.refresh_from_db()
    assert li.is_active
    assert Mail.objects.count() == 2


def test_a_lost_second_factor_is_taken_away_and_written_down(desk):
    li = user()
    give_second_factor(li)

    desk.post(f"/accounts/all/{li.pk}/second-factor/")

    assert not Authenticator.objects.exists()
    assert AuditRow.objects.get().action == "accounts.second_factor.reset"
    assert desk.post(f"/accounts/all/{li.pk}/second-factor/").status_code == 422


def test_nobody_takes_their_own_second_factor_away_so(it):
    give_second_factor(it)

    with pytest.raises(Refused):
        services.reset_second_factor(actor=it.actor, user_id=it.pk)

    assert Authenticator.objects.exists()


def test_what_does_not_exist_is_not_found(desk):
    assert desk.get("/accounts/all/999999/").status_code == 404
    assert desk.post("/accounts/all/999999/close/").status_code == 404
    assert desk.post("/accounts/all/1/dance/").status_code == 404


def test_the_pages_are_the_administrators(signed_in, it):
    other = signed_in(grant_role(user(), "office"))

    for address in ("/accounts/all/", "/accounts/all/new/", f"/accounts/all/{it.pk}/"):
        assert other.get(address).status_code == 403
    assert other.post(f"/accounts/all/{it.pk}/grant/", {"role": "editor"}).status_code == 403
    assert other.post(f"/accounts/all/{it.pk}/close/").status_code == 404


def test_accounts_are_found_by_name_and_address(desk):
    user(name="Zhao", email="one@example.org")
    user(name="Qian", email="two@example.org")

    assert "Qian" not in desk.get("/accounts/all/", {"q": "zhao"}).content.decode()
    assert "Qian" in desk.get("/accounts/all/", {"q": "two@"}).content.decode()
    assert "No account is found" in desk.get("/accounts/all/", {"q": "none"}).content.decode()


def test_the_list_costs_the_same_for_one_account_and_fifty(desk):
    costs = []
    for number in (1, 48):
        for _ in range(number):
            grant_role(user(), "editor")
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/accounts/all/").status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
