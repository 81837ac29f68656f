"""Reader numbers: openings by page, language and day, nothing about persons, nothing written in a request."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import DatabaseError

from plenary.contexts.communications.enums import Place
from plenary.contexts.communications.models import Page, ReaderCount
from plenary.contexts.communications.selectors import readers
from plenary.contexts.communications.selectors.readers import Asked
from plenary.contexts.communications.services.readers import keeping, tallying
from plenary.contexts.communications.services.readers.keeping import Opened, add_counts
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.communications import factories as made
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
QUERIES = 6
"""Those of the page, the session and the account among them."""


@pytest.fixture(autouse=True)
def _nothing_counted():
    tallying._counts.clear()
    yield
    tallying._counts.clear()


def reader(client, path, status=200, **headers):
    answer = client.get(path, headers={"user-agent": BROWSER, **headers})
    assert answer.status_code == status
    return answer


def kept():
    """What was counted, once it has been added to the database."""
    tallying.flush()
    rows = ReaderCount.objects.values_list("place", "subject_id", "lang", "views")
    return {(place, pk, lang): views for place, pk, lang, views in rows}


def address(page, lang="en"):
    return f"/portal/{lang}/pages/{page.slug}/"


def test_each_page_is_counted_by_language_and_a_page_that_has_not_changed_as_well(client):
    page = made.published()
    topic = page.topics.get()
    tag = reader(client, address(page)).headers["ETag"]
    reader(client, address(page), 304, if_none_match=tag)
    reader(client, address(page, "zh"))
    for path in ("", "archive/", "search/?q=counter", f"topics/{topic.key}/"):
        reader(client, f"/portal/en/{path}")

    assert kept() == {
        ("page", page.pk, "en"): 2,
        ("page", page.pk, "zh"): 1,
        ("front", 0, "en"): 1,
        ("archive", 0, "en"): 1,
        ("search", 0, "en"): 1,
        ("topic", topic.pk, "en"): 1,
    }
    assert ReaderCount.objects.values_list("day", flat=True).distinct().get() == clock.today()


ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1",
    "curl/8.5.0",
    "python-requests/2.32",
    "",
]
APART = [
    *({"user-agent": robot} for robot in ROBOTS),
    {"dnt": "1"},
    {"sec-gpc": "1"},
    {"sec-purpose": "prefetch;prerender"},
    {"purpose": "prefetch"},
    {"x-moz": "prefetch"},
]


@pytest.mark.parametrize("headers", APART)
def test_programs_what_is_loaded_ahead_and_who_asks_not_to_be_are_not_counted(client, headers):
    reader(client, "/portal/en/", **headers)
    assert kept() == {}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50",
    ],
)
def test_telephones_are_counted(client, agent):
    reader(client, "/portal/en/", user_agent=agent)
    assert kept() == {("front", 0, "en"): 1}


def test_head_what_is_not_there_and_what_is_not_a_page_are_not_counted(client):
    page = made.published()
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"zh": "有误。"})
    half = made.published(langs=["zh"])
    client.head(address(page), headers={"user-agent": BROWSER})
    reader(client, address(page, "zh"), 410)
    reader(client, address(half))
    for path, status in (("pages/nothing/", 404), ("rss.xml", 200), ("counting/", 200)):
        reader(client, f"/portal/en/{path}", status)
    assert kept() == {}


def test_no_request_writes_and_nothing_of_the_reader_is_kept(client, django_assert_num_queries):
    page = made.published()
    reader(client, address(page))
    with django_assert_num_queries(3) as asked:
        reader(client, address(page))
    assert not any("INSERT" in one["sql"] or "UPDATE" in one["sql"] for one in asked)
    fields = {field.name for field in ReaderCount._meta.get_fields()}
    assert fields == {"id", "day", "place", "subject_id", "lang", "views"}
    assert not client.cookies


def test_several_processes_add_to_the_same_day():
    row = (clock.today(), Opened(Place.FRONT), "en")
    add_counts({row: 2})
    add_counts({row: 3, (clock.today(), Opened(Place.ARCHIVE), "en"): 1})
    assert kept() == {("front", 0, "en"): 5, ("archive", 0, "en"): 1}


def test_what_the_database_did_not_take_is_added_the_next_time(monkeypatch):
    tallying.note(Opened(Place.FRONT), "en")
    with monkeypatch.context() as away:
        away.setattr(keeping.ReaderCount.objects, "bulk_create", _locked)
        with pytest.raises(DatabaseError):
            tallying.flush()
    tallying.note(Opened(Place.FRONT), "en")
    assert tallying.flush() == 2
    assert tallying.flush() == 0
    assert kept() == {("front", 0, "en"): 2}


def _locked(*_args, **_options):
    raise DatabaseError("database is locked")


def test_a_day_is_the_offices_own(client):
    with time_machine.travel(dt.datetime(2025, 7, 1, 17, 0, tzinfo=dt.UTC)):
        reader(client, "/portal/zh/")
        tallying.flush()
    assert ReaderCount.objects.get().day == dt.date(2025, 7, 2)


def test_numbers_are_told_by_day_and_by_page_and_of_one_page(office):
    today = clock.today()
    page, hub = made.published(), made.topic()
    story = made.page(kind="hub", hub_of_id=hub.pk)
    opened = Opened(Place.PAGE, page.pk)
    add_counts(
        {
            (today, opened, "zh"): 3,
            (today - dt.timedelta(days=6), opened, "en"): 4,
            (today - dt.timedelta(days=7), opened, "en"): 100,
            (today, Opened(Place.TOPIC, hub.pk), "en"): 2,
            (today, Opened(Place.FRONT), "en"): 1,
        }
    )
    week = Asked(7)
    days = readers.by_day(office, week)
    assert [day.total for day in days] == [4, 0, 0, 0, 0, 0, 6]
    lines = readers.lines(readers.by_page(office, week))
    assert [(line.place, line.record, line.total) for line in lines] == [
        ("page", page, 7),
        ("topic", hub, 2),
        ("front", None, 1),
    ]
    assert readers.sums(office, Asked(7, page)) == {"zh": 3, "en": 4}
    assert readers.sums(office, Asked(7, story)) == {"zh": 0, "en": 2}
    assert not readers.visible_to(NOBODY).exists()
    assert not readers.visible_to(unit_user(unit()).actor).exists()


def test_the_newsroom_sees_numbers_chart_and_file(signed_in, client):
    page = made.published(title_en="=HYPERLINK(1)")
    today = clock.today()
    add_counts(
        {(today, Opened(Place.PAGE, page.pk), "en"): 7, (today, Opened(Place.FRONT), "zh"): 2}
    )
    signed_in(grant_role(user(), "leader"))
    shown = client.get("/newsroom/readers/").content.decode()
    assert "opened 2 times in Chinese and 7 times in English" in shown
    assert 'class="fill-en"' in shown
    assert page.title_en in shown
    one = client.get(f"/newsroom/readers/?days=7&of={page.pk}").content.decode()
    assert "opened 0 times in Chinese and 7 times in English" in one
    assert client.get("/newsroom/readers/?days=x&of=99999").status_code == 404
    assert client.get("/newsroom/readers/?days=x&page=zz").status_code == 200
    assert f"?of={page.pk}" in client.get(page.get_absolute_url()).content.decode()

    answer = client.get("/newsroom/readers.csv?days=7")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[-1] == {
        "day": today.isoformat(),
        "place": "page",
        "address": f"/portal/en/pages/{page.slug}/",
        "title": "'=HYPERLINK(1)",
        "lang": "en",
        "views": "7",
    }
    assert (rows[0]["place"], rows[0]["address"]) == ("front", "/portal/zh/")


def test_nobody_else_sees_the_numbers(signed_in, client):
    for account in (unit_user(unit()), grant_role(user(), "administrator")):
        signed_in(account)
        assert client.get("/newsroom/readers/").status_code == 403
        assert client.get("/newsroom/readers.csv").status_code == 403


@pytest.mark.parametrize(("lang", "said"), [("en", "Do Not Track"), ("zh", "不统计")])
def test_the_portal_says_what_it_counts(client, lang, said):
    assert f"/portal/{lang}/counting/" in client.get(f"/portal/{lang}/").content.decode()
    assert said in client.get(f"/portal/{lang}/counting/").content.decode()


def test_the_numbers_take_as_many_queries_for_one_page_as_for_fifty(
    signed_in, client, django_assert_num_queries
):
    signed_in(made.editor())
    for number in (1, 50):
        somewhat = [
            (clock.today(), Opened(Place.PAGE, made.page().pk), "en") for _n in range(number)
        ]
        add_counts(dict.fromkeys(somewhat, 1))
        client.get("/newsroom/readers/")
        with django_assert_num_queries(QUERIES):
            client.get("/newsroom/readers/")
    assert Page.objects.count() == 51
