"""Characters, numbers and days that no honest form sends."""

import datetime as dt

import pytest
from django.test import Client

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.papers import mending
from plenary.kernel.documents.apart import tables_from_json
from plenary.kernel.documents.tables import Table
from plenary.shared.actor import SYSTEM
from plenary.shared.characters import is_plain, plain
from plenary.shared.errors import Refused
from plenary.shared.web.days import DayField
from plenary.shared.web.numbers import whole
from plenary.workspace.spreadsheet.rows import _day
from tests.contexts.governance import factories
from tests.factories import body, grant_role, user

LARGEST = "9" * 5000
NUMBERS = ["²", "٣", "-1", "1e9", LARGEST, str(10**40), str(2**63), "NaN", "\x00", ""]
LISTS = [
    *("/tasks/", "/board/", "/duties/", "/meetings/", "/lists/", "/plans/", "/requirements/"),
    *("/readings/", "/reports/", "/reports/new/", "/search/", "/directory/", "/notifications/"),
    *("/directory/new/", "/directory/import/", "/directory/places/"),
    *("/tasks.csv", "/tasks.xlsx", "/requirements/new/"),
]


@pytest.fixture
def office_client(db):
    client = Client()
    client.force_login(grant_role(user(), "office"))
    return client


@pytest.fixture
def administrator_client(db):
    client = Client()
    client.force_login(grant_role(user(), "administrator"))
    return client


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("编制\x00手册\x01", "编制手册"),
        ("first\x0bsecond\x0cthird", "first\nsecond\nthird"),
        ("one\ttwo\r\nthree", "one\ttwo\r\nthree"),
        ("report\u202etxt.exe", "reporttxt.exe"),
        ("\u2066a\u2069", "a"),
        ("\ud800x\uffff", "x"),
        ("𠮷 é — 👍🏽", "𠮷 é — 👍🏽"),
    ],
)
def test_a_text_keeps_what_texts_are_made_of_and_nothing_else(sent, kept):
    assert plain(sent) == kept
    assert is_plain(sent) == (sent == kept)


@pytest.mark.parametrize("sent", NUMBERS)
def test_what_is_no_number_of_at_most_nine_digits_is_the_default(sent):
    assert whole(sent, 7) == 7


def test_a_number_is_read():
    assert whole("12", 7) == 12
    assert whole(None, 7) == 7


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("sent", ["\x00", "a\x00b", "²", LARGEST, str(10**40), "9999-12-31"])
def test_no_filter_of_a_list_can_be_made_to_fail(office_client, address, sent):
    names = ["q", "page", "unit", "with_unit", "light", "theme", "state", "task_list", "list"]
    names += [
        "parent",
        "show",
        "sheet",
        "due_from",
        "due_to",
        "sort",
        "year",
        "body",
        "kind",
        "meeting",
        "task",
    ]

    answer = office_client.get(address, dict.fromkeys(names, sent))
    answer.close()

    assert answer.status_code in {200, 302, 404, 422, 429}


@pytest.mark.parametrize("address", ["/accounts/all/", "/notifications/outbox/"])
@pytest.mark.parametrize("sent", ["\x00", "²", LARGEST])
def test_no_list_of_the_administrator_can_be_made_to_fail(administrator_client, address, sent):
    answer = administrator_client.get(address, {"q": sent, "page": sent})

    assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    "address",
    [
        f"/tasks/{10**40}/",
        f"/documents/{2**63}/",
        "/measures/a%00b/",
        "/tasks/1%00/",
        "/x%E2%80%AE/",
    ],
)
def test_an_address_that_cannot_be_is_not_found(office_client, address):
    assert office_client.get(address).status_code == 404


def test_controls_are_taken_out_of_a_form_before_it_is_kept(office_client):
    sent = {"body": body().pk, "title_zh": "全体\x00会议\u202e\x07", "release": "internal"}

    answer = office_client.post(
        "/meetings/new/", {**sent, "held_on": "2026-03-18", "is_held": "held"}
    )

    assert answer.status_code == 302, answer.content.decode()
    assert Meeting.objects.get().title_zh == "全体会议"


@pytest.mark.parametrize("sent", [str(2**63), LARGEST, "\x00", "²", "-1"])
def test_no_choice_of_a_form_can_be_made_to_fail(office_client, sent):
    directive = factories.directive(factories.meeting())
    names = ["theme", "lead_unit", "responsible_units", "supporting_units", "task_list", "due_on"]

    answer = office_client.post(
        f"/tasks/new/directive/{directive.pk}/", {"title_zh": "甲", **dict.fromkeys(names, sent)}
    )

    assert answer.status_code == 422


def test_a_form_of_too_many_fields_is_answered_with_a_sentence(office_client):
    answer = office_client.post("/meetings/new/", {f"f{n}": "1" for n in range(20_001)})

    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_a_form_of_too_many_bytes_is_answered_with_a_sentence(office_client):
    answer = office_client.post("/meetings/new/", {"title_zh": "x" * (13 * 1024 * 1024)})

    assert answer.status_code == 400


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_past_the_calendar_is_refused(day):
    with pytest.raises(Exception, match="too far off"):
        DayField().clean(day)
    with pytest.raises(Refused, match="too far off"):
        mending.mend_dates({}, held_on=day, published_on="", plenary=False)


def test_a_list_of_ten_thousand_years_is_refused_by_the_service(db):
    with pytest.raises(Refused, match="too far off"):
        services.create_list(
            actor=SYSTEM,
            body_id=body().pk,
            starts_on=dt.date.min,
            ends_on=dt.date.max,
            name_zh="清单",
        )


def test_signing_for_a_duty_leads_nowhere_else(db):
    task = factories.open_task()
    duty = task.duties.get(role="lead")
    client = Client()
    client.force_login(grant_role(user(), "unit", unit=duty.unit))

    answer = client.post(
        f"/tasks/{task.pk}/duties/{duty.pk}/sign/", {"next": "https://evil.example/"}
    )

    assert (answer.status_code, answer.url) == (302, f"/tasks/{task.pk}/")


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_and_switching_the_language_lead_nowhere_else(db, target):
    account = user(email="li@example.org")
    account.set_password("a long enough sentence")
    account.save()
    client = Client()

    switched = client.post("/language/setlang/", {"language": "en", "next": target})
    signed_in = client.post(
        "/accounts/sign-in/",
        {"login": "li@example.org", "password": "a long enough sentence", "next": target},
    )

    assert switched.url == "/"
    assert (signed_in.status_code, signed_in.url) == (302, "/")


def test_a_spreadsheet_keeps_no_character_that_no_text_has():
    given = [{"name": "units\x00", "rows": [[2, ["甲\x00局", "a\u202eb"]]]}]

    assert tables_from_json(given) == [Table("units", [(2, ["甲局", "ab"])])]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2025-13-01"])
def test_a_spreadsheet_holds_no_day_past_the_calendar(day):
    with pytest.raises(ValueError, match="is not a whole day"):
        _day(day)


@pytest.mark.parametrize("written", ["8 May 2025", "May 8, 2025", "8 may 2025", "2025年5月8日"])
def test_a_spreadsheets_day_is_read_as_people_write_it(written):
    assert _day(written) == dt.date(2025, 5, 8)


@pytest.mark.parametrize("written", ["08/05/2025", "Ma 8, 2025", "31 June 2025", "2021.10", "May"])
def test_a_day_that_may_be_two_days_or_none_is_not_guessed(written):
    with pytest.raises(ValueError, match="is not a whole day"):
        _day(written)
