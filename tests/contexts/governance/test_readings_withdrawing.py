"""Tasks of all, the second step before confirming, and taking an unused confirmation back."""

import pytest
from django.urls import reverse

from plenary.contexts.governance import services
from plenary.contexts.governance.models import (
    Directive,
    Meeting,
    MeetingText,
    Reading,
    Requirement,
    Task,
)
from plenary.contexts.governance.services.withdrawing import withdraw_reading
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document
from plenary.kernel.people.models import Person
from plenary.kernel.search.selectors import find
from plenary.shared.errors import NotFound, Refused, Stale
from tests.contexts.governance.factories import draft_task
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.contexts.governance.test_readings_services import (
    COMMITTEE,
    change,
    clause_id,
    confirm,
    opened,
)
from tests.factories import body, grant_role, unit, user


@pytest.fixture
def committee(db):
    return body(**COMMITTEE)


@pytest.fixture
def desk(client, office):
    client.force_login(User.objects.get(pk=office.user_id))
    return client


@pytest.fixture
def confirmed(office, committee):
    reading = opened(office)
    confirm(office, reading)
    reading.refresh_from_db()
    return reading


def withdraw(office, reading, reason="The wrong text"):
    made = withdraw_reading(
        actor=office, reading_id=reading.pk, seen_version=reading.version, reason=reason
    )
    reading.refresh_from_db()
    return made


def confirm_page(desk, reading, **values):
    return desk.post(f"/readings/{reading.pk}/confirm/", {"version": reading.version, **values})


def test_one_button_makes_tasks_of_all_accepted_with_the_unit_suggested(office, committee):
    harbour = unit(name_en="Harbour Office", duties_en="coordination of harbour services, quays")
    reading = opened(office)
    change(office, reading, "accept_all")
    change(office, reading, "drop", part=clause_id(reading, 5))

    change(office, reading, "tasks_all")

    live = [c for c in reading.paper["clauses"] if c["state"] == "accepted"]
    assert all(c["task"] for c in live)
    assert live[0]["unit"] == harbour.pk
    confirm(office, reading)
    assert Task.objects.count() == len(live) == Directive.objects.filter(fate="task").count()
    assert {t.entries.count() for t in Task.objects.all()} == {1}


def test_the_same_button_takes_the_tasks_back(office, committee):
    reading = opened(office)
    change(office, reading, "accept", part=clause_id(reading, 0))
    change(office, reading, "tasks_all")
    assert [c["task"] for c in reading.paper["clauses"]].count(True) == 1

    change(office, reading, "tasks_all")

    assert not any(c["task"] for c in reading.paper["clauses"])


def test_tasks_of_all_are_refused_while_nothing_is_accepted_and_for_an_attached_text(
    office, committee
):
    reading = opened(office, CHINESE)
    with pytest.raises(Refused, match="No directive is accepted"):
        change(office, reading, "tasks_all")
    meeting = confirm(office, reading)
    second = opened(office, ENGLISH)
    change(office, second, "attach", meeting=meeting.pk)
    change(office, second, "accept_all")

    with pytest.raises(Refused, match="makes no tasks"):
        change(office, second, "tasks_all")


def test_confirming_with_nothing_accepted_asks_once_more(desk, office, committee):
    reading = opened(office)
    page = desk.get(reading.get_absolute_url()).content.decode()
    assert "Make tasks of all accepted" in page
    assert "the office can withdraw it" in page

    asked = confirm_page(desk, reading)

    assert asked.status_code == 200
    assert "nobody has checked them" in asked.content.decode()
    assert not Meeting.objects.exists()
    confirm_page(desk, reading, sure="yes")
    assert Meeting.objects.exists()


def test_confirming_without_any_directive_says_that_there_is_none(desk, office, committee):
    reading = opened(office)
    for one in list(reading.paper["clauses"]):
        change(office, reading, "drop", part=one["id"])

    page = confirm_page(desk, reading).content.decode()

    assert "no directive at all" in page


def test_one_accepted_directive_is_enough_not_to_be_asked(desk, office, committee):
    reading = opened(office)
    change(office, reading, "accept", part=clause_id(reading, 0))

    answer = confirm_page(desk, reading)

    assert answer.status_code == 302
    assert Meeting.objects.exists()
    assert confirm_page(desk, reading).status_code == 302


def test_an_unused_confirmation_is_withdrawn_and_the_draft_opens_again(office, confirmed):
    paper = confirmed.paper
    title = str(confirmed.meeting)

    withdraw(office, confirmed)

    assert confirmed.state == "open"
    assert confirmed.paper["clauses"] == paper["clauses"]
    assert all(p["person"] for p in confirmed.paper["people"])
    assert all(held["post"] for p in confirmed.paper["people"] for held in p["posts"])
    assert not Meeting.objects.exists()
    assert not MeetingText.objects.exists()
    assert not Directive.objects.exists()
    assert not Requirement.objects.exists()
    assert Document.objects.count() == 1
    assert Person.objects.count() == 2
    assert find(office, "Harbour", limit=9, offset=0).total == 0
    row = AuditRow.objects.get(action="governance.meeting.withdrawn")
    assert row.after["note"] == {"reason": "The wrong text", "title": title}
    assert AuditRow.objects.filter(action="governance.reading.withdrawn").count() == 1


def test_what_was_withdrawn_can_be_confirmed_again(office, confirmed):
    withdraw(office, confirmed)

    again = confirm(office, confirmed)

    assert again.texts.get().document == Document.objects.get()
    assert again.directives.count() == len(confirmed.paper["clauses"])
    assert Person.objects.count() == 2


def use_by_closing(office, meeting):
    for directive in meeting.directives.all():
        services.no_action(actor=office, kind="directive", matter_id=directive.pk, reason="General")
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)


def use_by_deciding(office, meeting):
    services.record_decision(
        actor=office, meeting_id=meeting.pk, kind="adopted", text_en="The list is adopted"
    )


def use_by_a_fate(office, meeting):
    services.no_action(
        actor=office, kind="directive", matter_id=meeting.directives.first().pk, reason="General"
    )


def use_by_a_second_text(office, meeting):
    second = opened(office, CHINESE)
    change(office, second, "attach", meeting=meeting.pk)
    confirm(office, second)


def use_by_a_requirement(office, meeting):
    requirement = services.add_requirement(
        actor=office, reference_en="City's plan", meeting_id=meeting.pk
    )
    task = draft_task()
    services.add_basis(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        basis=services.BasisGiven("requirement", requirement.pk),
    )


@pytest.mark.parametrize(
    ("use", "sentence"),
    [
        (use_by_closing, "closed"),
        (use_by_deciding, "Decisions have been recorded"),
        (use_by_a_fate, "what became of some directives"),
        (use_by_a_second_text, "in the other language"),
        (use_by_a_requirement, "Tasks rest on"),
    ],
)
def test_what_has_been_used_is_not_withdrawn(office, confirmed, use, sentence):
    use(office, confirmed.meeting)
    rows = AuditRow.objects.count()

    with pytest.raises(Refused, match=sentence):
        withdraw(office, confirmed)

    assert Meeting.objects.count() == 1
    assert AuditRow.objects.count() == rows
    assert Reading.objects.get(pk=confirmed.pk).state == "confirmed"


def test_withdrawing_needs_a_reason_the_version_seen_and_a_confirmed_reading(office, confirmed):
    with pytest.raises(Refused, match="Say why"):
        withdraw(office, confirmed, reason=" ")
    with pytest.raises(Stale):
        withdraw_reading(actor=office, reading_id=confirmed.pk, seen_version=1, reason="x")
    withdraw(office, confirmed)
    with pytest.raises(Refused):
        withdraw(office, confirmed)


def test_a_reading_whose_meeting_is_gone_says_so(office, confirmed):
    Meeting.objects.all().delete()
    confirmed.refresh_from_db()

    with pytest.raises(Refused, match="no meeting any more"):
        withdraw(office, confirmed)


def test_nobody_but_the_office_withdraws(client, confirmed):
    verifier = grant_role(user(), "verifier")
    with pytest.raises(NotFound):
        withdraw(verifier.actor, confirmed)
    client.force_login(verifier)

    answer = client.post(f"/readings/{confirmed.pk}/withdraw/", {"version": 1, "reason": "x"})

    assert answer.status_code == 404


def test_the_pages_lead_from_the_meeting_to_its_withdrawal(desk, office, confirmed):
    address = reverse("governance:reading", args=[confirmed.pk])
    meeting = desk.get(confirmed.meeting.get_absolute_url()).content.decode()
    assert address in meeting
    assert "Withdraw the confirmation" in desk.get(address).content.decode()

    without = desk.post(f"{address}withdraw/", {"version": confirmed.version, "reason": ""})
    assert without.status_code == 422
    done = desk.post(
        f"{address}withdraw/", {"version": confirmed.version, "reason": "twice"}, follow=True
    )

    assert "the draft is open again" in done.content.decode()
    assert not Meeting.objects.exists()


def test_the_page_says_why_it_is_too_late(desk, office, confirmed):
    use_by_deciding(office, confirmed.meeting)
    address = reverse("governance:reading", args=[confirmed.pk])

    assert "cannot be withdrawn any more" in desk.get(address).content.decode()
    answer = desk.post(f"{address}withdraw/", {"version": confirmed.version, "reason": "twice"})

    assert answer.status_code == 422
    assert "Decisions have been recorded" in answer.content.decode()
