"""Papers of meetings: versions that stay, readers by class, in pages, downloads and the search."""

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.selectors.agendas import papers
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services.agendas.paper_titles import titles_of_file
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.selectors import find
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db

NARROW = {"office", "leader", "member", "own"}
READERS = {"office", "leader", "verifier", "editor"}
CLASSES = {
    "public": READERS | {"member", "own", "resting"},
    "internal": READERS | {"member", "own", "resting"},
    "concerned": READERS | {"own"},
    "committee": NARROW,
}


@pytest.fixture
def circle():
    """A planned meeting with an accepted topic, and an actor of each kind around it."""
    committee, member, own, resting = body(), unit(), unit(), unit()
    MemberUnit.objects.create(body=committee, unit=member)
    meeting = made.planned(body_id=committee.pk)
    topic = made.accepted(meeting, unit_id=own.pk)
    decision = factories.decision(meeting)
    task = services.create_task(
        actor=SYSTEM,
        bases=[services.BasisGiven("decision", decision.pk)],
        given=factories.given(lead_unit_id=resting.pk),
    )
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)
    roles = ("office", "leader", "verifier", "editor", "protocol", "administrator")
    accounts = {role: grant_role(user(), role) for role in roles}
    accounts |= {"member": unit_user(member), "own": unit_user(own), "resting": unit_user(resting)}
    accounts |= {"stranger": unit_user(unit()), "no role": user()}
    return meeting, topic, accounts


def reading(accounts, paper):
    return {
        name
        for name, account in accounts.items()
        if papers.visible_to(account.actor).filter(pk=paper.pk).exists()
    }


def finding(accounts, word):
    return {n for n, a in accounts.items() if find(a.actor, word).total}


@pytest.mark.parametrize("access", CLASSES)
def test_each_class_is_read_and_found_by_exactly_these(circle, access):
    _meeting, topic, accounts = circle
    paper = made.paper(topic_id=topic.pk, words="xylophone", access=access)

    assert reading(accounts, paper) == CLASSES[access]
    assert finding(accounts, "xylophone") == CLASSES[access]
    assert not papers.visible_to(NOBODY).exists()


@pytest.mark.parametrize("access", CLASSES)
def test_a_guessed_address_of_a_paper_answers_404(circle, access, client):
    _meeting, topic, accounts = circle
    paper = made.paper(topic_id=topic.pk, access=access)

    for name, account in accounts.items():
        client.force_login(account)
        expected = 200 if name in CLASSES[access] else 404
        for address in (
            f"/meetings/papers/{paper.pk}/",
            f"/meetings/papers/{paper.pk}/versions/1/file/",
        ):
            answer = client.get(address)
            list(answer)
            assert answer.status_code == expected, (name, address)
        sent = client.post(
            f"/meetings/papers/{paper.pk}/edit/", {"seen_version": 1, "title_zh": "x"}
        )
        assert (sent.status_code == 404) is (expected == 404), name


def test_the_pages_around_a_paper_name_it_to_its_readers_alone(circle, client):
    meeting, topic, accounts = circle
    made.paper(topic_id=topic.pk, access="committee", title_en="Hidden sheet", title_zh="内部表")

    shown = set()
    for name in ("office", "verifier", "member", "resting"):
        client.force_login(accounts[name])
        for address in (f"/meetings/{meeting.pk}/agenda/", topic.get_absolute_url()):
            if "Hidden sheet" in client.get(address).content.decode():
                shown.add((name, address.split("/")[1]))

    assert shown == {("office", "meetings"), ("office", "topics"), ("member", "meetings")}


def test_a_public_paper_of_a_public_meeting_is_everybodys_once_it_was_held(circle, office):
    meeting, topic, accounts = circle
    paper = made.paper(topic_id=topic.pk, words="xylophone", access="public")
    services.edit_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, changes={"release": "public"}
    )
    before = reading(accounts, paper)

    services.hold_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, held_on=clock.today()
    )

    assert "stranger" not in before
    assert reading(accounts, paper) == set(accounts) - {"no role"}
    assert finding(accounts, "xylophone") - {"no role"} == set(accounts) - {"no role"}


def test_a_narrower_class_takes_the_paper_out_of_the_wider_circles_search(circle, office):
    _meeting, topic, accounts = circle
    paper = made.paper(topic_id=topic.pk, words="xylophone")

    change = {"actor": office, "paper_id": paper.pk, "seen_version": None}
    agendas.edit_paper(**change, changes={"access": "committee"})

    assert finding(accounts, "xylophone") == NARROW
    with refused(Refused):
        agendas.edit_paper(**change, changes={"access": "secret"})
    with refused(Forbidden):
        agendas.edit_paper(
            **{**change, "actor": accounts["own"].actor}, changes={"access": "public"}
        )


def test_a_drafts_papers_are_its_units_own(liaison, commerce, office):
    topic = made.topic(made.planned(), actor=liaison, unit_id=commerce.pk, meeting_id=None)
    paper = made.paper(actor=liaison, topic_id=topic.pk, words="xylophone")

    assert not papers.visible_to(office).exists()
    assert papers.visible_to(liaison).get() == paper
    assert not find(office, "xylophone").total
    agendas.submit_topic(actor=liaison, topic_id=topic.pk, seen_version=None)
    assert papers.visible_to(office).get() == paper
    assert find(office, "xylophone").total


def test_a_new_file_is_the_next_version_and_the_old_one_stays(circle, office, client):
    _meeting, topic, accounts = circle
    own = accounts["own"].actor
    first = made.file("first")
    paper = agendas.add_paper(actor=own, file=first, topic_id=topic.pk, title_zh="材料")
    add = {"actor": own, "paper_id": paper.pk}

    with refused(Refused, "version 1"):
        agendas.add_paper_version(**add, seen_version=1, file=first)
    second = agendas.add_paper_version(
        **add, seen_version=1, file=made.file("second xylophone"), note="改第二段"
    )
    with refused(Stale):
        agendas.add_paper_version(**add, seen_version=1, file=made.file())

    assert (second.number, second.note) == (2, "改第二段")
    assert find(office, "xylophone").total == 1
    client.force_login(accounts["member"])
    old = client.get(f"/meetings/papers/{paper.pk}/versions/1/file/")
    assert b"".join(old.streaming_content) == first.data
    assert old["Content-Disposition"].startswith("attachment")
    row = AuditRow.objects.filter(action="governance.paper.read").last()
    assert row.actor_id == accounts["member"].pk
    assert client.get(f"/meetings/papers/{paper.pk}/versions/3/file/").status_code == 404


def test_what_no_paper_may_be_is_refused_and_nothing_stored(circle):
    _meeting, topic, accounts = circle
    add = {"actor": accounts["own"].actor, "topic_id": topic.pk, "title_zh": "材料"}
    for file, words in (
        (Upload("a.txt", "机密★一年".encode()), "marking"),
        (Upload("机密★.txt", b"abc"), "marking"),
        (Upload("a.txt", b"  "), "empty"),
        (Upload("a.pdf", "只是文字".encode()), "named .pdf"),
        (Upload("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"), ".docx"),
        (Upload("a.pdf", b"%PDF-1.7 broken"), ""),
    ):
        with refused(Refused) as caught:
            agendas.add_paper(**add, file=file)
        assert words in str(caught.value.fields["upload"])
    with refused(Refused, "at least one"):
        agendas.add_paper(**{**add, "title_zh": ""}, file=made.file(name="20250508.txt"))
    with refused(Refused):
        agendas.add_paper(**add, file=made.file(), access="secret")
    with refused(NotFound):
        agendas.add_paper(**{**add, "topic_id": 0}, file=made.file())
    with refused(NotFound):
        agendas.add_paper(actor=add["actor"], item_id=0, file=made.file())


def test_an_image_is_taken_though_it_cannot_be_judged(circle):
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    _meeting, topic, _accounts = circle

    paper = agendas.add_paper(
        actor=SYSTEM, topic_id=topic.pk, title_zh="图", file=Upload("a.png", png)
    )

    assert paper.versions.get().text == ""


def test_a_paper_taken_back_is_seen_by_those_who_keep_it_alone(circle, office):
    _meeting, topic, accounts = circle
    paper = made.paper(topic_id=topic.pk, words="xylophone")
    take = {"actor": office, "paper_id": paper.pk, "seen_version": None}

    with refused(Refused, "Say why"):
        agendas.withdraw_paper(**take, reason="")
    with refused(Forbidden):
        agendas.withdraw_paper(**{**take, "actor": accounts["member"].actor}, reason="x")
    agendas.withdraw_paper(**take, reason="传错文件")

    assert reading(accounts, paper) == {"office", "leader", "own"}
    assert finding(accounts, "xylophone") == set()
    with refused(Refused, "taken back"):
        agendas.edit_paper(**take, changes={"title_zh": "x"})


def test_the_office_adds_papers_to_items_until_the_meeting_is_closed(office, circle):
    meeting, topic, accounts = circle
    item = services.add_agenda_item(
        actor=office, meeting_id=meeting.pk, kind="hear", text_zh="其他"
    )
    paper = made.paper(actor=office, item_id=item.pk)

    assert (paper.meeting, paper.item, paper.topic) == (meeting, item, None)
    with refused(Forbidden):
        made.paper(actor=accounts["member"].actor, item_id=item.pk)
    services.remove_agenda_item(actor=office, item_id=item.pk, seen_version=None)
    paper.refresh_from_db()
    assert (paper.meeting, paper.item) == (meeting, None)
    services.hold_meeting(
        actor=office, meeting_id=meeting.pk, seen_version=None, held_on=clock.today()
    )
    matter = {"kind": "decision", "matter_id": meeting.decisions.get().pk}
    services.no_action(actor=office, reason="已办", **matter)
    services.close_meeting(actor=office, meeting_id=meeting.pk, seen_version=None)
    with refused(Refused, "closed"):
        made.paper(actor=office, item_id=topic.item_id)
    with refused(Refused, "closed"):
        agendas.edit_paper(actor=office, paper_id=paper.pk, seen_version=None, changes={})


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("外事工作要点_2025 (1).docx", ("外事工作要点 2025", "")),
        ("C:\\papers\\Annual-plan_2025-26.final.PDF", ("", "Annual plan 2025-26.final")),
        ("情况汇报.docx.pdf", ("情况汇报", "")),
        ("20250508.pdf", ("", "")),
    ],
)
def test_a_files_name_makes_a_title_without_ending_and_marks(name, titles):
    assert titles_of_file(name) == titles


def test_a_paper_without_a_title_is_called_as_its_file_is(circle):
    _meeting, topic, accounts = circle
    named = Upload("外事工作要点_2025 (1).txt", made.file().data)
    add = {"actor": accounts["own"].actor, "topic_id": topic.pk}

    with refused(Refused, "at least one"):
        agendas.add_paper(**add, file=Upload("2025.txt", made.file().data))
    paper = agendas.add_paper(**add, file=named)
    typed = agendas.add_paper(**add, file=Upload("b.txt", b"other words"), title_en="Annex")

    assert (paper.title_zh, paper.title_en) == ("外事工作要点 2025", "")
    assert (typed.title_zh, typed.title_en) == ("", "Annex")
