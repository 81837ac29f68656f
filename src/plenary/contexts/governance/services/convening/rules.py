"""Writes down what a body's rules ask of its meetings."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import SeatKind
from plenary.contexts.governance.models import BodyRules
from plenary.contexts.governance.services.checks import need_choice
from plenary.kernel.audit.recording import authorise, changes_since, lock, record, save, snapshot
from plenary.kernel.organisations import selectors as organisations
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale

FIELDS = (
    "quorum_part",
    "quorum_whole",
    "is_more_than",
    "quorum_counts",
    "substitutes_count",
    "meetings_a_year",
    "notice_days",
)
MOST = 366


@transaction.atomic
def set_body_rules(
    *,
    actor: Actor,
    body_id: int,
    seen_version: int | None,
    quorum_part: int | None = None,
    quorum_whole: int | None = None,
    is_more_than: bool = False,
    quorum_counts: str = SeatKind.ALL,
    substitutes_count: bool = True,
    meetings_a_year: int | None = None,
    notice_days: int | None = None,
) -> BodyRules:
    """Write down a body's rules: its quorum, its comprehensive meetings a year, its days of notice.

    What is left empty follows the practice profile; without a fraction there is no quorum. A
    ``seen_version`` of 0 says that none were written down yet. ``Stale`` for a late save; refused for a
    fraction that is none, or that nobody could reach.
    """
    body = lock(organisations.bodies(actor), pk=body_id)
    authorise(actor, policies.can_keep_body_rules, body)
    need_choice(quorum_counts, SeatKind.values, "quorum_counts")
    _need_fraction(quorum_part, quorum_whole, is_more_than=is_more_than)
    _need_numbers(meetings_a_year=meetings_a_year, notice_days=notice_days)
    held = BodyRules.objects.filter(body=body).first()
    if seen_version is not None and seen_version != (held.version if held else 0):
        raise Stale(changes=changes_since(held, seen_version) if held else None)
    before = snapshot(held) if held else None
    rules = held or BodyRules(body=body)
    rules.quorum_part, rules.quorum_whole = quorum_part, quorum_whole
    rules.is_more_than, rules.quorum_counts = is_more_than, quorum_counts
    rules.substitutes_count = substitutes_count
    rules.meetings_a_year, rules.notice_days = meetings_a_year, notice_days
    if held:
        save(rules, fields=FIELDS)
    else:
        rules.save()
    record(actor=actor, action="governance.body_rules.set", subject=rules, before=before)
    return rules


def _need_fraction(part: int | None, whole: int | None, *, is_more_than: bool) -> None:
    if part is None and whole is None:
        return
    sentence = None
    if part is None or whole is None or not 1 <= part <= whole <= MOST:
        sentence = _("Give the quorum as a fraction, for example 1 of 2 or 2 of 3.")
    elif is_more_than and part == whole:
        sentence = _("Nobody can be more than all.")
    if sentence is not None:
        raise Refused(sentence, fields={"quorum_part": sentence})


def _need_numbers(**numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and not 0 <= number <= MOST:
            sentence = _("Give a number from 0 to 366.")
            raise Refused(sentence, fields={name: sentence})
