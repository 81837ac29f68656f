"""What comes before a meeting and after it: agendas and papers, invitations, reports and what is let out."""

import datetime as dt
from unittest import mock

from plenary.contexts.governance.models import ReceivedMail, TopicKind
from plenary.contexts.governance.services import agendas, releases
from plenary.contexts.governance.services import convening as convenings
from plenary.contexts.governance.services.agendas import papers as reading_papers
from plenary.contexts.governance.services.convening import ConveningGiven
from plenary.contexts.governance.services.convening.rules import set_body_rules
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.kernel.text.models import TextState
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import agenda_records as agenda
from tests.contexts.governance import factories, report_factories

STARTS = dt.datetime(2031, 3, 3, 1, 0, tzinfo=dt.UTC)
ACCESS = ("public", "internal", "concerned", "committee")
WORD = "xylophone"
"""What stands in the committee's own paper and its title, and nowhere else."""


def of_agendas(committee, units):
    """A coming meeting with topics, papers for each circle of readers, an opinion asked for and its agenda."""
    coming = agenda.planned(body_id=committee.pk, held_on=STARTS.date())
    topic = agenda.accepted(coming, unit_id=units["lead"].pk)
    with mock.patch.object(reading_papers, "text_in", lambda file: file.data.decode()):
        papers = _papers(topic)
    opinion = agendas.ask_opinions(
        actor=SYSTEM, item_id=topic.item_id, unit_ids=[units["supporting"].pk], days=5
    )[0]
    return {
        "coming meeting": coming,
        "topic": topic,
        "draft topic": agenda.topic(coming, unit_id=units["lead"].pk),
        "topic handed in": agenda.submitted(coming, unit_id=units["lead"].pk),
        "topic of strangers": agenda.submitted(coming),
        "agenda item": topic.item,
        "topic kind": TopicKind.objects.get(pk=topic.kind_id),
        "opinion": opinion,
        "agenda version": agenda.circulated(coming),
        **papers,
        "version of a committee paper": papers["committee paper"].versions.get(),
    }


def _papers(topic):
    """A paper for each circle of readers, read in this process: one apart costs half a second."""
    made = {
        f"{access} paper": agenda.paper(topic_id=topic.pk, access=access)
        for access in ACCESS
        if access != "committee"
    }
    return made | {
        "committee paper": agenda.paper(
            topic_id=topic.pk, access="committee", words=WORD, title_zh=WORD, title_en=WORD
        )
    }


def of_convening(coming, accounts):
    """The convening of the coming meeting, with the invitation of its member unit."""
    given = ConveningGiven(starts_at=STARTS, ends_at=STARTS + dt.timedelta(hours=2))
    made = convenings.draw_up_convening(actor=SYSTEM, meeting_id=coming.pk, given=given)
    convenings.gather_invitations(actor=SYSTEM, convening_id=made.pk)
    convenings.send_invitations(actor=SYSTEM, convening_id=made.pk)
    made.refresh_from_db()
    other = factories.meeting(is_held=False, body_id=coming.body_id)
    return {
        "convening": made,
        "draft convening": convenings.draw_up_convening(
            actor=SYSTEM, meeting_id=other.pk, given=given
        ),
        "invitation": made.invitations.get(user=accounts["member unit"]),
        "received mail": ReceivedMail.objects.create(
            mark="x",
            kind="other",
            came_at=STARTS,
            read_at=STARTS,
            why_zh="因",
            why_en="x",
            is_open=True,
        ),
        "body rules": set_body_rules(
            actor=SYSTEM, body_id=coming.body_id, seen_version=None, meetings_a_year=4
        ),
    }


def of_reports(committee, units):
    """A report in the making, and what a meeting let out stage by stage."""
    meeting = factories.meeting(body_id=committee.pk)
    decision = factories.decision(meeting)
    _let_out(meeting, "decisions")
    minutes = begin_minutes(actor=SYSTEM, meeting_id=meeting.pk)
    freeze_report(actor=SYSTEM, report_id=minutes.pk, seen_version=minutes.version, reason="x")
    other = factories.meeting(body_id=committee.pk)
    factories.decision(other)
    listed = report_factories.task_list(1, lead=units["lead"], entries=[{"done_zh": "已到位"}])
    report = report_factories.half_year(listed)
    return {
        "released decision": decision,
        "minutes": begin_minutes(actor=SYSTEM, meeting_id=other.pk),
        "released minutes": minutes,
        "correction": correct_report(actor=SYSTEM, report_id=minutes.pk, reason="x"),
        "papers let out": _let_out(meeting, "papers"),
        "public text": _let_out(meeting, "public", text_zh="会议召开。", text_en="It met."),
        "proposed release": releases.propose_release(
            actor=SYSTEM, meeting_id=other.pk, stage="decisions"
        ),
        "report": report,
        "statement": report.statements.get(pk=_worded(report)),
    }


def _worded(report):
    """Give the number of a statement that is kept in two languages."""
    ids = list(report.statements.values_list("pk", flat=True))
    kept = TextState.objects.filter(subject_type="governance.statement", subject_id__in=ids)
    return kept.values_list("subject_id", flat=True)[0]


def _let_out(meeting, stage, **texts):
    step = releases.propose_release(actor=SYSTEM, meeting_id=meeting.pk, stage=stage, **texts)
    return releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)
