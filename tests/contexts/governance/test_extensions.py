"""Later dates: asked for in time, let be by two people, with the first date never lost."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from plenary.contexts.governance import services
from plenary.contexts.governance.forms.acts import ExtensionForm
from plenary.contexts.governance.models import Extension, ListChange, Milestone
from plenary.contexts.governance.selectors.acts.waiting import asked_by, on_the_way, waiting_for
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.services import MilestoneGiven
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people.models import Post
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

DUE, LATER = dt.date(2025, 7, 31), dt.date(2025, 9, 30)
STEP = dt.date(2025, 7, 15)


@pytest.fixture
def task(commerce):
    return factories.open_task(
        title_en="Refunds",
        lead_unit_id=commerce.pk,
        due_on=DUE,
        milestones=(MilestoneGiven(STEP, "名单", "Names"),),
    )


@pytest.fixture
def second(db):
    return grant_role(user(), "office").actor


@pytest.fixture
def leader(task):
    held = post(is_leader=True)
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="accountable", post_id=held.pk)
    return grant_role(user(), "leader", post=held).actor


@pytest.fixture
def head(commerce):
    return grant_role(user(), "leader", post=post(organisation=commerce, is_leader=True)).actor


def asked(actor, task, **fields):
    given = {"unit_id": task.lead_unit_id, "wanted_on": LATER, "reason": "场地交付推迟"}
    return services.ask_for_extension(actor=actor, task_id=task.pk, **{**given, **fields})


def endorsed(actor, extension):
    return services.endorse_extension(actor=actor, extension_id=extension.pk, seen_version=None)


def approved(actor, extension, **fields):
    return services.approve_extension(
        actor=actor, extension_id=extension.pk, seen_version=None, **fields
    )


def refusing(actor, extension, answer="按原计划办理"):
    return services.refuse_extension(
        actor=actor, extension_id=extension.pk, seen_version=None, answer=answer
    )


def test_two_people_move_the_date_and_the_first_one_stays(liaison, office, leader, task):
    extension = asked(liaison, task)
    endorsed(office, extension)
    approved(leader, extension, answer="同意")

    task.refresh_from_db()
    extension.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (LATER, DUE)
    assert (extension.state, extension.was_on) == ("approved", DUE)
    people = (extension.asked_by_id, extension.endorsed_by_id, extension.ended_by_id)
    assert people == (liaison.user_id, office.user_id, leader.user_id)
    row = AuditRow.objects.get(action="governance.task.extended")
    assert row.before["due_on"] == "2025-07-31"
    assert row.after["note"] == {"reason": "场地交付推迟"}


def test_the_light_shows_both_dates(liaison, office, leader, task, the_first_of_july):
    extension = asked(liaison, task)
    endorsed(office, extension)
    approved(leader, extension)
    the_first_of_july.move_to(dt.datetime(2025, 8, 3, 4, tzinfo=dt.UTC))
    Milestone.objects.update(done_on=STEP)
    factories.report(task)

    services.recompute_open_lights()

    task.refresh_from_db()
    shown = task_page(office, task.pk).shown
    assert task.light == "green"
    assert "Its first date was 31 July 2025; by that one it would be “late”." in shown.sentence_en
    assert shown.sentence_zh.endswith("原定时限为2025年7月31日，按原定时限为“逾期”。")


def test_a_task_that_has_not_moved_says_nothing_of_a_first_date(office, task):
    assert "first date" not in task_page(office, task.pk).shown.sentence_en
    assert "first_light" not in task.light_facts


def test_the_units_head_takes_the_first_step_and_the_office_the_second(liaison, head, office, task):
    extension = asked(liaison, task)
    with refused(Forbidden):
        endorsed(grant_role(user(), "leader").actor, extension)
    endorsed(head, extension)
    with refused(Forbidden):
        approved(head, extension)
    assert approved(office, extension).state == "approved"


def test_nobody_takes_two_steps(liaison, office, second, task):
    mine = asked(office, task)
    with refused(Forbidden):
        endorsed(office, mine)
    endorsed(second, mine)
    for both in (office, second):
        with refused(Forbidden):
            approved(both, mine)
    with refused(Forbidden):
        endorsed(liaison, mine)
    third = grant_role(user(), "office").actor
    assert approved(third, mine).state == "approved"


def test_the_database_itself_refuses_one_person_for_asking_and_agreeing(liaison, task):
    extension = asked(liaison, task)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(endorsed_by_id=liaison.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(state="approved")


def test_it_is_asked_for_on_the_last_day_and_not_after_it(liaison, task, the_first_of_july):
    the_first_of_july.move_to(dt.datetime(2025, 8, 1, 4, tzinfo=dt.UTC))
    with refused(Refused, "The date is past"):
        asked(liaison, task)
    the_first_of_july.move_to(dt.datetime(2025, 7, 31, 4, tzinfo=dt.UTC))
    assert asked(liaison, task).state == "asked"


def test_what_was_asked_for_in_time_is_approved_late(
    liaison, office, leader, task, the_first_of_july
):
    extension = asked(liaison, task)
    the_first_of_july.move_to(dt.datetime(2025, 8, 5, 4, tzinfo=dt.UTC))
    endorsed(office, extension)
    approved(leader, extension)
    task.refresh_from_db()
    assert task.due_on == LATER


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"wanted_on": DUE}, "not later"),
        ({"wanted_on": dt.date(2300, 1, 1)}, "too far off"),
        ({"reason": " "}, "why"),
        ({"reason": "秘密★半年"}, "marking"),
    ],
)
def test_a_request_that_says_too_little_is_refused(liaison, task, fields, match):
    with refused(Refused, match):
        asked(liaison, task, **fields)


def test_only_the_units_that_answer_for_it_ask(office, liaison, task):
    helper, stranger = unit(), unit()
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=helper.pk)
    with refused(Refused, "lead or a responsible unit"):
        asked(unit_user(helper).actor, task, unit_id=helper.pk)
    with refused(Forbidden):
        asked(unit_user(helper).actor, task)
    with refused(NotFound):
        asked(unit_user(stranger).actor, task, unit_id=stranger.pk)


def test_it_is_asked_for_once_and_only_of_work_under_way(liaison, task):
    asked(liaison, task)
    with refused(Refused, "asked for already"):
        asked(liaison, task)
    factories.report(task, says_done=True)
    with refused(Refused, "not under way"):
        asked(liaison, task)


def test_a_milestone_moves_by_the_same_two_steps(liaison, office, leader, task):
    step = task.milestones.get()
    with refused(Refused, "before the task's own end"):
        asked(liaison, task, milestone_id=step.pk)
    extension = asked(liaison, task, milestone_id=step.pk, wanted_on=dt.date(2025, 7, 25))
    endorsed(office, extension)
    approved(leader, extension)

    step.refresh_from_db()
    task.refresh_from_db()
    assert (step.due_on, step.first_due_on) == (dt.date(2025, 7, 25), STEP)
    assert task.due_on == DUE
    assert AuditRow.objects.filter(action="governance.milestone.extended").exists()


def test_a_milestone_that_is_done_or_anothers_does_not_move(liaison, task):
    step = task.milestones.get()
    foreign = factories.open_task(milestones=(MilestoneGiven(STEP, "x"),)).milestones.get()
    with refused(NotFound):
        asked(liaison, task, milestone_id=foreign.pk)
    Milestone.objects.update(done_on=STEP)
    with refused(Refused, "milestone is done"):
        asked(liaison, task, milestone_id=step.pk)


def test_the_office_itself_moves_no_date_of_a_task_in_force_to_a_later_one(office, task):
    with refused(Refused, "extension"):
        services.edit_task(
            actor=office, task_id=task.pk, seen_version=None, changes={"due_on": LATER}, reason="x"
        )
    step = task.milestones.get()
    with refused(Refused, "extension"):
        services.edit_milestone(
            actor=office,
            milestone_id=step.pk,
            seen_version=None,
            given=MilestoneGiven(DUE, "名单"),
            reason="x",
        )


def test_a_draft_moves_freely_and_its_first_date_with_it(office):
    draft = factories.draft_task(due_on=DUE, milestones=(MilestoneGiven(STEP, "名单"),))
    step = draft.milestones.get()
    services.edit_task(actor=office, task_id=draft.pk, seen_version=None, changes={"due_on": LATER})
    services.edit_milestone(
        actor=office, milestone_id=step.pk, seen_version=None, given=MilestoneGiven(DUE, "名单")
    )
    draft.refresh_from_db()
    step.refresh_from_db()
    assert (draft.first_due_on, step.first_due_on) == (LATER, DUE)


def test_a_date_that_changed_meanwhile_is_not_overwritten(liaison, office, leader, task):
    extension = asked(liaison, task)
    endorsed(office, extension)
    services.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"due_on": dt.date(2025, 7, 20)},
        reason="x",
    )
    with refused(Refused, "changed since"):
        approved(leader, extension)


def test_a_refusal_says_why_and_the_date_stays(liaison, office, leader, task):
    extension = asked(liaison, task)
    with refused(Refused, "why"):
        refusing(office, extension, answer="")
    with refused(Forbidden):
        refusing(liaison, extension)
    endorsed(office, extension)
    with refused(Forbidden):
        refusing(office, extension)
    refusing(leader, extension)

    task.refresh_from_db()
    assert task.due_on == DUE
    told = Notification.objects.get(kind="governance.extension.refused")
    assert told.user_id == liaison.user_id
    with refused(Refused, "not open"):
        refusing(leader, extension)


def test_a_second_step_before_the_first_is_refused(liaison, office, task):
    extension = asked(liaison, task)
    with refused(Refused, "not open"):
        approved(office, extension)


def test_the_unit_withdraws_what_it_asked_for_and_asks_again(liaison, office, task):
    extension = asked(liaison, task)
    with refused(Forbidden):
        services.withdraw_extension(actor=office, extension_id=extension.pk, seen_version=None)
    services.withdraw_extension(actor=liaison, extension_id=extension.pk, seen_version=1)
    assert asked_by(liaison) == []
    assert asked(liaison, task).pk != extension.pk


def test_each_step_waits_for_those_who_take_it(liaison, head, office, second, leader, task):
    extension = asked(liaison, task)

    def waits():
        people = {"liaison": liaison, "head": head, "office": office, "second": second}
        people |= {"leader": leader, "other leader": grant_role(user(), "leader").actor}
        return {name for name, actor in people.items() if waiting_for(actor)}

    assert waits() == {"head", "office", "second"}
    told = Notification.objects.filter(kind="governance.extension.asked")
    assert {one.user_id for one in told} == {head.user_id, office.user_id, second.user_id}
    endorsed(office, extension)
    assert waits() == {"second", "leader"}
    assert len(asked_by(liaison)) == 1
    approved(second, extension)
    assert waits() == set()


def test_the_pages_take_a_request_through_both_steps(client, commerce, task):
    office_account, second_account = (grant_role(user(), "office") for _ in range(2))
    client.force_login(unit_user(commerce))
    address = f"/tasks/{task.pk}/extension/{commerce.pk}/"
    assert address in client.get(f"/tasks/{task.pk}/").content.decode()
    given = {"wanted_on": "2025-09-30", "reason": "The hall is late", "milestone": ""}
    wrong = client.post(address, {**given, "wanted_on": "2025-07-31"})
    assert wrong.status_code == 422
    assert "The hall is late" in wrong.content.decode()
    assert client.post(address, {**given, "wanted_on": "never"}).status_code == 422
    sent = client.post(address, given, follow=True)
    page = Extension.objects.get().get_absolute_url()
    assert sent.redirect_chain == [(page, 302)]
    assert 'name="endorse"' not in sent.content.decode()
    assert client.post(page, {"seen_version": 1, "endorse": "1"}).status_code == 403

    client.force_login(office_account)
    assert client.post(page, {"seen_version": 1}).status_code == 422
    client.post(page, {"seen_version": 1, "endorse": "1"})
    assert client.post(page, {"seen_version": 1, "refuse": "1", "answer": "x"}).status_code == 409
    client.force_login(second_account)
    assert page in client.get("/waiting/").content.decode()
    client.post(page, {"seen_version": 2, "approve": "1", "answer": "Agreed"})
    shown = client.get(f"/tasks/{task.pk}/").content.decode()
    assert "first set: 2025-07-31" in shown
    assert page in shown
    client.force_login(unit_user(unit()))
    assert client.get(page).status_code == 404


def test_the_tasks_page_reads_all_acts_in_one_query(client, liaison, office, task, commerce):
    client.force_login(grant_role(user(), "office"))

    def counted():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/tasks/{task.pk}/").status_code == 200
        return len(seen)

    asked(liaison, task)
    few = counted()
    for _ in range(9):
        last = Extension.objects.get(state="asked")
        services.withdraw_extension(actor=liaison, extension_id=last.pk, seen_version=None)
        asked(liaison, task)
    assert counted() == few


def test_a_milestone_is_not_moved_past_an_end_that_was_brought_forward(
    liaison, office, leader, task
):
    step = task.milestones.get()
    extension = asked(liaison, task, milestone_id=step.pk, wanted_on=dt.date(2025, 7, 25))
    endorsed(office, extension)
    services.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"due_on": dt.date(2025, 7, 20)},
        reason="提前",
    )

    with refused(Refused, "before the task's own end"):
        approved(leader, extension)


def test_the_form_names_the_tasks_own_date_in_the_language_in_force(task):
    with translation.override("zh-hans"):
        first = dict(ExtensionForm(task=task).fields["milestone"].choices)[""]

    assert str(first) == f"任务本身（{DUE}）"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Later due date", "first set: 2025-07-31", "Extension approved on 2025-07-01")),
        ("zh-hans", ("时限推后", "原定2025-07-31", "2025-07-01批准延期")),
    ],
)
def test_an_adopted_list_shows_an_extension_and_the_first_date(
    signed_in, commerce, second, lang, words
):
    task = factories.draft_task(lead_unit_id=commerce.pk, due_on=DUE)
    held = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=held.pk, task_id=task.pk)
    services.adopt_list(actor=SYSTEM, list_id=held.pk, seen_version=None, owed="待补")
    one = asked(SYSTEM, task)
    services.endorse_extension(actor=SYSTEM, extension_id=one.pk, seen_version=None)
    assert not ListChange.objects.exists()
    services.approve_extension(actor=second, extension_id=one.pk, seen_version=None)

    kept = ListChange.objects.get()
    assert (kept.kind, kept.was_en, kept.new_zh) == ("later", "2025-07-31", "2025-09-30")
    assert (kept.instruction, kept.instructed_on) == ("场地交付推迟", dt.date(2025, 7, 1))
    desk = signed_in(grant_role(user(), "office"))
    desk.cookies["plenary_language"] = lang
    address = held.get_absolute_url()
    shown = desk.get(address).content.decode() + desk.get(f"{address}changes/").content.decode()
    for word in words:
        assert word in shown


def test_whoever_asked_or_agreed_sees_where_a_date_is_until_it_is_decided(
    client, office, second, leader, head, liaison, task
):
    def seen(actor):
        return [(one.pk, one.holder) for one in on_the_way(actor)]

    extension = asked(liaison, task)
    chief, home = head_of(task), "Commerce Bureau"
    first = f"{chief} ({home}), or the office"
    assert [one.holder for one in asked_by(liaison)] == [first]
    assert (seen(office), seen(head), seen(second)) == ([], [], [])

    endorsed(head, extension)

    now = f"{leader_of(task)}, or another person of the office"
    assert seen(head) == seen(liaison) == [(extension.pk, now)]
    assert not [one for one in waiting_for(head) if one.pk == extension.pk]
    [line] = on_the_way(head)
    extension.refresh_from_db()
    assert line.at == extension.endorsed_at
    assert seen(second) == []
    client.force_login(User.objects.get(pk=head.user_id))
    for address in ("/waiting/", "/", extension.get_absolute_url()):
        page = client.get(address).content.decode()
        assert now in page.replace("&#39;", "'"), address
    client.force_login(User.objects.get(pk=liaison.user_id))
    assert now in client.get("/duties/").content.decode()

    approved(second, extension)

    assert seen(head) == seen(liaison) == asked_by(liaison) == []


def test_a_post_is_not_named_where_only_who_asked_or_agreed_acts_for_it(office, leader, head, task):
    asks = grant_role(User.objects.get(pk=head.user_id), "unit", unit=task.lead_unit).actor
    extension = asked(asks, task)
    assert [one.holder for one in on_the_way(asks)] == ["the office"]

    of_leader = task.duties.get(role="accountable").post
    grant_role(User.objects.get(pk=office.user_id), "leader", post=of_leader)
    endorsed(office, extension)
    assert [one.holder for one in on_the_way(office)] == [
        f"{leader_of(task)}, or another person of the office"
    ]
    Grant.objects.filter(user_id=leader.user_id).delete()
    assert [one.holder for one in on_the_way(office)] == ["another person of the office"]


def test_what_has_no_leader_waits_for_another_person_of_the_office(office, liaison, task):
    extension = endorsed(office, asked(liaison, task))
    assert [one.holder for one in on_the_way(office)] == ["another person of the office"]
    with translation.override("zh-hans"):
        assert [one.holder for one in on_the_way(office)] == ["外事办另一名工作人员"]
    assert on_the_way(SYSTEM) == []
    assert extension.state == "endorsed"


def head_of(task):
    return Post.objects.get(organisation=task.lead_unit, is_leader=True).title_en


def leader_of(task):
    held = task.duties.get(role="accountable").post
    return f"{held.title_en} ({held.organisation.short_en or held.organisation.name_en})"
