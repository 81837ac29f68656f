"""The calendar and its feeds: what stands in them, for whom, and for how long a link opens."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Convening, FeedLink, Task
from plenary.contexts.governance.selectors.calendar import entries, feeds, months
from plenary.contexts.governance.services import convening as convenings
from plenary.contexts.governance.services import feeds as services
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.convenings import (
    HOUR,
    STARTS,
    committee,
    convened,
    drawn_up,
    given,
    planned,
)
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

JULY = {"starts_on": dt.date(2025, 7, 1), "ends_on": dt.date(2025, 7, 31)}


def shown(actor, **fields):
    """Give the kind and the English or Chinese title of what an actor's July holds."""
    found = entries.entries(actor, entries.Range(**{**JULY, **fields}))
    return [(one.kind, one.title.either("zh")) for one in found]


def made(account, **fields):
    wanted = {"scope": "account", "organisation_id": None, "language": "en", "months": 3}
    return services.make_feed_link(actor=account.actor, **{**wanted, **fields})


def read(link):
    """Give the summaries of a feed, as icalendar reads it."""
    calendar = Calendar.from_ical(feeds.feed_of(FeedLink.objects.get(pk=link.pk)).written())
    return {str(part["SUMMARY"]): part for part in calendar.walk() if "SUMMARY" in part}


@pytest.fixture
def year():
    """A committee with a convened meeting, and work of one of its units and of a stranger."""
    of = committee()
    lead = MemberUnit.objects.get(body=of).unit
    convened(planned(of))
    task = factories.open_task(
        title_zh="办好活动",
        lead_unit_id=lead.pk,
        due_on=dt.date(2025, 7, 20),
        milestones=(MilestoneGiven(dt.date(2025, 7, 10), "方案"),),
    )
    factories.open_task(title_zh="别家的", due_on=dt.date(2025, 7, 21))
    factories.draft_task(title_zh="草拟的", due_on=dt.date(2025, 7, 22), lead_unit_id=lead.pk)
    return of, lead, task


ALL = [("milestone", "方案"), ("meeting", "全体会议"), ("task", "办好活动"), ("task", "别家的")]


def test_each_account_sees_its_own_meetings_and_dates(year, actor_of):
    _of, lead, _task = year
    own = [one for one in ALL if one[1] != "别家的"]

    assert shown(unit_user(lead).actor) == own
    assert shown(actor_of("office")) == ALL
    assert shown(unit_user(unit()).actor) == []
    for role in ("protocol", "counter", "administrator"):
        assert shown(actor_of(role)) == []


def test_a_unit_and_a_body_narrow_to_their_own(year, office):
    of, lead, task = year
    own = [one for one in ALL if one[1] != "别家的"]

    assert shown(office, scope="unit", organisation=lead) == own
    assert shown(office, scope="body", organisation=of) == [("meeting", "全体会议")]
    listed = factories.task_list(body_id=of.pk)
    governance.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=task.pk)
    assert shown(office, scope="body", organisation=of) == own
    assert shown(office, scope="body", organisation=body()) == []
    stranger = unit_user(unit()).actor
    assert shown(stranger, scope="unit", organisation=lead) == []
    assert shown(stranger, scope="body", organisation=of) == []
    assert shown(office, has_dates=False) == [("meeting", "全体会议")]
    assert ("meeting", "全体会议") not in shown(office, has_meetings=False)


def test_hours_in_draft_are_for_those_who_draw_them_up(office):
    of = committee()
    drawn_up(planned(of))
    lead = MemberUnit.objects.get(body=of).unit
    (inside,) = entries.entries(office, entries.Range(**JULY))
    (outside,) = entries.entries(unit_user(lead).actor, entries.Range(**JULY))

    assert inside.starts_at == STARTS
    assert (outside.starts_at, outside.on) == (None, dt.date(2025, 7, 16))


def test_a_month_is_laid_out_in_whole_weeks_with_its_days_off():
    first, last = months.span(dt.date(2025, 10, 1))
    laid = months.month(dt.date(2025, 10, 1), [])

    assert (first, last) == (dt.date(2025, 9, 29), dt.date(2025, 11, 2))
    assert {len(week) for week in laid.weeks} == {7}
    assert (laid.previous, laid.next) == (dt.date(2025, 9, 1), dt.date(2025, 11, 1))


def test_entries_take_the_same_queries_for_few_and_for_many(
    office, year, django_assert_num_queries
):
    wanted = entries.Range(**JULY)
    with django_assert_num_queries(3):
        entries.entries(office, wanted)
    of, lead, _task = year
    for number in range(8):
        convened(planned(of))
        factories.open_task(
            title_zh=f"甲{number}",
            lead_unit_id=lead.pk,
            due_on=dt.date(2025, 7, 20),
            milestones=(MilestoneGiven(dt.date(2025, 7, 10), "乙"),),
        )
    with django_assert_num_queries(3):
        assert len(entries.entries(office, wanted)) == 28


def test_a_calendar_that_holds_more_than_it_shows_says_so(signed_in, monkeypatch):
    client = signed_in(grant_role(user(), "office"))
    words = "There are more dates than a page shows"
    for number in range(3):
        factories.open_task(title_zh=f"任务{number}", due_on=dt.date(2025, 7, 20))
    assert words not in client.get("/calendar/").content.decode()

    monkeypatch.setattr(entries, "MOST", 2)

    page = client.get("/calendar/").content.decode()
    assert words in page
    assert "任务2" not in page


# Feeds


def test_a_feed_holds_meetings_as_events_and_dates_as_to_dos(year):
    _of, lead, task = year
    link, _secret = made(unit_user(lead), language="zh-hans")

    found = read(link)

    assert set(found) == {"全体会议", "办好活动", "办好活动：方案"}
    meeting, due = found["全体会议"], found["办好活动"]
    assert (meeting.name, meeting.decoded("DTSTART")) == ("VEVENT", STARTS)
    assert (due.name, due.decoded("DUE")) == ("VTODO", dt.date(2025, 7, 20))
    assert str(due["URL"]).endswith(task.get_absolute_url())
    assert str(due["STATUS"]) == "NEEDS-ACTION"


@pytest.mark.parametrize("sender", ["外事办 <office@a.example>", "office@a.example"])
def test_a_feed_names_its_entries_by_the_domain_of_the_sender(year, settings, sender):
    settings.DEFAULT_FROM_EMAIL = sender
    _of, lead, _task = year
    link, _secret = made(unit_user(lead))
    assert {str(one["UID"]).partition("@")[2] for one in read(link).values()} == {"a.example"}


def test_what_is_called_off_or_done_says_so_in_the_feed(year):
    of, lead, task = year
    link, _secret = made(unit_user(lead))
    convenings.call_off_meeting(
        actor=SYSTEM, convening_id=of_meeting(of), seen_version=None, reason="x"
    )
    Task.objects.filter(pk=task.pk).update(state="closed", closed_at="2025-07-01T00:00Z")

    found = read(link)

    assert str(found["Plenary"]["STATUS"]) == "CANCELLED"
    assert str(found["办好活动"]["STATUS"]) == "COMPLETED"


@pytest.mark.parametrize("scope", ["account", "unit", "body"])
def test_a_meeting_that_is_moved_or_called_off_goes_up_in_every_feed(year, scope):
    of, lead, _task = year
    whose = {"account": None, "unit": lead.pk, "body": of.pk}[scope]
    link, _secret = made(unit_user(lead), scope=scope, organisation_id=whose)
    steps = [told_of_meeting(link)]
    named = {"actor": SYSTEM, "convening_id": of_meeting(of), "seen_version": None}

    convenings.change_convening(**named, given=given(starts_at=STARTS + HOUR))
    steps.append(told_of_meeting(link))
    convenings.call_off_meeting(**named, reason="x")
    steps.append(told_of_meeting(link))

    assert len({uid for uid, *_rest in steps}) == 1
    numbers = [number for _uid, number, *_rest in steps]
    assert numbers == sorted(set(numbers))
    assert [told for *_uid_and_number, told in steps] == [
        ("CONFIRMED", STARTS),
        ("CONFIRMED", STARTS + HOUR),
        ("CANCELLED", STARTS + HOUR),
    ]


def told_of_meeting(link):
    [one] = [part for part in read(link).values() if part.name == "VEVENT"]
    return str(one["UID"]), one["SEQUENCE"], (str(one["STATUS"]), one.decoded("DTSTART"))


def of_meeting(of):
    return Convening.objects.get(meeting__body=of).pk


def test_a_feed_shows_what_the_account_may_see_when_it_is_read(year):
    _of, lead, _task = year
    account = grant_role(user(), "office")
    link, _secret = made(account, scope="unit", organisation_id=lead.pk)
    assert len(read(link)) == 3

    User.objects.filter(pk=account.pk).update(access={"roles": ["counter"]})

    assert read(link) == {}


def test_the_secret_is_kept_nowhere():
    link, secret = made(grant_role(user(), "office"))
    held = FeedLink.objects.values().get(pk=link.pk)

    assert secret not in str(held)
    assert secret not in str(list(AuditRow.objects.values()))
    assert held["digest"] not in str(list(AuditRow.objects.values()))
    assert services.open_feed(secret).pk == link.pk
    assert FeedLink.objects.get(pk=link.pk).used_on == dt.date(2025, 7, 1)


def test_a_link_opens_nothing_once_it_is_revoked_expired_or_its_account_closed():
    account = grant_role(user(), "office")
    revoked, late, closed = (made(account)[1] for _number in range(3))
    for wrong in ("", "x", late[:-1]):
        with pytest.raises(NotFound):
            services.open_feed(wrong)
    link = services.open_feed(revoked)
    services.revoke_feed_link(actor=account.actor, link_id=link.pk)
    with pytest.raises(NotFound):
        services.open_feed(revoked)
    with pytest.raises(Refused):
        services.revoke_feed_link(actor=account.actor, link_id=link.pk)
    with time_machine.travel(dt.datetime(2025, 10, 3, tzinfo=dt.UTC)), pytest.raises(NotFound):
        services.open_feed(late)
    User.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(NotFound):
        services.open_feed(closed)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"scope": "all"}, "scope"),
        ({"scope": "unit"}, "unit"),
        ({"scope": "body", "organisation_id": 987654}, "body"),
        ({"language": "tlh"}, "language"),
        ({"months": 120}, "months"),
    ],
)
def test_a_link_to_nothing_or_for_ever_is_refused(fields, field):
    with pytest.raises(Refused) as refused:
        made(grant_role(user(), "office"), **fields)
    assert list(refused.value.fields) == [field]
    assert not FeedLink.objects.exists()


def test_links_are_for_accounts_with_a_role_and_no_more_than_twenty():
    with pytest.raises(Forbidden):
        made(user())
    account = grant_role(user(), "leader")
    for _number in range(services.MOST):
        made(account)
    with pytest.raises(Refused):
        made(account)


def test_nobody_revokes_another_accounts_link(actor_of):
    link, _secret = made(grant_role(user(), "office"))
    for other in (actor_of("office"), actor_of("administrator")):
        with pytest.raises(NotFound):
            services.revoke_feed_link(actor=other, link_id=link.pk)
        assert not feeds.visible_to(other).exists()


# The pages


@pytest.mark.parametrize("view", ["month", "list"])
def test_the_calendar_shows_a_month_and_keeps_its_filters(signed_in, year, view):
    of, _lead, _task = year
    client = signed_in(grant_role(user(), "office"))
    page = client.get(f"/calendar/?month=2025-07&view={view}&body={of.pk}").content.decode()

    assert "全体会议" in page or "Plenary" in page
    assert "别家的" not in page
    assert f"?month=2025-08&amp;view={view}&amp;body={of.pk}" in page


@pytest.mark.parametrize("month", ["", "x", "2025-13", "0000-01", "9999-12", "2025-7"])
def test_a_month_that_is_none_shows_this_one(signed_in, month):
    page = signed_in(grant_role(user(), "office")).get(f"/calendar/?month={month}&unit=x&body=0")
    assert "2025-07" in page.content.decode()


def test_a_busy_day_leads_to_the_rest_of_it(signed_in):
    for number in range(6):
        factories.open_task(title_zh=f"任务{number}", due_on=dt.date(2025, 7, 20))
    client = signed_in(grant_role(user(), "office"))

    page = client.get("/calendar/").content.decode()

    assert "view=list#d2025-07-20" in page
    assert "2 more" in page
    assert 'id="d2025-07-20"' in client.get("/calendar/?view=list").content.decode()


def test_a_link_is_made_shown_once_read_without_account_and_revoked(client, year):
    _of, lead, _task = year
    client.force_login(unit_user(lead))
    page = reverse("governance:feeds")
    typed = {"scope": "account", "language": "zh-hans", "months": "6"}
    assert client.post(page, {**typed, "scope": "unit"}).status_code == 422

    answer = client.post(page, typed, follow=True).content.decode()

    address = urlsplit(answer.partition('readonly value="')[2].partition('"')[0]).path
    assert address.endswith(".ics")
    assert address not in client.get(page).content.decode()
    client.logout()
    feed = client.get(address)
    assert feed.status_code == 200
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert "办好活动" in feed.content.decode()
    again = client.get(address, HTTP_IF_NONE_MATCH=feed["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(address).status_code == 405
    assert client.get("/calendar/feed/x.ics").status_code == 404
    client.force_login(User.objects.get(pk=FeedLink.objects.get().user_id))
    client.post(reverse("governance:feed-revoke", args=[FeedLink.objects.get().pk]))
    client.logout()
    assert client.get(address).status_code == 404
