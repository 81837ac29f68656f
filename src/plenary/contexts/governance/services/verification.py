"""Judges reported work: by somebody outside the reporting unit, on evidence, and never for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyState, Verdict
from plenary.contexts.governance.events import TaskClosed, TaskReopened, TaskReturned
from plenary.contexts.governance.models import Duty, Task, Verification
from plenary.contexts.governance.selectors import progress, tasks
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.selectors.acts.undone import undone_on
from plenary.contexts.governance.services.acts.ending_parts import end_asks_about_parts
from plenary.contexts.governance.services.acts.new_dates import propose_new_date
from plenary.contexts.governance.services.asked.extra_ends import end_asks_on
from plenary.contexts.governance.services.asked.lapsing import lapse_dates, lapse_endings
from plenary.contexts.governance.services.checks import need_choice, need_reason
from plenary.contexts.governance.services.lights import (
    OVERRIDE_FIELDS,
    clear_override,
    settle_light,
)
from plenary.contexts.governance.services.telling.task_news import (
    tell_closed,
    tell_reopened,
    tell_returned,
)
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import TASK_FLOW
from plenary.kernel.audit.recording import (
    authorise,
    lock,
    record,
    record_many,
    save,
    snapshot,
)
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, Refused
from plenary.shared.events import announce
from plenary.shared.rows import update_rows
from plenary.shared.web.filters import between, side

NAMED = 3
"""How many open instructions a refusal names."""
NAMED_UNDONE = 8
"""How many parts and milestones it names."""

LONGEST_NOTE = 5000
"""How many characters a verifier's note may have."""


@transaction.atomic
def verify_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    verdict: str,
    note: str = "",
    outcome_zh: str = "",
    outcome_en: str = "",
) -> Verification:
    """Accept reported work, which closes the task, or return it with a reason, which opens it again.

    Without an outcome of the verifier's own words the entry in which the lead unit says that it is done
    stands as the outcome, whatever it has handed in since. What was asked of dates or proposed of the
    task's end lapses with its closing.
    Forbidden to the people of every unit with a working part in it and to whoever reported on it;
    refused from any state but reported, for a return without a reason, for accepting what a leader's
    open instruction stands on, for accepting without a word of one's own what nothing is evidence of, and
    without a note what parts or milestones are open on.
    Closing ends every part; what units ask of their parts ends with it. Announces ``TaskClosed`` or ``TaskReturned``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    _forbid_own_work(actor, task)
    authorise(actor, policies.can_verify, task)
    need_choice(verdict, Verdict.values, "verdict")
    refuse_secrecy(note, outcome_zh, outcome_en)

    before, reporter = snapshot(task), task.reported_by_unit_id
    if verdict == Verdict.ACCEPTED:
        _need_no_open_instruction(task)
        _need_a_word_on_what_is_undone(task, note)
        _need_evidence(task, note, outcome_zh, outcome_en)
        end_asks_about_parts(actor, task)
        fields = _accept(actor, task, outcome_zh.strip(), outcome_en.strip())
    else:
        note = need_reason(note, field="note", most=LONGEST_NOTE)
        fields = _send_back(task)
    save(task, fields=[*fields, *settle_light(task)])
    finding = Verification.objects.create(
        task=task,
        verdict=verdict,
        note=note.strip(),
        verified_at=clock.now(),
        verified_by_id=actor.user_id,
        verified_by=actor.name,
    )

    record(
        actor=actor,
        action=f"governance.task.{verdict}",
        subject=task,
        before=before,
        note={"note": finding.note} if finding.note else None,
    )
    is_closed = verdict == Verdict.ACCEPTED
    if is_closed:
        end_asks_on(actor, task.pk)
        lapse_dates(actor, task)
        lapse_endings(actor, task)
        keep_sides(actor, task, "outcome")
        tell_closed(actor, task)
    else:
        tell_returned(actor, task, reporter)
    announce(TaskClosed(task_id=task.pk) if is_closed else TaskReturned(task_id=task.pk))
    return finding


@transaction.atomic
def reopen_task(
    *,
    actor: Actor,
    task_id: int,
    seen_version: int | None,
    reason: str,
    wanted_on: dt.date | None = None,
) -> Task:
    """Take a closed task up again, with a new date once a second person has approved it.

    Refused from any other state and without a reason, which is kept; where the task's date is past,
    without a new one. Announces ``TaskReopened``, and ``ExtensionAsked`` for the new date.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_reopen, task)
    state = TASK_FLOW.after(task.state, "reopen")
    reason = need_reason(reason)

    before = snapshot(task)
    task.state = state
    task.closed_at = task.reported_at = task.reported_by_unit_id = None
    task.back_at = clock.now()
    task.outcome_zh = task.outcome_en = ""
    _open_duties(actor, task)
    fields = ["state", "closed_at", "reported_at", "reported_by_unit_id", "back_at"]
    save(task, fields=[*fields, "outcome_zh", "outcome_en", *settle_light(task)])

    record(
        actor=actor,
        action="governance.task.reopened",
        subject=task,
        before=before,
        note={"reason": reason},
    )
    tell_reopened(actor, task)
    propose_new_date(actor, task, wanted_on, reason)
    announce(TaskReopened(task_id=task.pk))
    return task


def _forbid_own_work(actor: Actor, task: Task) -> None:
    if not actor.has("verifier"):
        return
    if not policies.working_units(task).isdisjoint(actor.unit_ids):
        raise Forbidden(_("Work is verified by somebody outside the units that do it."))
    if progress.reported_by(task, actor.user_id):
        raise Forbidden(_("Work is verified by somebody other than the one who reported it."))


def _need_no_open_instruction(task: Task) -> None:
    """Refuse closing past a leader's word: it is settled or withdrawn first, or the work goes back."""
    TASK_FLOW.after(task.state, "accept")
    still_open = list(instructions.open_on(task)[:NAMED])
    if still_open:
        sentence = _(
            "A leader's instruction on this task is still open: %(which)s. It is settled or withdrawn "
            "first; then the task can be closed."
        )
        named = between().join(f"“{side(one, 'text')[:80]}”" for one in still_open)
        raise Refused(sentence % {"which": named}, fields={"verdict": sentence % {"which": named}})


def _need_evidence(task: Task, *own_words: str) -> None:
    """Refuse closing on a claim alone: somebody has named evidence, or who verifies says what was seen."""
    if any(words.strip() for words in own_words) or progress.has_evidence(task):
        return
    sentence = _(
        "Nobody has named evidence that this is done. Write in the note what you have seen of it."
    )
    raise Refused(sentence, fields={"note": sentence})


def _need_a_word_on_what_is_undone(task: Task, note: str) -> None:
    """Refuse closing over parts and milestones that nobody has said to be done, but for a note on them."""
    undone = undone_on(task)
    if note.strip() or not undone:
        return
    sentence = _(
        "Not everything in this task is said to be done: %(which)s. Write in the note why it can be closed all the same."
    )
    parts = [side(part.unit, "short") or side(part.unit, "name") for part in undone.parts]
    named = [*parts, *(f"“{side(one, 'title')[:80]}”" for one in undone.milestones)]
    which = between().join(named[:NAMED_UNDONE]) + ("…" if len(named) > NAMED_UNDONE else "")
    raise Refused(sentence % {"which": which}, fields={"note": sentence % {"which": which}})


def _accept(actor: Actor, task: Task, outcome_zh: str, outcome_en: str) -> list[str]:
    task.state = TASK_FLOW.after(task.state, "accept")
    task.closed_at = clock.now()
    if not outcome_zh and not outcome_en:
        outcome_zh, outcome_en = _last_words(task)
    task.outcome_zh, task.outcome_en = outcome_zh, outcome_en
    clear_override(task)
    _move_duties(actor, "closed", task.duties.exclude(state=DutyState.DONE), DutyState.DONE)
    return ["state", "closed_at", "outcome_zh", "outcome_en", *OVERRIDE_FIELDS]


def _last_words(task: Task) -> tuple[str, str]:
    said = progress.done_entry(task)
    return (said.done_zh, said.done_en) if said else ("", "")


def _send_back(task: Task) -> list[str]:
    task.state = TASK_FLOW.after(task.state, "send_back")
    task.reported_at = task.reported_by_unit_id = None
    task.back_at = clock.now()
    return ["state", "reported_at", "reported_by_unit_id", "back_at"]


def _open_duties(actor: Actor, task: Task) -> None:
    """Open what the closing ended: a part acknowledged before stays done, one that waited waits again."""
    done = task.duties.filter(state=DutyState.DONE, done_at__isnull=True)
    _move_duties(actor, "reopened", done.filter(reported_at__isnull=False), DutyState.REPORTED)
    _move_duties(actor, "reopened", done.filter(signed_at__isnull=False), DutyState.SIGNED)
    _move_duties(actor, "reopened", done.filter(signed_at__isnull=True), DutyState.ASSIGNED)


def _move_duties(actor: Actor, verb: str, found: QuerySet[Duty], state: DutyState) -> None:
    """Move the parts of a locked task at once, each with its audit row."""
    moved = list(found.select_for_update(of=("self",)).order_by("pk"))
    changes = [(duty, snapshot(duty)) for duty in moved]
    for duty in moved:
        duty.state, duty.version = state, duty.version + 1
    update_rows(moved, ("state", "version"))
    record_many(actor=actor, action=f"governance.duty.{verb}", changes=changes)
