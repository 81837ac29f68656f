"""Tasks: made with a basis, changed, put into force; their milestones and duties."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Task
from plenary.contexts.governance.services import BasisGiven, MeasureGiven, MilestoneGiven
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.search.models import Entry
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.django_db
CLOSED = "governance.tasks_closed"
JUNE = dt.date(2025, 6, 30)
SEPTEMBER = dt.date(2025, 9, 30)


def create(actor, *, bases=None, **fields):
    bases = [BasisGiven("passage", factories.passage().pk)] if bases is None else bases
    return services.create_task(actor=actor, bases=bases, given=factories.given(**fields))


def edit(actor, task, reason="", **changes):
    return services.edit_task(
        actor=actor, task_id=task.pk, seen_version=None, changes=changes, reason=reason
    )


def test_a_task_is_made_with_everything_that_hangs_on_it(office):
    lead, responsible, supporting, supervising = (unit() for _ in range(4))
    accountable = post()

    task = create(
        office,
        lead_unit_id=lead.pk,
        responsible_unit_ids=(responsible.pk,),
        supporting_unit_ids=(supporting.pk,),
        supervising_unit_id=supervising.pk,
        accountable_post_id=accountable.pk,
        milestones=(MilestoneGiven(dt.date(2025, 9, 30), "二"), MilestoneGiven(JUNE, "一")),
        measures=(MeasureGiven("refund.shops", 10),),
    )

    duties = {(duty.role, duty.unit or duty.post) for duty in task.duties.all()}
    assert duties == {
        ("lead", lead),
        ("responsible", responsible),
        ("supporting", supporting),
        ("supervising", supervising),
        ("accountable", accountable),
    }
    assert [(m.number, m.title_zh) for m in task.milestones.all()] == [(1, "一"), (2, "二")]
    assert [(m.measure, m.target) for m in task.measures.all()] == [("refund.shops", 10)]
    assert (task.state, task.light, task.light_rule) == ("draft", "none", "draft")
    assert task.first_due_on == task.due_on
    assert AuditRow.objects.filter(action="governance.task.created").count() == 1
    assert Entry.objects.get(subject_type="governance.task").audience == "office"


@pytest.mark.parametrize("kind", ["directive", "decision", "requirement", "priority", "passage"])
def test_a_task_rests_on_any_kind_of_basis(office, kind):
    made = {
        "directive": factories.directive,
        "decision": factories.decision,
        "requirement": factories.requirement,
        "passage": factories.passage,
        "priority": lambda: services.add_priority(
            actor=office, plan_id=factories.plan().pk, text_zh="甲"
        ),
    }[kind]()

    task = create(office, bases=[BasisGiven(kind, made.pk)])

    assert getattr(task.bases.get(), kind) == made


def test_a_task_without_a_basis_is_refused(office):
    given = factories.given()

    with refused(Refused, "needs a basis"):
        services.create_task(actor=office, bases=[], given=given)


def test_a_task_on_what_does_not_exist_is_refused(office):
    passage, lead = factories.passage(), unit()
    good = [BasisGiven("passage", passage.pk)]

    with refused(NotFound):
        create(office, bases=[BasisGiven("directive", 0)], lead_unit_id=lead.pk)
    with refused(Refused, "twice"):
        create(office, bases=good * 2, lead_unit_id=lead.pk)
    with refused(NotFound):
        create(office, bases=good, lead_unit_id=0)
    with refused(NotFound):
        create(office, bases=good, lead_unit_id=lead.pk, theme_id=10**6)
    with refused(NotFound):
        create(office, bases=good, lead_unit_id=lead.pk, accountable_post_id=0)


def test_a_task_that_contradicts_itself_is_refused(office):
    passage, lead = factories.passage(), unit()
    known = {"bases": [BasisGiven("passage", passage.pk)], "lead_unit_id": lead.pk}

    with refused(Refused, "at least one"):
        create(office, **known, title_zh=" ")
    with refused(Refused, "one part"):
        create(office, **known, supporting_unit_ids=(lead.pk,))
    with refused(Refused, "not negative"):
        create(office, **known, measures=(MeasureGiven("a", -1),))
    with refused(Refused, "once"):
        create(office, **known, measures=(MeasureGiven("a"), MeasureGiven("a", 3)))
    with refused(Refused):
        create(office, **known, release="secret")
    with refused(Refused, "at least one"):
        create(office, **known, milestones=(MilestoneGiven(JUNE),))
    with refused(Refused, "marking"):
        create(office, **known, success_zh="绝密★长期")


@pytest.mark.parametrize("role", ["leader", "verifier", "editor", "translator", "protocol"])
def test_only_the_office_makes_tasks(actor_of, role):
    bases, given = [BasisGiven("passage", factories.passage().pk)], factories.given()
    actor = actor_of(role)

    with refused(Forbidden):
        services.create_task(actor=actor, bases=bases, given=given)


def test_a_draft_is_edited_freely_and_its_first_date_follows(office):
    task = factories.draft_task()

    edited = edit(office, task, title_en="Refund", due_on=JUNE, success_zh="新增10家")

    assert (edited.title_en, edited.due_on, edited.first_due_on) == ("Refund", JUNE, JUNE)


@pytest.mark.usefixtures("the_first_of_july")
def test_a_task_in_force_is_edited_for_a_reason_and_its_first_date_is_never_lost(office):
    task, soon = factories.open_task(), dt.date(2025, 9, 30)

    with refused(Refused, "Say why"):
        edit(office, task, due_on=soon)
    with refused(Refused, "This day is past"):
        edit(office, task, reason="x", due_on=JUNE)
    with refused(Refused, "Say why"):
        edit(office, task, title_zh="改名")
    with refused(Refused, "keeps a due date"):
        edit(office, task, reason="x", due_on=None)
    with refused(Refused, "at least one"):
        edit(office, task, reason="x", title_zh="")
    edited = edit(office, task, reason="与市级时限一致", due_on=soon)

    assert (edited.due_on, edited.first_due_on) == (soon, dt.date(2025, 12, 31))
    row = AuditRow.objects.filter(action="governance.task.edited").get()
    assert row.after["note"] == {"reason": "与市级时限一致"}
    assert row.before["due_on"] == "2025-12-31"


def test_the_release_of_a_task_in_force_needs_no_reason(office):
    task = factories.open_task()

    assert edit(office, task, release="public").release == "public"
    assert Entry.objects.get(subject_type="governance.task").audience == "all"


def test_editing_is_refused_to_others_stale_closed_and_invisible(office, liaison, commerce):
    task, closed = factories.open_task(lead_unit_id=commerce.pk), factories.closed_task()

    with refused(Forbidden):
        edit(liaison, task, title_zh="x")
    with refused(NotFound):
        edit(liaison, closed, title_zh="x")
    with refused(Refused, "Reopen it"):
        edit(office, closed, title_zh="x", reason="y")
    with refused(Stale):
        services.edit_task(
            actor=office, task_id=task.pk, seen_version=1, changes={"release": "public"}
        )
    with refused(NotFound):
        edit(office, task, theme_id=10**6)


def test_measures_take_the_place_of_those_before(office):
    task = factories.draft_task(measures=(MeasureGiven("a", 1),))

    services.bind_measures(
        actor=office, task_id=task.pk, seen_version=None, measures=[MeasureGiven(CLOSED)]
    )

    assert [one.measure for one in task.measures.all()] == [CLOSED]
    for error, wrong in ((Refused, MeasureGiven(CLOSED, -2)), (NotFound, MeasureGiven("no.such"))):
        with refused(error):
            services.bind_measures(
                actor=office, task_id=task.pk, seen_version=None, measures=[wrong]
            )


def test_a_basis_is_added_once(office):
    task, directive = factories.open_task(), factories.directive()

    services.add_basis(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        basis=BasisGiven("directive", directive.pk),
    )

    assert task.bases.count() == 2
    with refused(Refused, "already"):
        services.add_basis(
            actor=office,
            task_id=task.pk,
            seen_version=None,
            basis=BasisGiven("directive", directive.pk),
        )


def test_a_single_task_is_put_into_force_when_it_is_whole(office, the_first_of_july):
    without_lead = factories.draft_task(lead_unit_id=None)
    without_date = factories.draft_task(due_on=None)
    whole = factories.draft_task()

    opened = services.open_task(actor=office, task_id=whole.pk, seen_version=1)

    assert (opened.state, opened.light, opened.shown_light) == ("open", "green", "green")
    assert Entry.objects.get(subject_id=whole.pk, subject_type="governance.task").unit_ids == [
        whole.lead_unit_id
    ]
    with refused(Refused, "no lead unit"):
        services.open_task(actor=office, task_id=without_lead.pk, seen_version=None)
    with refused(Refused, "no due date"):
        services.open_task(actor=office, task_id=without_date.pk, seen_version=None)
    with refused(Refused):
        services.open_task(actor=office, task_id=whole.pk, seen_version=None)


def test_a_draft_is_deleted_only_when_nothing_holds_it(office):
    free, listed, opened = (
        factories.draft_task(),
        factories.draft_task(),
        factories.open_task(),
    )
    task_list = factories.task_list()
    services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=listed.pk)

    services.delete_draft_task(actor=office, task_id=free.pk, seen_version=1)

    assert not Task.objects.filter(pk=free.pk).exists()
    assert not Basis.objects.filter(task=free.pk).exists()
    for task, match in ((listed, "off its lists"), (opened, "never deleted")):
        with refused(Refused, match):
            services.delete_draft_task(actor=office, task_id=task.pk, seen_version=None)


def test_milestones_turn_the_light(office, the_first_of_july):
    task = factories.open_task(milestones=(MilestoneGiven(JUNE, "一"),))
    milestone = task.milestones.get()

    task.refresh_from_db()
    assert (task.light, task.light_rule) == ("yellow", "milestone_late")
    asked = services.ask_to_change_milestone(
        actor=office,
        task_id=task.pk,
        unit_id=task.lead_unit_id,
        milestone_id=milestone.pk,
        kind="sooner",
        wanted_on=dt.date(2025, 6, 1),
        reason="更正",
    )
    services.endorse_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)
    services.approve_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)
    task.refresh_from_db()
    assert task.light_rule == "milestone_overdue"
    services.complete_milestone(actor=office, milestone_id=milestone.pk, seen_version=2)

    task.refresh_from_db()
    assert (task.light, task.light_rule) == ("made_good", "milestones_made_good")
    assert task.version == 2


def test_a_milestone_needs_a_title_and_in_force_a_reason(office, the_first_of_july):
    task = factories.open_task(milestones=(MilestoneGiven(JUNE, "一"),))
    milestone = task.milestones.get()
    new = MilestoneGiven(JUNE, "二")

    with refused(Refused, "Say why"):
        services.edit_milestone(
            actor=office, milestone_id=milestone.pk, seen_version=None, given=new
        )
    draft = factories.draft_task()
    with refused(Refused, "at least one"):
        services.add_milestone(actor=office, task_id=draft.pk, given=MilestoneGiven(JUNE))


def test_a_milestone_is_completed_once_and_not_in_advance(office, the_first_of_july):
    task = factories.open_task(milestones=(MilestoneGiven(JUNE, "一"),))
    milestone = task.milestones.get()
    draft = factories.draft_task(milestones=(MilestoneGiven(JUNE, "一"),)).milestones.get()

    def complete(which, **fields):
        return services.complete_milestone(
            actor=office, milestone_id=which.pk, seen_version=None, **fields
        )

    with refused(Refused, "still to come"):
        complete(milestone, done_on=dt.date(2025, 7, 2))
    with refused(Refused, "not under way"):
        complete(draft)
    complete(milestone)
    with refused(Refused, "is done"):
        complete(milestone)
    with refused(Refused, "is done"):
        services.edit_milestone(
            actor=office,
            milestone_id=milestone.pk,
            seen_version=None,
            given=MilestoneGiven(JUNE, "二"),
            reason="x",
        )


def test_the_lead_unit_completes_a_milestone_and_a_supporting_one_does_not(commerce, liaison):
    helping = unit()
    task = factories.open_task(
        lead_unit_id=commerce.pk,
        supporting_unit_ids=(helping.pk,),
        milestones=(MilestoneGiven(JUNE, "一"), MilestoneGiven(JUNE, "二")),
    )
    first, second = task.milestones.all()
    helper = unit_user(helping).actor

    services.complete_milestone(actor=liaison, milestone_id=first.pk, seen_version=None)

    with refused(Forbidden):
        services.complete_milestone(actor=helper, milestone_id=second.pk, seen_version=None)


def assign(actor, task, role, **who):
    return services.assign_duty(actor=actor, task_id=task.pk, role=role, **who)


def test_a_duty_has_its_own_deliverable_and_date(office):
    last = dt.date(2031, 6, 30)
    task, helping = factories.open_task(due_on=last), unit()

    duty = assign(
        office, task, "supporting", unit_id=helping.pk, deliverable_zh="提供名单", due_on=last
    )

    assert (duty.state, duty.deliverable_zh, duty.due_on) == ("assigned", "提供名单", last)
    entry = Entry.objects.get(subject_type="governance.task", subject_id=task.pk)
    assert entry.unit_ids == sorted([task.lead_unit_id, helping.pk])


def test_a_duty_that_clashes_is_refused(office):
    task, other, chair = factories.open_task(), unit(), post()
    assign(office, task, "accountable", post_id=chair.pk)

    with refused(Refused, "Hand the lead over"):
        assign(office, task, "lead", unit_id=other.pk)
    with refused(Refused, "a part in the task already"):
        assign(office, task, "supporting", unit_id=task.lead_unit_id)
    with refused(Refused, "unit's or a post's"):
        assign(office, task, "accountable")
    with refused(Refused, "A unit leads"):
        assign(office, task, "supporting", post_id=chair.pk)
    with refused(Refused):
        assign(office, task, "boss", unit_id=other.pk)
    with refused(NotFound):
        assign(office, task, "supporting", unit_id=0)


def test_a_lead_is_given_to_a_draft_without_one(office):
    task, lead = factories.draft_task(lead_unit_id=None), unit()

    assign(office, task, "lead", unit_id=lead.pk)

    task.refresh_from_db()
    assert task.lead_unit == lead


def test_a_duty_is_taken_back_and_its_unit_sees_the_task_no_longer(office):
    helping = unit()
    task = factories.open_task(supporting_unit_ids=(helping.pk,))
    duty = task.duties.get(role="supporting")
    lead = task.duties.get(role="lead")

    with refused(Refused, "Say why"):
        services.remove_duty(actor=office, duty_id=duty.pk, seen_version=None)
    with refused(Refused, "Hand the lead over"):
        services.remove_duty(actor=office, duty_id=lead.pk, seen_version=None, reason="x")
    services.remove_duty(actor=office, duty_id=duty.pk, seen_version=1, reason="职责调整")

    entry = Entry.objects.get(subject_type="governance.task", subject_id=task.pk)
    assert entry.unit_ids == [task.lead_unit_id]
    assert not task.duties.filter(role="supporting").exists()


def test_the_lead_of_a_draft_is_taken_back(office):
    task = factories.draft_task()

    services.remove_duty(actor=office, duty_id=task.duties.get().pk, seen_version=None)

    task.refresh_from_db()
    assert task.lead_unit is None


def test_the_lead_is_handed_over(office):
    task, new = factories.open_task(), unit()
    old = task.lead_unit_id

    services.hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=new.pk, reason="机构改革"
    )

    task.refresh_from_db()
    assert task.lead_unit == new
    assert [duty.unit for duty in task.duties.all()] == [new]
    row = AuditRow.objects.get(action="governance.duty.removed")
    assert row.after["note"] == {"reason": "机构改革", "unit": old, "post": None}
    with refused(Refused, "already"):
        services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=new.pk, reason="x"
        )
    third = unit()
    with refused(Refused, "Say why"):
        services.hand_over_lead(actor=office, task_id=task.pk, seen_version=None, unit_id=third.pk)


def test_the_lead_of_a_draft_without_one_is_handed_out(office):
    task, new = factories.draft_task(lead_unit_id=None), unit()

    services.hand_over_lead(actor=office, task_id=task.pk, seen_version=None, unit_id=new.pk)

    task.refresh_from_db()
    assert task.lead_unit == new


def test_a_unit_signs_for_its_duty_once(commerce, liaison, office):
    task = factories.open_task(lead_unit_id=commerce.pk)
    duty = task.duties.get()

    signed = services.sign_for(actor=liaison, duty_id=duty.pk)

    assert (signed.state, signed.signed_by_id) == ("signed", liaison.user_id)
    with refused(Refused, "already"):
        services.sign_for(actor=liaison, duty_id=duty.pk)


def test_nobody_else_signs(commerce, office):
    task = factories.open_task(lead_unit_id=commerce.pk)
    duty = task.duties.get()
    stranger = unit_user(unit()).actor

    with refused(Forbidden):
        services.sign_for(actor=office, duty_id=duty.pk)
    with refused(NotFound):
        services.sign_for(actor=stranger, duty_id=duty.pk)


def test_a_unit_above_signs_for_one_below(db):
    above = unit()
    below = unit(parent=above)
    task = factories.open_task(lead_unit_id=below.pk)

    signed = services.sign_for(actor=unit_user(above).actor, duty_id=task.duties.get().pk)

    assert signed.state == "signed"


def test_whoever_acts_for_a_post_signs_for_it(db):
    accountable = post()
    task = factories.open_task(accountable_post_id=accountable.pk)
    leader = grant_role(user(), "leader", post=accountable).actor

    duty = task.duties.get(role="accountable")

    assert services.sign_for(actor=leader, duty_id=duty.pk).signed_by_id == leader.user_id


def test_a_draft_is_not_signed_for(db):
    duty = factories.draft_task().duties.get()

    with refused(Refused, "not in force"):
        services.sign_for(actor=SYSTEM, duty_id=duty.pk)
