"""The home page tells what happened this week in words."""

import pytest

from plenary.contexts.governance import api as governance
from tests.contexts.governance import factories
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("en", "recorded the meeting"), ("zh-hans", "记录会议")]
)
def test_this_week_says_who_did_what(client, language, words):
    factories.meeting(title_zh="全会", title_en="Plenary meeting")
    client.force_login(grant_role(user(language=language), "leader"))

    page = client.get("/", headers={"accept-language": language}).content.decode()

    assert words in page


def test_an_action_without_words_is_given_as_it_is_written_down():
    assert governance.deed("somewhere.something.happened") == "somewhere.something.happened"
