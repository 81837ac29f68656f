"""Records, line by line while a meeting sits, who is there, and for which items not."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AttendanceStatus, PresenceKind
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import AgendaItem, Attendance, AttendeeGroup, ItemPresence
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.sitting.unnamed import unnamed_units
from plenary.contexts.governance.services.attendance import AWAY, NOTED, need_stand_in
from plenary.contexts.governance.services.checks import apply, need_choice
from plenary.contexts.governance.services.meeting_parts import lock_part
from plenary.contexts.governance.services.meetings import lock_open
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

FIELDS = ("status", "stand_in_zh", "stand_in_en")


@transaction.atomic
def set_status(
    *,
    actor: Actor,
    attendance_id: int,
    seen_version: int | None,
    status: str,
    stand_in_zh: str = "",
    stand_in_en: str = "",
) -> Attendance:
    """Say how one person takes part, and who came instead of one who sent a substitute.

    Refused on a closed meeting, for a chair who is not there, for a substitute without a name or a
    name without a substitute, and for making absent of whom an item notes something.
    Announces ``MeetingChanged``.
    """
    attendance, meeting = lock_part(actor, _visible(actor), pk=attendance_id, version=seen_version)
    need_choice(status, AttendanceStatus.values, "status")
    need_stand_in(status, stand_in_zh, stand_in_en)
    if attendance.is_chair and status != AttendanceStatus.PRESENT:
        raise Refused(_("The chair was present."))
    if status in AWAY and attendance.presences.exists():
        raise Refused(NOTED)

    before = snapshot(attendance)
    given = {"status": status, "stand_in_zh": stand_in_zh, "stand_in_en": stand_in_en}
    if not (changed := apply(attendance, given, FIELDS)):
        return attendance
    save(attendance, fields=changed)
    save(meeting, fields=[])

    record(actor=actor, action="governance.attendance.changed", subject=attendance, before=before)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return attendance


@transaction.atomic
def note_unit(*, actor: Actor, meeting_id: int, unit_id: int) -> AttendeeGroup:
    """Note that a unit that was asked was there, though nobody is named for it.

    The minutes list it among those present; no count holds it. Refused on a closed meeting, and where it was not
    asked or somebody is named for it. Announces ``MeetingChanged``.
    """
    meeting = lock_open(actor, meeting_id)
    there = list(meeting.attendances.prefetch_related("posts"))
    unit = next((one.unit for one in unnamed_units(meeting, there) if one.unit.pk == unit_id), None)
    if unit is None:
        raise Refused(_("Somebody is named for this unit already, or it was not asked."))
    group = AttendeeGroup.objects.create(
        meeting=meeting, text_zh=unit.name_zh, text_en=unit.name_en
    )
    save(meeting, fields=[])

    note = {"unit": unit.pk}
    record(actor=actor, action="governance.meeting.unit_noted", subject=meeting, note=note)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return group


@transaction.atomic
def note_presence(*, actor: Actor, attendance_id: int, item_id: int, kind: str) -> ItemPresence:
    """Note that somebody came in at an item, left before it, or withdrew from it alone.

    Refused on a closed meeting, for somebody who is not there at all, where the item has a note of
    them already, and where they would leave before they came. ``NotFound`` for an item of another
    meeting. Announces ``MeetingChanged``.
    """
    attendance, meeting = lock_part(actor, _visible(actor), pk=attendance_id)
    need_choice(kind, PresenceKind.values, "kind")
    item = AgendaItem.objects.filter(pk=item_id, meeting=meeting).first()
    if item is None:
        raise NotFound
    _need_possible(attendance, item, kind)

    noted = ItemPresence.objects.create(attendance=attendance, item=item, kind=kind)
    save(meeting, fields=[])

    record(actor=actor, action="governance.item_presence.noted", subject=noted)
    announce(MeetingChanged(meeting_id=meeting.pk))
    return noted


@transaction.atomic
def remove_presence(*, actor: Actor, presence_id: int) -> AgendaItem:
    """Take back what was noted of somebody at an item. Refused on a closed meeting.

    Announces ``MeetingChanged``.
    """
    seen = ItemPresence.objects.filter(attendance__in=_visible(actor).values("pk"))
    noted, meeting = lock_part(actor, seen, pk=presence_id, of="item__meeting_id")
    item = noted.item

    record(
        actor=actor,
        action="governance.item_presence.removed",
        subject=noted,
        before=snapshot(noted),
        note={"attendance": noted.attendance_id, "item": item.pk, "kind": noted.kind},
    )
    noted.delete()
    save(meeting, fields=[])
    announce(MeetingChanged(meeting_id=meeting.pk))
    return item


def _visible(actor: Actor) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting__in=meetings.visible_to(actor).values("pk"))


def _need_possible(attendance: Attendance, item: AgendaItem, kind: str) -> None:
    if attendance.status in AWAY:
        raise Refused(_("This person was not at the meeting at all: change that first."))
    noted = list(attendance.presences.select_related("item"))
    if any(one.item_id == item.pk for one in noted):
        raise Refused(_("It is noted already what differs for this person at this item."))
    if any(one.kind == kind for one in noted if kind != PresenceKind.WITHDREW):
        raise Refused(_("A person comes in late and leaves early once: take the other note back."))
    at = {one.kind: one.item.number for one in noted} | {kind: item.number}
    came, left = at.get(PresenceKind.LATE), at.get(PresenceKind.LEFT)
    if came is not None and left is not None and left <= came:
        raise Refused(_("Nobody leaves before they have come in."))
