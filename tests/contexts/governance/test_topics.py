"""Topics: brought by units, judged by the office, late or not, carried over when postponed."""

import datetime as dt

import pytest
import time_machine

from plenary.contexts.governance import services
from plenary.contexts.governance.models import NeededPaper, Topic
from plenary.contexts.governance.selectors import meetings, recipients
from plenary.contexts.governance.selectors.agendas import deadlines, topics
from plenary.contexts.governance.selectors.agendas.topic_page import topic_page
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.search.models import Entry
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


def test_a_unit_drafts_a_topic_hands_it_in_and_the_office_is_told(liaison, commerce, office):
    topic = made.topic(made.planned(), actor=liaison, unit_id=commerce.pk, meeting_id=None)

    assert (topic.state, topic.item_kind) == ("draft", "hear")
    assert not topics.visible_to(office).filter(pk=topic.pk).exists()
    handed_in = agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=topic.version)

    assert (handed_in.state, handed_in.submitted_by) == ("submitted", liaison.name)
    assert list(topics.waiting(office)) == [topic]
    told = Notification.objects.get(user_id=office.user_id)
    assert told.text_en == "Commerce Bureau brings a topic: Report on tax refunds"
    assert Entry.objects.filter(subject_type="governance.topic", subject_id=topic.pk).exists()
    row = AuditRow.objects.filter(subject_type="governance.topic").last()
    assert row.action == "governance.topic.submitted"


def test_a_topic_is_refused_without_what_it_needs(liaison, commerce):
    meeting, foreign = made.planned(), made.planned()
    held = factories.meeting(body_id=meeting.body_id)
    resting = made.kind(is_active=False, item_kind="notify")
    fields = {"actor": liaison, "unit_id": commerce.pk}

    with refused(Refused, "at least one"):
        made.topic(meeting, title_zh="", title_en=" ", **fields)
    with refused(Refused, "marking"):
        made.topic(meeting, reason_zh="秘密★一年", **fields)
    with refused(Refused, "no longer taken"):
        made.topic(meeting, kind_id=resting.pk, **fields)
    with refused(NotFound):
        made.topic(meeting, kind_id=0, **fields)
    with refused(NotFound):
        made.topic(meeting, meeting_id=None, body_id=commerce.pk, **fields)
    with refused(NotFound):
        made.topic(foreign, **fields)
    with refused(Refused, "another body"):
        made.topic(meeting, actor=SYSTEM, unit_id=commerce.pk, meeting_id=foreign.pk)
    with refused(Refused, "held already"):
        made.topic(meeting, actor=SYSTEM, unit_id=commerce.pk, meeting_id=held.pk)
    with refused(Forbidden):
        made.topic(meeting, actor=liaison, unit_id=unit().pk)


def test_it_is_handed_in_with_a_title_in_the_first_language_and_a_reason(liaison, commerce):
    meeting = made.planned()
    fields = {"actor": liaison, "unit_id": commerce.pk, "meeting_id": None}
    topic = made.topic(meeting, title_zh="", title_en="Report", reason_zh="", **fields)

    with refused(Refused, "needed in Chinese") as caught:
        agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=None)
    assert set(caught.value.fields) == {"title_zh", "reason_zh"}

    agendas.edit_topic(
        actor=liaison,
        topic_id=topic.pk,
        seen_version=1,
        changes={"title_zh": "报告", "title_en": "", "reason_en": "To decide"},
    )
    with refused(Stale):
        agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=1)
    agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=2)
    with refused(Refused, "handed in"):
        agendas.edit_topic(actor=liaison, topic_id=topic.pk, seen_version=3, changes={})


def test_the_office_gives_a_topic_back_and_the_unit_mends_it(liaison, commerce, office):
    topic = made.submitted(made.planned(), unit_id=commerce.pk)
    back = {"actor": office, "topic_id": topic.pk, "seen_version": None}

    with refused(Refused, "Say why"):
        agendas.return_topic(**back, ground="papers", reason=" ")
    with refused(Refused):
        agendas.return_topic(**back, ground="mood", reason="x")
    with refused(Forbidden):
        agendas.return_topic(**{**back, "actor": liaison}, ground="papers", reason="x")
    agendas.return_topic(**back, ground="papers", reason="缺起草说明")

    assert topics.return_counts(office) == {"papers": 1}
    page = topic_page(liaison, topic.pk)
    assert page.returns[0].reason == "缺起草说明"
    assert page.may == {"edit", "submit", "withdraw", "add_paper", "ask"}
    again = agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=None)
    assert again.state == "submitted"
    assert topic_page(office, topic.pk).may >= {"accept"}


def test_an_accepted_topic_is_an_item_with_its_papers(office, commerce, liaison):
    meeting = made.planned()
    topic = made.submitted(meeting, unit_id=commerce.pk)
    paper = made.paper(actor=liaison, topic_id=topic.pk)
    take = {"actor": office, "topic_id": topic.pk, "seen_version": None}
    foreign = made.planned()

    with refused(NotFound):
        agendas.accept_topic(**take, meeting_id=0)
    with refused(Refused, "another body"):
        agendas.accept_topic(**take, meeting_id=foreign.pk)
    item = agendas.accept_topic(**take, meeting_id=meeting.pk)

    assert (item.number, item.kind, item.text_zh) == (1, "hear", topic.title_zh)
    paper.refresh_from_db()
    assert (paper.meeting, paper.item) == (meeting, item)
    assert Notification.objects.filter(
        user_id=liaison.user_id, kind="governance.topic.accepted"
    ).exists()
    with refused(Refused):
        agendas.accept_topic(**take, meeting_id=meeting.pk)
    with refused(Refused):
        agendas.withdraw_topic(actor=liaison, topic_id=topic.pk, seen_version=None)


def test_a_topic_whose_item_comes_off_the_agenda_waits_again(office):
    meeting = made.planned()
    topic = made.accepted(meeting)
    paper = made.paper(topic_id=topic.pk)

    services.remove_agenda_item(actor=office, item_id=topic.item_id, seen_version=None)

    topic.refresh_from_db()
    paper.refresh_from_db()
    assert (topic.state, topic.item, paper.meeting, paper.item) == ("submitted", None, None, None)


def test_the_deadline_is_counted_back_in_working_days(office):
    """18 July 2025 is a Friday: five working days before is Friday the 11th."""
    meeting = made.planned()
    kind = made.kind(days_before=5)
    with time_machine.travel(dt.datetime(2025, 7, 11, 12, tzinfo=dt.UTC), tick=False):
        in_time = made.submitted(meeting, kind_id=kind.pk)
    with time_machine.travel(dt.datetime(2025, 7, 11, 17, tzinfo=dt.UTC), tick=False):
        late = made.submitted(meeting, kind_id=kind.pk)

    assert deadlines.deadline_of(in_time) == dt.date(2025, 7, 11)
    assert not deadlines.is_late(in_time)
    assert deadlines.is_late(late)
    assert not deadlines.is_late(made.submitted(made.planned(held_on=None), kind_id=kind.pk))


def test_a_missing_paper_is_named_until_it_is_there(office):
    kind = made.kind("汇报材料", "起草说明")
    topic = made.topic(made.planned(), kind_id=kind.pk)
    first = kind.papers.first()

    made.paper(topic_id=topic.pk, needed_id=first.pk, title_zh="", title_en="")

    page = topic_page(SYSTEM, topic.pk)
    assert [one.name_zh for one in page.missing] == ["起草说明"]
    assert page.papers[0].title_zh == "汇报材料"
    foreign = made.kind("别的").papers.get()
    with refused(NotFound):
        made.paper(topic_id=topic.pk, needed_id=foreign.pk)


def test_a_postponed_item_is_proposed_for_the_next_agenda_by_itself(office, commerce):
    meeting = made.planned()
    topic = made.accepted(meeting, unit_id=commerce.pk)
    decision = factories.decision(meeting, kind="postponed", item_id=topic.item_id)

    carried = Topic.objects.get(carried_from=decision)
    assert (carried.state, carried.unit, carried.kind) == ("submitted", commerce, topic.kind)
    assert (carried.body_id, carried.meeting, carried.title_zh) == (
        meeting.body_id,
        None,
        topic.title_zh,
    )
    change = {"actor": office, "decision_id": decision.pk, "seen_version": None}
    services.edit_decision(**change, changes={"kind": "adopted"})
    carried.refresh_from_db()
    assert carried.state == "withdrawn"
    services.edit_decision(**change, changes={"kind": "postponed"})
    carried.refresh_from_db()
    assert carried.state == "submitted"
    coming = made.planned(body_id=meeting.body_id)
    carried.refresh_from_db()
    assert (carried.state, carried.meeting, carried.item.meeting) == ("accepted", coming, coming)
    services.edit_decision(**change, changes={"kind": "adopted"})
    carried.refresh_from_db()
    assert (carried.state, coming.items.count()) == ("withdrawn", 0)
    services.edit_decision(**change, changes={"kind": "postponed"})
    made.approved(coming)
    services.edit_decision(**change, changes={"kind": "adopted"})
    carried.refresh_from_db()
    assert (carried.state, coming.items.get().topic) == ("accepted", carried), "approved, it stays"


def test_a_postponed_item_comes_with_its_papers_and_their_class(office, commerce):
    meeting = made.planned()
    early = made.planned(body_id=meeting.body_id, held_on=made.HELD_ON - dt.timedelta(days=3))
    coming = made.planned(body_id=meeting.body_id, held_on=None)
    topic = made.accepted(meeting, unit_id=commerce.pk)
    paper = made.paper(topic_id=topic.pk, words="袋鼠", access="committee")
    agendas.add_paper_version(
        actor=office, paper_id=paper.pk, seen_version=None, file=made.file("袋熊"), note="改"
    )

    factories.decision(meeting, kind="postponed", item_id=topic.item_id)

    item = coming.items.get()
    assert (item.topic.carried_from.meeting, early.items.count()) == (meeting, 0)
    brought = item.papers.get()
    assert (brought.access, brought.topic, paper.item.meeting) == ("committee", item.topic, meeting)
    kept = ("number", "file", "text", "note", "added_at", "added_by")
    versions = [list(one.versions.values_list(*kept)) for one in (paper, brought)]
    assert (len(versions[0]), versions[0]) == (2, versions[1])
    told = Notification.objects.filter(kind="governance.topic.accepted")
    assert {one.user_id for one in told} <= set(recipients.of_units([commerce.pk]))
    again = factories.decision(coming, kind="adopted", item_id=item.pk)
    verifier = grant_role(user(), "verifier").actor
    assert not meetings.decisions_visible_to(verifier).filter(pk=again.pk).exists()


def test_what_the_office_gave_back_or_took_off_comes_no_more_by_itself(office, commerce):
    meeting = made.planned()
    given_back, taken_off = (
        Topic.objects.get(carried_from=factories.decision(meeting, kind="postponed", item_id=pk))
        for pk in [made.accepted(meeting, unit_id=commerce.pk).item_id for _n in range(2)]
    )
    agendas.return_topic(
        actor=office, topic_id=given_back.pk, seen_version=None, ground="papers", reason="缺材料"
    )
    agendas.submit_topic(actor=office, topic_id=given_back.pk, seen_version=None)
    coming = made.planned(body_id=meeting.body_id)
    item = coming.items.get()
    assert item.topic == taken_off
    services.remove_agenda_item(actor=office, item_id=item.pk, seen_version=None)

    later = made.planned(body_id=meeting.body_id)

    assert not later.items.exists()
    assert set(topics.waiting(office)) == {given_back, taken_off}


def test_what_was_postponed_without_an_item_or_a_unit_is_proposed_too():
    decision = factories.decision(made.planned(), kind="postponed", text_zh="下次再议")

    carried = Topic.objects.get()

    assert (carried.title_zh, carried.unit, carried.item_kind) == ("下次再议", None, "discuss")
    assert carried.carried_from == decision


def test_the_office_keeps_the_kinds_of_topic(office, liaison):
    kind = made.kind("甲", "乙", "丙")
    kept = kind.papers.get(name_zh="丙")

    agendas.edit_topic_kind(
        actor=office,
        kind_id=kind.pk,
        seen_version=1,
        changes={"days_before": 7},
        papers=[("丙", "Third"), ("丁", ""), ("", " ")],
    )

    assert list(kind.papers.values_list("name_zh", "name_en")) == [("丙", "Third"), ("丁", "")]
    assert NeededPaper.objects.get(name_zh="丙", kind=kind).pk == kept.pk
    same = {"actor": office, "kind_id": kind.pk, "seen_version": None}
    with refused(Refused, "0 to 60"):
        agendas.edit_topic_kind(**same, changes={"days_before": 61})
    with refused(Refused, "at most"):
        agendas.edit_topic_kind(**same, changes={}, papers=[(f"{n}", "") for n in range(13)])
    with refused(Refused, "marking"):
        agendas.edit_topic_kind(**same, changes={}, papers=[("机密★", "")])
    with refused(Refused, "at least one"):
        agendas.edit_topic_kind(**same, changes={"name_zh": "", "name_en": ""})
    with refused(Forbidden):
        agendas.add_topic_kind(actor=liaison, item_kind="hear", name_zh="x")


def test_only_those_concerned_see_a_topic(office, liaison, commerce):
    draft = made.topic(made.planned(), unit_id=commerce.pk)
    handed_in = made.submitted(made.planned(), unit_id=commerce.pk)
    roles = ("leader", "verifier", "protocol", "administrator")
    actors = {role: grant_role(user(), role).actor for role in roles}
    actors |= {"office": office, "own": liaison, "other": unit_user(unit()).actor}

    def seeing(record):
        return {n for n, a in actors.items() if topics.visible_to(a).filter(pk=record.pk).exists()}

    assert seeing(draft) == {"own"}
    agendas.withdraw_topic(actor=liaison, topic_id=draft.pk, seen_version=None)
    assert seeing(draft) == {"own"}
    assert not Entry.objects.filter(subject_id=draft.pk, subject_type="governance.topic").exists()
    assert seeing(handed_in) == {"own", "office", "leader", "verifier"}


def test_a_topic_is_kept_by_its_unit_and_the_office_alone(liaison):
    topic = made.submitted(made.planned(body_id=body().pk))
    for role, error in (("leader", Forbidden), ("protocol", NotFound)):
        actor = grant_role(user(), role).actor
        with refused(error):
            agendas.withdraw_topic(actor=actor, topic_id=topic.pk, seen_version=None)
    with refused(NotFound):
        agendas.withdraw_topic(actor=liaison, topic_id=topic.pk, seen_version=None)
