"""The facts that a unit's form proposes: since its last report, and none that an entry holds already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from plenary.contexts.governance.facts import Asked, Fact, facts_for
from plenary.contexts.governance.models import (
    Basis,
    Duty,
    Evidence,
    ListChange,
    Progress,
    Task,
)
from plenary.shared import clock
from plenary.shared.actor import Actor

MOST = 20
"""So many facts are proposed at once, the latest ones."""


def proposed(actor: Actor, task: Task, unit_id: int) -> list[Fact]:
    """Give the sentences that records offer to a unit's report on a task, the earliest first."""
    decided, demanded = _meetings_of(task)
    asked = Asked(
        task_id=task.pk,
        unit_id=unit_id,
        title_zh=task.title_zh,
        title_en=task.title_en,
        since=_since(task, unit_id),
        until=clock.today(),
        meeting_ids=decided | demanded,
        decided_ids=decided,
    )
    held = set(
        Evidence.objects.filter(progress__task=task).exclude(fact="").values_list("fact", flat=True)
    )
    return [fact for fact in facts_for(actor, asked) if fact.key not in held][-MOST:]


def sentences(facts: Sequence[Fact]) -> dict[str, str]:
    """Word facts as a part of what was done, in both languages; nothing for none."""
    if not facts:
        return {}
    return {
        "done_zh": "\n".join(fact.zh for fact in facts),
        "done_en": "\n".join(fact.en for fact in facts),
    }


def joined(texts: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """Put further sentences below texts, field by field."""
    names = texts.keys() | more.keys()
    return {
        name: "\n".join(filter(None, (texts.get(name, ""), more.get(name, "")))) for name in names
    }


def _since(task: Task, unit_id: int) -> dt.date:
    """Give the day of the unit's last report, else that on which it got its part."""
    reported = Progress.objects.filter(task=task, unit=unit_id).order_by("-reported_at")
    given = Duty.objects.filter(task=task, unit=unit_id).order_by("assigned_at")
    moment = (
        reported.values_list("reported_at", flat=True).first()
        or given.values_list("assigned_at", flat=True).first()
        or task.made_at
    )
    return timezone.localdate(moment)


def _meetings_of(task: Task) -> tuple[frozenset[int], frozenset[int]]:
    """Give the meetings that decided on the task or on a list of its, and those that demanded it."""
    bases = Basis.objects.filter(task=task)
    changes = ListChange.objects.filter(task=task, decision__isnull=False)
    rows = list(bases.values_list("decision__meeting_id", "directive__meeting_id"))
    changed = changes.values_list("decision__meeting_id", flat=True)
    decided = {*changed, *(decision for decision, _directive in rows)}
    demanded = {directive for _decision, directive in rows}
    return frozenset(decided - {None}), frozenset(demanded - {None})
