"""The calendar and its feeds hold a unit's own dates: parts, answers, opinions, further reports, slips."""

import datetime as dt

import pytest
from icalendar import Calendar

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ExtraReport, FeedLink, Opinion
from plenary.contexts.governance.selectors.calendar import feeds
from plenary.contexts.governance.selectors.calendar.entries import Range
from plenary.contexts.governance.selectors.calendar.own import dates
from plenary.contexts.governance.services.feeds import make_feed_link
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

JULY = Range(starts_on=dt.date(2025, 7, 1), ends_on=dt.date(2025, 7, 31))
DAY = dt.date(2025, 7, 15)


def owed_by(of, *, title="办好活动"):
    """A part, an answer, an opinion and a further report of a unit on 15 July; the task ends in December."""
    task = factories.open_task(title_zh=title)
    services.assign_duty(
        actor=SYSTEM,
        task_id=task.pk,
        role="supporting",
        unit_id=of.pk,
        due_on=DAY,
        deliverable_zh="双语手册",
    )
    services.give_instruction(
        actor=grant_role(user(), "leader").actor,
        task_id=task.pk,
        text_zh="请说明进度",
        unit_ids=[of.pk],
        answer_by=DAY,
    )
    services.draw_slip(actor=SYSTEM, task_id=task.pk, unit_id=of.pk, reason="请反馈", answer_by=DAY)
    asked = {"unit": of, "due_on": DAY, "asked_at": clock.now(), "asked_by": "x"}
    Opinion.objects.create(meeting=factories.meeting(is_held=False), title_zh="方案", **asked)
    ExtraReport.objects.create(
        task=task, question="人数多少", reason="x", state="approved", **asked
    )
    ExtraReport.objects.create(
        task=task, question="未同意", reason="x", **{**asked, "unit": task.lead_unit}
    )
    return task


def kinds(actor, wanted=JULY):
    return [(one.kind, one.title.either("zh")) for one in dates(actor, wanted)]


@pytest.fixture
def culture(db):
    return unit(name_zh="文旅局", name_en="Culture Bureau")


OWN = [
    ("extra", "文旅局：人数多少"),
    ("instruction", "文旅局：请说明进度"),
    ("opinion", "文旅局：方案"),
    ("part", "文旅局：双语手册"),
    ("slip", "文旅局：办好活动"),
]


def test_a_unit_sees_its_own_dates_and_the_office_those_of_the_unit_it_looks_at(culture):
    owed_by(culture)
    owed_by(unit(), title="别家的")
    office = grant_role(user(), "office").actor
    of_unit = Range(JULY.starts_on, JULY.ends_on, scope="unit", organisation=culture)

    assert [one for one in kinds(unit_user(culture).actor) if one[0] != "meeting"] == OWN
    assert [one for one in kinds(office, of_unit) if one[0] != "meeting"] == OWN
    assert len([one for one in kinds(office) if one[0] == "part"]) == 2
    stranger = Range(JULY.starts_on, JULY.ends_on, scope="unit", organisation=culture)
    assert not {kind for kind, _title in kinds(unit_user(unit()).actor, stranger)} & {
        "instruction",
        "opinion",
        "extra",
        "part",
        "slip",
    }


def test_own_dates_take_the_same_queries_for_few_and_for_many(
    office, culture, django_assert_num_queries
):
    owed_by(culture)
    with django_assert_num_queries(8):
        few = len(dates(office, JULY))
    for number in range(4):
        owed_by(unit(), title=f"甲{number}")
    with django_assert_num_queries(8):
        assert len(dates(office, JULY)) == 5 * few


def test_what_is_given_says_so_and_a_part_due_with_its_task_stands_there_once(culture):
    task = owed_by(culture)
    liaison = unit_user(culture).actor
    factories.report(task, unit_id=culture.pk, says_done=True)
    done = {one.kind: one.is_done for one in dates(liaison, JULY) if one.kind != "meeting"}
    given = {"part", "extra", "slip"}
    assert done == {**dict.fromkeys(given, True), "instruction": False, "opinion": False}
    other = factories.open_task(due_on=DAY)
    services.assign_duty(
        actor=SYSTEM, task_id=other.pk, role="supporting", unit_id=culture.pk, due_on=DAY
    )
    parts = [one.url for one in dates(liaison, JULY) if one.kind == "part"]
    assert parts == [task.get_absolute_url()]


def test_what_is_asked_no_more_is_no_date_any_more(culture):
    task = owed_by(culture)
    services.settle_instruction(
        actor=SYSTEM,
        instruction_id=task.instructions.get().pk,
        seen_version=None,
        note="已知悉",
    )
    services.withdraw_slip(
        actor=SYSTEM, slip_id=task.slips.get().pk, seen_version=None, reason="已办"
    )
    left = {one.kind for one in dates(unit_user(culture).actor, JULY)} - {"meeting"}
    assert left == {"extra", "opinion", "part"}


def test_the_page_and_the_feed_say_what_each_is(client, culture):
    owed_by(culture)
    account = unit_user(culture)
    client.force_login(account)
    for view in ("month", "list"):
        page = client.get(f"/calendar/?month=2025-07&view={view}").content.decode()
        assert "Answer to an instruction" in page
        assert "双语手册" in page
    link, _secret = make_feed_link(
        actor=account.actor, scope="account", organisation_id=None, language="zh-hans", months=3
    )
    written = feeds.feed_of(FeedLink.objects.get(pk=link.pk)).written()
    todos = {str(one["SUMMARY"]): one for one in Calendar.from_ical(written).walk("VTODO")}
    due = todos["批示答复：办好活动：文旅局：请说明进度"]
    assert (due.decoded("DUE"), str(due["STATUS"])) == (DAY, "NEEDS-ACTION")
    assert "督办单反馈：文旅局：办好活动" in todos
    assert len(todos) == 6
