"""What a unit's form proposes from records: accepted by a tick or edited, kept as evidence, never asked for twice."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Edition, EventFacts
from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Evidence, Milestone, Progress, ReleaseStep
from plenary.contexts.governance.selectors.proposing.offered import proposed
from plenary.contexts.governance.services import BasisGiven, MilestoneGiven, ProgressGiven
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.communications import factories as pages
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import unit, unit_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def meeting():
    return factories.meeting(title_zh="区委外事委全会", title_en="The plenary", held_on=TODAY)


@pytest.fixture
def task(commerce, meeting):
    """A task of a decision, with two milestones."""
    made = factories.open_task(
        title_zh="提升离境退税便利度",
        title_en="Easier tax refunds",
        lead_unit_id=commerce.pk,
        bases=[BasisGiven("decision", factories.decision(meeting).pk)],
        milestones=(
            MilestoneGiven(dt.date(2025, 6, 30), "首批门店", "First shops"),
            MilestoneGiven(dt.date(2025, 9, 30), "第二批", "Second shops"),
        ),
    )
    Milestone.objects.filter(number=1).update(done_on=TODAY)
    return made


def report(actor, task, unit, **fields):
    return services.report_progress(
        actor=actor, task_id=task.pk, unit_id=unit.pk, given=ProgressGiven(**fields)
    )


def step_key(task):
    return f"governance.milestone:{task.milestones.get(number=1).pk}:2025-07-01"


def test_records_of_every_kind_offer_their_facts_and_those_of_others_do_not(
    task, commerce, liaison, meeting, the_first_of_july
):
    other = unit()
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=other.pk)
    told = services.give_instruction(
        actor=SYSTEM, task_id=task.pk, unit_ids=[commerce.pk], text_zh="请抓紧"
    )
    services.answer_instruction(
        actor=liaison, instruction_id=told.pk, unit_id=commerce.pk, text_zh="已办。"
    )
    ReleaseStep.objects.create(
        meeting=meeting,
        stage="decisions",
        state="released",
        proposed_at=clock.now(),
        settled_at=clock.now(),
    )
    named = pages.published(body_zh="本区提升离境退税便利度，新增门店。")
    pages.published(body_zh="别的消息，与此无关。")
    fair = pages.published(title_zh="提升离境退税便利度推介会")
    Edition.objects.filter(page=fair).update(kind=PageKind.EVENT)
    EventFacts.objects.create(page=fair, starts_on=dt.date(2025, 6, 29), ends_on=TODAY)

    found = {fact.key.split(":")[0]: fact for fact in proposed(liaison, task, commerce.pk)}

    assert set(found) == {
        "governance.milestone",
        "governance.meeting",
        "governance.releasestep",
        "governance.instructionword",
        "communications.page",
        "communications.event",
    }
    assert found["communications.page"].key.endswith(f":{named.pk}")
    assert found["communications.page"].zh == f"2025年7月1日发布公开页面《{named.title_zh}》。"
    assert found["communications.page"].en == (
        f"The page was published on 1 July 2025: “{named.title_en}”."
    )
    assert found["communications.event"].zh == (
        "2025年6月29日至2025年7月1日举办活动《提升离境退税便利度推介会》。"
    )
    assert found["communications.event"].en == (
        f"An event was held from 29 June 2025 to 1 July 2025: “{fair.title_en}”."
    )
    assert found["governance.milestone"].zh == "2025年7月1日完成节点“首批门店”。"
    assert found["governance.milestone"].en == "Milestone reached on 1 July 2025: First shops."
    assert found["governance.instructionword"].zh.endswith("：已办。")
    theirs = {fact.key for fact in proposed(unit_user(other).actor, task, other.pk)}
    assert found["governance.instructionword"].key not in theirs
    other_task = factories.open_task(lead_unit_id=commerce.pk, title_zh="别的任务在此")
    assert proposed(liaison, other_task, commerce.pk) == []
    the_first_of_july.move_to(dt.datetime(2025, 7, 9, 4, tzinfo=dt.UTC))
    report(liaison, task, commerce, done_zh="x")
    assert proposed(liaison, task, commerce.pk) == []


def test_a_meeting_is_said_to_have_decided_only_where_it_did(task, commerce, liaison):
    other = factories.meeting(title_zh="专题会", title_en="The hearing", held_on=TODAY)
    bases = [BasisGiven("directive", factories.directive(other).pk)]
    demanded = factories.open_task(lead_unit_id=commerce.pk, bases=bases)

    def said(of):
        found = proposed(liaison, of, commerce.pk)
        (one,) = (fact for fact in found if fact.key.startswith("governance.meeting:"))
        return one.zh, one.en

    assert said(task) == (
        "2025年7月1日区委外事委全会召开，议定事项涉及本任务。",
        "The plenary met on 1 July 2025 and decided on this task.",
    )
    assert said(demanded) == (
        "2025年7月1日专题会召开，所提要求涉及本任务。",
        "The hearing met on 1 July 2025 and demanded what this task rests on.",
    )
    Basis.objects.create(task=demanded, decision=factories.decision(other))
    assert "decided on this task" in said(demanded)[1]


def test_an_accepted_fact_stands_in_the_words_and_as_evidence_and_is_not_offered_again(
    task, commerce, liaison
):
    entry = report(liaison, task, commerce, facts=(step_key(task),))

    assert entry.done_zh == "2025年7月1日完成节点“首批门店”。"
    assert entry.done_en == "Milestone reached on 1 July 2025: First shops."
    assert entry.fields_typed == 0
    kept = entry.evidence.get()
    assert (kept.fact, kept.url) == (step_key(task), task.get_absolute_url())
    assert kept.passage.quote == f"{entry.done_zh}\n{entry.done_en}"
    left = {fact.key.split(":")[0] for fact in proposed(liaison, task, commerce.pk)}
    assert left == {"governance.meeting"}
    with refused(Refused, "not proposed any more"):
        report(liaison, task, commerce, facts=(step_key(task),))
    with refused(Refused, "either"):
        key = proposed(liaison, task, commerce.pk)[0].key
        report(liaison, task, commerce, facts=(key,), is_nothing_new=True)
    assert (Progress.objects.count(), Evidence.objects.count()) == (1, 1)


def test_a_fact_that_was_edited_keeps_its_source_and_is_not_worded_twice(task, commerce, liaison):
    key = step_key(task)
    entry = report(liaison, task, commerce, done_zh="首批五家。", facts=(key,), worded=(key,))

    assert (entry.done_zh, entry.done_en) == ("首批五家。", "")
    assert entry.evidence.get().fact == key
    assert entry.fields_typed == 1


def test_the_form_proposes_takes_and_hands_in(client, task, commerce):
    client.force_login(unit_user(commerce))
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"
    key = step_key(task)

    with CaptureQueriesContext(connection) as few:
        shown = client.get(address).content.decode()
    assert "Milestone reached on 1 July 2025: First shops." in shown
    assert f'value="{key}"' in shown
    taken = client.post(address, {"facts": key, "done_en": "Work went on.", "take": "1"})
    assert taken.status_code == 200
    text = taken.content.decode()
    assert "Work went on.\nMilestone reached on 1 July 2025: First shops." in text
    assert f'name="worded" value="{key}"' in text
    assert (
        f'value="{key}" id="fact-1" checked' in text or f'value="{key}" id="fact-2" checked' in text
    )
    assert not Progress.objects.exists()
    for number in range(3, 15):
        Milestone.objects.create(
            task=task, number=number, title_en="Step", due_on=TODAY, done_on=TODAY
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)

    lost = client.post(address, {"facts": "nonsense:1", "next_en": "On we go"})
    assert lost.status_code == 422
    assert "On we go" in lost.content.decode()
    done = client.post(
        address, {"facts": key, "worded": key, "done_en": "First five shops opened."}
    )
    assert done.status_code == 302
    page = client.get(task.get_absolute_url()).content.decode()
    assert "First five shops opened." in page
    assert f'<a href="{task.get_absolute_url()}">Milestone reached on 1 July 2025' in page
