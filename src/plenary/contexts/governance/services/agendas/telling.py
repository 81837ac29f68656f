"""Tells people what becomes of topics, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plenary.kernel.notifications.services import notify
from plenary.shared.actor import Actor


def tell_of(
    actor: Actor, users: Iterable[int], *, kind: str, topic: Any, zh: str, en: str, url: str = ""
) -> None:
    """Put a line that names a topic or item into these accounts' lists, but not the actor's own."""
    stem = "title" if hasattr(topic, "title_zh") else "text"
    said_zh, said_en = getattr(topic, f"{stem}_zh"), getattr(topic, f"{stem}_en")
    notify(
        users=set(users) - {actor.user_id or 0},
        kind=f"governance.{kind}",
        text_zh=f"{zh}：{said_zh or said_en}",
        text_en=f"{en}: {said_en or said_zh}",
        url=url or topic.get_absolute_url(),
    )
