"""One record of governance of each kind, in each state that makes a difference to who sees it."""

import datetime as dt
from dataclasses import asdict

from plenary.contexts.governance import services
from plenary.contexts.governance.importing.columns import shape_of
from plenary.contexts.governance.models import (
    DutyEnd,
    ExtraReport,
    HelpCall,
    ItemPresence,
    ListChange,
    ListImport,
    MeetingPack,
    Notice,
    Opening,
    Reading,
    Rung,
    TaskEnding,
    Theme,
)
from plenary.contexts.governance.services import BasisGiven, MilestoneGiven
from plenary.contexts.governance.services.feeds import make_feed_link
from plenary.kernel.documents.services import keep_made_file
from plenary.kernel.documents.tables import Table
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.organisations.services import create_organisation
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.access import meeting_records
from tests.contexts.governance import factories
from tests.contexts.governance.list_files import HEAD, ROWS
from tests.factories import body, person, post

LATER, LAST = dt.date(2031, 1, 1), dt.date(2031, 6, 1)


def records(units, accounts):
    """Make them all; the committee has one member unit."""
    committee = body()
    MemberUnit.objects.create(body=committee, unit=units["member"])
    made = {"committee": committee} | _meetings(committee)
    made |= _work(made, units)
    made |= _acts(made["task"], units["lead"], accounts["leader"].actor)
    made |= meeting_records.of_agendas(committee, units)
    made |= meeting_records.of_convening(made["coming meeting"], accounts)
    made |= meeting_records.of_reports(committee, units)
    return made | _kept(made, accounts)


def _meetings(committee):
    meeting = factories.meeting(body_id=committee.pk)
    plan = factories.plan(body_id=committee.pk)
    return {
        "meeting": meeting,
        "planned meeting of strangers": factories.meeting(is_held=False),
        "public meeting": factories.meeting(release="public"),
        "planned public meeting": factories.meeting(is_held=False, release="public"),
        "meeting of strangers": factories.meeting(),
        "directive": factories.directive(meeting),
        "directive with a task": factories.directive(meeting),
        "decision": factories.decision(meeting),
        "decision opened by hand": _opened(factories.decision(meeting)),
        "requirement": factories.requirement(),
        "requirement of strangers": factories.requirement(),
        "plan": plan,
        "plan of strangers": factories.plan(),
        "priority": services.add_priority(actor=SYSTEM, plan_id=plan.pk, text_zh="甲"),
        "reading": Reading.objects.create(
            state="confirmed", meeting=meeting, made_at=clock.now(), changed_at=clock.now()
        ),
    }


def _opened(decision):
    Opening.objects.create(
        decision=decision, access="committee", reason="x", opened_at=clock.now(), opened_by="x"
    )
    return decision


def _work(made, units):
    task = services.create_task(
        actor=SYSTEM,
        bases=[
            BasisGiven("directive", made["directive with a task"].pk),
            BasisGiven("requirement", made["requirement"].pk),
            BasisGiven("priority", made["priority"].pk),
        ],
        given=factories.given(
            lead_unit_id=units["lead"].pk,
            supporting_unit_ids=(units["supporting"].pk,),
            milestones=(MilestoneGiven(dt.date(2030, 1, 1), "一"),),
            due_on=LATER,
        ),
    )
    listed = _adopted(task, body_id=made["committee"].pk)
    task.refresh_from_db()
    change = ListChange.objects.create(
        task_list=listed, kind="added", task=task, number=1, instruction="批示",
        instructed_on=dt.date(2025, 6, 1), made_at=clock.now(),
    )  # fmt: skip
    return {
        "task": task,
        "draft task": factories.draft_task(lead_unit_id=units["lead"].pk, release="public"),
        "public task of strangers": factories.open_task(release="public"),
        "task of strangers": factories.open_task(),
        "list": listed,
        "draft list": factories.task_list(body_id=made["committee"].pk),
        "list of strangers": _adopted(factories.draft_task()),
        "change of a list": change,
        "duty": task.duties.get(role="lead"),
        "milestone": task.milestones.get(),
        "progress": factories.report(task, help_zh="请协调"),
        "call for help": HelpCall.objects.get(task=task),
        "finding": _finding(lead_unit_id=units["lead"].pk),
        "finding of strangers": _finding(),
    }


def _adopted(task, **fields):
    made = factories.task_list(**fields)
    services.add_task_to_list(actor=SYSTEM, list_id=made.pk, task_id=task.pk)
    return services.adopt_list(actor=SYSTEM, list_id=made.pk, seen_version=None, owed="待补")


def _finding(**fields):
    task = factories.reported_task(**fields)
    return services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="returned", note="缺名单"
    )


def _acts(task, lead, leader):
    """What was done on tasks of the lead unit, and a sheet about no unit at all."""
    other = factories.open_task(lead_unit_id=lead.pk, due_on=LATER)
    duty = other.duties.get()
    instructed = services.give_instruction(
        actor=leader, task_id=other.pk, text_zh="请抓紧", unit_ids=[lead.pk]
    )
    asked = services.ask_for_extension(
        actor=SYSTEM, task_id=other.pk, unit_id=lead.pk, wanted_on=LAST, reason="场地未交付"
    )
    slip = services.draw_slip(actor=SYSTEM, task_id=task.pk, unit_id=lead.pk, reason="逾期")
    return {
        "duty to sign for": factories.open_task(lead_unit_id=lead.pk).duties.get(),
        "declined duty": services.decline_duty(actor=SYSTEM, duty_id=duty.pk, reason="不属"),
        "instruction": instructed,
        "extension": asked,
        "end of a part": DutyEnd.objects.create(
            task=task,
            kind="taken",
            unit=lead,
            role="supporting",
            reason="x",
            ended_at=clock.now(),
            ended_by="x",
        ),
        "end of a task": TaskEnding.objects.create(
            task=other,
            kind="end",
            reason="x",
            instruction="x",
            instructed_on=LATER,
            proposed_at=clock.now(),
            proposed_by="x",
        ),
        "extra report": ExtraReport.objects.create(
            task=task,
            unit=lead,
            question="x",
            reason="x",
            due_on=LATER,
            asked_at=clock.now(),
            asked_by="x",
        ),
        "theme": Theme.objects.first() or Theme.objects.create(name_zh="退税"),
        "slip": slip,
        "answer to a slip": slip.slip,
        "hand-over sheet": services.draw_handover(actor=SYSTEM, post_id=post().pk),
    }


def _kept(made, accounts):
    """What accounts asked for themselves, and what waits to be said or brought in."""
    now = clock.now()
    bound = keep_made_file(actor=SYSTEM, data=b"x", media_type="application/pdf")
    [seat] = services.record_attendance(
        actor=SYSTEM,
        meeting_id=made["meeting"].pk,
        attendees=[services.AttendeeGiven(person_id=person().pk)],
    )
    item = services.add_agenda_item(
        actor=SYSTEM, meeting_id=made["meeting"].pk, kind="hear", text_zh="听取汇报"
    )
    duty = made["duty"]
    return {
        "attendance": seat,
        "item": item,
        "presence": ItemPresence.objects.create(attendance=seat, item=item, kind="left"),
        "pack": MeetingPack.objects.create(
            meeting=made["coming meeting"],
            lang="zh",
            asked_by_id=accounts["member unit"].pk,
            asked_by="x",
            asked_at=now,
            state="ready",
            pdf_sha256=bound.sha256,
            zip_sha256=bound.sha256,
        ),
        "feed": make_feed_link(
            actor=accounts["lead unit"].actor,
            scope="account",
            organisation_id=None,
            language="en",
            months=3,
        )[0],
        "list import": _list_file(bound),
        "step of the ladder": Rung.objects.first(),
        "notice": Notice.objects.create(
            task=duty.task,
            duty=duty,
            unit=duty.unit,
            rung=Rung.objects.first(),
            user=accounts["lead unit"],
            reached_as="unit",
            due_on=LATER,
            on=LATER,
            text_zh="请报",
            text_en="Please report",
            drafted_at=now,
        ),
        "strange unit": create_organisation(actor=SYSTEM, kind="unit", name_zh="新单位"),
    }


def _list_file(file):
    """A list's file as it was read and laid out: its table stands here, so no process reads it."""
    table = Table("清单", [(1, HEAD), *enumerate(ROWS, start=2)])
    fresh = {"id": None, "body": None, "name_zh": "清单", "name_en": "", "cadence": "quarter"}
    days = {"starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    shape = shape_of(table)
    return ListImport.objects.create(
        file=file,
        file_name="x.xlsx",
        tables=[asdict(table)],
        choices={
            "table": 0,
            "head": [shape.head.first, shape.head.past],
            "columns": list(shape.columns),
            "list": fresh | days,
            "words": {},
            "rows": {},
        },
        made_at=clock.now(),
        changed_at=clock.now(),
    )
