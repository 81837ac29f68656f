"""A paper's class goes on: who reads what was made from it, in every channel, until the office opens it."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import jobs, services
from plenary.contexts.governance.models import (
    Instruction,
    ListEntry,
    Notice,
    Opening,
    Opinion,
    Report,
    Rung,
    Sheet,
    Statement,
    TaskList,
)
from plenary.contexts.governance.selectors import (
    lists,
    meetings,
    one_task,
    released,
    reports,
    tasks,
)
from plenary.contexts.governance.selectors.acts import extra_reports, sheets
from plenary.contexts.governance.selectors.releases import page as releases
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services import releases as release_services
from plenary.contexts.governance.services.acts.extra_reports import ask_extra_report
from plenary.contexts.governance.services.acts.sheets import (
    draw_card,
    draw_circular,
    draw_handover,
    draw_slip,
)
from plenary.contexts.governance.services.held import close_held, open_held
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.report_freezing import freeze_report
from plenary.kernel.accounts.services import make_token
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents import selectors as documents
from plenary.kernel.documents.services import snapshot_record
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.models import Entry
from plenary.kernel.search.selectors import find
from plenary.kernel.webhooks import registry
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
READERS = {"office", "leader", "verifier", "editor"}
UNITS = {"member", "own", "asked", "worker", "stranger"}
DECISION = {
    "public": READERS | UNITS | {"protocol"},
    "internal": READERS | {"member", "own", "asked", "worker"},
    "concerned": READERS | {"own", "asked", "worker"},
    "committee": {"office", "leader", "member", "own"},
}
TASK = {
    "public": READERS | UNITS | {"protocol"},
    "internal": READERS | {"worker"},
    "concerned": READERS | {"worker"},
    "committee": {"office", "leader", "worker"},
}


class House:
    """A public meeting with a released decision on a paper, a public task from it, and who may look."""

    def __init__(self):
        units = {name: unit() for name in UNITS}
        committee = body()
        MemberUnit.objects.create(body=committee, unit=units["member"])
        self.meeting = made.planned(body_id=committee.pk)
        topic = made.accepted(self.meeting, unit_id=units["own"].pk)
        self.item = topic.item
        self.paper = made.paper(topic_id=topic.pk, access="public")
        Opinion.objects.create(
            meeting=self.meeting,
            item=self.item,
            unit=units["asked"],
            asked_at=NOW,
            asked_by="",
            due_on=NOW.date(),
        )
        self.office = grant_role(user(), "office")
        self.accounts = {
            role: grant_role(user(), role) for role in ("leader", "verifier", "editor", "protocol")
        }
        self.accounts |= {"office": self.office, "no role": user()}
        self.accounts |= {name: unit_user(one) for name, one in units.items()}
        who = {"actor": self.office.actor, "seen_version": None}
        services.edit_meeting(**who, meeting_id=self.meeting.pk, changes={"release": "public"})
        services.hold_meeting(**who, meeting_id=self.meeting.pk, held_on=NOW.date())
        self.decision = services.record_decision(
            actor=self.office.actor,
            meeting_id=self.meeting.pk,
            kind="adopted",
            text_zh="同意设立退税专窗",
            text_en="Open the quokka desk",
            item_id=self.item.pk,
        )
        given = factories.given(
            lead_unit_id=units["worker"].pk, release="public", title_en="Wombat counters"
        )
        rests = [services.BasisGiven("decision", self.decision.pk)]
        self.task = services.create_task(actor=SYSTEM, bases=rests, given=given)
        services.open_task(actor=SYSTEM, task_id=self.task.pk, seen_version=None)
        step = release_services.propose_release(
            actor=self.office.actor, meeting_id=self.meeting.pk, stage="decisions"
        )
        leader = self.accounts["leader"].actor
        release_services.release_step(actor=leader, step_id=step.pk, seen_version=None)

    def class_is(self, access):
        agendas.edit_paper(
            actor=self.office.actor,
            paper_id=self.paper.pk,
            seen_version=None,
            changes={"access": access},
        )

    def whom(self, asked):
        return {name for name, account in self.accounts.items() if asked(account.actor)}

    def readers(self, visible_to, record):
        return self.whom(lambda actor: visible_to(actor).filter(pk=record.pk).exists())

    def finders(self, word):
        return self.whom(lambda actor: find(actor, word).total)


@pytest.fixture
def house():
    return House()


def test_each_class_reaches_decision_task_and_search_and_an_opening_lets_out(house):
    for access in ("internal", "concerned", "committee"):
        house.class_is(access)
        assert house.readers(meetings.decisions_visible_to, house.decision) == DECISION[access]
        assert house.readers(tasks.visible_to, house.task) == TASK[access], access
        assert house.finders("quokka") == DECISION[access], access
        assert house.finders("wombat") == TASK[access], access

    opened = {"actor": house.office.actor, "kind": "decision", "pk": house.decision.pk}
    open_held(**opened, reason="已向社会公布")
    assert house.readers(meetings.decisions_visible_to, house.decision) == DECISION["public"]
    assert house.finders("wombat") - {"no role"} == TASK["public"]
    assert house.readers(tasks.visible_to, house.task) == TASK["public"]
    close_held(**opened)
    assert house.finders("quokka") == DECISION["committee"]
    house.class_is("concerned")
    open_held(**opened | {"kind": "task", "pk": house.task.pk}, reason="只公开任务")
    assert house.readers(tasks.visible_to, house.task) == TASK["public"]
    assert house.finders("quokka") == DECISION["concerned"]
    house.class_is("committee")
    assert house.finders("wombat") == TASK["committee"], "made narrower, the paper holds again"
    rows = AuditRow.objects.filter(action__endswith=".let_out").order_by("pk")
    assert [row.after["note"]["access"] for row in rows] == ["committee", "concerned"]
    for name in ("office", "verifier", "worker", "protocol"):
        actor = house.accounts[name].actor
        with CaptureQueriesContext(connection) as asked:
            list(tasks.visible_to(actor))
            list(meetings.decisions_visible_to(actor))
            list(reports.visible_to(actor))
        assert len(asked) == 3, name


def test_one_task_asked_for_by_itself_is_seen_as_among_all(house, django_assert_num_queries):
    """Its question is written once for all who have these roles and so many units: none reads by another's."""
    draft = factories.draft_task()
    open_to_all = factories.open_task(release="public")
    above = replace(house.accounts["worker"].actor, unit_ids=frozenset({unit().pk, unit().pk}))
    actors = {name: account.actor for name, account in house.accounts.items()}
    actors |= {"system": SYSTEM, "nobody": NOBODY, "above": above}
    actors["both"] = replace(above, unit_ids=above.unit_ids | actors["worker"].unit_ids)

    for access in ("public", "committee", "internal"):
        house.class_is(access)
        for name, actor in actors.items():
            for task in (house.task, draft, open_to_all):
                is_held = task == house.task and access != "public"
                if tasks.visible_to(actor).filter(pk=task.pk).exists():
                    with django_assert_num_queries(2):
                        seen = one_task.to_read(actor, task.pk)
                        assert one_task.to_change(actor, task.pk) == seen == task, name
                    assert bool(seen.is_held) == is_held, name
                    is_inside = tasks.inside(actor).filter(pk=task.pk).exists()
                    assert bool(seen.is_inside) == is_inside, name
                    continue
                for look in (one_task.to_read, one_task.to_change):
                    with pytest.raises(NotFound):
                        look(actor, task.pk)
    with CaptureQueriesContext(connection) as queries:
        one_task.to_change(SYSTEM, draft.pk)
    locks = connection.features.has_select_for_update
    assert queries[0]["sql"].endswith('FOR UPDATE OF "governance_task"') == locks


def test_no_guessed_address_gives_away_what_is_the_committees(house, client):
    house.class_is("committee")
    task, meeting = f"tasks/{house.task.pk}", f"meetings/{house.meeting.pk}"
    addresses = (
        (f"/{meeting}/", "quokka", {"office", "member"}),
        (f"/{task}/", "quokka", {"office"}),
        (f"/{task}/", "Wombat", {"office", "worker"}),
        ("/tasks/", "Wombat", {"office", "worker"}),
        ("/search/?q=wombat", "Wombat", {"office", "worker"}),
    )
    seen = {(address, word): set() for address, word, _whom in addresses}
    for name in ("office", "verifier", "member", "worker"):
        client.force_login(house.accounts[name])
        for address, word, _whom in addresses:
            if word in client.get(address).content.decode():
                seen[address, word].add(name)
    assert seen == {(address, word): whom for address, word, whom in addresses}

    client.force_login(house.accounts["verifier"])
    who, wanted = house.accounts["verifier"].actor, ("tasks:read", "meetings:read")
    secret = make_token(actor=who, name="Leser", wanted=wanted, days=30)[1]
    for address in ("tasks", meeting):
        answer = client.get(f"/api/v1/{address}", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 200
        assert not {"Wombat", "quokka"} & set(answer.content.decode().replace('"', " ").split())
    for address in (task, f"{task}/history", f"{meeting}/release", f"api/v1/{task}"):
        headers = {"authorization": f"Bearer {secret}"} if "api" in address else {}
        path = f"/{address}" if "api" in address else f"/{address}/"
        assert client.get(path, headers=headers).status_code == 404, address
    for kind, pk in (("decisions", house.decision.pk), ("tasks", house.task.pk)):
        assert client.get(f"/{kind}/{pk}/readers/").status_code == 404
    assert b"Wombat" not in b"".join(client.get("/tasks.csv"))
    with ZipFile(BytesIO(b"".join(client.get("/tasks.xlsx")))) as book:
        assert not any(b"Wombat" in book.read(name) for name in book.namelist())


def test_a_snapshot_is_read_by_those_who_see_its_record(house, client, django_assert_num_queries):
    minutes = Report.objects.create(
        kind="minutes",
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        title_en="Minutes of it",
        as_of=NOW,
        meeting=house.meeting,
    )
    worker = house.accounts["worker"]
    entry = services.report_progress(
        actor=worker.actor,
        task_id=house.task.pk,
        unit_id=house.task.lead_unit_id,
        given=services.ProgressGiven(done_zh="已设十二个专窗"),
    )
    taken = [entry.passage.document]
    for subject in (minutes, house.decision):
        kept = {"actor": SYSTEM, "lang": "zh", "text": "会议同意", "subject": subject}
        taken.append(snapshot_record(**kept).document)
    task, of_minutes, unspoken = taken
    everybody = {"office", "leader", "verifier", "editor"}

    assert house.readers(documents.visible_to, task) == everybody
    house.class_is("committee")
    for snapshot in (task, of_minutes):
        assert house.readers(documents.visible_to, snapshot) == {"office", "leader"}
    assert not house.readers(documents.visible_to, unspoken), "nobody spoke for its kind"
    client.force_login(house.accounts["verifier"])
    assert client.get(f"/documents/{task.pk}/").status_code == 404
    client.force_login(house.office)
    assert "已设十二个专窗" in client.get(f"/documents/{task.pk}/").content.decode()
    verifier = house.accounts["verifier"].actor
    with django_assert_num_queries(2):
        assert not documents.visible_to(verifier).filter(kind="record").exists()
        assert not documents.passages_visible(verifier).filter(pk=entry.passage_id).exists()


def test_a_draft_goes_to_nobody_from_whom_its_task_is_held(house):
    house.class_is("committee")
    duty = house.task.duties.get()
    drafts = {
        name: Notice.objects.create(
            task=house.task,
            duty=duty,
            unit=duty.unit,
            rung=Rung.objects.filter(matter="due").first(),
            user=house.accounts[name],
            reached_as="leader",
            due_on=house.task.due_on,
            on=NOW.date(),
            text_en="Wombat counters",
            drafted_at=NOW,
        )
        for name in ("leader", "verifier", "worker", "no role")
    }

    assert services.send_notices(actor=house.office.actor) == 2
    sent = {name for name, one in drafts.items() if Notice.objects.get(pk=one.pk).state == "sent"}
    assert sent == {"leader", "worker"}


def test_reports_minutes_and_what_the_public_is_told_follow(house):
    report = Report.objects.create(
        kind="quarter",
        starts_on=dt.date(2025, 4, 1),
        ends_on=dt.date(2025, 6, 30),
        title_en="Numbat report",
        as_of=NOW,
        task_list=factories.task_list(),
    )
    Statement.objects.create(
        report=report, order=1, key="a", kind="added", task=house.task, text_en="It is done."
    )
    minutes = Report.objects.create(
        kind="minutes",
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        title_en="Minutes of it",
        as_of=NOW,
        meeting=house.meeting,
    )
    index_report(report)
    before = house.readers(reports.visible_to, report)
    assert "quokka" in released.released_meeting(SYSTEM, house.meeting.pk).text_en

    house.class_is("committee")

    narrow = {"office", "leader"}
    assert (before, house.readers(reports.visible_to, report)) == (READERS, narrow)
    assert house.readers(reports.visible_to, minutes) == narrow
    assert house.finders("numbat") == narrow
    assert "quokka" not in released.released_meeting(SYSTEM, house.meeting.pk).text_en
    step = house.meeting.releases.get()
    assert house.readers(releases.visible_to, step) == narrow
    named = [f"item:{house.item.pk}", f"decision:{house.decision.pk}"]
    assert [key for key, _line in releases.nameable(house.meeting)] == named[:1]
    Statement.objects.update(is_without_source=True)
    freeze = {"actor": house.office.actor, "report_id": report.pk, "seen_version": 1}
    for release in ("public", "on_request"):
        with refused(Refused, "fewer readers"):
            freeze_report(**freeze, reason="季度报告", release=release)
    freeze_report(**freeze, reason="季度报告")


def test_only_the_office_opens_with_a_reason_what_is_held(house, client):
    held = {"kind": "decision", "pk": house.decision.pk}
    with refused(Refused, "nothing to open"):
        open_held(actor=house.office.actor, **held, reason="已公开")
    house.class_is("committee")
    for name, fault in (("leader", Forbidden), ("worker", NotFound), ("verifier", NotFound)):
        with refused(fault):
            open_held(actor=house.accounts[name].actor, **held, reason="已公开")
    for reason in (" ", "机密★一年"):
        with refused(Refused):
            open_held(actor=house.office.actor, **held, reason=reason)
    with refused(NotFound):
        close_held(actor=house.office.actor, **held)
    assert not Opening.objects.exists()

    client.force_login(house.office)
    address = f"/decisions/{house.decision.pk}/readers/"
    assert address in client.get(f"/meetings/{house.meeting.pk}/").content.decode()
    assert "Report" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "已公开"}).status_code == 302
    assert Opening.objects.get().reason == "已公开"
    assert "已公开" in client.get(address).content.decode()
    assert "No paper" not in client.get(f"/tasks/{house.task.pk}/readers/").content.decode()
    assert client.post(f"{address}close/").status_code == 302
    assert not Opening.objects.exists()


def test_what_hangs_on_a_committees_task_is_not_counted_told_or_drawn_for_a_verifier(house, client):
    narrow, worker = {"office", "leader"}, house.task.lead_unit
    listed = factories.task_list()
    plain = factories.open_task(title_en="Bilby lanes", lead_unit_id=worker.pk)
    for number, task in enumerate((house.task, plain), start=1):
        ListEntry.objects.create(task_list=listed, task=task, number=number)
    TaskList.objects.update(state="adopted", adopted_on=NOW.date())
    extra = ask_extra_report(
        actor=house.office.actor,
        task_id=house.task.pk,
        unit_id=worker.pk,
        question="Shops?",
        reason="The mayor asks",
        due_on=NOW.date() + dt.timedelta(days=9000),
    )
    step = house.meeting.releases.get()
    hooked = registry.known()["meeting.released"].among
    counted = {}
    for access in ("concerned", "committee"):
        house.class_is(access)
        counts = {
            name: lists.listing(account.actor).filter(pk=listed.pk).get().task_count
            for name, account in house.accounts.items()
            if name in READERS
        }
        counted[access] = {name for name, count in counts.items() if count == 2}
        assert set(counts.values()) <= {1, 2}, access
        assert house.readers(hooked, step) == (READERS if access == "concerned" else narrow)
    assert counted == {"concerned": READERS, "committee": narrow}
    assert house.readers(extra_reports.visible_to, extra) == narrow

    head = post(organisation=worker, is_leader=True)
    Instruction.objects.create(
        task=house.task, post=head, text_zh="袋熊批示", given_at=NOW, given_by=""
    )
    of_post = {"actor": house.office.actor, "post_id": head.pk}
    drawn = [
        draw_circular(actor=house.office.actor, list_id=listed.pk),
        draw_handover(**of_post),
        draw_card(**of_post),
    ]
    verifier = house.accounts["verifier"]
    assert sheets.visible_to(verifier.actor).count() == 3
    client.force_login(verifier)
    for sheet in drawn:
        assert not [word for word in ("Wombat", "袋熊") if word in str(sheet.content)]
        page = client.get(sheet.get_absolute_url()).content.decode()
        assert "for the committee alone: Tasks: 1" in page
        assert "Wombat" not in page
    assert "任务1项、未办结的批示1件" in drawn[2].content["zh"]["overview"][-1]
    house.class_is("public")
    assert "Wombat" in str(draw_card(**of_post).content)


def test_after_an_upgrade_the_search_follows_the_classes_once(house):
    house.class_is("committee")
    index = Entry.objects.filter(subject_type__in=["governance.task", "governance.decision"])
    index.update(audience="all", unit_ids=[])
    assert house.finders("quokka") > DECISION["committee"]

    assert jobs.share_held.call() == 1

    assert house.finders("quokka") == DECISION["committee"]
    assert house.finders("wombat") == TASK["committee"]
    assert jobs.share_held.call() == 0, "it is done once"


def test_a_sheet_drawn_before_is_opened_by_those_alone_who_may_read_its_tasks_today(house, client):
    listed = factories.task_list()
    ListEntry.objects.create(task_list=listed, task=house.task, number=1)
    TaskList.objects.update(state="adopted", adopted_on=NOW.date())
    office = house.office.actor
    circular = draw_circular(actor=office, list_id=listed.pk)
    slip = draw_slip(
        actor=office, task_id=house.task.pk, unit_id=house.task.lead_unit_id, reason="逾期"
    )
    leader = post(is_leader=True)
    Instruction.objects.create(
        task=house.task, post=leader, text_zh="袋熊批示", given_at=NOW, given_by=""
    )
    card = draw_card(actor=office, post_id=leader.pk)
    assert house.readers(sheets.visible_to, circular) == READERS
    house.class_is("committee")

    assert house.readers(sheets.visible_to, card) == {"office", "leader"}
    assert house.readers(sheets.visible_to, circular) == {"office", "leader"}
    assert house.readers(sheets.visible_to, slip) == {"office", "leader", "worker"}
    address = circular.get_absolute_url()
    client.force_login(house.accounts["verifier"])
    assert circular.title_en not in client.get("/sheets/").content.decode()
    for path in (address, f"{address}sheet.zh.docx", f"{address}sheet.en.xlsx"):
        assert client.get(path).status_code == 404
    client.force_login(house.office)
    assert "for the committee alone by now" in client.get(address).content.decode()
    circular.refresh_from_db()
    assert circular.digest == Sheet.objects.get(pk=circular.pk).digest
    house.class_is("internal")
    assert house.readers(sheets.visible_to, circular) == READERS
