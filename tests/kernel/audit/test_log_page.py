"""The administrator's view of the audit log: filters, paging by id, the seal's state, the file."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.kernel.accounts import services
from plenary.kernel.audit import jobs, sealing, selectors, triggers
from plenary.kernel.audit.changes import changes
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import record
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from tests.factories import grant_role, unit, user

LOG, FILE, VERIFY = "/audit/", "/audit/log.csv", "/audit/verify/"


@pytest.fixture
def administrator(db):
    return grant_role(user(name="Administrator", email="it@example.org"), "administrator")


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def rows(number, **fields):
    """Rows of a log that nobody read yet."""
    made = {
        "at": clock.now(),
        "actor_id": 7,
        "actor_name": "Wang",
        "action": "test.thing.made",
        "subject_type": "test.thing",
        "subject_id": 1,
        "after": {"title": "x"},
        **fields,
    }
    return AuditRow.objects.bulk_create(AuditRow(**made) for _ in range(number))


def shown(answer):
    """The ids of the rows on a page."""
    found = re.findall(r'<td data-label="Row">(\d+)', answer.content.decode())
    return [int(number) for number in found]


def read(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("role", ["leader", "office", "editor", "verifier", None])
def test_only_administrators_read_it(db, role):
    account = grant_role(user(), role) if role else user()
    client = Client()
    client.force_login(account)

    answers = [client.get(LOG), client.get(FILE), client.post(VERIFY)]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert not AuditRow.objects.exists()
    assert "Audit log" not in client.get("/").content.decode()


def test_administrators_find_it_in_the_menu(client):
    assert f'href="{LOG}"' in client.get("/").content.decode()


def test_others_see_no_row_by_the_selector_either(administrator):
    rows(2)

    assert selectors.visible_to(administrator.actor).count() == 2
    assert not selectors.visible_to(
        Actor(user_id=5, name="x", roles=frozenset({"office"}))
    ).exists()


def test_reading_it_is_written_down_with_what_was_asked(client, administrator):
    rows(1)
    client.get(f"{LOG}?who=Wang&since=2026-01-02&before=99")

    kept = AuditRow.objects.get(action="audit.log.read")
    assert kept.actor_id == administrator.pk
    assert kept.after["note"] == {"who": "Wang", "since": "2026-01-02", "before": "99"}


def test_each_filter_gives_its_rows_and_together_they_narrow(client):
    long_ago = dt.datetime(2024, 5, 1, 4, tzinfo=dt.UTC)
    one = rows(1, at=long_ago)[0].pk
    two = rows(1, actor_name="Li", action="test.thing.closed")[0].pk
    three = rows(1, subject_type="test.other", subject_id=9)[0].pk

    def asked(query):
        return set(shown(client.get(LOG + query)))

    assert asked("?who=Li") == {two}
    assert asked("?what=test.thing.closed") == {two}
    assert asked("?kind=test.other") == {three}
    assert asked("?kind=test.other&number=9") == {three}
    assert asked("?until=2024-05-01") == {one}
    assert asked("?since=2024-05-01&until=2024-05-01") == {one}
    assert asked("?since=2024-05-02&who=Wang") == {three}
    assert asked("?who=Li&kind=test.other") == set()
    assert {one, two, three} <= asked("")


@pytest.mark.parametrize(
    "query",
    [
        "?since=x",
        "?until=9999-99-99",
        "?since=1066-01-01",
        "?number=x",
        "?number=9",
        "?number=-1",
        "?what=nothing",
        "?kind=x",
        f"?number={2**64}",
        "?number=" + "9" * 400,
    ],
)
def test_what_cannot_be_asked_is_said_so_at_its_field(client, query):
    rows(1)

    answer = client.get(LOG + query)

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert not AuditRow.objects.filter(action="audit.log.read").exists()
    assert client.get(FILE + query).status_code == 302


@pytest.mark.parametrize("query", ["?before=x", "?after=-1", "?before=" + "9" * 30, "?page=7"])
def test_a_place_that_is_none_is_the_newest_page(client, query):
    made = rows(1)[0].pk

    assert made in shown(client.get(LOG + query))


def test_it_is_walked_by_id_without_gap_or_repetition_while_it_grows(client):
    every = {row.pk for row in rows(120)}
    address, seen = f"{LOG}?who=Wang", []
    while address:
        answer = client.get(address)
        seen += shown(answer)
        rows(3)
        older = re.search(r'rel="next" href="([^"]+)"', answer.content.decode())
        address = LOG + older[1].replace("&amp;", "&") if older else ""

    assert seen == sorted(every, reverse=True)
    newer = re.search(r'rel="prev" href="([^"]+)"', answer.content.decode())[1]
    back = client.get(LOG + newer.replace("&amp;", "&"))
    assert shown(back) == sorted(every, reverse=True)[50:100]
    assert "who=Wang" in newer


def test_a_page_takes_the_same_number_of_queries_for_one_row_and_for_fifty(client):
    rows(1)
    sealing.seal_rows()
    client.get(LOG)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(LOG)
    for number in range(50):
        rows(1, action=f"test.a{number}", subject_type=f"test.k{number}", actor_name=f"n{number}")
    with CaptureQueriesContext(connection) as fifty:
        client.get(LOG)

    assert len(fifty) == len(one)


def test_personal_fields_stand_as_digests(client, administrator):
    services.invite_user(actor=administrator.actor, email="secret@example.org", name="Zhao")

    text = client.get(LOG).content.decode()

    assert "accounts.user.invited" in text
    assert "hmac:" in text
    assert "secret@example.org" not in text


def test_nothing_that_stands_in_a_row_becomes_markup(client):
    evil = "<script>alert(1)</script>"
    rows(
        1,
        actor_name=evil,
        action=evil,
        subject_type=evil,
        before={evil: evil},
        after={evil: [evil]},
    )

    text = client.get(LOG).content.decode()

    assert evil not in text
    assert "&lt;script&gt;" in text


def test_it_says_how_far_it_is_sealed_and_what_is_newer(client):
    last = rows(3)[-1].pk
    sealing.seal_rows()
    newer = rows(2)[-1].pk

    text = client.get(LOG).content.decode()

    facts = re.search(r'<dl class="facts">.*?</dl>', text, re.DOTALL)[0]
    assert f"<dd>{last} " in facts
    assert "Never" in facts
    assert re.search(rf'<td data-label="Row">{newer} <span class="meta">not sealed', text)
    assert re.search(rf'<td data-label="Row">{last}</td>', text)


def test_a_check_is_asked_for_by_a_button_and_its_outcome_shown(
    client, django_capture_on_commit_callbacks
):
    rows(2)
    sealing.seal_rows()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(VERIFY).url == LOG

    text = client.get(LOG).content.decode()

    assert "As it was sealed" in text
    assert AuditRow.objects.get(action=selectors.VERIFIED).after["note"]["rows"] == 2


def test_a_log_that_was_altered_is_shown_as_such(client):
    made = rows(2)[0]
    sealing.seal_rows()
    triggers.remove(connection)
    AuditRow.objects.filter(pk=made.pk).update(action="test.thing.forged")
    triggers.install(connection)

    assert jobs.verify_audit.call() == 1

    text = client.get(LOG).content.decode()
    assert "Not as it was sealed" in text
    assert f"Row {made.pk} was altered" in text


def test_the_check_is_not_asked_for_without_the_forms_token(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)

    assert client.post(VERIFY).status_code == 403
    assert client.get(VERIFY).status_code == 405


def test_the_file_holds_what_was_asked_for_and_says_what_is_sealed(client):
    first = rows(2, actor_name="Li", before={"title": "a"}, after={"title": "b"})[0].pk
    sealing.seal_rows()
    rows(1, actor_name="Li", subject_id=None)
    rows(1)

    found = read(client.get(f"{FILE}?who=Li"))

    assert [row["sealed"] for row in found] == ["1", "1", "0"]
    assert found[0]["id"] == str(first)
    assert found[0]["before"] == '{"title": "a"}'
    assert AuditRow.objects.get(action="audit.log.exported").after["note"] == {"who": "Li"}


def test_no_cell_of_the_file_starts_a_formula(client):
    rows(1, actor_name="=cmd()", action="@x", subject_type="＝1")

    found = read(client.get(FILE))[0]

    assert (found["actor_name"], found["action"], found["subject_type"]) == (
        "'=cmd()",
        "'@x",
        "'＝1",
    )


def test_the_file_stops_where_the_log_ended_when_it_was_asked_for(client):
    rows(1)
    answer = client.get(FILE)
    rows(5)

    assert len(read(answer)) == 1


@pytest.mark.usefixtures("standing_clock")
def test_reading_too_often_is_refused(client):
    assert [client.get(LOG).status_code for _ in range(61)][-1] == 429


def test_a_row_is_told_field_by_field_and_its_remark_last(db):
    subject = unit()
    record(
        actor=SYSTEM,
        action="test.made",
        subject=subject,
        before={"name_zh": "旧", "gone": 1},
        note={"reason": "moved", "list": [1, 2]},
    )
    row = AuditRow.objects.get()
    told = {change.field: (change.before, change.after) for change in changes(row)}

    assert told["name_zh"] == ("旧", subject.name_zh)
    assert list(told)[-2:] == ["list", "reason"]
    assert told["list"] == ("", "[1, 2]")


def test_a_long_value_is_cut_and_an_odd_remark_is_shown(db):
    row = AuditRow(before={}, after={"text": "长" * 1000, "note": "a word"})

    note, text = changes(row)

    assert len(text.after) == 301
    assert note.after == "a word"
