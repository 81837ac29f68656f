"""Opinions of co-operating units: asked within working days, given, late, or never given."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import jobs, services
from plenary.contexts.governance.enums import OpinionState
from plenary.contexts.governance.models import Notice, Opinion, Rung
from plenary.contexts.governance.selectors import notices
from plenary.contexts.governance.selectors.agendas import opinions, papers
from plenary.contexts.governance.selectors.asked import quarters, single
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.selectors import find
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2025, 7, 7, 4, tzinfo=dt.UTC)
"""Noon of Monday 7 July 2025 in Beijing; the meeting is on Friday the 18th."""


@pytest.fixture
def monday():
    """Let it be that Monday."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def topic(monday, commerce):
    """The Commerce Bureau's topic on the agenda of the 18th."""
    return made.accepted(made.planned(), unit_id=commerce.pk)


@pytest.fixture
def finance(db):
    """The account of a unit that is asked."""
    return unit_user(unit(name_zh="区财政局", name_en="Finance Bureau"))


def ask(topic, account, *, actor=SYSTEM, days=3, **fields):
    """Ask an account's unit."""
    fields = fields or {"item_id": topic.item_id}
    (made_one,) = agendas.ask_opinions(
        actor=actor, unit_ids=[min(account.actor.unit_ids)], days=days, **fields
    )
    return made_one


def answer(opinion, actor, **fields):
    return agendas.answer_opinion(
        actor=actor, opinion_id=opinion.pk, seen_version=None, **{"answer": "agree", **fields}
    )


def released(account):
    """Whether a unit was told that its opinion is not asked for any more."""
    return Notification.objects.filter(kind="governance.opinion.released", user=account).exists()


def test_a_unit_is_asked_within_working_days_and_answers(topic, finance, office, liaison):
    opinion = ask(topic, finance, actor=office, question="经费测算", item_id=topic.item_id)

    assert (opinion.due_on, opinion.topic) == (dt.date(2025, 7, 10), topic)
    assert opinion.title_zh == topic.title_zh
    told = Notification.objects.get(user_id=finance.pk)
    assert told.text_en == "Your opinion is asked for by 2025-07-10: Report on tax refunds"
    assert opinion.state_on(clock.today()) == OpinionState.WAITING
    given = answer(opinion, finance.actor, answer="remarks", text_zh="请补充经费来源")

    assert given.state_on(clock.today()) == OpinionState.ANSWERED
    assert Notification.objects.filter(
        user_id=liaison.user_id, kind="governance.opinion.answered"
    ).exists()
    with refused(Refused, "given already"):
        answer(opinion, finance.actor)
    assert AuditRow.objects.filter(action="governance.opinion.answered").count() == 1


def test_silence_is_written_down_and_is_no_consent(topic, finance, office, monday):
    opinion = ask(topic, finance)
    monday.move_to(dt.datetime(2025, 7, 10, 4, tzinfo=dt.UTC))
    assert jobs.write_silence_down.call() == 0
    monday.move_to(dt.datetime(2025, 7, 10, 17, tzinfo=dt.UTC))
    assert opinion.state_on(clock.today()) == OpinionState.SILENT

    assert jobs.write_silence_down.call() == 1
    assert jobs.write_silence_down.call() == 0

    opinion.refresh_from_db()
    assert (opinion.answer, opinion.silent_at is None) == ("", False)
    told = Notification.objects.get(user_id=office.user_id, kind="governance.opinion.silent")
    assert "this is no consent" in told.text_en
    late = answer(opinion, finance.actor, answer="object", text_en="No budget")
    assert late.state_on(clock.today()) == OpinionState.LATE
    assert late.silent_at == opinion.silent_at


def test_whoever_was_not_let_answer_is_not_silent(topic, finance, office, monday, client):
    meeting = topic.meeting
    opinion = ask(topic, finance, days=8)
    assert opinion.due_on == dt.date(2025, 7, 17)
    monday.move_to(dt.datetime(2025, 7, 14, 4, tzinfo=dt.UTC))
    services.hold_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, held_on=clock.today()
    )
    assert released(finance)
    monday.move_to(dt.datetime(2025, 7, 21, 4, tzinfo=dt.UTC))

    assert jobs.write_silence_down.call() == 0
    opinion = Opinion.objects.get()
    assert opinion.state_on(clock.today()) == OpinionState.NOT_ASKED
    client.force_login(finance)
    page = client.get(opinion.get_absolute_url()).content.decode()
    assert "No longer asked" in page
    assert "Give the opinion" not in page
    assert "No longer asked" in client.get("/opinions/").content.decode()
    with refused(Refused, "held already"):
        answer(opinion, finance.actor)


def test_of_a_withdrawn_topic_nobody_is_silent(monday, commerce, finance):
    topic = made.submitted(made.planned(), unit_id=commerce.pk)
    opinion = ask(topic, finance, topic_id=topic.pk)
    agendas.withdraw_topic(actor=SYSTEM, topic_id=topic.pk, seen_version=None)
    assert released(finance)
    monday.move_to(dt.datetime(2025, 7, 14, 4, tzinfo=dt.UTC))
    assert jobs.write_silence_down.call() == 0
    opinion = Opinion.objects.get()
    assert opinion.state_on(clock.today()) == OpinionState.NOT_ASKED


def test_silence_before_a_meeting_that_was_held_is_silence_though_no_worker_ran(
    topic, finance, office, monday
):
    opinion = ask(topic, finance)
    monday.move_to(dt.datetime(2025, 7, 18, 4, tzinfo=dt.UTC))
    services.hold_meeting(
        actor=office, meeting_id=topic.meeting_id, seen_version=None, held_on=clock.today()
    )
    opinion = Opinion.objects.get()
    assert opinion.state_on(clock.today()) == OpinionState.SILENT
    assert jobs.write_silence_down.call() == 1
    assert not released(finance)


def test_the_day_follows_a_meeting_that_is_brought_forward_and_the_unit_hears_of_it(
    topic, finance, office, monday
):
    opinion, early = ask(topic, finance, days=8), ask(topic, unit_user(unit()), days=2)

    def moved(day):
        services.edit_meeting(
            actor=office,
            meeting_id=topic.meeting_id,
            seen_version=None,
            changes={"held_on": dt.date(2025, 7, day)},
        )
        return {one.pk: one.due_on.day for one in Opinion.objects.all()}

    assert moved(14) == {opinion.pk: 11, early.pk: 9}
    told = Notification.objects.get(kind="governance.opinion.brought_forward")
    assert (told.user_id, "2025-07-11" in told.text_en) == (finance.pk, True)
    assert moved(25) == {opinion.pk: 11, early.pk: 9}
    assert moved(7) == {opinion.pk: 7, early.pk: 7}
    assert AuditRow.objects.filter(action="governance.opinion.brought_forward").count() == 3


def test_a_unit_whose_silence_is_written_down_may_be_asked_again(topic, finance, office, monday):
    silent = ask(topic, finance, days=1)
    with refused(Refused, "has not answered yet"):
        ask(topic, finance, days=1)
    monday.move_to(dt.datetime(2025, 7, 9, 4, tzinfo=dt.UTC))
    jobs.write_silence_down.call()

    again = ask(topic, finance, actor=office, days=1)

    silent.refresh_from_db()
    assert (silent.answer, silent.silent_at is None, again.silent_at) == ("", False, None)
    with refused(Refused, "has not answered yet"):
        ask(topic, finance, days=1)
    assert answer(again, finance.actor).answer == "agree"


def test_the_ladder_reminds_before_the_day_and_says_that_silence_is_recorded(
    topic, finance, monday
):
    Rung.objects.exclude(matter="opinion").delete()
    opinion = ask(topic, finance, question="经费测算", item_id=topic.item_id)
    assert opinion.due_on == dt.date(2025, 7, 10)

    def said(day):
        return [(one.user_id, one.text_en) for one in notices.planned(day)]

    assert said(dt.date(2025, 7, 8)) == []
    before, after = dt.date(2025, 7, 9), dt.date(2025, 7, 11)
    words = "Please give your unit's opinion on “Report on tax refunds” by 2025-07-10."
    assert said(before) == [(finance.pk, words)]
    assert "recorded as silence" in said(after)[0][1]
    with CaptureQueriesContext(connection) as one:
        said(before)
    for _number in range(3):
        ask(topic, unit_user(unit()))
    with CaptureQueriesContext(connection) as four:
        assert len(said(before)) == 4
    assert len(one) == len(four)
    Opinion.objects.exclude(pk=opinion.pk).delete()

    services.draft_notices(on=before)
    assert services.draft_notices(on=before) == 0
    services.send_notices(actor=SYSTEM)
    sent = Notice.objects.get()
    assert (sent.state, sent.opinion, sent.task) == ("sent", opinion, None)
    assert Notification.objects.filter(
        user_id=finance.pk, kind="governance.notice.sent", url=opinion.get_absolute_url()
    ).exists()
    sent.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        sent.save(force_insert=True)
    kept = single.singles(sent.unit, quarters.quarters()[0], "reminders")
    assert [one.url for one in kept] == [opinion.get_absolute_url()]
    services.add_rung(
        actor=SYSTEM,
        matter="opinion",
        days=1,
        audience="office",
        words_zh="{unit}未反馈",
        words_en="{unit} is silent",
        is_after_silence=True,
    )
    office_account = grant_role(user(), "office")
    assert (office_account.pk, "Finance Bureau is silent") in said(after)
    services.draft_notices(on=after)
    answer(opinion, finance.actor)
    assert said(after) == []
    services.send_notices(actor=SYSTEM)
    assert set(Notice.objects.filter(on=after).values_list("state", flat=True)) == {"lapsed"}


def test_asking_is_refused_for_what_makes_no_sense(topic, finance, commerce, office):
    unit_id = min(finance.actor.unit_ids)
    base = {"actor": office, "item_id": topic.item_id, "unit_ids": [unit_id], "days": 3}

    for changed, words in (
        ({"unit_ids": []}, "at least one"),
        ({"unit_ids": [commerce.pk]}, "its own topic"),
        ({"days": 0}, "1 to 30"),
        ({"days": 31}, "1 to 30"),
        ({"days": 9}, "fewer days"),
        ({"question": "机密★"}, "marking"),
    ):
        with refused(Refused, words):
            agendas.ask_opinions(**{**base, **changed})
    for missing in ({"item_id": 0}, {"item_id": None, "paper_id": 0}, {"item_id": None}):
        with refused(NotFound):
            agendas.ask_opinions(**{**base, **missing})
    with refused(NotFound):
        agendas.ask_opinions(**{**base, "unit_ids": [0]})
    agendas.ask_opinions(**base)
    with refused(Refused, "asked already"):
        agendas.ask_opinions(**base)
    services.hold_meeting(
        actor=office, meeting_id=topic.meeting_id, seen_version=None, held_on=clock.today()
    )
    with refused(Refused, "held already"):
        agendas.ask_opinions(**{**base, "unit_ids": [commerce.pk]})
    with refused(Refused, "held already"):
        answer(Opinion.objects.get(), finance.actor)


def test_an_answer_is_the_units_own_and_more_than_yes_needs_words(topic, finance, office):
    opinion = ask(topic, finance)

    with refused(Forbidden):
        answer(opinion, office)
    with refused(NotFound):
        answer(opinion, unit_user(unit()).actor)
    with refused(Refused, "remarks"):
        answer(opinion, finance.actor, answer="remarks", text_zh=" ")
    with refused(Refused, "objects"):
        answer(opinion, finance.actor, answer="object")
    with refused(Refused):
        answer(opinion, finance.actor, answer="perhaps")
    with refused(Refused, "marking"):
        answer(opinion, finance.actor, answer="remarks", text_zh="秘密★")
    with refused(Stale):
        agendas.answer_opinion(
            actor=finance.actor, opinion_id=opinion.pk, seen_version=9, answer="agree"
        )


def test_the_topics_unit_asks_too_and_others_do_not(topic, finance, liaison):
    draft = made.topic(topic.meeting, unit_id=min(liaison.unit_ids))

    opinion = ask(draft, finance, actor=liaison, topic_id=draft.pk)

    assert (opinion.topic, opinion.meeting) == (draft, None)
    with refused(Forbidden):
        ask(topic, finance, actor=grant_role(user(), "leader").actor)
    services.remove_agenda_item(actor=SYSTEM, item_id=topic.item_id, seen_version=None)
    assert Opinion.objects.filter(topic=draft).exists()


def test_who_is_asked_reads_and_finds_just_the_papers_of_the_matter(topic, finance):
    words = {"concerned": "xylophone", "committee": "marimba"}
    held = {
        access: made.paper(topic_id=topic.pk, access=access, words=word)
        for access, word in words.items()
    }
    other = made.paper(topic_id=made.accepted(topic.meeting).pk, access="concerned")
    actor = finance.actor
    assert not papers.visible_to(actor).exists()

    ask(topic, finance)

    assert set(papers.visible_to(actor)) == {held["concerned"]}
    assert (find(actor, "xylophone").total, find(actor, "marimba").total) == (1, 0)
    ask(topic, finance, paper_id=held["committee"].pk)
    assert set(papers.visible_to(actor)) == set(held.values())
    assert find(actor, "marimba").total == 1
    assert other not in papers.visible_to(actor)


def test_an_opinion_of_a_narrow_paper_is_seen_by_those_who_read_the_paper(topic, finance, office):
    paper = made.paper(topic_id=topic.pk, access="committee")
    opinion = ask(topic, finance, paper_id=paper.pk)
    member = MemberUnit.objects.get(body=topic.meeting.body_id).unit
    actors = {
        "office": office,
        "verifier": grant_role(user(), "verifier").actor,
        "asked": finance.actor,
        "member": unit_user(member).actor,
        "stranger": unit_user(unit()).actor,
    }
    paper_of = {n for n, a in actors.items() if opinions.visible_to(a).filter(pk=opinion.pk)}
    assert paper_of == {"office", "asked", "member"}
    whole = ask(topic, finance)
    whole_of = {n for n, a in actors.items() if opinions.visible_to(a).filter(pk=whole.pk)}
    assert whole_of == {"office", "asked", "member", "verifier"}


def test_the_pages_ask_answer_and_show_the_opinion(topic, finance, client):
    client.force_login(grant_role(user(), "office"))
    address = f"/opinions/new/items/{topic.item_id}/"
    unit_id = min(finance.actor.unit_ids)
    assert client.post(address, {"days": 3}).status_code == 422
    assert client.post(address, {"units": [unit_id], "days": 3}).status_code == 302
    assert client.get(f"/opinions/new/lists/{topic.item_id}/").status_code == 404
    paper = made.paper(topic_id=topic.pk)
    for known in (f"topics/{topic.pk}", f"papers/{paper.pk}"):
        assert client.get(f"/opinions/new/{known}/").status_code == 200
    opinion = Opinion.objects.get()
    page = f"/opinions/{opinion.pk}/"
    assert client.post(page, {"seen_version": 1, "answer": "agree"}).status_code == 403
    client.force_login(finance)
    assert "Report on tax refunds" in client.get("/opinions/").content.decode()
    assert client.post(page, {"seen_version": 1, "answer": "object"}).status_code == 422
    assert client.post(page, {"seen_version": 7, "answer": "agree"}).status_code == 409
    said = {"seen_version": 1, "answer": "remarks", "text_zh": "请补充经费来源"}
    assert client.post(page, said).status_code == 302
    client.force_login(grant_role(user(), "leader"))
    for shown in (f"/meetings/{topic.meeting_id}/agenda/", f"/topics/{topic.pk}/", page):
        assert "请补充经费来源" in client.get(shown).content.decode()
    assert client.get(f"/opinions/new/items/{topic.item_id}/").status_code == 403


def test_the_list_takes_the_same_queries_for_one_opinion_and_many(topic, finance, client):
    client.force_login(grant_role(user(), "office"))
    ask(topic, finance)

    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    addresses = "/opinions/", f"/meetings/{topic.meeting_id}/agenda/", f"/topics/{topic.pk}/"
    queries(addresses[0])
    one = [queries(address) for address in addresses]
    agendas.ask_opinions(
        actor=SYSTEM, item_id=topic.item_id, unit_ids=[unit().pk for _n in range(12)], days=3
    )

    assert [queries(address) for address in addresses] == one
