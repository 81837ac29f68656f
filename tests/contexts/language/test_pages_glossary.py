"""The suggestions of those who have an account, and their answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.language.models import Term
from tests.contexts.language import factories as made
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def text_of(answer):
    return answer.content.decode()


def test_an_account_is_asked_for_no_address_and_sees_its_suggestions(client):
    client.force_login(unit_user(unit()))
    assert 'name="email"' not in text_of(client.get("/terms/suggestions/new/"))

    answer = client.post("/terms/suggestions/new/", {"name_zh": "口岸", "name_en": "Port of Entry"})

    assert "What is suggested" in text_of(client.get(answer.url))
    page = text_of(client.get("/terms/suggestions/"))
    assert "My suggestions" in page
    assert "Port of Entry" in page


def test_the_queue_takes_the_same_queries_for_one_suggestion_and_twelve(client):
    client.force_login(made.translator())
    made.suggestion(term_id=made.approved().pk)
    one = queries(client, "/terms/suggestions/")
    for _n in range(11):
        made.suggestion(term_id=made.approved().pk)

    assert queries(client, "/terms/suggestions/") == one
    assert queries(client, "/terms/suggestions/?state=all") == one


def test_a_suggestion_is_mended_and_accepted(client):
    client.force_login(made.translator())
    kept = made.suggestion(name_zh="口岸", name_en="Port", reason="See the map")
    page = text_of(client.get(f"/terms/suggestions/{kept.pk}/accept/"))
    assert "See the map" in page
    assert 'value="Port"' in page

    faulty = client.post(
        f"/terms/suggestions/{kept.pk}/accept/", {"seen_version": 1, "name_zh": "口岸"}
    )
    answer = client.post(
        f"/terms/suggestions/{kept.pk}/accept/",
        {"seen_version": 1, "name_zh": "口岸", "name_en": "Port of Entry", "answer": "Thanks"},
    )

    assert faulty.status_code == 422
    assert answer.url == kept.get_absolute_url()
    assert Term.objects.get().state == "proposed"
    page = text_of(client.get(kept.get_absolute_url()))
    assert "Thanks" in page
    assert "Port of Entry" in page
    assert client.get(f"/terms/suggestions/{kept.pk}/accept/").status_code == 302


def test_a_late_or_empty_decline_is_shown_again(client):
    client.force_login(made.translator())
    kept = made.suggestion()

    empty = client.post(f"/terms/suggestions/{kept.pk}/decline/", {"seen_version": 1})
    late = client.post(
        f"/terms/suggestions/{kept.pk}/decline/", {"seen_version": 9, "answer": "No"}
    )

    assert (empty.status_code, late.status_code) == (422, 409)
    kept.refresh_from_db()
    assert kept.state == "open"


def test_somebody_elses_suggestion_is_not_there(client):
    client.force_login(unit_user(unit()))

    assert client.get(made.suggestion().get_absolute_url()).status_code == 404
