"""Asks that a milestone have other words or an earlier date, or go, and does it once two people have let it be."""

from __future__ import annotations

import datetime as dt

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
from plenary.contexts.governance.services.milestones import drop_milestone
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
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
        unit_id=unit_id,
        was_on=milestone.due_on,
        wanted_on=day,
        reason=reason,
        asked_at=clock.now(),
        asked_by_id=actor.user_id,
        asked_by=actor.name,
    )

    record(actor=actor, action="governance.extension.asked", subject=extension)
    keep_filing(
        actor=actor,
        unit_id=unit_id,
        kind=FilingKind.EXTENSION,
        fields_typed=typed_in((kind, reason, title_zh, title_en, wanted_on)),
        seconds=seconds,
    )
    _tell(actor, task, extension)
    announce(ExtensionAsked(task_id=task.pk, extension_id=extension.pk))
    return extension


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


def _milestone(task: Task, unit_id: int, milestone_id: int) -> Milestone:
    if task.state != TaskState.OPEN:
        raise Refused(_("The task is not under way."))
    if not task.duties.filter(unit_id=unit_id, role__in=ASKING).exists():
        raise Refused(_("A change of a milestone is asked for by the lead or a responsible unit."))
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
