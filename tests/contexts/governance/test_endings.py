"""A task that is not to be done ends on a ground, by two people, with everything that hangs on it."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.contexts.governance import services
from plenary.contexts.governance.models import (
    DutyAsk,
    DutyEnd,
    Extension,
    ExtraReport,
    InstructionCall,
    ListChange,
    TaskEnding,
)
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors import coverage, listed, lists, tasks
from plenary.contexts.governance.selectors.acts import endings
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.selectors.board import board
from plenary.contexts.governance.selectors.duties import duties_of
from plenary.contexts.governance.selectors.report_facts import facts_of
from plenary.contexts.governance.selectors.task_history import history_of
from plenary.contexts.governance.services.acts.endings import (
    confirm_ending,
    propose_ending,
    send_ending_back,
    withdraw_ending,
)
from plenary.contexts.governance.services.parts import BasisGiven, GroundGiven, MilestoneGiven
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

GROUND = GroundGiven(instruction="上级撤回要求", instructed_on=dt.date(2025, 6, 30))


@pytest.fixture
def second(actor_of):
    """Another person of the office."""
    return actor_of("office")


@pytest.fixture
def task(commerce, liaison):
    wanted = factories.requirement(text_zh="办展会")
    return factories.open_task(
        lead_unit_id=commerce.pk,
        title_en="Hold the fair",
        bases=[BasisGiven("requirement", wanted.pk)],
        supporting_unit_ids=(unit(name_en="Helper").pk,),
        milestones=(MilestoneGiven(dt.date(2025, 8, 1), "方案"),),
        due_on=dt.date(2025, 12, 31),
    )


def proposed(actor, of, kind="end", **fields):
    given = {"seen_version": None, "reason": "要求已撤回", "ground": GROUND, **fields}
    return propose_ending(actor=actor, task_id=of.pk, kind=kind, **given)


def confirmed(actor, ending):
    return confirm_ending(actor=actor, ending_id=ending.pk, seen_version=None)


def ended(office, second, of):
    made = confirmed(second, proposed(office, of))
    of.refresh_from_db()
    return made


def test_a_proposed_end_is_no_longer_needed_once_the_work_is_accepted(
    client, office, second, liaison, commerce, task
):
    late = services.ask_for_extension(
        actor=liaison, task_id=task.pk, unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1), reason="x",
    )  # fmt: skip
    factories.report(task, says_done=True)
    made = proposed(office, task)
    assert "end" in {line.kind for line in waiting_for(second)}
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="returned", note="x"
    )
    made.refresh_from_db()
    assert made.state == "proposed"

    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="x"
    )

    made.refresh_from_db()
    late.refresh_from_db()
    assert (made.state, made.settled_at, late.state) == ("lapsed", clock.now(), "lapsed")
    assert not {"end", "extension"} & {line.kind for line in waiting_for(second)}
    assert AuditRow.objects.get(action="governance.task_ending.lapsed").subject_id == made.pk
    told = Notification.objects.filter(kind="governance.task_ending.lapsed")
    assert list(told.values_list("user_id", flat=True)) == [office.user_id]
    client.force_login(User.objects.get(pk=office.user_id))
    assert "No longer needed" in client.get(made.get_absolute_url()).content.decode()
    for settle in (confirm_ending, withdraw_ending):
        with refused(Refused):
            settle(actor=second, ending_id=made.pk, seen_version=None)
    services.reopen_task(actor=SYSTEM, task_id=task.pk, seen_version=None, reason="x")
    task.refresh_from_db()
    assert ended(office, second, task).state == "confirmed"


def with_everything_open(task, liaison, commerce):
    """A date, an answer, a duty and a further report are asked for on the task."""
    leader = services.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="请抓紧", unit_ids=[commerce.pk]
    )
    services.ask_for_extension(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="x",
    )
    services.ask_for_transfer(
        actor=SYSTEM, duty_id=task.duties.get(role="supporting").pk, reason="x"
    )
    ExtraReport.objects.create(
        task=task,
        unit=commerce,
        question="x",
        reason="x",
        due_on=dt.date(2025, 7, 20),
        state="approved",
        asked_at=clock.now(),
        asked_by="x",
        settled_at=clock.now(),
    )
    return leader


def test_what_a_superior_withdrew_ends_with_everything_that_hangs_on_it(
    office, second, liaison, commerce, task
):
    instruction = with_everything_open(task, liaison, commerce)
    services.override_light(
        actor=office, task_id=task.pk, seen_version=None, light="red", reason="x"
    )
    services.withdraw_requirement(
        actor=office,
        requirement_id=task.bases.get().requirement_id,
        seen_version=None,
        withdrawn_on=clock.today(),
        reason="撤回",
    )
    assert list(coverage.tasks(office)) == [task]

    ended(office, second, task)

    assert (task.state, task.light, task.light_rule, task.override) == (
        "ended",
        "none",
        "ended",
        "",
    )
    assert task.ended_at == clock.now()
    assert not coverage.tasks(office).exists()
    instruction.refresh_from_db()
    assert instruction.state == "ended"
    assert not InstructionCall.objects.exists()
    assert Extension.objects.get().state == "lapsed"
    assert DutyAsk.objects.get().state == "lapsed"
    assert ExtraReport.objects.get().state == "withdrawn"
    assert set(DutyEnd.objects.values_list("kind", "unit_id")) == {
        ("ended", duty.unit_id) for duty in task.duties.filter(role__in=["lead", "supporting"])
    }
    assert {line.kind for line in waiting_for(liaison)} == {"ended"}
    assert len(duties_of(liaison).under_way) == 0
    assert Notification.objects.filter(user=liaison.user_id, kind="governance.duty.ended").exists()
    kinds = {"task.ended", "task_ending.confirmed", "instruction.ended", "duty_ask.lapsed"}
    said = set(AuditRow.objects.values_list("action", flat=True))
    assert {f"governance.{kind}" for kind in kinds} <= said
    row = AuditRow.objects.get(action="governance.task.ended")
    assert row.after["note"]["reason"] == "要求已撤回"


def test_it_takes_a_ground_a_reason_and_a_second_person_of_the_office(
    office, second, liaison, actor_of, task
):
    for wrong, word in (
        ({"reason": " "}, "why"),
        ({"ground": GroundGiven()}, "one of the two"),
        ({"ground": GroundGiven(instruction="x")}, "which day"),
        ({"kind": "pause"}, "choices"),
        ({"kind": "resume"}, "open"),
    ):
        with refused(Refused, word):
            proposed(office, task, **wrong)
    with refused(Stale):
        proposed(office, task, seen_version=task.version + 1)
    for actor in (liaison, actor_of("leader"), actor_of("verifier")):
        with refused(Forbidden):
            proposed(actor, task)
    with refused(NotFound):
        proposed(unit_user(unit()).actor, task)
    assert not TaskEnding.objects.exists()

    made = proposed(office, task)
    with refused(Refused, "already"):
        proposed(second, task)
    for actor in (office, actor_of("leader")):
        with refused(Forbidden):
            confirmed(actor, made)
    with refused(Forbidden):
        send_ending_back(actor=office, ending_id=made.pk, seen_version=None, answer="x")
    with refused(NotFound):
        confirmed(liaison, made)
    with refused(Refused, "why"):
        send_ending_back(actor=second, ending_id=made.pk, seen_version=None, answer=" ")
    task.refresh_from_db()
    assert task.state == "open"
    confirmed(second, made)
    for again in (
        lambda: confirmed(second, made),
        lambda: withdraw_ending(actor=office, ending_id=made.pk, seen_version=None),
    ):
        with refused(Refused):
            again()


def test_only_the_office_knows_before_the_second_person_agrees(office, second, liaison, task):
    before = Notification.objects.filter(user=liaison.user_id).count()
    made = proposed(office, task)

    assert [line.kind for line in waiting_for(second)] == ["end"]
    assert waiting_for(office) == waiting_for(liaison) == []
    assert not endings.visible_to(liaison).exists()
    trail = acts_on(liaison, task, [], is_inside=True)
    assert (trail.lines, trail.proposed) == ([], None)
    assert acts_on(office, task, [], is_inside=True).proposed is not None
    assert Notification.objects.filter(user=liaison.user_id).count() == before
    assert "governance.task_ending.proposed" in {row.action for row in history_of(office, task)}
    assert "governance.task_ending.proposed" not in {r.action for r in history_of(liaison, task)}

    send_ending_back(actor=second, ending_id=made.pk, seen_version=None, answer="仍有依据")
    told = Notification.objects.get(user=office.user_id, kind="governance.task_ending.returned")
    assert told.url == made.get_absolute_url()
    withdraw_ending(actor=office, ending_id=proposed(office, task).pk, seen_version=None)
    confirmed(second, proposed(office, task))
    assert [line.state for line in acts_on(liaison, task, [], is_inside=True).lines] == [
        "confirmed"
    ]


def test_it_goes_on_again_by_the_same_way_with_its_parts(office, second, liaison, task):
    services.report_progress(
        actor=liaison,
        task_id=task.pk,
        unit_id=task.lead_unit_id,
        period=None,
        given=services.ProgressGiven(done_zh="已完成", says_done=True),
    )
    ended(office, second, task)
    assert (task.state, task.reported_at) == ("ended", None)

    confirmed(office, proposed(second, task, kind="resume"))

    task.refresh_from_db()
    assert (task.state, task.ended_at) == ("open", None)
    assert task.light != "none"
    assert len(duties_of(liaison).under_way) == 1
    assert Notification.objects.filter(
        user=liaison.user_id, kind="governance.task.resumed"
    ).exists()


def test_taken_up_again_after_its_date_it_may_be_given_another(office, second, liaison, task):
    asked = {
        "actor": liaison,
        "task_id": task.pk,
        "unit_id": task.lead_unit_id,
        "wanted_on": dt.date(2025, 9, 30),
        "reason": "重新启动",
    }
    type(task).objects.filter(pk=task.pk).update(due_on=dt.date(2025, 6, 20))
    with refused(Refused, "before it, not after"):
        services.ask_for_extension(**asked)
    ended(office, second, task)
    confirmed(office, proposed(second, task, kind="resume"))
    task.refresh_from_db()
    assert task.back_at == clock.now()
    assert services.ask_for_extension(**asked).was_on == task.due_on


def test_what_was_ended_is_changed_counted_asked_for_and_offered_no_more(
    office, second, liaison, commerce
):
    key_list = factories.task_list(name_en="Key tasks")
    wanted = factories.requirement(text_zh="办展会")
    task = factories.draft_task(
        lead_unit_id=commerce.pk, bases=[BasisGiven("requirement", wanted.pk)]
    )
    other = factories.draft_task(title_zh="另一项")
    for one in (task, other):
        services.add_task_to_list(actor=SYSTEM, list_id=key_list.pk, task_id=one.pk)
    services.adopt_list(actor=SYSTEM, list_id=key_list.pk, seen_version=None, owed="待补")
    assert not coverage.requirements(office).exists()

    ended(office, second, task)

    assert list(coverage.requirements(office)) == [wanted]
    assert lists.listing(office).get(pk=key_list.pk).task_count == 1
    assert board(office).total == 1
    assert key_list.entries.get(task=task).number == 1
    change = ListChange.objects.get()
    assert (change.kind, change.task, change.instruction) == ("ended", task, GROUND.instruction)
    assert [row.pk for row in listed.listing(office, tasks.Filters(state="ended")).rows] == [
        task.pk
    ]
    for call in (
        lambda: services.edit_task(
            actor=office, task_id=task.pk, seen_version=None, changes={"title_zh": "x"}, reason="x"
        ),
        lambda: services.give_instruction(actor=SYSTEM, task_id=task.pk, text_zh="x"),
        lambda: services.sign_for(actor=liaison, duty_id=task.duties.get().pk),
        lambda: services.assign_duty(
            actor=office, task_id=task.pk, role="supporting", unit_id=other.lead_unit_id
        ),
    ):
        with refused(Refused, "ended"):
            call()
    for call in (
        lambda: factories.report(task),
        lambda: services.merge_tasks(
            actor=office, task_id=task.pk, seen_version=None, into_id=other.pk, reason="x"
        ),
        lambda: proposed(office, task),
    ):
        with refused(Refused):
            call()
    proposed(office, other)
    with refused(Refused, "Settle that first"):
        services.merge_tasks(
            actor=office, task_id=other.pk, seen_version=None, into_id=task.pk, reason="x"
        )


def test_the_report_of_its_period_says_when_and_why_and_later_ones_pass_over_it(office, second):
    key_list = factories.task_list()
    task = factories.draft_task(title_zh="办展会")
    other = factories.draft_task(title_zh="另一项")
    for one in (task, other):
        services.add_task_to_list(actor=SYSTEM, list_id=key_list.pk, task_id=one.pk)
    services.adopt_list(
        actor=SYSTEM,
        list_id=key_list.pk,
        seen_version=None,
        adopted_on=dt.date(2025, 1, 5),
        owed="待补",
    )
    factories.report(
        task, period=Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30)), done_zh="已选址。"
    )
    ended(office, second, task)

    report = draft_report(actor=SYSTEM, list_id=key_list.pk, period_key="quarter-2025-04")

    said = {one.key: (one.text_zh, one.text_en) for one in report.statements.all()}
    zh, en = said[f"ended:{task.pk}"]
    assert zh == "已于2025年7月1日依据批示终止：要求已撤回。"
    assert en.startswith("Ended on 1 July 2025 by an instruction: ")
    assert "已选址" in said[f"progress:{task.pk}"][0]
    assert "已终止1项" in said["overview:counts"][0]
    assert f"gap:{task.pk}" not in said
    earlier = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    type(task).objects.filter(pk=task.pk).update(ended_at=earlier)
    assert [one.task_id for one in facts_of(report).tasks] == [other.pk]


def test_no_task_is_merged_while_it_is_proposed_to_end_either(office, task):
    other = factories.open_task(due_on=task.due_on)
    proposed(office, task)
    for old, into in ((task, other), (other, task)):
        with refused(Refused, "proposed to end"):
            services.merge_tasks(
                actor=office, task_id=old.pk, seen_version=None, into_id=into.pk, reason="x"
            )
    assert {one.state for one in type(task).objects.all()} == {"open"}


@pytest.mark.parametrize(("lang", "word"), [("en", "Ended"), ("zh-hans", "已终止")])
def test_the_pages_propose_confirm_and_show_the_end(client, office, second, task, lang, word):
    first, other = (User.objects.get(pk=one.user_id) for one in (office, second))
    for one in (first, other):
        one.language = lang[:2]
        one.save()
    client.force_login(first)
    at = f"/tasks/{task.pk}/"
    assert f"{at}end/" in client.get(at).content.decode()
    given = {"reason": "The superior withdrew it", "seen_version": task.version}
    assert client.post(f"{at}end/", given).status_code == 422
    ground = {"instruction": "Withdrawn", "instructed_on": "2025-06-30"}
    assert client.post(f"{at}end/", {**given, **ground}).status_code == 302
    made = TaskEnding.objects.get()
    page = client.get(made.get_absolute_url()).content.decode()
    assert 'name="agree"' not in page
    assert 'name="withdraw"' in page
    agree = {"agree": "1", "seen_version": made.version}
    assert client.post(made.get_absolute_url(), agree).status_code == 403

    client.force_login(other)
    assert made.get_absolute_url() in client.get("/waiting/").content.decode()
    back = {"seen_version": made.version}
    assert client.post(made.get_absolute_url(), back).status_code == 422
    assert client.post(made.get_absolute_url(), agree).status_code == 302

    with translation.override(lang):
        page = client.get(at, headers={"accept-language": lang}).content.decode()
        assert word in page
        assert word in page.split("box-end")[1].split("</li>")[0]
        assert made.get_absolute_url() in page
        assert f"{at}resume/" in page
        assert f"{at}end/" not in page
        found = client.get("/tasks/?state=ended", headers={"accept-language": lang})
        assert word in found.content.decode()
    assert client.get(f"{at}resume/").status_code == 200
