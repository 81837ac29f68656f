"""Who sees and may do what: role by record by action, in lists and single look-ups alike."""

import copy
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from plenary.contexts.governance import api, policies, services
from plenary.contexts.governance.models import Reading, ReleaseStep
from plenary.contexts.governance.policies.agendas import (
    can_answer_opinion,
    can_approve_agenda,
    can_ask_opinions,
    can_circulate_agenda,
    can_judge_topics,
    can_keep_paper,
    can_keep_topic,
    can_keep_topic_kinds,
    can_widen_paper,
)
from plenary.contexts.governance.selectors import (
    duties,
    home,
    lists,
    meetings,
    plans,
    progress,
    readings,
    reports,
    requirements,
    tasks,
)
from plenary.contexts.governance.selectors.acts import duty_asks, extensions, instructions, sheets
from plenary.contexts.governance.selectors.agendas import opinions, papers, topics
from plenary.contexts.governance.selectors.agendas.agenda_page import agenda_page
from plenary.contexts.governance.selectors.agendas.topic_page import topic_page
from plenary.contexts.governance.selectors.board import board
from plenary.contexts.governance.selectors.meeting_page import meeting_page
from plenary.contexts.governance.selectors.releases import page as release_page
from plenary.contexts.governance.selectors.task_history import history_of
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.services import (
    BasisGiven,
    GroundGiven,
    MilestoneGiven,
    ProgressGiven,
    agendas,
    releases,
    report_freezing,
)
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.kernel.accounts.services import make_token
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.selectors import visible_to as findable
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, PlenaryError
from tests.contexts.governance import agenda_records, factories
from tests.factories import body, grant_role, post, unit, unit_user, user
from tests.lasting import lasting

pytestmark = pytest.mark.django_db

READERS = ("leader", "office", "verifier", "editor", "translator", "system")
NARROW = ("leader", "office", "system")
PUBLIC_ONLY = ("protocol", "counter", "administrator")
UNITS = ("lead unit", "supporting unit", "member unit", "stranger unit")
EVERYBODY = (*READERS, *UNITS, *PUBLIC_ONLY, "no role", "nobody")
SIGNED_IN = (*READERS, *UNITS, *PUBLIC_ONLY)


GROUND = GroundGiven(instruction="批示", instructed_on=dt.date(2025, 6, 1))


@dataclass
class House:
    """One record of each kind in each state that matters, and an actor of each role."""

    records: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def shared_house(django_db_setup, django_db_blocker):
    """Make the house once for all tests: they are many, and it is large."""
    with lasting(django_db_blocker):
        yield made_house()


@pytest.fixture
def house(shared_house, db):
    """Give each test a house of its own."""
    return copy.deepcopy(shared_house)


def made_house():
    made = House()
    lead, supporting, member, stranger = (unit() for _ in range(4))
    committee = body()
    MemberUnit.objects.create(body=committee, unit=member)
    meeting = factories.meeting(body_id=committee.pk)
    directive, loose = factories.directive(meeting), factories.directive(meeting)
    requirement = factories.requirement()
    plan = factories.plan(body_id=committee.pk)
    priority = services.add_priority(actor=SYSTEM, plan_id=plan.pk, text_zh="甲")
    task = services.create_task(
        actor=SYSTEM,
        bases=[
            BasisGiven("directive", directive.pk),
            BasisGiven("requirement", requirement.pk),
            BasisGiven("priority", priority.pk),
        ],
        given=factories.given(
            lead_unit_id=lead.pk,
            supporting_unit_ids=(supporting.pk,),
            milestones=(MilestoneGiven(dt.date(2030, 1, 1), "一"),),
            due_on=dt.date(2031, 1, 1),
        ),
    )
    task_list = factories.task_list(body_id=committee.pk)
    services.add_task_to_list(actor=SYSTEM, list_id=task_list.pk, task_id=task.pk)
    services.adopt_list(actor=SYSTEM, list_id=task_list.pk, seen_version=None)
    entry = factories.report(task, help_zh="请协调")
    coming = agenda_records.planned(body_id=committee.pk, held_on=dt.date(2031, 3, 3))
    topic = agenda_records.accepted(coming, unit_id=lead.pk)
    kept = {
        f"{access} paper": agenda_records.paper(topic_id=topic.pk, access=access)
        for access in ("public", "internal", "concerned", "committee")
    }
    made.records = {
        "task": task,
        "draft task": factories.draft_task(lead_unit_id=lead.pk, release="public"),
        "public task": factories.open_task(lead_unit_id=unit().pk, release="public"),
        "meeting": meeting,
        "planned meeting": factories.meeting(is_held=False, release="public"),
        "public meeting": factories.meeting(release="public"),
        "foreign meeting": factories.meeting(),
        "directive": loose,
        "decision": factories.decision(meeting),
        "requirement": requirement,
        "foreign requirement": factories.requirement(),
        "plan": plan,
        "foreign plan": factories.plan(),
        "priority": priority,
        "list": task_list,
        "draft list": factories.task_list(body_id=committee.pk),
        "foreign list": _adopted_list_of_its_own(),
        "duty": task.duties.get(role="lead"),
        "progress": entry,
        "verification": _verification(),
        "own verification": _verification(lead_unit_id=lead.pk),
        "reading": Reading.objects.create(
            state="confirmed", meeting=meeting, made_at=clock.now(), changed_at=clock.now()
        ),
        "milestone": task.milestones.get(),
        "own duty": _other_duty(lead),
        "ask": _ask(lead),
        "foreign ask": _ask(unit()),
        "instruction": _instruction(lead),
        "foreign instruction": _instruction(unit()),
        "slip": _slip(lead),
        "foreign slip": _slip(unit()),
        "hand-over sheet": services.draw_handover(actor=SYSTEM, post_id=post().pk),
        "proposed step": ReleaseStep(proposed_by_id=0),
        "extension": _extension(lead),
        "foreign extension": _extension(unit()),
        "coming meeting": coming,
        "opinion": agendas.ask_opinions(
            actor=SYSTEM, item_id=topic.item_id, unit_ids=[supporting.pk], days=5
        )[0],
        "topic": topic,
        "draft topic": agenda_records.topic(coming, unit_id=lead.pk),
        "foreign topic": agenda_records.submitted(coming),
        **kept,
    }
    made.actors = {role: grant_role(user(), role).actor for role in (*READERS[:-1], *PUBLIC_ONLY)}
    made.actors |= {
        "system": SYSTEM,
        "lead unit": unit_user(lead).actor,
        "supporting unit": unit_user(supporting).actor,
        "member unit": unit_user(member).actor,
        "stranger unit": unit_user(stranger).actor,
        "no role": user().actor,
        "nobody": NOBODY,
    }
    return made


def _released(body_id):
    """A meeting of the committee whose decision, minutes and public text are out."""
    meeting = factories.meeting(body_id=body_id)
    decision = factories.decision(meeting)
    _let_out(meeting, "decisions")
    minutes = begin_minutes(actor=SYSTEM, meeting_id=meeting.pk)
    report_freezing.freeze_report(
        actor=SYSTEM, report_id=minutes.pk, seen_version=minutes.version, reason="x"
    )
    other = factories.meeting(body_id=body_id)
    factories.decision(other)
    return {
        "released decision": decision,
        "minutes": begin_minutes(actor=SYSTEM, meeting_id=other.pk),
        "step": _let_out(meeting, "papers"),
        "released minutes": minutes,
        "public text": _let_out(meeting, "public", text_zh="会议召开。", text_en="It met."),
    }


def _let_out(meeting, stage, **texts):
    step = releases.propose_release(actor=SYSTEM, meeting_id=meeting.pk, stage=stage, **texts)
    return releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)


def _adopted_list_of_its_own():
    task_list = factories.task_list()
    task = factories.draft_task()
    services.add_task_to_list(actor=SYSTEM, list_id=task_list.pk, task_id=task.pk)
    return services.adopt_list(actor=SYSTEM, list_id=task_list.pk, seen_version=None)


def _verification(**fields):
    task = factories.reported_task(**fields)
    return services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="returned", note="缺名单"
    )


def _other_duty(lead):
    return factories.open_task(lead_unit_id=lead.pk).duties.get()


def _ask(lead):
    return services.decline_duty(actor=SYSTEM, duty_id=_other_duty(lead).pk, reason="不属本单位")


def _extension(lead):
    task = factories.open_task(lead_unit_id=lead.pk, due_on=dt.date(2031, 1, 1))
    return services.ask_for_extension(
        actor=SYSTEM,
        task_id=task.pk,
        unit_id=lead.pk,
        wanted_on=dt.date(2031, 6, 1),
        reason="场地未交付",
    )


def _instruction(lead):
    task = factories.open_task(lead_unit_id=lead.pk)
    return services.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="请抓紧", unit_ids=[lead.pk]
    )


def _slip(lead):
    task = factories.open_task(lead_unit_id=lead.pk)
    return services.draw_slip(actor=SYSTEM, task_id=task.pk, unit_id=lead.pk, reason="逾期")


DOING = (*READERS, "lead unit", "supporting unit")
SEES = {
    "task": (tasks.visible_to, DOING),
    "draft task": (tasks.visible_to, READERS),
    "public task": (tasks.visible_to, SIGNED_IN),
    "meeting": (meetings.visible_to, (*DOING, "member unit")),
    "planned meeting": (meetings.visible_to, READERS),
    "public meeting": (meetings.visible_to, SIGNED_IN),
    "foreign meeting": (meetings.visible_to, READERS),
    "directive": (meetings.directives_visible_to, (*DOING, "member unit")),
    "decision": (meetings.decisions_visible_to, READERS),
    "requirement": (requirements.visible_to, DOING),
    "foreign requirement": (requirements.visible_to, READERS),
    "plan": (plans.visible_to, (*DOING, "member unit")),
    "foreign plan": (plans.visible_to, READERS),
    "priority": (plans.priorities_visible_to, (*DOING, "member unit")),
    "list": (lists.visible_to, (*DOING, "member unit")),
    "draft list": (lists.visible_to, READERS),
    "foreign list": (lists.visible_to, READERS),
    "duty": (duties.visible_to, DOING),
    "progress": (progress.visible_to, DOING),
    "verification": (progress.verifications_visible_to, READERS),
    "own duty": (duties.visible_to, (*READERS, "lead unit")),
    "ask": (duty_asks.visible_to, (*READERS, "lead unit")),
    "foreign ask": (duty_asks.visible_to, READERS),
    "extension": (extensions.visible_to, (*READERS, "lead unit")),
    "foreign extension": (extensions.visible_to, READERS),
    "instruction": (instructions.visible_to, (*READERS, "lead unit")),
    "foreign instruction": (instructions.visible_to, READERS),
    "slip": (sheets.visible_to, (*READERS, "lead unit")),
    "foreign slip": (sheets.visible_to, READERS),
    "hand-over sheet": (sheets.visible_to, READERS),
    "own verification": (progress.verifications_visible_to, (*READERS, "lead unit")),
    "reading": (readings.visible_to, ("office", "system")),
    "coming meeting": (meetings.visible_to, (*READERS, "member unit")),
    "topic": (topics.visible_to, (*READERS, "lead unit")),
    "draft topic": (topics.visible_to, ("system", "lead unit")),
    "foreign topic": (topics.visible_to, READERS),
    "public paper": (papers.visible_to, (*DOING, "member unit")),
    "internal paper": (papers.visible_to, (*DOING, "member unit")),
    "concerned paper": (papers.visible_to, (*READERS, "lead unit", "supporting unit")),
    "opinion": (opinions.visible_to, (*READERS, "lead unit", "supporting unit", "member unit")),
    "committee paper": (papers.visible_to, (*NARROW, "lead unit", "member unit")),
}


LET_OUT = {
    "released decision": (meetings.decisions_visible_to, (*READERS, "member unit")),
    "minutes": (reports.visible_to, READERS),
    "released minutes": (reports.visible_to, (*READERS, "member unit")),
    "step": (release_page.visible_to, READERS),
    "public text": (release_page.public_texts, SIGNED_IN),
}
"""What a meeting left, let out stage by stage: made once for all of them, since it takes long."""


def test_what_is_let_out_is_seen_and_found_by_exactly_these(house):
    records = _released(house.records["meeting"].body_id)
    for name, (visible_to, expected) in LET_OUT.items():
        record = records[name]
        seen, found = set(), set()
        for role, actor in house.actors.items():
            if visible_to(actor).filter(pk=record.pk).exists():
                seen.add(role)
            label = record._meta.label_lower
            if findable(actor).filter(subject_type=label, subject_id=record.pk).exists():
                found.add(role)
        assert seen == set(expected), name
        if name != "step":
            assert found - {"no role"} == set(expected), name


@pytest.mark.parametrize("name", SEES)
def test_a_record_is_seen_by_exactly_these(house, name):
    visible_to, expected = SEES[name]
    record = house.records[name]

    seeing = {
        role
        for role, actor in house.actors.items()
        if visible_to(actor).filter(pk=record.pk).exists()
    }

    assert seeing == set(expected)
    assert set(house.actors) == set(EVERYBODY)


@pytest.mark.parametrize("name", [n for n in SEES if "task" in n and "list" not in n])
def test_every_list_and_look_up_of_tasks_agrees(house, name):
    record = house.records[name]
    expected = set(SEES[name][1])

    for role, actor in house.actors.items():
        is_seen = role in expected
        listed = [row.pk for row in tasks.listing(actor, tasks.Filters(), size=1000).rows]
        assert (record.pk in listed) is is_seen, role
        for look_up in (task_page, api.task_state, api.task_line):
            assert _is_answered(look_up, actor, record.pk) is is_seen, (role, look_up)


@pytest.mark.parametrize("name", [n for n in SEES if n.endswith("meeting")])
def test_every_list_and_look_up_of_meetings_agrees(house, name):
    record = house.records[name]
    expected = set(SEES[name][1])

    for role, actor in house.actors.items():
        is_seen = role in expected
        assert (record in meetings.listing(actor)) is is_seen, role
        assert _is_answered(meeting_page, actor, record.pk) is is_seen, role


def test_a_meetings_agenda_is_open_to_exactly_those_who_see_the_meeting(house):
    coming = house.records["topic"].meeting

    for role, actor in house.actors.items():
        is_seen = meetings.visible_to(actor).filter(pk=coming.pk).exists()
        assert _is_answered(agenda_page, actor, coming.pk) is is_seen, role
        topic = house.records["topic"]
        assert _is_answered(topic_page, actor, topic.pk) is (role in SEES["topic"][1]), role


@pytest.mark.parametrize(
    "name",
    [
        "task",
        "draft task",
        "public task",
        "meeting",
        "planned meeting",
        "public meeting",
        "foreign meeting",
        "directive",
        "decision",
        "requirement",
        "foreign requirement",
        "topic",
        "foreign topic",
        "public paper",
        "internal paper",
        "concerned paper",
        "committee paper",
    ],
)
def test_the_search_finds_for_exactly_those_who_see(house, name):
    record = house.records[name]
    found = {
        role
        for role, actor in house.actors.items()
        if findable(actor)
        .filter(subject_type=record._meta.label_lower, subject_id=record.pk)
        .exists()
    }

    assert found - {"no role"} == set(SEES[name][1])


def test_the_board_and_home_count_only_what_is_seen(house):
    for role, actor in house.actors.items():
        in_force = tasks.visible_to(actor).exclude(state="draft").count()
        assert board(actor).total == in_force, role
        inside = tasks.inside(actor).exclude(state="draft").count()
        assert sum(home.home_of(actor).counts.values()) == inside, role


def test_who_sees_a_task_only_because_it_is_public_sees_no_inner_record(house):
    task = house.records["public task"]
    factories.report(task)
    page = task_page(house.actors["protocol"], task.pk)

    assert (page.progress, page.verifications, page.chain) == ([], [], [])
    assert not page.is_inside
    with pytest.raises(NotFound):
        history_of(house.actors["protocol"], task)
    assert history_of(house.actors["office"], task)
    assert page.may == frozenset()
    assert task_page(house.actors["office"], task.pk).progress


DOES = {
    "meeting kept": (policies.can_manage_meetings, ("meeting",), ("office", "system")),
    "release proposed": (
        policies.can_propose_release,
        ("meeting",),
        ("office", "editor", "system"),
    ),
    "release made": (policies.can_release, ("proposed step",), ("office", "leader", "system")),
    "release taken back": (
        policies.can_take_release_back,
        ("proposed step",),
        ("office", "leader", "system"),
    ),
    "plan kept": (policies.can_manage_plans, ("plan",), ("office", "system")),
    "list kept": (policies.can_manage_lists, ("list",), ("office", "system")),
    "task given": (policies.can_manage_tasks, ("task",), ("office", "system")),
    "light set": (policies.can_override_light, ("task",), ("office", "system")),
    "duty signed": (policies.can_sign, ("duty",), ("lead unit", "system")),
    "task replaced": (policies.can_replace, ("task",), ("office", "system")),
    "unit handed over": (policies.can_hand_unit_over, ("task",), ("office", "system")),
    "duty contested": (policies.can_contest, ("duty",), ("lead unit", "system")),
    "extension endorsed": (policies.can_endorse, ("extension",), ("office", "system")),
    "extension approved": (policies.can_approve, ("extension",), ("office", "system")),
    "extension refused": (policies.can_refuse, ("extension",), ("office", "system")),
    "extension withdrawn": (policies.can_withdraw, ("extension",), ("lead unit", "system")),
    "instruction given": (policies.can_instruct, ("task",), ("leader", "office", "system")),
    "instruction routed": (policies.can_route, ("instruction",), ("office", "system")),
    "instruction settled": (policies.can_settle, ("instruction",), ("system",)),
    "sheet drawn": (policies.can_draw_sheets, ("task",), ("office", "system")),
    "topic kinds kept": (can_keep_topic_kinds, (), ("office", "system")),
    "opinion asked for": (can_ask_opinions, ("topic",), ("office", "lead unit", "system")),
    "opinion given": (can_answer_opinion, ("opinion",), ("supporting unit", "system")),
    "agenda approved": (can_approve_agenda, ("meeting",), ("leader", "office", "system")),
    "agenda circulated": (can_circulate_agenda, ("meeting",), ("office", "system")),
    "topic kept": (can_keep_topic, ("topic",), ("office", "lead unit", "system")),
    "topic judged": (can_judge_topics, ("topic",), ("office", "system")),
    "paper kept": (can_keep_paper, ("internal paper",), ("office", "lead unit", "system")),
    "paper's readers said": (can_widen_paper, ("internal paper",), ("office", "system")),
    "work verified": (policies.can_verify, ("task",), ("verifier", "system")),
    "task reopened": (
        policies.can_reopen,
        ("task",),
        ("verifier", "office", "leader", "system"),
    ),
}


@pytest.mark.parametrize("action", DOES)
def test_an_action_is_open_to_exactly_these(house, action):
    policy, names, expected = DOES[action]
    subjects = [house.records[name] for name in names]

    allowed = {role for role, actor in house.actors.items() if policy(actor, *subjects)}

    assert allowed == set(expected)


def test_a_report_is_open_to_the_unit_itself(house):
    task = house.records["task"]

    allowed = {
        role
        for role, actor in house.actors.items()
        if policies.can_report(actor, task, task.lead_unit_id)
    }

    assert allowed == {"lead unit", "system"}


def calls(house):
    """Every service on a record, as (the record's name, call)."""
    records = house.records
    task, meeting = records["task"], records["meeting"]
    in_task = {"task_id": task.pk}
    in_meeting = {"meeting_id": meeting.pk}
    seen = {"seen_version": None}
    fate = {"kind": "directive", "matter_id": records["directive"].pk}
    in_list = {"list_id": records["list"].pk}
    milestone = {"milestone_id": records["milestone"].pk, **seen}
    step = MilestoneGiven(dt.date(2030, 1, 1), "二")
    later = {"wanted_on": dt.date(2031, 6, 1), "reason": "x"}
    instruction = {"instruction_id": records["instruction"].pk}
    in_topic = {"topic_id": records["topic"].pk}
    topic = records["topic"]
    in_agenda = {"version_id": agenda_records.approved(topic.meeting).pk}
    in_paper = {"paper_id": records["internal paper"].pk}
    extension = {"extension_id": records["extension"].pk, **seen}
    step_out = {"step_id": _released(meeting.body_id)["step"].pk}
    return [
        ("task", services.edit_task, {**in_task, **seen, "changes": {}}),
        ("task", services.change_task, {**in_task, **seen, "changes": {}}),
        ("task", services.name_accountable, {**in_task, **seen, "post_id": None}),
        ("task", services.bind_measures, {**in_task, **seen, "measures": []}),
        ("task", services.override_light, {**in_task, **seen, "light": "red", "reason": "x"}),
        ("task", services.remove_override, {**in_task, **seen}),
        ("task", services.open_task, {**in_task, **seen}),
        ("task", services.put_into_force, {**in_task, **seen, "basis_id": None}),
        ("task", services.delete_draft_task, {**in_task, **seen}),
        ("task", services.rest_on, {**in_task, **seen, "basis": BasisGiven("priority", 0)}),
        ("task", services.add_milestone, {**in_task, "given": step, "reason": "x"}),
        ("task", services.edit_milestone, {**milestone, "given": step, "reason": "x"}),
        ("task", services.remove_milestone, {**milestone, "reason": "x"}),
        ("task", services.complete_milestone, milestone),
        ("task", services.assign_duty, {**in_task, "role": "supporting", "unit_id": unit().pk}),
        ("task", services.hand_over_lead, {**in_task, **seen, "unit_id": unit().pk, "reason": "x"}),
        ("duty", services.edit_duty, {"duty_id": records["duty"].pk, **seen, "changes": {}}),
        ("duty", services.remove_duty, {"duty_id": records["duty"].pk, **seen}),
        ("duty", services.sign_for, {"duty_id": records["duty"].pk}),
        ("own duty", services.decline_duty, {"duty_id": records["own duty"].pk, "reason": "x"}),
        ("own duty", services.ask_for_transfer, {"duty_id": records["own duty"].pk, "reason": "x"}),
        ("ask", services.accept_ask, {"ask_id": records["ask"].pk, **seen}),
        ("ask", services.return_ask, {"ask_id": records["ask"].pk, **seen, "answer": "x"}),
        ("task", services.ask_for_extension, {**in_task, **later, "unit_id": task.lead_unit_id}),
        (
            "task",
            services.ask_to_change_milestone,
            {
                **in_task,
                "unit_id": task.lead_unit_id,
                "milestone_id": records["milestone"].pk,
                "kind": "remove",
                "reason": "x",
            },
        ),
        ("task", services.give_instruction, {**in_task, "text_zh": "x"}),
        ("instruction", services.route_instruction, {**instruction, **seen, "unit_ids": []}),
        ("instruction", services.answer_instruction, {**instruction, "unit_id": task.lead_unit_id}),
        ("instruction", services.send_instruction_back, {**instruction, **seen, "reason": "x"}),
        ("instruction", services.settle_instruction, {**instruction, **seen}),
        ("task", services.draw_slip, {**in_task, "unit_id": task.lead_unit_id, "reason": "x"}),
        ("list", services.draw_circular, in_list),
        ("task", services.merge_tasks, {**in_task, **seen, "into_id": 1, "reason": "x"}),
        ("task", services.split_task, {**in_task, **seen, "parts": [], "reason": "x"}),
        (
            "task",
            services.supersede_task,
            {**in_task, **seen, "given": factories.given(), "reason": "x"},
        ),
        ("extension", services.endorse_extension, extension),
        ("extension", services.approve_extension, extension),
        ("extension", services.refuse_extension, {**extension, "answer": "x"}),
        ("extension", services.withdraw_extension, extension),
        (
            "task",
            services.report_progress,
            {**in_task, "unit_id": task.lead_unit_id, "given": ProgressGiven(done_zh="x")},
        ),
        ("task", services.verify_task, {**in_task, **seen, "verdict": "accepted"}),
        ("task", services.reopen_task, {**in_task, **seen, "reason": "x"}),
        ("topic", agendas.edit_topic, {**in_topic, **seen, "changes": {}}),
        ("topic", agendas.submit_topic, {**in_topic, **seen}),
        ("topic", agendas.withdraw_topic, {**in_topic, **seen}),
        ("topic", agendas.accept_topic, {**in_topic, **seen, "meeting_id": 0}),
        ("topic", agendas.return_topic, {**in_topic, **seen, "ground": "other", "reason": "x"}),
        ("topic", agendas.add_paper, {**in_topic, "file": agenda_records.file(), "title_zh": "x"}),
        (
            "internal paper",
            agendas.add_paper_version,
            {**in_paper, **seen, "file": agenda_records.file()},
        ),
        ("internal paper", agendas.edit_paper, {**in_paper, **seen, "changes": {}}),
        ("coming meeting", agendas.approve_agenda, {"meeting_id": topic.meeting_id, "seen": ""}),
        ("coming meeting", agendas.take_approval_back, {**in_agenda, **seen, "reason": "x"}),
        ("coming meeting", agendas.circulate_agenda, {**in_agenda, **seen}),
        ("coming meeting", agendas.reopen_agenda, {**in_agenda, **seen, "reason": "x"}),
        ("topic", agendas.ask_opinions, {**in_topic, "unit_ids": [], "days": 1}),
        (
            "opinion",
            agendas.answer_opinion,
            {"opinion_id": records["opinion"].pk, **seen, "answer": "agree"},
        ),
        ("internal paper", agendas.withdraw_paper, {**in_paper, **seen, "reason": "x"}),
        ("meeting", services.edit_meeting, {**in_meeting, **seen, "changes": {}}),
        ("meeting", services.hold_meeting, {**in_meeting, **seen}),
        ("meeting", services.close_meeting, {**in_meeting, **seen}),
        ("meeting", services.reopen_meeting, {**in_meeting, **seen, "reason": "x"}),
        ("meeting", services.add_agenda_item, {**in_meeting, "kind": "hear", "text_zh": "x"}),
        ("meeting", services.record_attendance, {**in_meeting, "attendees": []}),
        ("meeting", services.record_decision, {**in_meeting, "kind": "noted", "text_zh": "x"}),
        ("meeting", begin_minutes, in_meeting),
        ("meeting", releases.propose_release, {**in_meeting, "stage": "decisions"}),
        ("step", releases.release_step, {**step_out, **seen}),
        ("step", releases.take_step_back, {**step_out, **seen, "reason": "x"}),
        ("step", releases.return_step, {**step_out, **seen, "reason": "x"}),
        ("directive", services.no_action, {**fate, "reason": "x"}),
        ("directive", services.undo_fate, fate),
        ("directive", services.give_task, {**fate, "given": factories.given()}),
        (
            "directive",
            services.make_task,
            {
                "basis": BasisGiven("directive", records["directive"].pk),
                "given": factories.given(),
            },
        ),
        (
            "reading",
            services.withdraw_reading,
            {"reading_id": records["reading"].pk, **seen, "reason": "x"},
        ),
        ("list", services.edit_list, {**in_list, **seen, "changes": {}, "reason": "x"}),
        ("list", services.add_task_to_list, {**in_list, **in_task}),
        ("list", services.add_by_decision, {**in_list, **in_task, "ground": GROUND}),
        ("list", services.strike_item, {**in_list, **in_task, "ground": GROUND}),
        ("list", services.reword_item, {**in_list, **in_task, "ground": GROUND, "titles": {}}),
        ("list", services.renumber_list, {**in_list, "task_ids": []}),
        ("list", services.adopt_list, {**in_list, **seen}),
        (
            "plan",
            services.edit_plan,
            {"plan_id": records["plan"].pk, **seen, "changes": {}},
        ),
        (
            "requirement",
            services.edit_requirement,
            {"requirement_id": records["requirement"].pk, **seen, "changes": {}},
        ),
    ]


MAY = {
    releases.propose_release: {"office", "editor", "system"},
    releases.release_step: {"office", "leader", "system"},
    releases.take_step_back: {"office", "leader", "system"},
    releases.return_step: {"office", "leader", "system"},
    services.complete_milestone: {"office", "system", "lead unit"},
    agendas.ask_opinions: {"office", "lead unit", "system"},
    agendas.answer_opinion: {"supporting unit", "system"},
    agendas.approve_agenda: {"leader", "office", "system"},
    agendas.take_approval_back: {"leader", "office", "system"},
    agendas.edit_topic: {"office", "lead unit", "system"},
    agendas.submit_topic: {"office", "lead unit", "system"},
    agendas.withdraw_topic: {"office", "lead unit", "system"},
    agendas.add_paper: {"office", "lead unit", "system"},
    agendas.add_paper_version: {"office", "lead unit", "system"},
    agendas.edit_paper: {"office", "lead unit", "system"},
    agendas.withdraw_paper: {"office", "lead unit", "system"},
    services.sign_for: {"lead unit", "system"},
    services.decline_duty: {"lead unit", "system"},
    services.give_instruction: {"leader", "office", "system"},
    services.answer_instruction: {"lead unit", "system"},
    services.send_instruction_back: {"system"},
    services.settle_instruction: {"system"},
    services.ask_for_extension: {"office", "lead unit", "system"},
    services.ask_to_change_milestone: {"office", "lead unit", "system"},
    services.withdraw_extension: {"lead unit", "system"},
    services.ask_for_transfer: {"lead unit", "system"},
    services.report_progress: {"lead unit", "system"},
    services.verify_task: {"verifier", "system"},
    services.reopen_task: {"verifier", "office", "leader", "system"},
}


def test_every_service_answers_404_to_the_blind_and_403_to_onlookers(house):
    for name, service, arguments in calls(house):
        allowed = MAY.get(service, {"office", "system"})
        sees = set((SEES | LET_OUT)[name][1])
        for role, actor in house.actors.items():
            if role in allowed:
                continue
            with pytest.raises(PlenaryError) as refusal:
                service(actor=actor, **arguments)
            expected = Forbidden if role in sees else NotFound
            assert type(refusal.value) is expected, (role, service.__name__)


def test_nobody_but_the_office_hands_a_units_work_over_or_draws_sheets_of_posts(house):
    lead = house.records["task"].lead_unit_id
    held = post().pk
    made = [
        (services.hand_unit_over, {"unit_id": lead, "to_unit_id": lead, "reason": "x"}),
        (services.draw_handover, {"post_id": held}),
        (services.draw_card, {"post_id": held}),
    ]
    for service, arguments in made:
        for role, actor in house.actors.items():
            if role not in {"office", "system"}:
                with pytest.raises(PlenaryError) as refusal:
                    service(actor=actor, **arguments)
                expected = NotFound if role == "nobody" else Forbidden
                assert type(refusal.value) is expected, (role, service.__name__)


def test_nobody_but_the_office_makes_what_is_new(house):
    committee = house.records["meeting"].body_id
    days = {"starts_on": dt.date(2025, 1, 1), "ends_on": dt.date(2025, 12, 31)}
    made = [
        (services.create_meeting, {"body_id": committee, "title_zh": "x"}),
        (services.create_plan, {"body_id": committee, "name_zh": "x", **days}),
        (services.create_list, {"body_id": committee, "name_zh": "x", **days}),
        (services.add_requirement, {"reference_zh": "x"}),
        (services.create_task, {"bases": [], "given": factories.given()}),
        (
            services.make_task,
            {
                "basis": BasisGiven("priority", house.records["priority"].pk),
                "given": factories.given(),
            },
        ),
    ]
    for service, arguments in made:
        for role, actor in house.actors.items():
            if role not in {"office", "system"}:
                with pytest.raises(Forbidden):
                    service(actor=actor, **arguments)


def _is_answered(look_up, actor, pk):
    try:
        look_up(actor, pk)
    except NotFound:
        return False
    return True


def test_the_api_gives_each_role_what_it_sees_and_nothing_else(house, client):
    kinds = {"tasks": tasks, "lists": lists, "meetings": meetings, "progress": progress}
    scopes = ("tasks:read", "lists:read", "meetings:read")
    for who in (*READERS[:-1], *UNITS, *PUBLIC_ONLY):
        actor = house.actors[who]
        _token, secret = make_token(actor=actor, name=who, wanted=scopes, days=30)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        for address, selectors in kinds.items():
            seen = set(selectors.visible_to(actor).values_list("pk", flat=True))
            told = {one["id"] for one in client.get(f"/api/v1/{address}").json()["items"]}
            assert told == seen, (who, address)
        for address, name in (
            ("tasks", "draft task"),
            ("lists", "draft list"),
            ("meetings", "planned meeting"),
        ):
            record = house.records[name]
            is_seen = kinds[address].visible_to(actor).filter(pk=record.pk).exists()
            answer = client.get(f"/api/v1/{address}/{record.pk}")
            assert answer.status_code == (200 if is_seen else 404), (who, name)
