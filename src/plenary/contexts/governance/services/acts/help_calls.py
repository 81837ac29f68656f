"""Keeps what help a unit asks for with its report, tells those who can give it, and keeps their answer."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import DutyRole, HelpState, TaskState
from plenary.contexts.governance.models import HelpCall, Progress, Task
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.selectors.acts import help_calls
from plenary.contexts.governance.services.acts.locking import lock_with_task
from plenary.contexts.governance.services.asked.lapsing import lapse_call
from plenary.contexts.governance.services.lights import refresh_light
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.workflows import HELP_FLOW
from plenary.kernel.audit.recording import authorise, record, save, snapshot
from plenary.kernel.text.validators import need_reason
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


def keep_call(actor: Actor, task: Task, entry: Progress) -> None:
    """Keep the call for help of a unit's latest entry on a locked task; its earlier one ends or moves on.

    Tells the office and the accountable leader of a call that is new. An entry for a period before the
    latest changes nothing: the call is that of the latest.
    """
    held = list(HelpCall.objects.filter(task=task, unit=entry.unit_id, state=HelpState.ASKED))
    if not held and not any(_words(entry)):
        return
    others = Progress.objects.filter(task=task, unit=entry.unit_id).exclude(pk=entry.pk)
    if others.filter(ends_on__gt=entry.ends_on).exists():
        return
    for call in held:
        if _words(call.progress) == _words(entry):
            _move_on(actor, call, entry)
            return
        lapse_call(actor, call)
    if any(_words(entry)):
        _call(actor, task, entry)


@transaction.atomic
def answer_help(*, actor: Actor, call_id: int, seen_version: int | None, answer: str) -> HelpCall:
    """Answer a unit's call for help; its light no longer says that it waits for help.

    By the office, a leader or the accountable post, never by whoever asked. Refused without an answer,
    once it is answered or lapsed, and on a task that is not under way. Tells the unit.
    """
    call, task = lock_with_task(help_calls.visible_to(actor), pk=call_id, version=seen_version)
    authorise(actor, policies.can_answer_help, call)
    state = HELP_FLOW.after(call.state, "answer")
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("The task is not under way."))
    missing = _("Say what the unit is answered.")
    answer = need_reason(answer, field="answer", missing=missing)
    before = snapshot(call)
    call.state, call.answer, call.answered_at = state, answer, clock.now()
    call.answered_by_id, call.answered_by = actor.user_id, actor.name
    save(call, fields=["state", "answer", "answered_at", "answered_by_id", "answered_by"])
    record(actor=actor, action="governance.help_call.answered", subject=call, before=before)
    refresh_light(task)
    users = recipients.of_units([call.unit_id])
    _tell(actor, call, users, ("协调事项已有答复", "The help that you asked for is answered"))
    return call


def _words(entry: Progress) -> tuple[str, str]:
    return entry.help_zh, entry.help_en


def _move_on(actor: Actor, call: HelpCall, entry: Progress) -> None:
    before = snapshot(call)
    call.progress = entry
    save(call, fields=["progress_id"])
    record(actor=actor, action="governance.help_call.repeated", subject=call, before=before)


def _call(actor: Actor, task: Task, entry: Progress) -> None:
    call = HelpCall.objects.create(
        task=task,
        unit_id=entry.unit_id,
        progress=entry,
        asked_at=entry.reported_at,
        asked_by=actor.name,
    )
    record(actor=actor, action="governance.help_call.asked", subject=call)
    zh, en = names(entry.unit)
    leaders = task.duties.filter(role=DutyRole.ACCOUNTABLE, post__isnull=False)
    posts = [post for post in leaders.values_list("post_id", flat=True) if post]
    users = recipients.of_the_office() | recipients.of_posts(posts)
    _tell(actor, call, users, (f"{zh}请求协调支持", f"{en} asks for help"))


def _tell(actor: Actor, call: HelpCall, users: set[int], words: tuple[str, str]) -> None:
    tell(
        actor,
        users,
        kind=f"help_call.{call.state}",
        task=call.task,
        zh=in_zh(words[0]),
        en=in_en(words[1]),
        record_of=call,
    )
