"""Reports of progress, verification and reopening."""

import datetime as dt
import re

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Extension, Progress
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.home import waiting_for_verification
from plenary.contexts.governance.selectors.progress import period_owed
from plenary.contexts.governance.services import EvidenceGiven, ProgressGiven
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
Q2 = Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30))
Q3 = Period(dt.date(2025, 7, 1), dt.date(2025, 9, 30))


@pytest.fixture
def task(commerce):
    """A task that the commerce bureau leads."""
    return factories.open_task(lead_unit_id=commerce.pk)


def report(actor, task, unit, period=None, **fields):
    return services.report_progress(
        actor=actor,
        task_id=task.pk,
        unit_id=unit.pk,
        period=period,
        given=ProgressGiven(**fields),
    )


def test_a_unit_reports_and_the_entry_is_kept_as_a_passage(task, commerce, liaison):
    entry = report(
        liaison,
        task,
        commerce,
        done_zh=" 新增退税商店3家。 ",
        next_en="Open two more.",
        evidence=(EvidenceGiven(text="名单"), EvidenceGiven(url="https://example.org/list")),
    )

    assert (entry.done_zh, entry.reported_by_id) == ("新增退税商店3家。", liaison.user_id)
    assert entry.fields_typed == 4
    assert entry.evidence.count() == 2
    assert entry.passage.quote == "已完成：新增退税商店3家。\nNext: Open two more."
    assert entry.passage.document.kind == "record"
    task.refresh_from_db()
    assert task.last_progress_on == dt.date(2025, 7, 1)
    assert (task.state, task.version) == ("open", 2)
    assert AuditRow.objects.filter(action="governance.progress.reported").count() == 1


def test_a_new_duty_is_reported_on_from_the_current_period(task, commerce, liaison):
    assert report(liaison, task, commerce, done_zh="已启动。").ends_on == Q3.ends_on
    early = dt.datetime(2025, 6, 30, 23, 0, tzinfo=dt.UTC)
    task.duties.update(assigned_at=early)  # seven in the morning of 1 July in Beijing
    Progress.objects.all().delete()
    assert period_owed(task, commerce.pk, "quarter").ends_on == Q3.ends_on


def test_the_period_owed_is_the_last_completed_one_until_it_is_reported(
    commerce, liaison, the_first_of_july
):
    the_first_of_july.move_to(dt.datetime(2025, 5, 8, 4, 0, tzinfo=dt.UTC))
    older = factories.open_task(lead_unit_id=commerce.pk)
    the_first_of_july.move_to(dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC))

    first = report(liaison, older, commerce, done_zh="二季度。")
    second = report(liaison, older, commerce, done_zh="三季度。")

    assert (first.starts_on, first.ends_on) == (Q2.starts_on, Q2.ends_on)
    assert (second.starts_on, second.ends_on) == (Q3.starts_on, Q3.ends_on)


def test_the_period_follows_the_lists_rhythm(task, commerce, liaison, office):
    task_list = factories.task_list(cadence="half")
    services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
    services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")

    entry = report(liaison, task, commerce, done_zh="x")

    assert (entry.starts_on, entry.ends_on) == (dt.date(2025, 7, 1), dt.date(2025, 12, 31))


def test_a_later_entry_corrects_one_of_the_same_period(task, commerce, liaison):
    first = report(liaison, task, commerce, Q2, done_zh="3家。")
    second = report(liaison, task, commerce, Q2, done_zh="更正：4家。")

    assert list(task.progress.all()) == [first, second]
    assert first.passage != second.passage


def test_nothing_new_costs_no_typing(task, commerce, liaison):
    entry = report(liaison, task, commerce, is_nothing_new=True)

    assert (entry.fields_typed, entry.passage.quote) == (0, "本期无新进展。")


def test_asking_for_help_turns_the_light_and_the_next_entry_turns_it_back(task, commerce, liaison):
    report(liaison, task, commerce, Q2, done_zh="x", help_zh="请协调场地。")
    task.refresh_from_db()
    assert task.light_rule == "help_asked"

    report(liaison, task, commerce, Q3, done_zh="y")

    task.refresh_from_db()
    assert task.light == "green"


def test_the_lead_units_word_moves_the_task_to_reported(task, commerce, liaison):
    report(liaison, task, commerce, done_zh="全部完成。", says_done=True)

    task.refresh_from_db()
    assert (task.state, task.reported_by_unit) == ("reported", commerce)
    assert (task.light, task.light_rule) == ("green", "reported")
    assert AuditRow.objects.filter(action="governance.task.reported").count() == 1


def test_a_supporting_units_word_moves_nothing(office, task):
    helping = unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helping.pk)

    report(unit_user(helping).actor, task, helping, done_zh="已配合。", says_done=True)

    task.refresh_from_db()
    assert task.state == "open"


def test_a_reported_task_takes_a_correction_without_moving(task, commerce, liaison):
    report(liaison, task, commerce, done_zh="完成。", says_done=True)

    report(liaison, task, commerce, done_zh="完成，补充名单。", says_done=True)

    task.refresh_from_db()
    assert (task.state, task.progress.count()) == ("reported", 2)


def test_a_mistaken_done_is_taken_back_by_correcting_its_own_entry(
    task, commerce, liaison, verifier
):
    helping = unit()
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helping.pk)
    report(liaison, task, commerce, Q2, done_zh="完成。", says_done=True)
    Notification.objects.all().delete()

    report(liaison, task, commerce, Q3, is_nothing_new=True)
    report(unit_user(helping).actor, task, helping, Q2, done_zh="配合中。")
    task.refresh_from_db()
    assert task.state == "reported"
    report(liaison, task, commerce, Q2, done_zh="尚余一项。")

    task.refresh_from_db()
    assert (task.state, task.reported_at, task.reported_by_unit) == ("open", None, None)
    assert (task.light_rule, task.back_at is None) == ("on_track", False)
    row = AuditRow.objects.get(action="governance.task.report_taken_back")
    assert row.actor_id == liaison.user_id
    told = Notification.objects.get(kind="governance.task.report_taken_back")
    assert (told.user_id, "not done yet" in told.text_en) == (verifier.user_id, True)
    with refused(Refused, "not open"):
        verify(verifier, task)


def test_what_was_told_in_the_rhythm_of_before_is_still_corrected(task, commerce, liaison):
    report(liaison, task, commerce, Q2, done_zh="完成。", says_done=True)
    halves = factories.task_list(cadence="half")
    services.add_task_to_list(actor=SYSTEM, list_id=halves.pk, task_id=task.pk)
    services.adopt_list(actor=SYSTEM, list_id=halves.pk, seen_version=None, owed="待补")

    with refused(Refused, "no period"):
        report(liaison, task, commerce, Q3, done_zh="尚余一项。")
    report(liaison, task, commerce, Q2, done_zh="尚余一项。")

    task.refresh_from_db()
    assert task.state == "open"


def test_what_is_closed_is_not_taken_back(task, commerce, verifier):
    report(SYSTEM, task, commerce, Q2, done_zh="完成。", says_done=True)
    verify(verifier, task)

    with refused(Refused, "not under way"):
        report(SYSTEM, task, commerce, Q2, done_zh="尚余一项。")

    task.refresh_from_db()
    assert (task.state, task.progress.count()) == ("closed", 1)


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "撤回"), ("en", "taken back")])
def test_a_unit_corrects_its_last_entry_on_its_page(client, task, commerce, lang, words):
    account = unit_user(commerce)
    shown = (EvidenceGiven(text="台账"),)
    report(account.actor, task, commerce, Q2, done_zh="完成。", says_done=True, evidence=shown)
    report(account.actor, task, commerce, Q3, is_nothing_new=True)
    client.force_login(account)
    client.cookies["plenary_language"] = lang
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"
    assert 'href="?correct=1"' in client.get(address).content.decode()
    correcting = client.get(f"{address}?correct=1").content.decode()
    assert words in correcting
    assert "完成。</textarea>" in correcting
    assert 'value="台账"' in correcting
    assert re.search(r'name="says_done"[^>]* checked', correcting)
    assert ("<details open>" in correcting) == (lang == "en")

    client.post(f"{address}?correct=1", {"done_zh": "尚余一项。"})

    task.refresh_from_db()
    entry = task.progress.latest("pk")
    assert (task.state, Period(entry.starts_on, entry.ends_on)) == ("open", Q2)


def test_an_entry_that_says_nothing_or_contradicts_itself_is_refused(task, commerce, liaison):
    with refused(Refused, "Say what was done"):
        report(liaison, task, commerce, next_zh="继续。")
    with refused(Refused, "either"):
        report(liaison, task, commerce, is_nothing_new=True, says_done=True)
    with refused(Refused, "either"):
        report(liaison, task, commerce, is_nothing_new=True, done_zh="x")
    with refused(Refused, "points nowhere"):
        report(liaison, task, commerce, done_zh="x", evidence=(EvidenceGiven(text=" "),))
    with refused(NotFound):
        report(
            liaison,
            task,
            commerce,
            done_zh="x",
            evidence=(EvidenceGiven(passage_id=0, text="x"), EvidenceGiven(passage_id=-1)),
        )
    with refused(Refused, "marking"):
        report(liaison, task, commerce, done_zh="机密★三年")


def test_a_period_that_is_none_or_still_to_come_is_refused(task, commerce, liaison):
    with refused(Refused, "no period"):
        report(
            liaison, task, commerce, Period(dt.date(2025, 5, 1), dt.date(2025, 5, 31)), done_zh="x"
        )
    with refused(Refused, "still to come"):
        report(
            liaison,
            task,
            commerce,
            Period(dt.date(2025, 10, 1), dt.date(2025, 12, 31)),
            done_zh="x",
        )


def test_a_unit_without_a_reporting_part_is_refused(office, task):
    watching, stranger = unit(), unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supervising", unit_id=watching.pk)
    watcher = unit_user(watching).actor

    with refused(Refused, "no part"):
        report(watcher, task, watching, done_zh="x")
    with refused(Refused, "no part"):
        report(SYSTEM, task, stranger, done_zh="x")


def test_nobody_reports_for_another_unit(office, verifier, task, commerce):
    helping = unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helping.pk)
    helper = unit_user(helping).actor
    stranger = unit_user(unit()).actor

    for actor, error in (
        (office, Forbidden),
        (verifier, Forbidden),
        (helper, Forbidden),
        (stranger, NotFound),
    ):
        with refused(error):
            report(actor, task, commerce, done_zh="x")


def test_a_task_that_is_not_under_way_takes_no_report(commerce):
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    closed = factories.closed_task(lead_unit_id=commerce.pk)

    for task in (draft, closed):
        with refused(Refused, "not under way"):
            report(SYSTEM, task, commerce, done_zh="x")


def verify(actor, task, verdict="accepted", **fields):
    seen = {"note": "已查看"} if verdict == "accepted" else {}
    given = {"task_id": task.pk, "seen_version": None, "verdict": verdict}
    return services.verify_task(actor=actor, **given, **{**seen, **fields})


def test_nothing_is_closed_on_a_claim_but_on_evidence_or_on_what_was_seen(verifier, task, commerce):
    report(SYSTEM, task, commerce, done_zh="全部完成。", says_done=True)
    for words in ({"note": ""}, {"note": " ", "outcome_zh": " "}):
        with refused(Refused, "Write in the note what you have seen"):
            verify(verifier, task, **words)
    task.refresh_from_db()
    assert (task.state, task.verifications.exists()) == ("reported", False)

    evidence = EvidenceGiven(text="区政府公报第12期")
    report(SYSTEM, task, commerce, done_zh="全部完成。", says_done=True, evidence=[evidence])
    verify(verifier, task, note="")

    task.refresh_from_db()
    assert task.state == "closed"


def test_accepting_closes_the_task_with_the_last_words_as_its_outcome(verifier, task, commerce):
    report(SYSTEM, task, commerce, done_zh="全部完成。", says_done=True)

    finding = verify(verifier, task, note="已看名单")

    task.refresh_from_db()
    assert (task.state, task.outcome_zh) == ("closed", "全部完成。")
    assert (task.light, task.light_rule) == ("done", "closed_on_time")
    assert (finding.verified_by, finding.note) == (verifier.name, "已看名单")
    assert task.duties.get().state == "done"
    assert AuditRow.objects.filter(action="governance.task.accepted").count() == 1


def test_an_entry_handed_in_while_the_report_waits_is_not_the_outcome(verifier, task, commerce):
    report(SYSTEM, task, commerce, Q2, done_zh="全部完成。", done_en="All done.", says_done=True)
    report(SYSTEM, task, commerce, Q3, is_nothing_new=True)

    verify(verifier, task)

    task.refresh_from_db()
    assert (task.state, task.outcome_zh, task.outcome_en) == ("closed", "全部完成。", "All done.")


def test_the_verifiers_own_words_stand_as_the_outcome(verifier):
    task = factories.reported_task()

    verify(verifier, task, outcome_en="Ten shops opened.")

    task.refresh_from_db()
    assert (task.outcome_zh, task.outcome_en) == ("", "Ten shops opened.")


def test_closing_takes_the_offices_own_light_off(office, verifier):
    task = factories.reported_task()
    services.override_light(
        actor=office, task_id=task.pk, seen_version=None, light="red", reason="x"
    )

    verify(verifier, task)

    task.refresh_from_db()
    assert (task.override, task.shown_light) == ("", "done")


def test_work_reported_late_is_made_good_when_accepted(verifier):
    task = factories.open_task(due_on=dt.date(2025, 6, 1))
    factories.report(task, says_done=True)

    verify(verifier, task)

    task.refresh_from_db()
    assert (task.light, task.light_rule) == ("made_good", "closed_late")


def test_a_slow_verifier_makes_nobody_late(verifier, the_first_of_july):
    task = factories.open_task(due_on=dt.date(2025, 7, 2))
    factories.report(task, says_done=True)
    the_first_of_july.move_to(dt.datetime(2025, 8, 1, tzinfo=dt.UTC))

    verify(verifier, task)

    task.refresh_from_db()
    assert task.light_rule == "closed_on_time"


def test_returning_needs_a_reason_and_opens_the_task(verifier):
    task = factories.reported_task()

    with refused(Refused, "Say why"):
        verify(verifier, task, "returned")
    verify(verifier, task, "returned", note="缺名单")

    task.refresh_from_db()
    assert (task.state, task.reported_by_unit, task.reported_at) == ("open", None, None)


def test_only_reported_work_is_verified_with_a_known_verdict(verifier):
    task, reported = factories.open_task(), factories.reported_task()

    with refused(Refused):
        verify(verifier, task)
    with refused(Refused):
        verify(verifier, reported, "perhaps")
    with refused(Stale):
        services.verify_task(
            actor=verifier, task_id=reported.pk, seen_version=1, verdict="accepted", note="已查看"
        )


@pytest.mark.parametrize("role", ["office", "leader", "editor", "translator"])
def test_only_a_verifier_verifies(actor_of, role):
    task = factories.reported_task()
    actor = actor_of(role)

    with refused(Forbidden):
        verify(actor, task)


def test_nobody_verifies_their_own_units_work(commerce):
    task = factories.reported_task(lead_unit_id=commerce.pk)
    insider = grant_role(unit_user(commerce), "verifier").actor

    with refused(Forbidden, "outside the units"):
        verify(insider, task)


@pytest.mark.parametrize("role", ["responsible", "supporting"])
def test_nobody_verifies_work_in_which_their_unit_has_a_part(commerce, role, client):
    task, helper = factories.open_task(lead_unit_id=commerce.pk), unit()
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role=role, unit_id=helper.pk)
    account = grant_role(unit_user(helper), "verifier")
    outsider = grant_role(user(), "verifier")
    report(unit_user(commerce).actor, task, commerce, done_zh="完成。", says_done=True)

    with refused(Forbidden, "outside the units"):
        verify(account.actor, task)
    assert not waiting_for_verification(account.actor).exists()
    told = Notification.objects.filter(kind="governance.task.reported")
    assert set(told.values_list("user_id", flat=True)) == {outsider.pk}
    client.force_login(account)
    assert f"/tasks/{task.pk}/verify/" not in client.get(f"/tasks/{task.pk}/").content.decode()
    assert waiting_for_verification(outsider.actor).get() == task
    verify(outsider.actor, task, note="已阅名单")


def test_nobody_verifies_what_they_reported_themselves(commerce, task):
    account = grant_role(unit_user(commerce), "verifier")
    report(account.actor, task, commerce, done_zh="完成。", says_done=True)
    moved = user()
    moved.pk = account.pk
    moved.access = {"roles": ["verifier"], "unit_ids": [], "post_ids": []}

    with refused(Forbidden, "other than the one who reported"):
        verify(moved.actor, task)


def test_a_closed_task_is_reopened_for_a_reason(office):
    task = factories.closed_task()

    with refused(Refused, "Say why"):
        services.reopen_task(actor=office, task_id=task.pk, seen_version=None, reason="")
    reopened = services.reopen_task(
        actor=office, task_id=task.pk, seen_version=None, reason="名单有误"
    )

    assert (reopened.state, reopened.closed_at, reopened.outcome_zh) == ("open", None, "")
    assert task.duties.get().state == "assigned"
    row = AuditRow.objects.get(action="governance.task.reopened")
    assert row.after["note"] == {"reason": "名单有误"}
    with refused(Refused):
        services.reopen_task(actor=office, task_id=task.pk, seen_version=None, reason="x")


def test_a_signed_duty_is_signed_for_again_after_reopening(office):
    task = factories.open_task()
    services.sign_for(actor=SYSTEM, duty_id=task.duties.get().pk)
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )

    services.reopen_task(actor=office, task_id=task.pk, seen_version=None, reason="x")

    assert task.duties.get().state == "signed"


def test_a_task_reopened_after_its_date_has_a_new_one_by_two_people(
    office, commerce, liaison, the_first_of_july, client
):
    first, today = dt.date(2025, 7, 31), dt.date(2025, 8, 20)
    task = factories.closed_task(lead_unit_id=commerce.pk, due_on=first)
    the_first_of_july.move_to(dt.datetime(2025, 8, 20, 4, 0, tzinfo=dt.UTC))
    account = grant_role(user(), "office")
    again = {"actor": account.actor, "task_id": task.pk, "seen_version": None, "reason": "补做"}
    for wrong, why in (
        (None, "date is past"),
        (first, "not later"),
        (dt.date(2025, 8, 19), "past"),
        (dt.date(2300, 1, 1), "too far off"),
    ):
        with refused(Refused, why):
            services.reopen_task(**again, wanted_on=wrong)
    task.refresh_from_db()
    client.force_login(account)
    data = {"seen_version": task.version, "reason": "补做"}
    answer = client.post(f"/tasks/{task.pk}/reopen/", data)
    assert answer.status_code == 422
    assert "name the new one" in answer.content.decode()
    client.post(f"/tasks/{task.pk}/reopen/", {**data, "wanted_on": "2025-09-30"})

    task.refresh_from_db()
    assert (task.state, task.due_on, task.light) == ("open", first, "red")
    asked = Extension.objects.get()
    assert "the reopening of the task" in client.get(asked.get_absolute_url()).content.decode()
    step = {"extension_id": asked.pk, "seen_version": None}
    for actor in (account.actor, liaison):
        with refused(Forbidden):
            services.approve_extension(actor=actor, **step)
    with refused(Forbidden):
        services.withdraw_extension(actor=liaison, **step)
    services.refuse_extension(actor=office, **step, answer="太晚")

    wanted = {"task_id": task.pk, "unit_id": commerce.pk, "reason": "补做", "actor": liaison}
    with refused(Refused, "past"):
        services.ask_for_extension(**wanted, wanted_on=today - dt.timedelta(days=1))
    services.ask_for_extension(**wanted, wanted_on=dt.date(2025, 9, 10))
    step["extension_id"] = Extension.objects.latest("pk").pk
    services.endorse_extension(actor=account.actor, **step)
    services.approve_extension(actor=office, **step)
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (dt.date(2025, 9, 10), first)
    assert task.light != "red"
    the_first_of_july.move_to(dt.datetime(2025, 10, 9, 4, 0, tzinfo=dt.UTC))
    with refused(Refused, "before it, not after"):
        services.ask_for_extension(**wanted, wanted_on=dt.date(2025, 12, 1))


def test_what_was_asked_before_the_closing_makes_room_for_the_date_of_the_reopening(
    office, commerce, liaison
):
    task = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 7, 31))
    asked = services.ask_for_extension(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2025, 8, 31),
        reason="x",
    )
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    services.reopen_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        reason="补做",
        wanted_on=dt.date(2025, 9, 30),
    )
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    new = Extension.objects.exclude(pk=asked.pk).get()
    other = grant_role(user(), "office").actor
    services.approve_extension(actor=other, extension_id=new.pk, seen_version=None)
    task.refresh_from_db()
    assert task.due_on == dt.date(2025, 9, 30)


def test_a_unit_reopens_nothing(commerce, liaison):
    task = factories.closed_task(lead_unit_id=commerce.pk)

    with refused(Forbidden):
        services.reopen_task(actor=liaison, task_id=task.pk, seen_version=None, reason="x")


def test_an_entry_is_never_changed(task, commerce, liaison):
    report(liaison, task, commerce, done_zh="x")

    assert not [name for name in dir(services) if "edit_progress" in name]
    assert Progress.objects.count() == 1
