"""Asks for a further milestone, or that one have other words or an earlier date, or go; two people let it be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, ExtensionKind, FilingKind, TaskState
from plenary.contexts.governance.events import ExtensionAsked
from plenary.contexts.governance.models import Extension, Milestone, Task
from plenary.contexts.governance.selectors import recipients, tasks
from plenary.contexts.governance.selectors.acts import extensions
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import need_a_side, need_choice, need_reason
from plenary.contexts.governance.services.milestones import drop_milestone, make_milestone
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.services.telling.task_news import tell_changed
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

ASKING = (DutyRole.LEAD, DutyRole.RESPONSIBLE)
CHANGES = (ExtensionKind.REWORD, ExtensionKind.SOONER, ExtensionKind.REMOVE)


@transaction.atomic
def ask_to_change_milestone(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    milestone_id: int,
    kind: str,
    reason: str,
    title_zh: str = "",
    title_en: str = "",
    wanted_on: dt.date | None = None,
    seconds: int | None = None,
) -> Extension:
    """Ask that a milestone have other words (``reword``), an earlier date (``sooner``) or go (``remove``).

    By the people of the task's lead or a responsible unit, or by the office for them. Refused for a
    milestone that is done, without a reason, other words or an earlier date, while another change of it is open, and
    on work that is not under way. Tells those who take the first step. Announces ``ExtensionAsked``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_ask_extension, task, unit_id)
    need_choice(kind, CHANGES, "kind")
    reason = need_reason(reason)
    milestone = _milestone(task, unit_id, milestone_id)
    zh, en = _words(milestone, kind, title_zh, title_en)
    day = _day(milestone, wanted_on) if kind == ExtensionKind.SOONER else milestone.due_on

    extension = Extension.objects.create(
        task=task,
        milestone=milestone,
        kind=kind,
        title_zh=zh,
        title_en=en,
        was_on=milestone.due_on,
        **_asking(actor, unit_id, day, reason),
    )
    _keep(actor, extension, typed_in((kind, reason, title_zh, title_en, wanted_on)), seconds)
    return extension


@transaction.atomic
def ask_to_add_milestone(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    reason: str,
    wanted_on: dt.date,
    title_zh: str = "",
    title_en: str = "",
    seconds: int | None = None,
) -> Extension:
    """Ask for a further milestone of a task in force.

    By whoever may ask for another change of its milestones. Refused without a title or a reason, for a
    day that is past or after the task's own end, and on work that is not under way. Tells those who take the
    first step. Announces ``ExtensionAsked``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_ask_extension, task, unit_id)
    reason = need_reason(reason)
    _need_asking(task, unit_id)
    need_a_side(title_zh, title_en, "title")
    refuse_secrecy(title_zh, title_en)
    _need_to_come(task, wanted_on)
    extension = Extension.objects.create(
        task=task,
        kind=ExtensionKind.ADD,
        title_zh=title_zh.strip(),
        title_en=title_en.strip(),
        was_on=wanted_on,
        **_asking(actor, unit_id, wanted_on, reason),
    )
    _keep(actor, extension, typed_in((reason, title_zh, title_en, wanted_on)), seconds)
    return extension


def add_asked(actor: Actor, task: Task, extension: Extension) -> None:
    """Make the further milestone of a locked task that two people have approved, before its day."""
    _need_to_come(task, extension.wanted_on)
    given = MilestoneGiven(extension.wanted_on, extension.title_zh, extension.title_en)
    make_milestone(actor, task, given, extension.reason)


def change_words(actor: Actor, milestone: Milestone, extension: Extension) -> None:
    """Give a locked milestone the words that two people have approved."""
    before = snapshot(milestone)
    milestone.title_zh, milestone.title_en = extension.title_zh, extension.title_en
    save(milestone, fields=["title_zh", "title_en"])
    record(
        actor=actor,
        action="governance.milestone.reworded",
        subject=milestone,
        before=before,
        note={"reason": extension.reason},
    )
    keep_sides(actor, milestone, "title")


def end_milestone(actor: Actor, task: Task, milestone: Milestone, extension: Extension) -> None:
    """Take a locked milestone away, as two people have approved."""
    drop_milestone(actor, task, milestone, extension.reason)


def _asking(actor: Actor, unit_id: int, wanted_on: dt.date, reason: str) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "wanted_on": wanted_on,
        "reason": reason,
        "asked_at": clock.now(),
        "asked_by_id": actor.user_id,
        "asked_by": actor.name,
    }


def _keep(actor: Actor, extension: Extension, fields_typed: int, seconds: int | None) -> None:
    record(actor=actor, action="governance.extension.asked", subject=extension)
    keep_filing(
        actor=actor,
        unit_id=extension.unit_id,
        kind=FilingKind.EXTENSION,
        fields_typed=fields_typed,
        seconds=seconds,
    )
    _tell(actor, extension.task, extension)
    announce(ExtensionAsked(task_id=extension.task_id, extension_id=extension.pk))


def _need_to_come(task: Task, wanted_on: dt.date) -> None:
    """A step that is past on the day on which it is asked for or approved would be late from the start."""
    sentence = None
    if wanted_on < clock.today():
        sentence = _("This day is past.")
    elif task.due_on is not None and wanted_on > task.due_on:
        sentence = _("A milestone lies before the task's own end.")
    if sentence is not None:
        raise Refused(sentence, fields={"wanted_on": sentence})


def _need_asking(task: Task, unit_id: int) -> None:
    if task.state != TaskState.OPEN:
        raise Refused(_("The task is not under way."))
    if not task.duties.filter(unit_id=unit_id, role__in=ASKING).exists():
        raise Refused(_("A change of a milestone is asked for by the lead or a responsible unit."))


def tell_milestone(actor: Actor, task: Task, extension: Extension) -> None:
    """Tell the units whose work the milestones are, but not the one that asked, that one has changed."""
    held = task.duties.filter(role__in=ASKING, unit__isnull=False)
    words = "一项节点有调整", "A milestone has changed"
    units = [unit for unit in held.values_list("unit_id", flat=True) if unit]
    tell_changed(actor, task, words, units=units, but=extension.unit_id)


def _milestone(task: Task, unit_id: int, milestone_id: int) -> Milestone:
    _need_asking(task, unit_id)
    milestone = lock(task.milestones.all(), pk=milestone_id)
    if milestone.done_on is not None:
        raise Refused(_("The milestone is done."))
    if extensions.open_on(task, milestone_id).exists():
        raise Refused(_("A change of this milestone has been asked for already, and waits."))
    return milestone


def _words(milestone: Milestone, kind: str, zh: str, en: str) -> tuple[str, str]:
    if kind != ExtensionKind.REWORD:
        return milestone.title_zh, milestone.title_en
    need_a_side(zh, en, "title")
    if (zh.strip(), en.strip()) == (milestone.title_zh, milestone.title_en):
        sentence = _("These are the words that it has.")
        raise Refused(sentence, fields={"title_zh": sentence})
    return zh.strip(), en.strip()


def _day(milestone: Milestone, wanted_on: dt.date | None) -> dt.date:
    if wanted_on is None or wanted_on >= milestone.due_on:
        sentence = _("Give a date earlier than the present one.")
        raise Refused(sentence, fields={"wanted_on": sentence})
    return wanted_on


def _tell(actor: Actor, task: Task, extension: Extension) -> None:
    zh, en = names(extension.unit)
    heads = Post.objects.filter(organisation=extension.unit_id, is_leader=True, abolished_on=None)
    tell(
        actor,
        recipients.of_the_office() | recipients.of_posts(heads.values_list("pk", flat=True)),
        kind="extension.asked",
        task=task,
        zh=f"{zh}申请调整节点",
        en=f"{en} asks for a change of a milestone",
        record_of=extension,
    )
