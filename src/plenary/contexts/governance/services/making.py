"""Makes draft tasks with all their parts, one or thousands, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.events import TaskCreated
from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    Duty,
    Milestone,
    Priority,
    Requirement,
    Task,
    TaskMeasure,
)
from plenary.contexts.governance.services.checks import (
    need_a_side,
    need_choice,
    need_existing,
    need_units,
)
from plenary.contexts.governance.services.ends_of_tasks import need_steps_within
from plenary.contexts.governance.services.indexing import index_tasks
from plenary.contexts.governance.services.parts import (
    BasisGiven,
    MeasureGiven,
    MilestoneGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.texts import keep_sides_of_new
from plenary.contexts.governance.services.themes.using import need_in_use
from plenary.kernel.audit.recording import authorise, record_made
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

BASIS_MODELS: Mapping[str, type[models.Model]] = {
    "directive": Directive,
    "decision": Decision,
    "requirement": Requirement,
    "priority": Priority,
    "passage": Passage,
}
BATCH = 500

Wanted = tuple[Sequence[BasisGiven], TaskGiven]


@transaction.atomic
def create_tasks(
    *, actor: Actor, wanted: Sequence[Wanted], held_themes: Iterable[int | None] = ()
) -> list[Task]:
    """Make draft tasks, each with its basis, duties, milestones and measures.

    ``held_themes`` are those of tasks that these continue: one may be retired.
    Refused like ``create_task``, and then none is made. Announces ``TaskCreated`` for each.
    """
    authorise(actor, policies.can_manage_tasks)
    for bases, given in wanted:
        _need_some(bases)
        _check(given)
    _need_all([given for _bases, given in wanted])
    _need_themes(wanted, held=held_themes)
    need_there([basis for bases, _given in wanted for basis in bases])

    made = Task.objects.bulk_create((_task(given) for _bases, given in wanted), batch_size=BATCH)
    pairs = [(task, bases, given) for task, (bases, given) in zip(made, wanted, strict=True)]
    Basis.objects.bulk_create(
        (basis_of(task, one) for task, bases, _given in pairs for one in bases), batch_size=BATCH
    )
    Duty.objects.bulk_create(
        (duty for task, _bases, given in pairs for duty in duties_of(task, given)), batch_size=BATCH
    )
    Milestone.objects.bulk_create(
        (one for task, _bases, given in pairs for one in _milestones(task, given.milestones)),
        batch_size=BATCH,
    )
    TaskMeasure.objects.bulk_create(
        (
            TaskMeasure(task=task, measure=one.measure, target=one.target)
            for task, _bases, given in pairs
            for one in given.measures
        ),
        batch_size=BATCH,
    )

    record_made(
        actor=actor,
        action="governance.task.created",
        made=[
            (task, {"bases": [f"{basis.kind} {basis.pk}" for basis in bases]})
            for task, bases, _given in pairs
        ],
    )
    keep_sides_of_new(actor, made, "title", "success")
    index_tasks(made)
    for task in made:
        announce(TaskCreated(task_id=task.pk))
    return made


def need_bases(bases: Sequence[BasisGiven]) -> None:
    """Refuse a task without a basis, and one on a basis that does not exist."""
    _need_some(bases)
    need_there(bases)


def need_there(bases: Sequence[BasisGiven]) -> None:
    """Refuse a basis that does not exist."""
    for kind in {basis.kind for basis in bases}:
        ids = [one.pk for one in bases if one.kind == kind]
        need_existing(BASIS_MODELS[kind], basis=ids)


def refuse_withdrawn(bases: Sequence[BasisGiven]) -> None:
    """Refuse to let something new rest on a superior requirement that no longer stands."""
    ids = [one.pk for one in bases if one.kind == "requirement"]
    if ids and Requirement.objects.filter(pk__in=ids, withdrawn_on__isnull=False).exists():
        raise Refused(_("This requirement was withdrawn: nothing new rests on it."))


def _need_some(bases: Sequence[BasisGiven]) -> None:
    if not bases:
        raise Refused(
            _("A task needs a basis: a directive, decision, requirement, priority or passage.")
        )
    if len(set(bases)) != len(bases):
        raise Refused(_("The same basis is given twice."))


def basis_of(task: Task, given: BasisGiven) -> Basis:
    """Give a basis of a task, unsaved."""
    return Basis(task=task, **{f"{given.kind}_id": given.pk})


def _task(given: TaskGiven) -> Task:
    return Task(
        title_zh=given.title_zh.strip(),
        title_en=given.title_en.strip(),
        success_zh=given.success_zh.strip(),
        success_en=given.success_en.strip(),
        theme_id=given.theme_id,
        lead_unit_id=given.lead_unit_id,
        due_on=given.due_on,
        first_due_on=given.due_on,
        light_rule="draft",
        release=given.release,
        is_illustrative=given.is_illustrative,
        made_at=clock.now(),
    )


def duties_of(task: Task, given: TaskGiven) -> Iterable[Duty]:
    """Give the parts in a task, unsaved."""
    moment = clock.now()
    units = [
        (DutyRole.LEAD, (given.lead_unit_id,)),
        (DutyRole.RESPONSIBLE, given.responsible_unit_ids),
        (DutyRole.SUPPORTING, given.supporting_unit_ids),
        (DutyRole.SUPERVISING, (given.supervising_unit_id,)),
    ]
    for role, unit_ids in units:
        for unit_id in unit_ids:
            if unit_id is not None:
                yield Duty(task=task, role=role, unit_id=unit_id, assigned_at=moment)
    if given.accountable_post_id is not None:
        yield Duty(
            task=task,
            role=DutyRole.ACCOUNTABLE,
            post_id=given.accountable_post_id,
            assigned_at=moment,
        )


def _milestones(task: Task, given: Sequence[MilestoneGiven]) -> Iterable[Milestone]:
    for number, one in enumerate(sorted(given, key=lambda one: one.due_on), start=1):
        yield Milestone(
            task=task,
            number=number,
            due_on=one.due_on,
            first_due_on=one.due_on,
            title_zh=one.title_zh.strip(),
            title_en=one.title_en.strip(),
        )


def _check(given: TaskGiven) -> None:
    need_a_side(given.title_zh, given.title_en, "title")
    refuse_secrecy(given.success_zh, given.success_en)
    need_choice(given.release, Release.values, "release")
    units = [given.lead_unit_id, *given.responsible_unit_ids, *given.supporting_unit_ids]
    named = [unit for unit in units if unit is not None]
    if len(set(named)) != len(named):
        raise Refused(_("A unit has one part in a task: lead, responsible or supporting."))
    for one in given.milestones:
        need_a_side(one.title_zh, one.title_en, "milestones")
    need_steps_within(given.due_on, given.milestones)
    check_measures(given.measures)


def check_measures(given: Sequence[MeasureGiven]) -> None:
    """Refuse a measure bound twice and a negative target."""
    if len({one.measure for one in given}) != len(given):
        raise Refused(_("A measure is bound to a task once."))
    if any(one.target is not None and one.target < 0 for one in given):
        raise Refused(_("A target is not negative."))


def _need_all(every: Sequence[TaskGiven]) -> None:
    """Refuse a unit or post that one of them names and that does not exist, and a unit that is dissolved."""
    need_units(
        lead_unit={given.lead_unit_id for given in every},
        responsible_units={unit for given in every for unit in given.responsible_unit_ids},
        supporting_units={unit for given in every for unit in given.supporting_unit_ids},
        supervising_unit={given.supervising_unit_id for given in every},
    )
    need_existing(Post, accountable_post={given.accountable_post_id for given in every})


def _need_themes(wanted: Sequence[Wanted], *, held: Iterable[int | None]) -> None:
    """Refuse a retired theme, unless what the task rests on or continues stands under it."""
    every = [one for bases, _given in wanted for one in bases]
    directives = Directive.objects.filter(
        pk__in=[one.pk for one in every if one.kind == "directive"]
    )
    priorities = Priority.objects.filter(pk__in=[one.pk for one in every if one.kind == "priority"])
    of_bases: set[int | None] = {
        *held,
        *directives.values_list("theme_id", flat=True),
        *priorities.values_list("theme_id", flat=True),
    }
    need_in_use({given.theme_id for _bases, given in wanted}, held=of_bases)
