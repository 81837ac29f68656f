"""A leader's instruction: written, routed, answered, sent back, settled, and never lost from the trail."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import Matter
from plenary.contexts.governance.models import Instruction, Task
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.selectors.matters_owed import owed
from plenary.kernel.accounts.services import deactivate_user
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people.services import appoint, end_holding
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, person, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def task(commerce):
    return factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk)


@pytest.fixture
def leader(db):
    return grant_role(user(name="Leader"), "leader").actor


@pytest.fixture
def helper(task):
    made = unit(short_en="Helper")
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=made.pk)
    return made


def given(actor, task, *units, **fields):
    return services.give_instruction(
        actor=actor,
        task_id=task.pk,
        unit_ids=[one.pk for one in units],
        **{"text_zh": "请抓紧落实，月底前报结果。", **fields},
    )


def answered(actor, instruction, by, **fields):
    return services.answer_instruction(
        actor=actor,
        instruction_id=instruction.pk,
        unit_id=by.pk,
        **{"text_zh": "已新增三家。", **fields},
    )


def sent_back(actor, instruction, reason="请说明余下两家"):
    return services.send_instruction_back(
        actor=actor, instruction_id=instruction.pk, seen_version=None, reason=reason
    )


def withdrawn(actor, instruction, reason="另有安排"):
    return services.withdraw_instruction(
        actor=actor, instruction_id=instruction.pk, seen_version=None, reason=reason
    )


def settled(actor, instruction, note=""):
    return services.settle_instruction(
        actor=actor, instruction_id=instruction.pk, seen_version=None, note=note
    )


def state_of(instruction):
    instruction.refresh_from_db()
    return instruction.state


def told(kind):
    rows = Notification.objects.filter(kind=f"governance.instruction.{kind}")
    return set(rows.values_list("user_id", flat=True))


def test_an_instruction_goes_from_the_leader_to_the_units_and_back(
    leader, liaison, office, commerce, helper, task
):
    assistant = unit_user(helper).actor
    instruction = given(leader, task, commerce, helper, answer_by=dt.date(2025, 7, 31))
    assert state_of(instruction) == "routed"
    assert told("given") == {office.user_id}
    assert told("routed") == {liaison.user_id, assistant.user_id}

    answered(liaison, instruction, commerce)
    assert state_of(instruction) == "routed"
    answered(assistant, instruction, helper, text_zh="", text_en="The list is enclosed.")
    assert state_of(instruction) == "answered"
    assert told("answered") == {office.user_id, leader.user_id}

    sent_back(leader, instruction)
    assert state_of(instruction) == "routed"
    assert instruction.calls.filter(answered_at=None).count() == 2
    answered(liaison, instruction, commerce, text_zh="两家在装修。")
    answered(assistant, instruction, helper)
    settled(leader, instruction, note="同意")

    assert state_of(instruction) == "settled"
    kinds = list(instruction.words.values_list("kind", flat=True))
    assert kinds == ["answer", "answer", "return", "answer", "answer", "settled"]


def test_the_office_routes_what_a_leader_wrote_without_a_unit(
    leader, liaison, office, commerce, task
):
    instruction = given(leader, task)
    assert instruction.state == "written"
    with refused(Forbidden):
        services.route_instruction(
            actor=liaison, instruction_id=instruction.pk, seen_version=None, unit_ids=[commerce.pk]
        )
    with refused(Refused, "at least one unit"):
        services.route_instruction(
            actor=office, instruction_id=instruction.pk, seen_version=None, unit_ids=[]
        )
    services.route_instruction(
        actor=office, instruction_id=instruction.pk, seen_version=1, unit_ids=[commerce.pk]
    )
    assert state_of(instruction) == "routed"
    with refused(Refused, "already"):
        services.route_instruction(
            actor=office, instruction_id=instruction.pk, seen_version=None, unit_ids=[commerce.pk]
        )
    with refused(Stale):
        services.route_instruction(
            actor=office, instruction_id=instruction.pk, seen_version=1, unit_ids=[commerce.pk]
        )


def test_the_office_writes_down_what_a_leader_said_and_the_leader_judges(
    office, commerce, liaison, task
):
    held = post(is_leader=True)
    its_leader = grant_role(user(), "leader", post=held).actor
    with refused(Refused, "whose instruction"):
        given(office, task, commerce)
    instruction = given(office, task, commerce, post_id=held.pk)
    assert told("written_down") == {its_leader.user_id}
    answered(liaison, instruction, commerce)
    with refused(Forbidden):
        settled(grant_role(user(), "leader").actor, instruction)
    settled(its_leader, instruction)
    assert state_of(instruction) == "settled"


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"text_zh": "  "}, "at least one"),
        ({"text_zh": "绝密★长期"}, "marking"),
        ({"answer_by": dt.date(2025, 6, 30)}, "past"),
    ],
)
def test_an_instruction_says_something_and_looks_ahead(leader, commerce, task, fields, match):
    with refused(Refused, match):
        given(leader, task, commerce, **fields)


def test_it_is_written_on_work_in_force_by_those_who_may(leader, liaison, commerce, task):
    with refused(Forbidden):
        given(liaison, task)
    with refused(NotFound):
        given(unit_user(unit()).actor, task)
    draft = factories.draft_task()
    with refused(Refused, "not in force"):
        given(leader, draft)
    with refused(Refused, "part in the task"):
        given(leader, task, unit())
    with refused(NotFound):
        given(leader, task, post_id=987654)
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    with refused(Refused, "closed"):
        given(leader, task)


def test_a_unit_answers_once_for_itself(leader, liaison, commerce, helper, task):
    instruction = given(leader, task, commerce)
    assistant = unit_user(helper).actor
    with refused(NotFound):
        answered(assistant, instruction, helper)
    with refused(Forbidden):
        answered(assistant, instruction, commerce)
    with refused(Refused, "at least one"):
        answered(liaison, instruction, commerce, text_zh="")
    answered(liaison, instruction, commerce)
    with refused(Refused, "answered already"):
        answered(liaison, instruction, commerce)


def test_the_leader_judges_only_what_is_answered_and_says_why(leader, liaison, commerce, task):
    instruction = given(leader, task, commerce)
    with refused(Refused, "not open"):
        sent_back(leader, instruction)
    with refused(Refused, "Not all answers"):
        settled(leader, instruction, note=" ")
    answered(liaison, instruction, commerce)
    with refused(Refused, "why"):
        sent_back(leader, instruction, reason="")
    settled(leader, instruction)
    with refused(Refused, "not open"):
        settled(leader, instruction)
    with refused(Refused, "not open"):
        services.route_instruction(
            actor=leader,
            instruction_id=instruction.pk,
            seen_version=None,
            unit_ids=[unit().pk],
        )


def test_it_waits_for_the_right_people_with_its_age(
    leader, liaison, office, commerce, task, the_first_of_july
):
    instruction = given(leader, task, commerce)
    the_first_of_july.shift(dt.timedelta(days=9))
    other = grant_role(user(), "leader").actor

    def waits():
        return [len(waiting_for(one)) for one in (leader, office, liaison, other)]

    assert waits() == [1, 1, 1, 0]
    assert waiting_for(office)[0].age == dt.timedelta(days=9)
    answered(liaison, instruction, commerce)
    assert waits() == [1, 0, 0, 0]
    settled(leader, instruction)
    assert waits() == [0, 0, 0, 0]


def test_a_word_that_needs_no_answer_is_noted_and_a_mistaken_one_withdrawn(
    leader, liaison, office, commerce, helper, task, client
):
    alone = given(leader, task)
    settled(leader, alone, note="已阅")
    assert (state_of(alone), alone.words.get().text_zh) == ("settled", "已阅")

    partly, mistaken = given(leader, task, commerce, helper), given(leader, task, commerce)
    answered(liaison, partly, commerce)
    settled(leader, partly, note="够了")
    for actor, reason, error in ((liaison, "x", Forbidden), (leader, " ", Refused)):
        with refused(error):
            withdrawn(actor, mistaken, reason)
    assert state_of(mistaken) == "routed"
    withdrawn(leader, mistaken)

    assert (state_of(mistaken), mistaken.words.get().kind) == ("withdrawn", "withdrawn")
    assert mistaken.settled_at
    assert told("withdrawn") == {liaison.user_id}
    assert [waiting_for(one) for one in (leader, office, liaison)] == [[], [], []]
    assert not list(owed(Matter.INSTRUCTION, [(dt.date(2025, 1, 1), dt.date(2026, 1, 1))]))
    for move in (withdrawn, sent_back):
        with refused(Refused, "not open"):
            move(leader, mistaken)
    with refused(Refused, "not open"):
        answered(liaison, mistaken, commerce)
    client.force_login(grant_role(user(), "office"))
    page = client.get(mistaken.get_absolute_url()).content.decode()
    assert "no answer is owed any more" in page
    assert "/route/" not in page
    assert "withdrew an instruction" in client.get(f"/tasks/{task.pk}/history/").content.decode()


def test_the_present_holder_of_the_post_judges_and_without_one_the_office(
    office, commerce, liaison, task
):
    held = post(is_leader=True)
    former = grant_role(user(), "leader", post=held)
    instruction = given(former.actor, task, commerce, post_id=held.pk)
    with refused(Forbidden):
        settled(office, instruction, note="已阅")
    deactivate_user(actor=SYSTEM, user_id=former.pk)
    answered(liaison, instruction, commerce)
    assert [line.pk for line in waiting_for(office)] == [instruction.pk]

    successor = grant_role(user(), "leader", post=held).actor
    assert waiting_for(office) == []
    with refused(Forbidden):
        settled(office, instruction, note="已阅")
    settled(successor, instruction)
    assert state_of(instruction) == "settled"


def test_the_office_acts_for_a_post_whose_holder_has_left_it_and_sees_that_it_waits(
    office, commerce, liaison, task
):
    held = post(is_leader=True)
    former = grant_role(user(person=person()), "leader", post=held)
    holding = appoint(actor=SYSTEM, post=held, person=former.person)
    instruction = given(former.actor, task, commerce, post_id=held.pk)
    answered(liaison, instruction, commerce)
    assert waiting_for(office) == []
    end_holding(actor=SYSTEM, holding_id=holding.pk, until_on=clock.today())

    assert [line.pk for line in waiting_for(office)] == [instruction.pk]
    settled(office, instruction)


def test_the_office_acts_for_a_leader_without_a_post_whose_account_is_closed(
    office, task, commerce
):
    gone = grant_role(user(), "leader")
    instruction = given(gone.actor, task, commerce)
    with refused(Forbidden):
        withdrawn(office, instruction)
    deactivate_user(actor=SYSTEM, user_id=gone.pk)
    withdrawn(office, instruction)
    assert state_of(instruction) == "withdrawn"


def test_work_is_not_closed_past_a_leaders_open_word(
    leader, liaison, office, commerce, task, client
):
    instruction = given(leader, task, commerce, answer_by=dt.date(2025, 7, 8))
    factories.report(task, says_done=True)
    judge = grant_role(user(), "verifier")
    verdict = {"actor": judge.actor, "task_id": task.pk, "seen_version": None}
    with refused(Refused, "still open"):
        services.verify_task(**verdict, verdict="accepted", note="已查看")
    client.force_login(judge)
    page = client.get(f"/tasks/{task.pk}/").content.decode()
    assert instruction.get_absolute_url() in page
    assert "can be returned but not accepted" in page
    data = {"verdict": "accepted", "seen_version": Task.objects.get(pk=task.pk).version}
    answer = client.post(f"/tasks/{task.pk}/verify/", data)
    assert (answer.status_code, str(instruction) in answer.content.decode()) == (422, True)
    july = [(dt.date(2025, 7, 8), dt.date(2025, 7, 8))]
    assert [one.task_id for some in owed(Matter.INSTRUCTION, july) for one in some] == [task.pk]
    assert [len(waiting_for(one)) for one in (leader, office, liaison)] == [1, 1, 1]

    answered(liaison, instruction, commerce)
    settled(leader, instruction)
    services.verify_task(**verdict, verdict="accepted", note="已查看")
    task.refresh_from_db()
    assert task.state == "closed"


def test_what_was_closed_past_an_open_word_before_stays_listed_until_it_is_settled(
    leader, liaison, office, commerce, task
):
    instruction = given(leader, task, commerce)
    Task.objects.filter(pk=task.pk).update(state="closed", closed_at=clock.now())
    assert [len(waiting_for(one)) for one in (leader, office, liaison)] == [1, 1, 1]
    answered(liaison, instruction, commerce)
    settled(leader, instruction)
    assert [len(waiting_for(one)) for one in (leader, office, liaison)] == [0, 0, 0]


def test_it_stands_on_the_trail_of_the_task(client, leader, liaison, office, commerce, task):
    instruction = given(leader, task, commerce)
    client.force_login(grant_role(user(), "office"))
    assert "wrote an instruction" in client.get(f"/tasks/{task.pk}/history/").content.decode()
    line = acts_on(office, task, [], is_inside=True).lines[0]
    assert (line.text, line.url) == (str(instruction), instruction.get_absolute_url())
    assert acts_on(liaison, task, [], is_inside=False).lines == []


def test_the_pages_take_an_instruction_round(client, commerce, task):
    boss, account = grant_role(user(), "leader"), unit_user(commerce)
    client.force_login(boss)
    address = f"/tasks/{task.pk}/instruction/"
    assert address in client.get(f"/tasks/{task.pk}/").content.decode()
    page = client.get(address).content.decode()
    assert f'value="{commerce.pk}" ' in page
    wrong = client.post(address, {"text_en": "", "units": [commerce.pk]})
    assert wrong.status_code == 422
    client.post(address, {"text_en": "Hurry up", "units": [commerce.pk]})
    instruction = Instruction.objects.get()
    own = instruction.get_absolute_url()

    client.force_login(account)
    assert own in client.get("/duties/").content.decode()
    assert own in client.get("/").content.decode()
    assert client.get(f"{own}answer/{unit().pk}/").status_code == 403
    assert client.get(f"{own}route/").status_code == 403
    assert client.post(own, {"settle": "1", "seen_version": 2}).status_code == 403
    client.post(f"{own}answer/{commerce.pk}/", {"text_en": "Done"})
    client.force_login(boss)
    assert own in client.get("/").content.decode()
    data = {"seen_version": 3, "remark": ""}
    assert client.post(own, data).status_code == 422
    assert client.post(own, {**data, "send_back": "1"}).status_code == 422
    assert client.post(own, {**data, "seen_version": 1, "settle": "1"}).status_code == 409
    client.post(own, {**data, "settle": "1", "remark": "Good"})
    text = client.get(own).content.decode()
    assert "Done" in text
    assert "Good" in text
    client.force_login(grant_role(user(), "office"))
    assert client.get(f"{own}route/").status_code == 200
    client.force_login(unit_user(unit()))
    assert client.get(own).status_code == 404


def test_homes_take_as_many_queries_for_many_as_for_one(client, leader, commerce):
    boss, account = grant_role(user(), "leader"), unit_user(commerce)

    def written():
        made = factories.open_task(lead_unit_id=commerce.pk)
        given(boss.actor, made, commerce)

    def counted(who, address):
        client.force_login(who)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    pages = [(boss, "/"), (account, "/"), (account, "/duties/")]
    written()
    one = [counted(*page) for page in pages]
    for _ in range(9):
        written()
    assert [counted(*page) for page in pages] == one


def test_a_leader_writes_in_their_own_name_alone(task, leader, office):
    others = post(is_leader=True)

    with refused(Forbidden):
        given(leader, task, post_id=others.pk)

    assert given(office, task, post_id=others.pk).post == others


def test_what_a_unit_owes_goes_along_with_its_part(task, leader, office, liaison, commerce):
    other = unit()
    instruction = given(leader, task, commerce)
    duty = task.duties.get()
    ask = services.ask_for_transfer(actor=liaison, duty_id=duty.pk, reason="转办")
    services.accept_ask(actor=office, ask_id=ask.pk, seen_version=None, unit_id=other.pk)
    assert instruction.calls.get().unit == other

    third = unit()
    heirs = unit_user(third)
    services.hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=third.pk, reason="调整"
    )

    assert instruction.calls.get().unit == third
    rows = AuditRow.objects.filter(action="governance.instruction.handed_on").order_by("pk")
    assert [row.after["note"]["to"] for row in rows] == [other.pk, third.pk]
    [line] = Notification.objects.filter(user=heirs, kind="governance.instruction.routed")
    assert line.url == instruction.get_absolute_url()
    assert "An instruction waits for your answer" in line.text_en
    assert "领导批示，请答复" in line.text_zh


def test_an_instruction_that_nobody_owes_any_more_waits_for_the_office_or_the_leader(
    task, leader, office, liaison, commerce, helper
):
    part = task.duties.get(unit=helper)
    alone, both = given(leader, task, helper), given(leader, task, commerce, helper)
    answered(liaison, both, commerce)
    colleague = grant_role(user(), "office")

    services.remove_duty(actor=office, duty_id=part.pk, seen_version=None, reason="不再参与")

    told = Notification.objects.filter(kind="governance.instruction.released")
    assert set(told.values_list("user", "url")) == {
        (who, one.get_absolute_url())
        for who in (leader.user_id, colleague.pk)
        for one in (alone, both)
    }
    assert "no unit owes an answer" in told[0].text_en
    assert "已无待答复单位" in told[0].text_zh

    for one in (alone, both):
        one.refresh_from_db()
    assert (alone.state, alone.calls.count()) == ("written", 0)
    assert (both.state, both.calls.get().unit) == ("answered", commerce)


def test_an_act_waits_for_its_task_first_as_every_change_of_a_task_does(
    task, leader, liaison, office, commerce
):
    instruction = given(leader, task, commerce)
    ask = services.ask_for_transfer(actor=liaison, duty_id=task.duties.get().pk, reason="转办")
    extension = services.ask_for_extension(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="场地推迟",
    )
    changes = {
        "governance_instruction": lambda: answered(liaison, instruction, commerce),
        "governance_extension": lambda: services.endorse_extension(
            actor=office, extension_id=extension.pk, seen_version=None
        ),
        "governance_dutyask": lambda: services.return_ask(
            actor=office, ask_id=ask.pk, seen_version=None, answer="仍由你单位承担"
        ),
        "governance_duty": lambda: services.ask_for_transfer(
            actor=liaison, duty_id=ask.duty_id, reason="再次申请"
        ),
    }
    _take_the_task_first(changes)


def test_a_part_or_step_waits_for_its_task_first_too(office, task, helper):
    part = task.duties.get(unit=helper)
    step = factories.add_step(task, services.MilestoneGiven(dt.date(2025, 9, 1), "名单"))
    seen = {"seen_version": None, "reason": "x"}
    words = {"deliverable_zh": "手册"}
    translated = services.MilestoneGiven(step.due_on, "名单", "The list")
    _take_the_task_first(
        {
            "governance_duty": lambda: services.edit_duty(
                actor=office, duty_id=part.pk, changes=words, **seen
            ),
            "governance_milestone": lambda: services.edit_milestone(
                actor=office, milestone_id=step.pk, given=translated, **seen
            ),
        }
    )
    _take_the_task_first(
        {
            "governance_duty": lambda: services.remove_duty(actor=office, duty_id=part.pk, **seen),
        }
    )


def _take_the_task_first(changes):
    for table, change in changes.items():
        with CaptureQueriesContext(connection) as seen:
            change()
        held = [query["sql"] for query in seen.captured_queries if _reads_whole(query["sql"])]
        order = [
            next(n for n, sql in enumerate(held) if f'FROM "{name}"' in sql)
            for name in ("governance_task", table)
        ]
        assert order == sorted(order), table


def _reads_whole(sql):
    """Whether a query takes records for change, or reads them whole where a database has no such lock."""
    if connection.features.has_select_for_update:
        return "FOR UPDATE" in sql
    return sql.startswith("SELECT") and '."version"' in sql
