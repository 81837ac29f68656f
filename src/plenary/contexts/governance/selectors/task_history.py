"""What was changed of a task and of its duties, milestones, progress and acts."""

from __future__ import annotations

from django.db.models import Model, Q, QuerySet

from plenary.contexts.governance.models import Instruction, InstructionWord, Sheet, SlipAnswer, Task
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import duty_ends, endings, extra_reports
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


def history_of(actor: Actor, task: Task) -> QuerySet[AuditRow]:
    """Give a task's changes, the newest first; ``NotFound`` for those who see only that it is public."""
    if not seeing.sees_everything(actor) and not tasks.inside(actor).filter(pk=task.pk).exists():
        raise NotFound
    wanted = Q(subject_type=_label(Task), subject_id=task.pk)
    parts = (
        *(task.duties, task.milestones, task.progress),
        *(task.duty_asks, task.extensions, task.help_calls, Instruction.objects.filter(task=task)),
        extra_reports.visible_to(actor).filter(task=task),
        duty_ends.visible_to(actor).filter(task=task),
        endings.visible_to(actor).filter(task=task),
        Sheet.objects.filter(task=task),
        SlipAnswer.objects.filter(task=task),
        InstructionWord.objects.filter(instruction__task=task),
    )
    for part in parts:
        ids = list(part.order_by().values_list("pk", flat=True))
        wanted |= Q(subject_type=_label(part.model), subject_id__in=ids)
    return AuditRow.objects.filter(wanted).order_by("-id")


def _label(model: type[Model]) -> str:
    return model._meta.label_lower  # noqa: SLF001 - Django's documented meta API
