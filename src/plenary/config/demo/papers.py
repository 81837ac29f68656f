"""The papers of a demo that draws them up: minutes of its meeting, and a report that was handed in."""

from __future__ import annotations

from plenary.config.demo.accounts import account
from plenary.config.demo.texts import Story
from plenary.contexts.governance.models import Meeting, TaskList
from plenary.contexts.governance.services.minutes.drafting import begin_minutes
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.contexts.governance.services.report_freezing import freeze_report


def load_papers(story: Story, meeting: Meeting) -> None:
    """Let the office draft what the story asks for; nothing where it asks for nothing."""
    told = story.told.get("report")
    if told is None:
        return
    office = account("office")
    begin_minutes(actor=office, meeting_id=meeting.pk)
    made = draft_report(actor=office, list_id=TaskList.objects.get().pk, period_key=told["period"])
    freeze_report(actor=office, report_id=made.pk, seen_version=made.version, reason=told["reason"])
