"""Records that the tests of the pages around meetings start from, made by the services."""

import datetime as dt
import hashlib
from itertools import count

from django.utils import timezone

from plenary.contexts.governance import services
from plenary.kernel.documents.models import Document, Passage
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.factories import body, unit

_number = count(1)


def passage(quote="各单位要做好准备。"):
    """A clause of a source text of its own."""
    text = f"{quote} {next(_number)}"
    document = Document.objects.create(
        kind="readout",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang="zh",
        title="会议召开",
        text=text,
        added_at=timezone.now(),
    )
    return Passage.objects.create(document=document, start=0, end=len(quote), quote=quote)


def meeting(**fields):
    """A held meeting of a body."""
    held_on = min(dt.date(2026, 3, 18), clock.today())
    start = {"title_zh": "全体会议", "title_en": "Plenary", "held_on": held_on}
    fields.setdefault("body_id", None)
    if fields["body_id"] is None:
        fields["body_id"] = body().pk
    return services.create_meeting(actor=SYSTEM, **{**start, **fields})


def directive(of, **fields):
    """A directive of a meeting."""
    start = {"text_zh": "要提前做好准备。", "text_en": "Prepare in good time."}
    return services.add_directive(
        actor=SYSTEM, meeting_id=of.pk, passage_id=passage().pk, **{**start, **fields}
    )


def decision(of, **fields):
    """A decision of a meeting."""
    start = {"kind": "adopted", "text_zh": "会议通过了计划。", "text_en": "The plan was adopted."}
    return services.record_decision(actor=SYSTEM, meeting_id=of.pk, **{**start, **fields})


def task(**fields):
    """A draft task with a lead unit, a date and a basis."""
    start = {"title_zh": "编制手册", "title_en": "Write the handbook"}
    start |= {"due_on": dt.date(2027, 6, 30), "lead_unit_id": unit().pk}
    return services.create_task(
        actor=SYSTEM,
        bases=[services.BasisGiven("passage", passage().pk)],
        given=services.TaskGiven(**{**start, **fields}),
    )


def task_list(*tasks, **fields):
    """A draft list with these tasks."""
    start = {"name_zh": "重点任务清单", "name_en": "Key tasks"}
    start |= {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    made = services.create_list(actor=SYSTEM, body_id=body().pk, **{**start, **fields})
    for one in tasks:
        services.add_task_to_list(actor=SYSTEM, list_id=made.pk, task_id=one.pk)
    made.refresh_from_db()
    return made


def plan(priorities=0, **fields):
    """A plan with this many priorities."""
    start = {"name_zh": "工作要点", "name_en": "Plan of work"}
    start |= {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    made = services.create_plan(actor=SYSTEM, body_id=body().pk, **{**start, **fields})
    for n in range(priorities):
        services.add_priority(actor=SYSTEM, plan_id=made.pk, text_en=f"Priority no. {n + 1}")
    return made


def requirement(**fields):
    """A requirement of a superior body."""
    start = {"reference_zh": "市级会议", "reference_en": "Municipal conference"}
    return services.add_requirement(actor=SYSTEM, **{**start, **fields})
