"""Finds the task that a page is about, and the way to it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.views.saving import Crumbs, need
from plenary.shared.errors import NotFound
from plenary.shared.web.filters import side
from plenary.shared.web.request import Request


def managed(request: Request, pk: int) -> Task:
    """Give a task that the actor may manage: ``NotFound`` for one unseen, else ``Forbidden``."""
    found = tasks.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    need(policies.can_manage_tasks, request.actor, found)
    return found


def crumbs_of(task: Task) -> Crumbs:
    """Give the way from the list of tasks to the task."""
    return [
        (reverse("governance:tasks"), _("Tasks")),
        (task.get_absolute_url(), side(task, "title")),
    ]
