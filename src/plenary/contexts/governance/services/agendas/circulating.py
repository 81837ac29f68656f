"""Takes an agenda through its numbered versions: approved, circulated, opened again under the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AgendaState, MeetingState
from plenary.contexts.governance.models import AgendaVersion, Meeting, Topic
from plenary.contexts.governance.policies.agendas import (
    can_approve_agenda,
    can_circulate_agenda,
)
from plenary.contexts.governance.selectors import meetings, recipients
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services.checks import SHORT_REASON, need_reason
from plenary.contexts.governance.services.coming import need_coming
from plenary.contexts.governance.services.minutes.approving import bring_minutes
from plenary.contexts.governance.services.placing import bring_postponed
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.contexts.governance.workflows import AGENDA_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.text.wording import in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused, Stale


@transaction.atomic
def approve_agenda(*, actor: Actor, meeting_id: int, seen: str) -> AgendaVersion:
    """Approve the agenda as it stands; from then on it does not change until it is opened again.

    By the office or a leader. ``seen`` is the digest of what the actor saw: ``Stale`` where the agenda
    says something else by now. Refused without an item, and once it is approved or circulated.
    """
    meeting = _lock_meeting(actor, meeting_id)
    authorise(actor, can_approve_agenda, meeting)
    said = versions.said_of(meeting)
    if not said:
        raise Refused(_("There is no item on the agenda."))
    last = meeting.agenda_versions.first()
    if last is not None and last.state == AgendaState.CIRCULATED:
        AGENDA_FLOW.after(last.state, "approve")
    if seen != versions.digest_of(said):
        raise Stale
    made = last or AgendaVersion.objects.create(meeting=meeting, number=1, made_at=clock.now())
    before = snapshot(made)
    made.state = AGENDA_FLOW.after(made.state, "approve")
    made.content = said
    made.approved_at = clock.now()
    made.approved_by_id, made.approved_by = actor.user_id, actor.name
    save(made, fields=["state", "content", "approved_at", "approved_by_id", "approved_by"])
    record(actor=actor, action="governance.agenda.approved", subject=made, before=before)
    return made


@transaction.atomic
def take_approval_back(
    *, actor: Actor, version_id: int, seen_version: int | None, reason: str
) -> AgendaVersion:
    """Let an approved agenda be a draft again under the same number, before it is circulated."""
    found = _lock_version(actor, version_id, seen_version)
    authorise(actor, can_approve_agenda, found.meeting)
    state = AGENDA_FLOW.after(found.state, "take_back")
    reason = need_reason(reason, most=SHORT_REASON)
    _take_back(actor, found, state, reason)
    bring_minutes(actor, found.meeting)
    bring_postponed(actor, found.meeting)
    return found


@transaction.atomic
def circulate_agenda(*, actor: Actor, version_id: int, seen_version: int | None) -> AgendaVersion:
    """Circulate an approved agenda: it is sealed, and the units concerned are told.

    By the office. It says the papers in the versions that there are now. Refused where an item has come to
    the agenda since it was approved, as the minutes of the meeting before do. Tells the units that sit in
    the body and those whose topics are on it.
    """
    found = _lock_version(actor, version_id, seen_version)
    authorise(actor, can_circulate_agenda, found.meeting)
    state = AGENDA_FLOW.after(found.state, "circulate")
    said = versions.said_of(found.meeting)
    if _words(said) != _words(found.content):
        raise Refused(
            _("The agenda is no longer the one that was approved. Take the approval back first.")
        )
    before = snapshot(found)
    found.state = state
    found.content = said
    found.digest = versions.digest_of(found.content)
    found.circulated_at, found.circulated_by = clock.now(), actor.name
    save(found, fields=["state", "content", "digest", "circulated_at", "circulated_by"])
    record(actor=actor, action="governance.agenda.circulated", subject=found, before=before)
    _tell(actor, found)
    return found


@transaction.atomic
def reopen_agenda(
    *, actor: Actor, version_id: int, seen_version: int | None, reason: str
) -> AgendaVersion:
    """Open a circulated agenda again, under the next number; what was circulated stays as it is.

    Minutes that wait to be approved come first on it, what was postponed and waits comes last.

    By the office. Refused without a reason, and for any version but the last.
    """
    found = _lock_version(actor, version_id, seen_version)
    authorise(actor, can_circulate_agenda, found.meeting)
    state = AGENDA_FLOW.after(found.state, "reopen")
    reason = need_reason(reason, most=SHORT_REASON)
    if found.meeting.agenda_versions.filter(number__gt=found.number).exists():
        raise Refused(_("A later version is there already."))
    made = _open_next(actor, found, state, reason)
    bring_minutes(actor, found.meeting)
    bring_postponed(actor, found.meeting)
    return made


def draft_again(actor: Actor, meeting: Meeting, reason: str) -> None:
    """Let an agenda that stands under an approval be a draft, because its meeting is called off."""
    last = meeting.agenda_versions.first()
    if last is None or last.state == AgendaState.DRAFT:
        return
    if last.state == AgendaState.APPROVED:
        _take_back(actor, last, AGENDA_FLOW.after(last.state, "take_back"), reason)
    else:
        _open_next(actor, last, AGENDA_FLOW.after(last.state, "reopen"), reason)


def _take_back(actor: Actor, found: AgendaVersion, state: str, reason: str) -> None:
    before = snapshot(found)
    found.state = state
    save(found, fields=["state"])
    note = {"reason": reason}
    record(
        actor=actor, action="governance.agenda.taken_back", subject=found, before=before, note=note
    )


def _open_next(actor: Actor, found: AgendaVersion, state: str, reason: str) -> AgendaVersion:
    made = AgendaVersion.objects.create(
        meeting=found.meeting,
        number=found.number + 1,
        state=state,
        reason=reason,
        made_at=clock.now(),
    )
    record(actor=actor, action="governance.agenda.reopened", subject=made, note={"reason": reason})
    return made


def need_changeable(meeting: Meeting) -> None:
    """Refuse a change of an agenda that stands under an approval."""
    if versions.is_frozen(meeting):
        raise Refused(
            _("The agenda is approved or circulated. Open it again, with a reason, to change it.")
        )


def _words(said: Iterable[versions.Said]) -> list[tuple[Any, ...]]:
    """Give what of an agenda is approved: its items in their order, whatever their papers' versions."""
    return [tuple(one[name] for name in ("item", "kind", "text_zh", "text_en")) for one in said]


def _lock_meeting(actor: Actor, meeting_id: int) -> Meeting:
    meeting = lock(meetings.visible_to(actor), pk=meeting_id)
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("The meeting is closed. Reopen it, with a reason, before changing it."))
    need_coming(meeting)
    return meeting


def _lock_version(actor: Actor, version_id: int, seen_version: int | None) -> AgendaVersion:
    """Take a version for a change, its meeting first."""
    meeting_id = (
        versions.visible_to(actor).filter(pk=version_id).values_list("meeting_id", flat=True)
    ).first()
    if meeting_id is None:
        raise NotFound
    authorise(actor, can_approve_agenda)
    meeting = _lock_meeting(actor, meeting_id)
    found = lock(versions.visible_to(actor), pk=version_id, version=seen_version)
    found.meeting = meeting
    return found


def _tell(actor: Actor, found: AgendaVersion) -> None:
    """Tell the units; from the second version on the line leads to what has changed since the last."""
    meeting = found.meeting
    changes = f"{reverse('governance:agenda-changes', args=[meeting.pk])}?version={found.number}"
    is_first = versions.last_circulated(meeting, before=found.number) is None
    seats = organisations.member_units(meeting.body, clock.today())
    bringing = Topic.objects.filter(item__meeting=meeting, unit__isnull=False)
    units = {*seats.values_list("unit_id", flat=True), *bringing.values_list("unit_id", flat=True)}
    tell_of(
        actor,
        recipients.of_units(units) if units else (),
        kind="agenda.circulated",
        topic=meeting,
        zh=f"会议议程（第{found.number}{in_zh('版）已印发' if is_first else '版）已印发，请看与上一版的差异')}",
        en=f"The agenda is circulated, version {found.number}"
        if is_first
        else f"The agenda is circulated, version {found.number}; see what has changed",
        url="" if is_first else changes,
    )
