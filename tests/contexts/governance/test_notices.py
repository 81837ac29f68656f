"""Reminders: on which day a step speaks, whom it reaches, and that each is told once a day at most."""

import copy
import datetime as dt
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import profiles, services
from plenary.contexts.governance.jobs import remind
from plenary.contexts.governance.models import Duty, Notice, Rung, Task
from plenary.contexts.governance.selectors import ladder, notices
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = [pytest.mark.usefixtures("the_first_of_july"), pytest.mark.django_db]

TUESDAY = dt.date(2025, 7, 1)
DUE = dt.date(2025, 7, 8)
"""A week later: the step of seven days before speaks on the first of July."""


@pytest.fixture
def quiet(db):
    """Let every step rest, so that a test adds those that it means."""
    Rung.objects.all().delete()


def rung(days=-7, audience="unit", **fields):
    words = {"words_zh": "“{task}”{days}天", "words_en": "{task}: {days} days, {due}, {unit}"}
    return services.add_rung(actor=SYSTEM, days=days, audience=audience, **{**words, **fields})


def beijing(text):
    return dt.datetime.fromisoformat(f"{text}+08:00")


def told(on=TUESDAY):
    return [(one.user_id, one.reached_as, one.owed.part.role) for one in notices.planned(on)]


@pytest.mark.parametrize(
    ("due_on", "days", "speaks"),
    [
        (dt.date(2025, 7, 8), -7, dt.date(2025, 7, 1)),
        (dt.date(2025, 7, 13), -7, dt.date(2025, 7, 4)),  # Sunday: the Friday before
        (dt.date(2025, 7, 12), 1, dt.date(2025, 7, 14)),  # Sunday: the Monday after
        (dt.date(2025, 10, 10), -7, dt.date(2025, 10, 3)),  # no notice of holidays is loaded here
    ],
)
def test_a_step_speaks_on_a_working_day(due_on, days, speaks):
    assert ladder.speaks_on(due_on, days) == speaks
    first, last = ladder.dates_spoken_of(speaks, days)
    assert first <= due_on <= last


def test_each_due_date_is_spoken_of_once_by_each_step():
    days = [dt.date(2025, 6, 20) + dt.timedelta(days=n) for n in range(60)]
    for step in (-30, -3, 0, 1, 15):
        spoken = [span for day in days if (span := ladder.dates_spoken_of(day, step))]
        for (_one, last), (first, _other) in pairwise(spoken):
            assert first == last + dt.timedelta(days=1)


def test_nobody_is_told_on_a_day_off(quiet, commerce):
    rung(days=0)
    factories.open_task(due_on=dt.date(2025, 7, 5), lead_unit_id=commerce.pk)
    unit_user(commerce)

    assert told(dt.date(2025, 7, 5)) == []
    assert len(told(dt.date(2025, 7, 4))) == 1


def test_the_units_own_liaisons_are_told_and_then_its_head_and_then_the_office(quiet, commerce):
    rung()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    nobody = told()
    office = grant_role(user(), "office")
    by_office = told()
    head = grant_role(user(), "leader", post=post(organisation=commerce, is_leader=True))
    by_head = told()
    liaison = unit_user(commerce)

    assert nobody == []
    assert by_office == [(office.pk, "office", "lead")]
    assert by_head == [(head.pk, "head", "lead")]
    assert told() == [(liaison.pk, "unit", "lead")]


def test_the_office_told_in_a_units_or_leaders_place_reads_in_whose(quiet, commerce):
    rung(words_zh="“{task}”将到期。", words_en="“{task}” is due.")
    rung(audience="leader", words_zh="“{task}”将到期。", words_en="“{task}” is due.")
    rung(audience="office", words_zh="“{task}”将到期。", words_en="“{task}” is due.")
    other = unit(name_zh="区教委", name_en="Education Commission")
    factories.open_task(
        title_en="Fair",
        title_zh="",
        due_on=DUE,
        lead_unit_id=commerce.pk,
        supporting_unit_ids=(other.pk,),
        accountable_post_id=post().pk,
    )
    grant_role(user(), "office")

    said = {(one.rung.audience, one.unit): one for one in notices.planned(TUESDAY)}

    assert said["unit", commerce].text_en.startswith("“Fair” is due. (Nobody at ")
    assert said["unit", other].text_en == (
        "“Fair” is due. (Nobody at Education Commission has an account: please pass it on.)"
    )
    assert said["unit", other].text_zh == "“Fair”将到期。（区教委尚无账号，请转告。）"
    assert said["leader", commerce].text_en == (
        "“Fair” is due. (The accountable leader has no account: please pass it on.)"
    )
    assert said["office", commerce].text_en == "“Fair” is due."


def test_the_liaison_of_the_unit_above_stands_in_for_a_unit_without_one(quiet, commerce):
    rung()
    below = unit(parent=commerce)
    factories.open_task(due_on=DUE, lead_unit_id=below.pk)
    liaison = unit_user(commerce)

    assert told() == [(liaison.pk, "unit", "lead")]


def test_the_accountable_leaders_accounts_are_told_of_their_own_tasks_only(quiet, commerce):
    rung(audience="leader")
    deputy = post()
    account = grant_role(user(), "leader", post=deputy)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, accountable_post_id=deputy.pk)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)

    assert told() == [(account.pk, "leader", "lead")]


def test_a_part_with_a_date_of_its_own_is_spoken_of_by_that_date(quiet, commerce):
    rung()
    helper = unit()
    task = factories.open_task(due_on=dt.date(2025, 12, 31), lead_unit_id=commerce.pk)
    services.assign_duty(
        actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk, due_on=DUE
    )
    account = unit_user(helper)
    unit_user(commerce)

    assert told() == [(account.pk, "unit", "supporting")]


def test_a_step_for_the_lead_alone_leaves_the_supporters_in_peace(quiet, commerce):
    rung(is_lead_only=True)
    helper = unit()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, supporting_unit_ids=(helper.pk,))
    account = unit_user(commerce)
    unit_user(helper)

    assert told() == [(account.pk, "unit", "lead")]


def test_work_that_is_a_draft_reported_or_closed_is_not_spoken_of(quiet, commerce):
    rung()
    unit_user(commerce)
    factories.draft_task(due_on=DUE, lead_unit_id=commerce.pk)
    factories.reported_task(due_on=DUE, lead_unit_id=commerce.pk)
    factories.closed_task(due_on=DUE, lead_unit_id=commerce.pk)

    assert told() == []


def test_an_account_that_was_switched_off_is_not_told(quiet, commerce):
    rung()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    gone = unit_user(commerce)
    gone.is_active = False
    gone.save()

    assert told() == []


def test_planning_takes_as_many_queries_for_fifty_tasks_as_for_one(quiet, commerce):
    rung()
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    told()
    with CaptureQueriesContext(connection) as one:
        told()
    for _n in range(9):
        factories.open_task(due_on=DUE, lead_unit_id=unit().pk)
    with CaptureQueriesContext(connection) as many:
        told()

    assert len(one) == len(many)


def test_drafting_twice_drafts_once(quiet, commerce):
    rung()
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, title_en="Refund")

    assert (services.draft_notices(on=TUESDAY), services.draft_notices(on=TUESDAY)) == (1, 0)
    assert Notice.objects.get().text_en.startswith("Refund: 7 days, 2025-07-08, Commerce Bureau")


def test_sending_puts_everything_for_a_person_into_one_mail(quiet, commerce, office):
    rung()
    rung(days=-6)
    account = unit_user(commerce)
    for day in (DUE, dt.date(2025, 7, 7)):
        factories.open_task(due_on=day, lead_unit_id=commerce.pk, title_en=f"Work of {day}")
    services.draft_notices(on=TUESDAY)

    assert services.send_notices(actor=office) == 1

    mail = Mail.objects.get()
    assert mail.to == account.email
    assert ("6天" in mail.body, "7天" in mail.body) == (True, True)
    assert Notification.objects.filter(user=account, kind="governance.notice.sent").count() == 2
    assert set(Notice.objects.values_list("state", "settled_by_id")) == {("sent", office.user_id)}
    assert AuditRow.objects.filter(action="governance.notice.sent").count() == 2


def test_what_was_reported_or_moved_meanwhile_lapses_untold(quiet, commerce, office):
    rung()
    unit_user(commerce)
    reported = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    moved = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)
    factories.report(reported, says_done=True)
    services.edit_task(
        actor=SYSTEM,
        task_id=moved.pk,
        seen_version=None,
        changes={"due_on": dt.date(2025, 7, 7)},
        reason="agreed",
    )

    assert services.send_notices(actor=office) == 0
    assert set(Notice.objects.values_list("state", flat=True)) == {"lapsed"}
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2025-07-01T12:00", "2025-07-01T12:00"),
        ("2025-07-01T06:00", "2025-07-01T08:30"),
        ("2025-07-01T18:00", "2025-07-02T08:30"),
        ("2025-07-04T18:00", "2025-07-07T08:30"),  # Friday evening
        ("2025-07-05T12:00", "2025-07-07T08:30"),  # Saturday
    ],
)
def test_a_mail_waits_for_the_offices_hours(quiet, commerce, office, moment, opens):
    rung()
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)

    with time_machine.travel(beijing(moment), tick=False):
        services.send_notices(actor=office)

    assert Mail.objects.get().next_try_at == beijing(opens)


def test_each_reads_their_own_language(quiet, commerce, office):
    rung()
    for language in ("zh-hans", "en", ""):
        account = unit_user(commerce)
        account.language = language
        account.save()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk, title_zh="退税", title_en="Refund")
    services.draft_notices(on=TUESDAY)
    services.send_notices(actor=office)

    chinese, english, working = Mail.objects.order_by("pk")
    assert ("“退税”7天" in chinese.body, "Refund: 7 days" in english.body) == (True, True)
    assert "“退税”7天" in working.body


def test_a_dropped_notice_keeps_its_reason_and_is_never_sent(quiet, commerce, office):
    rung()
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)
    notice = Notice.objects.get()

    with pytest.raises(Refused):
        services.drop_notice(actor=office, notice_id=notice.pk, seen_version=1, reason=" ")
    services.drop_notice(
        actor=office, notice_id=notice.pk, seen_version=1, reason="agreed by phone"
    )
    with pytest.raises(Stale):
        services.drop_notice(actor=office, notice_id=notice.pk, seen_version=1, reason="again")
    with pytest.raises(Refused):
        services.drop_notice(actor=office, notice_id=notice.pk, seen_version=None, reason="again")

    notice.refresh_from_db()
    assert (notice.state, notice.reason) == ("dropped", "agreed by phone")
    assert services.send_notices(actor=office) == 0


def test_sending_takes_as_many_queries_for_nine_people_as_for_one(quiet, commerce, office):
    rung()
    queries = []
    for people in (1, 9):
        below = [unit(name_en=f"Unit {people}-{n}") for n in range(people)]
        accounts = [unit_user(one) for one in below]
        for one in below:
            factories.open_task(due_on=DUE, lead_unit_id=one.pk)
        services.draft_notices(on=TUESDAY)
        with CaptureQueriesContext(connection) as seen:
            assert services.send_notices(actor=office) == people
        queries.append(len(seen))
        mailed = Mail.objects.filter(to__in=[account.email for account in accounts])
        assert mailed.count() == people
    assert queries[0] == queries[1]
    assert AuditRow.objects.filter(action="governance.notice.sent").count() == 10
    assert Notification.objects.filter(kind="governance.notice.sent").count() == 10


def test_of_many_people_each_batch_is_told_by_itself(quiet, office, monkeypatch):
    monkeypatch.setattr("plenary.contexts.governance.services.notices.PEOPLE_AT_ONCE", 2)
    rung()
    for n in range(3):
        one = unit(name_en=f"Unit {n}")
        unit_user(one)
        factories.open_task(due_on=DUE, lead_unit_id=one.pk)
    services.draft_notices(on=TUESDAY)

    assert services.send_notices(actor=office) == 3
    assert services.send_notices(actor=office) == 0
    assert Mail.objects.count() == 3


def test_only_the_office_sends_drops_and_keeps_the_ladder(quiet, commerce, liaison, verifier):
    step = rung()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)
    notice = Notice.objects.get()

    for actor in (liaison, verifier, NOBODY):
        with pytest.raises(Forbidden):
            services.send_notices(actor=actor)
        with pytest.raises((Forbidden, NotFound)):
            services.drop_notice(actor=actor, notice_id=notice.pk, seen_version=None, reason="no")
        with pytest.raises(Forbidden):
            services.add_rung(actor=actor, days=2, audience="unit", words_zh="字", words_en="w")
        with pytest.raises(Forbidden):
            services.edit_rung(actor=actor, rung_id=step.pk, seen_version=None, changes={"days": 1})
    assert list(notices.visible_to(liaison)) == []
    notice.refresh_from_db()
    assert notice.state == "drafted"


@pytest.mark.parametrize(
    "given",
    [
        {"days": 400},
        {"days": -7},
        {"audience": "mayor"},
        {"words_zh": " "},
        {"words_en": "{task.__class__}"},
        {"words_en": "{task!r}"},
        {"words_en": "{due:>900000}"},
        {"words_en": "{who}"},
        {"words_en": "an open {brace"},
        {"words_zh": "机密★一年"},
    ],
)
def test_a_step_that_makes_no_sense_is_refused_and_nothing_is_kept(quiet, given):
    rung()
    fields = {"days": 3, "audience": "unit", "words_zh": "字", "words_en": "words", **given}

    with pytest.raises(Refused):
        services.add_rung(actor=SYSTEM, **fields)

    assert Rung.objects.count() == 1


def test_a_step_is_changed_and_put_to_rest(quiet, commerce):
    step, other = rung(), rung(days=-3)
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)

    with pytest.raises(Refused):
        services.edit_rung(
            actor=SYSTEM, rung_id=other.pk, seen_version=None, changes={"days": step.days}
        )
    services.edit_rung(actor=SYSTEM, rung_id=step.pk, seen_version=1, changes={"is_active": False})
    other.refresh_from_db()

    assert told() == []
    assert other.days == -3
    assert AuditRow.objects.filter(action="governance.rung.edited").count() == 1


@pytest.mark.parametrize("profile", profiles.PROFILES.values(), ids=lambda one: one.key)
def test_each_profile_begins_with_its_ladder(settings, profile):
    settings.PROFILE = profile.key

    def said(steps):
        return {
            (one.matter, one.days, one.audience, one.is_after_silence, one.repeat_days)
            for one in steps
        }

    assert said(ladder.rungs()) == said(profile.notices.ladder)
    assert any(one.matter == "due" and one.repeat_days for one in profile.notices.ladder)


@pytest.mark.parametrize(("profile", "sent"), [("cn-district", 0), ("city-council", 1)])
def test_the_morning_job_sends_only_where_the_profile_wants_nobody_between(
    settings, commerce, profile, sent
):
    settings.PROFILE = profile
    Rung.objects.all().delete()
    rung()
    unit_user(commerce)
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)

    remind.call()

    assert Notice.objects.count() == 1
    assert Mail.objects.count() == sent


@pytest.mark.parametrize("contest", [services.decline_duty, services.ask_for_transfer])
def test_a_part_that_the_unit_asks_to_be_without_is_not_spoken_of(
    quiet, commerce, liaison, office, contest
):
    rung()
    task = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)
    contest(actor=liaison, duty_id=task.duties.get().pk, reason="不属本单位职责")

    assert told() == []
    assert services.send_notices(actor=office) == 0
    assert Notice.objects.get().state == "lapsed"


def test_a_draft_to_a_unit_whose_part_went_to_another_lapses_untold(
    quiet, commerce, liaison, office
):
    rung()
    task = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    services.draft_notices(on=TUESDAY)
    ask = services.ask_for_transfer(actor=liaison, duty_id=task.duties.get().pk, reason="转办")
    services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None, unit_id=unit().pk)

    assert services.send_notices(actor=office) == 0
    assert Notice.objects.get().state == "lapsed"
    assert not Mail.objects.exists()


def test_a_draft_to_an_account_that_was_switched_off_since_lapses(quiet, commerce, office):
    rung()
    factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    account = unit_user(commerce)
    services.draft_notices(on=TUESDAY)
    account.is_active = False
    account.save(update_fields=["is_active"])

    assert services.send_notices(actor=office) == 0
    assert Notice.objects.get().state == "lapsed"


def test_the_duties_of_a_day_are_planned_thousand_by_thousand(quiet, commerce):
    rung()
    liaison = unit_user(commerce)
    task = factories.open_task(due_on=DUE, lead_unit_id=commerce.pk)
    old = Task.objects.get(pk=task.pk)
    copies = []
    for n in range(1100):
        old.pk, old.title_en = None, f"Copy {n}"
        copies.append(copy.copy(old))
    made = Task.objects.bulk_create(copies, batch_size=500)
    Duty.objects.bulk_create(
        Duty(task=one, role="lead", unit=commerce, assigned_at=task.made_at) for one in made
    )

    with CaptureQueriesContext(connection) as seen:
        planned = list(notices.planned(TUESDAY))

    assert {one.user_id for one in planned} == {liaison.pk}
    assert len(planned) == 1101
    read = [query for query in seen.captured_queries if 'FROM "accounts_grant"' in query["sql"]]
    assert len(read) == 2
