"""The frame of every page."""

from tests.factories import user


def test_the_first_page_asks_to_sign_in_in_the_browsers_language(client, db):
    answer = client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"}, follow=True)

    assert answer.status_code == 200
    assert '<html lang="zh-Hans">' in answer.content.decode()


def test_the_home_page_opens_for_an_account_without_any_role(signed_in, db):
    answer = signed_in(user(name="Li")).get("/")

    assert answer.status_code == 200
    assert "Li" in answer.content.decode()
