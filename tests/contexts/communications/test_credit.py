"""Who wrote a page, where it stood first and under which licence it goes out: said, refused, frozen, shown."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.services import writing
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused

pytestmark = pytest.mark.django_db
URL = "https://news.example.org/1.html"
CREDIT = {
    "author_zh": "林作者",
    "author_en": "Lin the Writer",
    "original_url": URL,
    "original_on": dt.date(2025, 3, 1),
    "licence": "CC-BY-4.0",
}


def described(html):
    return json.loads(re.search(r"ld\+json\">(.*?)</script>", html, re.DOTALL)[1])


def test_a_page_shows_its_credit_to_people_and_to_machines(client):
    page = made.published(**CREDIT)

    zh = client.get(f"/portal/zh/pages/{page.slug}/").content.decode()
    en = client.get(f"/portal/en/pages/{page.slug}/").content.decode()

    assert "林作者" in zh
    for words in ("Lin the Writer", "2025-03-01", URL, "CC BY 4.0"):
        assert words in en
    told = described(en)
    assert told["author"] == {"@type": "Person", "name": "Lin the Writer"}
    assert told["isBasedOn"] == URL
    assert told["license"].endswith("/by/4.0/")
    plain = described(client.get(f"/portal/en/pages/{made.published().slug}/").content.decode())
    assert not {"author", "isBasedOn"} & set(plain)


def test_a_change_of_the_credit_is_reviewed_anew_and_what_is_out_stays_as_it_was():
    page = made.published(**CREDIT)

    def change(**fields):
        given = writing.given_of(page)
        writing.edit_page(
            actor=SYSTEM,
            page_id=page.pk,
            seen_version=None,
            given=replace(given, **fields),
        )
        return {side.lang: side.state for side in page.sides.order_by("lang")}

    assert change(author_en="Lin") == {"en": "draft", "zh": "published"}
    assert change(licence="") == {"en": "draft", "zh": "draft"}
    edition = Edition.objects.get(page=page, lang="en")
    assert edition.facts["author_en"] == "Lin the Writer"
    assert edition.facts["licence_en"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"original_url": "javascript:alert(1)"}, "begins with http"),
        ({"original_url": f"https://a.example/{'x' * 500}"}, "longer than 500"),
        ({"original_on": clock.today() + dt.timedelta(days=1)}, "still to come"),
        ({"licence": "MIT"}, "one of the licences"),
        ({"author_zh": "林" * 121}, "longer than 120"),
        ({"author_zh": "绝密★一年"}, "secrecy"),
    ],
)
def test_a_credit_that_cannot_be_is_refused_whole(said, match):
    given = made.given(**said)
    with refused(Refused, match):
        writing.make_page(actor=SYSTEM, kind="news", given=given)
    assert not Page.objects.exists()


def test_the_form_asks_for_it_and_the_newsroom_shows_it(client):
    page = made.page()
    client.force_login(made.editor())
    form = {
        **{name: value for name, value in made.said(page).items() if value is not None},
        "source_unit": page.source_unit_id,
        "topics": [one.pk for one in page.topics.all()],
        "seen_version": page.version,
        **CREDIT,
        "original_on": "2025-03-01",
    }

    client.post(f"{page.get_absolute_url()}edit/", form)

    page.refresh_from_db()
    assert {name: getattr(page, name) for name in CREDIT} == CREDIT
    shown = client.get(page.get_absolute_url()).content.decode()
    for words in ("Lin the Writer", URL, "CC BY 4.0"):
        assert words in shown
