"""The pages on which the directory is kept: who may, what is refused, and what a late save is shown."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation, Term
from plenary.kernel.people.models import Holding, Person, Post
from plenary.kernel.places.models import Place
from plenary.shared import clock
from tests.contexts.governance import factories
from tests.factories import body, grant_role, person, post, unit, user

DAY = dt.date(2025, 3, 1)
ORGANISATION = {"level": "own", "order": "1", "name_en": "Trade Bureau", "name_zh": "商务局"}


@pytest.fixture
def as_office(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


def place(**fields):
    return Place.objects.create(**{"name_en": "Hall", **fields})


def holding(**fields):
    return Holding.objects.create(**{"post": post(), "person": person(), **fields})


def seat():
    return MemberUnit.objects.create(body=body(), unit=unit())


def pages():
    """Every form, with a record behind it."""
    committee, member, held, hall = body(), seat(), holding(), place()
    of, job = committee.pk, held.post_id
    return [
        "/directory/new/",
        *(f"/directory/{of}/{page}/" for page in ("edit", "move", "name", "term", "member")),
        f"/directory/{of}/post/",
        f"/directory/{member.body_id}/member/{member.pk}/",
        f"/directory/post/{job}/edit/",
        f"/directory/post/{job}/holder/",
        f"/directory/holding/{held.pk}/",
        f"/directory/person/{held.person_id}/edit/",
        "/directory/places/new/",
        f"/directory/places/{hall.pk}/",
    ]


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_office_and_administrator_open_every_form(signed_in, role):
    client = signed_in(grant_role(user(), role))

    assert {client.get(page).status_code for page in pages()} == {200}


@pytest.mark.parametrize("role", ["leader", "verifier", "editor", "counter"])
def test_other_roles_open_no_form_and_see_no_button(signed_in, role):
    client = signed_in(grant_role(user(), role))
    asked = pages()

    assert {client.get(page).status_code for page in asked} == {403}
    assert {client.post(page, ORGANISATION).status_code for page in asked} == {403}
    assert "Add a body or unit" not in client.get("/directory/").content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "999/edit/",
        "999/move/",
        "999/name/",
        "999/term/",
        "999/member/",
        "999/post/",
        "999/member/999/",
        "post/999/",
        "post/999/edit/",
        "post/999/holder/",
        "holding/999/",
        "person/999/edit/",
        "places/999/",
        "import/999/",
    ],
)
def test_what_is_not_there_answers_404(as_office, page):
    assert as_office.get(f"/directory/{page}").status_code == 404


def test_a_term_and_a_member_belong_to_bodies_only(as_office):
    bureau, other = unit(), seat()

    assert as_office.get(f"/directory/{bureau.pk}/term/").status_code == 404
    assert as_office.get(f"/directory/{bureau.pk}/member/").status_code == 404
    assert as_office.get(f"/directory/{body().pk}/member/{other.pk}/").status_code == 404


def test_a_unit_is_added_below_another(as_office):
    top = unit()

    answer = as_office.post(
        "/directory/new/", {**ORGANISATION, "kind": "unit", "parent": top.pk, "code": "trade"}
    )

    made = Organisation.objects.get(code="trade")
    assert answer["Location"] == made.get_absolute_url()
    assert made.parent == top
    assert made.path == f"{top.path}{made.pk}/"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name_en": "", "name_zh": ""}, "needs a name"),
        ({"code": "taken"}, "belongs to another"),
        ({"code": "not a code"}, "Only letters"),
        ({"order": "-1"}, "greater than or equal"),
        ({"founded_on": "2025-02-01", "dissolved_on": "2025-01-01"}, "before the beginning"),
    ],
)
def test_a_new_unit_is_refused_at_its_field_and_nothing_is_left(as_office, given, words):
    unit(code="taken")
    before = AuditRow.objects.count()

    answer = as_office.post("/directory/new/", {**ORGANISATION, "kind": "unit", **given})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'class="fault"' in answer.content.decode()
    assert Organisation.objects.count() == 1
    assert AuditRow.objects.count() == before


def test_a_name_that_is_replaced_is_kept_as_a_former_one(as_office):
    bureau = unit(name_en="Tourism Commission", name_zh="旅游委")

    as_office.post(f"/directory/{bureau.pk}/edit/", {**ORGANISATION, "seen_version": "1"})

    bureau.refresh_from_db()
    assert (bureau.name_zh, bureau.version) == ("商务局", 2)
    assert FormerName.objects.get().name_en == "Tourism Commission"


def test_a_late_save_is_shown_what_changed_and_loses_nothing_typed(as_office):
    bureau = unit(name_en="Old", short_en="Old short")
    address = f"/directory/{bureau.pk}/edit/"
    first = {**ORGANISATION, "name_en": "First", "seen_version": "1"}
    as_office.post(address, first)

    answer = as_office.post(address, {**ORGANISATION, "name_en": "Second", "seen_version": "1"})
    page = answer.content.decode()
    as_office.post(address, {**ORGANISATION, "name_en": "Second", "seen_version": "2"})

    assert answer.status_code == 409
    assert "First" in page
    assert 'value="Second"' in page
    assert 'name="seen_version" value="2"' in page
    bureau.refresh_from_db()
    assert bureau.name_en == "Second"


def test_a_unit_is_moved_with_all_below_it_but_not_below_itself(as_office):
    top, other = unit(), unit()
    low = unit(parent=top)
    address = f"/directory/{top.pk}/move/"

    refused = as_office.post(address, {"parent": low.pk, "seen_version": "1"})
    as_office.post(address, {"parent": other.pk, "seen_version": "1"})

    assert refused.status_code == 422
    assert "below itself" in refused.content.decode()
    low.refresh_from_db()
    assert low.path == f"{other.path}{top.pk}/{low.pk}/"


def test_names_terms_and_member_units_are_added_and_a_seat_ended(as_office):
    committee, bureau = body(), unit()
    address = f"/directory/{committee.pk}"

    as_office.post(f"{address}/name/", {"name_zh": "旧名", "until_on": "2020-01-01"})
    as_office.post(f"{address}/term/", {"name_zh": "第十四届", "starts_on": "2021-12-01"})
    as_office.post(f"{address}/member/", {"unit": bureau.pk, "order": "3"})
    seat = MemberUnit.objects.get()
    as_office.post(f"{address}/member/{seat.pk}/", {"until_on": "2025-03-01"})

    assert FormerName.objects.get().until_on == dt.date(2020, 1, 1)
    assert Term.objects.get().name_zh == "第十四届"
    seat.refresh_from_db()
    assert (seat.order, seat.until_on) == (3, DAY)


@pytest.mark.parametrize(
    ("page", "given", "words"),
    [
        ("name", {"until_on": "2020-01-01"}, "A name is missing"),
        ("term", {"starts_on": "2021-12-01", "ends_on": "2020-01-01"}, "before the beginning"),
        ("term", {}, "required"),
        ("member", {"order": "0"}, "required"),
    ],
)
def test_what_is_missing_is_refused_at_its_field(as_office, page, given, words):
    committee = body()

    answer = as_office.post(f"/directory/{committee.pk}/{page}/", given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Term.objects.exists()
    assert not FormerName.objects.exists()


def test_a_post_is_added_and_changed(as_office):
    bureau = unit()

    as_office.post(f"/directory/{bureau.pk}/post/", {"title_en": "Director", "order": "1"})
    made = Post.objects.get()
    as_office.post(
        f"/directory/post/{made.pk}/edit/",
        {"title_en": "Head", "order": "2", "is_leader": "on", "seen_version": "1"},
    )
    late = as_office.post(
        f"/directory/post/{made.pk}/edit/",
        {"title_en": "Chief", "order": "2", "seen_version": "1"},
    )

    made.refresh_from_db()
    assert (made.title_en, made.order, made.is_leader) == ("Head", 2, True)
    assert late.status_code == 409
    assert "Head" in late.content.decode()


def test_a_post_without_a_title_is_refused(as_office):
    answer = as_office.post(f"/directory/{unit().pk}/post/", {"order": "1"})

    assert answer.status_code == 422
    assert "needs a title" in answer.content.decode()
    assert Post.objects.count() == 0


def test_a_new_person_takes_a_post_over_on_a_day(as_office):
    held = holding(since_on=dt.date(2020, 1, 1))

    as_office.post(
        f"/directory/post/{held.post_id}/holder/",
        {
            "name_en": "Li Mou",
            "since_on": "2025-03-01",
            "takes_over": "on",
            "seen_version": held.pk,
        },
    )

    held.refresh_from_db()
    assert held.until_on == DAY
    assert Holding.objects.get(until_on=None).person.name_en == "Li Mou"
    page = as_office.get(f"/directory/post/{held.post_id}/").content.decode()
    assert page.index("Li Mou") < page.index(held.person.name_en)


def test_somebody_is_appointed_beside_another(as_office):
    held, other = holding(), person()

    as_office.post(
        f"/directory/post/{held.post_id}/holder/", {"person": other.pk, "seen_version": held.pk}
    )

    assert Holding.objects.filter(post=held.post, until_on=None).count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a person, or write"),
        ({"name_en": "X", "person": "own"}, "not both"),
        ({"name_en": "X", "takes_over": "on"}, "on which day"),
        ({"name_en": "X", "takes_over": "on", "since_on": "2019-01-01"}, "before the beginning"),
    ],
)
def test_a_hand_over_is_refused_at_its_field_and_makes_no_person(as_office, given, words):
    held = holding(since_on=dt.date(2020, 1, 1))
    if given.get("person"):
        given = {**given, "person": held.person_id}

    given = {**given, "seen_version": held.pk}
    answer = as_office.post(f"/directory/post/{held.post_id}/holder/", given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Person.objects.count() == 1
    assert Holding.objects.get().until_on is None


def test_the_days_of_a_holder_are_mended_and_ended(as_office):
    held = holding(since_on=dt.date(2020, 1, 1))
    address = f"/directory/holding/{held.pk}/"

    asked = as_office.get(address, {"end": ""}).content.decode()
    wrong = as_office.post(
        address, {"since_on": "2020-01-01", "until_on": "2019-01-01", "seen_version": "1"}
    )
    as_office.post(
        address, {"since_on": "2020-01-02", "until_on": "2025-03-01", "seen_version": "1"}
    )
    late = as_office.post(address, {"since_on": "2020-01-03", "seen_version": "1"})

    assert f'value="{clock.today().isoformat()}' in asked
    assert "before the beginning" in wrong.content.decode()
    assert late.status_code == 409
    held.refresh_from_db()
    assert (held.since_on, held.until_on) == (dt.date(2020, 1, 2), DAY)


def test_a_time_is_not_opened_again_while_the_person_holds_the_post(as_office):
    old = holding(until_on=DAY)
    Holding.objects.create(post=old.post, person=old.person, since_on=DAY)

    answer = as_office.post(f"/directory/holding/{old.pk}/", {"seen_version": "1"})

    assert answer.status_code == 422
    assert "already" in answer.content.decode()


def test_a_persons_name_is_mended_and_never_taken_away(as_office):
    someone = person(name_zh="李某", name_en="")
    address = f"/directory/person/{someone.pk}/edit/"

    refused = as_office.post(address, {"seen_version": "1"})
    as_office.post(address, {"name_zh": "李某", "name_en": "Li Mou", "seen_version": "1"})

    someone.refresh_from_db()
    assert refused.status_code == 422
    assert someone.name_en == "Li Mou"


def test_a_place_is_added_changed_and_found(as_office):
    as_office.post("/directory/places/new/", {"name_zh": "首钢园", "address_zh": "石景山路"})
    made = Place.objects.get()
    as_office.post(
        f"/directory/places/{made.pk}/",
        {
            "name_zh": "首钢园",
            "longitude": "116.15",
            "latitude": "39.91",
            "coordinate_system": "gcj02",
            "seen_version": "1",
        },
    )

    made.refresh_from_db()
    assert made.coordinate_system == "gcj02"
    assert "116.15" in as_office.get("/directory/places/", {"q": "首钢"}).content.decode()
    assert "116.15" not in as_office.get("/directory/places/", {"q": "别处"}).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "needs a name"),
        ({"name_en": "X", "longitude": "116"}, "needs longitude, latitude"),
        (
            {"name_en": "X", "longitude": "999", "latitude": "1", "coordinate_system": "wgs84"},
            "no point on the earth",
        ),
    ],
)
def test_a_place_is_refused_at_its_field(as_office, given, words):
    answer = as_office.post("/directory/places/new/", given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Place.objects.count() == 0


def test_protocol_officers_keep_places_and_nothing_else(signed_in):
    client = signed_in(grant_role(user(), "protocol"))

    assert client.get("/directory/places/new/").status_code == 200
    assert client.get("/directory/new/").status_code == 403


def test_the_new_lists_ask_as_many_queries_for_fifty_rows_as_for_one(as_office):
    held = holding()
    place()
    addresses = [f"/directory/post/{held.post_id}/", "/directory/places/"]

    def queries():
        counted = []
        for address in addresses:
            with CaptureQueriesContext(connection) as seen:
                as_office.get(address)
            counted.append(len(seen))
        return counted

    queries()
    one = queries()
    for _ in range(45):
        holding(post=held.post)
        place()

    assert queries() == one


def test_the_first_steps_are_shown_until_they_are_done(signed_in):
    root = grant_role(user(), "administrator")
    empty = signed_in(root).get("/").content.decode()
    unit()
    grant_role(user(), "office")
    begun = signed_in(root).get("/").content.decode()
    office = signed_in(grant_role(user(), "office")).get("/").content.decode()
    Document.objects.create(
        kind="readout",
        sha256="x",
        lang="en",
        text="x",
        added_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
    )
    read = signed_in(root).get("/").content.decode()
    factories.open_task()
    done = signed_in(root).get("/").content.decode()

    assert read.count('class="done"') == 3
    assert 'href="/directory/import/">Import the directory' in empty
    assert begun.count('class="done"') == 2
    assert ">Read in a text</a></strong>" in office
    assert "First steps" not in done


def test_a_unit_is_shown_no_first_steps(signed_in):
    client = signed_in(grant_role(user(), "unit", unit=unit()))

    assert "First steps" not in client.get("/").content.decode()
