"""The access matrix: what the code answers each role, whole, and as it stands in the documents."""

import os

import pytest
from django.core.cache import cache
from django.test import override_settings

from plenary.config.moving import tables
from plenary.config.moving.taking_out import take_out
from plenary.config.settings import base
from plenary.contexts.governance.selectors.agendas.packs import bound_for
from plenary.contexts.governance.selectors.calendar.feeds import feed_of
from plenary.contexts.governance.services.feeds import make_feed_link
from plenary.kernel.accounts.models import KnownClient
from plenary.kernel.accounts.services import make_token
from plenary.kernel.audit import sealing
from plenary.kernel.notifications.services import write_mail
from plenary.kernel.search.selectors import find
from plenary.shared import clock
from tests.access import actions, addresses, agreeing, feeding, kinds, page, rest
from tests.access.arguments import RECORDS, arguments
from tests.access.asking import FORBIDDEN, MAY, MISSING, SIGN_IN
from tests.access.house import made_house
from tests.access.meeting_records import STARTS, WORD
from tests.access.parts import BY_SECRET, HARMLESS, PARTS, PARTS_OF_RECORDS, PLENARYS_OWN
from tests.access.reaching import called
from tests.access.roles import NO_ROLE, NOBODY
from tests.architecture.test_open_views import OPEN
from tests.config.moving import trip
from tests.config.moving.filling import fill_what_is_empty
from tests.factories import organisation
from tests.lasting import lasting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The records and accounts, made once; jobs wait, and a file handed in is told that it is too large."""
    with lasting(django_db_blocker), override_settings(TASKS=base.TASKS):
        made = made_house()
        with override_settings(UPLOAD_LIMIT=0):
            yield made


@pytest.fixture(scope="module")
def sight(house):
    """Every question to selectors, the search and the feeds, asked once on each database."""
    return {
        "records": list(kinds.rows(house)),
        "search": list(kinds.found(house)),
        "feeds": feeding.rows(house),
        "parts": sorted(PARTS_OF_RECORDS.items()),
    }


@pytest.fixture(scope="module")
def matrix(house, sight):
    """These and every question to services and the API, which answer by rules without a database."""
    return sight | {
        "actions": list(actions.rows(house)),
        "operations": list(rest.rows(house)),
    }


@pytest.fixture(scope="module")
def asked(house):
    """Every address that only reads, asked once; those that write, and those open to everybody."""
    return {
        "addresses": list(addresses.rows(house)),
        "writes": addresses.writing(),
        "opened": addresses.opened(),
    }


def may(row):
    """Give the roles that are let in."""
    return {role for role, told in row.answers.items() if told in {MAY, True}}


def test_the_page_in_the_documents_says_what_selectors_answer(sight):
    check(sight)


@pytest.mark.once
def test_the_page_in_the_documents_says_what_services_and_the_api_answer(matrix):
    check(matrix)


@pytest.mark.once
def test_the_page_in_the_documents_says_what_addresses_answer(asked):
    check(asked)


def check(matrix):
    """Compare lines with the page as it stands; ``make access`` writes them first."""
    if os.environ.get("PLENARY_WRITE_ACCESS"):
        page.write(matrix)
    stands = page.standing()
    assert page.PAGE.read_text(encoding="utf-8").startswith(page.HEAD)
    for title, told in page.sections(matrix).items():
        assert stands.get(title) == told, f"{title}: run `make access`, and read what has changed"


def test_every_table_is_in_the_matrix_or_named_as_a_part(house):
    told = {record._meta.label for record in house.records.values()}
    doors = {label for _name, _door, label in kinds.doors()}

    assert set(kinds.models()) - (told & doors) == set(PARTS_OF_RECORDS)


@pytest.mark.once
def test_every_service_is_an_action_or_named_as_a_part(matrix):
    every = {name for name, one in kinds.functions("services") if actions.takes_actor(one)}

    assert every == {row.name for row in matrix["actions"]} | set(PARTS)
    assert {row.name for row in matrix["actions"] if not may(row)} == set(PLENARYS_OWN)


@pytest.mark.once
def test_every_address_reads_or_writes_by_services_of_the_matrix():
    acting, beside = set(actions.actions()), set()
    for one, services in addresses.closed():
        assert addresses.only_reads(services) or services & acting, one.route
        beside |= services - acting
    for one in addresses.addresses():
        if one.is_open:
            assert one.name.rpartition(":")[2] in OPEN
            beside |= called(one.view) - acting if one.is_own else set()

    assert beside == set(BY_SECRET) | set(HARMLESS)


@pytest.mark.once
def test_nobody_may_act_on_what_they_do_not_see_nor_is_told_that_what_they_see_is_missing(
    house, matrix
):
    services = actions.actions()
    seeing = {row.name: row.answers for row in reversed(matrix["records"])}
    compared = 0
    for row in matrix["actions"]:
        subject = subject_of(house, arguments(house, row.name, services[row.name]))
        for role, told in row.answers.items() if subject in seeing else ():
            sees = seeing[subject][role]
            assert sees or told in {MISSING, FORBIDDEN}, (row.name, role)
            assert not sees or told != MISSING, (row.name, role)
            compared += 1
    assert compared > 1000


def subject_of(house, given):
    """Name the record that an action is about: the first that it is given by its number."""
    ids = [(name, value) for name, value in given.items() if name.endswith("_id")]
    for name, value in ids[:1]:
        meant = RECORDS.get(name, "")
        return meant if meant in house.records and house[meant].pk == value else None
    return None


def test_the_search_finds_a_record_for_exactly_those_who_see_it(sight):
    found = {row.name: may(row) for row in sight["search"]}
    seen = [row for row in sight["records"] if row.name in found]
    for row in seen:
        if row.words != "governance.releases.page.visible_to":  # the step; found is its text
            assert found[row.name] == may(row), (row.name, row.words)
    assert len(seen) > 25


def test_a_calendar_feed_holds_nothing_that_its_account_does_not_see(sight):
    seen = {}
    for row in sight["records"]:
        seen.setdefault(row.name, set()).update(may(row))
    compared = 0
    for row in sight["feeds"]:
        scope, _colon, name = row.name.partition(": ")
        if name in seen:
            assert may(row) <= seen[name], row.name
            if scope == "account" and row.words == "governance.Meeting":
                assert may(row) == seen[name] - {NO_ROLE}, row.name
            compared += len(may(row))
    assert compared > 100


@pytest.mark.once
def test_no_account_is_no_reader_and_an_administrator_neither_closes_nor_releases(matrix):
    open_to_all = {row.name for row in matrix["actions"] if NOBODY in may(row)}
    assert open_to_all == {
        "communications.reports.report_error",
        "communications.subscribing.ask_to_subscribe",
        "communications.subscribing.change_subscription",
        "communications.subscribing.confirm_subscription",
        "communications.subscribing.end_subscription",
        "language.suggesting.suggest_term",
    }
    assert [row.name for row in matrix["records"] if NOBODY in may(row)] == ["term in force"]
    for row in matrix["operations"]:
        assert row.answers[NOBODY] == row.answers[NO_ROLE] == SIGN_IN, row.name
    administrators = {row.name for row in matrix["actions"] if "administrator" in may(row)}
    work = ("governance.", "communications.", "language.")
    at_work = {name for name in administrators - open_to_all if name.startswith(work)}
    assert at_work == {"governance.feeds.make_feed_link"}


def test_lists_look_ups_counts_and_the_api_agree_with_what_is_seen(house, sight, client):
    seen = {row.name: may(row) for row in reversed(sight["records"])}

    agreeing.in_lists_and_look_ups(house, seen)
    agreeing.in_counts(house)
    agreeing.in_the_api(house, client)
    agreeing.in_what_is_public_alone(house)


def test_whoever_guesses_meets_the_committees_paper_nowhere(house, client):
    for role in ("leader", "verifier", "supporting unit", "stranger unit"):
        actor, told = house.actors[role], []
        client.force_login(house.accounts[role])
        for address in places(house):
            cache.clear()
            answer = client.get(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if WORD.encode() in content:
                told.append(address)
        programs = [
            place for place, content in to_programs(house, actor, client) if WORD in content
        ]
        bound = bound_for(actor, house["coming meeting"])
        held = any(WORD in paper.title_zh for one in bound for paper, _version in one.papers)
        is_reader = role == "leader"
        assert bool(find(actor, WORD).total) is is_reader, role
        assert held is is_reader, role
        assert len(told) > 4 if is_reader else not told, (role, told)
        assert not programs, (role, programs)


def places(house):
    """Give where a paper could show: its own pages and file, those around it, exports, the API."""
    paper, meeting = house["committee paper"], house["coming meeting"].pk
    own = f"/meetings/papers/{paper.pk}/"
    return [
        own,
        f"{own}versions/1/file/",
        f"{own}edit/",
        f"/meetings/public/paper/{paper.versions.get().pk}/download/",
        *(f"/meetings/{meeting}/{part}" for part in ("", "agenda/", "agenda/versions/1/")),
        f"/meetings/{meeting}/agenda/changes/",
        f"/topics/{paper.topic_id}/",
        f"/search/?q={WORD[:5]}",
        "/",
        "/calendar/?month=2031-03",
        "/tasks.csv",
        *(f"/oparl/v1.1/body/{kind}/" for kind in ("meeting", "paper", "file", "agenda-item")),
        *(
            f"/portal/en/{place}"
            for place in (f"search/?q={WORD[:5]}", "rss.xml", "atom.xml", "feed.json")
        ),
        "/portal/sitemap.xml",
    ]


def to_programs(house, actor, client):
    """Give what programs of an account are told, and its calendars: no paper's name for anybody."""
    _token, secret = make_token(actor=actor, name="x", wanted=agreeing.SCOPES, days=30)
    headers = {"authorization": f"Bearer {secret}"}
    record = f"meetings/{house['coming meeting'].pk}"
    for address in ("meetings", record, "tasks", "lists", "progress"):
        yield address, client.get(f"/api/v1/{address}", headers=headers).content.decode()
    for scope, whose in feeding.SCOPES.items():
        link, _secret = make_feed_link(
            actor=actor,
            scope=scope,
            organisation_id=house[whose].pk if whose else None,
            language="en",
            months=3,
        )
        with clock.at(STARTS.date()):
            yield scope, feed_of(link).written().decode()


SECRETS = ("argon-of-li", "link-of-li", "browser-of-li")


@pytest.mark.both
def test_the_house_goes_to_other_machines_and_databases_and_nothing_is_changed(
    house, settings, tmp_path
):
    settings.HOME = tmp_path / "here"
    keep_secrets(house.accounts["office"])
    organisation().delete()  # its number is given to no other, here or there
    sealing.seal_rows()
    sealing.export_head()
    filled = fill_what_is_empty()

    first = take_out(tmp_path / "first.zip").told
    told, here = trip.contents(tmp_path / "first.zip"), trip.rows_here()
    trip.move(tmp_path / "two", "", tmp_path / "first.zip", tmp_path / "second")
    assert_same(trip.contents(tmp_path / "second"), told)
    with trip.new_database() as address:
        if address:
            trip.move(tmp_path / "three", address, tmp_path / "second", tmp_path / "third.zip")
            assert_same(trip.contents(tmp_path / "third.zip"), told)
        there = trip.rows_there(tmp_path / "two", address)

    assert_same(there, here)
    assert {table.name for table in first.tables} == set(here)
    assert all(here.values()), [label for label, rows in here.items() if not rows]
    assert len(filled) < len(tables.travelling()) / 3, "the house itself has most kinds"
    assert first.files.number > 5
    assert len(first.heads) == 1
    units = next(one for one in first.tables if one.name == "organisations.organisation")
    assert units.last_id > max(house[f"{name} unit"].pk for name in ("lead", "strange"))
    held = b"".join(one for one in told.values() if isinstance(one, bytes))
    assert not [secret for secret in SECRETS if secret.encode() in held]


def keep_secrets(account):
    """Keep what lets somebody in, wherever such a thing is kept."""
    account.password = SECRETS[0]
    account.save()
    write_mail(to=account.email, subject="s", body=f"https://example.org/{SECRETS[1]}")
    KnownClient.objects.create(user=account, client=SECRETS[2], seen_at=clock.now())


def assert_same(found, wanted):
    """Fail with the names of what differs: everything that is held would fill pages."""
    assert set(found) == set(wanted)
    assert not [name for name, told in wanted.items() if found[name] != told]
