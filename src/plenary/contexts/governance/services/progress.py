"""Takes a unit's report for a period: once, prefilled, never changed, corrected by a later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, FilingKind, TaskState
from plenary.contexts.governance.events import ProgressReported
from plenary.contexts.governance.facts import Fact
from plenary.contexts.governance.models import Evidence, Progress, ProgressFigure, Task
from plenary.contexts.governance.periods import Period, period_of
from plenary.contexts.governance.selectors import duties, figures, one_task, progress
from plenary.contexts.governance.selectors.figures import FigureNow
from plenary.contexts.governance.selectors.proposing.offered import joined, sentences
from plenary.contexts.governance.services.accepting import accepted, keep_facts, with_facts
from plenary.contexts.governance.services.acts.extra_reports import answer_extra_reports
from plenary.contexts.governance.services.acts.help_calls import keep_call
from plenary.contexts.governance.services.acts.parts_done import report_part, take_report_back
from plenary.contexts.governance.services.acts.slips import answer_slips_by
from plenary.contexts.governance.services.asked.filing import keep_filing
from plenary.contexts.governance.services.checks import need_existing
from plenary.contexts.governance.services.lights import refresh_light, settle_light
from plenary.contexts.governance.services.parts import EvidenceGiven, ProgressGiven
from plenary.contexts.governance.services.snapshots import word_entry
from plenary.contexts.governance.services.telling.task_news import (
    tell_reported,
    tell_taken_back,
)
from plenary.contexts.governance.workflows import TASK_FLOW
from plenary.kernel.audit.recording import authorise, record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.services import snapshot_record
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

TEXTS = (
    *("done_zh", "done_en", "next_zh", "next_en"),
    *("help_zh", "help_en", "reason_zh", "reason_en"),
)


@transaction.atomic
def report_progress(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    given: ProgressGiven,
    period: Period | None = None,
    seconds: int | None = None,
) -> Progress:
    """Hand in a unit's entry for a period of the task's rhythm: the one it owes unless given.

    A later entry for the same period corrects an earlier one. The lead unit's word that it is done
    moves the task to reported, another unit's its part alone; a correction of that very entry without
    the word takes the report back, until it is verified or the part acknowledged. Only by the unit's own people; refused for a unit without a reporting
    part, on a task that is not under way, for a period that is none of the rhythm's, is still to come
    or ended before the unit had its part, for a part "done" that its unit asks to be without, for an entry that says nothing or says both "nothing new" and "done", and for a proposed fact
    that is not proposed now. Help that is needed is told the office and the accountable leader. Facts accepted stand in what was done, and as evidence with their records.
    ``seconds`` is how long the form was open. Announces ``ProgressReported``.
    """
    task = one_task.to_change(actor, task_id)
    authorise(actor, policies.can_report, task, unit_id)
    role = _reporting_role(task, unit_id)
    facts = accepted(actor, task, unit_id, given)
    given = with_facts(_stripped(given), facts)
    _check(given)
    period = _period(task, unit_id, period)

    entry = _keep(actor, task, unit_id, given, period, facts=facts)
    record(actor=actor, action="governance.progress.reported", subject=entry)
    keep_filing(
        actor=actor,
        unit_id=unit_id,
        kind=FilingKind.PROGRESS,
        fields_typed=entry.fields_typed,
        seconds=seconds,
    )
    answer_extra_reports(actor, task, unit_id)
    answer_slips_by(actor, entry)
    keep_call(actor, task, entry)
    if role != DutyRole.LEAD:
        _move_part(actor, task, entry)
    _move(actor, task, entry, role)
    announce(ProgressReported(task_id=task.pk, progress_id=entry.pk, says_done=entry.says_done))
    return entry


def _reporting_role(task: Task, unit_id: int) -> str:
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("The task is not under way, so there is nothing to report on."))
    roles = duties.reporting_roles(task, unit_id)
    if not roles:
        raise Refused(_("The unit has no part in this task that it reports on."))
    return DutyRole.LEAD if DutyRole.LEAD in roles else roles[0]


def _stripped(given: ProgressGiven) -> ProgressGiven:
    texts = {name: getattr(given, name).strip().replace("\r\n", "\n") for name in TEXTS}
    return replace(given, **texts)


def _check(given: ProgressGiven) -> None:
    says_something = bool(given.done_zh or given.done_en)
    if given.is_nothing_new and (says_something or given.says_done):
        raise Refused(_("An entry says either what was done or that there is nothing new."))
    if not given.is_nothing_new and not says_something:
        sentence = _("Say what was done, or that there is nothing new.")
        raise Refused(sentence, fields={"done_zh": sentence})
    refuse_secrecy(*(getattr(given, name) for name in TEXTS))
    refuse_secrecy(*(text for one in given.evidence for text in (one.text, one.url)))
    for one in given.evidence:
        if one.url.strip() and not one.url.strip().lower().startswith(("https://", "http://")):
            raise Refused(_("The address of a piece of evidence begins with https:// or http://."))
        if not one.passage_id and not one.url.strip() and not one.text.strip():
            raise Refused(_("A piece of evidence points nowhere."))
    need_existing(Passage, evidence=[one.passage_id for one in given.evidence])


def _period(task: Task, unit_id: int, period: Period | None) -> Period:
    cadence = progress.cadence_of(task)
    if period is None:
        return progress.period_owed(task, unit_id, cadence)
    if period.starts_on > clock.today():
        coming = _("This period is still to come.")
        raise Refused(coming, fields={"period": coming})
    if _is_told(task, unit_id, period):
        return period
    right = period_of(cadence, period.starts_on)
    if period != right:
        sentence = _(
            "This is no period in which this task is reported on: its first day lies in %(first)s – %(last)s."
        ) % {"first": right.starts_on, "last": right.ends_on}
        raise Refused(sentence, fields={"period": sentence})
    if period < progress.first_period(task, unit_id, cadence):
        before = _("This period ended before the unit had a part in the task.")
        raise Refused(before, fields={"period": before})
    return period


def _is_told(task: Task, unit_id: int, period: Period) -> bool:
    """A unit corrects what it has handed in, also where the rhythm of the lists has changed since."""
    told = task.progress.filter(unit_id=unit_id, starts_on=period.starts_on)
    return told.filter(ends_on=period.ends_on).exists()


def _keep(
    actor: Actor,
    task: Task,
    unit_id: int,
    given: ProgressGiven,
    period: Period,
    *,
    facts: Sequence[Fact],
) -> Progress:
    unit = Organisation.objects.get(pk=unit_id)
    wording = word_entry(task, unit, period, given)
    known = figures.figures_of(task, period)
    entry = Progress.objects.create(
        task=task,
        unit=unit,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        is_nothing_new=given.is_nothing_new,
        says_done=given.says_done,
        **{name: getattr(given, name) for name in TEXTS},
        passage=snapshot_record(
            actor=actor, subject=task, lang=wording.lang, text=wording.text, title=wording.title
        ),
        fields_typed=_typed(given, joined(figures.worded(known), sentences(facts))),
        reported_at=clock.now(),
        reported_by_id=actor.user_id,
    )
    Evidence.objects.bulk_create(_evidence(entry, one) for one in given.evidence)
    keep_facts(actor, entry, facts)
    _keep_figures(actor, entry, known)
    return entry


def _typed(given: ProgressGiven, known: Mapping[str, str]) -> int:
    """Count what the unit had to type itself: what was prefilled and left so does not count."""
    texts = [getattr(given, name) for name in TEXTS if getattr(given, name) != known.get(name)]
    return len([text for text in texts if text]) + len(given.evidence)


def _evidence(entry: Progress, given: EvidenceGiven) -> Evidence:
    return Evidence(
        progress=entry,
        passage_id=given.passage_id,
        url=given.url.strip(),
        text=given.text.strip(),
    )


def _keep_figures(actor: Actor, entry: Progress, known: Sequence[FigureNow]) -> None:
    for figure in known:
        passage = snapshot_record(
            actor=actor,
            subject=entry.task,
            lang="zh",
            text=f"{figure.name_zh}：{figure.value}\n{figure.name_en}: {figure.value}",
            title=f"{figure.name_zh} {entry.ends_on.isoformat()}",
        )
        ProgressFigure.objects.create(
            progress=entry,
            measure=figure.measure,
            name_zh=figure.name_zh,
            name_en=figure.name_en,
            value=figure.value or 0,
            passage=passage,
        )


def _move(actor: Actor, task: Task, entry: Progress, role: str) -> None:
    """Move the task where its lead unit says that it is done, or is not; refresh its light in any case."""
    task.last_progress_on = clock.today()
    if entry.says_done and role == DutyRole.LEAD and task.state == TaskState.OPEN:
        _report(actor, task, entry)
    elif task.state == TaskState.REPORTED and _corrects(entry, progress.done_entry(task)):
        _take_back(actor, task)
    else:
        refresh_light(task, with_fields=("last_progress_on",))


def _move_part(actor: Actor, task: Task, entry: Progress) -> None:
    """Move a unit's own part where it says that it is done, or corrects that very word."""
    if entry.says_done:
        report_part(actor, task, entry.unit_id)
    elif _corrects(entry, progress.done_entry(task, entry.unit_id)):
        take_report_back(actor, task, entry.unit_id)


def _report(actor: Actor, task: Task, entry: Progress) -> None:
    before = snapshot(task)
    task.state = TASK_FLOW.after(task.state, "report")
    task.reported_by_unit_id = entry.unit_id
    task.reported_at = clock.now()
    _save_moved(task)
    record(actor=actor, action="governance.task.reported", subject=task, before=before)
    tell_reported(actor, task)


def _corrects(entry: Progress, said: Progress | None) -> bool:
    """Say whether an entry stands in the place of the one that says "done", and does not say so."""
    if said is None or entry.says_done or entry.unit_id != said.unit_id:
        return False
    return (entry.starts_on, entry.ends_on) == (said.starts_on, said.ends_on)


def _take_back(actor: Actor, task: Task) -> None:
    """The clocks run on from now, as for work that a verifier gave back."""
    before = snapshot(task)
    task.state = TASK_FLOW.after(task.state, "take_back")
    task.reported_at = task.reported_by_unit_id = None
    task.back_at = clock.now()
    _save_moved(task, "back_at")
    record(actor=actor, action="governance.task.report_taken_back", subject=task, before=before)
    tell_taken_back(actor, task)


def _save_moved(task: Task, *others: str) -> None:
    fields = ["state", "reported_by_unit_id", "reported_at", "last_progress_on", *others]
    save(task, fields=[*fields, *settle_light(task)])
