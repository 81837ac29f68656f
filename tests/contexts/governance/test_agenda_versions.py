"""The numbered versions of an agenda: approved, circulated, opened again, compared."""

import pytest
from django.db import DatabaseError, transaction

from plenary.contexts.governance import services
from plenary.contexts.governance.models import AgendaItem, AgendaVersion
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services import agendas
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A planned meeting with three items."""
    planned = made.planned()
    made.items(planned, "甲", "乙", "丙")
    return planned


def test_an_agenda_is_approved_circulated_and_opened_under_the_next_number(office, meeting):
    first = made.circulated(meeting, office)
    second = made.reopened(first, office)

    first.refresh_from_db()
    assert (first.number, first.state, first.circulated_by) == (1, "circulated", office.name)
    assert [one["text_zh"] for one in first.content] == ["甲", "乙", "丙"]
    assert first.digest == versions.digest_of(first.content)
    assert (second.number, second.state, second.reason) == (2, "draft", "增加一项")
    assert made.circulated(meeting).number == 2
    done = AuditRow.objects.filter(subject_type="governance.agendaversion")
    assert [row.action.rpartition(".")[2] for row in done.order_by("pk")][:3] == [
        "approved",
        "circulated",
        "reopened",
    ]


def test_who_approves_approves_what_was_seen(office, meeting):
    seen = versions.digest_of(versions.said_of(meeting))
    approve = {"actor": office, "meeting_id": meeting.pk}
    made.items(meeting, "丁")

    with refused(Stale):
        agendas.approve_agenda(**approve, seen=seen)
    made.approved(meeting)
    now = versions.digest_of(versions.said_of(meeting))
    with refused(Refused):
        agendas.approve_agenda(**approve, seen=now)
    agendas.circulate_agenda(
        actor=office, version_id=AgendaVersion.objects.get().pk, seen_version=None
    )
    with refused(Refused):
        agendas.approve_agenda(**approve, seen=now)
    empty = made.planned()
    with refused(Refused, "no item"):
        agendas.approve_agenda(actor=office, meeting_id=empty.pk, seen="")


def test_an_approved_agenda_does_not_change_until_it_is_opened_again(office, meeting):
    version = made.approved(meeting)
    item = meeting.items.first()
    topic = made.submitted(meeting)
    one = {"actor": office, "item_id": item.pk, "seen_version": None}
    calls = [
        lambda: made.items(meeting, "丁"),
        lambda: services.edit_agenda_item(**one, changes={"text_zh": "x"}),
        lambda: services.move_agenda_item(**one, number=2),
        lambda: services.remove_agenda_item(**one),
        lambda: agendas.accept_topic(
            actor=office, topic_id=topic.pk, seen_version=None, meeting_id=meeting.pk
        ),
    ]
    for call in calls:
        with refused(Refused, "Open it again"):
            call()
    back = {"actor": office, "version_id": version.pk, "seen_version": None}
    with refused(Refused, "Say why"):
        agendas.take_approval_back(**back, reason=" ")
    agendas.take_approval_back(**back, reason="漏列一项")
    made.items(meeting, "丁")
    assert made.approved(meeting).number == 1


def test_the_moves_are_refused_out_of_turn_and_to_others(office, meeting):
    version = made.approved(meeting)
    leader, member = grant_role(user(), "leader").actor, unit_user(_member(meeting)).actor
    same = {"version_id": version.pk, "seen_version": None}

    with refused(Refused):
        agendas.reopen_agenda(actor=office, **same, reason="x")
    with refused(Forbidden):
        agendas.circulate_agenda(actor=leader, **same)
    with refused(Forbidden):
        agendas.circulate_agenda(actor=member, **same)
    with refused(Forbidden):
        agendas.approve_agenda(actor=member, meeting_id=meeting.pk, seen="")
    with refused(NotFound):
        agendas.circulate_agenda(actor=office, version_id=0, seen_version=None)
    with refused(Stale):
        agendas.circulate_agenda(actor=office, version_id=version.pk, seen_version=1)
    agendas.circulate_agenda(actor=office, **same)
    with refused(Refused):
        agendas.take_approval_back(actor=office, **same, reason="x")
    made.reopened(version)
    with refused(Refused, "later version"):
        agendas.reopen_agenda(actor=office, **same, reason="x")
    agendas.take_approval_back(
        actor=leader, version_id=made.approved(meeting, leader).pk, seen_version=None, reason="x"
    )


def test_what_came_to_the_agenda_after_its_approval_is_not_circulated(office, meeting):
    version = made.approved(meeting)
    AgendaItem.objects.create(meeting=meeting, number=9, kind="approve", text_zh="审定纪要")
    circulate = {"actor": office, "version_id": version.pk, "seen_version": None}

    with refused(Refused, "no longer the one"):
        agendas.circulate_agenda(**circulate)
    AgendaItem.objects.filter(number=9).delete()
    made.paper(item_id=meeting.items.first().pk)
    sent = agendas.circulate_agenda(**circulate)
    assert sent.content[0]["papers"]


def test_circulating_tells_the_member_units_and_those_with_a_topic(office, commerce, liaison):
    meeting = made.planned()
    member = unit_user(_member(meeting))
    made.accepted(meeting, unit_id=commerce.pk)

    made.circulated(meeting, office)

    told = Notification.objects.filter(kind="governance.agenda.circulated")
    assert set(told.values_list("user_id", flat=True)) == {member.pk, liaison.user_id}
    told.delete()
    made.reopened(AgendaVersion.objects.get())
    made.items(meeting, "增加的一项")
    made.circulated(meeting, office)
    changes = f"/meetings/{meeting.pk}/agenda/changes/?version=2"
    assert set(told.values_list("url", flat=True)) == {changes}


def test_the_database_refuses_to_change_what_was_circulated(meeting):
    version = made.circulated(meeting)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        AgendaVersion.objects.filter(pk=version.pk).update(content=[])
    made.reopened(version)
    assert AgendaVersion.objects.filter(number=2).update(reason="other") == 1


def test_an_item_is_moved_and_the_others_make_room(office, meeting):
    third = meeting.items.get(number=3)
    move = {"actor": office, "item_id": third.pk, "seen_version": None}

    services.move_agenda_item(**move, number=1)

    assert [item.text_zh for item in meeting.items.all()] == ["丙", "甲", "乙"]
    assert [item.number for item in meeting.items.all()] == [1, 2, 3]
    for number in (0, 4):
        with refused(Refused, "1 to 3"):
            services.move_agenda_item(**move, number=number)


def test_the_difference_names_what_was_added_dropped_moved_and_reworded(office, meeting):
    then = made.circulated(meeting)
    made.reopened(then)
    first, second, third = meeting.items.all()
    services.remove_agenda_item(actor=office, item_id=first.pk, seen_version=None)
    services.edit_agenda_item(
        actor=office, item_id=second.pk, seen_version=None, changes={"text_zh": "乙二"}
    )
    (added,) = made.items(meeting, "丁")
    services.move_agenda_item(actor=office, item_id=third.pk, seen_version=None, number=1)
    made.paper(item_id=third.pk)

    found = versions.difference(then.content, versions.said_of(meeting))

    assert {one.now["item"] if one.now else one.then["item"]: one.kinds for one in found} == {
        third.pk: ("moved", "papers"),
        second.pk: ("reworded",),
        added.pk: ("added",),
        first.pk: ("dropped",),
    }


def said(*order):
    return [
        {
            "item": key,
            "number": at,
            "kind": "hear",
            "text_zh": str(key),
            "text_en": "",
            "papers": [],
        }
        for at, key in enumerate(order, start=1)
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        ((1, 2, 3, 4), (4, 1, 2, 3), {4}),
        ((1, 2, 3, 4), (2, 3, 4, 1), {1}),
        ((1, 2, 3, 4), (1, 9, 2, 3, 4), set()),
        ((1, 2, 3, 4), (2, 4), set()),
        ((1, 2, 3), (3, 2, 1), {1, 2}),
        ((), (1, 2), set()),
    ],
)
def test_only_what_stands_otherwise_among_the_rest_has_moved(then, now, moved):
    found = versions.difference(said(*then), said(*now))

    assert len({one.now["item"] for one in found if "moved" in one.kinds}) == len(moved)


def test_a_paper_that_is_not_for_the_reader_is_in_no_difference(office):
    meeting = made.planned()
    topic = made.accepted(meeting)
    then = made.circulated(meeting)
    made.paper(topic_id=topic.pk, access="concerned")
    member = unit_user(_member(meeting)).actor
    now = versions.said_of(meeting)

    assert len(versions.differing(office, then.content, now)) == 1
    assert versions.differing(member, then.content, now) == []


def test_the_pages_show_the_versions_and_the_difference(client, office, meeting):
    client.force_login(grant_role(user(), "office"))
    address = f"/meetings/{meeting.pk}/agenda/"
    seen = versions.digest_of(versions.said_of(meeting))
    assert client.get(f"{address}changes/").status_code == 404
    assert client.get(f"{address}versions/1/").status_code == 404
    assert client.post(f"{address}approve/", {"seen": "old"}).status_code == 409
    assert client.post(f"{address}approve/", {"seen": seen}).status_code == 302
    version = AgendaVersion.objects.get()
    circulate = f"/meetings/agendas/{version.pk}/circulate/"
    assert client.post(circulate, {"seen_version": 1}).status_code == 409
    assert client.post(circulate, {"seen_version": version.version}).status_code == 302
    version.refresh_from_db()
    reopen = {"seen_version": version.version, "reason": ""}
    assert client.post(f"/meetings/agendas/{version.pk}/reopen/", reopen).status_code == 422
    client.post(f"/meetings/agendas/{version.pk}/reopen/", {**reopen, "reason": "增加"})
    third = meeting.items.get(number=3)
    client.post(f"/meetings/agenda/{third.pk}/move/", {"seen_version": 1, "number": 1})

    page = client.get(address).content.decode()
    assert "1 item has changed" in page
    changes = client.get(f"{address}changes/", HTTP_ACCEPT_LANGUAGE="zh-CN").content.decode()
    assert changes.count("<tr>") == 2
    made.approved(meeting)
    assert client.get(f"{address}changes/?version=2").status_code == 200
    assert client.get(f"{address}changes/?version=1").status_code == 404
    agendas.circulate_agenda(
        actor=office, version_id=AgendaVersion.objects.get(number=2).pk, seen_version=None
    )
    page = client.get(address).content.decode()
    assert "Nothing has changed since the version circulated last" in page
    assert f"{address}changes/?version=2" in page
    assert f"{address}changes/?version=1" not in page
    kept = client.get(f"{address}versions/1/").content.decode()
    assert kept.index("甲") < kept.index("丙")


def _member(meeting):
    return MemberUnit.objects.get(body=meeting.body_id).unit
