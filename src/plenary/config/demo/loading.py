"""Loads the demo through the same services that people use, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from plenary.config.demo import texts
from plenary.config.demo.accounts import make_accounts
from plenary.contexts.governance import services
from plenary.contexts.governance.models import Directive, Duty, Meeting, Reading, Task, Theme
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.parts import (
    EvidenceGiven,
    MeasureGiven,
    MilestoneGiven,
    ProgressGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.readings import (
    change_reading,
    lay_out_reading,
    start_reading,
)
from plenary.kernel.measures import services as measures
from plenary.kernel.organisations import services as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import services as people
from plenary.kernel.people.models import Post
from plenary.readout import read
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor

DAY = dt.date(2025, 7, 15)
"""The demo's today: half a year is over, the autumn's events are ahead."""
YEAR_STARTS, YEAR_ENDS = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
ADOPTED_ON = dt.date(2025, 1, 20)
REPORTED_ON = {"q1": dt.date(2025, 4, 3), "q2": dt.date(2025, 7, 3)}
PERIODS = {
    "q1": (dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
    "q2": (dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
}

POSTS = (
    ("cpc-district-committee", "书记", "Secretary"),
    ("cpc-district-committee", "副书记", "Deputy Secretary"),
    ("district-government", "区长", "District Mayor"),
    ("district-fac", "主任", "Director"),
    ("district-fac", "副主任", "Deputy Director"),
)
"""The posts that the readout names, where they are held."""

Units = dict[str, Organisation]


def is_loaded() -> bool:
    """Say whether the demo lies in the database already."""
    return Organisation.objects.filter(code="district-fac").exists()


def holds_other_work() -> bool:
    """Say whether somebody works in this database already."""
    return Organisation.objects.exists()


@transaction.atomic
def load() -> None:
    """Load the demo: all of it, or nothing."""
    units = _organisations()
    with clock.at(ADOPTED_ON):
        meeting = _meeting()
        _measures()
        tasks = _tasks(meeting, units)
        _list(tasks, units)
    _fates(meeting)
    for quarter in ("q1", "q2"):
        with clock.at(REPORTED_ON[quarter]):
            _progress(quarter, tasks, units)
    _closings(tasks)
    make_accounts(units)
    with clock.at(DAY):
        services.recompute_open_lights()


def _organisations() -> Units:
    units: Units = {}
    for order, row in enumerate(texts.units()):
        names = {
            key: row[key]
            for key in ("name_zh", "name_en", "short_zh", "short_en", "duties_zh", "duties_en")
        }
        units[row["code"]] = organisations.create_organisation(
            actor=SYSTEM,
            kind=row["kind"],
            code=row["code"],
            level=row["level"],
            parent=units.get(row["parent"]),
            order=order,
            is_illustrative=row["kind"] == "unit",
            **names,
        )
    for order, (code, zh, en) in enumerate(POSTS):
        people.create_post(
            actor=SYSTEM,
            organisation=units[code],
            title_zh=zh,
            title_en=en,
            order=order,
            is_leader=True,
        )
    committee = units["district-fac"]
    for order, unit in enumerate(units.values()):
        if unit.kind == "unit" and unit.code != "district-government":
            organisations.seat_member_unit(actor=SYSTEM, body=committee, unit=unit, order=order)
    return units


def _meeting() -> Meeting:
    """Read both texts in, as the office would: the second is attached to the first one's meeting."""
    meeting = None
    for lang in ("en", "zh"):
        text = texts.readout(lang)
        reading = start_reading(actor=SYSTEM, text=text, file_name=f"readout-{lang}.txt").reading
        if reading is None:
            raise ValueError("the demo's text is known already")
        lay_out_reading(reading_id=reading.pk, found=read(text).to_json())
        if meeting is not None:
            _attach(reading, meeting)
        reading.refresh_from_db()
        reading = change_reading(
            actor=SYSTEM,
            reading_id=reading.pk,
            seen_version=reading.version,
            action="accept_all",
            values={},
        )
        meeting = confirm_reading(actor=SYSTEM, reading_id=reading.pk, seen_version=reading.version)
    if meeting is None:
        raise ValueError("the demo has no text")
    return meeting


def _attach(reading: Reading, meeting: Meeting) -> None:
    reading.refresh_from_db()
    change_reading(
        actor=SYSTEM,
        reading_id=reading.pk,
        seen_version=reading.version,
        action="attach",
        values={"meeting": str(meeting.pk)},
    )


def _measures() -> None:
    for row in texts.measures():
        measures.make_hand_measure(actor=SYSTEM, is_illustrative=True, **row)


def _tasks(meeting: Meeting, units: Units) -> list[Task]:
    directives = {d.text_en: d for d in meeting.directives.all()}
    themes = dict(Theme.objects.values_list("key", "pk"))
    return [_task(given, directives, themes, units) for given in texts.tasks()]


def _task(
    given: Mapping[str, Any],
    directives: Mapping[str, Directive],
    themes: Mapping[str, int],
    units: Units,
) -> Task:
    clause = next(d for text, d in directives.items() if given["clause"] in " ".join(text.split()))
    others = [units[code].pk for code in given.get("with", ())]
    measure = given.get("measure")
    accountable = Post.objects.filter(title_en__contains="District Mayor").first()
    return services.give_task(
        actor=SYSTEM,
        kind="directive",
        matter_id=clause.pk,
        given=TaskGiven(
            title_zh=given["zh"],
            title_en=given["en"],
            theme_id=themes[given["theme"]],
            due_on=given["due"],
            lead_unit_id=units[given["lead"]].pk,
            responsible_unit_ids=tuple(others[:2]),
            supporting_unit_ids=tuple(others[2:]),
            accountable_post_id=accountable.pk if accountable else None,
            milestones=tuple(
                MilestoneGiven(due_on=due, title_zh=zh, title_en=en)
                for due, _done, zh, en in given.get("steps", ())
            ),
            measures=(MeasureGiven(measure, given.get("target")),) if measure else (),
            is_illustrative=True,
        ),
    )


def _list(tasks: list[Task], units: Units) -> None:
    key_tasks = services.create_list(
        actor=SYSTEM,
        body_id=units["district-leading-group"].pk,
        starts_on=YEAR_STARTS,
        ends_on=YEAR_ENDS,
        name_zh="区领导小组2025年重点任务清单",
        name_en="List of key tasks for the District Leading Group in 2025",
        cadence="quarter",
        is_illustrative=True,
    )
    for task in tasks:
        services.add_task_to_list(actor=SYSTEM, list_id=key_tasks.pk, task_id=task.pk)
    key_tasks.refresh_from_db()
    services.adopt_list(
        actor=SYSTEM, list_id=key_tasks.pk, seen_version=key_tasks.version, adopted_on=ADOPTED_ON
    )


def _fates(meeting: Meeting) -> None:
    """Leave two clauses without a fate, so that the office's home has something to ask."""
    left = meeting.directives.filter(fate="")
    for directive in left[2:]:
        services.no_action(
            actor=SYSTEM,
            kind="directive",
            matter_id=directive.pk,
            reason="总体要求，由各项任务共同落实 / General demand, carried out by all tasks together",
        )


def _progress(quarter: str, tasks: list[Task], units: Units) -> None:
    for given, task in zip(texts.tasks(), tasks, strict=True):
        if quarter == "q1":
            _sign(task)
        entry = given.get(quarter)
        if entry is None:
            continue
        lead = units[given["lead"]]
        _steps(given, task, until=REPORTED_ON[quarter])
        if "figure" in entry:
            _figure(given["measure"], lead, quarter, entry["figure"])
        services.report_progress(
            actor=_liaison(lead), task_id=task.pk, unit_id=lead.pk, given=_entry(entry)
        )


def _liaison(unit: Organisation) -> Actor:
    name = f"{unit.short_zh or unit.name_zh} · {unit.short_en or unit.name_en}"
    return Actor(
        user_id=None,
        name=name,
        roles=frozenset({"unit"}),
        unit_ids=frozenset({unit.pk}),
    )


def _sign(task: Task) -> None:
    for duty in Duty.objects.filter(task=task, unit__isnull=False).exclude(role="supporting"):
        services.sign_for(actor=SYSTEM, duty_id=duty.pk)


def _steps(given: Mapping[str, Any], task: Task, until: dt.date) -> None:
    for step, (_due, done, _zh, _en) in zip(
        task.milestones.order_by("number"), given.get("steps", ()), strict=True
    ):
        if done and done <= until and step.done_on is None:
            services.complete_milestone(
                actor=SYSTEM, milestone_id=step.pk, seen_version=step.version, done_on=done
            )


def _figure(measure: str, unit: Organisation, quarter: str, value: int) -> None:
    starts_on, ends_on = PERIODS[quarter]
    measures.report_figure(
        actor=SYSTEM,
        key=measure,
        unit_id=unit.pk,
        starts_on=starts_on,
        ends_on=ends_on,
        value=value,
    )


def _entry(entry: Mapping[str, Any]) -> ProgressGiven:
    if entry.get("nothing"):
        return ProgressGiven(is_nothing_new=True)
    return ProgressGiven(
        done_zh=entry["zh"],
        done_en=entry["en"],
        help_zh=entry.get("help_zh", ""),
        help_en=entry.get("help_en", ""),
        reason_zh=entry.get("reason_zh", ""),
        reason_en=entry.get("reason_en", ""),
        says_done=bool(entry.get("done")),
        evidence=(EvidenceGiven(text="单位工作台账 / the unit's own register"),),
    )


def _closings(tasks: list[Task]) -> None:
    for given, task in zip(texts.tasks(), tasks, strict=True):
        if not given.get("closed"):
            continue
        task.refresh_from_db()
        with clock.at(given["closed"]):
            services.verify_task(
                actor=SYSTEM,
                task_id=task.pk,
                seen_version=task.version,
                verdict="accepted",
                outcome_zh=given["outcome_zh"],
                outcome_en=given["outcome_en"],
            )
