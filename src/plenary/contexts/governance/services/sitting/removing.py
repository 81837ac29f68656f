"""Takes a decision out of the record that was none, for example one recorded twice."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ReleaseState, ReportKind, ReportState
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import (
    Decision,
    ListChange,
    ReleaseStep,
    Statement,
    TaskList,
)
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.services.carrying import carry_no_more
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.own_fates import UNSETTLED
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.search.services import forget_record
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def remove_decision(
    *, actor: Actor, decision_id: int, seen_version: int | None, reason: str
) -> None:
    """Take a decision out of the record; what it postponed comes off the next agenda. Its number stays free.

    By the office. Refused without a reason, on a closed meeting, once it is settled what becomes of the
    decision, once it was released or proposed for release, where a task list, the end or the succession
    of a task or signed-off minutes rest on it, and where what it postponed was dealt with already. Announces ``MeetingChanged``.
    """
    decision, meeting = lock_part(
        actor, meetings.decisions_visible_to(actor), pk=decision_id, version=seen_version
    )
    reason = need_reason(reason)
    _need_free(decision)

    record(
        actor=actor,
        action="governance.decision.removed",
        subject=decision,
        before=snapshot(decision),
        note={"text": str(decision), "reason": reason},
    )
    carry_no_more(actor, decision)
    forget_record(decision)
    decision.delete()
    save(meeting, fields=[])
    announce(MeetingChanged(meeting_id=meeting.pk))


def _need_free(decision: Decision) -> None:
    if decision.fate not in UNSETTLED or decision.bases.exists():
        raise Refused(_("It is settled already what becomes of it. Undo that first."))
    waits = ReleaseStep.objects.filter(meeting=decision.meeting_id, state=ReleaseState.PROPOSED)
    if decision.releases.exists() or waits.exists():
        raise Refused(
            _("It has been released, or is proposed for release: it stays on the record.")
        )
    rests = TaskList.objects.filter(adopting_decision=decision).exists()
    if rests or ListChange.objects.filter(decision=decision).exists():
        raise Refused(_("A task list rests on this decision, so it stays on the record."))
    if decision.endings.exists() or decision.successions.exists():
        raise Refused(_("What became of a task rests on this decision, so it stays on the record."))
    signed = Statement.objects.filter(
        key=f"decision:{decision.pk}",
        report__kind=ReportKind.MINUTES,
        report__state=ReportState.FROZEN,
    )
    if signed.exists():
        raise Refused(_("The signed-off minutes say it: correct them, and say otherwise there."))
