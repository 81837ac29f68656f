"""The staged release of a meeting: each stage by two people, seen by whom it is for, flagged when it ages."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ReleaseStep
from plenary.contexts.governance.selectors import meetings, reports
from plenary.contexts.governance.selectors.home import home_of
from plenary.contexts.governance.selectors.releases.page import (
    flagged,
    flags_of,
    public_texts,
    release_page,
)
from plenary.contexts.governance.services import agendas, releases, report_freezing
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.selectors import visible_to as findable
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as agenda
from tests.contexts.governance import page_records as made
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
TEXTS = {"text_zh": "会议召开，审议通过计划。", "text_en": "The meeting adopted the plan."}


@pytest.fixture
def office(actor_of):
    return actor_of("office")


@pytest.fixture
def second(actor_of):
    return actor_of("office")


@pytest.fixture
def member():
    return unit()


@pytest.fixture
def held(member):
    committee = body()
    MemberUnit.objects.create(body=committee, unit=member)
    meeting = made.meeting(body_id=committee.pk)
    made.decision(meeting)
    return meeting


def propose(actor, meeting, stage, **texts):
    return releases.propose_release(
        actor=actor,
        meeting_id=meeting.pk,
        stage=stage,
        **((TEXTS if stage == "public" else {}) | texts),
    )


def let_out(meeting, *stages):
    """Let stages out, the minutes signed off before the papers."""
    steps = []
    for stage in stages:
        if stage == "papers" and not meeting.minutes.exists():
            sign(begin_minutes(actor=SYSTEM, meeting_id=meeting.pk))
        step = propose(SYSTEM, meeting, stage)
        steps.append(releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None))
    return steps


def sign(report):
    report.refresh_from_db()
    return report_freezing.freeze_report(
        actor=SYSTEM, report_id=report.pk, seen_version=report.version, reason="核对无误"
    )


ALL = ("decisions", "papers", "public")


def test_each_stage_is_proposed_by_one_person_and_released_by_another(office, second, held):
    step = propose(office, held, "decisions")

    with refused(Forbidden):
        releases.release_step(actor=office, step_id=step.pk, seen_version=step.version)
    out = releases.release_step(actor=second, step_id=step.pk, seen_version=step.version)

    assert (out.state, out.proposed_by_id, out.settled_by_id) == (
        "released",
        office.user_id,
        second.user_id,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseStep.objects.filter(pk=out.pk).update(settled_by_id=office.user_id)


def test_the_stages_come_one_after_the_other(office, held):
    with refused(Refused, "Decisions to units"):
        propose(office, held, "papers")
    let_out(held, "decisions")
    with refused(Refused, "not signed off"):
        propose(office, held, "papers")
    with refused(Refused, "Minutes and papers"):
        propose(office, held, "public")
    let_out(held, "papers", "public")

    assert [stage.in_force is not None for stage in release_page(office, held.pk).stages] == [
        True,
        True,
        True,
    ]


def test_a_meeting_that_decided_nothing_begins_with_its_minutes(office, second, held, client):
    meeting = made.meeting(body_id=held.body_id)
    made.directive(meeting)
    assert [stage.waits_for for stage in release_page(office, meeting.pk).stages] == [
        None,
        None,
        "papers",
    ]
    with refused(Refused, "No decision"):
        propose(office, meeting, "decisions")
    with refused(Refused, "not signed off"):
        propose(office, meeting, "papers")
    sign(begin_minutes(actor=SYSTEM, meeting_id=meeting.pk))
    with refused(Refused, "Minutes and papers"):
        propose(office, meeting, "public")

    step = propose(office, meeting, "papers")
    with refused(Forbidden):
        releases.release_step(actor=office, step_id=step.pk, seen_version=step.version)
    decision = made.decision(meeting)
    with refused(Refused, "Decisions to units"):
        releases.release_step(actor=second, step_id=step.pk, seen_version=step.version)
    decision.delete()
    releases.release_step(actor=second, step_id=step.pk, seen_version=step.version)
    let_out(meeting, "public")
    client.force_login(grant_role(user(), "office"))
    page = client.get(f"/meetings/{meeting.pk}/release/").content.decode()
    assert page.count("Nothing to release") == 1
    assert "go out first" in page


def test_a_proposal_is_refused_where_there_is_nothing_to_let_out_or_one_waits(
    office, held, actor_of
):
    planned = made.meeting(is_held=False)
    empty = made.meeting()

    with refused(Refused, "not been held"):
        propose(office, planned, "decisions")
    with refused(Refused, "No decision"):
        propose(office, empty, "decisions")
    with refused(Refused):
        propose(office, held, "everything")
    with refused(Forbidden):
        propose(actor_of("leader"), held, "decisions")
    with refused(NotFound):
        propose(actor_of(), held, "decisions")
    propose(office, held, "decisions")
    with refused(Refused, "proposed already"):
        propose(actor_of("editor"), held, "decisions")


def test_a_public_text_needs_every_language_of_the_profile_and_carries_no_marking(
    office, held, settings
):
    let_out(held, "decisions", "papers")

    def write(**texts):
        return releases.propose_release(
            actor=office, meeting_id=held.pk, stage="public", **{**TEXTS, **texts}
        )

    with refused(Refused) as caught:
        write(text_en=" ")
    assert set(caught.value.fields) == {"text_en"}
    with refused(Refused):
        write(text_zh="机密★三年")
    settings.PROFILE = "city-council"
    assert write(text_zh="").text_en == TEXTS["text_en"]


def test_a_unit_sees_decisions_only_once_they_are_released_or_its_work_rests_on_them(held, member):
    actor, worker = unit_user(member).actor, unit()
    first = held.decisions.get()

    def sees(who):
        return list(meetings.decisions_visible_to(who).values_list("number", flat=True))

    assert sees(actor) == []
    task = services.give_task(
        actor=SYSTEM,
        kind="decision",
        matter_id=first.pk,
        given=services.TaskGiven(
            title_en="Do it", lead_unit_id=worker.pk, due_on=dt.date(2027, 1, 1)
        ),
    )
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)
    assert sees(unit_user(worker).actor) == [1]
    assert sees(actor) == []

    let_out(held, "decisions")
    made.decision(held)

    assert sees(actor) == [1], "what is decided later waits for its own release"
    assert findable(actor).filter(subject_type="governance.decision").count() == 1


def test_units_read_just_the_version_of_the_minutes_that_was_released(held, member):
    actor = unit_user(member).actor
    let_out(held, "decisions", "papers")
    first = held.minutes.get()
    draft = report_freezing.correct_report(actor=SYSTEM, report_id=first.pk, reason="笔误")
    sign(draft)

    assert list(reports.visible_to(actor)) == [first]

    let_out(held, "papers")

    assert list(reports.visible_to(actor)) == [draft]
    assert ReleaseStep.objects.filter(meeting=held, state="superseded").count() == 1
    assert findable(actor).filter(subject_type="governance.report").count() == 1


def test_public_papers_are_handed_out_in_the_version_that_was_released(client, held, office):
    at = services.add_agenda_item(actor=SYSTEM, meeting_id=held.pk, kind="hear", text_en="Report")
    public = agenda.paper(item_id=at.pk, access="public", words="first")
    agenda.paper(item_id=at.pk, access="internal")
    let_out(held, "decisions")
    client.force_login(grant_role(user(), "counter"))
    page = "/meetings/public/"
    assert "Public papers" not in text_of(client.get(page))

    step = let_out(held, "papers")[0]
    version = step.papers.get()
    agendas.add_paper_version(
        actor=SYSTEM, paper_id=public.pk, seen_version=None, file=agenda.file("2nd")
    )
    agendas.edit_paper(
        actor=SYSTEM, paper_id=public.pk, seen_version=None, changes={"title_en": "Called anew"}
    )

    address = f"{page}paper/{version.pk}/download/"
    assert (version.paper_id, version.number) == (public.pk, 1)
    assert address in text_of(client.get(page))
    assert "Called anew" not in text_of(client.get(page))
    assert "first" in b"".join(client.get(address).streaming_content).decode()
    later = public.versions.get(number=2)
    assert client.get(f"{page}paper/{later.pk}/download/").status_code == 404
    changes = flags_of(office, held)[1].changes
    assert [(c.fate, c.then["number"], c.now["number"]) for c in changes] == [("changed", 1, 2)]
    agendas.withdraw_paper(actor=SYSTEM, paper_id=public.pk, seen_version=None, reason="有误")
    assert client.get(address).status_code == 404
    client.force_login(user())
    assert client.get(address).status_code == 404


def test_a_public_text_is_seen_by_everybody_and_stays_as_it_was(client, held, actor_of):
    counter = actor_of("counter")
    assert not public_texts(counter).exists()

    step = let_out(held, *ALL)[-1]
    services.edit_meeting(
        actor=SYSTEM, meeting_id=held.pk, seen_version=None, changes={"title_en": "Other"}
    )

    assert list(public_texts(counter)) == [step]
    assert not meetings.visible_to(counter).exists()
    found = findable(counter).get(subject_type="governance.releasestep")
    assert found.title_en == "Plenary"
    step = propose(SYSTEM, held, "public", text_en="The meeting adopted no plan.")
    client.force_login(grant_role(user(), "office"))
    page = " ".join(client.get(f"/meetings/{held.pk}/release/").content.decode().split())
    assert all(
        re.search(rf"<{tag}[^>]*>.*?{word}", page) for tag, word in (("del", "the"), ("ins", "no"))
    )
    again = releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)
    found = findable(counter).get(subject_type="governance.releasestep")
    assert (found.subject_id, found.title_en) == (again.pk, "Other"), "what it replaced is gone"


def test_a_later_change_inside_raises_a_flag_on_what_is_out(office, held):
    let_out(held, *ALL)
    assert flagged(office) == []
    decision = held.decisions.get()

    services.edit_decision(
        actor=SYSTEM,
        decision_id=decision.pk,
        seen_version=None,
        changes={"text_en": "The plan was adopted with changes."},
    )
    made.decision(held)

    flags = {flag.step.stage: flag.changes for flag in flagged(office)}
    assert {stage: [c.fate for c in found] for stage, found in flags.items()} == {
        "decisions": ["changed", "added"],
        "public": ["changed", "added"],
    }
    change = flags["decisions"][0]
    assert (change.then["en"], change.now["en"]) == (
        "The plan was adopted.",
        "The plan was adopted with changes.",
    )
    let_out(held, "decisions")
    assert [flag.step.stage for flag in flagged(office)] == ["public"]
    assert home_of(office).flagged == 1
    assert [bool(flag.changes) for flag in flags_of(office, held)] == [False, False, True]


def test_what_has_changed_since_it_was_proposed_is_not_let_out(office, second, held):
    step = propose(office, held, "decisions")
    made.decision(held)

    with refused(Stale, "since this was proposed"):
        releases.release_step(actor=second, step_id=step.pk, seen_version=step.version)
    with refused(Refused, "Say why"):
        releases.return_step(actor=second, step_id=step.pk, seen_version=None, reason=" ")
    back = releases.return_step(actor=second, step_id=step.pk, seen_version=None, reason="已有变动")
    assert back.state == "returned"
    with refused(Refused, "not open"):
        releases.release_step(actor=second, step_id=step.pk, seen_version=None)
    assert propose(office, held, "decisions").content[1]["number"] == 2


def test_an_editor_takes_their_own_proposal_back_and_no_other(office, held, actor_of):
    editor, other = actor_of("editor"), actor_of("editor")
    step = propose(editor, held, "decisions")
    start = {"step_id": step.pk, "seen_version": None, "reason": "措辞待改"}
    seen = [release_page(who, held.pk).stages[0].may for who in (editor, office)]
    assert ["own" in may for may in seen] == [True, False], "the button of one's own takes it back"
    with refused(Forbidden):
        releases.return_step(actor=other, **start)
    with refused(Refused):
        releases.return_step(actor=editor, **{**start, "reason": " "})
    assert "return" in release_page(editor, held.pk).stages[0].may
    assert "return" not in release_page(other, held.pk).stages[0].may

    releases.return_step(actor=editor, **start)

    assert "propose" in release_page(editor, held.pk).stages[0].may
    again = propose(editor, held, "decisions")
    releases.release_step(actor=office, step_id=again.pk, seen_version=None)
    with refused(Forbidden):
        releases.take_step_back(
            actor=editor, step_id=again.pk, seen_version=None, reason="措辞待改"
        )


def test_what_is_out_is_taken_back_last_first_and_at_once(office, held, member, actor_of):
    decisions, papers, public = let_out(held, *ALL)
    actor = unit_user(member).actor

    def take(step, who=office):
        return releases.take_step_back(
            actor=who, step_id=step.pk, seen_version=None, reason="发布有误"
        )

    with refused(Refused, "take that back first"):
        take(papers)
    with refused(Forbidden):
        take(public, actor_of("editor"))
    take(public)
    assert not public_texts(actor).exists()
    assert not findable(actor).filter(subject_type="governance.releasestep").exists()
    take(papers)
    assert not reports.visible_to(actor).exists()
    take(decisions)
    assert not meetings.decisions_visible_to(actor).exists()
    assert not findable(actor).filter(subject_type="governance.decision").exists()


def test_the_list_of_flags_takes_the_same_queries_for_one_meeting_and_twenty(office):
    def changed():
        meeting = made.meeting()
        made.decision(meeting)
        let_out(meeting, "decisions")
        made.decision(meeting)

    counts = []
    for many in (1, 19):
        for _n in range(many):
            changed()
        with CaptureQueriesContext(connection) as seen:
            flagged(office)
        counts.append(len(seen))

    assert counts == [5, 5]
    assert len(flagged(office)) == 20


def text_of(answer):
    return answer.content.decode()


def test_the_pages_lead_through_a_release_from_proposal_to_public_text(client, held):
    desk = grant_role(user(name="Desk"), "office")
    leader = grant_role(user(name="Leader"), "leader")
    page = f"/meetings/{held.pk}/release/"

    def act(who, address, data=None):
        client.force_login(who)
        return client.post(address, data or {})

    def release():
        step = ReleaseStep.objects.get(state="proposed")
        own = act(desk, f"/meetings/release/{step.pk}/release/", {"seen_version": step.version})
        assert own.status_code == 403
        act(leader, f"/meetings/release/{step.pk}/release/", {"seen_version": step.version})
        step.refresh_from_db()
        assert step.state == "released"
        return step

    client.force_login(desk)
    assert page in text_of(client.get(held.get_absolute_url()))
    act(desk, f"{page}decisions/")
    assert "Another person than the one who proposed it" in text_of(client.get(page))
    release()
    assert "The minutes are not signed off yet." in text_of(client.get(page))
    sign(begin_minutes(actor=SYSTEM, meeting_id=held.pk))
    act(desk, f"{page}papers/")
    release()
    client.force_login(desk)
    form = text_of(client.get(f"{page}public/"))
    assert "The plan was adopted." in form
    assert act(desk, f"{page}public/", {"text_zh": "会议召开。"}).status_code == 422
    assert act(desk, f"{page}public/", TEXTS).status_code == 302
    public = release()
    made.decision(held)
    client.force_login(desk)
    assert "The record has changed since this was released." in text_of(client.get(page))
    assert "1" in text_of(client.get("/meetings/release/flags/"))
    assert "changed inside since" in text_of(client.get(held.get_absolute_url()))
    chinese = text_of(client.get(page, HTTP_ACCEPT_LANGUAGE="zh-CN"))
    assert "发布之后，内部记录有改动。" in chinese
    client.force_login(grant_role(user(), "counter"))
    assert public.get_absolute_url() in text_of(client.get("/meetings/public/"))
    assert TEXTS["text_en"] in text_of(client.get(public.get_absolute_url()))
    assert client.get(page).status_code == 404
    assert client.get("/meetings/release/flags/").status_code == 403


def test_a_step_that_cannot_be_is_answered_with_a_sentence_or_404(client, held, member):
    desk = grant_role(user(name="Desk"), "office")
    client.force_login(desk)
    page = f"/meetings/{held.pk}/release/"
    step = propose(SYSTEM, held, "decisions")
    settle = f"/meetings/release/{step.pk}/"

    early = client.post(f"{page}papers/", follow=True)
    stale = client.post(f"{settle}release/", {"seen_version": 99}, follow=True)
    silent = client.post(f"{settle}return/", {"seen_version": 1, "reason": ""}, follow=True)
    long = client.post(f"{settle}return/", {"seen_version": 1, "reason": "word " * 61})

    assert "comes after another stage" in text_of(early)
    assert "Somebody else has changed this record" in text_of(stale)
    assert "Say why" in text_of(silent)
    assert long.status_code == 422
    assert "304 characters, and 300 are kept" in text_of(long)
    assert "word word" in text_of(long)
    assert client.post(f"{page}everything/").status_code == 404
    assert client.post(f"{settle}burn/").status_code == 404
    assert client.get(f"/meetings/public/{step.pk}/").status_code == 404
    client.force_login(unit_user(member))
    assert client.get(page).status_code == 403
    assert client.post(f"{settle}release/", {"seen_version": 1}).status_code == 404
