"""A committee with members and member units, and a meeting of it that is convened."""

import datetime as dt

from plenary.contexts.governance.models import Convening, Invitation
from plenary.contexts.governance.services import convening as services
from plenary.contexts.governance.services.convening import AnswerGiven, ConveningGiven
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.people.models import Holding
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import body, person, post, unit, unit_user, user

STARTS = dt.datetime(2025, 7, 16, 1, 0, tzinfo=dt.UTC)
"""Nine o'clock in Beijing, eleven working days after the first of July."""
HOUR = dt.timedelta(hours=1)


def committee(members=2, units=1, first="first@example.org"):
    """A body whose first member has an account that reads English; the others have none."""
    made = body(name_zh="区委外事委", name_en="Foreign Affairs Committee")
    for number in range(members):
        holder = person(name_zh=f"委员{number}", name_en=f"Member {number}")
        seat = post(organisation=made, order=number)
        Holding.objects.create(post=seat, person=holder)
        if number == 0:
            user(email=first, name="First", language="en", person=holder)
    for _number in range(units):
        sits = unit()
        MemberUnit.objects.create(body=made, unit=sits)
        unit_user(sits)
    return made


def planned(of=None, **fields):
    """A meeting to come."""
    start = {"is_held": False, "title_zh": "全体会议", "title_en": "Plenary"}
    return factories.meeting(body_id=(of or committee()).pk, **{**start, **fields})


def given(**fields):
    """Nine to eleven on 16 July."""
    return ConveningGiven(**{"starts_at": STARTS, "ends_at": STARTS + 2 * HOUR, **fields})


def drawn_up(meeting=None, **fields):
    """A convening of which nobody has been told."""
    meeting = meeting or planned()
    return services.draw_up_convening(actor=SYSTEM, meeting_id=meeting.pk, given=given(**fields))


def convened(meeting=None, **fields):
    """A convening that has gone out."""
    made = drawn_up(meeting, **fields)
    services.send_invitations(actor=SYSTEM, convening_id=made.pk)
    return Convening.objects.get(pk=made.pk)


def invited(convening, **fields):
    """The invitation of the member with an account, else the one that these fields name."""
    wanted = fields or {"email": "first@example.org"}
    return Invitation.objects.get(convening=convening, is_withdrawn=False, **wanted)


def answer(invitation, reply="coming", actor=SYSTEM, **fields):
    """An answer of somebody invited."""
    return services.answer_invitation(
        actor=actor, invitation_id=invitation.pk, answer=AnswerGiven(reply=reply, **fields)
    )
