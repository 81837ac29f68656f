"""A unit's part ends before the task: reported by the unit, judged by the lead unit or the office."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import DutyState, Matter
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.acts import matters
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.selectors.asked.quarters import asked_in
from plenary.contexts.governance.selectors.duties import duties_of
from plenary.contexts.governance.selectors.matters_owed import owed
from plenary.contexts.governance.services.acts.duty_asks import decline_duty
from plenary.contexts.governance.services.acts.parts_done import (
    acknowledge_part,
    return_part,
    take_part_report_back,
)
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

JUNE, QUARTER_END, JULY = dt.date(2025, 6, 10), dt.date(2025, 6, 30), dt.date(2025, 7, 10)


@pytest.fixture
def helper(db):
    return unit_user(unit(name_en="Culture Bureau"))


@pytest.fixture
def part(commerce, helper):
    """A supporting unit's part with a date of its own, which has passed, in work until December."""
    task = factories.open_task(
        title_en="Refunds",
        lead_unit_id=commerce.pk,
        supporting_unit_ids=tuple(helper.actor.unit_ids),
        due_on=dt.date(2025, 12, 31),
    )
    Duty.objects.filter(task=task).update(assigned_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
    duty = task.duties.get(role="supporting")
    Duty.objects.filter(pk=duty.pk).update(due_on=JUNE, first_due_on=JUNE)
    return task.duties.get(role="supporting")


def says_done(actor, part, **fields):
    given = services.ProgressGiven(done_zh="手册已交付", says_done=True, **fields)
    services.report_progress(actor=actor, task_id=part.task_id, unit_id=part.unit_id, given=given)
    part.refresh_from_db()
    return part


def spoken_of(part):
    """The parts of which the ladder speaks: of their date, and of the rhythm of reports."""
    due = [one.part for some in owed(Matter.DUE, [(JUNE, JUNE)]) for one in some]
    told = [one.part for some in owed(Matter.REPORT, [(QUARTER_END, QUARTER_END)]) for one in some]
    return (part in due, part in told)


def asked_of(part):
    quarter = Period(dt.date(2025, 7, 1), dt.date(2025, 9, 30))
    return asked_in(quarter)["progress"].filter(pk=part.pk).exists()


def test_a_part_reported_done_and_acknowledged_has_neither_date_nor_rhythm(helper, liaison, part):
    head = post(organisation=part.unit, is_leader=True)
    assert matters.duties_of_post(head) == [part]
    before = duties_of(helper.actor)
    assert (part in before.late, [one for one, _ in before.to_report]) == (True, [part])
    assert (spoken_of(part), asked_of(part)) == ((True, True), True)

    says_done(helper.actor, part)

    assert (part.state, part.task.state) == ("reported", "open")
    assert part.signed_at == part.reported_at
    [line] = [one for one in waiting_for(liaison) if one.kind == "part"]
    assert line.url == f"/duties/{part.pk}/done/"
    assert Notification.objects.filter(kind="governance.part.reported", user_id=liaison.user_id)

    acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=part.version)

    part.refresh_from_db()
    assert (part.state, part.done_by, part.done_at is not None) == ("done", liaison.name, True)
    after = duties_of(helper.actor)
    assert (after.late, after.to_report, spoken_of(part)) == ([], [], (False, False))
    Duty.objects.filter(pk=part.pk).update(reported_at=dt.datetime(2025, 6, 9, tzinfo=dt.UTC))
    assert not asked_of(part)
    assert Notification.objects.filter(kind="governance.part.acknowledged", user=helper)
    assert matters.duties_of_post(head) == []
    assert not [one for one in waiting_for(liaison) if one.kind == "part"]
    says_done(helper.actor, part)
    assert part.state == "done"


def test_an_instruction_stays_owed_by_a_part_that_is_done(actor_of, helper, part):
    services.give_instruction(
        actor=actor_of("leader"),
        task_id=part.task_id,
        text_zh="请说明",
        unit_ids=[part.unit_id],
        answer_by=JULY,
    )
    says_done(helper.actor, part)
    [some] = list(owed(Matter.INSTRUCTION, [(JULY, JULY)]))
    assert [one.part for one in some] == [part]


def test_a_part_is_given_back_with_a_reason_that_its_unit_reads(client, helper, liaison, part):
    says_done(helper.actor, part)
    with refused(Refused, "Say why"):
        return_part(actor=liaison, duty_id=part.pk, seen_version=None, reason=" ")

    return_part(actor=liaison, duty_id=part.pk, seen_version=part.version, reason="缺英文版")

    part.refresh_from_db()
    assert (part.state, part.returned, part.reported_at) == ("signed", "缺英文版", None)
    assert spoken_of(part)[0]
    row = AuditRow.objects.get(action="governance.duty.returned")
    assert row.after["note"] == {"reason": "缺英文版"}
    client.force_login(helper)
    assert "缺英文版" in client.get(part.task.get_absolute_url()).content.decode()
    with refused(Refused, "not open"):
        return_part(actor=liaison, duty_id=part.pk, seen_version=None, reason="x")
    again = says_done(helper.actor, part)
    assert (again.state, again.returned) == ("reported", "")
    acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=None)
    return_part(actor=liaison, duty_id=part.pk, seen_version=None, reason="数字有误")
    part.refresh_from_db()
    assert (part.state, part.done_at, part.done_by) == ("signed", None, "")


def test_a_mistaken_word_on_a_part_is_taken_back_by_correcting_that_entry(helper, liaison, part):
    says_done(helper.actor, part)
    Notification.objects.all().delete()
    receipt = part.signed_at

    def tells(done, period=None, **more):
        services.report_progress(
            actor=helper.actor,
            task_id=part.task_id,
            unit_id=part.unit_id,
            period=period,
            given=services.ProgressGiven(done_zh=done, **more),
        )
        part.refresh_from_db()
        return part.state

    said = Period(dt.date(2025, 4, 1), QUARTER_END)
    assert tells("补发一册", Period(dt.date(2025, 7, 1), dt.date(2025, 9, 30))) == "reported"
    assert tells("手册已交付，附签收单", said, says_done=True) == "reported"
    factories.report(part.task, done_zh="牵头单位更正", period=said)
    part.refresh_from_db()
    assert (part.state, part.reported_at is None) == ("reported", False)

    assert tells("尚缺英文版", said) == "signed"

    assert (part.reported_at, part.signed_at) == (None, receipt)
    assert spoken_of(part)[0]
    row = AuditRow.objects.get(action="governance.duty.report_taken_back")
    assert (row.actor_id, row.after["state"]) == (helper.pk, "signed")
    told = Notification.objects.get(kind="governance.part.taken_back")
    assert (told.user_id, "not done yet" in told.text_en) == (liaison.user_id, True)
    with refused(Refused, "not open"):
        acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=None)
    assert tells("英文版已补", said, says_done=True) == "reported"
    acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=None)
    assert tells("再作更正", said) == "done"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh-hans", "承担部分继续办理"), ("en", "that word is taken back")]
)
def test_the_form_says_that_a_part_is_taken_back_without_the_tick(
    client, helper, part, lang, words
):
    says_done(helper.actor, part)
    client.force_login(helper)
    client.cookies["plenary_language"] = lang
    page = client.get(f"/tasks/{part.task_id}/progress/{part.unit_id}/?correct=1")
    assert words in page.content.decode()
    assert "手册已交付</textarea>" in page.content.decode()


def test_nobody_judges_their_own_part_and_strangers_learn_nothing_of_it(office, helper, part):
    says_done(helper.actor, part)
    stranger = unit_user(unit()).actor
    for actor, error in ((helper.actor, Forbidden), (stranger, NotFound)):
        with refused(error):
            acknowledge_part(actor=actor, duty_id=part.pk, seen_version=None)
    both = grant_role(helper, "office").actor
    with refused(Forbidden):
        acknowledge_part(actor=both, duty_id=part.pk, seen_version=None)
    acknowledge_part(actor=office, duty_id=part.pk, seen_version=None)
    with refused(Refused, "not open"):
        acknowledge_part(actor=office, duty_id=part.pk, seen_version=None)
    with refused(Refused, "signed for already"):
        services.sign_for(actor=helper.actor, duty_id=part.pk)


def test_a_part_that_its_unit_asks_to_be_without_is_not_reported_done(helper, part):
    services.ask_for_transfer(actor=helper.actor, duty_id=part.pk, reason="职责已划转")
    with refused(Refused, "asks to be without"):
        says_done(helper.actor, part)
    assert not part.task.progress.exists()


@pytest.mark.parametrize(("is_acknowledged", "state"), [(True, "done"), (False, "reported")])
def test_reopening_a_task_opens_what_its_closing_ended(
    office, liaison, helper, part, is_acknowledged, state
):
    says_done(helper.actor, part)
    if is_acknowledged:
        acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=None)
    factories.report(part.task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=part.task_id, seen_version=None, verdict="accepted", note="已查看"
    )
    with refused(Refused, "closed"):
        return_part(actor=office, duty_id=part.pk, seen_version=None, reason="x")

    services.reopen_task(actor=office, task_id=part.task_id, seen_version=None, reason="复查")

    assert dict(part.task.duties.values_list("role", "state")) == {
        "lead": "assigned",
        "supporting": state,
    }


def test_closing_over_what_is_undone_needs_a_word_and_leaves_a_row_for_each_part(
    office, helper, part
):
    part.task.milestones.create(number=1, title_en="Handbook printed", due_on=dt.date(2025, 9, 1))
    factories.report(part.task, says_done=True)
    verdict = {"actor": SYSTEM, "task_id": part.task_id, "seen_version": None}
    for lang, which in (("en", "Culture Bureau; “Handbook"), ("zh-hans", "、“Handbook")):
        with refused(Refused, which), translation.override(lang):
            services.verify_task(**verdict, verdict="accepted", note=" ")
    assert not AuditRow.objects.filter(action="governance.duty.closed").exists()

    services.verify_task(**verdict, verdict="accepted", note="手册改由牵头单位编")

    states = part.task.duties.values_list("state", flat=True)
    rows = AuditRow.objects.filter(action="governance.duty.closed")
    assert (set(states), rows.count()) == ({"done"}, 2)
    row = rows.get(subject_id=part.pk)
    assert (row.before["state"], row.after["state"]) == ("assigned", "done")
    services.reopen_task(actor=office, task_id=part.task_id, seen_version=None, reason="复查")
    row = AuditRow.objects.get(action="governance.duty.reopened", subject_id=part.pk)
    assert (row.before["state"], row.after["state"]) == ("done", "assigned")
    part.refresh_from_db()
    assert part.version == row.subject_version


@pytest.mark.parametrize(
    ("lang", "words", "named"),
    [
        ("zh-hans", "无人报告完成", "、“手册付印”。"),
        ("en", "Nobody has said", "Culture Bureau; “Handbook printed”."),
    ],
)
def test_the_verifier_is_shown_what_nobody_has_said_to_be_done(client, part, lang, words, named):
    judge = grant_role(user(), "verifier")
    client.force_login(judge)
    client.cookies["plenary_language"] = lang
    printed = {"title_zh": "手册付印", "title_en": "Handbook printed"}
    part.task.milestones.create(number=1, due_on=dt.date(2025, 9, 1), **printed)
    factories.report(part.task, says_done=True)
    page = client.get(f"/tasks/{part.task_id}/").content.decode()
    assert words in page

    refusal = client.post(
        f"/tasks/{part.task_id}/verify/",
        {
            "verdict": "accepted",
            "outcome_zh": "已办",
            "seen_version": Task.objects.get(pk=part.task_id).version,
        },
    )

    assert refusal.status_code == 422
    answered = refusal.content.decode()
    assert str(part.unit.short_zh or part.unit.name_zh) in answered or lang == "en"
    assert named in answered
    assert "已办" in answered
    assert answered.count('role="alert" tabindex="-1" autofocus') == 1
    part.refresh_from_db()
    assert part.state == "assigned"


def test_what_a_unit_asks_of_its_part_ends_with_the_closing(helper, part):
    ask = decline_duty(actor=helper.actor, duty_id=part.pk, reason="无此职能")
    factories.report(part.task, says_done=True)

    services.verify_task(
        actor=SYSTEM, task_id=part.task_id, seen_version=None, verdict="accepted", note="并入牵头"
    )

    ask.refresh_from_db()
    part.refresh_from_db()
    assert (ask.state, part.state) == ("lapsed", "done")
    assert AuditRow.objects.filter(action="governance.duty_ask.lapsed").count() == 1


def test_the_page_of_a_part_takes_the_leads_word(client, helper, liaison, part):
    says_done(helper.actor, part)
    client.force_login(User.objects.get(pk=liaison.user_id))
    address = f"/duties/{part.pk}/done/"
    assert address in client.get(part.task.get_absolute_url()).content.decode()
    assert address in client.get("/duties/").content.decode()
    assert "手册已交付" in client.get(address).content.decode()
    assert client.post(address, {"seen_version": part.version}).status_code == 422
    lost = client.post(address, {"seen_version": part.version, "return": "1", "reason": " "})
    assert lost.status_code == 422
    assert client.post(address, {"seen_version": 1, "acknowledge": "1"}).status_code == 409

    client.post(address, {"seen_version": part.version, "acknowledge": "1"})

    part.refresh_from_db()
    assert part.state == "done"
    client.force_login(helper)
    judged = client.post(address, {"seen_version": part.version, "acknowledge": "1", "reason": "x"})
    assert judged.status_code == 403
    form = client.get(f"/tasks/{part.task_id}/progress/{part.unit_id}/").content.decode()
    assert "Our part is done" in form


def test_the_list_of_duties_shows_the_parts_own_date(client, helper, part):
    client.force_login(helper)
    assert "due 2025-06-10" in client.get("/duties/").content.decode()
    assert "due 2025-06-10" in client.get("/").content.decode()


def test_a_unit_takes_its_part_back_with_a_reason_until_the_task_is_closed(
    client, helper, liaison, part
):
    says_done(helper.actor, part)
    address, seen = f"/duties/{part.pk}/done/", {"seen_version": part.version}
    client.force_login(helper)
    assert address in client.get(part.task.get_absolute_url()).content.decode()
    assert 'name="take_back"' in client.get(address).content.decode()
    blank = client.post(address, {**seen, "take_back": "1", "reason": " "})
    assert blank.status_code == 422
    client.force_login(unit_user(unit()))
    assert client.post(address, {**seen, "take_back": "1", "reason": "x"}).status_code == 404
    part.refresh_from_db()
    assert part.state == "reported"
    Notification.objects.all().delete()

    client.force_login(helper)
    client.post(address, {**seen, "take_back": "1", "reason": "英文版有误"})

    part.refresh_from_db()
    assert (part.state, part.reported_at, part.signed_at is None) == ("signed", None, False)
    row = AuditRow.objects.get(action="governance.duty.report_taken_back")
    assert (row.actor_id, row.after["note"]) == (helper.pk, {"reason": "英文版有误"})
    told = Notification.objects.get(kind="governance.part.taken_back")
    assert (told.user_id, "英文版有误" in told.text_zh) == (liaison.user_id, True)
    says_done(helper.actor, part)
    acknowledge_part(actor=liaison, duty_id=part.pk, seen_version=None)
    take_part_report_back(actor=helper.actor, duty_id=part.pk, seen_version=None, reason="数字有误")
    part.refresh_from_db()
    assert (part.state, part.done_at, part.done_by, part.done_by_id) == ("signed", None, "", None)
    assert spoken_of(part)[0]
    says_done(helper.actor, part)
    factories.report(part.task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=part.task_id, seen_version=None, verdict="accepted", note="已查看"
    )
    with refused(Refused, "closed"):
        take_part_report_back(actor=helper.actor, duty_id=part.pk, seen_version=None, reason="x")


@pytest.mark.parametrize(
    ("lang", "lacks", "verifier_wants", "lead_wants"),
    [
        (
            "en",
            "No entry names evidence",
            "What the verifier will look for",
            "lead unit will look for",
        ),
        ("zh-hans", "各次进展均未注明佐证", "核查人将查看什么", "牵头单位将查看什么"),
    ],
)
def test_what_a_closing_asks_for_is_said_beforehand_on_both_forms(
    client, helper, liaison, part, lang, lacks, verifier_wants, lead_wants
):
    client.cookies["plenary_language"] = lang

    def shown(account, address):
        client.force_login(account)
        return client.get(address).content.decode()

    lead, judge = User.objects.get(pk=liaison.user_id), grant_role(user(), "verifier")
    Duty.objects.filter(pk=part.pk).update(
        deliverable_zh="入境手册", deliverable_en="Entry handbook"
    )
    task = f"/tasks/{part.task_id}/"
    form = shown(lead, f"{task}progress/{part.task.lead_unit_id}/")
    assert verifier_wants in form
    assert str(part.unit.name_zh if lang == "zh-hans" else part.unit.name_en) in form
    assert ("Evidence: no entry" in form) or ("佐证：本任务的进展中尚未注明" in form)
    none_left = {"en": "No part or milestone is left", "zh-hans": "没有未报告完成的承担部分和节点"}
    assert none_left[lang] not in form
    own = shown(helper, f"{task}progress/{part.unit_id}/")
    assert lead_wants in own
    assert ("Entry handbook" in own) or ("入境手册" in own)
    assert verifier_wants not in own
    factories.report(part.task, says_done=True)
    assert lacks in shown(judge, task)

    factories.report(
        part.task, says_done=True, evidence=[services.EvidenceGiven(text="公报第12期")]
    )

    assert lacks not in shown(judge, task)
    Duty.objects.filter(pk=part.pk).update(state=DutyState.REPORTED, reported_at=clock.now())
    form = shown(lead, f"{task}progress/{part.task.lead_unit_id}/")
    assert "Evidence: no entry" not in form
    assert none_left[lang] in form, "reported, and nobody has agreed yet"
