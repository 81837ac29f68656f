"""Readers' reports: which an actor sees, and a reader's own by its receipt."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import ReportState
from plenary.contexts.communications.models import ErrorReport
from plenary.shared.actor import Actor


def visible_to(actor: Actor) -> QuerySet[ErrorReport]:
    """Give the reports to those who look into the newsroom."""
    return ErrorReport.objects.all() if policies.can_see(actor) else ErrorReport.objects.none()


def queue(actor: Actor, state: str) -> QuerySet[ErrorReport]:
    """Give the visible reports in a state, any where none is named, the latest first."""
    found = visible_to(actor).select_related("page")
    return found.filter(state=state) if state else found


def waiting(actor: Actor) -> QuerySet[ErrorReport]:
    """Give the visible reports that nobody has answered."""
    return visible_to(actor).filter(state=ReportState.OPEN)


def by_receipt(receipt: str) -> ErrorReport | None:
    """Give a reader's own report."""
    return ErrorReport.objects.filter(receipt=receipt).select_related("page__hub_of").first()


def is_changed_since(report: ErrorReport) -> bool:
    """Say whether readers see a page otherwise than its reader did: corrected, there at last, or withdrawn."""
    later = Q(lang=report.lang, number__gt=report.edition_number or 0)
    since = Q(published_at__gt=report.made_at)
    is_corrected = report.page.editions.filter(later | since).exists()
    return is_corrected or report.page.sides.filter(withdrawn_at__gt=report.made_at).exists()
