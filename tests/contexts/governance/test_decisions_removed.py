"""A decision that was none comes out of the record, unless something rests on it."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Decision, Paper, Topic
from plenary.contexts.governance.services import agendas, releases, sitting
from plenary.contexts.governance.services.acts.endings import propose_ending, send_ending_back
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.search.models import Entry
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.test_minutes import sign
from tests.contexts.governance.test_releases import propose

pytestmark = pytest.mark.django_db


def remove(decision, actor=SYSTEM, **fields):
    start = {"seen_version": None, "reason": "重复记录"}
    return sitting.remove_decision(actor=actor, decision_id=decision.pk, **{**start, **fields})


@pytest.fixture
def meeting(db):
    return factories.meeting()


def test_a_decision_recorded_by_mistake_is_removed_with_its_reason(office, meeting):
    decision = factories.decision(meeting)
    assert Entry.objects.filter(subject_type="governance.decision", subject_id=decision.pk).exists()

    remove(decision, office)

    row = AuditRow.objects.get(action="governance.decision.removed")
    assert (row.after["note"]["reason"], row.actor_id) == ("重复记录", office.user_id)
    assert not Decision.objects.exists()
    assert not Entry.objects.filter(subject_type="governance.decision").exists()


def test_what_others_rest_on_stays_and_a_refusal_leaves_nothing(office, liaison, meeting):
    fated, released, adopting, said = (factories.decision(meeting) for _n in range(4))
    services.no_action(actor=SYSTEM, kind="decision", matter_id=fated.pk, reason="已办")
    a_list = factories.task_list(body_id=meeting.body_id)
    type(a_list).objects.filter(pk=a_list.pk).update(adopting_decision=adopting)
    for decision, word in ((fated, "settled"), (adopting, "task list")):
        with refused(Refused, word):
            remove(decision)
    with refused(Refused):
        remove(released, reason=" ")
    with refused(Stale):
        remove(released, seen_version=9)
    with pytest.raises((Forbidden, NotFound)):
        remove(released, liaison)
    sign(begin_minutes(actor=SYSTEM, meeting_id=meeting.pk))
    with refused(Refused, "signed-off minutes"):
        remove(said)
    remove(factories.decision(meeting))
    other = factories.decision(factories.meeting())
    step = propose(SYSTEM, other.meeting, "decisions")
    with refused(Refused, "proposed"):
        remove(other)
    releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)
    with refused(Refused, "released"):
        remove(other)


def test_what_became_of_a_task_keeps_the_decision_that_it_rests_on(meeting):
    ending, later = (factories.decision(meeting) for _n in range(2))
    proposed = propose_ending(
        actor=SYSTEM,
        task_id=factories.open_task().pk,
        seen_version=None,
        kind="end",
        reason="要求已撤回",
        ground=GroundGiven(decision_id=ending.pk),
    )
    old = factories.open_task()
    services.supersede_task(
        actor=SYSTEM,
        task_id=old.pk,
        seen_version=None,
        given=factories.given(due_on=old.due_on + dt.timedelta(days=30)),
        reason="x",
        ground=GroundGiven(decision_id=later.pk),
    )
    send_ending_back(actor=SYSTEM, ending_id=proposed.pk, seen_version=None, answer="还要办")
    for decision in (ending, later):
        with refused(Refused, "What became of a task"):
            remove(decision)


def test_what_it_postponed_is_withdrawn_or_keeps_it(office, commerce):
    meeting = made.planned()
    topic = made.accepted(meeting, unit_id=commerce.pk)
    made.paper(topic_id=topic.pk)
    decision = factories.decision(meeting, kind="postponed", item_id=topic.item_id)
    coming = made.planned(body_id=meeting.body_id, held_on=made.HELD_ON + dt.timedelta(days=9))
    carried = Topic.objects.get(carried_from=decision)
    assert coming.items.count() == 1
    version = made.approved(coming)
    with refused(Refused, "What it postponed"):
        remove(decision, office)
    agendas.take_approval_back(
        actor=SYSTEM, version_id=version.pk, seen_version=None, reason="更正"
    )

    remove(decision, office)

    carried.refresh_from_db()
    assert (carried.state, carried.carried_from, coming.items.count()) == ("withdrawn", None, 0)
    assert Paper.objects.filter(topic=topic).count() == 1
    assert meeting.items.get().topic == topic, "the item can be decided anew"


def test_the_secretarys_screen_and_the_decisions_page_remove_it(office, meeting, signed_in):
    one, two = factories.decision(meeting), factories.decision(meeting)
    desk = signed_in(User.objects.get(pk=office.user_id))
    assert "Remove decision 1" in desk.get(f"/meetings/{meeting.pk}/record/").content.decode()
    address = f"/meetings/record/decision/{one.pk}/remove/"

    bad = desk.post(address, {"seen_version": one.version, "reason": " "})
    assert bad.status_code == 422
    stale = desk.post(address, {"seen_version": 9, "reason": "重复"})
    assert (stale.status_code, "重复" in stale.content.decode()) == (409, True)
    sent = desk.post(address, {"seen_version": one.version, "reason": "重复"})
    assert sent.headers["Location"] == f"/meetings/{meeting.pk}/record/"
    page = desk.get(f"/meetings/decision/{two.pk}/").content.decode()
    assert "This was not decided: remove it" in page
    desk.post(
        f"/meetings/record/decision/{two.pk}/remove/",
        {"seen_version": two.version, "reason": "重复", "back": "meeting"},
    )

    assert not Decision.objects.exists()
