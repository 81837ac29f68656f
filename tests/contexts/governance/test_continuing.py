"""Work that others continue loses nothing: leaders' words, units, deliverables, dates, milestones, measures."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import (
    Duty,
    DutyEnd,
    Instruction,
    InstructionCall,
    Milestone,
    Succession,
    Task,
)
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.services import MeasureGiven, MilestoneGiven
from plenary.contexts.governance.services.acts.parts_done import (
    acknowledge_part,
    take_part_report_back,
)
from plenary.contexts.governance.services.duty_ends import note_end
from plenary.contexts.governance.services.parts import GroundGiven, ShareGiven
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import post, unit, unit_user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

GROUND = GroundGiven(instruction="主任：同意延后", instructed_on=dt.date(2025, 6, 30))
AUGUST, SEPTEMBER, DECEMBER = dt.date(2025, 8, 1), dt.date(2025, 9, 30), dt.date(2025, 12, 31)


def split(old, *parts, **fields):
    return services.split_task(
        actor=SYSTEM,
        task_id=old.pk,
        seen_version=None,
        parts=[factories.given(**{"title_zh": "部分", **part}) for part in parts],
        reason="x",
        **fields,
    )


def merged(old, new, **fields):
    services.merge_tasks(
        actor=SYSTEM, task_id=old.pk, seen_version=None, into_id=new.pk, reason="x", **fields
    )
    new.refresh_from_db()


def routed(task, *units, actor=SYSTEM):
    return services.give_instruction(
        actor=actor, task_id=task.pk, text_zh="请抓紧", unit_ids=[one.pk for one in units]
    )


def owed():
    found = InstructionCall.objects.filter(answered_at=None)
    return set(found.values_list("instruction__task_id", "unit_id"))


def test_each_unit_answers_a_leader_in_the_part_that_it_has(actor_of, commerce):
    second, gone = unit(), unit()
    old = factories.open_task(
        lead_unit_id=commerce.pk,
        responsible_unit_ids=(second.pk,),
        supporting_unit_ids=(gone.pk,),
    )
    leader = actor_of("leader")
    word = routed(old, commerce, second, gone, actor=leader)

    one, two = split(
        old,
        {"lead_unit_id": commerce.pk},
        {"lead_unit_id": second.pk},
        shares=[ShareGiven(), ShareGiven()],
    )

    assert owed() == {(one.pk, commerce.pk), (two.pk, second.pk)}
    assert instructions.owed_by(unit_user(gone).actor).count() == 0
    assert Notification.objects.filter(
        user=leader.user_id, kind="governance.instruction.released"
    ).exists()
    moved = AuditRow.objects.get(action="governance.instruction.moved")
    assert moved.after["note"]["released"] == [gone.pk]
    word.refresh_from_db()
    copy = Instruction.objects.get(task=two)
    assert (word.task_id, copy.text_zh, copy.given_by_id) == (one.pk, "请抓紧", leader.user_id)
    for instruction, who in ((word, commerce), (copy, second)):
        services.answer_instruction(
            actor=unit_user(who).actor,
            instruction_id=instruction.pk,
            unit_id=who.pk,
            text_zh="已办",
        )
        settled = services.settle_instruction(
            actor=leader, instruction_id=instruction.pk, seen_version=None
        )
        assert settled.state == "settled"


def test_a_word_whose_last_answers_are_released_waits_for_the_leader_or_for_a_new_route(commerce):
    gone = unit()
    fields = {"lead_unit_id": commerce.pk, "supporting_unit_ids": (gone.pk,)}
    old = factories.open_task(**fields)
    answered, alone = routed(old, commerce, gone), routed(old, gone)
    services.answer_instruction(
        actor=SYSTEM, instruction_id=answered.pk, unit_id=commerce.pk, text_zh="已办"
    )

    part, _other = split(
        old, {"lead_unit_id": commerce.pk}, {}, shares=[ShareGiven(), ShareGiven()]
    )

    for word in (answered, alone):
        word.refresh_from_db()
    assert (answered.state, alone.state, alone.task_id) == ("answered", "written", part.pk)
    assert owed() == set()
    services.send_instruction_back(
        actor=SYSTEM, instruction_id=answered.pk, seen_version=None, reason="x"
    )
    assert owed() == {(part.pk, commerce.pk)}


def test_a_supervising_unit_goes_on_supervising_and_answering(commerce):
    watch, leading = unit(), post(is_leader=True)
    old = factories.open_task(supervising_unit_id=watch.pk, accountable_post_id=leading.pk)
    new = factories.open_task(supervising_unit_id=unit().pk)
    routed(old, watch)

    merged(old, new)

    assert new.duties.filter(role="supervising").count() == 2
    assert new.duties.get(role="accountable").post_id == leading.pk
    assert owed() == {(new.pk, watch.pk)}
    assert instructions.owed_by(unit_user(watch).actor).count() == 1


def test_a_unit_that_only_supervises_what_continues_its_work_is_told_that_its_part_ended(commerce):
    worked = unit_user(unit())
    (pk,) = worked.actor.unit_ids
    old = factories.open_task(lead_unit_id=commerce.pk, responsible_unit_ids=(pk,), due_on=AUGUST)
    Duty.objects.create(task=old, role="supervising", unit_id=pk, assigned_at=old.made_at)

    (one, _two) = split(
        old,
        {"lead_unit_id": commerce.pk, "due_on": AUGUST},
        {"lead_unit_id": commerce.pk, "due_on": AUGUST},
        shares=[ShareGiven(), ShareGiven()],
    )

    assert list(one.duties.filter(unit=pk).values_list("role", flat=True)) == ["supervising"]
    ended = DutyEnd.objects.get(unit=pk)
    assert (ended.kind, ended.role) == ("replaced", "responsible")
    told = Notification.objects.filter(user=worked, kind="governance.duty.ended")
    assert told.get().url == ended.get_absolute_url()
    assert [line.kind for line in waiting_for(worked.actor)] == ["ended"]
    note_end(actor=worked.actor, end_id=ended.pk, seen_version=None)
    assert not waiting_for(worked.actor)


@pytest.fixture
def whole(commerce):
    """A task with everything that could be lost."""
    made = factories.open_task(
        lead_unit_id=commerce.pk,
        due_on=SEPTEMBER,
        responsible_unit_ids=(unit(name_en="Doer").pk,),
        supporting_unit_ids=(unit(name_en="Helper").pk,),
        measures=(MeasureGiven("governance.tasks_closed", 3),),
        milestones=(
            MilestoneGiven(AUGUST, "名单"),
            MilestoneGiven(SEPTEMBER, "总结"),
            MilestoneGiven(dt.date(2025, 6, 1), "启动"),
        ),
    )
    made.duties.filter(role="responsible").update(
        deliverable_zh="选址报告", deliverable_en="A report on the site", due_on=AUGUST
    )
    made.milestones.filter(title_zh="启动").update(done_on=dt.date(2025, 6, 1))
    made.milestones.filter(title_zh="名单").update(first_due_on=dt.date(2025, 7, 15))
    return made


def test_a_split_keeps_units_measures_and_open_milestones_without_being_told(whole, commerce):
    one, two = split(whole, {"lead_unit_id": commerce.pk, "due_on": AUGUST}, {"due_on": SEPTEMBER})

    roles = {"responsible", "supporting"}
    for part in (one, two):
        assert set(part.duties.values_list("role", flat=True)) == {"lead", *roles}
    doer = two.duties.get(role="responsible")
    assert (doer.deliverable_zh, doer.due_on) == ("选址报告", AUGUST)
    assert one.duties.get(role="responsible").due_on is None
    assert [one.measures.count(), two.measures.count()] == [1, 0]
    assert [(step.title_zh, step.first_due_on) for step in one.milestones.all()] == [
        ("名单", dt.date(2025, 7, 15))
    ]
    assert [step.title_zh for step in two.milestones.all()] == ["总结"]
    assert not DutyEnd.objects.exists()
    given = AuditRow.objects.filter(action="governance.duty.assigned")
    assert set(given.values_list("subject_id", flat=True)) >= set(
        Duty.objects.filter(task__in=[one, two], role__in=roles).values_list("pk", flat=True)
    )


def test_a_share_says_who_and_what_goes_where(whole):
    lead, doer, helper = (whole.duties.get(role=r) for r in ("lead", "responsible", "supporting"))
    measure = whole.measures.get()
    step = whole.milestones.get(title_zh="名单")
    strange = factories.open_task().duties.get()
    parts = ({"due_on": SEPTEMBER}, {"due_on": SEPTEMBER})
    for wrong in (
        [ShareGiven()],
        [ShareGiven(duty_ids=(strange.pk,)), ShareGiven()],
        [ShareGiven(measure_ids=(measure.pk + 1,)), ShareGiven()],
        [ShareGiven(milestone_ids=(whole.milestones.get(title_zh="启动").pk,)), ShareGiven()],
    ):
        with refused(NotFound):
            split(whole, *parts, shares=wrong)
    assert Task.objects.filter(title_zh="部分").count() == 0

    one, two = split(
        whole,
        *parts,
        shares=[
            ShareGiven(duty_ids=(doer.pk,)),
            ShareGiven((lead.pk,), (measure.pk,), (step.pk,)),
        ],
    )

    assert one.duties.get(role="responsible").unit_id == doer.unit_id
    assert two.duties.get(role="responsible").unit_id == lead.unit_id
    assert DutyEnd.objects.get().unit_id == helper.unit_id
    assert [one.measures.count(), two.measures.count()] == [0, 1]
    assert [s.title_zh for s in one.milestones.all()] == ["总结"]
    assert [s.title_zh for s in two.milestones.all()] == ["名单"]


def test_the_form_shares_what_the_task_has(client, office, whole, commerce):
    client.force_login(User.objects.get(pk=office.user_id))
    at = f"/tasks/{whole.pk}/split/"
    page = client.get(at).content.decode()
    step, measure = whole.milestones.get(title_zh="名单"), whole.measures.get()
    doer = whole.duties.get(role="responsible")
    for name in (f"milestone_{step.pk}", f"measure_{measure.pk}", f"duty_{doer.pk}"):
        assert f'name="{name}"' in page
    sent = {"reason": "x", "seen_version": whole.version, f"duty_{doer.pk}": ["2"]}
    for n in (1, 2):
        sent |= {f"title_en_{n}": f"Part {n}", f"lead_unit_{n}": commerce.pk}
        sent |= {f"due_on_{n}": "2025-09-30"}
    wrong = client.post(at, {**sent, f"milestone_{step.pk}": "4"})
    assert wrong.status_code == 422
    assert not Succession.objects.exists()

    client.post(at, {**sent, f"milestone_{step.pk}": "2", f"measure_{measure.pk}": "2"})

    two = Task.objects.get(title_en="Part 2")
    assert two.duties.get(role="responsible").unit_id == doer.unit_id
    assert Task.objects.get(title_en="Part 1").duties.count() == 1
    assert two.milestones.get().title_zh == "名单"
    assert two.measures.count() == 1


def test_a_merge_keeps_the_earlier_first_date_the_milestones_and_both_deliverables(whole):
    doer = whole.duties.get(role="responsible")
    new = factories.open_task(due_on=AUGUST, responsible_unit_ids=(doer.unit_id,))
    Task.objects.filter(pk=whole.pk).update(first_due_on=dt.date(2025, 7, 15))
    new.duties.filter(unit=doer.unit_id).update(
        deliverable_zh="招商方案", deliverable_en="A plan", due_on=dt.date(2025, 7, 20)
    )

    with refused(Refused, "总结 (2025-09-30)"):
        merged(whole, new)
    assert not new.milestones.exists()
    whole.milestones.filter(title_zh="总结").update(due_on=AUGUST, first_due_on=SEPTEMBER)

    merged(whole, new)

    assert (new.due_on, new.first_due_on) == (AUGUST, dt.date(2025, 7, 15))
    assert set(new.milestones.values_list("title_zh", "first_due_on")) == {
        ("名单", dt.date(2025, 7, 15)),
        ("总结", SEPTEMBER),
    }
    there = new.duties.get(unit=doer.unit_id)
    assert there.deliverable_zh == "招商方案；选址报告"
    assert there.deliverable_en == "A plan; A report on the site"
    assert there.due_on == dt.date(2025, 7, 20)
    edited = AuditRow.objects.get(action="governance.duty.edited")
    assert (edited.subject_id, edited.after["note"]["continues"]) == (there.pk, whole.pk)
    assert (
        Milestone.objects.filter(task=new).count()
        == AuditRow.objects.filter(
            action="governance.milestone.added", subject_type="governance.milestone"
        ).count()
    )


def test_no_milestone_lies_after_the_end_of_what_continues_the_work(whole, commerce):
    early = {"lead_unit_id": commerce.pk, "due_on": AUGUST}
    for shares in (None, [ShareGiven(), ShareGiven()]):
        with refused(Refused, "总结 (2025-09-30)"):
            split(whole, early, {"due_on": AUGUST}, shares=shares)
    assert not Succession.objects.exists()


def test_what_a_unit_delivers_is_not_cut_off(whole):
    doer = whole.duties.get(role="responsible")
    new = factories.open_task(due_on=SEPTEMBER, responsible_unit_ids=(doer.unit_id,))
    new.duties.filter(unit=doer.unit_id).update(deliverable_zh="字" * 298)
    with refused(Refused, "too long together"):
        merged(whole, new)
    assert not Succession.objects.exists()


def test_replacing_is_no_way_round_an_extension(whole, commerce):
    later = {"lead_unit_id": commerce.pk, "due_on": DECEMBER}
    new = factories.open_task(due_on=DECEMBER)
    given = factories.given(**later)
    for call in (
        lambda **ground: merged(whole, new, **ground),
        lambda **ground: split(whole, later, {"due_on": AUGUST}, **ground),
        lambda **ground: services.supersede_task(
            actor=SYSTEM, task_id=whole.pk, seen_version=None, given=given, reason="x", **ground
        ),
    ):
        with refused(Refused, "instead of 2025-09-30"):
            call()
        with refused(Refused, "which day"):
            call(ground=GroundGiven(instruction="x"))
    assert not Succession.objects.exists()

    merged(whole, new, ground=GROUND)

    kept = Succession.objects.get()
    assert (kept.instruction, kept.instructed_on) == (GROUND.instruction, GROUND.instructed_on)
    assert new.first_due_on == SEPTEMBER
    row = AuditRow.objects.get(action="governance.task.merge")
    assert row.after["note"]["reason"] == "x"


def test_a_part_that_was_done_stays_done_and_one_that_gets_more_is_open_again(whole):
    done = {"state": "done", "reported_at": whole.made_at, "done_at": whole.made_at}
    helper = whole.duties.get(role="supporting")
    doer = whole.duties.get(role="responsible")
    whole.duties.filter(pk=helper.pk).update(**done)
    new = factories.open_task(due_on=SEPTEMBER, responsible_unit_ids=(doer.unit_id,))
    new.duties.filter(unit=doer.unit_id).update(signed_at=whole.made_at, **done)

    merged(whole, new)

    assert new.duties.get(unit=helper.unit_id).state == "done"
    there = new.duties.get(unit=doer.unit_id)
    assert (there.state, there.done_at, there.deliverable_zh) == ("signed", None, "选址报告")


def test_a_part_that_was_reported_done_waits_on_with_its_report_in_the_merged_task(
    client, whole, commerce
):
    helper, doer = (whole.duties.get(role=role) for role in ("supporting", "responsible"))
    liaison = unit_user(helper.unit)
    factories.report(whole, unit_id=helper.unit_id, actor=liaison.actor, says_done=True)
    lead = unit_user(unit())
    new = factories.open_task(due_on=SEPTEMBER, lead_unit_id=next(iter(lead.actor.unit_ids)))

    merged(whole, new)

    there = new.duties.get(unit=helper.unit_id)
    assert (there.state, there.reported_by_id) == ("reported", liaison.pk)
    assert there.signed_at is not None
    row = AuditRow.objects.get(action="governance.duty.assigned", subject_id=there.pk)
    assert row.after["note"] == {"continues": whole.pk}
    assert new.duties.get(unit=doer.unit_id).state == "assigned"
    client.force_login(lead)
    page = client.get(f"/duties/{there.pk}/done/").content.decode()
    assert "新增退税商店3家" in page
    assert whole.title_zh in page.split("Reported in the task that this one continues:")[1][:200]
    acknowledge_part(actor=lead.actor, duty_id=there.pk, seen_version=None)
    with refused(NotFound):
        acknowledge_part(actor=unit_user(unit()).actor, duty_id=there.pk, seen_version=None)
    there.refresh_from_db()
    assert there.state == "done"


def test_a_unit_takes_back_itself_what_it_reported_before_the_merger(whole):
    helper = whole.duties.get(role="supporting")
    liaison = unit_user(helper.unit).actor
    factories.report(whole, unit_id=helper.unit_id, actor=liaison, says_done=True)
    new = factories.open_task(due_on=SEPTEMBER)
    merged(whole, new)
    there = new.duties.get(unit=helper.unit_id)
    back = {"duty_id": there.pk, "seen_version": there.version}

    with refused(Forbidden):
        take_part_report_back(actor=unit_user(new.lead_unit).actor, **back, reason="x")
    with refused(Refused, "Say why"):
        take_part_report_back(actor=liaison, **back, reason=" ")
    take_part_report_back(actor=liaison, **back, reason="误报")

    there.refresh_from_db()
    assert (there.state, there.reported_at) == ("signed", None)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [("reported", "reported", ""), ("done", "reported", ""), ("signed", "signed", "2025-07-01")],
)
def test_what_a_unit_reported_of_one_of_two_parts_is_not_lost(whole, was, becomes, says):
    doer = whole.duties.get(role="responsible")
    factories.report(whole, unit_id=doer.unit_id, says_done=True)
    new = factories.open_task(due_on=SEPTEMBER, responsible_unit_ids=(doer.unit_id,))
    before = new.made_at - dt.timedelta(days=9)
    new.duties.filter(unit=doer.unit_id).update(
        state=was,
        signed_at=before,
        reported_at=None if was == "signed" else before,
        reported_by_id=None if was == "signed" else 7,
        done_at=before if was == "done" else None,
    )

    merged(whole, new)

    there = new.duties.get(unit=doer.unit_id)
    assert (there.state, there.done_at) == (becomes, None)
    assert there.deliverable_zh == "选址报告"
    assert says in there.returned
    assert bool(there.returned) is bool(says)
    if becomes == "reported":
        assert (there.reported_at, there.reported_by_id) == (new.made_at, None)
    else:
        assert whole.title_zh in there.returned
