"""The directory's pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.organisations.models import FormerName, MemberUnit
from plenary.kernel.people.models import Holding
from tests.factories import body, person, post, unit, user


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def test_the_directory_is_a_tree_in_reading_order(signed_in):
    office = unit(name_en="Office of Affairs", order=1)
    unit(name_en="Second Bureau", order=2)
    unit(name_en="Section below", parent=office, order=9)

    text = signed_in(user()).get("/directory/").content.decode()

    assert (
        text.index("Office of Affairs") < text.index("Section below") < text.index("Second Bureau")
    )
    assert 'class="depth-1"' in text


def test_a_unit_is_found_by_a_former_name_in_either_language(signed_in):
    renamed = unit(name_zh="文化和旅游局", name_en="Culture")
    FormerName.objects.create(organisation=renamed, name_zh="旅游委")
    unit(name_en="Sports")

    text = signed_in(user()).get("/directory/", {"q": "旅游委"}).content.decode()

    assert "Culture" in text
    assert "Sports" not in text


def test_an_organisations_page_shows_posts_holders_and_member_units(signed_in):
    committee, bureau = body(name_en="Committee"), unit(name_en="Bureau")
    MemberUnit.objects.create(body=committee, unit=bureau)
    chair = post(organisation=committee, title_en="Chair")
    Holding.objects.create(post=chair, person=person(name_en="Zhao Yi"))
    Holding.objects.create(
        post=chair, person=person(name_en="Former Chair"), until_on=dt.date(2020, 1, 1)
    )

    text = signed_in(user()).get(committee.get_absolute_url()).content.decode()

    assert "Zhao Yi" in text
    assert "Bureau" in text
    assert "Former Chair" not in text


def test_a_persons_page_shows_present_posts_before_past_ones(signed_in):
    someone = person(name_en="Zhao Yi")
    Holding.objects.create(
        post=post(title_en="Old post"), person=someone, until_on=dt.date(2020, 1, 1)
    )
    Holding.objects.create(post=post(title_en="New post"), person=someone)

    text = signed_in(user()).get(someone.get_absolute_url()).content.decode()

    assert text.index("New post") < text.index("Old post")


@pytest.mark.parametrize("address", ["/directory/999/", "/directory/person/999/"])
def test_what_is_not_there_answers_404_in_plain_words(signed_in, address):
    answer = signed_in(user()).get(address)

    assert answer.status_code == 404
    assert "no such record" in answer.content.decode()


def test_the_directory_asks_as_many_queries_for_twelve_units_as_for_one(signed_in):
    committee = body()
    client = signed_in(user())
    MemberUnit.objects.create(body=committee, unit=unit())
    Holding.objects.create(post=post(organisation=committee), person=person())
    one = [queries(client, a) for a in ("/directory/", committee.get_absolute_url())]
    for _ in range(11):
        MemberUnit.objects.create(body=committee, unit=unit())
        Holding.objects.create(post=post(organisation=committee), person=person())

    assert [queries(client, a) for a in ("/directory/", committee.get_absolute_url())] == one


def test_a_reader_who_has_not_signed_in_is_sent_to_sign_in(client, db):
    answer = client.get("/directory/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/sign-in/")
