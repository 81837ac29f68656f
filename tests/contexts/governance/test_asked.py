"""What the office asks of units, and what it costs them: who sees it, what counts, and that no person is kept."""

import csv
import datetime as dt
import io
import re
import time

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Filing, Notice, Rung, Sheet, TopicReturn
from plenary.contexts.governance.periods import period_of
from plenary.contexts.governance.selectors.asked import issued, quarters, single
from plenary.contexts.governance.services.acts import duty_asks, extensions, instructions, sheets
from plenary.contexts.governance.services.parts import ProgressGiven
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from plenary.shared.web.opening import SALT, opened, seconds_open
from tests.contexts.governance import agenda_records, convenings, factories
from tests.factories import grant_role, unit, unit_user, user

NOW = dt.datetime(2025, 7, 15, 4, 0, tzinfo=dt.UTC)
THIRD = period_of("quarter", NOW.date())


@pytest.fixture(autouse=True)
def _mid_july():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def task(commerce):
    return factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 12, 31))


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def moment_in(page):
    """The signed moment that a form carries."""
    return re.search(r'name="opened" value="([^"]+)"', page.content.decode())[1]


def only(rows):
    (row,) = rows
    return row


@pytest.mark.parametrize("role", ["verifier", "administrator", "editor"])
@pytest.mark.parametrize("address", ["/asked/", "/asked.csv", "/asked.xlsx", "/asked/1/all/"])
def test_others_than_office_leaders_and_units_do_not_see_it(db, role, address):
    assert signed_in(grant_role(user(), role)).get(address).status_code == 403


def test_a_unit_sees_its_own_quarter_and_no_other_units(task, commerce):
    other = unit(name_zh="区文旅局", name_en="Culture Bureau")
    factories.open_task(lead_unit_id=other.pk)
    client = signed_in(unit_user(commerce))

    for address in (
        "/asked/",
        f"/asked/?unit={other.pk}",
        "/asked.csv",
        f"/asked.csv?unit={other.pk}",
    ):
        told = client.get(address).content.decode()
        assert "Commerce Bureau" in told
        assert "Culture Bureau" not in told
    seen = [row.unit for row in quarters.rows(unit_user(commerce).actor, THIRD, other.pk)]
    assert seen == []


@pytest.mark.parametrize(
    ("after", "told", "kept"),
    [(240, True, 240), (7200, True, 1800), (-60, True, 0), (60, False, None)],
)
def test_the_form_itself_says_how_long_it_was_open(task, commerce, after, told, kept):
    client = signed_in(unit_user(commerce))
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"
    page = client.get(address)
    moment = moment_in(page)

    with time_machine.travel(NOW + dt.timedelta(seconds=after), tick=False):
        sent = {"done_en": "Three shops joined.", "opened": moment if told else "1:forged:x"}
        assert client.post(address, sent).status_code == 302

    filed = Filing.objects.get()
    assert (filed.unit, filed.kind, filed.fields_typed) == (commerce, "progress", 1)
    assert filed.seconds == kept


def test_a_form_that_comes_back_with_faults_keeps_its_moment_and_nothing_is_filed(task, commerce):
    client = signed_in(unit_user(commerce))
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"
    moment = moment_in(client.get(address))

    with time_machine.travel(NOW + dt.timedelta(minutes=2), tick=False):
        back = client.post(address, {"done_en": "", "opened": moment})

    assert back.status_code == 422
    assert moment_in(back) == moment
    assert not Filing.objects.exists()


@pytest.mark.usefixtures("standing_clock")
def test_only_our_own_moment_is_believed():
    ask = RequestFactory().post
    other = signing.dumps(int(time.time()) - 100, salt="another")
    for given in ({}, {"opened": ""}, {"opened": other}, {"opened": "x" * 5000}):
        request = ask("/", given)
        assert seconds_open(request) is None
        assert signing.loads(opened(request), salt=SALT) == int(time.time())


def test_each_form_of_a_unit_counts_and_none_of_the_offices(task, commerce, liaison, office):
    duty = task.duties.get(unit=commerce)
    duty_asks.decline_duty(actor=liaison, duty_id=duty.pk, reason="Not ours.", seconds=30)
    given = instructions.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_en="Faster.", unit_ids=[commerce.pk]
    )
    instructions.answer_instruction(
        actor=liaison, instruction_id=given.pk, unit_id=commerce.pk, text_en="Yes.", text_zh="是。"
    )
    extensions.ask_for_extension(
        actor=office,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 1, 31),
        reason="The law is late.",
    )
    with pytest.raises(Refused):
        extensions.ask_for_extension(
            actor=liaison,
            task_id=task.pk,
            unit_id=commerce.pk,
            wanted_on=dt.date(2026, 2, 28),
            reason="Again.",
        )

    filed = list(Filing.objects.values_list("kind", "fields_typed", "seconds"))
    assert filed == [("ask", 1, 30), ("answer", 2, None)]
    row = only(quarters.rows(office, THIRD))
    assert (row.forms, row.fields_typed, row.seconds, row.minutes) == (2, 3, 90, 2)


def test_what_was_asked_is_counted_by_kind(task, commerce, office, liaison):
    of = convenings.committee(members=0, units=0)
    MemberUnit.objects.create(body=of, unit=commerce)
    convenings.convened(convenings.planned(of))
    instructions.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_en="Faster.", unit_ids=[commerce.pk]
    )
    sheets.draw_slip(actor=office, task_id=task.pk, unit_id=commerce.pk, reason="It is late.")
    row = only(quarters.rows(office, THIRD))
    assert row.asked == {
        **dict.fromkeys(quarters.ASKED, 0),
        "duties": 1,
        "instructions": 1,
        "invitations": 1,
        "slips": 1,
    }
    assert row.total == 4
    assert quarters.rows(office, period_of("quarter", dt.date(2025, 4, 1))) == []
    for what in quarters.ASKED:
        assert len(single.singles(commerce, THIRD, what)) == row.asked[what]
    assert len(single.singles(commerce, THIRD, "all")) == row.total


def test_a_figure_leads_to_what_it_counts(task, commerce):
    other = unit(name_en="Culture Bureau")
    Filing.objects.create(unit=commerce, kind="paper", filed_at=NOW, fields_typed=3, seconds=95)
    ours = signed_in(unit_user(commerce))
    address = f"/asked/{commerce.pk}"

    assert f'href="{address}/duties/?quarter=2025-3"' in ours.get("/asked/").content.decode()
    page = ours.get(f"{address}/all/?quarter=2025-3").content.decode()
    assert "Q3 2025" in page
    assert f'href="{task.get_absolute_url()}"' in page
    assert "1 min 35 s" in ours.get(f"{address}/forms/?quarter=2025-3").content.decode()
    assert "Nothing to show" in ours.get(f"{address}/forms/?quarter=2025-1").content.decode()
    assert ours.get(f"/asked/{other.pk}/all/").status_code == 404
    assert ours.get(f"{address}/people/").status_code == 404
    ours.cookies["plenary_language"] = "zh-hans"
    assert (
        "2025年第三季度" in ours.get("/asked/", headers={"accept-language": "zh"}).content.decode()
    )


def test_what_is_behind_a_figure_takes_the_same_number_of_queries_for_one_and_fifty(task, commerce):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            found = single.singles(commerce, THIRD, "all")
            assert all(one.url for one in found)
        return len(found), len(caught)

    one, few = queries()
    for _number in range(10):
        factories.open_task(lead_unit_id=commerce.pk)
    many, same = queries()
    assert (one, many) == (1, 11)
    assert few == same == len(quarters.ASKED)


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [("quarter", [1, 1, 1]), ("half", [1, 0, 1]), ("year", [0, 0, 1])],
)
def test_rounds_of_progress_count_on_the_day_after_their_period(
    office, commerce, cadence, expected
):
    listed = factories.task_list(cadence=cadence)
    made = factories.draft_task(lead_unit_id=commerce.pk)
    services.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=made.pk)
    with time_machine.travel(dt.datetime(2025, 5, 8, tzinfo=dt.UTC), tick=False):
        services.adopt_list(actor=SYSTEM, list_id=listed.pk, seen_version=None, owed="待补")
        made.duties.update(assigned_at=dt.datetime(2025, 5, 8, tzinfo=dt.UTC))

    days = (dt.date(2025, 7, 1), dt.date(2025, 10, 1), dt.date(2026, 1, 1))
    rounds = [
        sum(row.asked["progress"] for row in quarters.rows(office, period_of("quarter", day)))
        for day in days
    ]
    assert rounds == expected

    services.report_progress(
        actor=SYSTEM,
        task_id=made.pk,
        unit_id=commerce.pk,
        given=ProgressGiven(done_en="Done.", says_done=True),
    )
    late = quarters.rows(office, period_of("quarter", days[1]))
    assert sum(row.asked["progress"] for row in late) == 0, (
        "work that is reported is not asked about"
    )


def test_the_table_takes_the_same_number_of_queries_for_one_and_fifty_units(task, office):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            found = quarters.rows(office, THIRD)
        return len(found), len(caught)

    one, few = queries()
    Filing.objects.bulk_create(
        Filing(unit=unit(), kind="progress", filed_at=NOW, fields_typed=2, seconds=50)
        for _number in range(50)
    )
    many, same = queries()
    assert (one, many) == (1, 51)
    assert few == same <= 12


def test_filters_stand_in_the_address_and_hold_for_the_files(task, commerce, office):
    formula = unit(name_zh="", name_en="=SUM(A1)")
    factories.open_task(lead_unit_id=formula.pk)
    client = signed_in(grant_role(user(), "office"))

    text = client.get("/asked.csv?quarter=2025-3").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0][0] == "Unit"
    assert {line[0] for line in lines[1:]} == {"Commerce Bureau", "'=SUM(A1)"}
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(b"".join(client.get(f"/asked.xlsx?quarter=2025-3&unit={commerce.pk}")))
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["Commerce Bureau"]
    assert rows[1][1] == rows[1][8] == 1

    assert "Nothing was asked" in client.get("/asked/?quarter=2025-1").content.decode()
    page = client.get("/asked/?quarter=nonsense&unit=zzz").content.decode()
    assert 'value="2025-3" selected' in page
    assert client.get("/asked.pdf").status_code == 404


def test_a_filing_knows_no_person():
    names = {field.name for field in Filing._meta.get_fields()}
    assert names == {"id", "unit", "kind", "filed_at", "fields_typed", "seconds"}


def test_a_topic_that_was_given_back_counts_for_its_unit(office, commerce):
    made = agenda_records.topic(agenda_records.planned(), unit_id=commerce.pk)
    TopicReturn.objects.create(
        topic=made, ground="papers", reason="A paper is missing.", returned_at=NOW, returned_by="x"
    )
    row = only(quarters.rows(office, THIRD))
    assert row.asked["returned"] == 1
    assert row.forms == 1, "the topic itself was a form"


def test_reminders_are_counted_by_the_offices_days_and_found_by_an_index(task):
    account = unit_user(task.lead_unit)

    def sent(number, moment):
        Notice.objects.create(
            task=task,
            unit=task.lead_unit,
            rung=Rung.objects.first(),
            user_id=account.pk,
            reached_as="unit",
            due_on=dt.date(2025, 1, number),
            on=dt.date(2025, 1, number),
            state="sent",
            drafted_at=moment,
            settled_at=moment,
        )

    year, day = (
        dt.datetime(2024, 12, 31, 16, tzinfo=dt.UTC),
        dt.datetime(2025, 7, 15, 16, tzinfo=dt.UTC),
    )
    second = dt.timedelta(seconds=1)
    for number, moment in enumerate((year, year - second, day - second, day), start=1):
        sent(number, moment)

    with CaptureQueriesContext(connection) as asked:
        found = issued.reminders()

    assert (found.now, found.before, found.whole) == (2, 0, 1)
    assert quarters.reminders_in(THIRD).count() == 2
    wheres = [one["sql"].partition("WHERE")[2].lower() for one in asked]
    assert len(wheres) == 3
    assert not any("cast_date" in where or "::date" in where for where in wheres)


def test_the_office_sees_how_many_documents_it_issued_against_last_year(task):
    def slip(day, kind="slip"):
        Sheet.objects.create(
            kind=kind,
            number=Sheet.objects.count() + 1,
            year=day.year,
            on=day,
            task=task if kind == "slip" else None,
            unit=task.lead_unit if kind == "slip" else None,
            task_list=None if kind == "slip" else held,
            title_zh="x",
            title_en="x",
            content={},
            digest="",
            made_at=NOW,
        )

    held = factories.task_list()
    for day in (dt.date(2025, 7, 15), dt.date(2025, 1, 1), dt.date(2024, 7, 15)):
        slip(day)
    for day in (dt.date(2024, 7, 16), dt.date(2024, 12, 31), dt.date(2023, 12, 31)):
        slip(day, "circular")

    found = {str(one.name): (one.now, one.before, one.whole, one.change) for one in issued.issued()}
    assert found["Supervision slips"] == (2, 1, 1, 1)
    assert found["Circulars"] == (0, 0, 2, 0)
    every = issued.total(issued.issued())
    assert (every.now, every.before, every.whole) == (2, 1, 3)
    page = signed_in(grant_role(user(), "office")).get("/asked/").content.decode()
    assert 'id="issued"' in page
    assert "+1" in page
    assert 'id="issued"' not in signed_in(unit_user(task.lead_unit)).get("/asked/").content.decode()
    with time_machine.travel(dt.datetime(2028, 2, 29, 4, 0, tzinfo=dt.UTC), tick=False):
        assert issued.total(issued.issued()).now == 0
