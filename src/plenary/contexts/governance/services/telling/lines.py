"""The lines that acts put into people's lists, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from plenary.contexts.governance.models import Task
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.shared.actor import Actor


def tell(
    actor: Actor,
    users: Iterable[int],
    *,
    kind: str,
    task: Task,
    zh: str,
    en: str,
    record_of: Any = None,
) -> None:
    """Put a line that names the task into the lists of these accounts, but not into the actor's own.

    It leads to the act's own record, where there is one, and is mailed to whoever sees that by then.
    """
    subject = record_of or task
    notify(
        users=set(users) - {actor.user_id or 0},
        kind=f"governance.{kind}",
        text_zh=f"{zh}：{task.title_zh or task.title_en}",
        text_en=f"{en}: {task.title_en or task.title_zh}",
        url=subject.get_absolute_url(),
        about=about(subject),
    )


def tell_of(
    actor: Actor, users: Iterable[int], *, kind: str, topic: Any, zh: str, en: str, url: str = ""
) -> None:
    """Put a line that names a topic or item into these accounts' lists, but not the actor's own.

    It is mailed to whoever sees that by then.
    """
    stem = "title" if hasattr(topic, "title_zh") else "text"
    said_zh, said_en = getattr(topic, f"{stem}_zh"), getattr(topic, f"{stem}_en")
    notify(
        users=set(users) - {actor.user_id or 0},
        kind=f"governance.{kind}",
        text_zh=f"{zh}：{said_zh or said_en}",
        text_en=f"{en}: {said_en or said_zh}",
        url=url or topic.get_absolute_url(),
        about=about(topic),
    )


def about(record: Model) -> str:
    """Give the name of a record of governance as a line's subject."""
    return subjects.about(f"governance.{record._meta.model_name}", record.pk)  # noqa: SLF001


def names(unit: object) -> tuple[str, str]:
    """Give a unit's short name in both languages, each falling back on what there is."""

    def first(*stems: str) -> str:
        return next((value for stem in stems if (value := getattr(unit, stem, ""))), "")

    return (
        first("short_zh", "name_zh", "short_en", "name_en"),
        first("short_en", "name_en", "short_zh", "name_zh"),
    )
