"""Takes a convening or an invitation for change, out of what the actor may see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ConveningState, MeetingState
from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.selectors.convening import invitations
from plenary.kernel.audit.recording import authorise, lock
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


def lock_convening(actor: Actor, convening_id: int, seen_version: int | None = None) -> Convening:
    """Take a convening; refused once its meeting has been held."""
    found = invitations.convenings_visible_to(actor).select_related("meeting__body")
    convening = lock(found, pk=convening_id, version=seen_version)
    authorise(actor, policies.can_convene, convening)
    need_planned(convening)
    return convening


def lock_sent(actor: Actor, convening_id: int, seen_version: int | None = None) -> Convening:
    """Take a convening that has gone out; refused while it is drawn up and once it is called off."""
    convening = lock_convening(actor, convening_id, seen_version)
    if convening.state != ConveningState.SENT:
        raise Refused(_("The meeting is not convened."))
    return convening


def lock_invitation(
    actor: Actor, invitation_id: int, seen_version: int | None = None
) -> Invitation:
    """Take an invitation for the office's change of it; refused once it is withdrawn."""
    found = invitations.visible_to(actor).select_related("convening__meeting__body")
    invitation = lock(found, pk=invitation_id, version=seen_version)
    authorise(actor, policies.can_convene, invitation)
    need_planned(invitation.convening)
    if invitation.is_withdrawn:
        raise Refused(_("This invitation has been withdrawn."))
    return invitation


def need_planned(convening: Convening) -> None:
    """Refuse a change of a convening whose meeting is past."""
    if convening.meeting.state != MeetingState.PLANNED:
        raise Refused(_("The meeting has been held."))


def need_ahead(convening: Convening) -> None:
    """Refuse to tell people of a meeting that has begun already."""
    if convening.starts_at <= clock.now():
        raise Refused(_("The meeting's time is past. Change it first."))
