"""The posts that can be accountable for a task, and the one that is."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import Duty, Task
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor


def leader_posts(actor: Actor, held: Post | None = None) -> QuerySet[Post]:
    """Give the leaders' posts with their organisations, and the one held now whatever it is."""
    leads = Q(is_leader=True, abolished_on=None)
    wanted = leads | Q(pk=held.pk) if held else leads
    return people.posts_visible_to(actor).filter(wanted).select_related("organisation")


def accountable_for(task: Task) -> Duty | None:
    """Give the duty of the leader who is accountable for a task, with its post."""
    found = task.duties.filter(role=DutyRole.ACCOUNTABLE, post__isnull=False)
    return found.select_related("post").order_by("pk").first()
