"""Which slips wait for a unit's answer, and which of them are late."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from plenary.contexts.governance.enums import SlipState
from plenary.contexts.governance.models import SlipAnswer
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.selectors import held
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[SlipAnswer]:
    """Give what was answered to all slips to readers, and to others to those of their own units."""
    if seeing.sees_everything(actor):
        return held.for_reader(actor, SlipAnswer.objects.all())
    if not seeing.sees_own_units(actor):
        return SlipAnswer.objects.none()
    return SlipAnswer.objects.filter(unit_id__in=actor.unit_ids)


def owed_by(actor: Actor) -> QuerySet[SlipAnswer]:
    """Give the slips that the actor's own units have to answer, the longest waiting first."""
    if not seeing.sees_own_units(actor):
        return SlipAnswer.objects.none()
    return visible_to(actor).filter(unit_id__in=actor.unit_ids, state=SlipState.WAITING)


def late(actor: Actor, today: dt.date) -> QuerySet[SlipAnswer]:
    """Give the visible slips whose day has passed without an answer."""
    return visible_to(actor).filter(state=SlipState.WAITING, answer_by__lt=today)
