"""The public look-up and the suggestions: with an account and without."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.language.models import Suggestion, Term
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


def test_anybody_looks_approved_terms_up_and_no_others(client):
    made.approved(name_zh="友城", name_en="Sister City", names=(made.forbidden("Friend City"),))
    made.proposal(name_zh="友好", name_en="Secret Proposal")
    made.approved(name_zh="友邦", name_en="Past", valid_to="2001-01-01")

    page = text_of(client.get("/glossary/?q=友城"))
    every = text_of(client.get("/glossary/"))

    assert "Sister City" in page
    assert "Friend City" in page
    assert "Secret Proposal" not in every
    assert "Past" not in every
    assert "Past" in text_of(client.get("/glossary/?on=2000-01-01"))
    assert "No approved term meets this." in text_of(client.get("/glossary/?q=zzzz"))


def test_the_look_up_takes_the_same_queries_for_one_term_and_twelve(client):
    made.approved()
    one = queries(client, "/glossary/")
    for _n in range(11):
        made.approved(names=(made.accepted("Also"),))

    assert queries(client, "/glossary/") == one


def test_a_reader_suggests_and_sees_by_the_receipt_what_became_of_it(client):
    answer = client.post(
        "/glossary/suggest/",
        {"name_zh": "志愿者", "name_en": "Volunteer", "reason": "Used", "email": "a@example.org"},
    )

    kept = Suggestion.objects.get()
    assert answer.url == f"/glossary/suggestions/{kept.receipt}/"
    page = text_of(client.get(answer.url))
    assert "Waiting" in page
    assert "a@example.org" not in page
    assert client.get("/glossary/suggestions/guess/").status_code == 404
    translator = made.translator()
    client.force_login(translator)
    client.post(
        f"/terms/suggestions/{kept.pk}/decline/", {"seen_version": 1, "answer": "Known already"}
    )
    client.logout()
    page = text_of(client.get(answer.url))
    assert "Declined" in page
    assert "Known already" in page


def test_a_reader_may_suggest_something_better_for_a_term(client):
    term = made.approved(name_zh="友城")

    assert "友城" in text_of(client.get(f"/glossary/suggest/?term={term.pk}"))
    client.post(f"/glossary/suggest/?term={term.pk}", {"name_en": "Twin Town"})

    assert Suggestion.objects.get().term == term


def test_what_is_wrong_with_a_suggestion_is_shown_and_nothing_is_kept(client):
    answer = client.post("/glossary/suggest/", {"name_zh": " ", "email": "nonsense"})
    secret = client.post("/glossary/suggest/", {"name_zh": "x", "reason": "秘密★一年"})

    assert answer.status_code == secret.status_code == 422
    assert not Suggestion.objects.exists()


def test_suggestions_of_one_address_are_limited(client):
    answers = [client.post("/glossary/suggest/", {"name_zh": f"甲{n}"}) for n in range(11)]

    assert [answer.status_code for answer in answers[9:]] == [302, 429]
    assert Suggestion.objects.count() == 10


def test_an_account_is_asked_for_no_address_and_sees_its_suggestions(client):
    client.force_login(unit_user(unit()))
    assert 'name="email"' not in text_of(client.get("/glossary/suggest/"))

    answer = client.post("/glossary/suggest/", {"name_zh": "口岸", "name_en": "Port of Entry"})

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
