"""Gives an item of an adopted list another measure of success, leader or responsible units, on a ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.contexts.governance.enums import ChangeKind, DutyRole
from plenary.contexts.governance.models import ListChange, Task
from plenary.contexts.governance.selectors import leaders
from plenary.contexts.governance.selectors.duties import responsible_for
from plenary.contexts.governance.services.checks import need_existing, need_units
from plenary.contexts.governance.services.duties import give_part, take_part_back
from plenary.contexts.governance.services.list_changes import (
    ground_in,
    note_in_lists,
    note_units,
    words_of,
)
from plenary.contexts.governance.services.tasks import edit_success
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor

NOBODY = "–"
SUCCESS = ("success_zh", "success_en")


def change_success(actor: Actor, task: Task, texts: Mapping[str, str], kept: ListChange) -> None:
    """Give a locked task another measure of success; its lists keep both."""
    was = {name: getattr(task, name) for name in SUCCESS}
    edit_success(actor, task, texts, words_of(kept))
    told = {f"was_{name[-2:]}": was[name] for name in SUCCESS}
    told |= {f"new_{name[-2:]}": getattr(task, name) for name in SUCCESS}
    if not any(was.values()):
        told["was_zh"] = told["was_en"] = NOBODY
    note_in_lists(actor, task, ChangeKind.SUCCESS, ground_in(kept), **told)


def change_leader(actor: Actor, task: Task, post_id: int, kept: ListChange) -> None:
    """Let another leader be accountable for a locked task; its lists keep both."""
    need_existing(Post, accountable_post=[post_id])
    held, reason = leaders.accountable_for(task), words_of(kept)
    was = held.post if held else None
    if held is not None:
        held.task = task
        take_part_back(actor, task, held, reason=reason)
    new = give_part(actor, task, role=DutyRole.ACCOUNTABLE, post_id=post_id, reason=reason)
    told = _titles("was", was) | _titles("new", new.post)
    note_in_lists(actor, task, ChangeKind.LEADER, ground_in(kept), **told)


def change_responsible(actor: Actor, task: Task, unit_ids: Sequence[int], kept: ListChange) -> None:
    """Let these units be responsible for a locked task and no others; its lists keep both."""
    was, reason = responsible_for(task), words_of(kept)
    held = {one.pk for one in was}
    need_units(responsible_units=set(unit_ids) - held)
    parts = task.duties.filter(role=DutyRole.RESPONSIBLE, unit__isnull=False)
    for duty in parts.exclude(unit_id__in=unit_ids).select_for_update(of=("self",)).order_by("pk"):
        duty.task = task
        take_part_back(actor, task, duty, reason=reason)
    for unit_id in dict.fromkeys(unit_ids):
        if unit_id not in held:
            give_part(actor, task, role=DutyRole.RESPONSIBLE, unit_id=unit_id, reason=reason)
    note_units(actor, task, was, kept)


def _titles(stem: str, post: Post | None) -> dict[str, str]:
    zh, en = (post.title_zh, post.title_en) if post else ("", "")
    return {f"{stem}_zh": zh or en or NOBODY, f"{stem}_en": en or zh or NOBODY}
