"""How the page of a record leads to its texts at the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import ngettext

from plenary.contexts.communications import policies
from plenary.contexts.communications.selectors.desk.texts import ALL, OPEN, DeskFilters, listing
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of

STATEMENTS = "governance.statement"


def link_of_report(actor: Actor, report_id: int) -> tuple[Any, str] | None:
    """Lead to the statements of a report; nothing for who does not use the desk, and without any there."""
    if not policies.can_use_desk(actor):
        return None
    asked = {"kind": STATEMENTS, "within": str(report_id)}
    states = list(
        listing(actor, DeskFilters(state=ALL, **asked))
        .order_by()
        .values_list("standing", flat=True)
    )
    if not states:
        return None
    waiting = sum(state in OPEN for state in states)
    label = ngettext("Translations: %(count)s waits", "Translations: %(count)s wait", waiting)
    asked |= {} if waiting else {"state": ALL}
    return label % {"count": waiting}, f"{address_of('communications:desk')}?{urlencode(asked)}"
