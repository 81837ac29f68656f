"""Keeps plans and their numbered priorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.events import PlanChanged
from plenary.contexts.governance.models import Plan, Priority
from plenary.contexts.governance.selectors import plans
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_existing,
    need_order,
)
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.services.themes.using import need_in_use
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce
from plenary.shared.web.filters import side

PLAN_FIELDS = ("name_zh", "name_en", "starts_on", "ends_on", "parent_id")
PRIORITY_FIELDS = ("text_zh", "text_en", "theme_id", "passage_id")


@transaction.atomic
def create_plan(
    *,
    actor: Actor,
    body_id: int,
    starts_on: dt.date,
    ends_on: dt.date,
    name_zh: str = "",
    name_en: str = "",
    parent_id: int | None = None,
) -> Plan:
    """Make a body's plan for a year, or a longer plan that years belong to.

    Refused without a name, for days in the wrong order and where a year does not lie within the
    longer plan. Announces ``PlanChanged``.
    """
    authorise(actor, policies.can_manage_plans)
    plan = Plan(
        body_id=body_id,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        parent_id=parent_id,
    )
    need_existing(Organisation, body=[body_id])
    _check(plan)
    plan.save()

    record(actor=actor, action="governance.plan.created", subject=plan)
    keep_sides(actor, plan, "name")
    announce(PlanChanged(plan_id=plan.pk))
    return plan


@transaction.atomic
def edit_plan(
    *, actor: Actor, plan_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Plan:
    """Change a plan (``PLAN_FIELDS``). Refused as making is, and where a plan within it would lie
    outside it. Announces ``PlanChanged``."""
    plan = _lock(actor, plan_id, seen_version)
    before = snapshot(plan)
    changed = apply(plan, changes, PLAN_FIELDS)
    _check(plan)
    save(plan, fields=changed)

    record(actor=actor, action="governance.plan.edited", subject=plan, before=before)
    keep_sides(actor, plan, "name")
    announce(PlanChanged(plan_id=plan.pk))
    return plan


@transaction.atomic
def add_priority(
    *,
    actor: Actor,
    plan_id: int,
    text_zh: str = "",
    text_en: str = "",
    theme_id: int | None = None,
    passage_id: int | None = None,
) -> Priority:
    """Add a line under the plan's next number. Refused without a text. Announces ``PlanChanged``."""
    plan = _lock(actor, plan_id)
    last = plan.priorities.aggregate(last=Max("number"))["last"] or 0
    priority = Priority(
        plan=plan,
        number=last + 1,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        theme_id=theme_id,
        passage_id=passage_id,
    )
    _check_priority(priority, held=None)
    priority.save()

    record(actor=actor, action="governance.priority.added", subject=priority)
    keep_sides(actor, priority, "text")
    announce(PlanChanged(plan_id=plan.pk))
    return priority


@transaction.atomic
def edit_priority(
    *, actor: Actor, priority_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Priority:
    """Change a line (``PRIORITY_FIELDS``). Refused without a text. Announces ``PlanChanged``."""
    priority = lock(plans.priorities_visible_to(actor), pk=priority_id, version=seen_version)
    authorise(actor, policies.can_manage_plans, priority.plan)
    before = snapshot(priority)
    changed = apply(priority, changes, PRIORITY_FIELDS)
    _check_priority(priority, held=before.get("theme_id"))
    save(priority, fields=changed)

    record(actor=actor, action="governance.priority.edited", subject=priority, before=before)
    keep_sides(actor, priority, "text")
    announce(PlanChanged(plan_id=priority.plan_id))
    return priority


@transaction.atomic
def remove_priority(*, actor: Actor, priority_id: int, seen_version: int | None) -> None:
    """Take a line out of a plan; the later ones move up.

    Refused while a task rests on it. Announces ``PlanChanged``.
    """
    priority = lock(plans.priorities_visible_to(actor), pk=priority_id, version=seen_version)
    plan = _lock(actor, priority.plan_id)
    if priority.bases.exists():
        raise Refused(_("A task rests on this priority, so it stays."))

    record(
        actor=actor,
        action="governance.priority.removed",
        subject=priority,
        before=snapshot(priority),
        note={"text": str(priority)},
    )
    number = priority.number
    priority.delete()
    for later in plan.priorities.filter(number__gt=number).order_by("number"):
        later.number -= 1
        save(later, fields=["number"])
    announce(PlanChanged(plan_id=plan.pk))


def _lock(actor: Actor, plan_id: int, seen_version: int | None = None) -> Plan:
    plan = lock(plans.visible_to(actor), pk=plan_id, version=seen_version)
    authorise(actor, policies.can_manage_plans, plan)
    return plan


def _check(plan: Plan) -> None:
    need_a_side(plan.name_zh, plan.name_en, "name")
    need_order(plan.starts_on, plan.ends_on)
    _check_parts(plan)
    if plan.parent_id is None:
        return
    need_existing(Plan, parent=[plan.parent_id])
    whole = Plan.objects.get(pk=plan.parent_id)
    is_outside = plan.starts_on < whole.starts_on or plan.ends_on > whole.ends_on
    if is_outside or plan.pk in _line_of(whole):
        sentence = _("The plan does not lie within the longer plan.")
        raise Refused(sentence, fields={"parent": sentence})


def _check_parts(plan: Plan) -> None:
    """Refuse days that some of the plans within this one would lie outside, and name the first."""
    outside = Q(starts_on__lt=plan.starts_on) | Q(ends_on__gt=plan.ends_on)
    part = Plan.objects.filter(outside, parent=plan.pk).first() if plan.pk else None
    if part is not None:
        sentence = _("A plan within this one would lie outside it: %(name)s (%(from)s – %(to)s).")
        said = {"name": side(part, "name"), "from": part.starts_on, "to": part.ends_on}
        raise Refused(sentence % said, fields={"ends_on": sentence % said})


def _line_of(plan: Plan) -> set[int]:
    """Give a plan and every plan that it lies within."""
    line: set[int] = set()
    above: int | None = plan.pk
    while above is not None and above not in line:
        line.add(above)
        above = Plan.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return line


def _check_priority(priority: Priority, *, held: int | None) -> None:
    need_a_side(priority.text_zh, priority.text_en, "text")
    need_in_use([priority.theme_id], held=[held])
    need_existing(Passage, passage=[priority.passage_id])
