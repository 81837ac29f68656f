"""Calendar feeds: whose links hold which record, each opened in the rights of who made it."""

import datetime as dt

from django.db import transaction

from plenary.contexts.governance.models import (
    Duty,
    Instruction,
    InstructionCall,
    Meeting,
    SlipAnswer,
)
from plenary.contexts.governance.selectors.calendar.entries import Range
from plenary.contexts.governance.selectors.calendar.own import dates
from plenary.contexts.governance.services.feeds import make_feed_link
from plenary.shared.errors import Forbidden
from tests.access.asking import FORBIDDEN, SIGN_IN
from tests.access.kinds import Row
from tests.access.roles import NOBODY

SCOPES = {"account": None, "unit": "lead unit", "body": "committee"}
KINDS = {
    "governance.Meeting": "meeting",
    "governance.Task": "task",
    "governance.Milestone": "milestone",
    "governance.Duty": "part",
    "governance.InstructionCall": "instruction",
    "governance.Opinion": "opinion",
    "governance.ExtraReport": "extra",
    "governance.SlipAnswer": "slip",
}
"""What stands in a feed, and the word that its lines begin their UID with."""
DAY = dt.date(2031, 5, 5)
EVER = dt.date(2000, 1, 1), dt.date(2040, 1, 1)
"""The house's dates lie years apart; a feed shows those around the day on which it is read."""


def rows(house):
    """Give for each scope and record whose link of that scope holds it, each record on a day."""
    with transaction.atomic():
        _give_days()
        found = list(_rows(house))
        transaction.set_rollback(True)
    return found


def _give_days():
    """Let every record of these kinds have what it stands in a calendar by."""
    Meeting.objects.filter(held_on=None).update(held_on=DAY)
    Duty.objects.update(due_on=DAY)
    Instruction.objects.update(answer_by=DAY)
    SlipAnswer.objects.update(answer_by=DAY)


def _rows(house):
    records = [(name, one) for name, one in house.records.items() if one._meta.label in KINDS]
    records += [("answer to an instruction", InstructionCall.objects.get())]
    for scope, whose in SCOPES.items():
        held = {role: _held(house, role, scope, whose) for role in house.actors}
        for name, one in records:
            key = (KINDS[one._meta.label], one.pk)
            told = {role: of if isinstance(of, str) else key in of for role, of in held.items()}
            yield Row(f"{scope}: {name}", one._meta.label, told)


def _held(house, role, scope, whose):
    """Give what a role's link holds, or why it has none."""
    if role == NOBODY:
        return SIGN_IN
    organisation_id = house[whose].pk if whose else None
    with transaction.atomic():
        try:
            link, _secret = make_feed_link(
                actor=house.actors[role],
                scope=scope,
                organisation_id=organisation_id,
                language="en",
                months=3,
            )
        except Forbidden:
            return FORBIDDEN
        wanted = Range(*EVER, scope=link.scope, organisation=link.organisation)
        found = {(one.kind, one.pk) for one in dates(link.user.actor, wanted)}
        transaction.set_rollback(True)
    return found
