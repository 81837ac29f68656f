"""Home shows the invitations and opinions that wait for an answer, to those whose answer it is alone."""

import datetime as dt
import re

import pytest
from django.test import Client

from plenary.contexts.governance import api as governance
from plenary.contexts.governance.models import Invitation, Reading
from plenary.contexts.governance.services import agendas, releases
from plenary.contexts.governance.services.readings import start_reading
from plenary.kernel.accounts.models import User
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.web import waiting
from tests.contexts.governance import agenda_records, convenings, factories
from tests.factories import grant_role, unit, unit_user, user

NOW = dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _july(db):
    with clock.at(NOW):
        yield


def waits(account):
    return [(line.kind, line.pk) for line in governance.waiting_for(account.actor)]


def test_an_invitation_waits_for_whoever_is_invited_until_it_is_answered(client):
    called = convenings.convened()
    mine = convenings.invited(called)
    first = User.objects.get(email="first@example.org")
    of_unit = Invitation.objects.exclude(unit=None).get()
    liaison = User.objects.get(access__unit_ids=[of_unit.unit_id])

    assert waits(first) == [("invitation", mine.pk)]
    assert waits(liaison) == [("invitation", of_unit.pk)]
    assert waits(user()) == []
    client.force_login(first)
    home = client.get("/").content.decode()
    assert f'href="/invitations/{mine.pk}/"' in home
    assert "Plenary" in home

    convenings.answer(mine)
    assert waits(first) == []
    with clock.at(convenings.STARTS + convenings.HOUR):
        assert waits(liaison) == [], "the meeting has begun"


def test_an_opinion_waits_for_the_unit_that_is_asked_until_the_meeting_is_held():
    asked, other = unit(), unit()
    meeting = agenda_records.planned()
    topic = agenda_records.submitted(meeting)
    agendas.ask_opinions(
        actor=SYSTEM, unit_ids=[asked.pk], days=5, topic_id=topic.pk, question="Well?"
    )
    account = unit_user(asked)
    ((kind, pk),) = waits(account)

    assert kind == "opinion"
    assert waits(unit_user(other)) == []
    page = Client()
    page.force_login(account)
    assert f'href="/opinions/{pk}/"' in page.get("/").content.decode()
    agendas.answer_opinion(actor=account.actor, opinion_id=pk, seen_version=None, answer="agree")
    assert waits(account) == []


def test_the_office_finds_topics_and_proposed_releases_among_what_waits(client):
    office, second = (grant_role(user(), "office") for _one in range(2))
    topic = agenda_records.submitted(agenda_records.planned())
    meeting = factories.decision().meeting
    releases.propose_release(actor=office.actor, meeting_id=meeting.pk, stage="decisions")

    assert waits(office) == [("topic", topic.pk)], "one's own proposal waits for another"
    assert set(waits(second)) == {("topic", topic.pk), ("release", meeting.pk)}
    client.force_login(second)
    assert f'href="/meetings/{meeting.pk}/release/"' in client.get("/").content.decode()


def test_the_office_sees_what_it_left_half_done(client):
    office = grant_role(user(), "office")
    start_reading(actor=office.actor, text="A text.\n\nOf two lines.")
    Reading.objects.update(state="open")
    factories.task_list()
    client.force_login(office)
    home = client.get("/").content.decode()

    assert "1 text read in, to be confirmed" in home
    assert 'href="/lists/">1 draft list to be completed' in home
    assert governance.on_desk(user().actor) == governance.OnDesk(0, 0, 0, 0)


def test_a_topic_that_was_given_back_waits_for_its_unit_until_it_is_handed_in_again(client):
    agenda_records.kind()
    topic = agenda_records.submitted(agenda_records.planned())
    liaison = unit_user(topic.unit)
    seen = {"actor": SYSTEM, "topic_id": topic.pk, "seen_version": None}
    assert waits(liaison) == []

    agendas.return_topic(**seen, ground="papers", reason="The annex is missing")

    line = governance.waiting_for(liaison.actor)[0]
    assert (line.kind, line.pk, line.text) == ("topic", topic.pk, "The annex is missing")
    assert waits(unit_user(unit())) == []
    _check_the_menu(client, liaison)
    agendas.submit_topic(**seen)
    assert waits(liaison) == []
    assert _told(client, "/") == []


def _told(client, address):
    page = client.get(address).content.decode()
    return re.findall(r'class="count calm" title="waiting for you">(\d+)<', page)


def _check_the_menu(client, account):
    """See that the menu repeats what Home counted, until its reader changes something."""
    client.force_login(account)
    assert _told(client, "/board/") == [], "nobody has looked yet"
    assert _told(client, "/") == ["1"] * 3, "at the entry, wide and on phones, and at the word Menu"
    cookie = client.cookies[waiting.COOKIE]
    assert (cookie["httponly"], cookie["max-age"]) == (True, waiting.KEPT_FOR)
    assert _told(client, "/board/") == ["1"] * 3
    client.post("/notifications/read/")
    assert _told(client, "/board/") == []
    for forged in (f"{account.pk + 1}-7", f"{account.pk}-x", f"{account.pk}-", "7", "-", ""):
        client.cookies[waiting.COOKIE] = forged
        assert _told(client, "/board/") == []
