"""Takes the answers over into the attendance, for the secretary to begin with."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    AttendanceStatus,
    ConveningState,
    InvitedAs,
    ReplyKind,
)
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors.convening import invitations
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.parts import AttendeeGiven
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Person
from plenary.kernel.people.services import create_person
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

SAID = {
    ReplyKind.COMING: AttendanceStatus.PRESENT,
    ReplyKind.NOT_COMING: AttendanceStatus.EXCUSED,
    ReplyKind.SUBSTITUTED: AttendanceStatus.SUBSTITUTE,
    ReplyKind.NONE: AttendanceStatus.ABSENT,
}

LONGEST_ZH = 60
"""As many characters as a person's Chinese name may have."""


@transaction.atomic
def seat_by_answers(*, actor: Actor, convening_id: int) -> int:
    """Record the attendance as it was answered; give the number of persons.

    Who comes is present, who does not excused, who sends somebody else has the substitute's name, and
    who has not answered is absent until the secretary says otherwise. Persons alone are taken over:
    those of the body's posts, of accounts that stand for one, and guests who come or send somebody, of
    whom the directory keeps the name and nothing else. Refused where an attendance is
    recorded already, for a meeting that is not convened, and where no person is on the list. Announces
    ``MeetingChanged``.
    """
    found = invitations.convenings_visible_to(actor).select_related("meeting__body")
    convening = lock(found, pk=convening_id)
    authorise(actor, policies.can_convene, convening)
    if convening.state != ConveningState.SENT:
        raise Refused(_("The meeting is not convened."))
    if convening.meeting.attendances.exists():
        raise Refused(_("The attendance is recorded already: change it on its own page."))
    _name_guests(actor, convening)
    attendees = _attendees(convening)
    if not attendees:
        raise Refused(_("Nobody on the list is known as a person."))
    record_attendance(actor=actor, meeting_id=convening.meeting_id, attendees=attendees)
    return len(attendees)


def _name_guests(actor: Actor, convening: Convening) -> None:
    """Let each guest who comes or sends somebody be a person; one asked before under the address is the same."""
    guests = convening.invitations.filter(
        is_withdrawn=False,
        person=None,
        role__in=[InvitedAs.OBSERVER, InvitedAs.MEMBER],
        reply__in=[ReplyKind.COMING, ReplyKind.SUBSTITUTED],
    ).exclude(user__person__isnull=False)
    for guest in guests.order_by("pk"):
        before = snapshot(guest)
        guest.person_id = _known(guest) or _person_of(actor, guest.name).pk
        save(guest, fields=["person_id"])
        record(actor=actor, action="governance.invitation.changed", subject=guest, before=before)


def _known(guest: Invitation) -> int | None:
    if not guest.email:
        return None
    same = Invitation.objects.filter(email__iexact=guest.email, name=guest.name)
    same = same.filter(person__isnull=False).order_by("-pk")
    return same.values_list("person_id", flat=True).first()


def _person_of(actor: Actor, name: str) -> Person:
    if any("\u4e00" <= sign <= "\u9fff" for sign in name):
        return create_person(actor=actor, name_zh=name[:LONGEST_ZH])
    return create_person(actor=actor, name_en=name)


def _attendees(convening: Convening) -> list[AttendeeGiven]:
    listed = list(
        convening.invitations.filter(is_withdrawn=False).select_related("user").order_by("pk")
    )
    instead = {one.stands_in_for_id: one for one in listed if one.stands_in_for_id}
    posts: dict[int, list[int]] = {}
    held = people.holdings_on(convening.starts_on).filter(post__organisation=convening.meeting.body)
    for person_id, post_id in held.order_by("post__order").values_list("person_id", "post_id"):
        posts.setdefault(person_id, []).append(post_id)
    seated: dict[int, AttendeeGiven] = {}
    for one in listed:
        pk = one.person_id or (one.user.person_id if one.user else None)
        if pk is None or one.stands_in_for_id or pk in seated:
            continue
        seated[pk] = _attendee(one, pk, posts.get(pk, []), instead.get(one.pk))
    return list(seated.values())


def _attendee(
    one: Invitation, person_id: int, post_ids: list[int], stand_in: Invitation | None
) -> AttendeeGiven:
    status = SAID[ReplyKind(one.reply)]
    if one.role == InvitedAs.OBSERVER and status == AttendanceStatus.PRESENT:
        status = AttendanceStatus.OBSERVER
    name = stand_in.name if stand_in else ""
    is_chinese = one.language.startswith("zh")
    return AttendeeGiven(
        person_id=person_id,
        post_ids=tuple(post_ids),
        status=status,
        stand_in_zh=name if is_chinese else "",
        stand_in_en="" if is_chinese else name,
    )
