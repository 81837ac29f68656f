"""Writes the mails of a convening into the outbox, each in its reader's language, with its .ics."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plenary.contexts.governance.drafting.convening import when_en, when_zh
from plenary.contexts.governance.enums import InvitedAs
from plenary.contexts.governance.ical import invitations as ical
from plenary.contexts.governance.models import Convening, Invitation, InvitationMail
from plenary.contexts.governance.services.convening import links
from plenary.contexts.governance.services.convening.notices import notice_of
from plenary.contexts.governance.services.convening.places import place_of
from plenary.kernel.notifications.services import notify, write_mail
from plenary.shared import clock


def tell_of_meeting(invitation: Invitation, *, is_change: bool) -> None:
    """Ask somebody to the meeting, or tell them that something about it has changed."""
    title = _title(invitation)
    with override(invitation.language):
        words = _("Changed: %(meeting)s") if is_change else _("Invitation: %(meeting)s")
        lines = [_greeting(invitation), "", _notice(invitation), *_of_place(invitation)]
        lines += ["", _("Answer here, until the meeting begins:"), links.link_of(invitation)]
        subject = words % {"meeting": title}
    asked = ical.request(sitting_of(invitation), addressee_of(invitation))
    _write(invitation, subject, lines, asked)
    zh, en = ("会议有变更", "A meeting has changed") if is_change else ("会议邀请", "An invitation")
    _put_in_list(invitation, "invited", zh, en)


def remind(invitation: Invitation) -> None:
    """Ask somebody who has not answered once more."""
    with override(invitation.language):
        subject = _("Please answer: %(meeting)s") % {"meeting": _title(invitation)}
        lines = [
            _greeting(invitation),
            "",
            _("your answer to this invitation is still missing:"),
            "",
            f"{_title(invitation)}",
            _when(invitation),
            "",
            _("Answer here, until the meeting begins:"),
            links.link_of(invitation),
        ]
    _write(invitation, subject, lines)
    _put_in_list(invitation, "reminded", "请答复会议邀请", "Please answer an invitation")


def tell_of_cancelling(invitation: Invitation, *, reason: str = "") -> None:
    """Tell somebody that the meeting is called off, or that they are no longer asked to it."""
    with override(invitation.language):
        words = _("Called off: %(meeting)s") if reason else _("Invitation withdrawn: %(meeting)s")
        lines = [_greeting(invitation), ""]
        lines.append(
            _("this meeting does not take place:")
            if reason
            else _("your invitation to this meeting no longer stands:")
        )
        lines += ["", _title(invitation), _when(invitation)]
        if reason:
            lines += ["", _("Reason: %(reason)s") % {"reason": reason}]
        subject = words % {"meeting": _title(invitation)}
    _write(
        invitation, subject, lines, ical.cancel(sitting_of(invitation), addressee_of(invitation))
    )
    zh, en = ("会议已取消", "Called off") if reason else ("邀请已撤回", "Invitation withdrawn")
    _put_in_list(invitation, "cancelled", zh, en)


def sitting_of(invitation: Invitation) -> ical.Sitting:
    """Give the meeting as the addressee's calendar is to show it."""
    convening = invitation.convening
    sender, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    lang = _lang(invitation)
    with override(invitation.language):
        in_place = _of_place(invitation)
    return ical.Sitting(
        uid=convening.uid,
        sequence=convening.sequence,
        starts_at=convening.starts_at,
        ends_at=convening.ends_at,
        language="zh-Hans" if lang == "zh" else "en",
        summary=_title(invitation),
        description="\n".join([_notice(invitation), *in_place]),
        location=place_of(convening).either(lang),
        organizer=address,
        organizer_name=sender or "Plenary",
        stamp=clock.now(),
    )


def addressee_of(invitation: Invitation) -> ical.Addressee:
    """Give whom the invitation asks; an observer need not come."""
    is_observer = invitation.role == InvitedAs.OBSERVER
    part: ical.Part = "OPT-PARTICIPANT" if is_observer else "REQ-PARTICIPANT"
    return ical.Addressee(invitation.name, invitation.email, part)


def _write(invitation: Invitation, subject: str, lines: list[str], calendar: str = "") -> None:
    """Write the mail, and note under which Message-ID it went, by which a bounce is known."""
    to = invitation.email
    mail = write_mail(to=to, subject=subject, body="\n".join(lines), calendar=calendar)
    InvitationMail.objects.create(invitation=invitation, message_id=mail.message_id, email=to)


def _of_place(invitation: Invitation) -> list[str]:
    """Say as what the addressee comes, where that is not as themselves."""
    if invitation.stands_in_for is not None:
        told = _("You are named as substitute for %(name)s.")
        return ["", told % {"name": invitation.stands_in_for.name}]
    if invitation.role != InvitedAs.OBSERVER:
        return []
    items = [f"{item.number}. {_side(item, 'text', invitation)}" for item in invitation.items.all()]
    if not items:
        return ["", _("You are invited as an observer.")]
    return ["", _("You are invited as an observer for these items:"), *items]


def _greeting(invitation: Invitation) -> str:
    return _("Dear %(name)s,") % {"name": invitation.name}


def _notice(invitation: Invitation) -> str:
    return _side(notice_of(invitation), "notice", invitation)


def _title(invitation: Invitation) -> str:
    return _side(invitation.convening.meeting, "title", invitation)


def _when(invitation: Invitation) -> str:
    convening: Convening = invitation.convening
    write = when_zh if _lang(invitation) == "zh" else when_en
    return write(timezone.localtime(convening.starts_at), timezone.localtime(convening.ends_at))


def _lang(invitation: Invitation) -> str:
    return "zh" if invitation.language.startswith("zh") else "en"


def _side(record: object, field: str, invitation: Invitation) -> str:
    sides = ("zh", "en") if _lang(invitation) == "zh" else ("en", "zh")
    return next((text for side in sides if (text := getattr(record, f"{field}_{side}"))), "")


def _put_in_list(invitation: Invitation, kind: str, zh: str, en: str) -> None:
    if invitation.user_id is None:
        return
    meeting = invitation.convening.meeting
    notify(
        users=[invitation.user_id],
        kind=f"governance.meeting.{kind}",
        text_zh=f"{zh}：{meeting.title_zh or meeting.title_en}",
        text_en=f"{en}: {meeting.title_en or meeting.title_zh}",
        url=invitation.get_absolute_url(),
    )
