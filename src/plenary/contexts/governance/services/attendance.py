"""Records who was at a meeting, in protocol order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AttendanceStatus
from plenary.contexts.governance.events import MeetingChanged
from plenary.contexts.governance.models import (
    Attendance,
    AttendeeGroup,
    ItemPresence,
    Meeting,
)
from plenary.contexts.governance.services.checks import (
    apply,
    need_a_side,
    need_choice,
    need_existing,
)
from plenary.contexts.governance.services.meetings import lock_open
from plenary.contexts.governance.services.parts import AttendeeGiven, GroupGiven
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.people.models import Person, Post
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

AWAY = (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
NOTED = _(
    "It is noted of an agenda item when this person came, left or withdrew. Take that back first."
)
LAST = 10**9
"""Where somebody without a post stands in the protocol order: behind everybody with one."""


@transaction.atomic
def record_attendance(
    *,
    actor: Actor,
    meeting_id: int,
    attendees: Sequence[AttendeeGiven],
    groups: Sequence[GroupGiven] = (),
    seen_version: int | None = None,
) -> list[Attendance]:
    """Put the whole attendance in place of what was recorded before.

    The chair stands first, then everybody by the order of their highest post; those without a post
    come last, as they were given. Who stays on the sheet keeps what was noted of single items.
    Refused on a closed meeting, for a person named twice, for two chairs, for a chair who was not
    there, for a substitute without a name, and where somebody of whom a single item notes something
    was not there at all. Announces ``MeetingChanged``.
    """
    meeting = lock_open(actor, meeting_id, seen_version)
    _check(attendees)
    for group in groups:
        need_a_side(group.text_zh, group.text_en, "groups")
    need_existing(Person, person=[one.person_id for one in attendees])
    need_existing(Passage, passage=[one.passage_id for one in attendees])
    post_ids = [post for one in attendees for post in one.post_ids]
    need_existing(Post, posts=post_ids)
    orders = dict(Post.objects.filter(pk__in=post_ids).values_list("pk", "order"))

    before = snapshot(meeting)
    recorded = {one.person_id: one for one in meeting.attendances.all()}
    _need_there(meeting, attendees)
    meeting.attendances.exclude(person_id__in=[one.person_id for one in attendees]).delete()
    meeting.groups.all().delete()
    kept = [
        _keep(actor, meeting, recorded.get(one.person_id), one, n)
        for n, one in enumerate(_in_protocol_order(attendees, orders))
    ]
    AttendeeGroup.objects.bulk_create(
        AttendeeGroup(meeting=meeting, text_zh=group.text_zh.strip(), text_en=group.text_en.strip())
        for group in groups
    )
    save(meeting, fields=[])

    record(
        actor=actor,
        action="governance.meeting.attendance_recorded",
        subject=meeting,
        before=before,
        note={"persons": [one.person_id for one in kept], "groups": len(groups)},
    )
    announce(MeetingChanged(meeting_id=meeting.pk))
    return kept


def _in_protocol_order(
    attendees: Sequence[AttendeeGiven], orders: dict[int, int]
) -> list[AttendeeGiven]:
    def rank(one: AttendeeGiven) -> tuple[bool, int]:
        return not one.is_chair, min((orders[post] for post in one.post_ids), default=LAST)

    return sorted(attendees, key=rank)


def _keep(
    actor: Actor, meeting: Meeting, recorded: Attendance | None, one: AttendeeGiven, order: int
) -> Attendance:
    fields = {
        "status": one.status,
        "stand_in_zh": one.stand_in_zh.strip(),
        "stand_in_en": one.stand_in_en.strip(),
        "is_chair": one.is_chair,
        "order": order,
        "passage_id": one.passage_id,
    }
    if recorded is None:
        recorded = Attendance.objects.create(meeting=meeting, person_id=one.person_id, **fields)
    else:
        before = snapshot(recorded)
        if changed := apply(recorded, fields, fields):
            save(recorded, fields=changed)
            record(
                actor=actor,
                action="governance.attendance.changed",
                subject=recorded,
                before=before,
            )
    recorded.posts.set(one.post_ids)
    return recorded


def need_stand_in(status: str, zh: str, en: str) -> None:
    """Refuse a substitute without a name, and a name where nobody stood in."""
    refuse_secrecy(zh, en)
    is_named = bool(zh.strip() or en.strip())
    if status == AttendanceStatus.SUBSTITUTE and not is_named:
        sentence = _("Write who came in this person's stead.")
        raise Refused(sentence, fields={"stand_in_zh": sentence})
    if status != AttendanceStatus.SUBSTITUTE and is_named:
        sentence = _("Somebody stands in only for a person who sent a substitute.")
        raise Refused(sentence, fields={"status": sentence})


def _need_there(meeting: Meeting, attendees: Sequence[AttendeeGiven]) -> None:
    away = [one.person_id for one in attendees if one.status in AWAY]
    noted = ItemPresence.objects.filter(attendance__meeting=meeting, attendance__person_id__in=away)
    if noted.exists():
        raise Refused(NOTED)


def _check(attendees: Sequence[AttendeeGiven]) -> None:
    for one in attendees:
        need_choice(one.status, AttendanceStatus.values, "status")
        need_stand_in(one.status, one.stand_in_zh, one.stand_in_en)
    if len({one.person_id for one in attendees}) != len(attendees):
        raise Refused(_("Somebody is named twice in the attendance."))
    chairs = [one for one in attendees if one.is_chair]
    if len(chairs) > 1:
        raise Refused(_("A meeting has one chair."))
    if any(one.status != AttendanceStatus.PRESENT for one in chairs):
        raise Refused(_("The chair was present."))
