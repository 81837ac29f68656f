"""Lets a task rest on something more than it was made of."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import FateKind
from plenary.contexts.governance.models import Decision, Directive
from plenary.contexts.governance.selectors import meetings, tasks
from plenary.contexts.governance.services.fates import cover
from plenary.contexts.governance.services.indexing import index_around
from plenary.contexts.governance.services.own_fates import UNSETTLED
from plenary.contexts.governance.services.parts import BasisGiven
from plenary.contexts.governance.services.tasks import add_basis, need_changeable
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared.actor import Actor
from plenary.shared.errors import Dangling, Refused


@transaction.atomic
def rest_on(*, actor: Actor, task_id: int, seen_version: int | None, basis: BasisGiven) -> None:
    """Let a task rest on one more decision, directive, requirement or priority.

    A decision or directive without a fate, or postponed, is covered by the task from then on. Refused on a closed
    task, for what needs no action, and as ``cover`` and ``add_basis`` refuse. Announces
    ``TaskEdited``, or ``FateGiven`` where a fate was given.
    """
    task = lock(tasks.visible_to(actor), pk=task_id, version=seen_version)
    authorise(actor, policies.can_manage_tasks, task)
    need_changeable(task)
    if basis.kind == "decision" or basis.kind == "directive":  # noqa: PLR1714 - mypy narrows by ==
        matter = _matter(actor, basis)
        if matter.fate == FateKind.NO_ACTION:
            raise Refused(_("It is settled already that this needs no action."))
        if matter.fate in UNSETTLED:
            cover(actor=actor, kind=basis.kind, matter_id=basis.pk, task_id=task_id)
            return
    add_basis(actor=actor, task_id=task_id, seen_version=None, basis=basis)
    index_around([task])


def _matter(actor: Actor, basis: BasisGiven) -> Decision | Directive:
    found: Decision | Directive | None
    if basis.kind == "decision":
        found = meetings.decisions_visible_to(actor).filter(pk=basis.pk).first()
    else:
        found = meetings.directives_visible_to(actor).filter(pk=basis.pk).first()
    if found is None:
        raise Dangling("basis")
    return found
