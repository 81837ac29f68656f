"""The checker as programs ask it."""

import datetime as dt

import pytest

from plenary.config.rest import description
from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.output import as_json
from plenary.contexts.language.selectors.index import index_in_force
from plenary.kernel.accounts.services import make_token
from tests.contexts.language import factories as made
from tests.factories import grant_role, user

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/checks"
PAIR = {"zh": "外事工作要点", "en": "Key  point of foreign affair"}


@pytest.fixture
def ask(client):
    def asked(body, scopes=("texts:check",)):
        account = grant_role(user(), "office")
        _token, secret = make_token(actor=account.actor, name="cms", wanted=scopes, days=30)
        headers = {"Authorization": f"Bearer {secret}"}
        return client.post(ADDRESS, body, content_type="application/json", headers=headers)

    return asked


def test_each_pair_gets_the_verdict_that_the_page_gives(ask):
    rows = [PAIR, {"zh": "古城南路", "en": "Gucheng South Road", "profile": "place-name-sign"}]

    answer = ask({"pairs": rows})

    assert answer.status_code == 200
    terms = index_in_force()
    expected = [
        as_json(check(r["zh"], r["en"], profile=r.get("profile", ""), terms=terms)) for r in rows
    ]
    assert answer.json()["items"] == expected
    assert answer.json()["items"][0]["verdict"] == "fault"


def test_the_office_s_own_approved_names_are_judged_by_at_once(ask):
    row = {"zh": "海棠节", "en": "Begonia Day", "on": dt.date(2026, 5, 1).isoformat()}
    before = ask({"pairs": [row]}).json()["items"][0]
    made.approved(name_zh="海棠节", name_en="Crabapple Festival")

    after = ask({"pairs": [row]}).json()["items"][0]

    assert not any("Crabapple" in one["reason_en"] + one["proposal"] for one in before["findings"])
    assert any("Crabapple" in one["reason_en"] + one["proposal"] for one in after["findings"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"pairs": []},
        {"pairs": [{"zh": "x"}]},
        {"pairs": [PAIR | {"profile": "none"}]},
        {"pairs": [PAIR | {"on": 5}]},
        {"pairs": [PAIR | {"zh": "字" * 20_001}]},
        {"pairs": [PAIR] * 21},
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(ask, body):
    answer = ask(body)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_token_for_tasks_checks_nothing_and_the_description_names_the_scope(ask):
    assert ask({"pairs": [PAIR]}, scopes=("tasks:read",)).status_code == 403
    operation = description()["paths"][ADDRESS]["post"]
    assert operation["security"] == [{"Token": ["texts:check"]}]
