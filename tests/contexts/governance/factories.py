"""The smallest valid records of governance, made by its own services."""

import datetime as dt
from itertools import count

from plenary.contexts.governance import services
from plenary.contexts.governance.services import BasisGiven, ProgressGiven, TaskGiven
from plenary.kernel.documents.models import Document, Passage
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.factories import body, unit

_number = count(1)
TEXT = "会议强调，要办好重大活动，提升离境退税便利度。"


def document(**fields):
    """A readout."""
    n = next(_number)
    return Document.objects.create(
        **{
            "kind": "readout",
            "sha256": f"{n:064d}",
            "lang": "zh",
            "text": TEXT,
            "added_at": clock.now(),
            **fields,
        }
    )


def passage(**fields):
    """A passage of a readout of its own."""
    fields.setdefault("document", None)
    fields["document"] = fields["document"] or document()
    return Passage.objects.create(**{"start": 5, "end": 12, "quote": TEXT[5:12], **fields})


def meeting(**fields):
    """A meeting that was held."""
    fields.setdefault("body_id", None)
    fields["body_id"] = fields["body_id"] or body().pk
    return services.create_meeting(actor=SYSTEM, **{"title_zh": "全体会议", **fields})


def directive(of=None, **fields):
    """A directive of a meeting."""
    of = of or meeting()
    fields.setdefault("passage_id", None)
    fields["passage_id"] = fields["passage_id"] or passage().pk
    return services.add_directive(
        actor=SYSTEM, meeting_id=of.pk, **{"text_zh": "提升离境退税便利度", **fields}
    )


def decision(of=None, **fields):
    """A decision of a meeting."""
    of = of or meeting()
    return services.record_decision(
        actor=SYSTEM, meeting_id=of.pk, **{"kind": "adopted", "text_zh": "通过工作要点", **fields}
    )


def requirement(**fields):
    """A superior body's requirement."""
    return services.add_requirement(actor=SYSTEM, **{"reference_zh": "市委外事委全会", **fields})


def plan(**fields):
    """A year's plan."""
    fields.setdefault("body_id", None)
    fields["body_id"] = fields["body_id"] or body().pk
    return services.create_plan(
        actor=SYSTEM,
        **{
            "name_zh": "2025年工作要点",
            "starts_on": dt.date(2025, 1, 1),
            "ends_on": dt.date(2025, 12, 31),
            **fields,
        },
    )


def task_list(**fields):
    """A draft list for 2025."""
    fields.setdefault("body_id", None)
    fields["body_id"] = fields["body_id"] or body().pk
    return services.create_list(
        actor=SYSTEM,
        **{
            "name_zh": "2025年重点任务清单",
            "starts_on": dt.date(2025, 1, 1),
            "ends_on": dt.date(2025, 12, 31),
            **fields,
        },
    )


def given(**fields):
    """What a whole task needs."""
    if "lead_unit_id" not in fields:
        fields["lead_unit_id"] = unit().pk
    return TaskGiven(
        **{"title_zh": "提升离境退税便利度", "due_on": dt.date(2025, 12, 31), **fields}
    )


def draft_task(*, bases=None, **fields):
    """A draft task that rests on a passage."""
    bases = bases or [BasisGiven("passage", passage().pk)]
    return services.create_task(actor=SYSTEM, bases=bases, given=given(**fields))


def open_task(**fields):
    """A task in force."""
    task = draft_task(**fields)
    return services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)


def add_step(task, given, unit_id=None):
    """A further milestone of a task in force, asked for by its lead unit and approved."""
    asked = services.ask_to_add_milestone(
        actor=SYSTEM,
        task_id=task.pk,
        unit_id=unit_id or task.lead_unit_id,
        wanted_on=given.due_on,
        title_zh=given.title_zh,
        title_en=given.title_en,
        reason="细化",
    )
    services.endorse_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)
    services.approve_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)
    return task.milestones.last()


def report(task, **fields):
    """A system's entry of the lead unit."""
    period = fields.pop("period", None)
    unit_id = fields.pop("unit_id", task.lead_unit_id)
    actor = fields.pop("actor", SYSTEM)
    return services.report_progress(
        actor=actor,
        task_id=task.pk,
        unit_id=unit_id,
        period=period,
        given=ProgressGiven(**{"done_zh": "新增退税商店3家。", **fields}),
    )


def reported_task(**fields):
    """A task whose lead unit says it is done."""
    task = open_task(**fields)
    report(task, says_done=True)
    task.refresh_from_db()
    return task


def closed_task(**fields):
    """A task that was accepted."""
    task = reported_task(**fields)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    task.refresh_from_db()
    return task
