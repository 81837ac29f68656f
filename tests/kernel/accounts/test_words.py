"""The sentences of the sign-in package stand in our words, and are those that it says."""

import gettext
from pathlib import Path

import allauth
import django
import pytest
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils import translation

from plenary.kernel.accounts import words
from tests.factories import user
from tests.kernel.accounts.test_sign_in import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

FOREIGN = ("两步验证", "双因素", "恢复代码", "认证器代码", "令牌", "登出", "Email", "账户")


def english():
    with translation.override("en"):
        return [str(one) for one in (*words.SIGN_IN, *words.SECOND_FACTOR, *words.MAILS)]


def test_none_of_the_packages_own_chinese_words_is_left():
    with translation.override("zh-hans"):
        said = [str(one) for one in (*words.SIGN_IN, *words.SECOND_FACTOR, *words.MAILS)]
        said += [str(one) for one in words.PASSWORDS[1:]]

    assert [one for one in said if any(word in one for word in FOREIGN)] == []
    assert [one for one in said if one.isascii()] == []


def test_what_is_put_in_our_words_is_what_the_package_says():
    """A package that says something else from now on is noticed here, not by a reader."""
    catalogue = {}
    for home in (Path(allauth.__file__).parent, Path(django.__file__).parent / "contrib" / "auth"):
        with (home / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo").open("rb") as file:
            catalogue |= gettext.GNUTranslations(file)._catalog

    assert [one for one in english() if one not in catalogue] == []


def test_the_second_factors_page_asks_for_the_code_in_our_word(client):
    account = user(email="li@example.org")
    account.set_password(PASSWORD)
    account.save()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = client.get("/accounts/second-factor/app/", headers={"accept-language": "zh-hans"})

    text = page.content.decode()
    assert "身份验证器的验证码" in text
    assert "代码" not in text


@pytest.mark.parametrize("password", ["short", "123456789012"])
def test_a_weak_password_is_refused_in_chinese(password):
    with translation.override("zh-hans"):
        said = []
        for validator in get_default_password_validators():
            try:
                validator.validate(password)
            except ValidationError as refused:
                said += [str(one) for one in refused.messages]

    assert said
    assert not any(one.isascii() for one in said)
