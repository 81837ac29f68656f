"""Begins a meeting's minutes: a draft out of its record, in both languages, every statement with its source."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.drafting.minutes_words import title_of
from plenary.contexts.governance.enums import MeetingState, PaperKind, ReportKind, ReportState
from plenary.contexts.governance.events import ReportDrafted
from plenary.contexts.governance.models import Report
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.services.indexing import index_report
from plenary.contexts.governance.services.report_drafting import draft_first
from plenary.kernel.audit.recording import authorise, lock, record
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def begin_minutes(*, actor: Actor, meeting_id: int) -> Report:
    """Draft the minutes of a meeting from its record.

    Refused for a meeting that has not been held, for one without an agenda or outcomes, and where
    there are minutes already: a draft is drafted again, signed-off ones are corrected. Announces
    ``ReportDrafted``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id)
    authorise(actor, policies.can_manage_meetings, meeting)
    if meeting.state == MeetingState.PLANNED:
        raise Refused(_("The meeting has not been held yet: there is nothing to write minutes of."))
    if Report.objects.filter(meeting=meeting, state=ReportState.DRAFT).exists():
        raise Refused(
            _("There is a draft of the minutes already: open it and draft it again there.")
        )
    if Report.objects.filter(meeting=meeting).exists():
        raise Refused(_("The minutes are signed off: make a correction of them."))
    facts = minutes_facts(meeting)
    if not (facts.items or facts.loose or facts.demands):
        raise Refused(_("The record holds no item and no decision yet: write those down first."))

    title, day = title_of(facts), meeting.held_on or meeting.published_on or clock.today()
    report = Report.objects.create(
        meeting=meeting,
        kind=ReportKind.MINUTES,
        paper=PaperKind.SPECIAL,
        starts_on=day,
        ends_on=day,
        title_zh=title.zh[:300],
        title_en=title.en[:400],
        as_of=clock.now(),
        is_illustrative=meeting.is_illustrative,
    )
    drafted = draft_first(actor, report)

    record(
        actor=actor,
        action="governance.report.drafted",
        subject=report,
        note={"statements": len(drafted)},
    )
    index_report(report)
    announce(ReportDrafted(report_id=report.pk))
    return report
