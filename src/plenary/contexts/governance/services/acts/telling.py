"""Tells the people whom an act concerns, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.models import Task
from plenary.kernel.notifications.services import notify
from plenary.shared.actor import Actor


def tell(
    actor: Actor, users: Iterable[int], *, kind: str, task: Task, zh: str, en: str, url: str = ""
) -> None:
    """Put a line that names the task into the lists of these accounts, but not into the actor's own."""
    notify(
        users=set(users) - {actor.user_id or 0},
        kind=f"governance.{kind}",
        text_zh=f"{zh}：{task.title_zh or task.title_en}",
        text_en=f"{en}: {task.title_en or task.title_zh}",
        url=url or task.get_absolute_url(),
    )


def names(unit: object) -> tuple[str, str]:
    """Give a unit's short name in both languages, each falling back on what there is."""

    def first(*stems: str) -> str:
        return next((value for stem in stems if (value := getattr(unit, stem, ""))), "")

    return (
        first("short_zh", "name_zh", "short_en", "name_en"),
        first("short_en", "name_en", "short_zh", "name_zh"),
    )
