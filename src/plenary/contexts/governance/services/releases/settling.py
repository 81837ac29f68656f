"""Releases what another person proposed, sends it back, or takes back what is out."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.events import ReleaseMoved
from plenary.contexts.governance.models import ReleaseStep
from plenary.contexts.governance.selectors import naming
from plenary.contexts.governance.selectors.releases.contents import (
    digest_of,
    named_in,
    records_of,
)
from plenary.contexts.governance.selectors.releases.page import visible_to
from plenary.contexts.governance.services.checks import SHORT_REASON, need_reason
from plenary.contexts.governance.services.indexing import (
    index_release,
    index_report,
    index_with_outcomes,
)
from plenary.contexts.governance.services.oparl.keeping import keep_public
from plenary.contexts.governance.services.releases.proposing import need_before
from plenary.contexts.governance.services.releases.wording import lock_decisions, put_in_force
from plenary.contexts.governance.services.telling.meeting_news import tell_decisions
from plenary.contexts.governance.workflows import RELEASE_FLOW
from plenary.contexts.language.api import names_fault
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale
from plenary.shared.events import announce

SETTLED = ["state", "settled_at", "settled_by_id", "settled_by", "reason"]


@transaction.atomic
def release_step(*, actor: Actor, step_id: int, seen_version: int | None) -> ReleaseStep:
    """Let a proposed stage out; what was out before of this stage is replaced.

    ``Forbidden`` to whoever proposed it. Refused once the stage before it was taken back, and ``Stale``
    where the record has changed since it was proposed: that is to be proposed anew; refused where a name that was agreed or renamed since is called
    otherwise. Announces ``ReleaseMoved``.
    """
    step = lock(visible_to(actor), pk=step_id, version=seen_version)
    authorise(actor, policies.can_release, step)
    state = RELEASE_FLOW.after(step.state, "release")
    lock_decisions(step.meeting)
    inside = records_of([step.meeting])[step.meeting_id]
    need_before(inside, step.stage)
    if inside.lines(step.stage, named_in(step.content)) != step.content:
        raise Stale(
            _("The record has changed since this was proposed: send it back, propose anew.")
        )
    _need_names(step)
    for old in ReleaseStep.objects.filter(
        meeting=step.meeting_id, stage=step.stage, state=ReleaseState.RELEASED
    ):
        was = snapshot(old)
        old.state = RELEASE_FLOW.after(old.state, "supersede")
        save(old, fields=["state"])
        record(actor=actor, action="governance.release.superseded", subject=old, before=was)
        _let_find(old)

    before = snapshot(step)
    step.minutes = inside.minutes if step.stage == ReleaseStage.PAPERS else None
    step.digest = digest_of(step)
    if step.stage == ReleaseStage.DECISIONS:
        step.decisions.set(inside.decisions)
        put_in_force(actor, step.meeting)
    elif step.stage == ReleaseStage.PAPERS:
        step.papers.set(inside.papers)
    _settle(actor, step, state, "")
    save(step, fields=[*SETTLED, "minutes", "digest"])

    record(actor=actor, action="governance.release.released", subject=step, before=before)
    _let_find(step)
    keep_public(committee_id=step.meeting.body_id)
    if step.stage == ReleaseStage.DECISIONS:
        tell_decisions(actor, step.meeting)
    announce(ReleaseMoved(step.meeting_id, step.pk, step.stage, step.state))
    return step


@transaction.atomic
def return_step(
    *, actor: Actor, step_id: int, seen_version: int | None, reason: str
) -> ReleaseStep:
    """Send a proposed stage back, for a reason; nothing was out.

    By the office and leaders, and by whoever proposed it. Announces ``ReleaseMoved``.
    """
    step = lock(visible_to(actor), pk=step_id, version=seen_version)
    return _back(actor, step, "send_back", reason)


@transaction.atomic
def take_step_back(
    *, actor: Actor, step_id: int, seen_version: int | None, reason: str
) -> ReleaseStep:
    """Take back what is out, at once and for a reason; one person is enough.

    Refused while a later stage is out: that is taken back first. Announces ``ReleaseMoved``.
    """
    step = lock(visible_to(actor), pk=step_id, version=seen_version)
    return _back(actor, step, "take_back", reason)


def _back(
    actor: Actor, step: ReleaseStep, move: Literal["send_back", "take_back"], reason: str
) -> ReleaseStep:
    authorise(actor, policies.can_take_release_back, step)
    state = RELEASE_FLOW.after(step.state, move)
    reason = need_reason(reason, most=SHORT_REASON)
    if move == "take_back":
        _need_last(step)

    before = snapshot(step)
    _settle(actor, step, state, reason)
    save(step, fields=SETTLED)
    if move == "take_back" and step.stage == ReleaseStage.DECISIONS:
        put_in_force(actor, step.meeting)

    action = f"governance.release.{state}"
    record(actor=actor, action=action, subject=step, before=before, note={"reason": reason})
    _let_find(step)
    keep_public(committee_id=step.meeting.body_id)
    announce(ReleaseMoved(step.meeting_id, step.pk, step.stage, step.state))
    return step


def _settle(actor: Actor, step: ReleaseStep, state: str, reason: str) -> None:
    step.state, step.reason = state, reason
    step.settled_at, step.settled_by_id, step.settled_by = clock.now(), actor.user_id, actor.name


def _need_names(step: ReleaseStep) -> None:
    """Refuse a public text that no longer keeps to the agreed names: its reasons count, new names have none."""
    if step.stage != ReleaseStage.PUBLIC:
        return
    asked = naming.of_public_text(step.meeting, step.text_zh, step.text_en, step.said_otherwise)
    if fault := names_fault(asked):
        back = _("Send the text back for that.")
        raise Refused(f"{fault} {back}")


def _need_last(step: ReleaseStep) -> None:
    order = list(ReleaseStage)
    later = order[order.index(ReleaseStage(step.stage)) + 1 :]
    if ReleaseStep.objects.filter(
        meeting=step.meeting_id, stage__in=later, state=ReleaseState.RELEASED
    ).exists():
        raise Refused(_("A later stage rests on this one and is out: take that back first."))


def _let_find(step: ReleaseStep) -> None:
    """Let just those find what the step holds to whom it is open now."""
    if step.stage == ReleaseStage.DECISIONS:
        index_with_outcomes(step.meeting)
    elif step.stage == ReleaseStage.PAPERS:
        for report in step.meeting.minutes.all():
            index_report(report)
    else:
        index_release(step)
