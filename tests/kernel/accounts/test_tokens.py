"""Tokens for programs: made once, kept as a digest, narrowed by scopes, and dead when they should be."""

import datetime as dt

import pytest
import time_machine

from plenary.kernel.accounts import scopes, services
from plenary.kernel.accounts.models import ApiToken
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import NOBODY
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return grant_role(user(), "office")


def made(account, **fields):
    wanted = {"name": "Dashboard", "wanted": ["tasks:read"], "days": 30}
    return services.make_token(actor=account.actor, **{**wanted, **fields})


def test_a_token_opens_its_account_and_only_its_digest_is_kept(account):
    token, secret = made(account)

    opened = services.open_token(secret)

    assert opened.user == account
    assert secret not in str(ApiToken.objects.values().get())
    rows = AuditRow.objects.filter(action="accounts.token.made")
    assert [row.subject_id for row in rows] == [token.pk]
    assert token.digest not in str(rows.values()[0])
    assert ApiToken.objects.get().used_on is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "  "},
        {"name": "x" * 101},
        {"name": "机密★ 一号"},
        {"wanted": []},
        {"wanted": ["tasks:read", "everything"]},
        {"days": 366},
    ],
)
def test_a_token_is_refused_and_nothing_is_kept(account, fields):
    with pytest.raises(Refused):
        made(account, **fields)

    assert not ApiToken.objects.exists()
    assert not AuditRow.objects.filter(action="accounts.token.made").exists()


def test_who_has_no_role_or_no_account_makes_none(account):
    with pytest.raises(Forbidden):
        made(user())
    with pytest.raises(Forbidden):
        services.make_token(actor=NOBODY, name="x", wanted=["tasks:read"], days=30)


def test_an_account_has_no_more_than_twenty_in_force(account):
    first, _secret = made(account)
    for _more in range(19):
        made(account)

    with pytest.raises(Refused):
        made(account)
    services.revoke_token(actor=account.actor, token_id=first.pk)

    assert made(account)


def test_an_expired_a_revoked_and_a_wrong_token_open_nothing(account):
    token, secret = made(account)
    with time_machine.travel(token.expires_at + dt.timedelta(seconds=1), tick=False):
        assert services.open_token(secret) is None
    assert services.open_token(secret[:-1]) is None
    services.revoke_token(actor=account.actor, token_id=token.pk)

    assert services.open_token(secret) is None
    with pytest.raises(Refused):
        services.revoke_token(actor=account.actor, token_id=token.pk)
    with pytest.raises(NotFound):
        services.revoke_token(actor=grant_role(user(), "office").actor, token_id=token.pk)


def test_a_closed_accounts_tokens_stay_dead_when_it_is_opened_again(account):
    administrator = grant_role(user(), "administrator").actor
    grant_role(user(password="argon2$x"), "administrator")
    _token, secret = made(account)

    services.deactivate_user(actor=administrator, user_id=account.pk)
    assert services.open_token(secret) is None
    services.reactivate_user(actor=administrator, user_id=account.pk)

    assert services.open_token(secret) is None
    assert AuditRow.objects.filter(action="accounts.token.revoked").count() == 1


def test_the_page_makes_a_token_shows_it_once_and_revokes_it(signed_in, account):
    client = signed_in(account)
    wanted = {"name": "看板", "scopes": ["tasks:read"], "days": "90"}

    assert client.post("/accounts/tokens/", wanted).status_code == 302
    first = client.get("/accounts/tokens/").content.decode()
    again = client.get("/accounts/tokens/").content.decode()

    token = ApiToken.objects.get()
    assert 'value="plenary_' in first
    assert 'value="plenary_' not in again
    assert "看板" in again
    assert str(scopes.label_of("tasks:read")) in again
    client.post(f"/accounts/tokens/{token.pk}/revoke/")
    assert "Revoked" in client.get("/accounts/tokens/").content.decode()


def test_the_page_keeps_what_was_typed_when_it_refuses(signed_in, account):
    answer = signed_in(account).post("/accounts/tokens/", {"name": "Dashboard", "days": "90"})

    assert answer.status_code == 422
    assert 'value="Dashboard"' in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_the_page_is_closed_to_who_has_no_role(signed_in):
    assert signed_in(user()).get("/accounts/tokens/").status_code == 403


def test_one_account_never_sees_anothers_tokens(signed_in, account):
    made(account, name="Somebody's own")

    text = signed_in(grant_role(user(), "office")).get("/accounts/tokens/").content.decode()

    assert "Somebody&#39;s own" not in text


def test_its_owner_is_told_of_a_new_token_by_mail_without_its_secret(account):
    account.language = "zh-hans"
    account.save()
    _token, secret = made(account, name="看板")

    mail = Mail.objects.get(to=account.email)

    assert "看板" in mail.body
    assert "/accounts/tokens/" in mail.body
    assert secret not in mail.body
    assert mail.subject == "已生成接口令牌"
    with pytest.raises(Refused):
        made(account, name="")
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("is_revoking", [True, False])
def test_a_new_password_leaves_tokens_or_revokes_them_as_its_holder_says(
    signed_in, account, is_revoking
):
    account.set_password("quite a long old one")
    account.save()
    client = signed_in(account)
    page = "/accounts/password/change/"
    assert "revoke_tokens" not in client.get(page).content.decode(), "there is none to revoke"
    _token, secret = made(account, name="Dashboard")
    assert "Dashboard" in client.get(page).content.decode()
    new = {"password1": "quite a long new one", "password2": "quite a long new one"}
    told = {"oldpassword": "wrong", **new, "revoke_tokens": "1"}
    client.post(page, told)
    assert services.open_token(secret), "a refused change revokes nothing"

    sent = {**told, "oldpassword": "quite a long old one"}
    if not is_revoking:
        del sent["revoke_tokens"]
    after = client.post(page, sent, follow=True)

    account.refresh_from_db()
    assert account.check_password("quite a long new one")
    assert (services.open_token(secret) is None) == is_revoking
    rows = AuditRow.objects.filter(action="accounts.token.revoked")
    assert rows.count() == is_revoking
    assert ("1 token for the API is still valid" in after.content.decode()) != is_revoking
