"""Loads the demo through the same services that people use, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from plenary.config.demo import texts
from plenary.config.demo.accounts import make_accounts
from plenary.config.demo.acts import load_acts
from plenary.config.demo.agendas import load_agenda
from plenary.config.demo.pages import load_pages
from plenary.config.demo.papers import load_papers
from plenary.config.demo.texts import Story
from plenary.contexts.governance import services
from plenary.contexts.governance.models import Directive, Duty, Meeting, Reading, Task, Theme
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.parts import (
    BasisGiven,
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
READ_ON = dt.date(2025, 5, 9)
"""The readout was published the day before."""
ADOPTED_ON = dt.date(2025, 5, 12)
SIGNED_FROM = dt.date(2025, 5, 13)
SIGNED_WITHIN = 4
"""Within so many days the units signed for their parts."""
REPORTED_ON = {"q1": dt.date(2025, 5, 22), "q2": dt.date(2025, 7, 3)}
"""What the year's first quarter brought was handed in once the list was in force."""
PERIODS = {
    "q1": Period(dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
    "q2": Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
}

Units = dict[str, Organisation]


def is_loaded() -> bool:
    """Say whether the demo lies in the database already."""
    return Organisation.objects.filter(code=texts.current().told["committee"]).exists()


def holds_other_work() -> bool:
    """Say whether somebody works in this database already."""
    return Organisation.objects.exists()


@transaction.atomic
def load() -> None:
    """Load the demo of the practice in force: all of it, or nothing."""
    story = texts.current()
    with clock.at(READ_ON):
        units = _organisations(story)
        meeting = _meeting(story)
        _measures(story)
        tasks = _tasks(story, meeting, units)
        _fates(story, meeting)
        make_accounts(story, units)
        load_pages(story, meeting, units)
    with clock.at(ADOPTED_ON):
        _list(story, tasks, units)
        _plan(story, tasks, units)
    _year(story, tasks, units)
    load_acts(story)
    load_agenda(story)
    with clock.at(DAY, hour=0):
        _count_lights()
        load_papers(story, meeting)


def _organisations(story: Story) -> Units:
    units: Units = {}
    for order, row in enumerate(story.units()):
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
    for order, told in enumerate(story.told["post"]):
        people.create_post(
            actor=SYSTEM,
            organisation=units[told["unit"]],
            title_zh=told["title_zh"],
            title_en=told["title_en"],
            order=order,
            is_leader=True,
        )
    committee = units[story.told["committee"]]
    for order, unit in enumerate(units.values()):
        if unit.kind == "unit" and unit.code != story.told["government"]:
            organisations.seat_member_unit(actor=SYSTEM, body=committee, unit=unit, order=order)
    return units


def _meeting(story: Story) -> Meeting:
    """Read its texts in, as the office would: a second is attached to the first one's meeting."""
    meeting = None
    for lang in story.langs:
        text = story.readout(lang)
        reading = start_reading(
            actor=SYSTEM, text=text, file_name=f"{story.told['text']}-{lang}.txt"
        ).reading
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
    _name_requirements(meeting, story.told.get("studied", {}))
    return meeting


def _name_requirements(meeting: Meeting, names: Mapping[str, str]) -> None:
    """Give what the meeting studied its Chinese names: the first text was the English one."""
    for requirement in meeting.requirements.filter(reference_en__in=list(names)):
        services.edit_requirement(
            actor=SYSTEM,
            requirement_id=requirement.pk,
            seen_version=None,
            changes={"reference_zh": names[requirement.reference_en]},
        )


def _attach(reading: Reading, meeting: Meeting) -> None:
    reading.refresh_from_db()
    change_reading(
        actor=SYSTEM,
        reading_id=reading.pk,
        seen_version=reading.version,
        action="attach",
        values={"meeting": str(meeting.pk)},
    )


def _measures(story: Story) -> None:
    for row in story.measures():
        measures.make_hand_measure(actor=SYSTEM, is_illustrative=True, **row)


def _tasks(story: Story, meeting: Meeting, units: Units) -> list[Task]:
    directives = {d.text_en: d for d in meeting.directives.all()}
    themes = dict(Theme.objects.values_list("key", "pk"))
    accountable = Post.objects.filter(title_en__contains=story.told["accountable"])[0]
    return [_task(given, directives, themes, units, accountable) for given in story.tasks]


def _task(
    given: Mapping[str, Any],
    directives: Mapping[str, Directive],
    themes: Mapping[str, int],
    units: Units,
    accountable: Post,
) -> Task:
    clause = next(d for text, d in directives.items() if given["clause"] in " ".join(text.split()))
    others = [units[code].pk for code in given.get("with", ())]
    measure = given.get("measure")
    return services.give_task(
        actor=SYSTEM,
        kind="directive",
        matter_id=clause.pk,
        given=TaskGiven(
            title_zh=given.get("zh", ""),
            title_en=given["en"],
            theme_id=themes[given["theme"]],
            due_on=given["due"],
            lead_unit_id=units[given["lead"]].pk,
            responsible_unit_ids=tuple(others[:2]),
            supporting_unit_ids=tuple(others[2:]),
            accountable_post_id=accountable.pk,
            milestones=tuple(
                MilestoneGiven(due_on=due, title_zh=zh, title_en=en)
                for due, _done, zh, en in given.get("steps", ())
            ),
            measures=(MeasureGiven(measure, given.get("target")),) if measure else (),
            is_illustrative=True,
        ),
    )


def _list(story: Story, tasks: list[Task], units: Units) -> None:
    key_tasks = services.create_list(
        actor=SYSTEM,
        body_id=units[story.told["listed_by"]].pk,
        starts_on=YEAR_STARTS,
        ends_on=YEAR_ENDS,
        name_zh=story.told["list"]["name_zh"],
        name_en=story.told["list"]["name_en"],
        cadence="quarter",
        is_illustrative=True,
    )
    for task in tasks:
        services.add_task_to_list(actor=SYSTEM, list_id=key_tasks.pk, task_id=task.pk)
    key_tasks.refresh_from_db()
    services.adopt_list(
        actor=SYSTEM,
        list_id=key_tasks.pk,
        seen_version=key_tasks.version,
        adopted_on=ADOPTED_ON,
        owed="演示数据：审议该清单的会议未录入",
    )


def _plan(story: Story, tasks: list[Task], units: Units) -> None:
    """Make the year's plan, whose priorities the tasks of their themes rest on as well."""
    plan = services.create_plan(
        actor=SYSTEM,
        body_id=units[story.told["committee"]].pk,
        starts_on=YEAR_STARTS,
        ends_on=YEAR_ENDS,
        name_zh=story.told["plan"]["name_zh"],
        name_en=story.told["plan"]["name_en"],
    )
    themes = dict(Theme.objects.values_list("key", "pk"))
    for told in story.told["priority"]:
        priority = services.add_priority(
            actor=SYSTEM,
            plan_id=plan.pk,
            text_zh=told.get("text_zh", ""),
            text_en=told["text_en"],
            theme_id=themes.get(told["theme"]),
        )
        for given, task in zip(story.tasks, tasks, strict=True):
            if given["theme"] == told["theme"]:
                basis = BasisGiven("priority", priority.pk)
                services.add_basis(actor=SYSTEM, task_id=task.pk, seen_version=None, basis=basis)


def _fates(story: Story, meeting: Meeting) -> None:
    """Leave two clauses without a fate, so that the office's home has something to ask."""
    left = meeting.directives.filter(fate="")
    for directive in left[2:]:
        services.no_action(
            actor=SYSTEM,
            kind="directive",
            matter_id=directive.pk,
            reason=story.told["no_action"],
        )


def _year(story: Story, tasks: list[Task], units: Units) -> None:
    """Let everything happen on its day, one after another."""
    happenings: list[tuple[dt.date, Callable[[], None]]] = []
    for number, (given, task) in enumerate(zip(story.tasks, tasks, strict=True)):
        signed_on = SIGNED_FROM + dt.timedelta(days=number % SIGNED_WITHIN)
        happenings.append((signed_on, partial(_sign, task)))
        happenings += [
            (step[1], partial(_step, task, order, step[1]))
            for order, step in enumerate(given.get("steps", ()), start=1)
            if step[1]
        ]
        happenings += [
            (given[quarter].get("on", usual), partial(_report, story, given, quarter, task, units))
            for quarter, usual in REPORTED_ON.items()
            if quarter in given
        ]
        if "closed" in given:
            happenings.append((given["closed"], partial(_close, given, task)))
    weeks = (DAY - ADOPTED_ON).days // 7
    happenings += [
        (ADOPTED_ON + dt.timedelta(weeks=week), _count_lights) for week in range(weeks + 1)
    ]
    for on, happen in sorted(happenings, key=lambda one: one[0]):
        with clock.at(on):
            happen()


def _count_lights() -> None:
    services.recompute_open_lights()
    services.keep_light_counts()


def _report(story: Story, given: Mapping[str, Any], quarter: str, task: Task, units: Units) -> None:
    entry, lead = given[quarter], units[given["lead"]]
    if "figure" in entry:
        _figure(given["measure"], lead, quarter, entry["figure"])
    services.report_progress(
        actor=_liaison(lead),
        task_id=task.pk,
        unit_id=lead.pk,
        given=_entry(entry, story.told["evidence"]),
        period=PERIODS[quarter],
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


def _step(task: Task, number: int, done_on: dt.date) -> None:
    step = task.milestones.get(number=number)
    with clock.at(done_on):
        services.complete_milestone(
            actor=SYSTEM, milestone_id=step.pk, seen_version=step.version, proof="当季进展"
        )


def _figure(measure: str, unit: Organisation, quarter: str, value: int) -> None:
    period = PERIODS[quarter]
    measures.report_figure(
        actor=SYSTEM,
        key=measure,
        unit_id=unit.pk,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        value=value,
    )


def _entry(entry: Mapping[str, Any], evidence: str) -> ProgressGiven:
    if entry.get("nothing"):
        return ProgressGiven(is_nothing_new=True)
    return ProgressGiven(
        done_zh=entry.get("zh", ""),
        done_en=entry["en"],
        help_zh=entry.get("help_zh", ""),
        help_en=entry.get("help_en", ""),
        reason_zh=entry.get("reason_zh", ""),
        reason_en=entry.get("reason_en", ""),
        says_done=bool(entry.get("done")),
        evidence=(EvidenceGiven(text=evidence),),
    )


def _close(given: Mapping[str, Any], task: Task) -> None:
    task.refresh_from_db()
    services.verify_task(
        actor=SYSTEM,
        task_id=task.pk,
        seen_version=task.version,
        verdict="accepted",
        note="配合单位的工作见牵头单位进展。 / The lead unit's entries say what the others did.",
        outcome_zh=given.get("outcome_zh", ""),
        outcome_en=given["outcome_en"],
    )
