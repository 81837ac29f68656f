"""Signed-off minutes say what has changed in the record since: nothing changes under them unseen."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import AttendeeGroup, Convening, Invitation, Statement
from plenary.contexts.governance.selectors.minutes.since import changed_since
from plenary.contexts.governance.services import report_drafting, report_editing, report_freezing
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.kernel.people.models import Holding
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.governance.test_minutes import decide, item, recorded, sign
from tests.factories import body, grant_role, post, unit, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return recorded(body(name_zh="区委外事委员会", name_en="District Foreign Affairs Committee"))


def reworded(decision, text_en="It was adopted with one change."):
    return services.edit_decision(
        actor=SYSTEM, decision_id=decision.pk, seen_version=None, changes={"text_en": text_en}
    )


def test_each_change_of_the_record_is_told_and_the_minutes_stay(client, held):
    minutes = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    digest = minutes.digest
    assert changed_since(minutes) == []

    first = held.decisions.first()
    reworded(first)
    decide(item(held, text_zh="新增议题", text_en="a new item"))
    AttendeeGroup.objects.filter(meeting=held).delete()

    told = {(one.fate, one.kind): (one.then.en, one.now.en) for one in changed_since(minutes)}
    assert told["changed", "decision"][1] == "It was adopted with one change."
    assert told["added", "matter"][1].endswith("a new item")
    assert ("added", "decision") in told
    assert "heads of the member units" in told["changed", "people"][0]
    minutes.refresh_from_db()
    assert minutes.digest == digest
    client.force_login(grant_role(user(language="en"), "office"))
    for page in (f"/reports/{minutes.pk}/", f"/meetings/{held.pk}/"):
        assert "has changed since" in client.get(page).content.decode()


def test_who_holds_a_units_post_by_now_is_no_change_of_the_record(held):
    held.attendances.first().posts.clear()
    silent = unit(name_en="Silent Bureau")
    hour = dt.timedelta(hours=1)
    asked = Convening.objects.create(
        meeting=held,
        state="sent",
        notice_en="Please come.",
        starts_at=clock.now() - hour,
        ends_at=clock.now(),
    )
    Invitation.objects.create(convening=asked, unit=silent, role="unit", name="Silent Bureau")
    minutes = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    assert minutes.statements.filter(text_en__contains="Silent Bureau").exists()

    seat = post(organisation=silent)
    Holding.objects.create(post=seat, person=held.attendances.first().person)

    assert changed_since(minutes) == []


def test_a_correction_drafted_again_takes_the_changes_in(held):
    minutes = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    reworded(held.decisions.first())
    draft = report_freezing.correct_report(actor=SYSTEM, report_id=minutes.pk, reason="有改动")

    report_drafting.redraft(actor=SYSTEM, report_id=draft.pk, seen_version=draft.version)

    assert changed_since(sign(draft)) == []
    assert len(changed_since(minutes)) == 1


def test_a_correction_by_hand_in_the_words_of_the_record_takes_them_in_too(held):
    minutes = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    first = reworded(held.decisions.first())
    draft = report_freezing.correct_report(actor=SYSTEM, report_id=minutes.pk, reason="有改动")
    said = Statement.objects.get(report=draft, key=f"decision:{first.pk}")
    report_editing.edit_statement(
        actor=SYSTEM,
        statement_id=said.pk,
        seen_version=said.version,
        text_zh=said.text_zh,
        text_en="It was adopted with one change.",
        cites=[source.passage_id for source in said.sources.all()],
    )

    assert changed_since(sign(draft)) == []


def test_what_an_editor_leaves_out_or_words_otherwise_is_no_change_of_the_record(held):
    draft = begin_minutes(actor=SYSTEM, meeting_id=held.pk)
    people = Statement.objects.get(report=draft, key="people:excused")
    report_editing.remove_statement(
        actor=SYSTEM, statement_id=people.pk, seen_version=people.version
    )

    assert changed_since(sign(draft)) == []


def test_what_follows_from_a_decision_later_is_no_change_of_the_record(held):
    minutes = sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    last = held.decisions.last()

    services.make_task(
        actor=SYSTEM,
        basis=services.BasisGiven("decision", last.pk),
        given=services.TaskGiven(title_en="Print it", lead_unit_id=None, due_on=None),
    )

    assert changed_since(minutes) == []


def test_a_draft_has_not_left_the_record_yet(held):
    draft = begin_minutes(actor=SYSTEM, meeting_id=held.pk)
    reworded(held.decisions.first())

    assert changed_since(draft) == []
